"""What commands share that train an embedder: the pictures, the configuration, the run itself and what it came to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from facegate.cli.invocation import Invocation
from facegate.cli.output import Output, counted, note
from facegate.cli.progress import telling
from facegate.cli.signals import Stopped
from facegate.cli.train_align import BOTH, cut_out

if TYPE_CHECKING:
    from facegate.training.config import RunConfig
    from facegate.training.data.aligned import AlignedSet
    from facegate.training.devices import Preference
    from facegate.training.runs import RunFolder
    from facegate.training.trainer import Outcome, Progress, Trainer

DataArgument: TypeAlias = Annotated[
    Path, typer.Argument(metavar="DATA", help="One folder a person (or AT&T, LFW, CASIA, CelebA), or an aligned set.")
]
OutArgument: TypeAlias = Annotated[Path, typer.Argument(metavar="OUT", help="The run's folder.")]
SetOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Another value: losses.0.spec.margin=0.4. Repeatable."),
]
TestPeopleOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--test-people", metavar="N|NAME,NAME", help="Who is kept apart: so many, or these."),
]
FromOption: TypeAlias = Annotated[
    Path | None, typer.Option("--from", metavar="RUN", help="Take everything from this run but what is named here.")
]
StartOption: TypeAlias = Annotated[
    Path | None, typer.Option("--start", metavar="CHECKPOINT", help="Begin with the weights of a checkpoint.")
]
ResumeOption: TypeAlias = Annotated[bool, typer.Option("--resume", help="Go on with the run in OUT.")]
ScheduleOption: TypeAlias = Annotated[
    Path | None, typer.Option("--schedule", metavar="FILE", help="Learning rates: lines of 'epoch: rate'.")
]
SeedOption: TypeAlias = Annotated[int | None, typer.Option("--seed", metavar="N", min=0, help="Of all chance.")]
EpochsOption: TypeAlias = Annotated[int | None, typer.Option("--epochs", metavar="N", min=1, help="How many.")]
DeviceOption: TypeAlias = Annotated[
    str, typer.Option("--device", metavar="NAME", help="auto, cpu or cuda; auto takes a GPU where there is one.")
]

_KEY_DIGITS = 16
"""Of a hash, in a folder's name: no two of a site's sets will have the same."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a run, and the command that was given them."""

    recipe: str | None
    settings: Sequence[str]
    test_people: str | None
    parent: Path | None
    start: Path | None
    resume: bool
    schedule: Path | None
    seed: int | None
    epochs: int | None
    device: str
    command: str
    exclude: Sequence[Path] = ()
    exclude_by: str = BOTH

    @property
    def changing(self) -> bool:
        """Whether anything about the configuration is named."""
        named = (self.recipe, self.test_people, self.parent, self.start, self.schedule, self.seed, self.epochs)
        return bool(self.settings or self.exclude) or any(each is not None for each in named)


def train_run(call: Invocation, data: Path, out: Path, asked: Asked, recipe: str, *, as_json: bool) -> None:
    """Make or go on with a run and tell what it came to.

    Args:
        call: of the program.
        data: the pictures.
        out: the run's folder.
        asked: the options.
        recipe: what is taken where none is named.
        as_json: print JSON.

    Raises:
        typer.BadParameter: options that do not go together.
        TrainingError: something about pictures, options or the run cannot be.
    """
    from facegate.training.devices import choose_compute
    from facegate.training.prepared import new_run, resumed_run
    from facegate.training.runs import open_run, require_no_run

    if asked.resume and asked.changing:
        raise typer.BadParameter("--resume goes on with a run as it is: to change something, begin one with --from.")
    device = chosen_device(asked.device)
    if asked.resume:
        run = open_run(out)
        pictures = _pictures_of(call, data, run)
        trainer = resumed_run(run, pictures, choose_compute(device, run.record.config.precision))
    else:
        parent = open_run(asked.parent) if asked.parent is not None else None
        config = _config(asked, recipe, parent)
        compute = choose_compute(device, config.precision)
        require_no_run(out)
        pictures, source = open_pictures(call, data, config, asked.exclude, asked.exclude_by)
        run, trainer = new_run(out, config, pictures, source, compute, parent=parent, start=asked.start)
    _tell_of(run, trainer)
    again = f"facegate train {asked.command} {data} {out} --resume"
    _show(run, train_to_end(call, run, trainer, again), Output(as_json))


def chosen_device(name: str) -> Preference:
    """The device that an option names. Raises typer.BadParameter."""
    from facegate.training.devices import PREFERENCES

    for known in PREFERENCES:
        if name == known:
            return known
    raise typer.BadParameter(f"--device is one of {', '.join(PREFERENCES)}.")


def _config(asked: Asked, fallback: str, parent: RunFolder | None) -> RunConfig:
    from facegate.training.config import changed
    from facegate.training.recipes import recipe
    from facegate.training.schedules import read_schedule

    if parent is not None and asked.recipe is not None:
        raise typer.BadParameter("--recipe and --from both say what to begin with: name one of them.")
    config = recipe(asked.recipe or fallback) if parent is None else parent.record.config
    settings = []
    if asked.schedule is not None:
        settings.append(f"schedule={read_schedule(asked.schedule).model_dump_json()}")
    for key, value in (("seed", asked.seed), ("epochs", asked.epochs)):
        if value is not None:
            settings.append(f"{key}={value}")
    if asked.test_people is not None:
        settings.append(f"data.test_people={json.dumps(_test_people(asked.test_people))}")
    return changed(config, [*settings, *asked.settings])


