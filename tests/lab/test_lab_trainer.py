"""The trainer on a tiny set: it learns, goes on to the same bits, ends when it shall, and keeps its folder in order."""

from __future__ import annotations

import stat
from contextlib import suppress
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from facegate.errors import TrainingError
from facegate.training import trainer as trainer_module
from facegate.training.checkpoints import load_checkpoint, load_network, save_checkpoint
from facegate.training.config import RunConfig, changed
from facegate.training.data.aligned import AlignedSet
from facegate.training.data.augment import Augment
from facegate.training.devices import Compute, choose_compute
from facegate.training.metrics import Metrics
from facegate.training.prepared import new_run, resumed_run
from facegate.training.recipes import recipe
from facegate.training.runs import RunFolder, open_run
from facegate.training.trainer import Outcome, Trainer
from facegate.training.validation import embed

PEOPLE, EACH, SIDE, SIZE = 7, 5, 36, 32
CPU = choose_compute("cpu", "auto")

TINY = (
    "backbone.name=face_resnet",
    "backbone.width=0.03",
    "backbone.embedding_size=8",
    f"backbone.input_size={SIZE}",
    "backbone.dropout=0.3",
    f"data.size={SIZE}",
    "data.test_people=2",
    "epochs=2",
    "steps_per_epoch=3",
    "validation.every=1",
    "validation.folds=2",
)
BATCHES = {
    "shuffled": "sampler.batch_size=9",
    "people": 'sampler={"kind": "people", "people_per_batch": 3, "images_per_person": 3}',
    "pairs": "sampler.pairs_per_batch=4",
}


def tiny(name: str, *settings: str) -> RunConfig:
    base = recipe(name)
    return changed(base, [*TINY, BATCHES[base.sampler.kind], *settings])


@pytest.fixture(scope="module")
def faces() -> AlignedSet:
    """Blotches of a colour a person, with noise."""
    random = np.random.default_rng(3)
    coarse = random.integers(40, 216, (PEOPLE, 1, 4, 4, 3)).repeat(SIDE // 4, 2).repeat(SIDE // 4, 3)
    crops = np.clip(coarse + random.normal(0, 12, (PEOPLE, EACH, SIDE, SIDE, 3)), 0, 255).astype(np.uint8)
    labels = np.repeat(np.arange(PEOPLE), EACH)
    names = tuple(f"p{number}" for number in range(PEOPLE))
    paths = tuple(f"p{label}/{place}.png" for place, label in enumerate(labels))
    return AlignedSet(
        crops.reshape(-1, SIDE, SIDE, 3), np.arange(len(labels)), labels, names, paths, SIZE, {}, "ab" * 32
    )


def begun(folder: Path, faces: AlignedSet, config: RunConfig, **options: Any) -> tuple[RunFolder, Trainer]:
    return new_run(folder, config, faces, Path("set"), CPU, **options)


def trained(trainer: Trainer, steps: int | None = None) -> Outcome:
    return trainer.run(lambda progress: None, lambda: trainer.state.step == steps)


def same(first: Any, second: Any) -> bool:
    if isinstance(first, torch.Tensor):
        return torch.equal(first, second)
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list | tuple):
        return len(first) == len(second) and all(map(same, first, second))
    return bool(first == second)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("small-softmax-triplet", ()),
        ("small-center-loss", ("optimiser.kind=adagrad", "schedule=" + '{"kind": "constant", "rate": 0.05}')),
        ("small-triplet-offline", ("losses.0.spec.refresh_steps=4",)),
        ("small-contrastive", ("optimiser.kind=momentum", "averaging=null")),
    ],
)
def test_a_run_that_goes_on_comes_to_the_same_bits(
    name: str, settings: tuple[str, ...], tmp_path: Path, faces: AlignedSet
) -> None:
    config = tiny(name, *settings)
    whole, trainer = begun(tmp_path / "whole", faces, config)
    assert trained(trainer).ending == "finished"
    parts, trainer = begun(tmp_path / "parts", faces, config)
    stopped = trained(trainer, steps=2)
    assert (stopped.ending, stopped.step) == ("stopped", 2)
    trainer = resumed_run(open_run(parts.path), faces, CPU)
    assert (trained(trainer).ending, trainer.state.step) == ("finished", 6)
    first, second = (load_checkpoint(run.checkpoint("last")) for run in (whole, parts))
    assert same(first, second)
    assert whole.validation() == parts.validation()


def test_it_learns_to_tell_people_apart(tmp_path: Path, faces: AlignedSet) -> None:
    run, trainer = begun(tmp_path / "run", faces, tiny("small-softmax", "epochs=8", "schedule.highest=0.01"))
    outcome = trained(trainer)
    losses = [line["loss"] for line in Metrics(run.metrics_file).training()]
    assert losses[-1] < 0.8 * losses[0]
    assert outcome.validation is not None
    assert outcome.validation["last"]["step"] == 24


