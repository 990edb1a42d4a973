"""The export of a run: what its record says of the network, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from facegate.errors import TrainingError
from facegate.training.backbones.specs import BackboneSpec
from facegate.training.config import RunConfig, config_of
from facegate.training.data.aligned import AlignedSet
from facegate.training.export.facts import OPSET
from facegate.training.export.measuring import Judges, points_of, told
from facegate.training.export.placing import alignment_of, points_of_input
from facegate.training.export.run_export import ExportOptions, began_without, export_run, facts_of
from facegate.training.runs import DataFacts, RunFolder, RunRecord, Start, create_run
from facegate.vision.aligner import ARCFACE_TEMPLATE
from facegate.vision.manifest import Manifest, PublishedPoint, load_manifest

SIZE, SIDE, DIMENSION = 32, 36, 8
TODAY = date(2026, 1, 2)


def config(apart: int = 2) -> RunConfig:
    return config_of(
        {
            "recipe": "small-softmax",
            "source": "a test",
            "data": {"size": SIZE, "margin": 2 / SIZE, "test_people": apart},
            "sampler": {"kind": "shuffled"},
            "augment": {"standardise": "image"},
            "backbone": BackboneSpec(name="mobilefacenet", embedding_size=DIMENSION, input_size=SIZE).model_dump(),
            "losses": [{"spec": {"kind": "softmax"}}],
            "optimiser": {"kind": "adam"},
            "schedule": {"kind": "constant", "rate": 0.1},
            "epochs": 1,
            "validation": {"folds": 2},
        }
    )


def pictures(people: int = 6, each: int = 3) -> AlignedSet:
    crops = np.random.default_rng(1).integers(0, 256, (people * each, SIDE, SIDE, 3), np.uint8)
    return AlignedSet(
        crops=crops,
        rows=np.arange(len(crops)),
        labels=np.repeat(np.arange(people), each),
        names=tuple(f"p{person}" for person in range(people)),
        paths=tuple(f"{place}.png" for place in range(len(crops))),
        size=SIZE,
        failures={},
        fingerprint="ab" * 32,
    )


def run_in(folder: Path, apart: int = 2) -> RunFolder:
    data = DataFacts(
        folder="somewhere",
        fingerprint="ab" * 32,
        train_people=6 - apart,
        train_pictures=3 * (6 - apart),
        test_people=apart,
        test_pictures=3 * apart,
    )
    revision = {"version": "1.0", "commit": "0123456789abcdef", "sources": "s"}
    started = datetime(2026, 1, 1, tzinfo=UTC)
    return create_run(
        folder, RunRecord(started=started, config=config(apart), data=data, revision=revision, machine={})
    )


def written(network: nn.Module, _size: int) -> bytes:
    """The network below as ONNX, by hand: PyTorch's exporter is tried elsewhere and takes seconds."""
    weight, bias = (each.detach().numpy() for each in network.parameters())
    graph = helper.make_graph(
        [
            helper.make_node("Flatten", ["pictures"], ["flat"]),
            helper.make_node("Gemm", ["flat", "weight", "bias"], ["embeddings"], transB=1),
        ],
        "linear",
        [helper.make_tensor_value_info("pictures", TensorProto.FLOAT, ["batch", 3, SIZE, SIZE])],
        [helper.make_tensor_value_info("embeddings", TensorProto.FLOAT, ["batch", DIMENSION])],
        [numpy_helper.from_array(weight, "weight"), numpy_helper.from_array(bias, "bias")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    return model.SerializeToString()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> nn.Module:
    """In the place of the run's; a checkpoint is read elsewhere."""
    torch.manual_seed(0)
    made = nn.Sequential(nn.Flatten(), nn.Linear(3 * SIZE * SIZE, DIMENSION))
    monkeypatch.setattr("facegate.training.export.run_export.load_network", lambda _run, _which: made.eval())
    monkeypatch.setattr("facegate.training.export.exporting.to_onnx", written)
    return made


def test_run_is_exported_with_its_origin(tmp_path: Path, network: nn.Module) -> None:
    run = run_in(tmp_path / "first try")
    (entry,) = export_run(run, pictures(), ExportOptions(), TODAY)
    folder = run.path / "export"
    assert json.loads((folder / "export.json").read_text("utf-8")) == [entry]
    manifest = load_manifest(folder / entry["manifest"])
    assert manifest.id.startswith("first-try-")
    assert manifest.title == "first-try: small-softmax on mobilefacenet"
    assert manifest.unmeasured
    for words in ("recipe small-softmax", "code 0123456789ab", "12 pictures of 4 people (set abababababab)"):
        assert words in manifest.notes
    assert manifest.embedder is not None
    assert (manifest.embedder.standardise, manifest.embedder.alignment) == ("image", "arcface")
    assert entry["rates"]["people"] == 2
    assert entry["parity"]["fed"] <= 1e-4


def test_nobody_apart_leaves_nothing_measured_and_no_integers(tmp_path: Path, network: nn.Module) -> None:
    run = run_in(tmp_path / "run", apart=0)
    with pytest.raises(TrainingError, match="Nobody to measure on"):
        export_run(run, pictures(), ExportOptions(integers=True), TODAY)
    (entry,) = export_run(run, pictures(), ExportOptions(name="ours", licence="MIT", research_only=True), TODAY)
    assert entry["rates"] is None
    manifest = load_manifest(run.path / "export" / entry["manifest"])
    assert (manifest.licence, manifest.research_only, manifest.unmeasured) == ("MIT", True, True)
    assert manifest.id.startswith("ours-")


def test_other_pictures_are_refused(tmp_path: Path, network: nn.Module) -> None:
    run = run_in(tmp_path / "run")
    run.record = run.record.model_copy(update={"data": run.record.data.model_copy(update={"fingerprint": "cd" * 32})})
    with pytest.raises(TrainingError, match="Other pictures"):
        export_run(run, pictures(), ExportOptions(), TODAY)


def begun_with(run: RunFolder, checkpoint: Path) -> RunFolder:
    start = Start(checkpoint=str(checkpoint), sha256="ef" * 32)
    return RunFolder(run.path, run.record.model_copy(update={"start": start}))


def test_weights_of_unknown_descent_leave_the_threshold_unmeasured(
    tmp_path: Path, network: nn.Module, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = PublishedPoint(threshold=1.0, source="made up", date="2026-01-02")
    monkeypatch.setattr("facegate.training.export.exporting.points_of", lambda *_given: (point,))
    first, second = run_in(tmp_path / "first"), run_in(tmp_path / "second")
    others = run_in(tmp_path / "others", apart=3)

    def exported(start: Path) -> Manifest:
        (entry,) = export_run(begun_with(second, start), pictures(), ExportOptions(), TODAY)
        return load_manifest(second.path / "export" / entry["manifest"])

    assert not exported(first.checkpoint("best")).unmeasured
    for unknown in (others.checkpoint("best"), tmp_path / "found" / "checkpoints" / "best.pt"):
        manifest = exported(unknown)
        assert manifest.unmeasured
        assert "may have learned from the people kept apart" in manifest.notes
    assert not began_without(begun_with(first, first.checkpoint("last")))


def test_missing_checkpoint_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="Checkpoint not usable"):
        export_run(run_in(tmp_path / "run"), pictures(), ExportOptions(), TODAY)


def test_name_of_the_folder_becomes_an_id(tmp_path: Path) -> None:
    assert facts_of(run_in(tmp_path / "ö (2)"), ExportOptions(), SIZE).name == "2"
    assert facts_of(run_in(tmp_path / "ö"), ExportOptions(), SIZE).name == "small-softmax"


def test_points_are_arcfaces_where_the_window_is_not_scaled() -> None:
    np.testing.assert_allclose(points_of_input(112, 112), ARCFACE_TEMPLATE)
    assert alignment_of(96, 96) == {"alignment": "arcface"}


def test_points_of_a_scaled_window_keep_their_edges() -> None:
    # Half the pixels: 10 and 11 of the window become the pixel 5, whose middle is between the two.
    halved = points_of_input(224, 112)
    np.testing.assert_allclose(halved, (ARCFACE_TEMPLATE * 2 + 0.5) / 2 - 0.5)
    told_of = alignment_of(224, 112)
    assert told_of["alignment"] == "points"
    np.testing.assert_allclose(told_of["points"], halved, atol=1e-4)


def people_apart(people: int, each: int) -> tuple[np.ndarray, Judges]:
    """Embeddings in clusters, well apart."""
    random = np.random.default_rng(0)
    centres = random.normal(size=(people, 1, 64))
    found = (centres + 0.3 * random.normal(size=(people, each, 64))).reshape(-1, 64)
    return found.astype(np.float32), Judges(np.repeat(np.arange(people), each), "these people", 2, 0)


def test_threshold_needs_people_enough() -> None:
    # 78 people make 3,003 pairs of people: three over the rate of 1e-3 by the rule of three; 77 make 2,926.
    assert points_of(*people_apart(77, 2), TODAY) == ()
    (point,) = points_of(*people_apart(78, 2), TODAY)
    assert point.fmr is not None
    assert 0.0 <= point.fmr <= 1e-3
    assert (point.date, point.fnmr) == ("2026-01-02", 0.0)
    assert point.source.startswith("these people, 12012 comparisons of strangers")


def test_strictest_threshold_comes_first() -> None:
    strict, lenient = points_of(*people_apart(246, 2), TODAY)
    assert strict.threshold < lenient.threshold
    assert strict.fmr is not None
    assert strict.fmr <= 1e-4


def test_rates_are_told_in_one_sentence() -> None:
    rates = {
        "people": 10,
        "eer": {"value": 0.0312},
        "tar_at_fmr": {"1e-2": {"value": 0.9}, "1e-3": {"value": None}},
        "folds": {"accuracy": {"mean": 0.97}},
    }
    assert told(rates) == (
        "On 10 people kept apart: equal error rate 3.12%, VAL 90.00% at a false accept rate of 1e-2, not shown at a"
        " false accept rate of 1e-3."
    )
