"""Made-up people, as far apart as real ones, weighed against the bundled statistics."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from facegate.bootstrap.fitting import fitter
from facegate.domain.calibration import MOST_REFUSED, PROFILES, Calibration
from facegate.domain.ids import ModelId
from facegate.domain.rate_curves import PersonSpread
from facegate.domain.site_references import MOST_PEOPLE, PersonReferences
from facegate.domain.visits import VisitRule
from facegate.errors import ModelError
from facegate.evaluation.calibrate import Occasion, calibrate, pair_probability
from facegate.evaluation.measure_statistics import left_out, measure
from facegate.evaluation.population import Population
from facegate.evaluation.site_scores import site_scores
from facegate.evaluation.statistics import LEVELS, ScoreStatistics, load_statistics, statistics_from
from facegate.evaluation.tails import TAIL_MODEL

MODEL = ModelId("sface-2021dec-centred")
FOLDER = Path(__file__).resolve().parents[3] / "models" / "statistics"
OCCASION = Occasion("2026-03-02", VisitRule(3, 5))


@pytest.fixture(scope="module")
def bundled() -> ScoreStatistics:
    statistics = load_statistics(FOLDER, MODEL)
    assert statistics is not None
    return statistics


def centred(people: int, each: int, seed: int = 0) -> list[PersonReferences]:
    """Made-up people whose common mean is taken away, as the embedder does."""
    stored = list(Population(people, 128, seed).references(MODEL, each))
    mean = np.mean([reference.template.vector for reference in stored], axis=0)
    found = []
    for _, group in groupby(stored, key=lambda reference: reference.subject_id):
        vectors = np.stack([reference.template.vector - mean for reference in group])
        vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        found.append(apart(vectors))
    return found


def apart(vectors: np.ndarray) -> PersonReferences:
    """Every reference from another day."""
    return PersonReferences(vectors, np.arange(len(vectors)))


def of_site(statistics: ScoreStatistics, people: list[PersonReferences]) -> Calibration:
    return calibrate(statistics, site_scores(people, lambda done, total: None), OCCASION)


@pytest.mark.parametrize("people", [5, 100, 10_000])
def test_any_number_of_people_gets_sane_answers(bundled: ScoreStatistics, people: int) -> None:
    calibration = of_site(bundled, centred(min(people, MOST_PEOPLE), 3))
    proposals = [calibration.threshold_for(rate, people) for rate in sorted(PROFILES.values())]
    thresholds = [proposal.threshold for proposal in proposals]
    assert thresholds == sorted(thresholds)
    for wanted, proposal in zip(sorted(PROFILES.values()), proposals, strict=True):
        assert 0.6 < proposal.threshold < 1.5
        assert proposal.fpir.value == pytest.approx(wanted, rel=1e-3)
        assert 0.0 <= proposal.fpir.low <= wanted <= proposal.fpir.high < 1.0
        assert proposal.usable == (proposal.fnir.value <= MOST_REFUSED)
    strictest = proposals[0]
    assert strictest.extrapolated == (people > 5)
    assert strictest.tail_model == TAIL_MODEL


def test_few_people_lean_on_the_bundled_statistics_and_many_do_not(bundled: ScoreStatistics) -> None:
    alone = calibrate(bundled, None, OCCASION)
    few, many = of_site(bundled, centred(3, 5)), of_site(bundled, centred(1000, 5))
    at = 1.4
    assert few.false_match.rate(at) == pytest.approx(alone.false_match.rate(at), rel=0.1)
    assert few.false_match.deviation(at) == pytest.approx(alone.false_match.deviation(at), rel=0.1)
    assert many.false_match.deviation(at) < 0.2 * alone.false_match.deviation(at)
    counted = np.interp(at, many.non_mated.edges, np.concatenate([[0.0], np.cumsum(many.non_mated.counts)]))
    assert many.false_match.rate(at) == pytest.approx(counted / many.non_mated.total, rel=0.15)


def frames_of(people: int, scatter: float) -> list[np.ndarray]:
    """Five frames of one minute of each."""
    random = np.random.default_rng(0)
    frames = [
        person.vectors + scatter * random.standard_normal((5, 128)).astype(np.float32) for person in centred(people, 1)
    ]
    return [each / np.linalg.norm(each, axis=1, keepdims=True) for each in frames]


def test_references_of_one_session_do_not_promise_fewer_refusals(bundled: ScoreStatistics) -> None:
    """They are all but one picture; the next visit is another."""
    frames = frames_of(30, 0.02)
    honest = of_site(bundled, [PersonReferences(each, np.zeros(5, np.intp)) for each in frames])
    fooled = of_site(bundled, [apart(each) for each in frames])
    alone = calibrate(bundled, None, OCCASION)
    assert honest.one_session == 30
    assert honest.fnir(1.0).value == pytest.approx(alone.fnir(1.0).value)
    assert fooled.fnir(1.0).value < 0.7 * honest.fnir(1.0).value


def test_copies_of_one_photograph_say_no_more_than_one(bundled: ScoreStatistics) -> None:
    """Even where they were enrolled on different days."""
    people = centred(60, 1)
    thrice = of_site(bundled, [apart(np.repeat(person.vectors, 3, axis=0)) for person in people])
    once = of_site(bundled, people)
    assert thrice.fnir(1.0) == once.fnir(1.0)
    assert (thrice.references, thrice.one_session) == (60, 0)


def test_a_look_is_compared_with_other_occasions_only(bundled: ScoreStatistics) -> None:
    """A session of five frames and one look of another day: of six looks none is near what it is compared with."""
    people = []
    for frames, later in zip(frames_of(30, 0.02), frames_of(60, 0.02)[30:], strict=True):
        people.append(PersonReferences(np.concatenate([frames, later[:1]]), np.array([0, 0, 0, 0, 0, 1])))
    scores = site_scores(people, lambda done, total: None)
    assert (scores.mated_people, scores.mated_references, scores.one_session) == (30, 1, 0)
    assert scores.mated.total == pytest.approx(30)
    assert scores.mated.quantile(0.01) > 1.0


def test_without_anybody_the_bundled_statistics_answer_and_say_so(bundled: ScoreStatistics) -> None:
    calibration = of_site(bundled, [])
    assert (calibration.people, calibration.references) == (0, 0)
    assert "nobody of the site" in calibration.source
    assert calibration.mated.total > 0
    assert calibration.non_mated.total == bundled.comparisons


def test_probabilities_fall_with_the_distance(bundled: ScoreStatistics) -> None:
    for model in (pair_probability(bundled), of_site(bundled, centred(60, 3)).probability_model):
        assert model is not None
        assert model.prior == 0.5
        assert model.at(0.6) > 0.999
        assert model.at(2.0) < 0.001


def test_the_bundled_file_is_what_it_says(bundled: ScoreStatistics) -> None:
    assert statistics_from(bundled.record()).record() == bundled.record()
    assert bundled.model_id == MODEL
    assert bundled.comparisons == pytest.approx(7.26e6, rel=0.01)
    assert len(bundled.log_sd) == len(bundled.person_spread) == len(LEVELS)
    # People differ the more, the rarer the match: from 0.12 at 1e-3 by a factor of 2.7 for each half factor of ten.
    growth = np.diff(np.log(bundled.person_spread[4:]))
    assert (growth > 0.5).all()
    assert growth[3:].tolist() == pytest.approx([1.0] * 15, abs=0.03)
    curve = bundled.log_rates(np.linspace(0.0, 4.0, 401), 3)
    assert (np.diff(curve) >= 0).all()
    # Fused references lie nearer to strangers, too.
    assert bundled.log_rates(np.array([1.2]), 3)[0] > bundled.log_rates(np.array([1.2]), 1)[0]


def test_statistics_that_are_missing_or_damaged(tmp_path: Path) -> None:
    assert load_statistics(tmp_path, MODEL) is None
    (tmp_path / f"{MODEL}.json").write_text('{"model": "x"}')
    with pytest.raises(ModelError, match="cannot be read"):
        load_statistics(tmp_path, MODEL)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["tail", "scale"], 0), (["tail", "scale"], float("nan")), (["tail", "share"], 0.0), (["tail", "shape"], None),
        (["people"], "2081"), (["person_pairs"], 0), (["comparisons"], True), (["source"], 5), (["log_sd"], [0.1]),
        (["person_spread"], [-1.0] * len(LEVELS)), (["non_mated"], [0] * 400), (["mated"], {}), (["stretch"], {}),
        (["stretch"], {"0": 1.0}), (["mated", "1", "people"], 0), (["looks", "mated", "track"], 2.0),
    ],
)  # fmt: skip
def test_statistics_of_other_things_are_refused(
    bundled: ScoreStatistics, tmp_path: Path, place: list[str], value: object
) -> None:
    record = json.loads(json.dumps(bundled.record()))
    inside = record
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    (tmp_path / f"{MODEL}.json").write_text(json.dumps(record))
    with pytest.raises(ModelError, match="cannot be read"):
        load_statistics(tmp_path, MODEL)


@pytest.fixture(scope="module")
def crowd() -> tuple[np.ndarray, np.ndarray]:
    people = centred(600, 3, seed=5)
    return np.concatenate([person.vectors for person in people]), np.repeat(np.arange(600), 3)


@pytest.fixture(scope="module")
def measured(crowd: tuple[np.ndarray, np.ndarray]) -> ScoreStatistics:
    return measure(*crowd, MODEL, "made-up people", "2026-03-02")


def test_measured_statistics_count_every_pair(crowd: tuple[np.ndarray, np.ndarray], measured: ScoreStatistics) -> None:
    (vectors, owners), found = crowd, measured
    assert (found.people, found.images, found.comparisons) == (600, 1800, 1800 * 1797 // 2)
    distances = (2.0 - 2.0 * vectors @ vectors.T)[np.triu(owners[:, None] != owners[None], 1)]
    for at in (1.4, 1.6, 2.0):
        assert np.exp(found.log_rates(np.array([at]), 1)[0]) == pytest.approx((distances <= at).mean(), rel=0.1)
    assert found.mated[2].people == 600
    assert found.mated[2].histogram.total == pytest.approx(600)
    assert found.mated[2].histogram.quantile(0.5) < found.mated[1].histogram.quantile(0.5)


def test_measured_spreads_go_on_growing_where_nothing_is_seen_any_more(crowd: tuple[np.ndarray, np.ndarray]) -> None:
    vectors, owners = crowd
    # A tenth of them resemble one another.
    common = vectors[0] - vectors[0].mean()
    moved = np.where((owners < 60)[:, None], vectors + 0.35 * common, vectors).astype(np.float32)
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    spread = measure(moved, owners, MODEL, "made-up people", "2026-03-02").person_spread
    assert spread[-1] > 10 * spread[8] > 0
    assert (np.diff(np.log(spread[10:])) <= 0.5 * np.log(10.0) + 1e-9).all()


def test_likeness_of_looks_is_measured_and_a_track_nobody_saw_is_doubted(
    crowd: tuple[np.ndarray, np.ndarray], measured: ScoreStatistics
) -> None:
    random = np.random.default_rng(0)
    vectors, owners = (each[:900] for each in crowd)
    restless = vectors + 0.15 * random.standard_normal(vectors.shape).astype(np.float32)
    restless /= np.linalg.norm(restless, axis=1, keepdims=True)
    other = ModelId("other-1")
    steady, shaken = (measure(each, owners, other, "", "") for each in (vectors, restless.astype(np.float32)))
    assert 0.0 < shaken.non_mated_looks.apart < 0.6 * steady.non_mated_looks.apart < 1.0
    assert (steady.non_mated_looks.doubt, steady.mated_looks.doubt) == (0.11, 0.11)
    assert measured.non_mated_looks.doubt == 0.0


def test_a_doubted_track_widens_both_intervals(bundled: ScoreStatistics) -> None:
    made = calibrate(bundled, None, OCCASION)
    # With the tail itself known, the looks are what is left to doubt.
    curve = replace(made.false_match, log_sd=np.zeros_like(made.false_match.log_sd))
    sure = replace(made, false_match=curve, person_spread=PersonSpread(np.array([0.0]), np.zeros(1)))
    doubted = replace(
        sure,
        non_mated_looks=replace(sure.non_mated_looks, doubt=0.11),
        mated_looks=replace(sure.mated_looks, doubt=0.11),
    )
    # 3 of 5 looks in half a minute: no other correlation makes more errors than 0.92 does; 5 of 5 need steadier ones.
    strict, strict_doubted = (replace(each, rule=VisitRule(5, 5)) for each in (sure, doubted))
    assert strict_doubted.fpir(0.8, 60).high > 1.1 * strict.fpir(0.8, 60).high
    assert doubted.fnir(1.0).high > sure.fnir(1.0).high


def test_a_tail_foretells_people_whom_it_was_not_fitted_to(crowd: tuple[np.ndarray, np.ndarray]) -> None:
    expected, seen = left_out(*crowd, folds=4, rate=1e-4)
    assert expected > 20
    assert 0.5 < seen / expected < 2.0


def test_too_few_people_have_no_tail() -> None:
    people = centred(5, 3)
    with pytest.raises(ValueError, match="too few"):
        measure(np.concatenate([person.vectors for person in people]), np.repeat(np.arange(5), 3), MODEL, "x", "")


def test_whoever_ends_the_work_ends_it() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        site_scores(centred(3, 2), stop)


def test_the_planning_formula_is_what_many_strangers_do(bundled: ScoreStatistics) -> None:
    """One look each, 500 people enrolled: 1 - (1 - FMR)^N is met, and is rather too high than too low."""
    everybody = centred(3500, 1, seed=7)
    strangers = np.concatenate([person.vectors for person in everybody[500:]])
    enrolled = everybody[:500]
    curve = of_site(bundled, enrolled).false_match
    nearest = (2.0 - 2.0 * strangers @ np.concatenate([person.vectors for person in enrolled]).T).min(axis=1)
    for threshold in (1.3, 1.35, 1.4):
        planned = 1.0 - (1.0 - curve.rate(threshold)) ** 500
        seen = float((nearest <= threshold).mean())
        assert 0.6 * planned < seen < 1.25 * planned, (threshold, planned, seen)


def test_a_site_is_expected_to_be_harder_than_the_bundled_people(bundled: ScoreStatistics) -> None:
    rate = calibrate(bundled, None, OCCASION).false_match.rate(1.2)
    assert 1.3 < rate / np.exp(bundled.log_rates(np.array([1.2]), max(bundled.mated))[0]) < 4.0


def test_people_who_are_easily_mistaken_make_their_pairs_say_less(bundled: ScoreStatistics) -> None:
    alike = replace(bundled, person_spread=np.full_like(bundled.person_spread, 5.0))
    even = replace(bundled, person_spread=np.zeros_like(bundled.person_spread))
    people = centred(100, 3)
    assert of_site(alike, people).false_match.deviation(1.4) > 1.2 * of_site(even, people).false_match.deviation(1.4)


def test_a_site_without_bundled_statistics_counts_its_people_once(tmp_path: Path, measured: ScoreStatistics) -> None:
    people = centred(600, 3, seed=5)
    made = fitter([tmp_path])(MODEL, people, OCCASION.rule, OCCASION.date, lambda done, total: None)
    assert (made.people, made.references, made.mated_people) == (600, 1800, 600)
    assert made.comparisons == 600 * 599 // 2
    assert made.source == "600 people of the site alone; no statistics are bundled with this model"
    # The rate is the one that was measured, and known as well as the measuring knew it.
    log_rate = measured.log_rates(np.array([1.2]), 3)
    assert made.false_match.log_rate(1.2) == pytest.approx(log_rate[0])
    assert made.false_match.deviation(1.2) == pytest.approx(measured.deviations(log_rate)[0])
