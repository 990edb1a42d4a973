"""``facegate attendance``: minutes of days, why they are as they are, and periods that are final."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli import punches
from facegate.cli.attendance_words import (
    day_of,
    explained_lines,
    explained_record,
    period_record,
)
from facegate.cli.export import FromOption, ToOption, days_of
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, printable
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.cli.signals import Stopped

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")]

commands = typer.Typer(
    name="attendance",
    help="Working time: days, punches, and periods that are closed. 'facegate export' writes reports of them.",
    epilog="Example: facegate attendance explain A-17 2025-03-03",
    no_args_is_help=True,
    rich_markup_mode=None,
)
punches.add_to(commands)


@commands.command("recompute", epilog="Example: facegate attendance recompute --from 2025-03-01 --person A-17")
def recompute(
    context: typer.Context,
    first: FromOption = None,
    last: ToOption = None,
    person: Annotated[
        list[str] | None, typer.Option("--person", metavar="ID", help="Only this person; repeatable.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Work out days anew from events and plan. Needed for nothing: what changes is worked out before it is shown.

    Closed days stay. Ctrl-C stops it; what is done stays done.
    """
    from facegate.cli.people import find_person

    begin, end = days_of(context, first, last)
    call = invocation(context)
    stop: list[Stopped] = []

    def cancelled() -> bool:
        stop.extend(taken for taken in [call.signals.take()] if taken is not None)
        return bool(stop)

    with call.services() as services, call.signals.held():
        people = [find_person(services, each).subject_id for each in person] if person else None
        with counting("People") as told:
            done = services.attendance.recompute(begin, end, people, told, cancelled)
    if stop:
        raise stop[0]
    Output(as_json).result({"people": done}, f"Days of {counted(done, 'person', 'people')} worked out.")


@commands.command("explain", epilog="Example: facegate attendance explain A-17 2025-03-03")
def explain(
    context: typer.Context,
    identifier: IdArgument,
    day: Annotated[str, typer.Argument(metavar="DAY", help="Such as 2025-03-03, in the site's zone.")],
    as_json: JsonOption = False,
) -> None:
    """Say why somebody's day has its minutes: which punches counted, and what every rule gave or took."""
    from facegate.cli.people import find_person, site_zone

    wanted = day_of(context, day)
    with invocation(context).services(read_only=True) as services:
        zone = site_zone(services)
        explained = services.attendance.explain(find_person(services, identifier).subject_id, wanted)
    text = printable_lines(explained_lines(explained, zone))
    Output(as_json).result(explained_record(explained, zone), text)


def printable_lines(lines: list[str]) -> str:
    """Lines without what would move the terminal's cursor."""
    return "\n".join(map(printable, lines))


@commands.command("close", epilog="Example: facegate attendance close 2025-03-01 2025-03-31")
def close(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="FIRST", help="First day.")],
    last: Annotated[str, typer.Argument(metavar="LAST", help="Last day, included; it has to be over.")],
    as_json: JsonOption = False,
) -> None:
    """Declare days final: they are brought up to date once more, and never worked out again."""
    begin, end = day_of(context, first), day_of(context, last)
    call = invocation(context)
    with call.services() as services, counting("People") as told:
        period = services.attendance.close_period(begin, end, told)
        odd = sum(bool(each.result.exceptions) for each in services.attendance.days(begin, end))
    text = f"Period {period.period_id} closed: {period.first} to {period.last}."
    if odd:
        text += f"\nDays in it that somebody should look at: {odd}. 'facegate export exceptions' lists them."
    Output(as_json).result(period_record(period), text)


@commands.command("reopen", epilog="Example: facegate attendance reopen 3 --reason 'a gate was offline'")
def reopen(
    context: typer.Context,
    period_id: Annotated[int, typer.Argument(metavar="PERIOD", help="Its number; 'periods' lists all.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; goes into the audit.")],
    as_json: JsonOption = False,
) -> None:
    """Let closed days be worked out again."""
    with invocation(context).services() as services:
        period = services.attendance.reopen_period(period_id, reason)
    text = f"Period {period.period_id} reopened: {period.first} to {period.last}."
    Output(as_json).result(period_record(period), text)


@commands.command("periods", epilog="Example: facegate attendance periods --json")
def periods(context: typer.Context, as_json: JsonOption = False) -> None:
    """List all periods that were ever closed."""
    with invocation(context).services(read_only=True) as services:
        found = services.attendance.periods()
    columns = ("Period", "From", "To", "State", "By", "Reason")
    rows = [
        (
            each.period_id,
            each.first,
            each.last,
            "closed" if each.reopened_at is None else "reopened",
            each.closed_by if each.reopened_by is None else each.reopened_by,
            each.reason,
        )
        for each in found
    ]
    Output(as_json).table([period_record(each) for each in found], columns, rows, "No period was closed yet.")
