"""Cues that were tried beside texture, and the table that says what each would be worth. None of them is shipped.

Limits are tuned on the people and clips of one half, so that nobody of theirs is refused, and told on the other half:

FACEGATE_TEST_DATA=DIR PYTHONPATH=tests .venv/bin/python -m helpers.pad_candidates SYNTHETIC

``SYNTHETIC`` is a folder that ``helpers.synthetic_pad`` wrote.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from facegate.cli.pad_frames import frame_reader
from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import ModelId
from facegate.domain.pad.results import Cue
from facegate.domain.pad.rules import CueRule
from facegate.evaluation.pad.ablation import AblationRow, ablation
from facegate.evaluation.pad.looks import PadLooker, TrackLooks
from facegate.evaluation.pad.replay import Replay
from facegate.evaluation.pad.tracks import find_tracks
from facegate.pipeline.pad import ATTACK_REST
from facegate.settings.model import RecognitionSettings
from facegate.vision.stack import load_vision
from facegate.vision.store import ModelStore

EVERY = 3
"""Frames of clips: eight looks a second."""

CANDIDATE = Cue.SWAP
"""The place that a candidate takes in the rules: that of a cue which can only deny, and which no evaluation uses."""

Points = npt.NDArray[np.float64]

_COMPARED = 24
"""Newest looks that are compared with each other."""

_LEAST_MOTION = 0.04
"""Share of the inter-eye distance that must be left of a motion after the best turn, shift and change of size: less is
what the detector's landmarks tremble by."""


class FlatMotion:
    """Whether five landmarks move as points of one plane: what an affine map leaves of what a similarity leaves.

    A flat picture that is tilted is squeezed, which an affine map explains; a head that turns is not flat. Where
    nothing tilts or turns nothing is said.
    """

    def __init__(self) -> None:
        self._seen: deque[Points] = deque(maxlen=_COMPARED)

    def see(self, image: BgrImage, detection: Detection, time: float) -> float | None:
        """Median of the shares over the pairs of looks that moved enough, 0 (flat) to 1; None without one."""
        del image, time
        now = detection.landmarks.astype(np.float64)
        shares = [
            affine / similar
            for before in self._seen
            if (similar := left_of_similarity(before, now)) / detection.inter_eye >= _LEAST_MOTION
            for affine in (left_of_affine(before, now),)
        ]
        self._seen.append(now)
        return float(np.median(shares)) if shares else None


def left_of_similarity(before: Points, now: Points) -> float:
    """Root mean square distance, pixels, after the best turn, shift and change of size."""
    a, b = (each - each.mean(axis=0) for each in (before, now))
    z, w = a[:, 0] + 1j * a[:, 1], b[:, 0] + 1j * b[:, 1]
    best = np.vdot(z, w) / np.vdot(z, z)
    return float(np.sqrt(np.mean(np.abs(best * z - w) ** 2)))


def left_of_affine(before: Points, now: Points) -> float:
    """The same after the best affine map."""
    known = np.column_stack([before, np.ones(len(before))])
    best, *_ = np.linalg.lstsq(known, now, rcond=None)
    return float(np.sqrt(np.mean(np.sum((known @ best - now) ** 2, axis=1))))


def tuned_limit(found: Sequence[TrackLooks], cue: Cue) -> float:
    """The highest limit of a cue that can only deny at which no person among these is refused."""
    scores = [look.cues[cue] for each in found if each.track.species is None for look in each.looks if cue in look.cues]
    return min(scores, default=float("-inf"))


def halves(found: Sequence[TrackLooks]) -> tuple[list[TrackLooks], list[TrackLooks]]:
    """Every other one of each kind."""
    kinds: dict[str | None, list[TrackLooks]] = {}
    for each in found:
        kinds.setdefault(each.track.species, []).append(each)
    ours = [each for some in kinds.values() for each in some[::2]]
    return ours, [each for each in found if each not in ours]


def table(rows: Sequence[AblationRow]) -> str:
    """Plain text, a row a set of cues."""
    lines = []
    for row in rows:
        rates = {**{f"APCER {name}": rate for name, rate in row.apcer.items()}, "BPCER": row.bpcer}
        told = (f"{name} {100 * (rate.value or 0.0):.0f} % of {rate.n}" for name, rate in rates.items())
        name = row.name.replace(CANDIDATE, "flat motion")
        lines.append(f"{name:20s} {', '.join(told)}")
    return "\n".join(lines)


def main(synthetic: Path) -> None:
    repository = Path(__file__).resolve().parents[2]
    store = ModelStore(
        Path(os.environ.get("FACEGATE_MODELS_DIR", repository / "build" / "models")), repository / "models"
    )
    vision = load_vision(store, ModelId("yunet-2023mar"), ModelId("sface-2021dec-centred"), "cpu", 640)
    assert vision.pad is not None, "the models of presentation attack detection are not installed"
    data = Path(os.environ["FACEGATE_TEST_DATA"]) / "video"
    tracks = find_tracks(
        [data / name for name in ("talking", "blink", "no_blink", "pad_bona_fide")],
        {"replay": [data / "pad_replay"], **{f"synthetic {each.name}": [each] for each in sorted(synthetic.iterdir())}},
    )
    looker = PadLooker(vision, vision.pad, frame_reader(EVERY), cues={CANDIDATE: FlatMotion})
    found = looker.look_at(tracks, lambda done, of: None)
    chosen = RecognitionSettings()
    policy = DecisionPolicy(1.0, chosen.margin, chosen.looks_needed, chosen.looks_window)
    for tuned, other in (halves(found), halves(found)[::-1]):
        rule = CueRule(tuned_limit(tuned, CANDIDATE), None, "the other half", "")
        rules = replace(vision.pad.rules, cues={**vision.pad.rules.cues, CANDIDATE: rule})
        rows = ablation(other, Replay(rules, policy, ATTACK_REST))
        sys.stdout.write(
            f"flat motion: attack below {rule.attack_below:.3f}, on {len(other)} other tracks\n{table(rows)}\n"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
