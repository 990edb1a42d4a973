"""A site's own embedder the whole way, and changing from one embedder to another: by command, on real pictures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers.commands import Commands
from helpers.site_embedder import MEASURED, MODEL, embedder_manifest, facenet_like, write_site_model

from facegate.capture import demo_portrait
from facegate.settings.model import with_changes
from facegate.settings.paths import Paths
from facegate.settings.store import SettingsStore

SFACE = "sface-2021dec-centred"
NETWORK = facenet_like(dimension=512)


@pytest.fixture
def site(tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installed models, and beside them a manifest of the site with its file."""
    folder = tmp_path / "models"
    shutil.copytree(models_dir, folder)
    write_site_model(folder, NETWORK, embedder_manifest(NETWORK, dimension="512"))
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(folder))
    return folder


@pytest.fixture
def program(tmp_path: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "data", capsys)


def choose(program: Commands, embedder: str, keep_pictures: bool = True) -> None:
    paths = Paths(program.data_dir)
    paths.prepare()
    store = SettingsStore(paths.settings_file)
    changed = with_changes(store.current, "recognition", embedder=embedder, provider="cpu")
    store.replace(with_changes(changed, "storage", keep_pictures=keep_pictures))


def looked_at(program: Commands) -> dict[str, object]:
    """What is said of the face in the demo portrait."""
    (image,) = program.ok("identify", demo_portrait(), "--json").value
    (face,) = image["faces"]
    return dict(face)


def models_of(program: Commands, person: str) -> list[str]:
    return [each["model"] for each in program.ok("people", "show", person, "--json").value["references"]]


def test_facenets_kind_from_the_folder_to_the_decision(program: Commands) -> None:
    before = {each["id"]: each["state"] for each in program.ok("models", "list", "--json").value}
    assert before[MODEL] == "missing"
    program.ok("models", "install", MODEL)
    choose(program, MODEL)
    done = program.ok("enrol", "Ada", "--id", "A-1", "--photo", demo_portrait(), "--json")
    assert done.value["model"] == MODEL
    face = looked_at(program)
    assert (face["decision"], face["person_id"], face["model"]) == ("identified", "A-1", MODEL)


def test_nobody_is_identified_without_a_measured_threshold(program: Commands, site: Path) -> None:
    write_site_model(site, NETWORK, embedder_manifest(NETWORK, dimension="512", point=""))
    listed = {each["id"]: each for each in program.ok("models", "list", "--json").value}
    assert listed[MODEL]["measured"] is False
    program.ok("models", "install", MODEL)
    choose(program, MODEL)
    program.ok("enrol", "Ada", "--id", "A-1", "--photo", demo_portrait())
    face = looked_at(program)
    assert (face["decision"], face["reason"], face["person_id"]) == ("inconclusive", "not_calibrated", None)
    assert face["distance"] == pytest.approx(0.0, abs=1e-4)


def test_changing_the_embedder_and_back(program: Commands) -> None:
    choose(program, SFACE)
    program.ok("enrol", "Ada", "--id", "A-1", "--photo", demo_portrait())
    assert looked_at(program)["person_id"] == "A-1"
    program.ok("models", "install", MODEL)
    choose(program, MODEL)
    # Kept, listed, and not compared with what the other model makes.
    assert models_of(program, "A-1") == [SFACE]
    (listed,) = program.ok("people", "list", "--without-model", MODEL, "--json").value
    assert listed["person_id"] == "A-1"
    assert program.ok("people", "list", "--without-model", SFACE, "--json").value == []
    face = looked_at(program)
    assert (face["decision"], face["reason"]) == ("not_identified", "nobody_enrolled")
    done = program.ok("people", "reextract", "--json")
    assert (done.value["model"], done.value["people"], done.value["references"]) == (MODEL, 1, 1)
    assert done.value["without_reference"] == []
    assert models_of(program, "A-1") == [SFACE, MODEL]
    assert looked_at(program)["nearest"]["person_id"] == "A-1"  # type: ignore[index]
    choose(program, SFACE)
    assert looked_at(program)["person_id"] == "A-1"


def test_who_has_no_picture_has_to_come_again(program: Commands) -> None:
    choose(program, SFACE, keep_pictures=False)
    program.ok("enrol", "Ada", "--id", "A-1", "--photo", demo_portrait())
    program.ok("models", "install", MODEL)
    done = program.ok("people", "reextract", "--model", MODEL, "--json")
    assert (done.value["references"], done.value["without_picture"]) == (0, 1)
    assert done.value["without_reference"] == ["A-1"]
    assert "--without-model" in done.err
    choose(program, MODEL)
    found = {each["check"]: each for each in program.run("doctor", "--json").value}
    assert found["references"]["status"] == "warning"
    assert found["references"]["detail"].endswith("not recognised with site-facenet: 1")


def test_model_that_is_not_there_is_told(program: Commands) -> None:
    done = program.run("people", "reextract", "--model", "unheard-of", "--json")
    assert done.status == 1
    assert "unheard-of" in done.value["error"]["message"]
    done = program.run("people", "reextract", "--model", MODEL, "--json")
    assert (done.status, "models install" in done.value["error"]["remedy"]) == (1, True)


def test_manifest_that_cannot_be_used_is_told_where_models_are_listed(program: Commands, site: Path) -> None:
    (site / f"{MODEL}.toml").write_text(embedder_manifest(NETWORK, point=MEASURED, colour='"grey"'), "utf-8")
    done = program.ok("models", "list", "--json")
    assert MODEL not in {each["id"] for each in done.value}
    assert "colour" in done.err
