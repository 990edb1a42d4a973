from __future__ import annotations

import json
import stat
from pathlib import Path

import numpy as np
import pytest

from facegate.errors import TrainingError
from facegate.training.data.aligned import SET_FILE, AlignedSet, SetRecord, open_aligned
from facegate.training.data.splits import split_people

NAMES = tuple(f"p{number:02}" for number in range(40))


def made(labels: list[int], names: tuple[str, ...]) -> AlignedSet:
    count = len(labels)
    crops = np.broadcast_to(np.arange(count, dtype=np.uint8)[:, None, None, None], (count, 4, 4, 3))
    rows, paths = np.arange(count), tuple(f"{name}.png" for name in range(count))
    return AlignedSet(crops, rows, np.array(labels), names, paths, 4, {}, "f")


def test_people_are_kept_apart_by_the_seed_and_not_by_the_order_of_names() -> None:
    split = split_people(NAMES, 10, seed=3)
    assert (len(split.train), len(split.test)) == (30, 10)
    assert sorted(split.train + split.test) == list(NAMES)
    assert split == split_people(reversed(NAMES), 10, seed=3)
    assert split.test != split_people(NAMES, 10, seed=4).test


def test_people_are_kept_apart_by_name() -> None:
    split = split_people(NAMES, ["p03", "p01"], seed=0)
    assert split.test == ("p01", "p03")
    assert not set(split.train) & set(split.test)


@pytest.mark.parametrize("test", [39, 40, 41, list(NAMES[:39]), ["p01", "nobody"]])
def test_a_split_that_leaves_nobody_or_names_strangers_is_refused(test: int | list[str]) -> None:
    with pytest.raises(TrainingError):
        split_people(NAMES, test, seed=0)


def test_a_part_of_a_set_is_labelled_anew_and_finds_its_pictures() -> None:
    whole = made([0, 1, 1, 2, 2, 2], ("a", "b", "c"))
    part = whole.only(["c", "a"])
    assert part.names == ("a", "c")
    assert part.labels.tolist() == [0, 1, 1, 1]
    assert part.take([1, 0])[:, 0, 0, 0].tolist() == [3, 0]
    assert part.paths == ("0.png", "3.png", "4.png", "5.png")
    assert part.fingerprint not in (whole.fingerprint, whole.only(["a", "b"]).fingerprint)
    assert whole.only(["a", "b", "c"]) is whole
    assert part.only(["c"]).take([2])[0, 0, 0, 0] == 5


def test_people_with_few_pictures_are_left_out() -> None:
    whole = made([0, 1, 1, 2, 2, 2], ("a", "b", "c"))
    assert whole.with_pictures(2).names == ("b", "c")
    with pytest.raises(TrainingError):
        whole.with_pictures(4)


def written(folder: Path, **changes: object) -> None:
    fields: dict[str, object] = {
        "key": "k",
        "fingerprint": "f",
        "crops": "crops.bin",
        "side": 4,
        "size": 3,
        "layout": "folders",
        "without_face": "skip",
        "detector": "d",
        "names": ("a", "b"),
        "labels": (0, 1),
        "paths": ("a/1.png", "b/1.png"),
        "failures": {},
    }
    (folder / SET_FILE).write_text(SetRecord.model_validate(fields | changes).model_dump_json())


def test_a_set_is_opened_from_the_disk(tmp_path: Path) -> None:
    (tmp_path / "crops.bin").write_bytes(bytes(range(96)))
    written(tmp_path)
    found = open_aligned(tmp_path)
    assert (len(found), found.classes, found.side, found.size) == (2, 2, 4, 3)
    assert found.take([1])[0, 0, 0].tolist() == [48, 49, 50]
    assert isinstance(found.crops, np.memmap)


def test_people_left_out_of_a_set_are_not_in_it(tmp_path: Path) -> None:
    (tmp_path / "crops.bin").write_bytes(bytes(range(96)))
    written(tmp_path, excluded={"a": "name"})
    assert open_aligned(tmp_path).names == ("b",)


@pytest.mark.parametrize(
    "changes", [{"crops": "../crops.bin"}, {"version": 99}, {"labels": (0,)}, {"side": 5}, {"crops": "other.bin"}]
)
def test_a_set_that_does_not_fit_together_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    (tmp_path / "crops.bin").write_bytes(bytes(96))
    written(tmp_path, **changes)
    with pytest.raises(TrainingError):
        open_aligned(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", json.dumps({"version": 1})])
def test_a_damaged_record_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / SET_FILE).write_text(text)
    with pytest.raises(TrainingError):
        open_aligned(tmp_path)


def test_a_folder_without_a_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError):
        open_aligned(tmp_path)
    with pytest.raises(TrainingError):
        open_aligned(tmp_path / "missing")
    assert stat.S_ISDIR(tmp_path.stat().st_mode)
