"""Labels for a detector and the measure of one, by command, in an environment without PyTorch."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest
from helpers.commands import Commands
from onnx import TensorProto, helper, numpy_helper

from facegate.settings.model import with_changes
from facegate.settings.paths import Paths
from facegate.settings.store import SettingsStore

MODEL = "corner-finder"
EMBEDDER = "sface-2021dec-centred"
CELL = 32


@pytest.fixture
def program(tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Commands:
    folder = tmp_path / "models"
    shutil.copytree(models_dir, folder, ignore=shutil.ignore_patterns("*.lock"))
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(folder))
    return Commands(tmp_path / "data", capsys)


def test_dlib_boxes_are_found_by_the_programs_own_detector(program: Commands, test_data: Path, tmp_path: Path) -> None:
    labels = tmp_path / "labels"
    made = program.ok("train", "detector-data", test_data / "groups" / "training.xml", labels, "--json").value
    assert (made["pictures"], made["faces"], made["ignored"], made["skipped"]) == (4, 18, 0, {})
    assert made["with_landmarks"] == 18
    rates = program.ok("train", "detector-eval", "yunet-2023mar", labels, "--json").value
    assert (rates["pictures"], rates["faces"]) == (4, 18)
    assert rates["levels"]["all"]["ap"] >= 0.95
    assert rates["levels"]["easy"]["faces"] == 6
    assert "average precision" in program.ok("train", "detector-eval", "yunet-2023mar", labels).out


def test_exported_detector_is_measured_installed_and_used(program: Commands, test_data: Path, tmp_path: Path) -> None:
    write_export(tmp_path / "run" / "export")
    picture = test_data / "groups" / "2008_001009.jpg"
    labels = tmp_path / "labels"
    (labels / "images").mkdir(parents=True)
    shutil.copy(picture, labels / "images")
    # A picture of 360x480 is seen as it is: a face of 32 pixels around (16, 16).
    (labels / "label.txt").write_text(f"# {picture.name}\n0 0 32 32\n", "utf-8")
    rates = program.ok("train", "detector-eval", tmp_path / "run", labels, "--size", "480", "--json").value
    assert rates["levels"]["all"] == {"ap": 1.0, "faces": 1}

    program.ok("models", "install", "--from", tmp_path / "run")
    use(program, MODEL)
    (image,) = program.ok("identify", picture, "--json").value
    assert len(image["faces"]) == 1


def test_what_is_no_detector_is_named(program: Commands, tmp_path: Path) -> None:
    (tmp_path / "label.txt").write_text("# a.jpg\n0 0 9 9\n", "utf-8")
    for model, said in (
        (EMBEDDER, "not a model that finds faces"),
        (tmp_path, "no exported detectors"),
        (MODEL, MODEL),
    ):
        done = program.run("train", "detector-eval", model, tmp_path)
        assert done.status != 0
        assert said in done.err


def use(program: Commands, detector: str) -> None:
    paths = Paths(program.data_dir)
    paths.prepare()
    store = SettingsStore(paths.settings_file)
    store.replace(with_changes(store.current, "recognition", detector=detector, provider="cpu"))


def write_export(folder: Path) -> None:
    """A network that finds a face in the upper left corner of everything."""
    data = corner_finder()
    folder.mkdir(parents=True)
    (folder / f"{MODEL}.onnx").write_bytes(data)
    (folder / f"{MODEL}.toml").write_text(
        f"""
id = "{MODEL}"
title = "Finds corners"
task = "detector"
licence = "MIT"
notes = "Made for a test."

[prepare]
input = "pictures"
shape = [1, 3, "height", "width"]

[detector]
decoder = "retinaface"
score_threshold = 0.5
nms_threshold = 0.4

[detector.retinaface]
steps = [{CELL}]
min_sizes = [[{CELL}]]
scores = "logits"

[[variants]]
name = "fp32"
file = "{MODEL}.onnx"
sha256 = "{hashlib.sha256(data).hexdigest()}"
size = {len(data)}
""",
        "utf-8",
    )


def corner_finder() -> bytes:
    """For every cell of 32 pixels zeros, but for the first one's score."""
    far = np.array([-9.0], np.float32)
    nodes = [
        # Means of cells, times nothing: a map of zeros, one a cell.
        helper.make_node("AveragePool", ["pictures"], ["means"], kernel_shape=[CELL, CELL], strides=[CELL, CELL]),
        helper.make_node("Mul", ["means", "nothing"], ["zeros3"]),
        helper.make_node("ReduceMean", ["zeros3"], ["zeros"], axes=[1], keepdims=1),
        helper.make_node("Reshape", ["zeros", "column"], ["cells"]),
        helper.make_node("Concat", ["cells"] * 4, ["loc"], axis=2),
        helper.make_node("Concat", ["cells"] * 10, ["landms"], axis=2),
        # All but the first cell: the last N - 1 of them, far from being a face.
        helper.make_node("Add", ["cells", "far"], ["none"]),
        helper.make_node("Slice", ["none", "one", "end", "axis"], ["rest"]),
        helper.make_node("Slice", ["cells", "nought", "one", "axis"], ["first"]),
        helper.make_node("Add", ["first", "near"], ["found"]),
        helper.make_node("Concat", ["found", "rest"], ["faces"], axis=1),
        helper.make_node("Concat", ["cells", "faces"], ["conf"], axis=2),
    ]
    constants = {
        "nothing": np.zeros(1, np.float32),
        "column": np.array([1, -1, 1], np.int64),
        "far": far,
        "near": -far,
        "nought": np.array([0], np.int64),
        "one": np.array([1], np.int64),
        "end": np.array([np.iinfo(np.int32).max], np.int64),
        "axis": np.array([1], np.int64),
    }
    outputs = {"loc": 4, "conf": 2, "landms": 10}
    graph = helper.make_graph(
        nodes,
        "corners",
        [helper.make_tensor_value_info("pictures", TensorProto.FLOAT, [1, 3, "height", "width"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, None, size]) for name, size in outputs.items()],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())
