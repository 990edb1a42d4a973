"""``facegate absence``: leave and business trips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.attendance_words import day_of
from facegate.cli.export import FromOption, ToOption, days_of
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output
from facegate.domain.attendance.absences import AbsenceKind, DayPart

if TYPE_CHECKING:
    from facegate.domain.attendance.absences import Absence
    from facegate.domain.people import PersonName

commands = typer.Typer(
    name="absence",
    help="Leave and business trips.",
    epilog="Example: facegate absence add A-17 leave 2025-03-03 2025-03-07",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command("add", epilog="Example: facegate absence add A-17 leave 2025-03-03 2025-03-07")
def add(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")],
    kind: Annotated[AbsenceKind, typer.Argument(metavar="KIND", help="leave, or trip, which counts as worked.")],
    first: Annotated[str, typer.Argument(metavar="FIRST", help="First day.")],
    last: Annotated[str | None, typer.Argument(metavar="[LAST]", help="Last day, included; else only one.")] = None,
    part: Annotated[DayPart, typer.Option("--part", help="Of each day: full, morning or afternoon.")] = DayPart.FULL,
    paid: Annotated[bool, typer.Option("--paid/--unpaid", help="Whether leave is paid.")] = True,
    as_json: JsonOption = False,
) -> None:
    """Enter somebody's leave or trip."""
    from facegate.cli.people import find_person
    from facegate.domain.attendance.absences import Absence
    from facegate.domain.attendance.plan_errors import PlanError

    begin = day_of(context, first)
    end = begin if last is None else day_of(context, last)
    call = invocation(context)
    with call.services() as services, call.signals.held():
        who = find_person(services, identifier)
        try:
            absence = Absence("", who.subject_id, kind, begin, end, part, paid)
        except PlanError:
            raise typer.BadParameter(f"{begin} is after {end}", ctx=context) from None
        absence = services.plan.add_absence(absence)
        person = services.directory.get(who.subject_id)
    text = f"{absence.absence_id}: {kind} from {begin} to {end}."
    Output(as_json).result(_record(absence, person), text)


@commands.command("list", epilog="Example: facegate absence list --from 2025-03-01 --to 2025-03-31")
def list_absences(
    context: typer.Context,
    identifier: Annotated[str | None, typer.Argument(metavar="[ID]", help="Only this person.")] = None,
    first: FromOption = None,
    last: ToOption = None,
    as_json: JsonOption = False,
) -> None:
    """List leave and trips that touch the days."""
    from facegate.cli.people import find_person

    begin, end = days_of(context, first, last)
    with invocation(context).services(read_only=True) as services:
        who = None if identifier is None else find_person(services, identifier).subject_id
        found = [(each, services.directory.get(each.subject_id)) for each in services.plan.absences(who, begin, end)]
    rows = [
        (
            person.name if person else "",
            each.kind,
            each.first_day,
            each.last_day,
            each.part,
            "paid" if each.paid else "unpaid",
            each.absence_id,
        )
        for each, person in found
    ]
    columns = ("Person", "Kind", "From", "To", "Part", "Pay", "Id")
    Output(as_json).table([_record(each, person) for each, person in found], columns, rows, "Nobody is away.")


@commands.command("remove", epilog="Example: facegate absence remove 0f3a...")
def remove(
    context: typer.Context,
    absence_id: Annotated[str, typer.Argument(metavar="ABSENCE_ID", help="'facegate absence list' shows it.")],
    as_json: JsonOption = False,
) -> None:
    """Take leave or a trip back."""
    call = invocation(context)
    with call.services() as services, call.signals.held():
        services.plan.remove_absence(absence_id)
    Output(as_json).result({"removed": absence_id}, f"{absence_id} removed.")


def _record(absence: Absence, person: PersonName | None) -> dict[str, Any]:
    return {
        "absence_id": absence.absence_id,
        "subject_id": absence.subject_id,
        "person_id": person.external_id if person else None,
        "name": person.name if person else None,
        "kind": absence.kind,
        "first": absence.first_day.isoformat(),
        "last": absence.last_day.isoformat(),
        "part": absence.part,
        "paid": absence.paid,
    }
