"""The self-test of attack detection on the camera in use: what the product itself said of each try, and a report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from facegate import __version__
from facegate.domain.frames import BgrImage, SourceInfo
from facegate.domain.pad.results import Cue
from facegate.domain.pad.rules import CueRule
from facegate.domain.pad.self_test import Seen, SelfTest, Species, StepResult, StepState
from facegate.domain.ports import Clock
from facegate.errors import StorageError
from facegate.pipeline.pad_selftest_page import PageWords, page
from facegate.pipeline.results import FrameResult, PadInForce
from facegate.settings.files import PRIVATE_FOLDER, write_atomically

FORMAT = 1

_LUMA = np.array([0.114, 0.587, 0.299], np.float32)
"""Weights of blue, green, red in brightness (ITU-R BT.601)."""

_EVERY = 8
"""Of the pixels of a frame, each way, that are looked at for its brightness."""


@dataclass(slots=True)
class _Light:
    frames: list[float] = field(default_factory=list)
    faces: list[float] = field(default_factory=list)

    def record(self) -> dict[str, float | None]:
        return {"frame": _middle(self.frames), "face": _middle(self.faces)}


@dataclass(frozen=True, slots=True)
class SelfTestReport:
    """What was tried at a camera, and what came of it. No picture, no name.

    Attributes:
        made_at: aware, UTC.
        light: median brightness of whole frames and of faces during the tries of a step, 0..255; None: no frame.
        cues: limits in force, by cue, with what they rest on.
    """

    made_at: datetime
    camera: SourceInfo
    in_force: PadInForce
    embedder: str
    steps: tuple[StepResult, ...]
    light: Mapping[Species, Mapping[str, float | None]]
    cues: Mapping[Cue, CueRule]

    @property
    def tried(self) -> tuple[Species, ...]:
        """What the figures are about."""
        return tuple(step.species for step in self.steps if step.tried)

    @property
    def not_tried(self) -> tuple[Species, ...]:
        """What they say nothing about; that list is longer: masks of other makers, other people, other light."""
        return tuple(step.species for step in self.steps if not step.tried)

    def record(self) -> dict[str, Any]:
        """For JSON."""
        level = self.in_force.level
        return {
            "kind": "pad_self_test",
            "format": FORMAT,
            "made_at": self.made_at.isoformat(),
            "program": __version__,
            "camera": {
                "label": self.camera.label,
                "width": self.camera.width,
                "height": self.camera.height,
                "virtual": self.camera.virtual,
            },
            "level": None if level is None else level.value,
            "recognition_model": self.embedder,
            "cues": {
                cue.value: {
                    # An infinite limit, which JSON cannot say, is none.
                    "attack_below": rule.attack_below if np.isfinite(rule.attack_below) else None,
                    "bona_fide_from": rule.bona_fide_from,
                    "source": rule.source,
                    "date": rule.date,
                }
                for cue, rule in self.cues.items()
            },
            "tried": list(self.tried),
            "not_tried": list(self.not_tried),
            "steps": [self._step(step) for step in self.steps],
        }

    def _step(self, step: StepResult) -> dict[str, Any]:
        return {
            "species": step.species.value,
            "state": step.state.value,
            "tries": step.tries,
            "attack": step.attack,
            "bona_fide": step.bona_fide,
            "unsure": step.unsure,
            "error_rate": step.error_rate.record(),
            "light": dict(self.light.get(step.species, {"frame": None, "face": None})),
        }


class PadSelfTest:
    """Goes along with the results of the running pipeline. Belongs to one thread, the window's.

    Attributes:
        test: which step is on, and what came of the others.
    """

    def __init__(self, clock: Clock) -> None:
        self.test = SelfTest()
        self._clock = clock
        self._light: dict[Species, _Light] = {}
        self._time: float | None = None

    @property
    def state(self) -> StepState:
        """Of the step that is on."""
        return self.test.state(self._time)

    @property
    def remaining(self) -> float:
        """Seconds of that step."""
        return 0.0 if self._time is None else self.test.remaining(self._time)

    def see(self, result: FrameResult) -> None:
        """The newest result of the pipeline."""
        species = self.test.species
        self._time = result.frame.time
        self.test.see([Seen(track.track, track.pad.pad) for track in result.tracks], result.frame.time)
        if species is not None and self.state is StepState.RUNNING:
            light = self._light.setdefault(species, _Light())
            image = result.frame.image
            light.frames.append(brightness(image[::_EVERY, ::_EVERY]))
            for track in result.tracks:
                box = track.box
                left, top = max(0, int(box.x)), max(0, int(box.y))
                face = image[top : max(top, int(box.bottom)), left : max(left, int(box.right))]
                if face.size:
                    light.faces.append(brightness(face))

    def again(self, species: Species) -> None:
        """Do a step over."""
        self._light.pop(species, None)
        self.test.again(species)

    def report(
        self, camera: SourceInfo, in_force: PadInForce, embedder: str, cues: Mapping[Cue, CueRule]
    ) -> SelfTestReport:
        """What came of it, as far as it went."""
        light = {species: found.record() for species, found in self._light.items()}
        made_at = self._clock.now().astimezone(UTC)
        return SelfTestReport(made_at, camera, in_force, embedder, self.test.results, light, cues)


def brightness(image: BgrImage) -> float:
    """Mean luma of a picture, BGR, uint8, shape (height, width, 3), not empty; 0..255."""
    return float(image.reshape(-1, 3).mean(axis=0, dtype=np.float32) @ _LUMA)


def write_report(report: SelfTestReport, folder: Path, words: PageWords) -> Path:
    """Write JSON and a page beside it, for this account only; returns the page.

    Raises:
        StorageError: they cannot be written.
    """
    name = f"self-test-{report.made_at:%Y-%m-%dT%H%M%SZ}"
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        record = json.dumps(report.record(), ensure_ascii=False, indent=2, allow_nan=False)
        write_atomically(folder / f"{name}.json", f"{record}\n".encode())
        shown = folder / f"{name}.html"
        write_atomically(shown, page(report.record(), words).encode())
    except OSError as error:
        raise StorageError(
            "Report not written",
            "Writing {file} failed: {reason}.",
            "Choose another folder, or make room on the disk.",
            file=name,
            reason=error.strerror or type(error).__name__,
        ) from error
    return shown


def _middle(values: list[float]) -> float | None:
    return round(float(np.median(values)), 1) if values else None
