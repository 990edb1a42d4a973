"""Installing: from the right place, as a whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import time

import pytest
from helpers.vision_fakes import tiny_network, write_manifest

from facegate.errors import ModelError
from facegate.settings import files
from facegate.vision import installed
from facegate.vision.sources import InstallCancelledError, WrongFileError
from facegate.vision.store import ModelStore

NETWORK = tiny_network()


@pytest.fixture
def manifests(tmp_path):
    """The program's folder with one default model, "m", that nobody carries."""
    folder = tmp_path / "program"
    write_manifest(folder, "m", NETWORK)
    return folder


@pytest.fixture
def given(tmp_path):
    """A folder that a user brings, with the right file."""
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "m.bin").write_bytes(NETWORK)
    return folder


@pytest.fixture
def store(tmp_path, manifests):
    return ModelStore(tmp_path / "models", manifests)


def leftovers(tmp_path):
    folder = tmp_path / "models"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def states(store):
    return {each.id: each.state for each in store.status()}


def test_install_from_a_folder(store, given, tmp_path):
    assert states(store) == {"m": "missing"}
    seen = []
    report = store.install(from_dir=given, progress=seen.append)
    assert (report.installed, report.already, report.missing, report.refused) == (["m"], [], {}, [])
    assert report.sources == {"m": str(given)}
    assert [step.step for step in seen] == ["fetch", "prepare"]
    assert states(store) == {"m": "installed"}
    path = store.prepared_path("m")
    assert path.is_file()
    assert leftovers(tmp_path) == sorted(["m.json", path.name])


def test_stamp_holds_source_preparation_and_own_hash(store, given, tmp_path):
    store.install(from_dir=given)
    stamp = json.loads((tmp_path / "models" / "m.json").read_text("utf-8"))
    assert stamp["source_sha256"] == store.manifests["m"].variants[0].sha256
    assert stamp["prepare_version"] == installed.PREPARE_VERSION
    assert stamp["sha256"].startswith(store.prepared_path("m").stem.removeprefix("m-"))


def test_second_installation_finds_it_there(store, given):
    store.install(from_dir=given)
    report = store.install()
    assert (report.installed, report.already, report.missing) == ([], ["m"], {})


def test_files_beside_the_program_need_no_folder(store, manifests):
    (manifests / "m.bin").write_bytes(NETWORK)
    assert store.install().sources == {"m": str(manifests)}


@pytest.mark.parametrize("wrong", [b"", NETWORK[:-1], NETWORK[:-1] + b"?"], ids=["empty", "cut off", "changed"])
def test_wrong_file_is_refused_and_nothing_is_left(store, given, tmp_path, wrong):
    (given / "m.bin").write_bytes(wrong)
    report = store.install(from_dir=given)
    assert report.installed == []
    assert [type(error) for error in report.refused] == [WrongFileError]
    assert "m.bin" in report.missing["m"].message
    assert str(given) in report.missing["m"].message
    assert leftovers(tmp_path) == []
    with pytest.raises(ModelError, match="not installed"):
        store.prepared_path("m")


def test_wrong_file_is_reported_even_when_another_source_delivers(store, given, manifests):
    (given / "m.bin").write_bytes(b"wrong")
    (manifests / "m.bin").write_bytes(NETWORK)
    report = store.install(from_dir=given)
    assert report.installed == ["m"]
    assert report.sources == {"m": str(manifests)}
    assert len(report.refused) == 1
    assert str(given) in report.refused[0].message


def test_right_hash_of_what_is_no_network(tmp_path):
    data = b"this is no network"
    write_manifest(tmp_path / "program", "m", data)
    (tmp_path / "program" / "m.bin").write_bytes(data)
    report = ModelStore(tmp_path / "models", tmp_path / "program").install()
    assert "cannot be prepared" in report.missing["m"].message
    assert leftovers(tmp_path) == []


