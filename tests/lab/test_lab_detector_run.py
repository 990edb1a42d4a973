"""A detector's run from labels to what the program loads, in as few steps as show it."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from facegate.errors import TrainingError
from facegate.training.detection import exporting
from facegate.training.detection import trainer as training
from facegate.training.detection.config import detector_recipe
from facegate.training.detection.exporting import ExportNaming, export_detector, largest_difference
from facegate.training.detection.opening import detector_of_folder
from facegate.training.detection.prepared import LabelFolders, new_detector_run, resumed_detector_run
from facegate.training.metrics import Metrics
from facegate.vision.manifest import load_manifest

SETTINGS = ["size=64", "batch=2", "epochs=2", "steps_per_epoch=2", "augment.shares=[1.0]", "precision=fp32"]


@pytest.fixture(scope="module")
def labels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("labels")
    (folder / "images").mkdir()
    random = np.random.default_rng(0)
    lines = []
    for number in range(3):
        Image.fromarray(random.integers(0, 256, (70, 90, 3), np.uint8)).save(folder / "images" / f"{number}.png")
        lines += [f"# {number}.png", f"{10 + number} 12 30 32"]
    (folder / "images" / "broken.png").write_bytes(b"no picture")
    (folder / "label.txt").write_text("\n".join([*lines, "# broken.png", "1 2 30 40"]), "utf-8")
    return folder


def quietly(progress):
    del progress


def never():
    return False


def begun(out, labels, *more, validation=False):
    config = detector_recipe("retinaface-small", "mobilenet0.25", [*SETTINGS, *more])
    return new_detector_run(out, config, LabelFolders(labels, labels if validation else None), "cpu", 0)


@pytest.fixture(scope="module")
def finished(tmp_path_factory, labels):
    with pytest.MonkeyPatch.context() as patch:
        # Judged on small pictures.
        patch.setattr(training, "DETECTION_SIZE", 96)
        run, trainer = begun(tmp_path_factory.mktemp("runs") / "whole", labels, validation=True)
        return run, trainer, trainer.run(quietly, never)


def test_run_writes_down_what_it_did(finished, labels):
    run, trainer, outcome = finished
    assert (outcome.finished, outcome.step) == (True, 4)
    record = json.loads((run.path / "run.json").read_text("utf-8"))
    assert (record["kind"], record["data"]["faces"], record["data"]["pictures"]) == ("detector", 4, 4)
    lines = Metrics(run.metrics_file).training()
    assert set(lines[-1]["parts"]) == {"face", "box", "landmarks"}
    assert run.curves_file.read_bytes().startswith(b"\x89PNG")
    assert list(run.tensorboard_folder.iterdir())
    assert run.checkpoint("last").exists()
    assert run.checkpoint("best").exists()
    assert set(outcome.validation["last"]["levels"]) == {"all", "easy", "medium", "hard"}
    assert outcome.validation["last"]["unreadable"] == 1
    assert list(trainer.batches.failures) == [labels / "images" / "broken.png"]


def test_stopped_run_goes_on_to_the_same_bits(finished, labels, tmp_path):
    _, whole, _ = finished
    _, first = begun(tmp_path / "run", labels)
    assert not first.run(quietly, lambda: True).finished
    _, second = resumed_detector_run(tmp_path / "run", LabelFolders(labels), "cpu", 2)
    assert second.run(quietly, never).step == 4
    for one, other in zip(
        whole.state.network.state_dict().values(), second.state.network.state_dict().values(), strict=True
    ):
        assert torch.equal(one, other)


def test_run_is_not_gone_on_with_other_labels(finished, labels, tmp_path):
    (tmp_path / "label.txt").write_text("# a.png\n1 2 3 4\n", "utf-8")
    with pytest.raises(TrainingError, match="not those"):
        resumed_detector_run(finished[0].path, LabelFolders(tmp_path), "cpu", 0)


def test_run_that_goes_on_is_judged_as_before(finished, labels, tmp_path):
    begun(tmp_path / "run", labels, validation=True)[1].run(quietly, lambda: True)
    _, trainer = resumed_detector_run(tmp_path / "run", LabelFolders(labels), "cpu", 0)
    assert trainer._test is not None
    (tmp_path / "label.txt").write_text("# a.png\n1 2 3 4\n", "utf-8")
    with pytest.raises(TrainingError, match="not those"):
        resumed_detector_run(tmp_path / "run", LabelFolders(labels, tmp_path), "cpu", 0)


def test_run_that_diverges_says_so(labels, tmp_path):
    _, trainer = begun(tmp_path / "run", labels)
    with torch.no_grad():
        next(trainer.state.network.parameters()).fill_(float("nan"))
    with pytest.raises(TrainingError, match="diverged"):
        trainer.run(quietly, never)


class Levels(nn.Module):
    """What the network tells, of one convolution a level: following the whole one takes a quarter of a minute."""

    def __init__(self):
        super().__init__()
        self.levels = nn.ModuleList(nn.Conv2d(3, 2 * 16, step, step) for step in (8, 16, 32))

    def forward(self, pictures):
        told = [level(pictures).permute(0, 2, 3, 1).flatten(1).unflatten(1, (-1, 16)) for level in self.levels]
        every = torch.cat(told, dim=1)
        return every[:, :, :4], every[:, :, 4:6].softmax(dim=-1), every[:, :, 6:]


def test_export_is_what_the_program_reads(finished, monkeypatch):
    torch.manual_seed(0)
    monkeypatch.setattr(exporting, "_load", lambda run, which: Levels().eval())
    run, trainer, _ = finished
    entry = export_detector(run, trainer.batches.pictures, "last", ExportNaming("tiny", "proprietary"))
    assert entry["id"].startswith("tiny-")
    assert entry["parity"]["difference"] < 1e-4
    manifest = load_manifest(run.path / "export" / entry["manifest"])
    assert manifest.detector.retinaface.scores == "probabilities"
    assert "4 faces of 4 pictures" in manifest.notes
    # Of any size of whole cells, not only of those that it was followed with and compared on.
    detector = detector_of_folder(run.path, 96)
    assert detector.rows(np.zeros((70, 90, 3), np.uint8), 96).shape[1] == 15
    assert detector.rows(np.zeros((40, 400, 3), np.uint8), 320).shape[1] == 15


def test_exported_weights_are_the_checkpoints(finished):
    run, trainer, _ = finished
    outward = exporting._load(run, "last")
    weights = trainer.state.network.state_dict()
    for name, other in outward.state_dict().items():
        assert torch.equal(weights[name.removeprefix("_network.")], other)
    with torch.inference_mode():
        scores = outward(torch.zeros(1, 3, 64, 64)).scores
    torch.testing.assert_close(scores.sum(dim=-1), torch.ones(scores.shape[:2]))


def test_export_that_differs_is_refused():
    class Session:
        def run(self, batch):
            return [np.full((1, 2, 4), value, np.float32) for value in (0.0, 0.1)]

    def network(pictures):
        return [torch.zeros(1, 2, 4), torch.zeros(1, 2, 4)]

    with pytest.raises(TrainingError, match="differs"):
        largest_difference(network, Session(), np.zeros((1, 3, 64, 64), np.float32))


def test_labels_without_a_face_are_refused(tmp_path):
    (tmp_path / "label.txt").write_text("# a.png\n", "utf-8")
    with pytest.raises(TrainingError, match="has a face"):
        begun(tmp_path / "run", tmp_path)


def test_pictures_that_cannot_be_read_at_all_end_the_run(tmp_path):
    (tmp_path / "label.txt").write_text("# a.png\n1 2 30 40\n", "utf-8")
    _, trainer = begun(tmp_path / "run", tmp_path)
    with pytest.raises(TrainingError, match="can be read"):
        trainer.run(quietly, never)
