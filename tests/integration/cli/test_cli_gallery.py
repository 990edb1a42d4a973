"""Galleries in files of their own, by command: built from folders of real people, and recognised."""

from __future__ import annotations

import shutil
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.commands import Commands
from helpers.site_embedder import MEASURED, MODEL, embedder_manifest, facenet_like, write_site_model
from PIL import Image

NETWORK = facenet_like()
PEOPLE, EACH = 4, 2


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    monkeypatch.delenv("FACEGATE_PASSPHRASE", raising=False)
    return Commands(tmp_path / "data", capsys)


@pytest.fixture(scope="module")
def folders(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """People to build from, and other pictures of them and of one more, by their names."""
    root = tmp_path_factory.mktemp("people")
    known, probes = root / "known", root / "probes"
    probes.mkdir()
    several = [each for each in sorted((test_data / "people").iterdir()) if len(list(each.glob("*"))) > EACH]
    for number, person in enumerate(several[: PEOPLE + 1]):
        pictures = sorted(person.glob("*"))
        if number < PEOPLE:
            (known / person.name).mkdir(parents=True)
            for picture in pictures[:EACH]:
                shutil.copy(picture, known / person.name)
        shutil.copy(pictures[EACH], probes / f"{person.name}{pictures[EACH].suffix}")
    return known, probes


@pytest.fixture
def few(folders: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """One picture each of two of them, to build from, and a probe."""
    known = tmp_path / "few"
    for person in sorted(folders[0].iterdir())[:2]:
        (known / person.name).mkdir(parents=True)
        shutil.copy(min(person.iterdir()), known / person.name)
    return known, min(folders[1].iterdir())


def largest(image: dict[str, Any]) -> dict[str, Any]:
    return max(image["faces"], key=lambda face: face["box"]["width"])


def test_people_are_recognised_and_a_stranger_is_not(
    program: Commands, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    known, probes = folders
    out, key = tmp_path / "people.gallery", tmp_path / "people.key"
    built = program.ok("gallery", "build", known, out, "--key", key, "--json").value
    assert (built["people"], built["templates"], built["failed"]) == (PEOPLE, PEOPLE * EACH, [])
    assert built["people_without"] == []
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in (out, key)} == {0o600}
    names = [person.name for person in known.iterdir()]
    assert not any(name.encode() in out.read_bytes() for name in names)

    found = program.ok("gallery", "recognise", probes, out, "--key", key, "--json").value
    assert (found["people"], found["measured"]) == (PEOPLE, True)
    assert len(found["images"]) == PEOPLE + 1
    for image in found["images"]:
        name, face = Path(image["image"]).stem, largest(image)
        assert face["name"] == (name if name in names else None)
        assert (face["decision"] == "identified") is (name in names)
        assert (face["distance"] <= face["threshold"]) is (name in names)
    assert not program.data_dir.exists(), "no database is made"

    probe = min(probes.iterdir())
    said = program.ok("gallery", "recognise", probe, out, "--key", key).out
    assert "identified" in said
    assert probe.stem in said.split("identified")[1]
    strict = program.ok("gallery", "recognise", probe, out, "--key", key, "--threshold", "0.01", "--json").value
    assert largest(strict["images"][0])["reason"] == "too_far"


def test_what_cannot_be_used_is_named(program: Commands, few: tuple[Path, Path], tmp_path: Path) -> None:
    known, probe = few
    ada, berta = sorted(known.iterdir())
    (ada / "torn.jpg").write_bytes(min(ada.iterdir()).read_bytes()[:300])
    Image.new("RGB", (200, 200), "grey").save(known / "empty.png")
    (known / "Nobody").mkdir()
    Image.new("RGB", (200, 200), "grey").save(known / "Nobody" / "wall.png")
    portraits = [Image.open(max(each.glob("*.jpg"), key=lambda path: path.stat().st_size)) for each in (ada, berta)]
    both = Image.new("RGB", (portraits[0].width + portraits[1].width, max(each.height for each in portraits)))
    both.paste(portraits[0], (0, 0))
    both.paste(portraits[1], (portraits[0].width, 0))
    both.save(berta / "z_both.png")
    out = tmp_path / "people.gallery"
    done = program.run("gallery", "build", known, out, "--json")
    assert done.status == 1, "somebody is not in it"
    assert done.value["people_without"] == ["Nobody"]
    reasons = {each["image"]: each["reason"] for each in done.value["failed"]}
    assert reasons == {f"{ada.name}/torn.jpg": "unreadable", "Nobody/wall.png": "no_face"}
    assert f"{berta.name}/z_both.png" in done.value["several_faces"]
    assert "keep them apart" in done.err

    shown = (probe, known / "Nobody" / "wall.png", ada / "torn.jpg", tmp_path / "missing.jpg", berta / "z_both.png")
    # The last argument is the gallery; those before are pictures.
    found = program.run("gallery", "recognise", *shown, out, "--json")
    assert found.status == 1
    images = found.value["images"]
    assert [each["error"] is not None for each in images] == [False, False, True, True, False]
    assert images[1]["faces"] == []
    assert "wall.png: no face was found." in found.err
    assert len(images[4]["faces"]) == 2


def test_a_passphrase_is_asked_for_by_neither_command_where_the_environment_has_it(
    program: Commands, few: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, probe = few
    out = tmp_path / "people.gallery"
    monkeypatch.setenv("FACEGATE_PASSPHRASE", "correct horse")
    assert program.ok("gallery", "build", known, out, "--json").value["key"] == "passphrase"
    assert [path.name for path in tmp_path.glob("*.key")] == []
    assert largest(program.ok("gallery", "recognise", probe, out, "--json").value["images"][0])["name"] == probe.stem
    monkeypatch.setenv("FACEGATE_PASSPHRASE", "wrong")
    done = program.run("gallery", "recognise", probe, out, "--json")
    assert (done.status, done.value["error"]["title"]) == (1, "Gallery does not open")


def test_a_model_is_used_from_where_it_was_exported_and_names_nobody_unmeasured(
    program: Commands, few: tuple[Path, Path], tmp_path: Path
) -> None:
    known, probe = few
    run, out = tmp_path / "run", tmp_path / "people.gallery"
    write_site_model(run / "export", NETWORK, embedder_manifest(NETWORK, point=""))
    built = program.ok("gallery", "build", known, out, "--embedder", run, "--json").value
    assert built["model"] == MODEL
    picture = min(min(known.iterdir()).iterdir())
    description = run / "export" / f"{MODEL}.toml"
    found = program.ok("gallery", "recognise", picture, out, "--embedder", description, "--json")
    face = largest(found.value["images"][0])
    assert (found.value["measured"], face["name"], face["reason"]) == (False, None, "not_calibrated")
    assert (face["nearest"], face["distance"] < 1e-3) == (min(known.iterdir()).name, True)
    assert "nobody is named" in found.err
    named = ("gallery", "recognise", picture, out, "--embedder", run, "--threshold", "0.001", "--json")
    done = program.ok(*named).value
    assert largest(done["images"][0])["name"] == min(known.iterdir()).name
    assert done["measured"] is False, "a typed threshold was measured by nobody"
    assert program.run(*named[:-2], "nan").status == 2
    # The site's threshold is that of the network which is installed under a name, and this one is not.
    program.data_dir.mkdir()
    settings = f'[recognition.threshold]\nvalue = 1.0\nmodel = "{MODEL}"\n'
    (program.data_dir / "settings.toml").write_text(settings, "utf-8")
    found = program.ok("gallery", "recognise", picture, out, "--embedder", description, "--json").value
    assert (found["measured"], largest(found["images"][0])["name"]) == (False, None)
    # What was used is not installed.
    assert MODEL not in {each["id"] for each in program.ok("models", "list", "--json").value}

    done = program.run("gallery", "recognise", probe, out, "--json")
    assert done.value["error"]["title"] == "Gallery of another model"
    retrained = tmp_path / "retrained"
    other = facenet_like(unit=True)
    write_site_model(retrained, other, embedder_manifest(other, point=MEASURED))
    done = program.run("gallery", "recognise", probe, out, "--embedder", retrained, "--json")
    assert done.value["error"]["title"] == "Gallery of another model"
    assert "another network of that name" in done.value["error"]["message"]


def test_a_folder_without_the_model_is_told(program: Commands, few: tuple[Path, Path], tmp_path: Path) -> None:
    known, _ = few
    empty, out = tmp_path / "empty", tmp_path / "people.gallery"
    empty.mkdir()
    told = {}
    told["none"] = program.run("gallery", "build", known, out, "--detector", empty, "--json")
    write_site_model(empty, NETWORK, embedder_manifest(NETWORK))
    told["task"] = program.run("gallery", "build", known, out, "--detector", empty, "--json")
    write_site_model(empty, NETWORK, embedder_manifest(NETWORK, name="second"), "second")
    told["two"] = program.run("gallery", "build", known, out, "--embedder", empty, "--json")
    (empty / "second.onnx").write_bytes(NETWORK[:-1])
    told["wrong"] = program.run("gallery", "build", known, out, "--embedder", empty / "second.toml", "--json")
    told["unknown"] = program.run("gallery", "build", known, out, "--embedder", "nonsense", "--json")
    assert {name: (done.status, done.value["error"]["title"]) for name, done in told.items()} == {
        "none": (1, "No model there"),
        "task": (1, "No model there"),
        "two": (1, "Several models"),
        "wrong": (1, "Model not installed"),
        "unknown": (1, "Model unknown"),
    }
    assert not out.exists()


def test_nothing_but_a_gallery_is_overwritten(program: Commands, few: tuple[Path, Path], tmp_path: Path) -> None:
    known, _ = few
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Ada")
    for place in (letter, tmp_path, tmp_path / "nowhere" / "x.gallery"):
        done = program.run("gallery", "build", known, place, "--json")
        assert (done.status, done.value["error"]["title"]) == (1, "Place not usable")
    assert letter.read_text() == "Dear Ada"
    out = tmp_path / "people.gallery"
    assert program.run("gallery", "build", known, out, "--key", out.parent / "." / out.name).status == 2
    assert not out.exists()
    assert program.run("gallery", "recognise", letter, letter, "--json").value["error"]["title"] == "Not a gallery"
    for wrong in (["gallery", "build", str(known)], ["gallery", "recognise", str(letter)]):
        assert program.run(*wrong).status == 2
