"""``facegate train align``: the training set of a folder of people, made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, cast, get_args

import typer

from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.output import Output, counted, note
from facegate.cli.progress import Count, counting
from facegate.cli.train_vision import load_finder
from facegate.errors import TrainingError

if TYPE_CHECKING:
    from facegate.training.data.aligned import AlignedSet
    from facegate.training.data.exclusion import By
    from facegate.training.data.layouts import People
    from facegate.training.data.specs import DataSpec

_HELP = """Cut every person's face out of a folder of pictures, aligned by the program's own detector, into a folder
that training reads.

DATA holds one folder a person, or is laid out as AT&T (s1/1.pgm), LFW (Name/Name_0001.jpg), CASIA-WebFace
(0000045/001.jpg) or CelebA (identity_CelebA.txt beside its pictures). A second run with the same pictures and options
does nothing; one that was stopped is gone on with. Pictures that are broken or show no face are left out and told.
The crops are faces of people: the folder is readable by your account only, and is yours to delete."""

_TOLD = 5
"""Failed pictures that are named for each reason; all are in the JSON."""


ExcludeOption: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option("--exclude", metavar="DIR", help="An evaluation's pictures: its people are left out. Repeatable."),
]
ExcludeByOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--exclude-by",
        metavar="name|picture|both",
        help="Names of people, faces that both hold, or both; names say nothing where they are numbers.",
    ),
]
BOTH = "both"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "align",
        help=_HELP,
        epilog="Example: facegate train align people aligned --size 112 --exclude lfw/images",
    )(align)


def align(
    context: typer.Context,
    data: Annotated[Path, typer.Argument(metavar="DATA", help="Pictures of people.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that is made.")],
    layout: Annotated[
        str, typer.Option("--layout", metavar="NAME", help="auto, folders, att, lfw, casia or celeba.")
    ] = "auto",
    size: Annotated[int, typer.Option("--size", help="Pixels a side of what a network will see.")] = 112,
    margin: Annotated[
        float, typer.Option("--margin", help="Share of that kept at each edge, for random crops.")
    ] = 0.07,
    without_face: Annotated[
        str,
        typer.Option(
            "--without-face", metavar="skip|whole", help="Pictures without a face: left out, or their middle."
        ),
    ] = "skip",
    exclude: ExcludeOption = None,
    exclude_by: ExcludeByOption = BOTH,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    from facegate.training.data.layouts import read_people

    spec = _spec(layout=layout, size=size, margin=margin, without_face=without_face)
    people = read_people(data, spec.layout)
    made = cut_out(invocation(context), people, spec, out, exclude or (), exclude_by)
    _tell(made)
    record = _record(people, made)
    Output(as_json).table(record, ("Training set", ""), _rows(record))


def cut_out(
    call: Invocation, people: People, spec: DataSpec, out: Path, exclude: Sequence[Path], exclude_by: str
) -> AlignedSet:
    """The set of some people without those of evaluations, made where it is not there yet.

    Args:
        call: of the program.
        people: whose pictures are where.
        spec: how faces are cut out.
        out: the set's folder.
        exclude: folders of evaluations.
        exclude_by: one of :data:`facegate.training.data.exclusion.By`.

    Raises:
        TrainingError: an option or a folder is not usable, or nobody is left.
        ModelError: a network cannot be had or does not run.
    """
    from facegate.training.data.align import align_people
    from facegate.training.data.exclusion import EvaluationPeople
    from facegate.training.data.layouts import read_people

    evaluations = [read_people(folder) for folder in exclude]
    by = _by(exclude_by)
    finder, vision = load_finder(call)
    with ExitStack() as stack:
        looked_at, progress = _Bar(stack, "Evaluation"), _Bar(stack, "Pictures")
        exclusion = EvaluationPeople(people, evaluations, vision, looked_at, by) if evaluations else None
        made = align_people(people, finder, spec, out, progress, exclusion)
    if exclusion is not None and exclusion.unseen:
        note(f"Of the evaluation, {counted(exclusion.unseen, 'picture')} showed no face: by them nobody was left out.")
    return made


class _Bar:
    """A bar that appears when its work begins, in the place of the one before: two would overwrite each other."""

    def __init__(self, stack: ExitStack, what: str) -> None:
        self._stack = stack
        self._what = what
        self._count: Count | None = None

    def __call__(self, done: int, total: int) -> None:
        if self._count is None:
            self._stack.close()
            self._count = self._stack.enter_context(counting(self._what))
        self._count(done, total)


def _spec(**values: object) -> DataSpec:
    """Check the options. Raises TrainingError."""
    from pydantic import ValidationError

    from facegate.training.data.specs import DataSpec

    try:
        return DataSpec.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise TrainingError(
            "Option not usable",
            "--{option}: {reason}.",
            "See: facegate train align --help.",
            option=str(first["loc"][0]).replace("_", "-"),
            reason=first["msg"],
        ) from error


def _by(text: str) -> By:
    """Check the option. Raises TrainingError."""
    from facegate.training.data.exclusion import By

    for known in get_args(By):
        if text == known:
            return cast("By", known)
    raise TrainingError(
        "Option not usable",
        "--exclude-by is {text}; name, picture or both is expected.",
        "See: facegate train align --help.",
        text=text,
    )


def _tell(made: AlignedSet) -> None:
    """Name some of the pictures that are left out, and all of the people."""
    for reason, number in Counter(made.failures.values()).most_common():
        paths = [path for path, why in made.failures.items() if why == reason]
        more = f" and {number - _TOLD} more" if number > _TOLD else ""
        note(f"{reason}: {', '.join(paths[:_TOLD])}{more}")
    for name, why in made.excluded.items():
        note(f"Left out for the evaluation: {name}, {why}")


def _record(people: People, made: AlignedSet) -> dict[str, Any]:
    return {
        "layout": people.layout,
        "people": made.classes,
        "pictures": len(made),
        "side": made.side,
        "size": made.size,
        "fingerprint": made.fingerprint,
        "failures": dict(made.failures),
        "excluded": dict(made.excluded),
    }


def _rows(record: dict[str, Any]) -> list[tuple[str, object]]:
    return [
        ("layout", record["layout"]),
        ("people", record["people"]),
        ("pictures", record["pictures"]),
        (
            "left out",
            f"{counted(len(record['failures']), 'file')}, {counted(len(record['excluded']), 'person', 'people')}",
        ),
        ("crops", f"{record['side']} pixels a side, {record['size']} of them seen"),
        ("fingerprint", record["fingerprint"][:16]),
    ]
