"""Unknown faces grouped by command: in folders of pictures and among visitors."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.commands import Commands
from PIL import Image

from facegate.capture import demo_portrait
from facegate.vision import images


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    return Commands(tmp_path / "data", capsys)


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """The portrait twice, once in a folder below; a wall, a broken picture and a note."""
    folder = tmp_path / "album"
    (folder / "below").mkdir(parents=True)
    portrait = Image.open(demo_portrait())
    portrait.save(folder / "first.png")
    portrait.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(folder / "below" / "zweite Aufnahme ä.jpg")
    Image.fromarray(np.full((200, 200, 3), 128, np.uint8)).save(folder / "wall.png")
    (folder / "broken.jpg").write_bytes(b"no picture")
    (folder / "note.txt").write_text("no picture either")
    return folder


def contents(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_faces_of_one_person_are_one_group(program: Commands, album: Path, tmp_path: Path) -> None:
    before = contents(album)
    done = program.ok("cluster", album, "--out", tmp_path / "out", "--json")
    (group,) = done.value["groups"]
    assert group["size"] == group["pictures"] == 2
    assert {face["image"] for face in group["faces"]} == {"first.png", str(Path("below", "zweite Aufnahme ä.jpg"))}
    assert group["medoid"] == group["faces"][0]
    assert group["faces"][0]["box"]["width"] > 50
    assert done.value["without_face"] == ["wall.png"]
    assert [each["image"] for each in done.value["unread"]] == ["broken.jpg"]
    assert (done.value["pictures"], done.value["model"]) == (4, "sface-2021dec-centred")
    assert "Pictures: 4 of 4" in done.err
    assert contents(album) == before
    written = contents(tmp_path / "out")
    assert [Path(name).parts[0] for name in written] == ["contact-sheet.jpg", "group-0001", "group-0001"]
    assert not (program.data_dir / "facegate.db").exists()


def test_what_is_found_is_told_in_words(program: Commands, album: Path) -> None:
    done = program.ok("cluster", album)
    assert "2 faces in 4 pictures: 1 groups" in done.err
    assert "broken.jpg: Not a picture." in done.err
    assert len(done.out.splitlines()) == 2


def test_a_folder_that_is_not_empty_is_refused_before_any_work(program: Commands, album: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine").write_text("mine")
    done = program.run("cluster", album, "--out", out)
    assert done.status == 1
    assert "Folder not empty" in done.err
    assert "Pictures" not in done.err
    assert contents(out) == ["mine"]


def test_ctrl_c_ends_it_and_leaves_nothing(
    program: Commands, album: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = images.read_image
    times: list[Any] = []

    def interrupted(source: Any) -> Any:
        times.append(source)
        if len(times) == 6:  # while crops are written
            os.kill(os.getpid(), signal.SIGINT)
        return read(source)

    monkeypatch.setattr(images, "read_image", interrupted)
    done = program.run("cluster", album, "--out", tmp_path / "out")
    assert done.status == 130
    assert done.err.endswith("Stopped.\n")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "data") == ["album"]


def test_a_folder_without_faces_has_no_groups(program: Commands, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = program.ok("cluster", tmp_path / "empty", "--json")
    assert (done.value["faces"], done.value["groups"]) == (0, [])
    assert program.run("cluster", tmp_path / "nowhere").status == 1


def test_crops_are_not_written_where_they_would_be_grouped_next_time(program: Commands, album: Path) -> None:
    done = program.run("cluster", album, "--out", album / "out")
    assert done.status == 2
    assert "must not lie within DIR" in done.err


def test_photographs_of_real_people_come_together_and_stay_apart(
    program: Commands, test_data: Path, tmp_path: Path
) -> None:
    people = sorted((test_data / "people").iterdir())[:4]
    for person in people:
        for picture in sorted(person.iterdir())[:4]:
            target = tmp_path / "mixed" / f"{person.name}-{picture.name}"
            target.parent.mkdir(exist_ok=True)
            shutil.copy(picture, target)
    groups = program.ok("cluster", tmp_path / "mixed", "--json").value["groups"]
    several = [{face["image"][:5] for face in group["faces"]} for group in groups if group["size"] > 1]
    assert all(len(names) == 1 for names in several)
    assert sum(group["size"] for group in groups if group["size"] > 1) >= 12


def test_a_collage_may_show_a_person_several_times(program: Commands, tmp_path: Path) -> None:
    portrait = np.asarray(Image.open(demo_portrait()).convert("RGB"))
    (tmp_path / "album").mkdir()
    Image.fromarray(np.concatenate([portrait, portrait[:, ::-1]], axis=1)).save(tmp_path / "album" / "both.png")
    assert [group["size"] for group in program.ok("cluster", tmp_path / "album", "--json").value["groups"]] == [1, 1]
    (group,) = program.ok("cluster", tmp_path / "album", "--collages", "--json").value["groups"]
    assert (group["size"], group["pictures"]) == (2, 1)


def test_visitors_are_kept_only_where_the_site_says_so(program: Commands) -> None:
    program.ok("watch", "demo:", "--max-seconds", "4")
    done = program.ok("cluster", "--visitors", "--json")
    assert done.value["visitors"] == []
    assert "storage.keep_looks" in done.err


def test_a_visitor_who_comes_twice_is_one(program: Commands) -> None:
    program.data_dir.mkdir()
    (program.data_dir / "settings.toml").write_text('version = 2\n[storage]\nkeep_looks = "everyone"\n')
    for _ in range(2):
        program.ok("watch", "demo:", "--max-seconds", "4", "--json")
    done = program.ok("cluster", "--visitors", "--json")
    (visitor,) = done.value["visitors"]
    assert visitor["visits"] == len(visitor["events"]) == done.value["looks"] >= 2
    assert visitor["first_seen"] < visitor["last_seen"]
    assert visitor["medoid"] in visitor["events"]
    assert program.ok("cluster", "--visitors", "--to", "2001-01-01", "--json").value["visitors"] == []
    assert len(program.ok("cluster", "--visitors").out.splitlines()) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [".", "--visitors"],
        ["--visitors", "--out", "x"],
        [".", "--from", "2025-01-01"],
        ["--visitors", "--from", "soon"],
        ["--visitors", "--from", "2025-01-02", "--to", "2025-01-01"],
        [".", "--threshold", "5"],
    ],
)
def test_wrong_usage(program: Commands, arguments: list[str]) -> None:
    assert program.run("cluster", *arguments).status == 2
