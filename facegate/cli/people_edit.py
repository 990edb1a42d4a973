"""``facegate people edit``, ``suspend``, ``resume`` and ``decline``: changing records of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, note, printable
from facegate.cli.person_records import person_lines, record_of

if TYPE_CHECKING:
    from facegate.domain.profiles import Profile

_NONE = "none"
"""Takes a day, a card or a department away."""

_Id = Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")]
_Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Identifiers of the site, or random subject ids.")]
_DAY_HELP = "YYYY-MM-DD, or 'none' for no bound."
_From = Annotated[str | None, typer.Option("--valid-from", metavar="DAY", help=_DAY_HELP)]
_Until = Annotated[str | None, typer.Option("--valid-until", metavar="DAY", help=_DAY_HELP)]


def add_to(people: typer.Typer) -> None:
    """Add the commands to those about people."""
    example = "facegate people edit A-17 --department Stores --add-group 'First aid' --valid-until 2027-03-31"
    people.command("edit", epilog=f"Example: {example}")(edit)
    people.command("suspend", epilog="Example: facegate people suspend A-17 A-18")(suspend)
    people.command("resume", epilog="Example: facegate people resume A-17")(resume)
    people.command("decline", epilog="Example: facegate people decline A-17")(decline)


def edit(
    context: typer.Context,
    identifier: _Id,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="As it is to be shown.")] = None,
    external_id: Annotated[str | None, typer.Option("--id", metavar="ID", help="Another identifier.")] = None,
    department: Annotated[
        str | None, typer.Option("--department", metavar="NAME", help="A department, or 'none'.")
    ] = None,
    group: Annotated[
        list[str] | None, typer.Option("--group", metavar="NAME", help="Instead of all groups; repeatable; 'none'.")
    ] = None,
    add_group: Annotated[list[str] | None, typer.Option("--add-group", metavar="NAME", help="Repeatable.")] = None,
    remove_group: Annotated[
        list[str] | None, typer.Option("--remove-group", metavar="NAME", help="Repeatable.")
    ] = None,
    card: Annotated[str | None, typer.Option("--card", metavar="NUMBER", help="A card number, or 'none'.")] = None,
    valid_from: _From = None,
    valid_until: _Until = None,
    notes: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Instead of all notes.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Change what is on record of a person; what is not named stays."""
    from facegate.cli.people import find_person, site_zone

    call = invocation(context)
    with call.services() as services:
        subject = find_person(services, identifier)
        profile = subject.profile
        groups = profile.groups if group is None else tuple(each for each in group if each != _NONE)
        groups = tuple(each for each in (*groups, *(add_group or ())) if each not in (remove_group or ()))
        wanted = replace(
            profile,
            name=profile.name if name is None else name,
            external_id=profile.external_id if external_id is None else external_id,
            department=profile.department if department is None else _text(department),
            groups=groups,
            card=profile.card if card is None else _text(card) or None,
            valid_from=_day(context, "--valid-from", valid_from, profile.valid_from),
            valid_until=_day(context, "--valid-until", valid_until, profile.valid_until),
            notes=profile.notes if notes is None else notes,
        )
        _need_change(context, wanted, profile)
        with call.signals.held():
            subject = services.people.update(subject.subject_id, wanted, subject.revision)
        zone = site_zone(services)
    Output(as_json).result(record_of(subject), "\n".join(printable(line) for line in person_lines(subject, zone)))


def suspend(context: typer.Context, identifiers: _Ids, as_json: JsonOption = False) -> None:
    """Compare nobody with these people any more and refuse their card and PIN, until they are resumed."""
    _set_suspended(context, identifiers, True, as_json)


def resume(context: typer.Context, identifiers: _Ids, as_json: JsonOption = False) -> None:
    """Recognise suspended people again, and accept their card and PIN."""
    _set_suspended(context, identifiers, False, as_json)


def decline(context: typer.Context, identifier: _Id, as_json: JsonOption = False) -> None:
    """Erase the templates, pictures and consent of somebody who declines face recognition; their record stays."""
    from facegate.cli.people import find_person

    call = invocation(context)
    with call.services() as services:
        subject = find_person(services, identifier)
        before = subject.references
        with call.signals.held():
            subject = services.people.decline(subject.subject_id)
    if subject.card is None and not subject.has_pin:
        note("They have neither a card nor a PIN yet: 'facegate people pin' sets one.")
    Output(as_json).result(record_of(subject), f"Face forgotten: {counted(before, 'reference')} erased.")


def _set_suspended(context: typer.Context, identifiers: list[str], suspended: bool, as_json: bool) -> None:
    from facegate.cli.people import find_person
    from facegate.domain.people_query import BulkChange

    call = invocation(context)
    with call.services() as services:
        ids = [find_person(services, each).subject_id for each in identifiers]
        with call.signals.held():
            services.people.change_many(ids, BulkChange(suspended=suspended))
        people = list(services.people.names(ids).values())
    done = "suspended" if suspended else "resumed"
    said = f"{counted(len(people), 'person', 'people')} {done}."
    Output(as_json).result([record_of(each) for each in people], said)


def _text(given: str) -> str:
    return "" if given == _NONE else given


def _day(context: typer.Context, option: str, given: str | None, before: date | None) -> date | None:
    if given is None:
        return before
    if given == _NONE:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(
            f"{given!r} is no day such as 2026-05-31, nor '{_NONE}'", ctx=context, param_hint=option
        ) from None


def _need_change(context: typer.Context, wanted: Profile, before: Profile) -> None:
    if wanted == before:
        raise typer.BadParameter("nothing is to be changed; name a field, such as --department", ctx=context)
