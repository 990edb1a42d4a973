"""A model that comes with its description, from a training run's folder to a decision: by command."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from helpers.commands import Commands
from helpers.site_embedder import MODEL, embedder_manifest, facenet_like, write_site_model

from facegate.capture import demo_portrait
from facegate.cv import cv2
from facegate.domain.ids import ModelId
from facegate.evaluation.measure_statistics import measure
from facegate.settings.model import with_changes
from facegate.settings.paths import Paths
from facegate.settings.store import SettingsStore

NETWORK = facenet_like()


@pytest.fixture
def program(tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Commands:
    folder = tmp_path / "models"
    shutil.copytree(models_dir, folder, ignore=shutil.ignore_patterns("*.lock"))
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(folder))
    return Commands(tmp_path / "data", capsys)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    write_site_model(tmp_path / "run" / "export", NETWORK, embedder_manifest(NETWORK))
    return tmp_path / "run"


def use(program: Commands, embedder: str) -> None:
    paths = Paths(program.data_dir)
    paths.prepare()
    store = SettingsStore(paths.settings_file)
    store.replace(with_changes(store.current, "recognition", embedder=embedder, provider="cpu"))


def states(program: Commands) -> dict[str, str]:
    return {each["id"]: each["state"] for each in program.ok("models", "list", "--json").value}


def test_from_the_run_to_the_decision_without_the_run(program: Commands, run: Path) -> None:
    done = program.ok("models", "install", "--from", run, "--json")
    assert done.value["installed"] == [{"id": MODEL, "source": str(run / "export")}]
    assert f"{MODEL}: MIT. Made for a test." in done.err
    shutil.rmtree(run)
    assert states(program)[MODEL] == "installed"
    use(program, MODEL)
    program.ok("enrol", "Ada", "--id", "A-1", "--photo", demo_portrait())
    (image,) = program.ok("identify", demo_portrait(), "--json").value
    face = image["faces"][0]
    assert (face["decision"], face["person_id"], face["model"]) == ("identified", "A-1", MODEL)


def few(folder: Path, photos: list[Path]) -> Path:
    """A folder a person, with a photograph each."""
    for photo in photos:
        (folder / photo.parent.name).mkdir(parents=True)
        shutil.copy(photo, folder / photo.parent.name)
    return folder


def test_without_a_threshold_the_site_calibrates_one(
    program: Commands, run: Path, test_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site_model(run / "export", NETWORK, embedder_manifest(NETWORK, point=""))
    program.ok("models", "install", "--from", run)
    use(program, MODEL)
    photos = [min(folder.iterdir()) for folder in sorted((test_data / "people").iterdir())[:3]]
    for number, photo in enumerate(photos):
        # A network that has learned nothing knows a person in the same scene only.
        sharper = run / f"{number}.png"
        image = cv2.imread(str(photo))
        assert image is not None
        cv2.imwrite(str(sharper), cv2.addWeighted(image, 1.5, cv2.GaussianBlur(image, (0, 0), 2), -0.5, 0))
        program.ok("enrol", f"Person {number}", "--id", f"{number}", "--photo", photo, "--photo", sharper)
    seen = photos[0]
    (image,) = program.ok("identify", seen, "--json").value
    assert {face["reason"] for face in image["faces"]} == {"not_calibrated"}
    # What 'facegate score-statistics' would measure on some hundred people.
    random = np.random.default_rng(0)
    vectors = random.normal(size=(250, 1, 32)) + 0.3 * random.normal(size=(250, 3, 32))
    vectors = (vectors / np.linalg.norm(vectors, axis=2, keepdims=True)).reshape(-1, 32).astype(np.float32)
    known = measure(vectors, np.repeat(np.arange(250), 3), ModelId(MODEL), "nobody", "2026-01-01")
    monkeypatch.setattr("facegate.evaluation.measure_statistics.measure", lambda *_given: known)
    program.ok("score-statistics", "--people", few(run / "people", photos), "--source", "nobody")
    found = program.ok("calibrate", "--profile", "lenient", "--accept", "--anyway", "--json").value
    assert (found["model"], found["people"], found["accepted"]) == (MODEL, 3, True)
    (image,) = program.ok("identify", seen, "--json").value
    assert "0" in {face["person_id"] for face in image["faces"]}


def test_named_alone_and_the_second_time(program: Commands, run: Path) -> None:
    assert [each["id"] for each in program.ok("models", "install", MODEL, "--from", run, "--json").value["installed"]]
    assert program.ok("models", "install", "--from", run, "--json").value["already"] == [MODEL]
    assert program.ok("models", "install", MODEL, "--from", run, "--json").value["already"] == [MODEL]


def test_refused_description_fails_and_says_why(program: Commands, run: Path) -> None:
    program.ok("models", "install", "--from", run)
    other = facenet_like(dimension=64)
    write_site_model(run / "export", other, embedder_manifest(other, dimension="64"))
    done = program.run("models", "install", "--from", run, "--replace", "--json")
    assert done.status == 1
    assert [each["title"] for each in done.value["refused"]] == ["Model id taken"]
    assert "Give it an id of its own" in done.err
    assert states(program)[MODEL] == "installed"


def test_network_that_does_not_fit_its_description_fails(program: Commands, run: Path) -> None:
    write_site_model(run / "export", NETWORK, embedder_manifest(NETWORK, dimension="512"))
    done = program.run("models", "install", "--from", run, "--json")
    assert done.status == 1
    assert [each["id"] for each in done.value["missing"]] == [MODEL]
    assert MODEL not in states(program)
