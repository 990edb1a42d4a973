"""A network of the lab becomes a model of the program: the same numbers, described, measured, installed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from torch import nn

from facegate.cv import cv2
from facegate.errors import TrainingError
from facegate.settings.paths import program_models_dir
from facegate.training.data.aligned import AlignedSet
from facegate.training.export import converting
from facegate.training.export.describing import describe, manifest_text
from facegate.training.export.exporting import Exported, Faces, export_integers, export_network, loss_of
from facegate.training.export.facts import OPSET, ExportFacts
from facegate.training.export.writing import REPORT_FILE, write_export
from facegate.vision.extractor import EmbeddingExtractor
from facegate.vision.manifest import PublishedPoint, load_manifest
from facegate.vision.session import open_session
from facegate.vision.store import ModelStore

SIZE, SIDE, DIMENSION = 48, 56, 16
PEOPLE, PICTURES = 12, 4
TODAY = date(2026, 1, 2)

FACTS = ExportFacts(
    name="ours",
    title="Ours: tiny",
    licence="proprietary",
    research_only=True,
    origin=("Made in a test.",),
    window=SIZE,
    size=SIZE,
    dimension=DIMENSION,
    standardise="fixed",
)


class Tiny(nn.Module):
    """What backbones are made of, in small: norms before and after, PReLU, depthwise, dropout, a shortcut."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.PReLU(8))
        self.block = nn.Sequential(nn.BatchNorm2d(8), nn.Conv2d(8, 8, 3, 1, 1, groups=8), nn.ReLU())
        self.head = nn.Sequential(nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Dropout(0.4), nn.Linear(128, DIMENSION))

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        features = self.first(pictures)
        embeddings: torch.Tensor = self.head(features + self.block(features))
        return embeddings


@pytest.fixture(scope="module")
def everybody(test_data: Path) -> AlignedSet:
    """Portraits of AT&T, the face about where a crop has it."""
    folder = test_data / "training" / "att_faces"
    paths = [f"s{person}/{picture}.pgm" for person in range(1, PEOPLE + 1) for picture in range(1, PICTURES + 1)]
    crops = []
    for path in paths:
        image = cv2.imread(str(folder / path), cv2.IMREAD_COLOR)
        assert image is not None
        crops.append(cv2.resize(image[10:102], (SIDE, SIDE), interpolation=cv2.INTER_AREA)[:, :, ::-1])
    return AlignedSet(
        crops=np.stack(crops).astype(np.uint8),
        rows=np.arange(len(crops)),
        labels=np.repeat(np.arange(PEOPLE), PICTURES),
        names=tuple(f"{person:02}" for person in range(PEOPLE)),
        paths=tuple(paths),
        size=SIZE,
        failures={},
        fingerprint="f" * 64,
    )


@pytest.fixture(scope="module")
def faces(everybody: AlignedSet) -> Faces:
    return Faces(everybody.only(everybody.names[:8]), everybody.only(everybody.names[8:]), "4 people", 2, 0)


@pytest.fixture(scope="module")
def network() -> Tiny:
    torch.manual_seed(3)
    made = Tiny()
    with torch.no_grad():
        for _ in range(5):
            made(torch.randn(8, 3, SIZE, SIZE))
    return made


@pytest.fixture(scope="module")
def exported(network: Tiny, faces: Faces) -> Exported:
    return export_network(network, FACTS, faces, TODAY)


@pytest.fixture(scope="module")
def integers(exported: Exported, faces: Faces) -> Exported:
    return export_integers(exported, FACTS, faces, TODAY, seed=0)


def test_export_says_what_the_network_says(exported: Exported) -> None:
    parity = exported.record["parity"]
    assert parity["crops"] == 4 * PICTURES
    assert max(parity["unit"], parity["raw"], parity["fed"]) <= 1e-4


def test_file_has_named_operators_any_batch_and_nothing_of_this_machine(exported: Exported) -> None:
    model = onnx.load_model_from_string(exported.data)
    assert [(each.domain, each.version) for each in model.opset_import] == [("", OPSET)]
    assert model.graph.input[0].type.tensor_type.shape.dim[0].dim_param == "batch"
    assert [len(model.graph.input), len(model.graph.output)] == [1, 1]
    assert "Dropout" not in {node.op_type for node in model.graph.node}
    assert str(Path(__file__).parents[2]).encode() not in exported.data
    assert b"test_lab_export" not in exported.data


def test_network_is_left_in_the_mode_it_was_in(network: Tiny, exported: Exported) -> None:
    assert network.training


