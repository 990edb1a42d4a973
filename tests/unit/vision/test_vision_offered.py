"""Models that come with their descriptions, as a training run exports them: taken over as a whole, or refused."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from helpers.site_embedder import MODEL, embedder_manifest, facenet_like, write_site_model
from helpers.vision_fakes import tiny_network, write_manifest

from facegate.errors import ModelError
from facegate.settings import files
from facegate.vision.store import ModelStore

NETWORK = facenet_like()
OTHER_NETWORK = facenet_like(dimension=64)
OTHER_POINT = """
[[operating_points]]
threshold = 0.07
source = "measured again"
date = "2026-02-01"
"""


@pytest.fixture
def program(tmp_path):
    """The program's folder with one default model, "m"."""
    folder = tmp_path / "program"
    write_manifest(folder, "m", tiny_network())
    (folder / "m.bin").write_bytes(tiny_network())
    return folder


@pytest.fixture
def store(tmp_path, program):
    return ModelStore(tmp_path / "models", program)


@pytest.fixture
def run(tmp_path):
    """A training run with an export."""
    folder = tmp_path / "run"
    write_site_model(folder / "export", NETWORK, embedder_manifest(NETWORK))
    return folder


def taken_over(tmp_path, program, folder, **options):
    """A new store after it took over what it could, and what it refused."""
    store = ModelStore(tmp_path / "models", program)
    offers = store.offered(folder, **options)
    assert store.take_over(offers.models).missing == {}
    return ModelStore(tmp_path / "models", program), [error.message for error in offers.refused]


def refusal(store, folder, **options):
    offers = store.offered(folder, **options)
    assert offers.models == []
    (error,) = offers.refused
    return error.text()


def describe(folder, data=NETWORK, **changes):
    write_site_model(folder, data, embedder_manifest(data, **changes))


def test_export_of_a_run_becomes_a_model_of_the_site(tmp_path, program, store, run):
    (offer,) = store.offered(run).models
    assert offer.manifest.id == MODEL
    report = store.take_over([offer])
    assert report.installed == [MODEL]
    assert report.sources == {MODEL: str(run / "export")}
    assert store.prepared_path(MODEL).is_file()
    models = tmp_path / "models"
    assert (models / f"{MODEL}.toml").read_text("utf-8") == embedder_manifest(NETWORK)
    assert hashlib.sha256((models / f"{MODEL}.onnx").read_bytes()).digest() == hashlib.sha256(NETWORK).digest()
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in models.iterdir()} == {0o600}
    # Without the run: repaired from what was taken over with it.
    store.prepared_path(MODEL).write_bytes(b"damaged")
    assert ModelStore(models, program).install([MODEL]).installed == [MODEL]


def test_descriptions_may_lie_in_the_folder_itself(store, run):
    assert [each.manifest.id for each in store.offered(run / "export").models] == [MODEL]


def test_second_time_nothing_is_offered(tmp_path, program, run):
    store, _ = taken_over(tmp_path, program, run)
    offers = store.offered(run)
    assert (offers.models, offers.refused, offers.known) == ([], [], [MODEL])
    assert store.held_in(run) == [MODEL]
    assert store.install([MODEL], from_dir=run).already == [MODEL]


def test_known_description_whose_model_is_gone_is_installed_from_the_run(tmp_path, program, run):
    store, _ = taken_over(tmp_path, program, run)
    for path in (tmp_path / "models").glob("*.*n*"):
        if path.suffix != ".toml":
            path.unlink()
    assert store.install([MODEL], from_dir=run).sources == {MODEL: str(run / "export")}


def test_programs_own_id_is_not_to_be_had(store, tmp_path):
    folder = tmp_path / "stick"
    describe(folder, name="m")
    offers = store.offered(folder)
    assert (offers.models, offers.refused) == ([], [])
    assert "program describes itself" in offers.not_needed[0].message


def test_copy_of_the_programs_own_description_is_nothing_to_speak_of(store, program):
    offers = store.offered(program)
    assert (offers.models, offers.refused, offers.not_needed, offers.known) == ([], [], [], ["m"])


def test_another_network_cannot_take_the_id_not_even_as_a_replacement(tmp_path, program, run):
    store, _ = taken_over(tmp_path, program, run)
    describe(run / "export", OTHER_NETWORK, dimension="64")
    for replace in (False, True):
        assert "templates carry the id" in refusal(store, run, replace=replace)


def test_another_way_to_feed_it_is_another_network(tmp_path, program, run):
    store, _ = taken_over(tmp_path, program, run)
    describe(run / "export", margin="0.3")
    assert "Give it an id of its own" in refusal(store, run, replace=True)