def _test_people(text: str) -> int | list[str]:
    """A number, or names."""
    return int(text) if text.isdecimal() else [name.strip() for name in text.split(",") if name.strip()]


def open_pictures(
    call: Invocation, data: Path, config: RunConfig, exclude: Sequence[Path] = (), exclude_by: str = BOTH
) -> tuple[AlignedSet, Path]:
    """The aligned set and its folder: DATA itself, or made of it once and kept in the data folder.

    Raises:
        typer.BadParameter: somebody is to be left out of a set that is made already.
        TrainingError: something about the pictures cannot be.
    """
    from facegate.training.data.aligned import SET_FILE, open_aligned
    from facegate.training.data.layouts import read_people

    if (data / SET_FILE).is_file():
        if exclude:
            raise typer.BadParameter(
                "--exclude is for pictures: this set is made, so name it to 'facegate train align'."
            )
        made = open_aligned(data)
        if made.size != config.data.size:
            note(f"The set was cut out at {made.size} pixels; data.size={config.data.size} changes nothing about it.")
        return made, data
    people = read_people(data, config.data.layout)
    options = config.data.model_dump(include={"layout", "size", "margin", "without_face"})
    if exclude:
        options |= {"exclude": [str(folder.resolve()) for folder in exclude], "by": exclude_by}
    key = hashlib.sha256(json.dumps([str(data.resolve()), options]).encode()).hexdigest()[:_KEY_DIGITS]
    folder = call.paths.data_dir / "training" / key
    made = cut_out(call, people, config.data, folder, exclude, exclude_by)
    note(f"The faces that were cut out are kept for the next run, and are yours to delete: {folder}")
    return made, folder


def _pictures_of(call: Invocation, data: Path, run: RunFolder) -> AlignedSet:
    """What a run goes on with: the set that was made of DATA when it began, whoever was left out then."""
    from facegate.training.data.aligned import SET_FILE, open_aligned

    made = Path(run.record.data.folder)
    if (made / SET_FILE).is_file() and not (data / SET_FILE).is_file():
        return open_aligned(made)
    return open_pictures(call, data, run.record.config)[0]


def _tell_of(run: RunFolder, trainer: Trainer) -> None:
    facts = run.record.data
    judged = f", judged on {facts.test_people} others" if facts.test_people else ", judged on nobody"
    pictures = counted(facts.train_pictures, "picture")
    note(f"{counted(facts.train_people, 'person', 'people')} with {pictures}{judged}; {run.record.machine['device']}.")
    if facts.left_out:
        note(f"{counted(facts.left_out, 'picture')} gave no face; 'facegate train align' names them.")
    if facts.excluded:
        note(f"{counted(facts.excluded, 'person', 'people')} of the evaluation left out.")
    for warning in trainer.state.losses.warnings():
        note(warning)


def train_to_end(call: Invocation, run: RunFolder, trainer: Trainer, again: str) -> Outcome:
    """Train; a request to stop ends the step and saves first."""
    from facegate.training.recording import run_log

    asked: list[Stopped] = []

    def stop() -> bool:
        request = call.signals.take()
        if request is not None:
            asked.append(request)
        return bool(asked)

    with call.signals.held(), run_log(run), telling("Steps") as tell:
        outcome = trainer.run(lambda progress: tell(progress.step, progress.steps, _how(progress)), stop)
    if asked:
        note(f"Saved after {counted(outcome.step, 'step')}. Go on: {again}")
        raise asked[0]
    return outcome


def _how(progress: Progress) -> str:
    rate = "" if progress.eer is None else f", equal error rate {100 * progress.eer:.1f} %"
    return f"epoch {progress.epoch} of {progress.epochs}, loss {progress.loss:.3f}{rate}"


def _show(run: RunFolder, outcome: Outcome, output: Output) -> None:
    record = {
        "run": str(run.path),
        "ending": outcome.ending,
        "step": outcome.step,
        "seconds": round(outcome.seconds, 1),
        "validation": outcome.validation,
    }
    output.table(record, ("", *_MOMENTS), _rows(outcome))


_MOMENTS = ("untrained", "last", "best")


def _rows(outcome: Outcome) -> list[tuple[str, ...]]:
    found = [(outcome.validation or {}).get(moment) for moment in _MOMENTS]
    if not any(found):
        return [("steps", "", str(outcome.step), "")]
    return [
        ("steps", *("0" if place == 0 else _value(each, "step") for place, each in enumerate(found))),
        ("equal error rate", *(_percent(each, "eer", "value") for each in found)),
        ("VAL at FAR 1e-2", *(_percent(each, "tar_at_fmr", "1e-2", "value") for each in found)),
        ("VAL at FAR 1e-3", *(_percent(each, "tar_at_fmr", "1e-3", "value") for each in found)),
        ("accuracy over folds", *(_percent(each, "folds", "accuracy", "mean") for each in found)),
        ("its standard error", *(_percent(each, "folds", "accuracy", "standard_error") for each in found)),
    ]


def _value(record: Any, *path: str) -> str:
    for key in path:
        record = None if record is None else record[key]
    return "" if record is None else str(record)


def _percent(record: Any, *path: str) -> str:
    text = _value(record, *path)
    return f"{100 * float(text):.2f} %" if text else ""
