"""Whose a file is."""

from __future__ import annotations

import pytest

from facegate.domain.import_reasons import Reason, ReasonKind
from facegate.domain.roster_files import (
    PhotoIndex,
    common_folder,
    folder_identity,
    natural_key,
    read_folders,
    visible,
)


def found(index: PhotoIndex, cell: str) -> list[str]:
    return [file.kind.value if isinstance(file, Reason) else file for _, file in index.find(cell)]


@pytest.mark.parametrize(
    ("folder", "identity"),
    [
        ("07207", ("07207", "07207")),
        ("A-17 Ada Lovelace", ("A-17", "Ada Lovelace")),
        ("Ada Lovelace", ("Ada Lovelace", "Ada Lovelace")),
        ("Ada_Lovelace", ("Ada_Lovelace", "Ada_Lovelace")),
        ("17 欧阳娜娜", ("17", "欧阳娜娜")),
        ("٤٢ محمد", ("٤٢", "محمد")),
        ("\u2003", ("\u2003", "\u2003")),
    ],
)
def test_what_a_folders_name_says(folder, identity):
    assert folder_identity(folder) == identity


def test_people_as_folders():
    folders = read_folders(["A-2 Bo/10.jpg", "A-2 Bo/2.HEIC", "A-1/sub/x.png", "A-1/list.txt", "top.jpg", "top.txt"])
    assert [(each.profile.external_id, each.profile.name, each.photos) for each in folders.people] == [
        ("A-1", "A-1", ("A-1/sub/x.png",)),
        ("A-2", "Bo", ("A-2 Bo/2.HEIC", "A-2 Bo/10.jpg")),
    ]
    assert [(name, reason.kind) for name, reason in folders.loose] == [
        ("A-1/list.txt", ReasonKind.NOT_A_PICTURE),
        ("top.jpg", ReasonKind.NO_FOLDER),
        ("top.txt", ReasonKind.NOT_A_PICTURE),
    ]


def test_a_folder_whose_name_is_empty_to_the_eye_is_refused():
    (refused,) = read_folders([" /1.jpg"]).refused
    assert refused.reason.text == "The name is empty."


def test_two_folders_with_one_identifier_and_one_that_nobody_can_have():
    folders = read_folders(["7 Ada/1.jpg", "7 Bea/1.jpg", f"{'x' * 70}/1.jpg"])
    assert not folders.people
    assert [(row.folder[:5], row.reason.kind) for row in folders.refused] == [
        ("xxxxx", ReasonKind.FIELD),
        ("7 Ada", ReasonKind.SAME_FOLDER),
        ("7 Bea", ReasonKind.SAME_FOLDER),
    ]


@pytest.mark.parametrize(
    ("names", "prefix"),
    [
        (["staff/a/1.jpg", "staff/b/1.jpg"], "staff/"),
        (["x/staff/a/1.jpg", "x/staff/b/1.jpg"], "x/staff/"),
        (["ada/1.jpg", "ada/2.jpg"], ""),
        (["staff/list.csv", "staff/1.jpg"], "staff/"),
        (["staff/ada/1.jpg"], "staff/"),
        (["a/1.jpg", "b/1.jpg"], ""),
        (["list.csv"], ""),
        ([], ""),
    ],
)
def test_the_folder_around_everything(names, prefix):
    assert common_folder(names) == prefix


def test_what_systems_leave_behind_is_not_seen():
    assert visible(["a/Thumbs.db", "__MACOSX/a/._1.jpg", "a/.DS_Store", "a/1.jpg", ".git/x"]) == ["a/1.jpg"]


def test_photographs_by_the_path_that_a_list_has():
    index = PhotoIndex(["in/Ada.JPG", "in/b/Bea 1.jpg", "in/b/x,y.png", "in/b/Bea 2.jpg"], "in/", "/home/hr")
    assert found(index, "ada.jpg") == ["in/Ada.JPG"]
    assert found(index, r"b\Bea 1.jpg") == ["in/b/Bea 1.jpg"]
    assert found(index, "./b//Bea 1.jpg") == ["in/b/Bea 1.jpg"]
    assert found(index, "ada") == ["in/Ada.JPG"]
    assert found(index, "b/x,y.png") == ["in/b/x,y.png"]
    assert found(index, "b/Bea 1.jpg; b/Bea 2.jpg|ada.jpg") == ["in/b/Bea 1.jpg", "in/b/Bea 2.jpg", "in/Ada.JPG"]
    assert found(index, "ada.jpg, b/x,y.png;") == ["in/Ada.JPG", "missing", "missing"]
    assert found(index, "ada.jpg\nb/x,y.png") == ["in/Ada.JPG", "in/b/x,y.png"]
    assert found(index, "nobody.jpg") == ["missing"]
    assert found(PhotoIndex(["Å.jpg"]), "Å.JPG") == ["Å.jpg"], "letters that are written in two ways"


@pytest.mark.parametrize("path", ["../x.jpg", "a/../../x.jpg", "/etc/x.jpg", "C:\\x.jpg", "..\\x.jpg", "\\\\h\\x.jpg"])
def test_paths_that_lead_outside(path):
    assert found(PhotoIndex(["x.jpg", "etc/x.jpg"], "", "/home/hr"), path) == ["outside"]


def test_an_absolute_path_into_the_folder():
    assert found(PhotoIndex(["a/x.jpg"], "", "/home/hr"), "/home/hr/a/x.jpg") == ["a/x.jpg"]


def test_names_that_differ_in_case_only_are_not_guessed():
    index = PhotoIndex(["a.jpg", "A.jpg"])
    assert found(index, "A.jpg") == ["A.jpg"]
    assert found(index, "A.JPG") == ["missing"]


def test_photographs_that_are_called_like_an_identifier():
    index = PhotoIndex(["A-1.jpg", "A-1_2.jpg", "A-1-2.png", "a-10 (1).jpg", "B.jpg"])
    assert index.by_identifier(["A-1", "A-1-2", "A-10", "C"]) == {
        "A-1": ["A-1.jpg", "A-1_2.jpg"],
        "A-1-2": ["A-1-2.png"],
        "A-10": ["a-10 (1).jpg"],
    }


def test_numbers_are_sorted_as_numbers():
    assert sorted(["a10", "a2", "b", "A1"], key=natural_key) == ["A1", "a2", "a10", "b"]