def test_another_threshold_has_to_be_asked_for(tmp_path, program, run):
    taken_over(tmp_path, program, run)
    describe(run / "export", point=OTHER_POINT)
    store = ModelStore(tmp_path / "models", program)
    assert "--replace" in refusal(store, run)
    store, refused = taken_over(tmp_path, program, run, replace=True)
    assert refused == []
    assert store.manifest(MODEL).operating_point.threshold == 0.07
    assert store.prepared_path(MODEL).is_file()


def test_description_that_the_site_named_otherwise_is_replaced_where_it_is(tmp_path, program, run):
    models = tmp_path / "models"
    describe(models)
    (models / f"{MODEL}.toml").rename(models / "ours.toml")
    describe(run / "export", point=OTHER_POINT)
    store, _ = taken_over(tmp_path, program, run, replace=True)
    assert sorted(path.name for path in models.glob("*.toml")) == ["ours.toml"]
    assert store.unusable == []
    assert store.manifest(MODEL).operating_point.threshold == 0.07


def test_wrong_file_is_not_taken_over(tmp_path, store, run):
    (run / "export" / f"{MODEL}.onnx").write_bytes(OTHER_NETWORK)
    report = store.take_over(store.offered(run).models)
    assert list(report.missing) == [MODEL]
    assert "SHA-256" in report.missing[MODEL].message
    assert MODEL not in store.manifests
    assert not (tmp_path / "models" / f"{MODEL}.toml").exists()


def test_network_that_does_not_do_what_is_said_of_it_leaves_nothing(tmp_path, store, run):
    describe(run / "export", dimension="512")
    assert list(store.take_over(store.offered(run).models).missing) == [MODEL]
    assert not list((tmp_path / "models").glob("*"))


def test_disk_that_is_full_leaves_the_description_out(tmp_path, program, store, run, monkeypatch):
    real = files.write_atomically

    def full(path, data):
        if path.suffix == ".toml":
            raise OSError(28, "No space left on device")
        real(path, data)

    monkeypatch.setattr("facegate.vision.offered.write_atomically", full)
    report = store.take_over(store.offered(run).models)
    assert report.missing[MODEL].title == "Disk full"
    assert MODEL not in ModelStore(tmp_path / "models", program).manifests


def test_description_without_its_file_is_refused(store, run):
    (run / "export" / f"{MODEL}.onnx").unlink()
    assert "does not lie beside it" in refusal(store, run)


def test_description_that_says_something_impossible_is_refused(store, run):
    (run / "export" / f"{MODEL}.toml").write_text('id = "x"\n', "utf-8")
    assert "Model description not usable" in refusal(store, run)


def test_one_id_twice_is_refused(store, run):
    describe(run, point=OTHER_POINT)
    offers = store.offered(run)
    assert len(offers.models) == len(offers.refused) == 1
    assert "another file of this folder" in offers.refused[0].message


def test_file_of_another_model_is_not_overwritten(tmp_path, store, run):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / f"{MODEL}.onnx").write_bytes(OTHER_NETWORK)
    assert "is there already and is another file" in refusal(store, run, replace=True)


def test_description_of_something_else_is_not_overwritten(tmp_path, program, run):
    models = tmp_path / "models"
    describe(models, OTHER_NETWORK, name="theirs", dimension="64")
    assert "describes something else" in refusal(ModelStore(models, program), run, replace=True)


def test_no_such_folder(store, tmp_path):
    with pytest.raises(ModelError, match="Folder not found"):
        store.offered(tmp_path / "nowhere")


def test_what_is_taken_over_is_what_was_looked_at(tmp_path, program, store, run):
    offers = store.offered(run)
    describe(run / "export", point=OTHER_POINT)
    store.take_over(offers.models)
    assert (tmp_path / "models" / f"{MODEL}.toml").read_text("utf-8") == embedder_manifest(NETWORK)


def test_description_is_read_once(store, run, monkeypatch):
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"changed since")
    (offer,) = store.offered(run).models
    assert offer.description.decode() == embedder_manifest(NETWORK)


def test_enormous_description_is_not_read(store, run):
    with (run / "export" / f"{MODEL}.toml").open("ab") as stream:
        stream.truncate(1 << 30)
    assert "more than" in refusal(store, run)


@pytest.mark.parametrize("name", ["m.json", "other.toml", "M.JSON"])
def test_weights_take_the_name_of_no_stamp_and_no_description(store, run, name):
    text = embedder_manifest(NETWORK)
    assert f'"{MODEL}.onnx"' in text
    (run / "export" / f"{MODEL}.toml").write_text(text.replace(f'"{MODEL}.onnx"', f'"{name}"'), "utf-8")
    (run / "export" / f"{MODEL}.onnx").rename(run / "export" / name)
    if name.endswith(".toml"):
        assert "is a name for" in store.offered(run).refused[-1].message
    else:
        assert "is a name for" in refusal(store, run)