def test_network_that_cannot_run_is_not_installed(tmp_path):
    data = tiny_network(float("nan"))
    write_manifest(tmp_path / "program", "m", data)
    (tmp_path / "program" / "m.bin").write_bytes(data)
    report = ModelStore(tmp_path / "models", tmp_path / "program").install()
    assert "not finite" in report.missing["m"].message
    assert leftovers(tmp_path) == []


def test_second_variant_is_taken(tmp_path):
    other = tiny_network(3.0)
    path = write_manifest(tmp_path / "program", "m", NETWORK)
    second = path.read_text("utf-8").split("[[variants]]")[1].replace('"fp32"', '"other"').replace("m.bin", "o.bin")
    lines = write_manifest(tmp_path / "scratch", "m", other).read_text("utf-8").splitlines()
    facts = [line for line in lines if line.startswith(("sha256", "size"))]
    kept = [line for line in second.splitlines() if not line.startswith(("sha256", "size"))]
    path.write_text(path.read_text("utf-8") + "\n[[variants]]\n" + "\n".join(kept + facts), "utf-8")
    (tmp_path / "program" / "o.bin").write_bytes(other)
    store = ModelStore(tmp_path / "models", tmp_path / "program")
    assert store.install().installed == ["m"]
    assert store.status()[0].variant == "other"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk(store, given, tmp_path, monkeypatch, number):
    def full(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", full)
    report = store.install(from_dir=given)
    assert report.missing["m"].title == "Disk full"
    assert leftovers(tmp_path) == []


def test_models_folder_that_cannot_be_made(given, manifests, tmp_path):
    (tmp_path / "models").write_text("in the way", "utf-8")
    report = ModelStore(tmp_path / "models", manifests).install(from_dir=given)
    assert report.missing["m"].title == "Models folder not writable"


def test_crash_before_the_stamp_leaves_the_old_model(store, given, manifests, tmp_path, monkeypatch):
    store.install(from_dir=given)
    before = store.prepared_path("m")
    write_manifest(manifests, "m", tiny_network(5.0))
    (given / "m.bin").write_bytes(tiny_network(5.0))
    written = []

    def power_cut(path, data):
        if path.suffix == ".json":
            raise KeyboardInterrupt
        written.append(path)
        files.write_atomically(path, data)

    monkeypatch.setattr(installed, "write_atomically", power_cut)
    with pytest.raises(KeyboardInterrupt):
        ModelStore(tmp_path / "models", manifests).install(from_dir=given)
    assert written
    assert store.prepared_path("m") == before


def test_new_release_of_a_model_replaces_the_old_file(store, given, manifests, tmp_path):
    store.install(from_dir=given)
    old = store.prepared_path("m")
    write_manifest(manifests, "m", tiny_network(5.0))
    (given / "m.bin").write_bytes(tiny_network(5.0))
    newer = ModelStore(tmp_path / "models", manifests)
    assert newer.status()[0].state == "missing"
    assert "does not know" in newer.status()[0].problem
    assert newer.install(from_dir=given).installed == ["m"]
    assert not old.exists()


def test_other_preparation_is_made_again(store, given, tmp_path):
    store.install(from_dir=given)
    stamp = tmp_path / "models" / "m.json"
    stamp.write_text(stamp.read_text("utf-8").replace('"prepare_version": ', '"prepare_version": 99'), "utf-8")
    assert states(store) == {"m": "missing"}
    assert store.install(from_dir=given).installed == ["m"]


def test_model_whose_name_begins_like_another_keeps_its_file(given, manifests, tmp_path):
    write_manifest(manifests, "m-2", NETWORK)
    (given / "m-2.bin").write_bytes(NETWORK)
    store = ModelStore(tmp_path / "models", manifests)
    store.install(["m-2"], from_dir=given)
    store.install(["m"], from_dir=given)
    assert states(store) == {"m": "installed", "m-2": "installed"}
    assert [each.state for each in store.verify()] == ["installed", "installed"]


def test_cancelled(store, given, tmp_path):
    report = store.install(from_dir=given, cancelled=lambda: True)
    assert isinstance(report.missing["m"], InstallCancelledError)
    assert leftovers(tmp_path) == []


def test_cancelled_while_preparing(store, given, tmp_path):
    steps = []
    report = store.install(from_dir=given, progress=steps.append, cancelled=lambda: len(steps) == 2)
    assert isinstance(report.missing["m"], InstallCancelledError)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    ("harm", "problem", "quick"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"), "changed", "installed"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "wrong size", "damaged"),
        (lambda path: path.unlink(), "gone", "damaged"),
    ],
    ids=["changed", "cut off", "gone"],
)
def test_damage_is_found_refused_and_mended(store, given, harm, problem, quick):
    store.install(from_dir=given)
    harm(store.prepared_path("m"))
    assert states(store) == {"m": quick}
    assert [(each.state, problem in each.problem) for each in store.verify()] == [("damaged", True)]
    with pytest.raises(ModelError, match=problem):
        store.prepared_path("m")
    assert store.install(from_dir=given).installed == ["m"]
    assert store.prepared_path("m").is_file()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"file": "m.onnx"}', '{"file": 5}'])
