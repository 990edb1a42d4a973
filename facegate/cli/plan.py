"""``facegate plan``: shifts, calendars, doors and who works when, as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, note, printable
from facegate.errors import ConditionError

commands = typer.Typer(
    name="plan",
    help="Shifts, rotations, calendars, who works when, and the plan of doors.",
    epilog="Example: facegate plan import plan.toml",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_MOST_BYTES = 20_000_000
"""Of a file that is read."""


@commands.command("import", epilog="Example: facegate plan import plan.toml --replace")
def import_plan(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TOML file, as 'facegate plan export' writes it.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Remove everything that the file does not name, absences too.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take over a plan, all of it or nothing: what has an id that is known is changed, all else is added."""
    text = _read(file)
    call = invocation(context)
    with call.services() as services, call.signals.held():
        change = services.plan.import_plan(text, replacing=replace)
    value = {
        "items": [[kind, item_id] for kind, item_id, _body in change.items],
        "assignments": [each.assignment_id for each in change.assignments],
        "absences": [each.absence_id for each in change.absences],
        "removed": len(change.remove_items) + len(change.remove_assignments) + len(change.remove_absences),
    }
    done = len(change.items) + len(change.assignments) + len(change.absences)
    text = f"{counted(done, 'entry', 'entries')} taken over, {value['removed']} removed."
    Output(as_json).result(value, text)


@commands.command("export", epilog="Example: facegate plan export --out plan.toml")
def export_plan(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Else it is printed.")] = None,
    absences: Annotated[
        bool, typer.Option("--absences/--no-absences", help="With people's leave and trips, or without.")
    ] = True,
    as_json: JsonOption = False,
) -> None:
    """Write the whole plan as TOML; people by their identifiers."""
    with invocation(context).services(read_only=True) as services:
        text = services.plan.export_plan(with_absences=absences)
    if out is None:
        Output(as_json).result({"plan": text}, text.rstrip("\n"))
        return
    _write(out, text)
    Output(as_json).result({"file": str(out.absolute())}, printable(f"Plan written to {out.absolute()}"))


@commands.command("show", epilog="Example: facegate plan show --json")
def show(context: typer.Context, as_json: JsonOption = False) -> None:
    """List what the plan is made of."""
    from facegate.cli.records import utc

    with invocation(context).services(read_only=True) as services:
        items, assignments = services.plan.items(), services.plan.assignments()
        names = {
            each.who: person.external_id
            for each in assignments
            if (person := services.directory.get(_subject(each.who))) is not None
        }
    value = {
        "items": [
            {
                "kind": each.kind, "id": each.item_id, "revision": each.revision, "changed_at": utc(each.changed_at),
                "changed_by": each.changed_by,
            }
            for each in items
        ],
        "assignments": [
            {
                "id": each.assignment_id, "scope": each.scope, "who": names.get(each.who, each.who) or None,
                "schedule": each.schedule_id, "from": each.first_day.isoformat(),
                "until": each.last_day and each.last_day.isoformat(), "temporary": each.temporary,
            }
            for each in assignments
        ],
    }  # fmt: skip
    rows: list[tuple[object, ...]] = [(each.kind.replace("_", " "), each.item_id, "", "") for each in items]
    rows += [
        ("assignment", each.assignment_id, each.schedule_id, names.get(each.who, each.who) or "everybody")
        for each in assignments
    ]
    Output(as_json).table(value, ("Kind", "Id", "Schedule", "Who"), rows, "The plan is empty.")


@commands.command("holidays", epilog="Example: facegate plan holidays usual DE --region BY --years 2025-2027")
def holidays(
    context: typer.Context,
    calendar: Annotated[str | None, typer.Argument(metavar="CALENDAR", help="Id of the calendar to fill.")] = None,
    country: Annotated[str | None, typer.Argument(metavar="COUNTRY", help="Two letters, such as DE.")] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="CODE", help="Such as BY for Bavaria.")] = None,
    years: Annotated[str | None, typer.Option("--years", metavar="YEARS", help="2025 or 2025-2027; else this.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="Of the names, such as en_US.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Put a country's public holidays into a calendar; without arguments, list countries and regions."""
    if calendar is None or country is None:
        if calendar is not None:
            raise typer.BadParameter("name a calendar and a country, or nothing", ctx=context)
        _list_countries(Output(as_json))
        return
    call = invocation(context)
    with call.services() as services, call.signals.held():
        wanted = _years(context, years, services.attendance.today.year)
        found = services.plan.add_holidays(calendar, country.upper(), region, wanted, language)
    value = [{"day": each.day.isoformat(), "name": each.name} for each in found]
    Output(as_json).table(value, ("Day", "Name"), [(each.day, each.name) for each in found], "No holidays are known.")


def _list_countries(output: Output) -> None:
    from facegate.pipeline.attendance.holiday_library import countries

    known = dict(sorted(countries().items()))
    rows = [(country, " ".join(regions)) for country, regions in known.items()]
    output.table(known, ("Country", "Regions"), rows)


def _years(context: typer.Context, text: str | None, this: int) -> list[int]:
    if text is None:
        return [this]
    first, dash, last = text.partition("-")
    if not (first.isdecimal() and (last.isdecimal() if dash else True) and len(text) <= len("2025-2027")):
        raise typer.BadParameter(f"--years {text!r} is neither 2025 nor 2025-2027", ctx=context)
    return list(range(int(first), int(last or first) + 1))


def _subject(who: str) -> Any:
    from facegate.domain.ids import SubjectId

    return SubjectId(who)


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise _unreadable(file, f"it is larger than {_MOST_BYTES} bytes")
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no UTF-8"
        raise _unreadable(file, reason) from error


def _write(out: Path, text: str) -> None:
    from facegate.settings.files import write_atomically

    try:
        write_atomically(out, text.encode())
    except OSError as error:
        raise ConditionError(
            "Plan not written", "{file} cannot be written: {reason}.", "Choose another file.",
            file=out, reason=error.strerror or type(error).__name__,
        ) from error  # fmt: skip
    note("It names people by their identifiers, and says when they are away.")


def _unreadable(file: Path, reason: str) -> ConditionError:
    return ConditionError(
        "Plan not readable", "{file} cannot be read: {reason}.", "Name another file.", file=file, reason=reason
    )
