"""Pairs files."""

from __future__ import annotations

from pathlib import Path

import pytest

from facegate.errors import EvaluationError
from facegate.evaluation.list_files import MAX_BYTES
from facegate.evaluation.pairs import read_pairs


@pytest.fixture
def images(tmp_path: Path) -> Path:
    """Ann and Bob, three pictures each; Bob's second is a PNG; a folder of sets."""
    folder = tmp_path / "images"
    for name in ("Ann_Lee", "Bob"):
        for number in (1, 2, 3):
            suffix = "png" if (name, number) == ("Bob", 2) else "jpg"
            path = folder / name / f"{name}_{number:04d}.{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
    for person, part in (("0007", "a"), ("0007", "b"), ("0009", "a")):
        (folder / person / part).mkdir(parents=True)
        (folder / person / part / "1.jpg").touch()
        (folder / person / part / "2.jpg").touch()
    return folder


def pairs_file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "pairs.txt"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_folds_follow_from_the_first_line(tmp_path: Path, images: Path):
    found = read_pairs(
        pairs_file(
            tmp_path,
            "2\t1",
            "Ann_Lee\t1\t2",
            "Ann_Lee\t1\tBob\t1",
            "Bob\t1\t2",
            "Bob\t3\tAnn_Lee\t3",
        ),
        images,
    )
    assert found.folds == 2
    assert [(pair.mated, pair.fold) for pair in found.pairs] == [(True, 0), (False, 0), (True, 1), (False, 1)]
    assert found.pairs[0].first.name == "Ann_Lee/Ann_Lee_0001.jpg"
    assert found.pairs[2].second.name == "Bob/Bob_0002.png"
    assert found.pairs[1].second.person == "Bob"
    assert len(found.sides) == 6


def test_one_number_is_one_fold(tmp_path: Path, images: Path):
    found = read_pairs(pairs_file(tmp_path, "1", "Bob\t1\t2", "Bob\t1\tAnn_Lee\t1"), images)
    assert found.folds == 1


def test_lines_may_be_parted_by_spaces_and_commented(tmp_path: Path, images: Path):
    found = read_pairs(pairs_file(tmp_path, "# LFW", "1 1", "", "Bob 1 2", "Bob 1 Ann_Lee 1"), images)
    assert [pair.mated for pair in found.pairs] == [True, False]


def test_a_picture_that_is_not_there_stays_in_the_protocol(tmp_path: Path, images: Path):
    found = read_pairs(pairs_file(tmp_path, "1", "Bob\t1\t9", "Bob\t1\tAnn_Lee\t1"), images)
    assert found.pairs[0].second.name == "Bob/Bob_0009.jpg"
    assert not found.pairs[0].second.files[0].exists()


def test_pictures_without_folders_of_people_are_found(tmp_path: Path):
    for name in ("Ann_0001.jpg", "Ann_0002.jpg", "Bob_0001.jpg"):
        (tmp_path / name).touch()
    found = read_pairs(pairs_file(tmp_path, "1", "Ann\t1\t2", "Ann\t1\tBob\t1"), tmp_path)
    assert found.pairs[0].first.name == "Ann_0001.jpg"
    assert found.pairs[0].first.person == "Ann"


def test_two_folders_are_two_sides_of_several_pictures(tmp_path: Path, images: Path):
    found = read_pairs(pairs_file(tmp_path, "1\t1", "0007/a\t0007/b", "0007/a\t0009/a"), images)
    assert [pair.mated for pair in found.pairs] == [True, False]
    assert found.pairs[0].first.name == "0007/a"
    assert [path.name for path in found.pairs[0].first.files] == ["1.jpg", "2.jpg"]


def test_the_end_of_a_line_may_say_whether_it_is_one_person(tmp_path: Path, images: Path):
    found = read_pairs(pairs_file(tmp_path, "1", "0007/a\t0009/a\t1", "0007/a\t0007/b\t0"), images)
    assert [pair.mated for pair in found.pairs] == [True, False]


