"""``facegate access watch-list``: who is looked out for, and on which legal basis."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.output import Output, note
from facegate.cli.records import utc

if TYPE_CHECKING:
    from facegate.domain.access.watch_list import WatchEntry
    from facegate.domain.ids import SubjectId
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
                "no" if each["refuse"] or each["watched_only"] else "as rules say",
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
    basis: Annotated[str, typer.Option("--basis", metavar="TEXT", help="What entitles the site to it.")],
    identifier: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="The site's identifier, or the random subject id; with --photo a new identifier, made up without one.",
        ),
    ] = None,
    photo: Annotated[
        list[Path] | None,
        typer.Option(
            "--photo",
            metavar="FILE",
            help="A photograph of somebody who is not on record and did not consent; may be given several times. "
            "They are found only while the list is on, never named at a camera, and erased when taken off the list.",
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="With --photo: what operators call them.")
    ] = None,
    another_person: Annotated[
        bool,
        typer.Option("--another-person", help="With --photo: somebody who looks like a known person."),
    ] = False,
    refuse: Annotated[bool, typer.Option("--refuse", help="Let them in nowhere, either.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Look out for somebody, or change what is said of them; with --photo somebody who is not on record."""
    if photo is None and (identifier is None or name is not None or another_person):
        raise typer.BadParameter(
            "give the ID of somebody on record, or --photo FILE of somebody who is not", ctx=context
        )
    from facegate.cli.people import find_person

    call = invocation(context)
    with call.services() as services:
        if photo is not None:
            who = _from_photographs(call, services, photo, identifier, name, basis, refuse, another_person)
        else:
            who = find_person(services, identifier or "").subject_id
            services.access.watching.add(who, basis, refuse=refuse)
        record = next(_record(services, each) for each in services.access.watching.entries() if each.subject_id == who)
    Output(as_json).result(record, "They are looked out for.")


def _from_photographs(
    call: Invocation,
    services: Services,
    photos: list[Path],
    identifier: str | None,
    name: str | None,
    basis: str,
    refuse: bool,
    another_person: bool,
) -> SubjectId:
    """Put somebody on record without consent, only to look out for them."""
    from facegate.cli.enrol import photo_samples
    from facegate.cli.models import ensure_models
    from facegate.pipeline.access.watching import unnamed

    watching = services.access.watching
    watching.check(basis)
    profile = services.people.check_profile(unnamed(name, identifier))
    ensure_models(call, services)
    samples = photo_samples(services.controller.load().vision, photos)
    with call.signals.held():
        return watching.add_from_photographs(
            profile, samples, basis, refuse=refuse, allow_look_alike=another_person
        ).subject_id


@commands.command("remove", epilog="Example: facegate access watch-list remove A-17")
def remove(context: typer.Context, identifier: IdArgument, as_json: JsonOption = False) -> None:
    """Look out for somebody no longer."""
    from facegate.cli.people import find_person

    call = invocation(context)
    with call.services() as services, call.signals.held():
        subject = find_person(services, identifier)
        watching = services.access.watching
        erased = watching.is_watched_only(subject.subject_id)
        removed = watching.remove(subject.subject_id)
    done = "They are looked out for no longer." if removed else "They were not on the watch list."
    if erased:
        done += " Their record was there for nothing else, and is erased."
    Output(as_json).result({"subject_id": subject.subject_id, "removed": removed, "erased": erased}, done)


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
        "watched_only": services.access.watching.is_watched_only(entry.subject_id),
        "added_at": utc(entry.added_at),
        "added_by": entry.added_by,
    }
