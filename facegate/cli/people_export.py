"""``facegate people export``: everybody as CSV, without templates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, printable


def add_to(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("export", epilog="Example: facegate people export --out people.csv")(export)


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The CSV file; an older one is replaced.")],
    as_json: JsonOption = False,
) -> None:
    """Write everybody's record to a CSV file: no templates, pictures or PINs.

    'facegate people import FILE --update' reads it again.
    """
    from zoneinfo import ZoneInfo

    from facegate.pipeline.people_export import export_people

    with invocation(context).services(read_only=True) as services:
        people = export_people(services.people, ZoneInfo(services.settings.current.site.zone), out)
    target = out.absolute()
    said = printable(f"{counted(people, 'person', 'people')} written to {target}")
    Output(as_json).result({"file": str(target), "people": people}, said)
