"""Other programs on the same pairs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from helpers.vectors import MODEL

from facegate.cli.rivals import Course, race, result
from facegate.domain.comparison import squared_distance
from facegate.domain.fusion import fuse
from facegate.domain.templates import normalised
from facegate.errors import ImageError
from facegate.evaluation.pairs import read_pairs


class Scripted:
    """Embeds a picture as the number in its corner says."""

    threshold = 0.5

    def __init__(self, name: str, places: dict[int, tuple[float, float] | None]) -> None:
        self.name = name
        self.places = places
        self.seen: list[int] = []

    def embed(self, image: np.ndarray) -> np.ndarray | None:
        number = int(image[0, 0, 0])
        self.seen.append(number)
        place = self.places[number]
        return None if place is None else np.array(place)


@pytest.fixture
def protocol(tmp_path: Path):
    """Two folds of one mated and one non-mated pair each."""
    for person in ("Ada", "Bo", "Cy", "Di"):
        (tmp_path / person).mkdir()
        for number in (1, 2):
            (tmp_path / person / f"{person}_000{number}.jpg").touch()
    pairs = tmp_path / "pairs.txt"
    pairs.write_text("2\t1\nAda\t1\t2\nAda\t1\tBo\t1\nCy\t1\t2\nCy\t1\tDi\t1\n")
    return read_pairs(pairs, tmp_path)


def numbers(files: list[Path]) -> dict[Path, int]:
    return {path: place for place, path in enumerate(dict.fromkeys(files))}


def test_every_contender_sees_every_picture_once_and_rates_follow_its_own_threshold(protocol) -> None:
    files = [file for side in protocol.sides.values() for file in side.files]
    number = numbers(files)
    by_name = {path.stem: place for path, place in number.items()}
    near, far = (0.0, 0.0), (1.0, 1.0)
    places = dict.fromkeys(number.values(), near) | {by_name["Bo_0001"]: far, by_name["Di_0001"]: far}
    good = Scripted("good", places)
    bad = Scripted("bad", places | {by_name["Ada_0002"]: far, by_name["Di_0001"]: None})
    told: list[tuple[int, int]] = []
    courses = race(
        [good, bad], files, lambda path: np.full((2, 2, 3), number[path], np.uint8), lambda *at: told.append(at)
    )
    assert good.seen == bad.seen == sorted(number.values())
    assert told[-1] == (len(number), len(number))
    first, second = (result(each, courses[each.name], protocol) for each in (good, bad))
    assert first["accuracy"]["value"] == 1.0
    assert (first["fmr"]["value"], first["fnmr"]["value"], first["fta"]["value"]) == (0.0, 0.0, 0.0)
    assert second["fnmr"]["value"] == 0.5
    assert second["fmr"]["value"] == 0.0, "no template, no match"
    assert second["fta"]["value"] == pytest.approx(1 / len(number))
    assert first["ms_per_picture"] >= 0.0


def test_a_picture_that_cannot_be_read_is_a_failure_of_all(protocol) -> None:
    files = [file for side in protocol.sides.values() for file in side.files]

    def unreadable(path: Path) -> np.ndarray:
        raise ImageError("No picture", "It is broken.", "Take another.")

    only = Scripted("only", {})
    course: Course = race([only], files, unreadable, lambda *_at: None)["only"]
    assert only.seen == []
    assert result(only, course, protocol)["fta"]["value"] == 1.0


def test_several_pictures_of_a_side_are_fused_as_the_program_fuses_them(tmp_path: Path) -> None:
    vectors = np.random.default_rng(4).standard_normal((6, 16))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for number in range(6):
        folder = tmp_path / f"{number // 3}" / "a"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.jpg").touch()
    (tmp_path / "pairs.txt").write_text("1\n0/a\t1/a\t1\n0/a\t1/a\t0\n")
    pairs = read_pairs(tmp_path / "pairs.txt", tmp_path)
    files = sorted(tmp_path.glob("*/a/*.jpg"))
    templates = {
        path: normalised(MODEL, vector.astype(np.float32)) for path, vector in zip(files, vectors, strict=True)
    }
    usual = squared_distance(
        fuse([templates[path] for path in files[:3]]), fuse([templates[path] for path in files[3:]])
    )
    contender = Scripted("only", {})
    course = Course(dict(zip(files, vectors, strict=True)), [0.0] * 6)
    for threshold, rate in ((usual - 1e-4, 0.0), (usual + 1e-4, 1.0)):
        contender.threshold = threshold
        assert result(contender, course, pairs)["fmr"]["value"] == rate
