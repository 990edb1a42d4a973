"""``facegate access``: whom doors open for, who is inside, and what an operator does at the desk."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from facegate.cli import access_watch_list
from facegate.cli.asking import asked
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, note, printable
from facegate.cli.records import site_time, utc
from facegate.domain.access.codes import ResetReason
from facegate.domain.access.factors import Factors

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from facegate.domain.access.decisions import Decision
    from facegate.domain.events import Event
    from facegate.domain.ids import SubjectId
    from facegate.pipeline.access.muster import Inside
    from facegate.pipeline.services import Services

commands = typer.Typer(
    name="access",
    help="Whom doors open for, who is inside, lock-down and watch list. The doors' plan is 'facegate plan'.",
    epilog="Example: facegate access preview A-17 entrance '2025-03-03 08:58'",
    no_args_is_help=True,
    rich_markup_mode=None,
)

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")]
DoorArgument = Annotated[str, typer.Argument(metavar="DOOR", help="Id of the door in the plan.")]


@commands.command("preview", epilog="Example: facegate access preview A-17 entrance '2025-03-03 08:58'")
def preview(
    context: typer.Context,
    identifier: IdArgument,
    door: DoorArgument,
    moment: Annotated[
        str, typer.Argument(metavar="MOMENT", help="Such as '2025-03-03 08:58', by the site's clock; or 'now'.")
    ] = "now",
    shown: Annotated[
        Factors, typer.Option("--shown", help="What they show: face, face+card, face+pin, card+pin.")
    ] = Factors.FACE,
    as_json: JsonOption = False,
) -> None:
    """Say what would happen if somebody stood at a door, and why; with everybody where they are now. Nothing opens."""
    from facegate.cli.people import find_person, site_zone

    with invocation(context).services(read_only=True) as services:
        subject = find_person(services, identifier)
        at = _moment(context, moment, services.clock.now(), site_zone(services))
        decision = services.access.preview(subject.subject_id, door, at, shown.needed)
    _say(Output(as_json), decision, at)


@commands.command("muster", epilog="Example: facegate access muster --out muster.pdf")
def muster(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it there: CSV, XLSX or PDF, as the name ends.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List who is inside now, as far as the doors know."""
    from facegate.cli.people import site_zone
    from facegate.pipeline.access.muster import muster_table

    output = Output(as_json)
    with invocation(context).services(read_only=True) as services:
        inside, zone = services.access.muster(), site_zone(services)
        if out is not None:
            services.exports.write_table(muster_table(inside, zone), out)
    if out is not None:
        target = out.absolute()
        text = f"{counted(len(inside), 'person', 'people')} inside, written to {target}"
        output.result({"file": str(target), "rows": len(inside)}, printable(text))
        return
    output.table(
        [_inside_record(each) for each in inside],
        ("Zone", "Name", "Identifier", "Since"),
        [
            (
                each.zone,
                "somebody erased" if each.person is None else each.person.name,
                None if each.person is None else each.person.external_id,
                site_time(each.since, zone),
            )
            for each in inside
        ],
        empty="Nobody is inside, as far as the doors know.",
    )


@commands.command("check", epilog="Example: facegate access check")
def check(context: typer.Context, as_json: JsonOption = False) -> None:
    """Say whether the doors' plan holds together, and where nobody gets out by themselves."""
    from facegate.domain.access.plan_problems import shut_in

    with invocation(context).services(read_only=True) as services:
        plan, problems = services.access.plan, services.access.problems
        locked = services.access.locked_down
    closed = [zone.zone_id for zone in shut_in(plan)]
    record = {
        "doors": len(plan.doors), "problems": [str(each) for each in problems], "no_free_way_out": closed,
        "lock_down": locked,
    }  # fmt: skip
    lines = [f"The {each}." for each in problems]
    lines += [f"Zone {each!r} has no free way out: its doors ask for a rule." for each in closed]
    lines += ["A lock-down is in force."] if locked else []
    lines += [] if problems else [f"{counted(len(plan.doors), 'door')}; the plan holds together."]
    Output(as_json).result(record, "\n".join(printable(line) for line in lines))


