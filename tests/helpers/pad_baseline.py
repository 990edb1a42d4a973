"""Presentation attack detection that must not get worse: what is measured, kept and compared. Scores alone are kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from facegate.cli.pad_frames import frame_reader
from facegate.domain.identification import DecisionPolicy
from facegate.domain.pad.results import Cue
from facegate.domain.ports import Vision
from facegate.evaluation.pad.looks import PadLooker, TrackLooks
from facegate.evaluation.pad.rates import Judged, judge_all
from facegate.evaluation.pad.replay import Replay
from facegate.evaluation.pad.tracks import PadTrack, find_tracks
from facegate.pipeline.pad import ATTACK_REST
from facegate.settings.model import RecognitionSettings
from helpers.baselines import digest

STEPS = 100
"""Scores are kept to two decimals, as whole numbers."""

MOST_SHIFT = 0.1
"""By which the median of anybody's scores may move: another processor rounds differently, in the third decimal."""

NEVER = -9999
"""Kept for a picture that cannot be judged; lower than any score."""

KINDS = {"bona_fide": None, "print": "print"}
"""Folders of the test data, and the species in them."""


def tracks_of(folder: Path, step: int = 1) -> list[PadTrack]:
    """People and prints, of each every ``step``-th picture."""
    found = find_tracks([folder / "bona_fide"], {"print": [folder / "print"]})
    return [PadTrack(each.name, each.species, each.files[::step], clip=False) for each in found]


def look_at(vision: Vision, tracks: Sequence[PadTrack], every: int = 1) -> list[TrackLooks]:
    """Score presentations; of clips each ``every``-th frame."""
    assert vision.pad is not None, "the models of presentation attack detection are not installed"
    return PadLooker(vision, vision.pad, frame_reader(every)).look_at(tracks, lambda done, of: None)


def judged(vision: Vision, found: Sequence[TrackLooks]) -> list[Judged]:
    """Decide by the rules in use."""
    assert vision.pad is not None
    chosen = RecognitionSettings()
    policy = DecisionPolicy(vision.operating_point.threshold, chosen.margin, chosen.looks_needed, chosen.looks_window)
    return judge_all(found, Replay(vision.pad.rules, policy, ATTACK_REST))


def measure_pad(vision: Vision, folder: Path, step: int = 1) -> dict[str, Any]:
    """Scores of every ``step``-th picture."""
    return record_of(vision, folder, look_at(vision, tracks_of(folder, step)))


def record_of(vision: Vision, folder: Path, found: Sequence[TrackLooks]) -> dict[str, Any]:
    """As it is kept."""
    assert vision.pad is not None
    rule = vision.pad.rules.cues[Cue.TEXTURE]
    scores: dict[str, dict[str, list[int]]] = {kind: {} for kind in KINDS}
    for each in found:
        kind = next(name for name, species in KINDS.items() if species == each.track.species)
        # Pictures are a second apart.
        known = {round(look.time): round(look.score * STEPS) for look in each.looks}
        scores[kind][each.track.name] = [known.get(place, NEVER) for place in range(each.frames)]
    return {
        "files_sha256": digest([path for track in tracks_of(folder) for path in track.files], folder),
        "attack_below": rule.attack_below,
        "bona_fide_from": rule.bona_fide_from,
        "scores": scores,
    }


def every_nth(measured: dict[str, Any], step: int) -> dict[str, Any]:
    """What was measured on all pictures, as if only every ``step``-th had been."""
    thinned = {
        kind: {name: some[::step] for name, some in people.items()} for kind, people in measured["scores"].items()
    }
    return {**measured, "scores": thinned}


def complaints(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What is worse than the baseline, in words; empty if nothing is."""
    for key in ("files_sha256", "attack_below", "bona_fide_from"):
        if before[key] != now[key]:
            return [f"measured with another {key} than the baseline: {now[key]}, not {before[key]}"]
    found = []
    for kind, people in before["scores"].items():
        for name, scores in people.items():
            ours = now["scores"][kind].get(name, [])
            if len(ours) != len(scores):
                found.append(f"{kind}/{name}: {len(ours)} pictures, not {len(scores)}")
                continue
            if worse := int((_right(kind, scores, before) & ~_right(kind, ours, before)).sum()):
                found.append(f"{kind}/{name}: {worse} of {len(ours)} pictures changed for the worse")
            shift = float(np.median(ours) - np.median(scores)) / STEPS
            if abs(shift) > MOST_SHIFT:
                found.append(f"{kind}/{name}: the median score moved by {shift:+.2f}")
    return found


def _right(kind: str, scores: Sequence[int], rules: dict[str, Any]) -> np.ndarray:
    """Of each picture alone: a person is bona fide, a print is not."""
    return (np.array(scores) >= rules["bona_fide_from"] * STEPS) == (kind == "bona_fide")
