"""Faces of pictures searched in a gallery file are judged as a camera's are."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from PIL import Image

from facegate.cli.gallery_search import PictureRecogniser
from facegate.domain.faces import Box, Detection
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import ModelId
from facegate.domain.templates import Template, normalised
from facegate.storage.gallery_people import GalleryPerson, StoredGallery

MODEL = ModelId("made-up-1")
POLICY = DecisionPolicy(threshold=1.2, margin=0.05, looks_needed=1, looks_window=1)


def at(*first: float) -> Template:
    """A template of 128 numbers that begins with these."""
    return normalised(MODEL, np.array([*first, *[0.0] * (128 - len(first))], np.float32))


def shown(look: Template, people: dict[str, Template], folder: Path) -> dict[str, Any]:
    """What is said of a picture with one face, whose template is ``look``."""
    path = folder / "picture.png"
    Image.new("RGB", (8, 8)).save(path)
    face = Detection(Box(0.0, 0.0, 8.0, 8.0), np.zeros((5, 2), np.float32), 1.0)
    vision: Any = SimpleNamespace(
        photo_detector=SimpleNamespace(detect=lambda image: [face]),
        aligner=SimpleNamespace(align=lambda image, face: image),
        extractor=SimpleNamespace(preferred_batch=1, extract=lambda crops: [look]),
    )
    made = tuple(GalleryPerson(name, (template,)) for name, template in people.items())
    stored = StoredGallery(MODEL, "digest", "detector-1", 128, made)
    (found,) = PictureRecogniser(stored, POLICY, vision).image_record(path)["faces"]
    return found


def test_people_who_look_alike_are_told_apart_with_a_wider_margin(tmp_path: Path) -> None:
    # Twins at 0.1; the look is nearer to one of them by 0.08, more than the margin for everybody.
    twins = {"Anna": at(1.0), "Berta": at(0.95, np.sqrt(1 - 0.95**2))}
    found = shown(at(0.8, 0.0, 0.6), twins, tmp_path)
    assert 0.05 < found["margin"] < 0.2
    assert (found["name"], found["reason"]) == (None, "ambiguous")
    assert shown(at(0.8, 0.0, 0.6), {"Anna": at(1.0), "Cleo": at(0.0, 0.0, 0.0, 1.0)}, tmp_path)["name"] == "Anna"
