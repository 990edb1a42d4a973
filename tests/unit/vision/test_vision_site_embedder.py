"""A site's own embedder: what its manifest can say, and what a wrong one is told."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from helpers.site_embedder import MEASURED, MODEL, SIZE, embedder_manifest, facenet_like, write_site_model
from helpers.vision_fakes import tiny_network, write_manifest
from onnx import numpy_helper

from facegate.errors import ModelError
from facegate.vision.extractor import EmbeddingExtractor
from facegate.vision.manifest import PROVISIONAL, load_manifest
from facegate.vision.session import open_session
from facegate.vision.store import ModelStore

NETWORK = facenet_like()


@pytest.fixture
def program(tmp_path):
    """The program's folder with one default model."""
    folder = tmp_path / "program"
    write_manifest(folder, "m", tiny_network())
    (folder / "m.bin").write_bytes(tiny_network())
    return folder


def one_at_a_time():
    """A network that always returns one row: several pictures end up in one long embedding."""
    model = onnx.load_model_from_string(facenet_like())
    (flatten,) = [node for node in model.graph.node if node.op_type == "Flatten"]
    flatten.op_type = "Reshape"
    flatten.input.append("one")
    model.graph.initializer.append(numpy_helper.from_array(np.array([1, -1]), "one"))
    return model.SerializeToString()


def extractor_of(store):
    manifest = store.manifest(MODEL)
    session = open_session(store.prepared_path(MODEL), "cpu", [(1, *manifest.embedder.picture_shape)])
    return EmbeddingExtractor(session, MODEL, manifest.embedder, manifest.fixed_batch)


def installed(tmp_path, program, data=NETWORK, **changes):
    """The store after a site put its model beside the others and installed."""
    models = tmp_path / "models"
    write_site_model(models, data, embedder_manifest(data, **changes))
    store = ModelStore(models, program)
    return store, store.install([MODEL])


def complaint(tmp_path, program, data=NETWORK, **changes):
    """Why it was not installed."""
    store, report = installed(tmp_path, program, data, **changes)
    assert report.installed == []
    assert {each.id: each.state for each in store.status()}[MODEL] == "missing"
    return report.missing[MODEL].message


def unread(tmp_path, program, **changes):
    """Why its manifest is left out."""
    models = tmp_path / "models"
    write_site_model(models, NETWORK, embedder_manifest(NETWORK, **changes))
    (error,) = ModelStore(models, program).unusable
    return error.message


def test_model_beside_its_manifest_is_installed_without_being_named(tmp_path, program):
    write_site_model(tmp_path / "models", NETWORK, embedder_manifest(NETWORK))
    store = ModelStore(tmp_path / "models", program)
    assert sorted(store.install().installed) == ["m", MODEL]
    assert store.prepared_path(MODEL).is_file()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dimension": "512"}, "description says 512 numbers"),
        ({"output": '"features"'}, "no output 'features', only brightness, embedding"),
        ({"output": ""}, "shape (1,)"),
        ({"input": '"data"'}, "its inputs are ['image'], not 'data'"),
        ({"normalised": "true"}, "normalised = true, but its embeddings have the length"),
        ({"sha256": f'"{"0" * 64}"'}, "its SHA-256 is"),
    ],
)
def test_network_that_does_not_do_what_its_manifest_says_is_refused(tmp_path, program, changes, words):
    assert words in complaint(tmp_path, program, **changes)


def test_picture_size_that_the_network_cannot_take_is_refused(tmp_path, program):
    assert "Incompatible dimensions" in complaint(tmp_path, program, size="192", shape='["batch", 192, 192, 3]')


def test_network_that_returns_nan_is_refused(tmp_path, program):
    assert "not finite" in complaint(tmp_path, program, facenet_like(broken=True))


def test_network_that_sees_nothing_is_refused(tmp_path, program):
    assert "same embedding of different pictures" in complaint(tmp_path, program, standardise="", mean="1e30")


@pytest.mark.parametrize("batch", [1, 2])
def test_network_that_takes_so_many_pictures_at_once_must_say_so(tmp_path, program, batch):
    data = facenet_like(batch=batch)
    assert installed(tmp_path / "a", program, data, shape=f"[{batch}, {SIZE}, {SIZE}, 3]")[1].installed == [MODEL]


