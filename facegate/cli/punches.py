"""``facegate attendance punches`` and the commands that change punches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.attendance_words import PUNCH_COLUMNS, day_of, moment_of, punch_cells, punch_record
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, printable
from facegate.cli.records import site_time, utc
from facegate.domain.attendance.punches import Direction

if TYPE_CHECKING:
    from collections.abc import Callable

    from facegate.domain.events import Event
    from facegate.pipeline.services import Services

_Id = Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")]
_EventId = Annotated[str, typer.Argument(metavar="EVENT_ID", help="'facegate attendance punches' shows it.")]
_Moment = Annotated[str, typer.Argument(metavar="MOMENT", help="Such as '2025-03-03 08:58', by the site's clock.")]
_Direction = Annotated[
    Direction | None, typer.Option("--direction", help="What it begins or ends; left out: found out by the rules.")
]
_Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
_As = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Who says so, where it is not the account of the operating system."),
]


def add_to(attendance: typer.Typer) -> None:
    """Add the commands to those about attendance."""
    attendance.command("punches", epilog="Example: facegate attendance punches A-17 2025-03-03")(list_punches)
    attendance.command(
        "add-punch",
        epilog="Example: facegate attendance add-punch A-17 '2025-03-03 17:00' --direction out --reason forgotten",
    )(add_punch)
    attendance.command(
        "move-punch",
        epilog="Example: facegate attendance move-punch 0f3a... '2025-03-03 08:58' --reason 'the clock was wrong'",
    )(move_punch)
    attendance.command("void-punch", epilog="Example: facegate attendance void-punch 0f3a... --reason 'only a visit'")(
        void_punch
    )
    attendance.command("pending", epilog="Example: facegate attendance pending --json")(pending)
    attendance.command("approve", epilog="Example: facegate attendance approve 0f3a...")(approve)
    attendance.command("reject", epilog="Example: facegate attendance reject 0f3a...")(reject)


def list_punches(
    context: typer.Context,
    identifier: _Id,
    first: Annotated[str, typer.Argument(metavar="FIRST", help="First day.")],
    last: Annotated[str | None, typer.Argument(metavar="[LAST]", help="Last day, included; else only one.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List somebody's punches, also those that do not count, with what was changed and why."""
    from facegate.cli.people import find_person, site_zone

    begin = day_of(context, first)
    end = begin if last is None else day_of(context, last)
    with invocation(context).services(read_only=True) as services:
        zone = site_zone(services)
        found = services.punches.punches(find_person(services, identifier).subject_id, begin, end)
    rows = [punch_cells(line, zone) for line in found]
    Output(as_json).table([punch_record(line) for line in found], PUNCH_COLUMNS, rows, "No punches.")


def add_punch(
    context: typer.Context,
    identifier: _Id,
    moment: _Moment,
    reason: _Reason,
    direction: _Direction = None,
    actor: _As = None,
    as_json: JsonOption = False,
) -> None:
    """Say that there was a punch that nobody saw."""
    from facegate.cli.people import find_person, site_zone

    def work(services: Services) -> Event:
        at = moment_of(context, moment, site_zone(services))
        who = find_person(services, identifier).subject_id
        return services.punches.add_punch(who, at, direction, reason, actor=actor)

    _change(context, work, as_json)


def move_punch(
    context: typer.Context,
    event_id: _EventId,
    moment: _Moment,
    reason: _Reason,
    direction: _Direction = None,
    actor: _As = None,
    as_json: JsonOption = False,
) -> None:
    """Say that a punch was at another moment, or in another direction."""
    from facegate.cli.people import site_zone
    from facegate.domain.ids import EventId

    def work(services: Services) -> Event:
        at = moment_of(context, moment, site_zone(services))
        return services.punches.move_punch(EventId(event_id), at, direction, reason, actor=actor)

    _change(context, work, as_json)


def void_punch(
    context: typer.Context, event_id: _EventId, reason: _Reason, actor: _As = None, as_json: JsonOption = False
) -> None:
    """Say that a punch does not count, or that a change of one does not hold any more."""
    from facegate.domain.ids import EventId

    _change(context, lambda services: services.punches.void_punch(EventId(event_id), reason, actor=actor), as_json)


def approve(context: typer.Context, event_id: _EventId, actor: _As = None, as_json: JsonOption = False) -> None:
    """Agree to a change that somebody else asked for; it counts from now on."""
    from facegate.domain.ids import EventId

    _change(context, lambda services: services.punches.approve(EventId(event_id), actor=actor), as_json)


def reject(context: typer.Context, event_id: _EventId, actor: _As = None, as_json: JsonOption = False) -> None:
    """Do not agree to a change that somebody else asked for."""
    from facegate.domain.ids import EventId

    _change(context, lambda services: services.punches.reject(EventId(event_id), actor=actor), as_json)


def pending(context: typer.Context, as_json: JsonOption = False) -> None:
    """List changes that wait for a second person."""
    from facegate.cli.people import site_zone

    with invocation(context).services(read_only=True) as services:
        zone = site_zone(services)
        found = services.punches.pending()
        words = services.punches.reasons([event.event_id for event in found])
        people = [services.directory.get(event.subject_id) for event in found]
    values, rows = [], []
    for event, person in zip(found, people, strict=True):
        change = event.punch
        if change is not None:
            reason = words.get(event.event_id, "")
            values.append({**_value(event), "person_id": person.external_id if person else None, "reason": reason})
            who = person.name if person else "erased"
            rows.append((who, change.verdict, site_time(change.at, zone), change.actor, reason, event.event_id))
    columns = ("Person", "What", "Time", "By", "Reason", "Event")
    Output(as_json).table(values, columns, rows, "Nothing waits for approval.")


def _change(context: typer.Context, work: Callable[[Services], Event], as_json: bool) -> None:
    call = invocation(context)
    with call.services() as services, call.signals.held():
        event = work(services)
    waits = event.punch is not None and event.punch.needs_approval
    text = f"{event.event_id} recorded" + (", and counts once somebody else has approved it." if waits else ".")
    Output(as_json).result(_value(event), printable(text))


def _value(event: Event) -> dict[str, Any]:
    change = event.punch
    if change is None:
        return {"event_id": event.event_id}
    return {
        "event_id": event.event_id,
        "change": change.verdict,
        "subject_id": change.subject_id,
        "time": utc(change.at),
        "direction": change.direction,
        "about": change.about,
        "actor": change.actor,
        "needs_approval": change.needs_approval,
    }
