"""Pictures made into templates, and those that are not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from helpers.evaluating import FlatVision, face

from facegate.domain.templates import Template
from facegate.errors import EvaluationError, ImageError
from facegate.evaluation.corpus import (
    Failure,
    acquisition,
    central_face,
    extract,
    people,
    pictures,
    principal_face,
)

BLACK = np.zeros((20, 20, 3), np.uint8)


def write(path: Path, shade: int | None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"" if shade is None else bytes([shade]))
    return path


def read(path: Path) -> np.ndarray:
    """A picture in the shade that the file holds; an empty file is broken."""
    data = path.read_bytes()
    if not data:
        raise ImageError("Picture broken", "It cannot be decoded.", "Use another.")
    return np.full((20, 20, 3), data[0], np.uint8)


def test_every_picture_is_looked_at_once_and_none_is_dropped(tmp_path: Path):
    files = [write(tmp_path / f"{number}.png", number) for number in range(1, 20)]
    files += [write(tmp_path / "broken.png", None), write(tmp_path / "nobody.png", 0), tmp_path / "gone.png"]
    vision, told = FlatVision(), []
    found = extract([*files, files[0]], vision, read, principal_face, lambda done, of: told.append((done, of)))
    assert list(found) == [*files] or set(found) == set(files)
    assert found[tmp_path / "broken.png"] is Failure.UNREADABLE
    assert found[tmp_path / "nobody.png"] is Failure.NO_FACE
    assert found[tmp_path / "gone.png"] is Failure.MISSING
    assert sum(vision.batches) == 19
    assert max(vision.batches) <= 8
    assert told[0] == (0, 22)
    assert told[-1] == (22, 22)
    second = found[files[1]]
    assert isinstance(second, Template)
    assert second.vector[0] == pytest.approx(np.cos(0.02))


def test_work_ends_where_progress_says_so(tmp_path: Path):
    def stop(done: int, of: int) -> None:
        if done:
            raise KeyboardInterrupt

    files = [write(tmp_path / f"{number}.png", number) for number in range(1, 30)]
    vision = FlatVision()
    with pytest.raises(KeyboardInterrupt):
        extract(files, vision, read, principal_face, stop)
    assert sum(vision.batches) == 8


def test_failures_are_counted_and_listed_by_name():
    found = acquisition({"b/2.jpg": Failure.NO_FACE, "a/1.jpg": Failure.MISSING, "c/3.jpg": _template()}).record()
    assert found["pictures"] == 3
    assert found["fta"]["value"] == pytest.approx(2 / 3)
    assert found["failed"] == [{"image": "a/1.jpg", "reason": "missing"}, {"image": "b/2.jpg", "reason": "no_face"}]
    assert "failure to acquire" in found["treatment"]


def _template() -> Template:
    return FlatVision().extractor.extract([BLACK])[0]


def test_the_central_face_is_the_one_nearest_to_the_middle():
    near, large = face(45, 45, 10), face(0, 0, 40)
    assert central_face(np.zeros((100, 100, 3), np.uint8), [large, near]) is near
    assert principal_face(np.zeros((100, 100, 3), np.uint8), [near, large]) is large
    assert central_face(BLACK, []) is None


def test_people_are_folders_with_pictures(tmp_path: Path):
    for name in ("b/2.JPG", "a/1.png", "a/deep/3.webp", "c/notes.txt", ".hidden/4.jpg", "a/.thumb.jpg", "loose.jpg"):
        write(tmp_path / name, 1)
    found = people(tmp_path)
    assert {name: [path.name for path in paths] for name, paths in found.items()} == {
        "a": ["1.png", "3.webp"],
        "b": ["2.JPG"],
    }
    assert len(pictures(tmp_path)) == 4


def test_a_folder_without_people_is_told(tmp_path: Path):
    write(tmp_path / "loose.jpg", 1)
    with pytest.raises(EvaluationError, match="No people"):
        people(tmp_path)
    with pytest.raises(EvaluationError, match="Folder not usable"):
        people(tmp_path / "none")
