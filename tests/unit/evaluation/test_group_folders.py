"""Crops and contact sheets on disk: whole or not at all, never over something else."""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facegate.domain.faces import Box
from facegate.domain.frames import BgrImage
from facegate.errors import ImageError, StorageError
from facegate.evaluation.contact_sheet import ACROSS, CROP_SIDE, SIDE, Row, face_crop, jpeg, sheet
from facegate.evaluation.face_finding import FoundFace
from facegate.evaluation.group_folders import check_free, write_groups

RED, BLUE = (0, 0, 255), (255, 0, 0)


def flat(colour: tuple[int, int, int], width: int = 60, height: int = 40) -> BgrImage:
    return np.full((height, width, 3), colour, np.uint8)


def read(path: Path) -> BgrImage:
    """By the first letter of the name; crops from disk."""
    if path.suffix == ".jpg":
        return np.asarray(Image.open(path).convert("RGB"))[:, :, ::-1]
    if path.name.startswith("gone"):
        raise ImageError("Picture not readable", "It is gone.", "Look for it.")
    return flat(RED if path.name.startswith("r") else BLUE)


def face(name: str) -> FoundFace:
    return FoundFace(Path(name), Box(20, 10, 12, 16), None, ())


GROUPS = [
    [face("red1.png"), face("red2.png"), face("gone.png")],
    [face("blue1.png"), face("blue2.png")],
    [face("b3.png")],
]


def nothing(_done: int, _total: int) -> None:
    pass


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_folder_a_group_with_crops_and_a_sheet(tmp_path: Path) -> None:
    out = tmp_path / "below" / "out"
    told: list[tuple[int, int]] = []
    write_groups(out, GROUPS, read, lambda done, total: told.append((done, total)))
    assert files(out) == [
        "contact-sheet.jpg",
        "group-0001/001-red1.jpg",
        "group-0001/002-red2.jpg",
        "group-0002/001-blue1.jpg",
        "group-0002/002-blue2.jpg",
        "single/00001-b3.jpg",
    ]
    assert told[-1] == (6, 6)
    crop = np.asarray(Image.open(out / "group-0001" / "001-red1.jpg"))
    assert crop.shape == (24, 24, 3)
    assert abs(crop.astype(int).mean(axis=(0, 1)) - (255, 0, 0)).max() < 4
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    if os.name == "posix":
        assert out.stat().st_mode & 0o077 == 0


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write_groups(out, GROUPS[1:], read, nothing)
    assert (out / "contact-sheet.jpg").is_file()


def test_what_is_there_is_never_touched(tmp_path: Path) -> None:
    full, plain, link = tmp_path / "full", tmp_path / "file", tmp_path / "link"
    full.mkdir()
    (full / "kept").write_text("mine")
    plain.write_text("mine")
    link.symlink_to(tmp_path / "nowhere")
    for taken in (full, plain, link):
        for action in (check_free, lambda out: write_groups(out, GROUPS, read, nothing)):
            with pytest.raises(StorageError, match="Folder not empty"):
                action(taken)
    assert (full / "kept").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full", "link"]


def test_what_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_groups(tmp_path / "out", GROUPS, read, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="Folder not written"):
        write_groups(tmp_path / "file" / "out", GROUPS, read, nothing)


def test_names_of_any_length_fit(tmp_path: Path) -> None:
    write_groups(tmp_path / "out", [[face("b" + "陈" * 80 + ".png")]], read, nothing)
    assert len(files(tmp_path / "out")) == 1


def test_many_groups_take_several_sheets(tmp_path: Path) -> None:
    groups = [[face(f"r{number}.png"), face(f"b{number}.png")] for number in range(21)]
    write_groups(tmp_path / "out", groups, read, nothing)
    sheets = [name for name in files(tmp_path / "out") if name.startswith("contact")]
    assert sheets == ["contact-sheet-001.jpg", "contact-sheet-002.jpg"]
    first, second = (Image.open(tmp_path / "out" / name) for name in sheets)
    assert first.height > 10 * second.height


def test_a_crop_holds_the_face_and_its_surroundings() -> None:
    image = flat(BLUE, 400, 300)
    image[100:200, 150:250] = RED
    crop = face_crop(image, Box(150, 100, 100, 100))
    assert crop.shape == (150, 150, 3)
    assert (crop[25:125, 25:125] == RED).all()
    assert (crop[:25] == BLUE).all()


def test_beyond_the_picture_a_crop_is_grey() -> None:
    crop = face_crop(flat(RED, 100, 100), Box(-10, -10, 40, 40))
    assert crop.shape == (60, 60, 3)
    assert (crop[:20] == 128).all()
    assert (crop[20:, 20:] == RED).all()
    assert face_crop(flat(RED, 30, 30), Box(500, 500, 20, 20)).shape == (30, 30, 3)


def test_a_crop_has_its_limit_however_large_the_face() -> None:
    assert face_crop(flat(RED, 2000, 1500), Box(300, 100, 900, 1200)).shape == (CROP_SIDE, CROP_SIDE, 3)
    assert max(face_crop(flat(RED, 500, 300), Box(-5e5, -5e5, 1e6, 1e6)).shape) <= CROP_SIDE


def test_a_sheet_shows_the_first_faces_of_each_row() -> None:
    rows = [Row("Group 1   9 faces", [flat(RED, 50, 50)] * 9), Row("Group 2", [flat(BLUE, 300, 300)] * 2)]
    shown = np.asarray(Image.open(io.BytesIO(sheet(rows)))).astype(int)
    red = (np.abs(shown - (255, 0, 0)).max(axis=2) < 30).sum()
    blue = (np.abs(shown - (0, 0, 255)).max(axis=2) < 30).sum()
    assert red == pytest.approx(ACROSS * SIDE**2, rel=0.06)
    assert blue == pytest.approx(2 * SIDE**2, rel=0.06)


def test_a_picture_keeps_its_channels_as_jpeg() -> None:
    back = np.asarray(Image.open(io.BytesIO(jpeg(flat(BLUE)))))
    assert np.abs(back.astype(int) - (0, 0, 255)).max() < 4
