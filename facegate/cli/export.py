"""``facegate export KIND``: reports as CSV, XLSX or PDF."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, printable
from facegate.cli.progress import reading
from facegate.domain.report_kinds import COLUMNS, ReportKind

if TYPE_CHECKING:
    from facegate.domain.ids import SubjectId
    from facegate.domain.report_tables import WrittenReport
    from facegate.pipeline.reports.service import ReportFormat, ReportRequest
    from facegate.pipeline.services import Services

_RANDOM_ID = re.compile("[0-9a-f]{32}")

FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DAY", help="First day, such as 2025-03-01, in the site's zone.")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day, included.")]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "export",
        epilog="Example: facegate export timesheet --from 2025-03-01 --to 2025-03-31 --out march.xlsx",
        no_args_is_help=True,
    )(export)


def export(
    context: typer.Context,
    kind: Annotated[ReportKind, typer.Argument(metavar="KIND", help="Which report.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file; an older one is replaced.")
    ] = None,
    first: FromOption = None,
    last: ToOption = None,
    file_format: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="csv, xlsx or pdf; else as the file's name ends.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="ID", help="Only this person: identifier or subject ID.")
    ] = None,
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="KEYS", help="Columns in order, with commas between them.")
    ] = None,
    profile: Annotated[
        str | None, typer.Option("--profile", metavar="NAME", help="Columns that were saved under this name.")
    ] = None,
    save_profile: Annotated[
        str | None, typer.Option("--save-profile", metavar="NAME", help="Save --columns under this name.")
    ] = None,
    list_columns: Annotated[
        bool, typer.Option("--list-columns", help="Print the columns that the report can have, and do nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a report to a file that only you can read: CSV for programs, XLSX for spreadsheets, PDF for paper.

    Times are those of the site's zone. CSV has minutes as whole numbers and times as ISO 8601.
    """
    if list_columns:
        _list_columns(kind, Output(as_json))
        return
    if out is None:
        raise typer.BadParameter("--out says where to write", ctx=context)
    if columns is not None and profile is not None:
        raise typer.BadParameter("--columns and --profile exclude each other", ctx=context)
    if save_profile is not None and columns is None:
        raise typer.BadParameter("--save-profile needs --columns", ctx=context)
    begin, end = days_of(context, first, last)
    chosen = _format(context, file_format, out)
    keys = None if columns is None else tuple(key.strip() for key in columns.split(","))
    with invocation(context).services(read_only=save_profile is None) as services:
        from facegate.pipeline.reports.profiles import columns_of, save
        from facegate.pipeline.reports.service import ReportRequest

        if profile is not None:
            keys = columns_of(services.settings.current.reports, kind, profile)
        request = ReportRequest(kind, begin, end, _subject(services, person), keys)
        written = _write(services, request, out, chosen)
        if save_profile is not None and keys is not None:
            save(services.settings, kind, save_profile, keys)
    _say(Output(as_json), out, written)


def _write(services: Services, request: ReportRequest, out: Path, chosen: ReportFormat) -> WrittenReport:
    with reading("Rows read") as told:
        return services.exports.write(request, out, chosen, told)


def _say(output: Output, out: Path, written: WrittenReport) -> None:
    target = out.absolute()
    value: dict[str, Any] = {"file": str(target), "rows": written.rows}
    text = f"{counted(written.rows, 'row')} written to {target}"
    if written.pages is not None:
        value |= {"pages": written.pages, "missing_scripts": list(written.missing_scripts)}
        text = f"{counted(written.rows, 'row')} on {counted(written.pages, 'page')} written to {target}"
    output.result(value, printable(text))


def _list_columns(kind: ReportKind, output: Output) -> None:
    value = [
        {"key": column.key, "heading": column.heading, "kind": column.kind.value, "printed": column.printed}
        for column in COLUMNS[kind]
    ]
    rows = [
        (column.key, column.heading, column.kind.value, "yes" if column.printed else "") for column in COLUMNS[kind]
    ]
    output.table(value, ("Key", "Heading", "Kind", "On paper"), rows)


def _format(context: typer.Context, name: str | None, out: Path) -> ReportFormat:
    from facegate.pipeline.reports.service import ReportFormat, format_of

    if name is None:
        return format_of(out)
    try:
        return ReportFormat(name.lower())
    except ValueError:
        known = ", ".join(ReportFormat)
        raise typer.BadParameter(f"--format {name!r} is none of {known}", ctx=context) from None


def _subject(services: Services, person: str | None) -> SubjectId | None:
    if person is None:
        return None
    from facegate.cli.people import find_person
    from facegate.domain.ids import SubjectId

    if services.people.find(person) is None and _RANDOM_ID.fullmatch(person):
        # Also of somebody who was erased: what they left is known by their random id alone.
        return SubjectId(person)
    return find_person(services, person).subject_id


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