def test_the_folder_holds_everything_and_only_its_owner_reads_it(tmp_path: Path, faces: AlignedSet) -> None:
    run, trainer = begun(tmp_path / "run", faces, tiny("small-arcface"))
    trained(trainer)
    assert {each.name for each in run.path.iterdir()} == {
        "run.json", "metrics.jsonl", "validation.json", "curves.png", "checkpoints", "tensorboard",
    }  # fmt: skip
    assert len(list(run.tensorboard_folder.iterdir())) == 1
    assert stat.S_IMODE(run.checkpoint("best").stat().st_mode) == 0o600
    validations = Metrics(run.metrics_file).validations()
    assert [line["step"] for line in validations] == [0, 3, 6]
    record = run.record
    assert (record.data.train_people, record.data.test_pictures) == (PEOPLE - 2, 2 * EACH)
    assert record.machine["device"] == "CPU"


def test_nobody_is_judged_whom_it_was_trained_on(tmp_path: Path, faces: AlignedSet) -> None:
    _, trainer = begun(tmp_path / "run", faces, tiny("small-arcface", 'data.test_people=["p1", "p4"]'))
    assert trainer.state.losses.classes == PEOPLE - 2


def test_the_network_of_a_checkpoint_is_the_one_that_was_judged(tmp_path: Path, faces: AlignedSet) -> None:
    config = tiny("small-arcface")
    run, trainer = begun(tmp_path / "run", faces, config)
    trained(trainer)
    augment = Augment(config.augment, SIZE, faces.size)
    ours = embed(trainer.state.judged, faces, augment, CPU)
    assert np.array_equal(embed(load_network(run, "last"), faces, augment, CPU), ours)
    assert not np.array_equal(embed(trainer.state.network, faces, augment, CPU), ours)


def test_a_derived_run_names_what_differs_and_may_begin_with_weights(tmp_path: Path, faces: AlignedSet) -> None:
    parent, trainer = begun(tmp_path / "first", faces, tiny("small-softmax"))
    trained(trainer)
    config = changed(parent.record.config, ["losses.0.spec.kind=arcface", "seed=5", "backbone.embedding_size=16"])
    run, trainer = begun(tmp_path / "second", faces, config, parent=parent, start=parent.checkpoint("last"))
    derived, start = run.record.derived, run.record.start
    assert derived is not None
    assert start is not None
    changes = {each.key: (each.before, each.after) for each in derived.changes}
    assert changes["seed"] == (0, 5)
    assert changes["losses.0.spec.kind"] == ("softmax", "arcface")
    # The embedding's layer has another size and begins anew; all the rest is the parent's.
    weights, average = trainer.state.network.state_dict(), load_checkpoint(parent.checkpoint("last"))["average"]
    assert start.left_out
    assert all(torch.equal(weights[name], average[name]) for name in weights if name not in start.left_out)
    assert same(trainer.state.judged.state_dict(), weights)
    assert open_run(run.path).record == run.record


def test_it_ends_early_where_nothing_gets_better(tmp_path: Path, faces: AlignedSet) -> None:
    settings = ("epochs=50", 'early_stopping={"patience": 2, "least": 0.9}')
    _, trainer = begun(tmp_path / "run", faces, tiny("small-softmax", *settings))
    outcome = trained(trainer)
    # The first validation of the training is the best one, and two later ones are no better.
    assert (outcome.ending, outcome.step) == ("no better", 9)
    again = trained(resumed_run(open_run(tmp_path / "run"), faces, CPU))
    assert (again.ending, again.step) == ("no better", 9)


def test_a_schedule_that_ends_ends_the_run(tmp_path: Path, faces: AlignedSet) -> None:
    schedule = 'schedule={"kind": "steps", "rates": [[0, 0.001]], "end": 1}'
    _, trainer = begun(tmp_path / "run", faces, tiny("small-softmax", schedule))
    assert trained(trainer).step == 3


def test_a_run_that_diverges_says_what_to_do(tmp_path: Path, faces: AlignedSet) -> None:
    settings = ('schedule={"kind": "constant", "rate": 1e30}', "optimiser.kind=momentum", "epochs=9")
    _, trainer = begun(tmp_path / "run", faces, tiny("small-softmax", *settings))
    with pytest.raises(TrainingError, match="Training diverged") as caught:
        trained(trainer)
    assert "lower rate" in caught.value.remedy


def test_a_run_does_not_go_on_with_other_pictures_or_without_a_checkpoint(tmp_path: Path, faces: AlignedSet) -> None:
    run, _ = begun(tmp_path / "run", faces, tiny("small-softmax"))
    with pytest.raises(TrainingError, match="Checkpoint not usable"):
        resumed_run(run, faces, CPU)
    with pytest.raises(TrainingError, match="Other pictures"):
        resumed_run(run, faces.only(faces.names[1:]), CPU)