def test_a_mated_pair_makes_its_sides_one_person(tmp_path: Path, images: Path):
    found = read_pairs(
        pairs_file(tmp_path, "2\t1", "0007\t0009\t1", "0007\tBob\t0", "Bob\t1\t2", "Bob\t0009\t0"), images
    )
    identities = found.identities
    assert identities["0007"] == identities["0009"]
    assert identities["Bob"] == identities["Bob/Bob_0001.jpg"] != identities["0007"]


def test_the_middle_is_looked_at_where_lfw_shows_the_person(tmp_path: Path, images: Path):
    found = read_pairs(pairs_file(tmp_path, "1", "Bob\t1\t2", "0007/a\tBob/Bob_0001.jpg\t0"), images)
    assert [pair.first.centred for pair in found.pairs] == [True, False]


def test_folders_without_a_person_are_told_by_their_place(tmp_path: Path, images: Path):
    found = read_pairs(pairs_file(tmp_path, "2\t1", "0007\t0009", "0007\tBob", "Bob\t0007", "Bob\t0009"), images)
    assert [pair.mated for pair in found.pairs] == [True, False, True, False]
    assert len(found.pairs[0].first.files) == 4


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        ([""], 0, "empty"),
        (["many"], 1, "number of folds"),
        (["0\t3"], 1, "number of folds"),
        (["2\t1", "Bob\t1\t2"], 1, "promises 4 pairs and holds 1"),
        (["1", "Bob\t1\t2", "Bob"], 3, "neither"),
        (["1", "Bob\tone\t2", "Bob\t1\tAnn_Lee\t1"], 2, "number"),
        (["1", "../images/Bob\t0009", "Bob\t1\tAnn_Lee\t1"], 2, "leads out"),
        (["1", "0007\t0009\tyes", "Bob\t1\tAnn_Lee\t1"], 2, "1 for one person"),
        (["1", "../Bob\t1\t2", "Bob\t1\tAnn_Lee\t1"], 2, "name"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(
    tmp_path: Path, images: Path, lines: list[str], line: int, reason: str
):
    with pytest.raises(EvaluationError) as caught:
        read_pairs(pairs_file(tmp_path, *lines), images)
    assert caught.value.fields["line"] == line
    assert reason in caught.value.message


def test_a_folder_or_file_that_is_not_there_is_told(tmp_path: Path, images: Path):
    with pytest.raises(EvaluationError, match="Pairs file not usable"):
        read_pairs(tmp_path / "none.txt", images)
    with pytest.raises(EvaluationError, match="Folder not usable"):
        read_pairs(pairs_file(tmp_path, "1", "Bob\t1\t2", "Bob\t1\tAnn_Lee\t1"), tmp_path / "none")


@pytest.mark.parametrize(
    "lines",
    [
        ("9" * 5_000, "Bob\t1\t2"),
        ("1", f"Bob\t{'1' * 5_000}\t2", "Bob\t1\tAnn_Lee\t1"),
        ("1", f"Bob\t{'1' * 300}\t2", "Bob\t1\tAnn_Lee\t1"),
        ("1", f"{'B' * 5_000}\t1\t2", "Bob\t1\tAnn_Lee\t1"),
        ("1", f"{'B/' * 5_000}\tBob", "Bob\t1\tAnn_Lee\t1"),
        ("1", "..\t1\t2", "Bob\t1\tAnn_Lee\t1"),
        ("1", "Bob\t1\t2", "Bob\t1\t..\t1"),
        ("1", "B\0b\t1\t2", "Bob\t1\tAnn_Lee\t1"),
    ],
)
def test_what_no_list_of_pairs_holds_is_refused(tmp_path: Path, images: Path, lines: tuple[str, ...]):
    with pytest.raises(EvaluationError, match="Pairs file not usable"):
        read_pairs(pairs_file(tmp_path, *lines), images)


def test_a_file_larger_than_any_list_is_refused(tmp_path: Path, images: Path):
    path = tmp_path / "film.mp4"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(EvaluationError, match="larger than 16 MB"):
        read_pairs(path, images)