@commands.command("open", epilog="Example: facegate access open entrance --yes")
def open_door(
    context: typer.Context,
    door: DoorArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Open a door once, whatever the rules say; it is logged with your name. A gate that runs does it itself."""
    from facegate.cli.pulsing import carried_out
    from facegate.errors import InUseError

    if not yes:
        typer.confirm(f"Open {printable(door)} once?", abort=True, err=True)
    call = invocation(context)
    try:
        with call.services() as services, call.signals.held():
            result = carried_out(services, lambda: services.access.open_door(door))
    except InUseError as error:
        event_id = asked(call, error, "open", door)
        said = "The running FaceGate was told to open it; 'facegate events list' says what became of it."
        Output(as_json).result({"door": door, "outcome": "ordered", "event_id": event_id}, said)
        return
    outcome = None if result is None else result.outcome.value
    said = {None: "Logged; the door has no output.", "dry_run": "Dry run: nothing was moved."}.get(outcome, "Opened.")
    Output(as_json).result({"door": door, "outcome": outcome}, said)


@commands.command("lock-down", epilog="Example: facegate access lock-down on")
def lock_down(
    context: typer.Context,
    state: Annotated[Literal["on", "off"], typer.Argument(help="Begin or end it.")],
    as_json: JsonOption = False,
) -> None:
    """Deny everybody at every door that is not free, or end that. It outlives restarts."""
    from facegate.errors import InUseError

    call = invocation(context)
    try:
        with call.services() as services, call.signals.held():
            event_id: str | None = services.access.lock_down(state == "on").event_id
    except InUseError as error:
        event_id = asked(call, error, "lock_down" if state == "on" else "end_lock_down")
    done = "A lock-down is in force." if state == "on" else "The lock-down is over."
    Output(as_json).result({"lock_down": state == "on", "event_id": event_id}, done)


@commands.command("reset", epilog="Example: facegate access reset A-17 --reason left_unseen")
def reset(
    context: typer.Context,
    identifier: IdArgument,
    reason: Annotated[ResetReason | None, typer.Option("--reason", help="Why; it is logged.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Forget where somebody is, so that anti-passback lets them in again; it is logged with your name.

    Somebody who was erased is named by the subject id that 'facegate access muster --json' shows.
    """
    from facegate.errors import InUseError

    call = invocation(context)
    try:
        with call.services() as services, call.signals.held():
            subject_id = _inside_or_known(services, identifier)
            event: Event | None = services.access.reset(subject_id, reason)
        event_id = None if event is None else str(event.event_id)
    except InUseError as error:
        event_id = asked(call, error, "reset", identifier, reason)
        with call.services(read_only=True) as services:
            subject_id = _inside_or_known(services, identifier)
    done = "It was not known where they are." if event_id is None else "It is not known any more where they are."
    Output(as_json).result({"subject_id": subject_id, "event_id": event_id}, done)


@commands.command("duress-pin", epilog="Example: facegate access duress-pin A-17")
def duress_pin(
    context: typer.Context,
    identifier: IdArgument,
    clear: Annotated[bool, typer.Option("--clear", help="Take it away.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Set a second PIN, typed twice or on stdin, that opens like the first and raises a silent alarm."""
    from facegate.cli.people import find_person
    from facegate.cli.pin_input import read_pin

    call = invocation(context)
    with call.services() as services:
        subject = find_person(services, identifier)
        pin = None if clear else read_pin(context)
        with call.signals.held():
            services.keypad.set_duress_pin(subject.subject_id, pin)
        on = services.settings.current.access.duress_pins
    if not (clear or on):
        note("PINs for duress are off: 'facegate access duress-pins on' lets them work.")
    done = "The PIN for duress was taken away." if clear else "The PIN for duress was set."
    Output(as_json).result({"subject_id": subject.subject_id, "has_duress_pin": not clear, "in_use": on}, done)


@commands.command("duress-pins", epilog="Example: facegate access duress-pins on")
def duress_pins(
    context: typer.Context,
    state: Annotated[Literal["on", "off"], typer.Argument(help="Whether they work.")],
    as_json: JsonOption = False,
) -> None:
    """Let PINs for duress work at the keypad, or not. Every PIN takes twice as long to check while they do."""
    from facegate.settings.model import with_changes

    call = invocation(context)
    with call.services() as services, call.signals.held():
        settings = services.settings
        settings.replace(with_changes(settings.current, "access", duress_pins=state == "on"))
    Output(as_json).result({"duress_pins": state == "on"}, f"PINs for duress are {state}.")


commands.add_typer(access_watch_list.commands)


def _inside_or_known(services: Services, identifier: str) -> SubjectId:
    """Whose it is, also of somebody who was erased and counts as inside. Raises NotFoundError."""
    from facegate.cli.people import find_person
    from facegate.errors import NotFoundError

    try:
        return find_person(services, identifier).subject_id
    except NotFoundError:
        for each in services.access.muster():
            if each.subject_id == identifier:
                return each.subject_id
        raise


def _say(output: Output, decision: Decision, at: datetime) -> None:
    from facegate.domain.access.explanations import CODE_WORDS, explained

    record = {
        "allowed": decision.allowed,
        "code": decision.code,
        "shown": decision.shown,
        "words": CODE_WORDS[decision.code],
        "at": utc(at),
        "rule": decision.rule_id,
        "missing": list(decision.missing),
        "alarms": list(decision.alarms),
        "steps": [{"check": step.check, "passed": step.passed, "values": dict(step.values)} for step in decision.steps],
    }
    output.result(record, "\n".join(printable(line) for line in explained(decision)))


def _inside_record(inside: Inside) -> dict[str, Any]:
    person = inside.person
    return {
        "zone": inside.zone_id,
        "subject_id": inside.subject_id,
        "person_id": person.external_id if person else None,
        "name": person.name if person else None,
        "since": utc(inside.since),
    }


def _moment(context: typer.Context, given: str, now: datetime, zone: ZoneInfo) -> datetime:
    if given == "now":
        return now
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(
            f"{given!r} is no moment such as '2025-03-03 08:58'", ctx=context, param_hint="MOMENT"
        ) from None
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
