"""``facegate export``: events or attendance as CSV."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, printable

FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="First day, such as 2025-03-01, in the site's zone.")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day, included.")]
OutOption = Annotated[Path, typer.Option("--out", metavar="FILE", help="The CSV file; an older one is replaced.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        name="export",
        help="Write CSV files: UTF-8 with BOM, times in the site's zone.",
        epilog="Example: facegate export attendance --from 2025-03-01 --to 2025-03-31 --out march.csv",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command("events", epilog="Example: facegate export events --out events.csv")(export_events)
    group.command("attendance", epilog="Example: facegate export attendance --from 2025-03-01 --out march.csv")(
        export_attendance
    )
    app.add_typer(group)


def export_events(
    context: typer.Context, out: OutOption, first: FromOption = None, last: ToOption = None, as_json: JsonOption = False
) -> None:
    """Write every event of the days, or all."""
    _export(context, "events", out, first, last, as_json)


def export_attendance(
    context: typer.Context, out: OutOption, first: FromOption = None, last: ToOption = None, as_json: JsonOption = False
) -> None:
    """Write first in, last out and hours per person and day."""
    _export(context, "attendance", out, first, last, as_json)


def _export(context: typer.Context, what: str, out: Path, first: str | None, last: str | None, as_json: bool) -> None:
    begin, end = days_of(context, first, last)
    with invocation(context).services(read_only=True) as services:
        write = services.exports.events if what == "events" else services.exports.attendance
        rows = write(begin, end, out)
    target = out.absolute()
    said = printable(f"{counted(rows, 'row')} written to {target}")
    Output(as_json).result({"file": str(target), "rows": rows}, said)


def days_of(
    context: typer.Context, first: str | None, last: str | None, options: tuple[str, str] = ("--from", "--to")
) -> tuple[date | None, date | None]:
    """The days of two options. Raises BadParameter where one is none, or they run backwards."""
    begin, end = _day(context, options[0], first), _day(context, options[1], last)
    if begin is not None and end is not None and begin > end:
        raise typer.BadParameter(f"{options[0]} {begin} is after {options[1]} {end}", ctx=context)
    return begin, end


def _day(context: typer.Context, option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{option} {text!r} is not a day such as 2025-03-01", ctx=context) from None
