"""Lists of groups and terciles."""

from __future__ import annotations

from pathlib import Path

import pytest

from facegate.errors import EvaluationError
from facegate.evaluation.cohorts import read_groups, terciles
from facegate.evaluation.list_files import MAX_BYTES


def listed(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "groups.csv"
    path.write_text(text, "utf-8")
    return path


def test_people_are_listed_by_folder(tmp_path: Path):
    groups = read_groups(listed(tmp_path, "\ufeffperson,age,glasses\nA-1,young,yes\nA-2,old,\n"))
    assert list(groups.columns) == ["age", "glasses"]
    assert groups.of("age", "A-1/1.jpg", "A-1") == "young"
    assert groups.of("glasses", "A-2/1.jpg", "A-2") is None
    assert groups.of("age", "A-3/1.jpg", "A-3") is None


def test_pictures_are_listed_by_path_or_by_name(tmp_path: Path):
    groups = read_groups(listed(tmp_path, "file,light\na/1.jpg,dark\n2.jpg,bright\n"))
    assert groups.of("light", "a/1.jpg", "a") == "dark"
    assert groups.of("light", "b/1.jpg", "b") is None
    assert groups.of("light", "b/2.jpg", "b") == "bright"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "first line"),
        ("name,age\n", "first line"),
        ("person\nA\n", "first line"),
        ("person,age,age\n", "names"),
        ("person,norm_tercile\n", "names"),
        ("person,age\nA\n", "row 2 has 1 cells"),
    ],
)
def test_other_forms_are_refused(tmp_path: Path, text: str, reason: str):
    with pytest.raises(EvaluationError) as caught:
        read_groups(listed(tmp_path, text))
    assert reason in caught.value.message


def test_a_list_that_is_not_text_is_refused(tmp_path: Path):
    path = tmp_path / "groups.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EvaluationError, match="UTF-8"):
        read_groups(path)


def test_a_list_larger_than_any_is_refused(tmp_path: Path):
    path = tmp_path / "groups.csv"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(EvaluationError, match="larger than 16 MB"):
        read_groups(path)


def test_terciles_hold_a_third_each():
    cuts = terciles(range(30))
    assert cuts is not None
    names = [cuts.of(norm) for norm in range(30)]
    assert [names.count(name) for name in ("short", "middle", "long")] == [10, 10, 10]
    assert (names[0], names[-1]) == ("short", "long")
    assert terciles([]) is None
