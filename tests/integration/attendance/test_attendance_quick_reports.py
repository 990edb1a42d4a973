"""Reports that are made straight from what is stored: cell by cell those that are made of results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import keyring
import pytest
from helpers.attendance_house import House, house
from helpers.data_folder import ACTOR
from keyring.backends.fail import Keyring

from facegate.domain.attendance.absences import Absence, AbsenceKind
from facegate.domain.ids import SubjectId
from facegate.domain.people import PersonName
from facegate.domain.profiles import Profile
from facegate.domain.report_kinds import ReportKind
from facegate.pipeline.attendance.worked_out import WorkedOut
from facegate.pipeline.reports.service import ReportRequest, ReportService, ReportSources
from facegate.storage import sighting_rows

PLAN = """
[[shift]]
id = "night"
name = "=Night, \\"late\\""
spans = ["22:00-30:00"]
overtime = { minimum = 1, tiers = [10, 10, 10] }

[[assignment]]
id = "all"
everybody = true
schedule = "night"
from = 2026-03-27
until = 2026-10-26
"""
NAMES = ('O"Hara, Ann', "=SUM(A1)", "'=x", "-Zoë", "Bob; Bo")
SPRING, SUNDAY = (date(2026, 3, 27), date(2026, 3, 31)), date(2026, 10, 25)
QUICK = (ReportKind.ATTENDANCE, ReportKind.TIMESHEET, ReportKind.PAYROLL)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    keyring.set_keyring(Keyring())
    with house(tmp_path_factory.mktemp("quick")) as opened:
        opened.set("site", zone="Europe/Berlin")
        opened.plan.import_plan(PLAN)
        ids = [_person(opened, name) for name in NAMES]
        for number, who in enumerate(ids):
            # Nights on which the clock goes forward, goes back, and shows the time of a punch twice.
            for day in ("03-27", "03-28", "03-29", "10-23", "10-24", "10-25"):
                opened.seen(who, utc(f"{day}T20:5{number}:07.654321"))
                following = f"{day[:3]}{int(day[3:]) + 1:02}"
                opened.seen(who, utc(f"{following}T{number:02}:{59 - number}:59.999999"))
        opened.seen(ids[4], utc("03-30T20:00"))
        opened.seen(ids[4], utc("03-31T05:45"))
        opened.plan.add_absence(Absence("a", ids[0], AbsenceKind.LEAVE, date(2026, 10, 26), date(2026, 10, 26)))
        opened.set_now(utc("10-28T12:00"))
        opened.attendance.close_period(*SPRING)
        opened.storage.merging.merge(ids[0], ids[1], Profile(NAMES[0], "P-0"), ACTOR)
        opened.attendance.refresh()
        opened.storage.people.erase(ids[2], ACTOR)
        del opened.names[ids[2]]
        opened.names[ids[1]] = opened.names[ids[0]]
        yield opened


def _person(opened: House, name: str) -> SubjectId:
    profile = Profile(name, f"P-{len(opened.names)}")
    who = opened.storage.people.add(profile, [], None, ACTOR)[0].subject_id
    opened.names[who] = PersonName(who, profile.external_id, name)
    return who


def written(site: House, *, quick: bool, **asked: Any) -> tuple[int, bytes]:
    """How many rows, and the file."""
    days = WorkedOut(site.attendance, site.plan)
    departments = dict.fromkeys(site.names, "@Gate, 1")
    sources = ReportSources(
        site.storage.events, site.names.get, days, lambda: departments, stored=days if quick else None
    )
    out = site.folder / "quick.csv"
    report = ReportService(sources, site.attendance.zone).write(ReportRequest(**asked), out)
    return report.rows, out.read_bytes()


@pytest.mark.parametrize("kind", QUICK)
@pytest.mark.parametrize(
    "days", [{}, {"first": SPRING[0], "last": SPRING[1]}, {"first": SUNDAY}, {"first": date(2026, 11, 1)}]
)
def test_the_quick_way_writes_the_same_file(site: House, kind: ReportKind, days: dict[str, date]) -> None:
    rows, slow = written(site, quick=False, kind=kind, **days)
    assert written(site, quick=True, kind=kind, **days) == (rows, slow)
    assert bool(rows) == (days.get("first") != date(2026, 11, 1))


def test_the_quick_way_of_some_columns_and_of_one_person(site: House) -> None:
    for who in list(site.names)[::3]:
        for columns in (("last_out", "date"), ("hours",), None):
            asked = {"kind": ReportKind.ATTENDANCE, "subject_id": who, "columns": columns}
            assert written(site, quick=True, **asked) == written(site, quick=False, **asked)


def test_the_file_has_what_is_hard_to_get_right(site: House) -> None:
    _, raw = written(site, quick=True, kind=ReportKind.ATTENDANCE)
    text = raw.decode("utf-8-sig")
    for cell in ('"O""Hara, Ann"', "-Zo", '"\'=Night, ""late"""', '"\'@Gate, 1"', "+01:00", "+02:00"):
        assert cell in text
    assert "'=x" not in text
    # Who was erased has an id, and comes last on every day.
    gone = [row for row in site.report(ReportKind.ATTENDANCE, {}) if not row["name"]]
    assert {row["person_id"] for row in gone} == {""}
    assert len({row["subject_id"] for row in gone}) == 1


def test_a_folder_that_is_only_read_gives_the_same_reports(site: House) -> None:
    with house(site.folder, site.clock.now(), read_only=True) as reader:
        reader.names = site.names
        for kind in QUICK:
            assert written(reader, quick=True, kind=kind) == written(site, quick=True, kind=kind)


def test_sightings_of_many_people_are_read_by_time(site: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = site.storage.people.ids()[:2]
    assert len(ids) < len(site.storage.people.ids()) <= 2 * len(ids)
    begin, end = utc("03-01T00:00"), utc("03-30T00:00")
    by_person = site.storage.attendance.sightings(ids, begin, end)
    statements = []
    made = sighting_rows._by_time_or_person

    def told(*asked: Any) -> list[Any]:
        statements.append(made(*asked))
        return statements[-1]

    monkeypatch.setattr(sighting_rows, "_by_time_or_person", told)
    monkeypatch.setattr(sighting_rows, "_AT_ONCE", 1)
    by_time = site.storage.attendance.sightings(ids, begin, end)
    assert len(statements[0]) == 1
    assert {who: sorted(each) for who, each in by_time.items()} == {
        who: sorted(each) for who, each in by_person.items()
    }
    assert all(by_person.values())