def test_installs_and_extracts_what_the_network_says(
    tmp_path: Path, exported: Exported, everybody: AlignedSet, network: Tiny
) -> None:
    write_export(tmp_path / "run" / "export", [exported])
    store = ModelStore(tmp_path / "models", program_models_dir())
    (offer,) = store.offered(tmp_path / "run").models
    assert store.take_over([offer]).installed == [exported.manifest.id]
    manifest = store.manifest(exported.manifest.model_id)
    assert manifest == exported.manifest
    assert (manifest.unmeasured, manifest.research_only, manifest.licence) == (True, True, "proprietary")
    assert "calibrate before use" in manifest.notes
    assert "On 4 people kept apart" in manifest.notes
    part = manifest.embedder
    assert part is not None
    session = open_session(store.prepared_path(manifest.model_id), "cpu", [(1, *part.picture_shape)])
    margin = (SIDE - SIZE) // 2
    crop = everybody.crops[5][margin:-margin, margin:-margin]
    (template,) = EmbeddingExtractor(session, manifest.model_id, part).extract([np.ascontiguousarray(crop[:, :, ::-1])])
    pictures = torch.from_numpy((crop.transpose(2, 0, 1)[None].astype(np.float32) - 127.5) / 128.0)
    with torch.no_grad():
        expected = network.eval()(pictures)[0]
    network.train()
    assert template.norm == pytest.approx(float(expected.norm()), rel=1e-5)
    np.testing.assert_allclose(template.vector, nn.functional.normalize(expected, dim=0).numpy(), atol=1e-5)


def test_per_image_standardisation_stays_with_the_program(everybody: AlignedSet) -> None:
    image = replace(FACTS, standardise="image")
    part = describe(image, b"x", "fp32", (), ()).embedder
    assert part is not None
    assert (part.standardise, part.mean, part.scale) == ("image", 0.0, 1.0)


def test_integers_are_a_model_of_their_own_with_their_loss(exported: Exported, integers: Exported) -> None:
    assert integers.manifest.id.startswith("ours-int8-")
    assert integers.manifest.id != exported.manifest.id
    assert exported.manifest.id in integers.manifest.notes
    loss = integers.record["loss"]
    assert abs(loss["eer"]) <= 0.1
    assert set(loss) == {"eer", "val", "accuracy"}
    assert 0.0 < integers.record["moved"]["mean"] < 0.05
    operators = {node.op_type for node in onnx.load_model_from_string(integers.data).graph.node}
    assert {"QuantizeLinear", "DequantizeLinear", "Conv"} <= operators


def test_both_forms_are_offered_and_a_later_export_takes_their_place(
    tmp_path: Path, exported: Exported, integers: Exported
) -> None:
    folder = tmp_path / "export"
    report = write_export(folder, [exported, integers])
    assert [entry["form"] for entry in report] == ["fp32", "int8"]
    assert json.loads((folder / REPORT_FILE).read_text("utf-8")) == report
    store = ModelStore(tmp_path / "models", program_models_dir())
    assert len(store.offered(tmp_path).models) == 2
    (folder / "note.txt").write_text("mine", "utf-8")
    write_export(folder, [exported])
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [REPORT_FILE, "note.txt", f"{exported.manifest.id}.onnx", f"{exported.manifest.id}.toml"]
    )


def test_id_changes_with_the_file_and_with_how_it_is_fed() -> None:
    first = describe(FACTS, b"one", "fp32", (), ()).id
    assert describe(FACTS, b"one", "fp32", ("Another note.",), ()).id == first
    assert describe(FACTS, b"two", "fp32", (), ()).id != first
    assert describe(replace(FACTS, standardise="image"), b"one", "fp32", (), ()).id != first
    assert describe(replace(FACTS, window=SIZE + 2), b"one", "fp32", (), ()).id != first


def test_description_reads_as_it_was_written(tmp_path: Path) -> None:
    point = PublishedPoint(threshold=1.1, source="100 people", date="2026-01-02", fmr=1e-4, fnmr=0.1)
    manifest = describe(replace(FACTS, window=SIZE + 8), b"one", "int8", ("A note.",), (point,))
    (tmp_path / "m.toml").write_bytes(manifest_text(manifest))
    assert load_manifest(tmp_path / "m.toml") == manifest
    assert manifest.operating_point.threshold == 1.1
    assert manifest.embedder is not None
    assert manifest.embedder.alignment == "points"


@pytest.mark.parametrize("name", ["", "-x", "a/b", "../up", "a b"])
def test_name_that_is_no_file_name_is_refused(name: str) -> None:
    with pytest.raises(TrainingError, match="cannot be described"):
        describe(replace(FACTS, name=name), b"one", "fp32", (), ())


def test_export_that_differs_is_refused(
    network: Tiny, faces: Faces, exported: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facegate.training.export.exporting.to_onnx", lambda _network, _size: exported.data)
    other = Tiny()
    other.load_state_dict(network.state_dict())
    with torch.no_grad():
        other.head[3].bias += 0.01
    with pytest.raises(TrainingError, match="differs from the network"):
        export_network(other, FACTS, faces, TODAY)


def test_network_that_onnx_cannot_say_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise torch.onnx.OnnxExporterError("no such operator\nmore")

    monkeypatch.setattr(torch.onnx, "export", fail)
    with pytest.raises(TrainingError, match="no such operator"):
        converting.to_onnx(Tiny(), SIZE)


def test_loss_is_told_only_where_both_rates_are() -> None:
    floats = {"eer": {"value": 0.1}, "tar_at_fmr": {"1e-3": {"value": None}}, "folds": {"accuracy": {"mean": 0.9}}}
    integers = {"eer": {"value": 0.12}, "tar_at_fmr": {"1e-3": {"value": 0.5}}, "folds": {"accuracy": {"mean": 0.87}}}
    found = loss_of(floats, integers)
    assert found["eer"] == pytest.approx(0.02)
    assert found["accuracy"] == pytest.approx(0.03)
    assert found["val"] == {"1e-3": None}
