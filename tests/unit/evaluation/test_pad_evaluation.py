"""Rates of presentation attack detection from scores that were made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from helpers.pad_fakes import PERSON, PICTURE, RULES, UNSURE, FakePresentation
from helpers.world import GOOD, ToyVision, Visit, enrolled, frame_number, make_frame

from facegate.domain.identification import DecisionPolicy, Judgement, Outcome, Reason, judge
from facegate.domain.ids import SubjectId
from facegate.domain.pad.attack_limit import AttackLimit
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Cue, Pad
from facegate.domain.pad.rules import CueRule
from facegate.domain.presence import Presence
from facegate.errors import EvaluationError
from facegate.evaluation.pad.looks import Missed, PadLook, PadLooker, TimedFrame, TrackLooks
from facegate.evaluation.pad.page import pad_report
from facegate.evaluation.pad.rates import judge_all, rates_record
from facegate.evaluation.pad.replay import Replay, track_verdict
from facegate.evaluation.pad.result import evaluate
from facegate.evaluation.pad.tracks import PadTrack, find_tracks
from facegate.pipeline.pad import ATTACK_REST, PadWatch
from facegate.pipeline.recognise import Recogniser

POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)
HOW = Replay(RULES, POLICY, ATTACK_REST)
RATE = {"value", "ci95", "n"}
NAMED = Judgement(Outcome.IDENTIFIED, Reason.AGREED, SubjectId(f"{1:032x}"), 0.5, 0.5)


def track(
    scores: Sequence[float],
    species: str | None = None,
    *,
    qualities: Sequence[float] = (),
    judgement: Judgement | None = None,
    swap: float | None = None,
    spacing: float = 1.0,
    missed: dict[Missed, int] | None = None,
) -> TrackLooks:
    cues = {} if swap is None else {Cue.SWAP: swap}
    looks = [
        PadLook(spacing * number, qualities[number] if qualities else 0.5, score, cues, judgement)
        for number, score in enumerate(scores)
    ]
    return TrackLooks(PadTrack("somebody", species, (), clip=False), tuple(looks), missed or {})


def test_errors_are_counted_by_species_and_the_worst_is_told():
    found = [
        *[track([PERSON] * 5)] * 3,
        track([PICTURE] * 5),
        *[track([PICTURE] * 5, "print")] * 4,
        track([PERSON] * 5, "screen"),
        track([PICTURE] * 5, "screen"),
    ]
    record = rates_record(judge_all(found, HOW))
    assert (record["bpcer"]["value"], record["bpcer"]["n"]) == (0.25, 4)
    assert (record["apcer"]["print"]["value"], record["apcer"]["print"]["n"]) == (0.0, 4)
    assert (record["apcer"]["screen"]["value"], record["apcer"]["screen"]["n"]) == (0.5, 2)
    assert record["apcer_max"] == record["apcer"]["screen"]
    assert record["worst_species"] == "screen"
    frames = record["by_frame"]
    assert (frames["bpcer"]["n"], frames["apcer"]["print"]["n"], frames["apcer_max"]["value"]) == (20, 20, 0.5)
    # Frames of one track are one trial: no print passed, and of four tracks that says little.
    assert frames["apcer"]["print"]["ci95"][1] == record["apcer"]["print"]["ci95"][1] > 0.4
    for side in (record, frames):
        assert all(set(side[key]) == RATE for key in ("apcer_max", "bpcer"))
        assert "iapar" not in side


def test_without_an_answer_people_are_refused_and_attacks_are_not_accepted():
    none = {Missed.NO_FACE: 3, Missed.UNREADABLE: 1}
    found = [track([UNSURE] * 9), track([], missed=none), track([UNSURE] * 9, "print"), track([], "print", missed=none)]
    record = rates_record(judge_all(found, HOW))
    assert (record["bpcer"]["value"], record["apcer"]["print"]["value"]) == (1.0, 0.0)
    told = {"unreadable": 0, "no_face": 1, "unusable": 0, "inconclusive": 1}
    assert record["non_responses"] == {"bona_fide": told, "attacks": {"print": told}}
    frames = record["by_frame"]
    assert (frames["bpcer"]["value"], frames["bpcer"]["n"]) == (1.0, 9)
    assert frames["non_responses"]["bona_fide"] == {"unreadable": 1, "no_face": 3, "unusable": 0, "inconclusive": 9}


def test_nothing_of_one_kind_is_no_rate():
    record = rates_record(judge_all([track([], missed={Missed.NO_FACE: 1})], HOW))
    assert record["apcer_max"] == {"value": None, "ci95": None, "n": 0}
    assert (record["apcer"], record["worst_species"]) == ({}, None)
    assert record["by_frame"]["bpcer"]["n"] == 0


def test_the_best_looks_decide_and_not_the_first():
    looks = track([PICTURE, PERSON, PERSON], qualities=[0.1, 0.8, 0.9])
    assert not track_verdict(looks, HOW).refused
    assert judge_all([looks], HOW)[0].frames[0].refused


def test_the_worst_moment_of_a_track_counts():
    swapped = track_verdict(track([PERSON] * 4 + [PICTURE] * 12), HOW)
    assert (swapped.passed, swapped.attacked, swapped.refused) == (True, True, True)
    assert swapped.last.pad is Pad.ATTACK


def test_an_attack_is_judged_anew_after_a_while():
    scores = [PICTURE] * 4 + [PERSON] * 20
    assert not track_verdict(track(scores, spacing=0.3), HOW).passed
    assert track_verdict(track(scores, spacing=1.0), HOW).passed


def test_few_looks_are_judged_by_what_there_is():
    assert not track_verdict(track([PERSON]), HOW).refused
    assert track_verdict(track([PICTURE]), HOW).attacked


def test_an_attack_counts_for_iapar_only_where_it_was_recognised_and_passed():
    stranger = Judgement(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR, None, 2.0, 0.5)
    found = [
        track([PERSON] * 5, "print", judgement=NAMED),
        track([PERSON] * 5, "print", judgement=stranger),
        track([PICTURE] * 5, "print", judgement=NAMED),
        track([PICTURE] * 5, "print", judgement=stranger),
        track([PERSON] * 5, judgement=NAMED),
    ]
    record = rates_record(judge_all(found, HOW))
    for side, trials in ((record, 4), (record["by_frame"], 20)):
        assert (side["iapar"]["print"]["value"], side["iapar"]["print"]["n"]) == (0.25, trials)
        assert side["iapar_max"] == side["iapar"]["print"]
        assert side["recognised"]["print"]["value"] == side["apcer"]["print"]["value"] == 0.5
        assert side["bona_fide_accepted"]["value"] == 1.0


def test_the_sweep_meets_the_rates_in_use_and_both_ends():
    rules = replace(RULES, cues={Cue.TEXTURE: CueRule(0.0, 0.0, "made up", "2026-01-01")})
    found = [track([score] * 4) for score in (-1.0, 2.0, 4.0)] + [track([score] * 4, "print") for score in (-5.0, 3.0)]
    record = evaluate(found, replace(HOW, rules=rules)).record()
    for side in (record, record["by_frame"]):
        swept = side["sweep"]
        assert [each["threshold"] for each in swept] == sorted(each["threshold"] for each in swept)
        assert (swept[0]["apcer_max"], swept[0]["bpcer"]) == (1.0, 0.0)
        assert (swept[-1]["apcer_max"], swept[-1]["bpcer"]) == (0.0, 1.0)
        at = next(each for each in swept if each["threshold"] == 0.0)
        assert (at["apcer_max"], at["bpcer"]) == (side["apcer_max"]["value"], side["bpcer"]["value"]) == (0.5, 1 / 3)
        assert side["bpcer_at_apcer"]["0"]["value"] == pytest.approx(2 / 3)
        assert side["bpcer_at_apcer"]["0"]["threshold"] > 3.0


def test_each_cue_is_tried_alone_and_left_out():
    rules = replace(RULES, cues={**RULES.cues, Cue.SWAP: CueRule(0.5, None, "made up", "2026-01-01")})
    found = [
        track([PERSON] * 4, swap=0.9),
        track([PICTURE] * 4, swap=0.9),
        track([PICTURE] * 4, "print", swap=0.9),
        track([PERSON] * 4, "cut-out", swap=0.1),
    ]
    rows = {row["cues"]: row for row in evaluate(found, replace(HOW, rules=rules)).record()["ablation"]}
    shown = {
        name: (row["apcer"]["print"]["value"], row["apcer"]["cut-out"]["value"], row["bpcer"]["value"])
        for name, row in rows.items()
    }
    assert shown == {
        "all": (0.0, 0.0, 0.5),
        "only texture": (0.0, 1.0, 0.5),
        "without texture": (1.0, 0.0, 0.0),
        "only swap": (1.0, 0.0, 0.0),
        "without swap": (0.0, 1.0, 0.5),
    }


def test_the_page_names_errors_first_and_shows_every_rate():
    found = [track([PERSON] * 4), track([UNSURE] * 4), track([PERSON] * 4 + [PICTURE] * 9, "print")]
    result = evaluate(found, HOW)
    record = {"only": ["somebody"], **result.record()}
    page = pad_report(record, result)
    tables = {table.caption: table.rows for section in page.sections for table in section.tables}
    assert [row[-1] for row in tables["Errors first"]] == ["error", "error", ""]
    assert [row[0] for row in tables["Error rates"]] == ["APCER, print", "BPCER"]
    assert [rate.record() for rate in tables["Error rates"][1][1:]] == [record["bpcer"], record["by_frame"]["bpcer"]]
    assert [row[-1] for row in tables["Without an answer"]] == [1, 0, 4, 0]
    assert ("Only", "somebody") in page.facts
    assert "print" in page.summary


# -- presentations on disk -----------------------------------------------------------------------------------------


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    for name in (
        "live/b/2.jpg",
        "live/b/10.jpg",
        "live/b/1.PNG",
        "live/.hidden/x.jpg",
        "live/a/deep/x.jpg",
        "live/c.mp4",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    (tmp_path / "live" / "notes.txt").write_text("no picture", "utf-8")
    return tmp_path / "live"


def test_a_folder_of_pictures_is_a_track_and_a_clip_is_one(shown: Path):
    tracks = {each.name: each for each in find_tracks([shown], {})}
    assert set(tracks) == {"a/deep", "b", "c"}
    assert [path.name for path in tracks["b"].files] == ["1.PNG", "2.jpg", "10.jpg"]
    assert tracks["c"].clip
    assert not tracks["b"].clip


def test_single_files_and_folders_are_tracks_too(shown: Path):
    tracks = find_tracks([shown / "c.mp4", shown / "b"], {"print": [shown / "b" / "2.jpg"], "mask": [shown / "a"]})
    assert [(each.name, each.species, len(each.files)) for each in tracks] == [
        ("c", None, 1),
        ("b", None, 3),
        ("b", "print", 1),
        ("deep", "mask", 1),
    ]


def test_some_subjects_can_be_asked_for(shown: Path):
    assert [each.name for each in find_tracks([shown], {"print": [shown]}, ["a"])] == ["a/deep", "a/deep"]
    assert [each.name for each in find_tracks([shown], {}, ["c", "b"])] == ["c", "b"]
    with pytest.raises(EvaluationError, match="nobody"):
        find_tracks([shown], {}, ["b", "nobody"])


def test_a_path_without_pictures_is_refused(shown: Path):
    for path in (shown / "missing", shown / "notes.txt"):
        with pytest.raises(EvaluationError, match=path.name):
            find_tracks([path], {})


# -- looks, and what the product says of the same frames -----------------------------------------------------------


def toy(scores: Sequence[float], quality: float = 200.0) -> ToyVision:
    vision = ToyVision([Visit(1, 0, len(scores) - 1, quality=replace(GOOD, sharpness=quality))])
    vision.head_pose = None  # so that nobody can be asked for movements
    vision.pad = FakePresentation(lambda image, _face: scores[frame_number(image)])
    return vision


def looked_at(vision: ToyVision, frames: int) -> TrackLooks:
    def read(_track: PadTrack) -> Iterator[TimedFrame]:
        for number in range(frames):
            yield number / 25.0, make_frame(number).image

    gallery = enrolled(1, 2)
    looker = PadLooker(vision, vision.pad, read, judge=lambda template: judge(gallery.search(template), POLICY))
    return looker.look_at([PadTrack("toy", None, (), clip=True)], lambda done, of: None)[0]


def test_frames_without_a_usable_face_are_counted():
    vision = toy([PERSON] * 6)
    found = looked_at(vision, 8)
    assert (len(found.looks), dict(found.missed), found.frames) == (6, {Missed.NO_FACE: 2}, 8)
    assert vision.pad.batches == [6]
    assert dict(looked_at(toy([PERSON] * 3, quality=0.0), 3).missed) == {Missed.UNUSABLE: 3}

    def broken(_track: PadTrack) -> Iterator[TimedFrame]:
        yield 0.0, None

    again = PadLooker(vision, vision.pad, broken).look_at([PadTrack("toy", None, (), clip=True)], lambda done, of: None)
    assert dict(again[0].missed) == {Missed.UNREADABLE: 1}


@pytest.mark.parametrize(
    "scores",
    [
        [PERSON] * 120,
        [PICTURE] * 120,
        [UNSURE] * 120,
        [PERSON] * 60 + [PICTURE] * 240,
        [UNSURE] * 30 + [PERSON] * 90,
        [PICTURE] * 400,
    ],
)
def test_the_replay_says_what_the_product_says(scores: list[float]):
    """The real recogniser with the real watch, frame by frame, against the verdict from looks scored once."""
    vision = toy(scores)
    watch = PadWatch(vision, PadLevel.STANDARD, AttackLimit())
    worker = Recogniser(vision, enrolled(1, 2), POLICY, Presence(60.0), "toy:", pad=watch)
    views = [view for number in range(len(scores)) for view in worker.process(make_frame(number)).tracks]
    verdict = track_verdict(looked_at(toy(scores), len(scores)), HOW)
    said = {view.pad.pad for view in views}
    assert (verdict.passed, verdict.attacked) == (Pad.BONA_FIDE in said, Pad.ATTACK in said)
    assert verdict.named == any(view.judgement.outcome is Outcome.IDENTIFIED for view in views)
    assert verdict.recognised
    assert np.isfinite([look.quality for look in looked_at(toy(scores), 1).looks]).all()
