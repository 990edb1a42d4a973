"""The demo's person through the real models: found, good enough to enrol from, and recognised."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from helpers.clocks import ManualClock

from facegate.capture import demo_portrait
from facegate.capture.demo import DemoSource
from facegate.capture.demo_scene import CYCLE, FPS
from facegate.capture.pictures import load_picture
from facegate.domain.comparison import squared_distance
from facegate.domain.enrolment import ENROLMENT_GATE
from facegate.domain.frames import Frame
from facegate.domain.ids import ModelId
from facegate.vision.stack import VisionStack, load_vision
from facegate.vision.store import ModelStore

MANIFESTS = Path(__file__).resolve().parents[3] / "models"
STEP = 6
"""Frames between two that are looked at: a fifth of a second."""


@pytest.fixture(scope="module")
def vision(models_dir: Path) -> VisionStack:
    store = ModelStore(models_dir, MANIFESTS)
    return load_vision(store, ModelId("yunet-2023mar"), ModelId("sface-2021dec-centred"), "cpu", 640)


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    """Two whole cycles."""
    clock = ManualClock()
    source = DemoSource(False, clock, clock.sleep)
    source.open()
    return [source.read() for _ in range(round(2 * CYCLE * FPS))][::STEP]


def test_one_face_or_none_and_none_where_the_person_is_away(vision: VisionStack, frames: list[Frame]) -> None:
    counts = [len(vision.detector.detect(frame.image)) for frame in frames]
    assert max(counts) == 1
    assert 0.65 < sum(counts) / len(counts) < 0.85
    # The face stays and stays away in one piece, so that each visit is one track.
    changes = sum(before != after for before, after in pairwise(counts))
    assert changes <= 4


def test_person_of_the_portrait_is_recognised_on_every_frame_and_good_enough_to_enrol(
    vision: VisionStack, frames: list[Frame]
) -> None:
    portrait = load_picture(demo_portrait())
    crop = vision.aligner.align(portrait, vision.detector.detect(portrait)[0])
    reference = vision.extractor.extract([crop])[0]
    distances, good = [], 0
    for frame in frames:
        for face in vision.detector.detect(frame.image):
            crop = vision.aligner.align(frame.image, face)
            quality = vision.assessor.assess(frame.image, face, crop)
            if quality.inside < 1.0:
                continue  # coming or going
            good += not ENROLMENT_GATE.defects(quality)
            distances.append(squared_distance(reference, vision.extractor.extract([crop])[0]))
    # Far inside the operating point of 1.22, so that the demo never wavers.
    assert max(distances) < 0.5
    assert good / len(distances) > 0.9
