"""``facegate evaluate`` on a few real pictures, broken ones among them."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from helpers.commands import Commands
from PIL import Image

PEOPLE = 10
"""Of ``people/``; with eight pictures each a few seconds of work."""

RATE = {"value", "ci95", "n"}


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    return Commands(tmp_path / "data", capsys)


@pytest.fixture
def people(tmp_path: Path, test_data: Path) -> Path:
    """Ten people; the first has a broken picture, the second one without a face."""
    folder = tmp_path / "people"
    chosen = [each for each in sorted((test_data / "people").iterdir()) if len(list(each.iterdir())) >= 6][:PEOPLE]
    for each in chosen:
        shutil.copytree(each, folder / each.name)
    (folder / chosen[0].name / "broken.jpg").write_bytes(b"\xff\xd8\xff not a picture")
    Image.fromarray(np.full((200, 200, 3), 128, np.uint8)).save(folder / chosen[1].name / "empty.png")
    return folder


def test_identification(program: Commands, people: Path, tmp_path: Path):
    names = sorted(each.name for each in people.iterdir())
    groups = tmp_path / "groups.csv"
    groups.write_text("person,half\n" + "".join(f"{name},{n % 2}\n" for n, name in enumerate(names)), "utf-8")
    page = tmp_path / "out" / "page.html"
    command = ("evaluate", "identification", "--people", people, "--references", "2", "--repeats", "20")
    done = program.ok(*command, "--groups", groups, "--report", page, "--json")
    found = done.value
    assert (found["people"], found["gallery_size"], found["references"], found["repeats"]) == (PEOPLE, 5, 2, 20)
    for key in ("rank1", "fpir", "fnir", "misidentified"):
        assert set(found[key]) == RATE
    # With five enrolled nearly every picture finds its person.
    assert found["rank1"]["value"] > 0.9
    assert found["fpir"]["value"] < 0.02
    assert found["fnir"]["value"] < 0.15
    assert set(found["fnir_at_fpir"]) == {"1e-2", "1e-3"}
    assert set(found["by_group"]) == {"half", "norm_tercile"}
    assert set(found["by_group"]["half"]) == {"0", "1"}
    failed = {each["image"].split("/")[1]: each["reason"] for each in found["acquisition"]["failed"]}
    assert failed == {"broken.jpg": "unreadable", "empty.png": "no_face"}
    assert found["operating_point"]["metric"] == "squared_euclidean"
    assert found["operating_point"]["date"]
    assert "of 20" in done.err
    assert "empty.png" in page.read_text("utf-8")
    assert {"page-misses-over-false-positives.png", "page-distances.png"} <= {
        each.name for each in page.parent.iterdir()
    }


def test_verification_with_broken_pictures_folders_and_groups(program: Commands, people: Path, tmp_path: Path):
    first, second, third = sorted(each for each in people.iterdir())[:3]
    ours, others, more = (sorted(each.glob("*.jpg")) for each in (first, second, third))
    ours = [path for path in ours if path.name != "broken.jpg"]
    for number, path in enumerate(others):
        part = second / ("a" if number % 2 else "b")
        part.mkdir(exist_ok=True)
        path.rename(part / path.name)
    lines = [
        "2\t2",
        f"{first.name}/{ours[0].name}\t{first.name}/{ours[1].name}\t1",
        f"{second.name}/a\t{second.name}/b",
        f"{first.name}/{ours[0].name}\t{third.name}/{more[0].name}\t0",
        f"{second.name}/a\t{third.name}\t0",
        f"{third.name}/{more[0].name}\t{third.name}/{more[1].name}\t1",
        f"{first.name}/{ours[2].name}\t{first.name}/broken.jpg\t1",
        f"{first.name}/{ours[2].name}\t{third.name}/{more[2].name}\t0",
        f"{first.name}/broken.jpg\t{third.name}/{more[2].name}\t0",
    ]
    pairs = tmp_path / "pairs.txt"
    pairs.write_text("\n".join(lines), "utf-8")
    page = tmp_path / "page.html"
    command = ("evaluate", "verification", "--images", people, "--pairs", pairs)
    found = program.ok(*command, "--report", page, "--json").value
    assert (found["pairs"], found["mated"], found["non_mated"], found["folds"]) == (8, 4, 4, 2)
    # The pair with the broken picture is the one miss: it is an error and stays in.
    assert (found["fnmr"]["value"], found["fnmr"]["n"], found["fmr"]["value"]) == (0.25, 4, 0.0)
    assert set(found["tar_at_fmr"]) == {"1e-2", "1e-3", "1e-4"}
    assert found["acquisition"]["failed"] == [{"image": f"{first.name}/broken.jpg", "reason": "unreadable"}]
    assert found["cross_pairs"]["templates"] == 9
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_an_embedder_does_not_beat_itself(program: Commands, people: Path, tmp_path: Path):
    folder = sorted(each for each in people.iterdir())[2:4]
    names = [[path.name for path in sorted(each.iterdir())] for each in folder]
    pairs = tmp_path / "pairs.txt"
    pairs.write_text(
        f"1\n{folder[0].name}/{names[0][0]}\t{folder[0].name}/{names[0][1]}\t1\n"
        f"{folder[0].name}/{names[0][0]}\t{folder[1].name}/{names[1][0]}\t0\n",
        "utf-8",
    )
    command = ("evaluate", "verification", "--images", people, "--pairs", pairs)
    shown = program.ok(*command).out
    assert "FNMR at" in shown
    assert "not known" in shown
    assert "people better off" in program.ok(*command, "--against", "sface-2021dec-centred").out
    found = program.ok(*command, "--against", "sface-2021dec-centred", "--json").value
    assert found["against"]["model"] == "sface-2021dec-centred"
    assert found["against"]["mated"]["p"] == 1.0
    assert found["accuracy"]["value"] is None


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (("verification", "--images", "none", "--pairs", "none.txt"), "Pairs file not usable"),
        (("identification", "--people", "none"), "Folder not usable"),
        (("identification", "--people", "empty"), "No people"),
    ],
)
def test_what_cannot_be_used_is_told_before_any_work(
    program: Commands, tmp_path: Path, arguments: tuple[str, ...], title: str
):
    (tmp_path / "empty").mkdir()
    given = [str(tmp_path / each) if each in ("none", "empty", "none.txt") else each for each in arguments]
    done = program.run("evaluate", *given, "--json")
    assert done.status == 1
    assert done.value["error"]["title"] == title
    assert "Pictures" not in done.err


def test_an_unknown_model_or_group_list_is_told(program: Commands, people: Path, tmp_path: Path):
    done = program.run("evaluate", "identification", "--people", people, "--embedder", "nobody-1", "--json")
    assert done.status == 1
    assert "nobody-1" in done.value["error"]["message"]
    done = program.run("evaluate", "identification", "--people", people, "--groups", tmp_path / "none.csv", "--json")
    assert done.value["error"]["title"] == "List of groups not usable"


def test_wrong_numbers_are_wrong_usage(program: Commands, people: Path):
    for option in ("--references", "--repeats"):
        assert program.run("evaluate", "identification", "--people", people, option, "0").status == 2


def test_nothing_is_written_beside_the_report(program: Commands, people: Path, tmp_path: Path):
    """No template on the disk, and no database."""
    before = sorted(tmp_path.rglob("*"))
    done = program.ok("evaluate", "identification", "--people", people, "--references", "5", "--repeats", "1")
    assert "rank 1" in done.out
    assert [path for path in sorted(tmp_path.rglob("*")) if path not in before] == []
    assert not program.data_dir.exists()
