from __future__ import annotations

from pathlib import Path

import pytest

from facegate.errors import TrainingError
from facegate.training.data.layouts import as_text, read_people
from facegate.training.data.specs import Layout


def lay(root: Path, *files: str) -> Path:
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"picture")
    return root


@pytest.mark.parametrize(
    ("files", "layout", "centred"),
    [
        (["s1/1.pgm", "s1/2.pgm", "s40/10.pgm"], "att", True),
        (["Ann_Lee/Ann_Lee_0001.jpg", "Bo/Bo_0001.jpg", "Bo/Bo_0002.jpg"], "lfw", True),
        (["0000045/001.jpg", "0000099/001.jpg"], "casia", True),
        (["s1/1.pgm", "anna/holiday.PNG"], "folders", False),
    ],
)
def test_the_layout_is_told_by_the_names(tmp_path: Path, files: list[str], layout: Layout, centred: bool) -> None:
    found = read_people(lay(tmp_path, *files))
    assert (found.layout, found.centred, found.count) == (layout, centred, len(files))
    assert list(found.pictures) == sorted({name.split("/")[0] for name in files})


def test_a_layout_that_is_named_is_taken(tmp_path: Path) -> None:
    found = read_people(lay(tmp_path, "anna/1.jpg", "s2/2.jpg"), "casia")
    assert (found.layout, found.centred) == ("casia", True)


def test_deeper_folders_belong_to_the_person_above_and_notes_are_told(tmp_path: Path) -> None:
    lay(tmp_path, "anna/a.jpg", "anna/2024/b.jpg", "anna/notes.txt", "anna/.hidden.jpg", "anna/.thumbs/c.jpg")
    lay(tmp_path, "empty/readme.md", ".git/x.jpg", "loose.jpg")
    found = read_people(tmp_path)
    assert [path.name for path in found.pictures["anna"]] == ["b.jpg", "a.jpg"]
    assert list(found.pictures) == ["anna"]
    assert [path.name for path in found.others] == ["notes.txt", "readme.md"]


def test_a_folder_around_the_folders_is_opened(tmp_path: Path) -> None:
    lay(tmp_path, "images/Ann/Ann_0001.jpg", "images/Bo/Bo_0001.jpg", "pairs.txt")
    found = read_people(tmp_path)
    assert (found.folder, found.layout) == (tmp_path / "images", "lfw")


def test_names_in_another_encoding_are_written_as_escapes() -> None:
    assert as_text(b"Jos\xe9".decode("utf-8", "surrogateescape")) == "Jos\\udce9"
    assert as_text("José") == "José"


def test_a_training_set_that_was_put_there_is_nobody(tmp_path: Path) -> None:
    lay(tmp_path, "images/Ann/Ann_0001.jpg", "aligned/set.json", "aligned/sheet.png")
    assert list(read_people(tmp_path).pictures) == ["Ann"]


def test_one_person_alone_is_no_folder_around(tmp_path: Path) -> None:
    lay(tmp_path, "anna/a.jpg", "anna/2024/b.jpg")
    assert list(read_people(tmp_path).pictures) == ["anna"]


@pytest.mark.parametrize("place", ["img_celeba", "Img/img_align_celeba", ""])
def test_celeba_is_read_by_its_list(tmp_path: Path, place: str) -> None:
    lay(tmp_path, *(str(Path(place, name)) for name in ("000001.jpg", "000002.jpg", "000003.png")))
    (tmp_path / "Anno").mkdir()
    (tmp_path / "Anno" / "identity_CelebA.txt").write_text("000001.jpg 2880\n000003.jpg 2880\n000002.jpg 7\n9.jpg 1\n")
    found = read_people(tmp_path)
    assert found.layout == "celeba"
    assert {name: [path.name for path in paths] for name, paths in found.pictures.items()} == {
        "2880": ["000001.jpg", "000003.png"],
        "7": ["000002.jpg"],
    }
    assert [path.name for path in found.missing] == ["9.jpg"]


@pytest.mark.parametrize("text", ["1.jpg\n", "../1.jpg 3\n", "1.jpg anna\n", "9.jpg 3\n", "\xff"])
def test_a_list_that_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    lay(tmp_path, "img_celeba/1.jpg")
    (tmp_path / "identity_CelebA.txt").write_bytes(text.encode("latin-1"))
    with pytest.raises(TrainingError):
        read_people(tmp_path)


@pytest.mark.parametrize("layout", ["auto", "celeba", "lfw"])
def test_a_folder_that_holds_nobody_is_refused(tmp_path: Path, layout: Layout) -> None:
    lay(tmp_path, "loose.jpg", "notes/readme.txt")
    with pytest.raises(TrainingError):
        read_people(tmp_path, layout)
    with pytest.raises(TrainingError):
        read_people(tmp_path / "missing", layout)
    with pytest.raises(TrainingError):
        read_people(tmp_path / "loose.jpg", layout)
