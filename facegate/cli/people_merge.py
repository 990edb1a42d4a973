"""``facegate people merge``: two records that are one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, note, printable
from facegate.cli.person_records import record_of

if TYPE_CHECKING:
    from facegate.domain.profiles import Field
    from facegate.pipeline.merging import MergePreview
    from facegate.pipeline.services import Services

_FIELDS = ("name", "identifier", "department", "card", "validity")


def add_to(people: typer.Typer) -> None:
    """Add the command to those about people."""
    people.command("merge", epilog="Example: facegate people merge A-17 B-4 --take card")(merge)


def merge(
    context: typer.Context,
    kept: Annotated[str, typer.Argument(metavar="KEEP", help="The record that stays: identifier or subject id.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The record that is merged into it.")],
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="FIELD", help=f"Take from OTHER: {', '.join(_FIELDS)}; repeatable."),
    ] = None,
    although_unlike: Annotated[
        bool, typer.Option("--although-unlike", help="Although their faces do not match, or cannot be compared.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make one record of two: samples, groups, notes, consent and events of both. It cannot be undone.

    Faces are compared with the model in use; where that cannot be done, --although-unlike is needed.
    """
    from facegate.cli.people import find_person

    chosen = [_field(context, each) for each in take or ()]
    call = invocation(context)
    with call.services() as services:
        ids = [find_person(services, each).subject_id for each in (kept, other)]
        _load_models(services)
        seen = services.merging.preview(*ids)
        if not dry_run:
            # Said before it is done: it cannot be undone.
            note(_likeness(seen))
            with call.signals.held():
                services.merging.merge(seen, chosen, although_unlike=although_unlike)
            left = services.people.get(seen.kept.subject_id)
        else:
            left = seen.kept
    record = {
        "merged": not dry_run,
        "kept": record_of(left),
        "other": {"subject_id": seen.other.subject_id, "person_id": seen.other.external_id},
        "distance": seen.distance,
        "threshold": seen.threshold,
        "alike": None if seen.distance is None else not seen.unlike,
        "conflicts": [field.value for field in seen.conflicts],
        "references_dropped": seen.dropped,
        "declined": seen.standing.declined_at is not None,
        "suspended": seen.standing.suspended_at is not None,
    }
    Output(as_json).result(record, "\n".join(printable(line) for line in _lines(seen, chosen, dry_run)))


def _lines(seen: MergePreview, chosen: list[Field], dry_run: bool) -> list[str]:
    first, second = (f"{each.name} ({each.external_id})" for each in (seen.kept, seen.other))
    lines = [f"{second} {'would be' if dry_run else 'was'} merged into {first}."]
    if dry_run:
        lines.append(_likeness(seen))
    for field in seen.conflicts:
        lines.append(f"{field.value}: that of {'OTHER' if field in chosen else 'KEEP'} holds.")
    if seen.standing.declined_at is not None:
        lines.append("One of them declined face recognition last: no samples are kept.")
    elif seen.dropped:
        lines.append(f"Samples that are too many, the poorest, go: {seen.dropped}.")
    return lines


def _likeness(seen: MergePreview) -> str:
    if seen.distance is not None and seen.threshold is not None:
        alike = "do not match" if seen.unlike else "match"
        return f"Their faces {alike}: distance {seen.distance:.2f}, threshold {seen.threshold:.2f}."
    if seen.uncompared:
        return "Their faces could not be compared."
    return "There are no two faces to compare."


def _load_models(services: Services) -> None:
    from facegate.errors import FacegateError

    try:
        services.controller.load()
    except FacegateError as error:
        note(f"The faces are not compared. {error.text()}")


def _field(context: typer.Context, name: str) -> Field:
    from facegate.domain.profiles import Field

    names = {
        "name": Field.NAME,
        "identifier": Field.EXTERNAL_ID,
        "department": Field.DEPARTMENT,
        "card": Field.CARD,
        "validity": Field.VALIDITY,
    }
    if name not in names:
        raise typer.BadParameter(f"{name!r} is none of {', '.join(_FIELDS)}", ctx=context, param_hint="--take")
    return names[name]