def test_code_in_a_checkpoint_is_not_run(tmp_path: Path) -> None:
    touched = tmp_path / "touched"

    class Harmful:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (touched,)

    torch.save({"version": 1, "network": Harmful()}, tmp_path / "last.pt")
    with pytest.raises(TrainingError, match="Checkpoint not usable"):
        load_checkpoint(tmp_path / "last.pt")
    assert not touched.exists()
    save_checkpoint(tmp_path / "other.pt", {"something": 1})
    with pytest.raises(TrainingError, match="no checkpoint of this program"):
        load_checkpoint(tmp_path / "other.pt")


def test_a_graphics_card_that_is_not_there_is_told() -> None:
    if torch.cuda.is_available():
        assert choose_compute("cuda", "auto").half is not None
        return
    for preference, precision in (("cuda", "auto"), ("auto", "amp")):
        with pytest.raises(TrainingError, match="No GPU"):
            choose_compute(preference, precision)  # type: ignore[arg-type]


def test_a_gradient_that_is_no_number_leaves_the_weights_as_they_were(
    tmp_path: Path, faces: AlignedSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, trainer = begun(tmp_path / "run", faces, tiny("small-softmax"))
    plain = torch.autograd.backward

    def spoilt(loss: Any) -> None:
        plain(loss)
        gradient = next(trainer.state.network.parameters()).grad
        assert gradient is not None
        if trainer.state.step == 1:
            gradient[0] = torch.nan

    monkeypatch.setattr(torch.autograd, "backward", spoilt)
    with pytest.raises(TrainingError, match="Training diverged"):
        trained(trainer)
    assert trainer.state.step == 1
    assert all(bool(torch.isfinite(each).all()) for each in trainer.state.network.parameters())
    assert all(bool(each.isfinite().all()) for each in load_checkpoint(run.checkpoint("last"))["network"].values())


def test_what_cannot_be_trained_leaves_no_folder(tmp_path: Path, faces: AlignedSet) -> None:
    rows = np.arange(0, len(faces), EACH)
    one_each = replace(faces, rows=rows, labels=faces.labels[rows], paths=faces.paths[::EACH])
    with pytest.raises(TrainingError, match="None of the 5 people has two pictures"):
        begun(tmp_path / "run", one_each, tiny("small-contrastive-pairs", "data.fewest_pictures=1"))
    assert not (tmp_path / "run").exists()


def test_a_detectors_checkpoint_is_no_start(tmp_path: Path, faces: AlignedSet) -> None:
    save_checkpoint(tmp_path / "last.pt", {"network": {"body.weight": torch.zeros(1)}})
    with pytest.raises(TrainingError, match="none of its weights fits"):
        begun(tmp_path / "run", faces, tiny("small-softmax"), start=tmp_path / "last.pt")


def test_a_damaged_checkpoint_is_told_wherever_the_damage_is(tmp_path: Path) -> None:
    path = tmp_path / "last.pt"
    path.write_bytes(b"hello world")
    with pytest.raises(TrainingError, match="damaged"):
        load_checkpoint(path)
    save_checkpoint(path, {"network": {"weight": torch.zeros(9)}})
    whole = path.read_bytes()
    for place in range(0, len(whole), 31):
        path.write_bytes(whole[:place] + bytes((whole[place] ^ 0xFF,)) + whole[place + 1 :])
        with suppress(TrainingError):
            load_checkpoint(path)


def test_checkpoints_do_not_wait_for_the_end_of_an_epoch(
    tmp_path: Path, faces: AlignedSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trainer_module, "_CHECKPOINT_SECONDS", -1.0)
    run, trainer = begun(tmp_path / "run", faces, tiny("small-softmax"))

    def crash(progress: Any) -> None:
        if progress.step == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        trainer.run(crash, lambda: False)
    assert load_checkpoint(run.checkpoint("last"))["step"] == 1


def test_a_full_disk_is_told_and_the_checkpoint_stays(
    tmp_path: Path, faces: AlignedSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, trainer = begun(tmp_path / "run", faces, tiny("small-softmax"))
    trained(trainer, steps=2)
    trainer = resumed_run(open_run(run.path), faces, CPU)

    def full(*_: Any) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(RunFolder, "write_validation", full)
    with pytest.raises(TrainingError, match="Run not written") as caught:
        trained(trainer)
    assert "--resume" in caught.value.remedy
    assert load_checkpoint(run.checkpoint("last"))["step"] == 2


def test_a_run_may_go_on_in_float16(tmp_path: Path, faces: AlignedSet) -> None:
    run, trainer = begun(tmp_path / "run", faces, tiny("small-softmax"))
    trained(trainer, steps=1)
    scaled = Compute(torch.device("cpu"), torch.float16)
    assert resumed_run(open_run(run.path), faces, scaled).state.scaler.is_enabled()
