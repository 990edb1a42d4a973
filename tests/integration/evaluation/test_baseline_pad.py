"""Presentation attack detection on real people, prints and clips must not get worse than the committed baseline.

From 0 on somebody is a person: even odds, fitted to nobody. What the networks are shown around a face was chosen on the
first four people alone. Four tracks of a kind show that nothing is badly wrong, and no more: with no error among them
the true rate may be as high as 49 %, among all eight 32 %.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import baselines, pad_baseline

from facegate.evaluation.pad.looks import TrackLooks
from facegate.evaluation.pad.rates import error_rates
from facegate.evaluation.pad.tracks import find_tracks
from facegate.vision.stack import VisionStack

STEP = 5
"""Every fifth picture: five of each person and of each print."""

EVERY = 20
"""Frames of clips: about one a second."""

TUNED = ("0001", "0002", "0003", "0004")
"""On whom something was chosen."""

MOST_REFUSED = 0.05
"""Share of people's frames, each alone, that may be refused while no print passes."""


@pytest.fixture(scope="module")
def looks(test_data: Path, vision: VisionStack) -> list[TrackLooks]:
    """Two seconds of a processor."""
    return pad_baseline.look_at(vision, pad_baseline.tracks_of(test_data / "pad", STEP))


def test_scores_are_not_worse_than_the_baseline(test_data: Path, vision: VisionStack, looks: list[TrackLooks]):
    before = pad_baseline.every_nth(baselines.read("pad"), STEP)
    assert pad_baseline.complaints(before, pad_baseline.record_of(vision, test_data / "pad", looks)) == []


@pytest.mark.parametrize("tuned", [True, False])
def test_nobody_is_refused_and_no_print_passes(vision: VisionStack, looks: list[TrackLooks], tuned: bool):
    half = [each for each in looks if (each.track.name in TUNED) is tuned]
    assert len(half) == 8
    judged = pad_baseline.judged(vision, half)
    apcer, bpcer = error_rates(judged, by_frame=False)
    assert (apcer["print"].value, apcer["print"].n, bpcer.value, bpcer.n) == (0.0, 4, 0.0, 4)
    apcer, bpcer = error_rates(judged, by_frame=True)
    assert apcer["print"].value == 0.0
    assert bpcer.value is not None
    assert bpcer.value <= MOST_REFUSED


def test_people_who_talk_and_blink_are_let_in_and_a_screen_is_not(test_data: Path, vision: VisionStack):
    clips = test_data / "video"
    tracks = find_tracks(
        [clips / "talking", clips / "blink", clips / "pad_bona_fide"], {"replay": [clips / "pad_replay"]}
    )
    judged = pad_baseline.judged(vision, pad_baseline.look_at(vision, tracks, EVERY))
    apcer, bpcer = error_rates(judged, by_frame=False)
    wrong = [each.looks.track.name for each in judged if each.species is None and each.track.refused]
    assert (bpcer.value, bpcer.n, wrong) == (0.0, 11, [])
    assert (apcer["replay"].value, apcer["replay"].n) == (0.0, 1)
