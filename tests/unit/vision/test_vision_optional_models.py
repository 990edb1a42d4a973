"""Models that the program does without."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from helpers.vision_fakes import write_manifest
from onnx import TensorProto, helper, numpy_helper

from facegate.errors import ModelError
from facegate.vision.extras import Extras
from facegate.vision.manifest import load_manifest
from facegate.vision.store import ModelStore

LOST = "Without pose nobody knows where they look."


def pose_network(angles: int = 3) -> bytes:
    """An ONNX file of FSA-Net's form: the first ``angles`` means of rows of the picture."""
    turn = numpy_helper.from_array(np.eye(3, angles, dtype=np.float32), "turn")
    graph = helper.make_graph(
        [
            helper.make_node("ReduceMean", ["input"], ["means"], keepdims=0, axes=[2, 3]),
            helper.make_node("MatMul", ["means", "turn"], ["output"]),
        ],
        "pose",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, 64, 64])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, angles])],
        [turn],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return onnx.ModelProto.SerializeToString(model)


def write_pose(folder, model_id="pose", data=None):
    """An optional head pose model."""
    path = write_manifest(folder, model_id, data or pose_network(), default=False)
    text = path.read_text("utf-8").split("[prepare]")
    rest = text[1].split("[[variants]]")[1]
    head = text[0].replace('"detector"', '"head_pose"') + f'optional = true\nwithout = "{LOST}"\n'
    head += '[prepare]\ninput = ""\nshape = [1, 3, 64, 64]\n[head_pose]\ndecoder = "fsanet"\nmargin = 0.4\n'
    path.write_text(f"{head}[[variants]]{rest}", "utf-8")
    return path


@pytest.fixture
def store(tmp_path):
    write_pose(tmp_path / "program")
    return ModelStore(tmp_path / "models", tmp_path / "program")


def test_one_that_cannot_be_had_is_told_and_is_no_failure(store):
    report = store.install()
    assert (report.installed, report.missing) == ([], {})
    assert list(report.without) == ["pose"]
    assert [(each.optional, each.without, each.state) for each in store.status()] == [(True, LOST, "missing")]


def test_one_that_was_named_is_missing_like_any_other(store):
    report = store.install(["pose"])
    assert list(report.missing) == ["pose"]
    assert report.without == {}


def test_it_is_installed_where_a_folder_has_it_and_then_loaded(store, tmp_path):
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "pose.bin").write_bytes(pose_network())
    report = store.install(from_dir=tmp_path / "given")
    assert (report.installed, report.missing, report.without) == (["pose"], {}, {})
    assert Extras(store).head_pose() is not None


def test_damaged_one_is_left_out(store, tmp_path, caplog):
    (tmp_path / "program" / "pose.bin").write_bytes(pose_network())
    store.install()
    path = store.prepared_path("pose")
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with caplog.at_level("WARNING", "facegate.models"):
        assert Extras(store).head_pose() is None
    assert "changed" in caplog.text


def test_network_of_another_kind_is_not_installed(tmp_path):
    write_pose(tmp_path / "program", data=pose_network(2))
    (tmp_path / "program" / "pose.bin").write_bytes(pose_network(2))
    report = ModelStore(tmp_path / "models", tmp_path / "program").install()
    assert "shape (1, 2)" in report.without["pose"].message


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        (f'without = "{LOST}"', "", "without"),
        ("default = false", "default = true", "no default"),
        ("shape = [1, 3, 64, 64]", "shape = [2, 3, 64, 64]", "one face at a time"),
        ("shape = [1, 3, 64, 64]", "shape = [1, 64, 64, 3]", "3, 64, 64"),
        ("[head_pose]", "[eyes]", "eyes"),
        ("optional = true", "optional = true\nresearch_only = true", "research only"),
    ],
)
def test_wrong_description_is_refused(tmp_path, before, after, complaint):
    path = write_pose(tmp_path)
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    with pytest.raises(ModelError, match=complaint):
        load_manifest(path)
