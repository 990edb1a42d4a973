"""Unknown visitors of the event log, grouped by person: who came again, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import typer

from facegate.cli.invocation import Invocation
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, note
from facegate.cli.progress import counting
from facegate.cli.records import rounded, utc

if TYPE_CHECKING:
    from facegate.domain.ids import ModelId
    from facegate.domain.looks import KeptLook
    from facegate.pipeline.services import Services

_COLUMNS = ("Visitor", "Visits", "First seen", "Last seen", "Most typical event")

Days = tuple[date | None, date | None]


def days(context: typer.Context, first: str | None, last: str | None) -> Days:
    """The days that were named, both included."""
    begin, end = (_day(context, name, text) for name, text in (("--from", first), ("--to", last)))
    if begin is not None and end is not None and begin > end:
        raise typer.BadParameter(f"--from {begin} is after --to {end}", ctx=context)
    return begin, end


def cluster_visitors(call: Invocation, wanted: Days, chosen: float | None, output: Output) -> None:
    """Group the kept looks of events that name nobody, and tell of each group.

    Raises:
        StorageError, ModelError, EvaluationError: it cannot be done; it says why.
    """
    from facegate.cli.cluster import threshold_of

    with call.services(read_only=True) as services:
        ensure_models(call, services)
        engine = services.controller.load()
        threshold, model = threshold_of(engine, chosen), engine.vision.extractor.model_id
        looks = _looks(services, wanted, model)
        groups = _groups(looks, threshold)
        zone = ZoneInfo(services.settings.current.site.zone)
        keeps = services.settings.current.storage.keep_looks
    if keeps != "everyone":
        note('Looks of visitors are not kept. The setting storage.keep_looks = "everyone" keeps them, encrypted.')
    record = {
        "model": model,
        "threshold": rounded(threshold),
        "looks": len(looks),
        "visitors": [_record(number, group) for number, group in enumerate(groups, 1)],
    }
    rows = [
        (number, len(group), *(_local(moment, zone) for moment in _ends(group)), group[0].event_id)
        for number, group in enumerate(groups, 1)
    ]
    output.table(record, _COLUMNS, rows, empty="No look of an unknown visitor is kept for these days.")


def _looks(services: Services, wanted: Days, model: ModelId) -> list[KeptLook]:
    from facegate.domain.attendance.workdays import day_bounds

    zone = ZoneInfo(services.settings.current.site.zone)
    first = None if wanted[0] is None else day_bounds(wanted[0], zone)[0]
    last = None if wanted[1] is None else day_bounds(wanted[1], zone)[1]
    return list(services.looks.unidentified(first, last, model))


def _groups(looks: Sequence[KeptLook], threshold: float) -> list[list[KeptLook]]:
    """Looks of each visitor, the medoid first, then by time."""
    import numpy as np

    from facegate.evaluation.clustering import group_faces

    if not looks:
        return []
    with counting("Comparing") as count:
        found = group_faces(np.stack([look.template.vector for look in looks]), threshold, count)
    return [
        [looks[place] for place in (group.medoid, *(each for each in group.members if each != group.medoid))]
        for group in found
    ]


def _record(number: int, group: Sequence[KeptLook]) -> dict[str, Any]:
    first, last = _ends(group)
    in_time = sorted(group, key=lambda look: look.occurred_at)
    return {
        "visitor": number,
        "visits": len(group),
        "first_seen": utc(first),
        "last_seen": utc(last),
        "medoid": group[0].event_id,
        "events": [look.event_id for look in in_time],
    }


def _ends(group: Sequence[KeptLook]) -> tuple[datetime, datetime]:
    moments = [look.occurred_at for look in group]
    return min(moments), max(moments)


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def _day(context: typer.Context, option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{option} {text!r} is not a day such as 2025-03-01", ctx=context) from None
