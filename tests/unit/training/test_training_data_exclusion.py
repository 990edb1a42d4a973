from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from facegate.domain.faces import Box, Detection
from facegate.domain.frames import BgrImage
from facegate.domain.ids import ModelId
from facegate.domain.templates import Template
from facegate.errors import ImageError
from facegate.training.data.cutting import Cut
from facegate.training.data.exclusion import By, EvaluationPeople, name_key
from facegate.training.data.layouts import People
from facegate.vision.aligner import ARCFACE_TEMPLATE

FACE = Detection(Box(0, 0, 112, 112), ARCFACE_TEMPLATE.astype(np.float32), 0.9)


class FakeExtractor:
    """Blue is the first coordinate of a template in the plane, green the second."""

    model_id = ModelId("fake")
    dimension = 2

    def extract(self, crops: Sequence[BgrImage]) -> list[Template]:
        vectors = [crop[0, 0, :2].astype(np.float32) - 100 for crop in crops]
        return [Template(self.model_id, vector / np.linalg.norm(vector)) for vector in vectors]


def picture(blue: int, green: int) -> BgrImage:
    return np.full((112, 112, 3), (blue, green, 9), np.uint8)


PICTURES = {Path("/eval/Ann/1.jpg"): picture(200, 100), Path("/eval/Bo/1.jpg"): picture(100, 0)}
VISION: Any = SimpleNamespace(
    extractor=FakeExtractor(),
    operating_point=SimpleNamespace(threshold=1.22),
    aligner=SimpleNamespace(align=lambda image, face: image),
    photo_detector=SimpleNamespace(detect=lambda image: [FACE] if image.any() else []),
)
EVALUATION = People(
    Path("/eval"), "folders", {"Ann": (Path("/eval/Ann/1.jpg"),), "Bo": (Path("/eval/Bo/1.jpg"), Path("/eval/x"))}
)
PEOPLE = People(Path("/in"), "folders", {"ann": (), "Bob": (), "bo_": ()})


def read(path: Path) -> BgrImage:
    if path not in PICTURES:
        raise ImageError("Not a picture", "It is not.", "Bring one.")
    return PICTURES[path]


def excluding(by: By = "both") -> EvaluationPeople:
    made = EvaluationPeople(PEOPLE, [EVALUATION], VISION, lambda done, total: None, by, read)
    made.prepare()
    return made


def cut(blue: int, green: int, face: Detection | None = FACE) -> Cut:
    image = picture(blue, green)
    return Cut(image, image, face)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aaron_Peirsol", "aaron peirsol"),
        ("José", "JOSE\u0301"),
        ("Jean-Luc  Picard", "jean_luc picard"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_that_differ_stay_different() -> None:
    assert len({name_key(name) for name in ("Ann", "Anna", "An n", "Ann 2")}) == 4


def test_people_are_left_out_by_name() -> None:
    assert set(excluding().names) == {"ann", "bo_"}
    assert set(excluding("name").names) == {"ann", "bo_"}
    assert excluding("picture").names == {}


def test_a_photograph_of_the_evaluation_is_known_by_its_template() -> None:
    exclusion = excluding()
    assert exclusion.near(cut(200, 110)).startswith("eval/Ann/1.jpg (distance 0.0")
    assert exclusion.near(cut(110, 0)).startswith("eval/Bo/1.jpg")
    assert exclusion.near(cut(0, 100)) == ""
    assert exclusion.near(cut(150, 200)) == ""
    assert exclusion.unseen == 1


def test_without_a_face_or_where_names_count_alone_nothing_is_compared() -> None:
    assert excluding().near(cut(200, 100, None)) == ""
    assert excluding("name").near(cut(200, 100)) == ""


def test_the_key_changes_with_what_is_compared() -> None:
    assert excluding().key == excluding().key
    assert len({excluding("both").key, excluding("name").key, excluding("picture").key}) == 3
    fewer = EvaluationPeople(PEOPLE, [], VISION, lambda done, total: None, "both", read)
    assert fewer.key != excluding().key
    fewer.prepare()
    assert fewer.near(cut(200, 100)) == ""
