"""``facegate people ageing``: people whose references are old, or fit worse from visit to visit."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.pipeline.ageing import AgeingRecord

_DAY = timedelta(days=1)


def add_to(people: typer.Typer) -> None:
    """Add the command to those about people."""
    people.command("ageing", epilog="Example: facegate people ageing --older-than 1000 --json")(ageing)


def ageing(
    context: typer.Context,
    older_than: Annotated[
        int | None,
        typer.Option("--older-than", metavar="DAYS", min=0, help="Days after which a reference is old; five years."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the people for whom new samples are advised. Nothing is changed.

    Either their newest reference is older than that many days, or their distances rise: by 0.1 a year or more, with
    95 % confidence, over at least ten of the newest 60 visits since that reference and two weeks (the median of the
    slopes between all pairs of visits, and Sen's interval).
    """
    from facegate.domain.ageing import DEFAULT_AGE
    from facegate.domain.ids import ModelId
    from facegate.pipeline.ageing import AgeingReport

    with invocation(context).services(read_only=True) as services:
        model = ModelId(services.settings.current.recognition.embedder)
        report = AgeingReport(services.people, services.events, services.clock, model)
        with counting("Looking at people") as progress:
            total = services.people.count()
            limit = DEFAULT_AGE if older_than is None else older_than
            found = list(report.everybody(limit * _DAY, lambda done: progress(done, total)))
    Output(as_json).table(
        [_record(each) for each in found],
        ("Identifier", "Name", "Newest reference", "Days", "Old", "Rise a year", "95 % interval", "Visits"),
        [_row(each) for each in found],
        empty="Nobody's references need to be renewed.",
    )


def _record(each: AgeingRecord) -> dict[str, Any]:
    newest, drift = each.ageing.newest, each.ageing.drift
    return {
        "subject_id": each.subject.subject_id,
        "person_id": each.subject.external_id,
        "name": each.subject.name,
        "newest_reference": None if newest is None else newest.isoformat(timespec="seconds"),
        "age_days": _days(each),
        "old": each.ageing.old,
        "drift_per_year": None
        if drift is None
        else {"value": drift.value, "ci95": [drift.low, drift.high], "n": drift.n},
        "drifting": drift is not None and drift.rises,
    }


def _row(each: AgeingRecord) -> tuple[object, ...]:
    newest, drift = each.ageing.newest, each.ageing.drift
    shown = (
        (None, None, None) if drift is None else (f"{drift.value:.2f}", f"{drift.low:.2f}..{drift.high:.2f}", drift.n)
    )
    day = None if newest is None else newest.date()
    return each.subject.external_id, each.subject.name, day, _days(each), "yes" if each.ageing.old else "", *shown


def _days(each: AgeingRecord) -> int | None:
    return None if each.ageing.age is None else each.ageing.age // _DAY
