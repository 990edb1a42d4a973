"""``facegate events``: the log, and saying what it got wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.export import FromOption, ToOption, days_of
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, note, printable
from facegate.cli.records import event_record, event_text, record_fields, record_text

if TYPE_CHECKING:
    from facegate.domain.events import Event
    from facegate.domain.ids import EventId
    from facegate.pipeline.services import Services

EventArgument = Annotated[str, typer.Argument(metavar="EVENT_ID", help="The event; 'facegate events list' shows it.")]

_MOST_LISTED = 1000
"""Events that are listed by themselves: some days of a gate, in a second."""

commands = typer.Typer(
    name="events",
    help="The log of events, and corrections of it.",
    epilog="Example: facegate events list --from 2025-03-01",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command("list", epilog="Example: facegate events list --from 2025-03-01 --to 2025-03-07 --json")
def list_events(
    context: typer.Context,
    first: FromOption = None,
    last: ToOption = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="The newest N of them; 0 for all.")
    ] = _MOST_LISTED,
    as_json: JsonOption = False,
) -> None:
    """List the events of the days, or all, oldest first, with what corrections make of them."""
    begin, end = days_of(context, first, last)
    with invocation(context).services(read_only=True) as services:
        holding = services.events.corrections()
        found, more = _newest(services, begin, end, limit)
        if as_json:
            Output(as_json).result([_record(services, event, holding) for event in found])
        else:
            # Without a limit lines come one by one, however long the log is.
            for event in found:
                Output(as_json).line(None, printable(_text(services, event, holding)))
    if more:
        note(f"These are the newest {limit}; --limit 0 lists all.")


@commands.command("correct", epilog="Example: facegate events correct 5abbd03c12cdaa701c6683cb70adaa05 --is A-17")
def correct_event(
    context: typer.Context,
    event_id: EventArgument,
    not_this_person: Annotated[
        bool, typer.Option("--not-this-person", help="Whom the event names was somebody else.")
    ] = False,
    who: Annotated[str | None, typer.Option("--is", metavar="ID", help="Who it was: identifier or subject id.")] = None,
    keep_negative: Annotated[
        bool, typer.Option("--keep-negative", help="Keep the look as one that is not the person wrongly named.")
    ] = False,
    add_reference: Annotated[
        bool, typer.Option("--add-reference", help="With --is: add the look to that person's references.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Say what an event got wrong. Nothing old is changed: a new event names it, and can be undone.

    The last two options need the event's look, which is kept only where the settings say so (storage.keep_looks).
    """
    from facegate.cli.models import ensure_models
    from facegate.cli.people import find_person
    from facegate.domain.events import Verdict
    from facegate.domain.ids import EventId

    if not_this_person == (who is not None):
        raise typer.BadParameter("give either --not-this-person or --is ID", ctx=context)
    if add_reference and who is None:
        raise typer.BadParameter("--add-reference needs --is ID", ctx=context)
    call = invocation(context)
    with call.services() as services:
        subject = None if who is None else find_person(services, who).subject_id
        if add_reference:
            # The look is compared with everybody's references first.
            ensure_models(call, services)
            services.controller.load()
        verdict = Verdict.NOT_THIS_PERSON if subject is None else Verdict.IS
        with call.signals.held():
            event = services.corrections.correct(
                EventId(event_id), verdict, subject, keep_negative=keep_negative, add_reference=add_reference
            )
        _say(services, event, as_json, "Corrected")


@commands.command("undo", epilog="Example: facegate events undo 5abbd03c12cdaa701c6683cb70adaa05")
def undo_correction(context: typer.Context, event_id: EventArgument, as_json: JsonOption = False) -> None:
    """Take a correction back, named by its own id or by that of the event, and with it what it taught."""
    from facegate.domain.ids import EventId

    call = invocation(context)
    with call.services() as services, call.signals.held():
        event = services.corrections.undo(EventId(event_id))
        _say(services, event, as_json, "Undone")


def _say(services: Services, event: Event, as_json: bool, done: str) -> None:
    record = _record(services, event, services.events.corrections())
    Output(as_json).result(record, f"{done}; recorded as event {event.event_id}.")


def _newest(services: Services, first: date | None, last: date | None, limit: int) -> tuple[Iterable[Event], bool]:
    """The newest events of the days, oldest first, and whether there are more."""
    if not limit:
        return _within(services, first, last), False
    found = list(_within(services, first, last, limit + 1))
    return found[limit - 1 :: -1] if len(found) > limit else found[::-1], len(found) > limit


def _within(services: Services, first: date | None, last: date | None, newest: int | None = None) -> Iterator[Event]:
    """Events of the days, oldest first; with ``newest`` the newest so many, newest first."""
    from zoneinfo import ZoneInfo

    from facegate.domain.attendance.workdays import day_bounds
    from facegate.domain.events import EventFilter

    zone = ZoneInfo(services.settings.current.site.zone)
    begin = day_bounds(first, zone)[0] if first else None
    wanted = EventFilter(first=begin, last=day_bounds(last, zone)[1] if last else None)
    return services.events.query(wanted, newest, newest_first=newest is not None)


def _record(services: Services, event: Event, holding: dict[EventId, Event]) -> dict[str, Any]:
    from facegate.domain.corrections import effective

    said = effective(event, holding)
    corrected = None
    if said.correction is not None:
        person = services.directory.get(said.subject_id)
        corrected = {
            "correction_id": said.correction.event_id,
            "verdict": said.correction.verdict,
            "actor": said.correction.actor,
            "result": said.result,
            "subject_id": said.subject_id,
            "person_id": person.external_id if person else None,
            "name": person.name if person else None,
        }
    return {
        **event_record(event, services.directory.get(event.subject_id)),
        "corrects": event.corrects,
        "verdict": event.verdict,
        "actor": event.actor,
        **record_fields(event),
        "corrected": corrected,
    }


def _text(services: Services, event: Event, holding: dict[EventId, Event]) -> str:
    from zoneinfo import ZoneInfo

    from facegate.domain.corrections import effective
    from facegate.domain.events import RECORDS, EventType, Verdict

    zone = ZoneInfo(services.settings.current.site.zone)
    person = services.directory.get(event.subject_id)
    claimed = services.directory.get(event.claimed_id)
    line = f"{event.event_id}  {event_text(event, person, zone, claimed)}"
    if event.type is EventType.CORRECTION and event.verdict is not None:
        who = f" {person.name} ({person.external_id})" if person else ""
        return f"{line}  {event.corrects}: {event.verdict.replace('_', ' ')}{who}, by {event.actor}"
    if event.type in RECORDS:
        who = f"{person.name} ({person.external_id})" if person else ""
        return "  ".join(part for part in (line, who, record_text(event, zone)) if part)
    said = effective(event, holding)
    if said.correction is None:
        return line
    now = services.directory.get(said.subject_id)
    named = f"{now.name} ({now.external_id})" if now else "an erased person"
    return f"{line}  corrected: {f'is {named}' if said.correction.verdict is Verdict.IS else 'not this person'}"