def test_network_that_mixes_up_several_pictures_is_refused(tmp_path, program):
    text = complaint(tmp_path, program, one_at_a_time())
    assert "does not take several pictures at once" in text


def test_network_that_normalises_is_believed(tmp_path, program):
    store, report = installed(tmp_path, program, facenet_like(unit=True), normalised="true")
    assert report.installed == [MODEL]
    (template,) = extractor_of(store).extract([np.random.default_rng(0).integers(0, 256, (SIZE, SIZE, 3), np.uint8)])
    assert template.norm == 0.0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"shape": f'["batch", 3, {SIZE}, {SIZE}]'}, "size and layout ask for [batch, 160, 160, 3]"),
        ({"shape": f"[0, {SIZE}, {SIZE}, 3]"}, "begins with 0"),
        ({"shape": "[]"}, "size and layout"),
        ({"margin": ""}, "margin belongs to"),
        ({"alignment": '"arcface"'}, "margin belongs to"),
        ({"alignment": '"points"', "margin": ""}, "points belong to"),
        ({"alignment": '"points"', "margin": "", "points": "[[1, 2]]"}, "points"),
        (
            {"alignment": '"points"', "margin": "", "points": "[[90,60],[60,60],[80,90],[60,120],[90,120]]"},
            "first point",
        ),
        ({"alignment": '"points"', "margin": "", "points": "[[60,60],[900,60],[80,90],[60,120],[90,120]]"}, "outside"),
        ({"mean": "127.5"}, "takes the place of mean and scale"),
        ({"scale": "[1.0, 1.0]", "standardise": ""}, "scale"),
        ({"scale": "0.0", "standardise": ""}, "scale"),
        ({"mean": "nan", "standardise": ""}, "mean"),
        ({"colour": '"grey"'}, "colour"),
        ({"centre": "[0.1, 0.2]"}, "128 numbers"),
        ({"point": MEASURED + "\n[extra]\nx = 1\n"}, "extra"),
    ],
)
def test_manifest_that_contradicts_itself_is_left_out_with_the_reason(tmp_path, program, changes, words):
    assert words in unread(tmp_path, program, **changes)


def test_threshold_that_nobody_measured_must_be_said(tmp_path):
    path = tmp_path / "m.toml"
    path.write_text(embedder_manifest(NETWORK, point="").replace("unmeasured = true", ""), "utf-8")
    with pytest.raises(ModelError, match="unmeasured = true"):
        load_manifest(path)
    path.write_text(
        embedder_manifest(NETWORK).replace('task = "embedder"', 'task = "embedder"\nunmeasured = true'), "utf-8"
    )
    with pytest.raises(ModelError, match="unmeasured"):
        load_manifest(path)


def test_unmeasured_model_has_a_point_that_says_so(tmp_path):
    path = tmp_path / "m.toml"
    path.write_text(embedder_manifest(NETWORK, point=""), "utf-8")
    point = load_manifest(path).operating_point
    assert (point.measured, point.threshold, point.fmr) == (False, PROVISIONAL, None)
    assert "calibrate" in point.source


@pytest.mark.parametrize("key", ["research_only", "unmeasured"])
def test_such_a_model_is_never_a_default(tmp_path, key):
    path = tmp_path / "m.toml"
    text = embedder_manifest(NETWORK, point="" if key == "unmeasured" else MEASURED)
    lines = f"default = true\n{key} = true\n" if key not in text else "default = true\n"
    path.write_text(lines + text, "utf-8")
    with pytest.raises(ModelError, match="default"):
        load_manifest(path)


def test_changed_shape_asks_for_another_installation(tmp_path, program):
    store, _ = installed(tmp_path, program)
    assert store.prepared_path(MODEL).is_file()
    write_site_model(tmp_path / "models", NETWORK, embedder_manifest(NETWORK, shape=f"[1, {SIZE}, {SIZE}, 3]"))
    store = ModelStore(tmp_path / "models", program)
    (status,) = [each for each in store.status() if each.id == MODEL]
    assert (status.state, "changed" in status.problem) == ("missing", True)
    assert store.install([MODEL]).installed == [MODEL]
    assert store.manifest(MODEL).fixed_batch == 1


def test_file_of_unknown_size_is_taken_by_its_hash_alone(tmp_path, program):
    store, report = installed(tmp_path, program)
    assert store.manifest(MODEL).variants[0].size is None
    assert report.installed == [MODEL]
