"""The main job on real clips: enrol, watch, export, as processes."""

from __future__ import annotations

import csv
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest
from helpers.program import Program
from helpers.world import ListGallery

from facegate.bootstrap.clock import SystemClock
from facegate.capture import open_source
from facegate.domain.identification import DecisionPolicy
from facegate.domain.presence import Presence
from facegate.pipeline.recognise import Recogniser
from facegate.settings.paths import program_models_dir
from facegate.vision.stack import load_vision
from facegate.vision.store import ModelStore


@pytest.fixture
def program(tmp_path: Path, models_dir: Path) -> Program:
    return Program(tmp_path / "data", models_dir)


def test_people_in_the_clip_are_identified_and_nobody_else(program: Program, test_data: Path, tmp_path: Path) -> None:
    folder = test_data / "clip_with_names"
    people = {
        "lin": ("Lin-Manuel Miranda", "lin-manuel-miranda.png"),
        "alex": ("Alex Lacamoire", "alex-lacamoire.png"),
        "obama": ("Barack Obama", "obama.jpg"),
        "biden": ("Joe Biden", "biden.jpg"),
    }
    for person_id, (name, photo) in people.items():
        program.ok("enrol", name, "--id", person_id, "--photo", folder / photo)
    events = program.ok("watch", folder / "short_hamilton_clip.mp4", "--no-realtime", "--json").lines

    identified = {event["name"] for event in events if event["result"] == "identified"}
    assert {"Lin-Manuel Miranda", "Barack Obama"} <= identified
    assert "Joe Biden" not in identified
    names = defaultdict(set)
    for event in events:
        if event["name"] is not None:
            names[event["track"]].add(event["name"])
            assert event["distance"] <= event["threshold"]
            assert event["margin"] >= 0.05
    assert all(len(who) == 1 for who in names.values())

    out = tmp_path / "attendance.csv"
    program.ok("export", "attendance", "--out", out)
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert {row["name"] for row in csv.DictReader(file)} == identified
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_crowd_of_strangers_is_not_identified_and_keeps_its_tracks(program: Program, test_data: Path) -> None:
    clip = test_data / "video" / "crowd" / "six_faces_1080p.mp4"
    events = program.ok("watch", clip, "--no-realtime", "--json").lines
    assert events, "strangers are logged too"
    assert {event["result"] for event in events} <= {"not_identified", "inconclusive"}
    assert all(event["subject_id"] is None for event in events)
    assert 5 <= len({event["track"] for event in events}) <= 9


def test_passer_by_takes_over_no_track(test_data: Path, models_dir: Path) -> None:
    """Watched frame by frame: a man with glasses hides the one behind him from frame 29, and is himself
    found there until frame 31 and from 46 on; the hidden man is found again in frame 64."""
    vision = load_vision(
        ModelStore(models_dir, program_models_dir()), "yunet-2023mar", "sface-2021dec-centred", "cpu", 640
    )
    policy = DecisionPolicy(vision.operating_point.threshold, 0.05, 3, 5)
    gallery = ListGallery(model_id=vision.extractor.model_id)
    recogniser = Recogniser(vision, gallery, policy, Presence(60.0), "clip")
    clip = test_data / "video" / "crowd" / "six_faces_1080p.mp4"
    at_the_place: dict[int, set[int]] = {}
    with closing(open_source(str(clip), realtime=False, clock=SystemClock())) as source:
        source.open()
        while (frame := source.read()) is not None:
            tracks = recogniser.process(frame).tracks
            at_the_place[frame.sequence + 1] = {
                track.track for track in tracks if 1040 < track.box.center[0] < 1220 and track.box.center[1] > 640
            }
    (behind,) = at_the_place[28]
    (passing,) = at_the_place[50]
    assert passing != behind
    assert not any(behind in at_the_place[number] for number in range(29, 64))
    assert all(at_the_place[number] == {behind, passing} for number in range(64, 80))


def test_same_person_enrols_once(program: Program, test_data: Path) -> None:
    folder = test_data / "clip_with_names"
    program.ok("enrol", "Barack Obama", "--id", "1", "--photo", folder / "obama.jpg")
    again = program.run("enrol", "Somebody Else", "--id", "2", "--photo", folder / "obama2.jpg", "--json")
    assert again.status == 1
    assert again.value["error"]["title"] == "Already enrolled"
    assert [person["person_id"] for person in program.ok("people", "list", "--json").value] == ["1"]