def test_broken_stamp_counts_as_missing(store, given, tmp_path, text):
    store.install(from_dir=given)
    (tmp_path / "models" / "m.json").write_text(text, "utf-8")
    assert [(each.state, each.problem) for each in store.status()] == [("missing", "its stamp cannot be read")]


def test_stamp_that_names_a_file_elsewhere_is_not_followed(store, given, tmp_path):
    store.install(from_dir=given)
    stamp = tmp_path / "models" / "m.json"
    facts = json.loads(stamp.read_text("utf-8"))
    stamp.write_text(json.dumps(facts | {"file": "../given/m.bin"}), "utf-8")
    assert states(store) == {"m": "missing"}


def test_unknown_model_is_told(store):
    with pytest.raises(ModelError, match="no model x"):
        store.install(["x"])
    with pytest.raises(ModelError, match="no model x"):
        store.prepared_path("x")


def test_folder_that_does_not_exist_is_told(store, tmp_path):
    with pytest.raises(ModelError, match="not a folder"):
        store.install(from_dir=tmp_path / "nowhere")


def test_what_is_not_default_is_installed_when_the_folder_has_it(given, manifests, tmp_path):
    write_manifest(manifests, "extra", NETWORK, default=False)
    write_manifest(manifests, "other", NETWORK, default=False)
    (given / "extra.bin").write_bytes(NETWORK)
    report = ModelStore(tmp_path / "models", manifests).install(from_dir=given)
    assert sorted(report.installed) == ["extra", "m"]
    assert report.missing == {}


def test_site_adds_a_model_and_cannot_replace_ours(given, manifests, tmp_path, caplog):
    site = tmp_path / "models"
    write_manifest(site, "own", NETWORK)
    write_manifest(site, "m", tiny_network(9.0))
    (site / "broken.toml").write_text("id = ", "utf-8")
    with caplog.at_level("WARNING", "facegate.models"):
        store = ModelStore(site, manifests)
    assert sorted(store.manifests) == ["m", "own"]
    assert store.manifests["m"].variants[0].size == len(NETWORK)
    assert len(caplog.records) == 2
    (given / "own.bin").write_bytes(NETWORK)
    assert store.install(["own"], from_dir=given).installed == ["own"]


def test_broken_manifest_of_the_program_is_an_error(manifests, tmp_path):
    (manifests / "m.toml").write_text("id = ", "utf-8")
    with pytest.raises(ModelError):
        ModelStore(tmp_path / "models", manifests)


def test_what_a_killed_installation_left_is_removed_later(store, given, tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    old, new = folder / ".m-0123.onnx-abc", folder / ".m-0123.onnx-def"
    for path in (old, new):
        path.write_bytes(b"half")
    long_ago = time.time() - 2 * 3600
    os.utime(old, (long_ago, long_ago))
    store.install(from_dir=given)
    assert not old.exists()
    assert new.exists()
