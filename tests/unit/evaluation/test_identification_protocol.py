"""Open-set searches over random splits on made-up people, and their page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

import numpy as np
import pytest
from helpers.vectors import MODEL, population, reference

from facegate.domain.identification import DecisionPolicy, judge
from facegate.domain.ids import SubjectId
from facegate.domain.lookalikes import LookAlikeMargins, LookAlikeRule
from facegate.domain.templates import Template, normalised
from facegate.errors import EvaluationError
from facegate.evaluation.bootstrap import people_weights
from facegate.evaluation.corpus import Acquisition, Failure, Sample
from facegate.evaluation.identification import Identification, SearchRates, rates_of
from facegate.evaluation.identification_report import identification_report
from facegate.evaluation.report.html import render
from facegate.evaluation.searches import Searches, search_all, subject_of
from facegate.evaluation.shown import facts
from facegate.evaluation.splits import Plan, gallery_sizes, numbered, splits
from facegate.gallery.gallery import IndexedGallery

POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)
PEOPLE, EACH, DIMENSION = 24, 6, 64


def enrol(templates: Mapping[SubjectId, Sequence[Template]]) -> IndexedGallery:
    gallery = IndexedGallery(MODEL, DIMENSION)
    rows = [(subject_id, template) for subject_id, some in templates.items() for template in some]
    gallery.load(
        reference(number, int(subject_id, 16), template.vector) for number, (subject_id, template) in enumerate(rows, 1)
    )
    return gallery


def samples() -> list[Sample]:
    return [normalised(MODEL, vector) for vector in population(PEOPLE, EACH, DIMENSION, seed=2)]


def people() -> list[list[int]]:
    return numbered({str(person): range(EACH) for person in range(PEOPLE)})


def identify(
    some: list[Sample], plan: Plan, policy: DecisionPolicy = POLICY
) -> tuple[dict[int, Searches], Identification]:
    searches, enrolments = search_all(people(), some, plan, policy, enrol, lambda done, of: None)
    labels = {"norm_tercile": ["short", "middle", "long"] * (PEOPLE * EACH // 3)}
    return searches, rates_of(searches, enrolments, plan, policy, labels)


def test_half_of_the_people_are_enrolled_and_nobody_is_on_both_sides():
    for split in splits(people(), Plan(references=2, repeats=5)):
        enrolled = {each.person for each in split.enrolled}
        strangers = {person for person, _ in split.strangers}
        assert len(enrolled) == PEOPLE // 2
        assert enrolled | strangers == set(range(PEOPLE))
        assert not enrolled & strangers
        for each in split.enrolled:
            assert len(each.references) == 2
            assert sorted((*each.references, *each.probes)) == people()[each.person]


def test_a_seed_gives_the_same_splits_again_and_another_one_others():
    first, again, other = (list(splits(people(), Plan(repeats=3, seed=seed))) for seed in (4, 4, 5))
    assert first == again
    assert first != other
    assert first[0] != first[1]


def test_who_has_no_picture_to_be_searched_with_is_a_stranger():
    few = [[0, 1, 2], [3, 4, 5, 6], [7, 8, 9, 10], [11]]
    for split in splits(few, Plan(references=3, repeats=20)):
        assert {each.person for each in split.enrolled} == {1, 2}


def test_too_few_people_are_told():
    with pytest.raises(EvaluationError, match="Too few pictures"):
        gallery_sizes([[0, 1, 2, 3]], Plan())
    with pytest.raises(EvaluationError, match="Too few pictures"):
        gallery_sizes([[0, 1, 2]] * 10, Plan(references=3))


def test_sizes_stop_at_half_of_the_people():
    assert gallery_sizes(people(), Plan(sizes=(5, 10, 25))) == (5, 10, 12)
    assert gallery_sizes(people(), Plan(sizes=(12, 500))) == (12,)


def test_every_other_picture_is_searched_with():
    searches, found = identify(samples(), Plan(references=2, repeats=3, sizes=(4,)))
    assert set(searches) == {4, 12}
    assert searches[12].mated.sum() == 3 * 12 * (EACH - 2)
    assert (~searches[12].mated).sum() == 3 * 12 * EACH
    assert searches[4].mated.sum() == 3 * 4 * (EACH - 2)
    assert (~searches[4].mated).sum() == 3 * 12 * EACH
    record = found.record()
    assert record["gallery_size"] == 12
    assert list(record["by_size"]) == ["4", "12"]
    assert record["by_size"]["12"]["rank1"] == record["rank1"]


def test_rates_are_those_of_the_decisions():
    searches, found = identify(samples(), Plan(references=2, repeats=4, sizes=()))
    some, record = searches[12], found.record()
    mated = some.mated
    assert record["rank1"]["value"] == some.first[mated].mean()
    assert record["fpir"]["value"] == some.named[~mated].mean()
    assert record["fnir"]["value"] == (~some.right[mated]).mean()
    # A score at or below the threshold is what the decision at it says.
    assert np.array_equal(some.scores[mated] <= POLICY.threshold, some.right[mated])
    assert np.array_equal(some.scores[~mated] <= POLICY.threshold, some.named[~mated])
    assert set(record["fnir_at_fpir"]) == {"1e-2", "1e-3"}
    json.dumps(record, allow_nan=False)


def test_misses_at_a_rate_are_counted_at_its_threshold():
    _, found = identify(samples(), Plan(references=2, repeats=6, sizes=()))
    rates = found.by_size[12]
    ours, strangers = rates.scores()
    threshold = max(score for score in strangers if (strangers <= score).mean() <= 0.05)
    rate = rates.fnir_at(0.05)
    assert rate.value == pytest.approx(float((ours > threshold).mean()))
    assert rate.low is not None
    assert rate.high is not None
    assert rate.low <= rate.value <= rate.high


def test_a_rate_of_which_three_errors_could_not_be_seen_is_null():
    _, found = identify(samples(), Plan(references=2, repeats=6, sizes=()))
    # 6 * 12 * 6 = 432 searches of strangers: 4.3 errors at 1 %, 0.4 at 0.1 %.
    record = found.record()["fnir_at_fpir"]
    assert record["1e-2"]["value"] is not None
    assert record["1e-3"] == {"value": None, "ci95": None, "n": 288}


def test_a_margin_that_nobody_reaches_identifies_nobody():
    policy = DecisionPolicy(threshold=1.1, margin=4.0, looks_needed=1, looks_window=1)
    searches, found = identify(samples(), Plan(references=2, repeats=2, sizes=()), policy)
    assert (searches[12].scores == inf).all()
    record = found.record()
    assert (record["fpir"]["value"], record["fnir"]["value"]) == (0.0, 1.0)
    assert record["rank1"]["value"] > 0.5


def test_failed_pictures_stay_in_the_protocol():
    some = samples()
    some[: 3 * EACH] = [Failure.NO_FACE] * (3 * EACH)
    plan = Plan(references=2, repeats=8, sizes=())
    searches, found = identify(some, plan)
    whole, _ = identify(samples(), plan)
    assert len(searches[12].mated) == len(whole[12].mated)
    ours = searches[12].people < 3
    assert not searches[12].right[ours].any()
    assert not searches[12].named[ours].any()
    fte = found.record()["enrolment"]["fte"]
    times = sum(each.person < 3 for split in splits(people(), plan) for each in split.enrolled)
    assert fte["value"] == pytest.approx(times / (8 * 12))
    assert times > 0


def test_the_gallery_that_is_handed_in_decides():
    """A strategy that enrols everybody under a wrong template makes everything fail."""

    def shuffled(templates: Mapping[SubjectId, Sequence[Template]]) -> IndexedGallery:
        ids = list(templates)
        return enrol(dict(zip(ids, [templates[ids[place - 1]] for place in range(len(ids))], strict=True)))

    searches, _ = search_all(people(), samples(), Plan(2, 1, sizes=()), POLICY, shuffled, lambda done, of: None)
    assert not searches[12].first.any()
    assert subject_of(3) == f"{3:032x}"


def test_progress_counts_splits_and_may_end_the_work():
    told = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search_all(people(), samples(), Plan(2, 9, sizes=()), POLICY, enrol, stop)
    assert told == [(0, 9), (1, 9), (2, 9)]


def searches_of(mated: list[float], strangers: list[float]) -> Searches:
    scores = np.array(mated + strangers)
    ours = np.array([True] * len(mated) + [False] * len(strangers))
    count = len(scores)
    within = scores <= 1.1
    numbers = np.arange(count)
    return Searches(numbers % 10, numbers, ours, ours, scores, within, within & ours)


def test_strangers_at_one_distance_are_let_through_together_or_not_at_all():
    rates = SearchRates(searches_of([0.4, 0.6, 0.6, 2.5], [0.5] * 4 + [2.0] * 96), people_weights(10))
    # 4 % lie at 0.5: too many for 3 %, so the threshold lies below it; for 4 % it lies below 2.
    assert rates.fnir_at(0.03).value == 0.75
    assert rates.fnir_at(0.04).value == 0.25


def test_the_interval_of_misses_surrounds_what_drawing_people_again_gives():
    random = np.random.default_rng(3)
    rates = SearchRates(
        searches_of(random.normal(0.8, 0.2, 400).tolist(), random.normal(1.7, 0.2, 600).tolist()), people_weights(10)
    )
    rate = rates.fnir_at(0.01)
    assert rate.value is not None
    assert rate.low is not None
    assert rate.high is not None
    assert 0.0 <= rate.low < rate.value < rate.high < 0.2


def test_people_who_look_alike_are_asked_for_the_margin_that_the_product_asks_for():
    twins = [normalised(MODEL, vector) for vector in population(PEOPLE, EACH, DIMENSION, seed=2)]
    # Everybody with an odd number is a near copy of the one before.
    for number in range(1, PEOPLE, 2):
        for each in range(EACH):
            other = twins[(number - 1) * EACH + each]
            turned = other.vector + 0.02 * np.roll(other.vector, number)
            twins[number * EACH + each] = normalised(MODEL, turned.astype(np.float32))
    plan = Plan(references=2, repeats=1, sizes=())
    searches, _ = identify(twins, plan)
    split = next(splits(people(), plan))
    gallery = enrol({subject_of(each.person): [twins[number] for number in each.references] for each in split.enrolled})
    margins = LookAlikeMargins(LookAlikeRule(POLICY, DIMENSION), gallery.nearest_other)
    found = [gallery.search(twins[number]) for each in split.enrolled for number in each.probes]
    named = searches[12].named[searches[12].mated].tolist()
    assert named == [judge(each, POLICY, margins).subject_id is not None for each in found]
    assert named != [judge(each, POLICY).subject_id is not None for each in found]
    assert any(named)


def test_distances_of_a_model_without_a_threshold_are_evaluated_all_the_same():
    plan = Plan(references=2, repeats=3, sizes=())
    blind, record = identify(samples(), plan, replace(POLICY, calibrated=False))
    seeing, usual = identify(samples(), plan)
    assert np.array_equal(blind[12].scores, seeing[12].scores)
    assert record.record()["fnir"] == usual.record()["fnir"]
    assert record.record()["fnir"]["value"] < 0.5


@pytest.mark.parametrize("measured", [True, False])
def test_the_page_says_where_nobody_measured_the_threshold(measured: bool):
    _, found = identify(samples(), Plan(references=2, repeats=1, sizes=()))
    point = {"threshold": 1.1, "source": "a test", "date": None, "measured": measured}
    acquisition = Acquisition(PEOPLE * EACH, {}).record()
    record = {"model": "made-up-1", "operating_point": point, **found.record(), "acquisition": acquisition}
    assert ("nobody measured it" in dict(facts(record))["Threshold"]) is not measured


def test_the_page_tells_the_rates():
    _, found = identify(samples(), Plan(references=2, repeats=3, sizes=(4,)))
    record = {
        "model": "made-up-1",
        "operating_point": {"threshold": 1.1, "source": "a test", "date": "2026-01-01", "measured": True},
        **found.record(),
        "acquisition": Acquisition(PEOPLE * EACH, {}).record(),
    }
    page = render(identification_report(record, found))
    assert "12 people enrolled" in page
    assert "a test, 2026-01-01" in page
    assert "By the norm of the embedding" in page
    assert page.count("data:image/png;base64,") == 2 * 3
