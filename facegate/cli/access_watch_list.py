"""``facegate access watch-list``: who is looked out for, and on which legal basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, note
from facegate.cli.records import utc

if TYPE_CHECKING:
    from facegate.domain.access.watch_list import WatchEntry
    from facegate.pipeline.services import Services

commands = typer.Typer(
    name="watch-list",
    help="People who are looked out for: off by default, an alarm for operators, nothing at the door.",
    epilog="Example: facegate access watch-list add A-17 --basis 'House ban of 2025-03-01' --refuse",
    no_args_is_help=True,
    rich_markup_mode=None,
)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")]


@commands.command("list", epilog="Example: facegate access watch-list list --json")
def list_entries(context: typer.Context, as_json: JsonOption = False) -> None:
    """List everybody on it, who was added first first."""
    with invocation(context).services(read_only=True) as services:
        watching = services.access.watching
        records = [_record(services, entry) for entry in watching.entries()]
        on = watching.on
    Output(as_json).table(
        {"on": on, "entries": records},
        ("Identifier", "Name", "Let in", "Legal basis", "Added", "By"),
        [
            (
                each["person_id"],
                each["name"],
                "no" if each["refuse"] else "as rules say",
                each["basis"],
                each["added_at"],
                each["added_by"],
            )
            for each in records
        ],
        empty="Nobody is on the watch list.",
    )
    if not on:
        note("The watch list is off: nobody is looked out for.")


@commands.command(
    "add", epilog="Example: facegate access watch-list add A-17 --basis 'House ban of 2025-03-01' --refuse"
)
def add(
    context: typer.Context,
    identifier: IdArgument,
    basis: Annotated[str, typer.Option("--basis", metavar="TEXT", help="What entitles the site to it.")],
    refuse: Annotated[bool, typer.Option("--refuse", help="Let them in nowhere, either.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Look out for somebody, or change what is said of them."""
    from facegate.cli.people import find_person

    call = invocation(context)
    with call.services() as services, call.signals.held():
        subject = find_person(services, identifier)
        record = _record(services, services.access.watching.add(subject.subject_id, basis, refuse=refuse))
    Output(as_json).result(record, "They are looked out for.")


@commands.command("remove", epilog="Example: facegate access watch-list remove A-17")
def remove(context: typer.Context, identifier: IdArgument, as_json: JsonOption = False) -> None:
    """Look out for somebody no longer."""
    from facegate.cli.people import find_person

    call = invocation(context)
    with call.services() as services, call.signals.held():
        subject = find_person(services, identifier)
        removed = services.access.watching.remove(subject.subject_id)
    done = "They are looked out for no longer." if removed else "They were not on the watch list."
    Output(as_json).result({"subject_id": subject.subject_id, "removed": removed}, done)


@commands.command("on", epilog="Example: facegate access watch-list on")
def turn_on(context: typer.Context, as_json: JsonOption = False) -> None:
    """Look out for those on the list. See first that the law lets this site have one."""
    _turn(context, True, as_json)


@commands.command("off", epilog="Example: facegate access watch-list off")
def turn_off(context: typer.Context, as_json: JsonOption = False) -> None:
    """Look out for nobody; the list stays."""
    _turn(context, False, as_json)


def _turn(context: typer.Context, on: bool, as_json: bool) -> None:
    call = invocation(context)
    with call.services() as services, call.signals.held():
        services.access.watching.turn(on)
    Output(as_json).result({"on": on}, f"The watch list is {'on' if on else 'off'}.")


def _record(services: Services, entry: WatchEntry) -> dict[str, Any]:
    person = services.directory.get(entry.subject_id)
    return {
        "subject_id": entry.subject_id,
        "person_id": person.external_id if person else None,
        "name": person.name if person else None,
        "basis": entry.basis,
        "refuse": entry.refuse,
        "added_at": utc(entry.added_at),
        "added_by": entry.added_by,
    }
