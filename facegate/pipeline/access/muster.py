"""Who is inside now: the list for a muster point, and as a table to write or print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from facegate.domain.access.plan import AccessPlan
from facegate.domain.access.whereabouts import Passage
from facegate.domain.ids import SubjectId
from facegate.domain.people import PersonName
from facegate.domain.report_tables import Column, ColumnKind, Table


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody who is inside, as far as doors know.

    Attributes:
        subject_id: random.
        person: what they are called; None for somebody who was erased and may be inside all the same.
        zone_id, zone: where they are, and what that is called.
        since: aware, UTC.
    """

    subject_id: SubjectId
    person: PersonName | None
    zone_id: str
    zone: str
    since: datetime


def muster_of(
    known: Iterable[Passage], plan: AccessPlan, names: Callable[[SubjectId], PersonName | None]
) -> list[Inside]:
    """Everybody who is not outside, by zone and then by name."""
    found = [
        Inside(each.subject_id, names(each.subject_id), each.zone_id, _called(plan, each.zone_id), each.at)
        for each in known
        if not plan.is_outside(each.zone_id)
    ]
    return sorted(found, key=lambda each: (each.zone, each.person is None, _sorted_by(each), each.subject_id))


def _called(plan: AccessPlan, zone_id: str) -> str:
    zone = plan.zone(zone_id)
    return zone_id if zone is None else zone.name


def _sorted_by(inside: Inside) -> str:
    return "" if inside.person is None else inside.person.name.casefold()


def muster_table(inside: Sequence[Inside], zone: ZoneInfo) -> Table:
    """The list as a table that can be written and printed; times in the site's zone."""
    rows = [
        (
            each.zone,
            None if each.person is None else each.person.name,
            None if each.person is None else each.person.external_id,
            each.since.astimezone(zone),
            each.subject_id,
        )
        for each in inside
    ]
    return Table("muster list", _COLUMNS, rows, zone=zone.key)


_COLUMNS = (
    Column("zone", "zone"),
    Column("name", "name"),
    Column("person_id", "identifier"),
    Column("since", "since", ColumnKind.TIME),
    Column("subject_id", "subject ID", printed=False),
)
