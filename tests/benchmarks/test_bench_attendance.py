"""A site of 10,000 people for a year: how long a day, the year, a monthly report and a year's CSV take.

Events are put straight into the table, without the chain: only who was seen when is read here. Sizes can be chosen by
``FACEGATE_BENCH_PEOPLE`` and ``FACEGATE_BENCH_DAYS``.
"""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import keyring
import pytest
from helpers.attendance_house import House, house
from keyring.backends.fail import Keyring

from facegate.domain.report_kinds import ReportKind
from facegate.pipeline.attendance.worked_out import WorkedOut
from facegate.pipeline.reports.service import ReportRequest, ReportService, ReportSources
from facegate.settings.paths import Paths

PEOPLE = int(os.environ.get("FACEGATE_BENCH_PEOPLE", "10000"))
DAYS = int(os.environ.get("FACEGATE_BENCH_DAYS", "365"))
FIRST = date(2025, 1, 1)
LAST = FIRST + timedelta(days=DAYS - 1)
MONTH = (FIRST, min(LAST, FIRST + timedelta(days=30)))
PLAN = """
[[shift]]
id = "day"
spans = ["08:00-12:00", "12:30-16:30"]
late_grace = 5
rounding_in = { step = 5, way = "up" }
overtime = { minimum = 15, tiers = [120] }

[[shift]]
id = "night"
spans = ["22:00-30:00"]
breaks = [{ kind = "automatic", minutes = 30, after = 360 }]
overtime = { minimum = 15 }

[[rotation]]
id = "nights"
anchor = 2025-01-06
days = ["night", "night", "night", "night", "", "", ""]

[[calendar]]
id = "usual"

[[assignment]]
id = "all"
everybody = true
schedule = "day"
from = 2024-01-01
calendar = "usual"

[[assignment]]
id = "nights"
department = "Nights"
schedule = "nights"
from = 2024-01-01
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    keyring.set_keyring(Keyring())
    folder = tmp_path_factory.mktemp("site")
    with house(folder, datetime(2024, 1, 1, tzinfo=UTC)) as opened:
        opened.set("site", zone="Europe/Berlin")
        opened.plan.import_plan(PLAN)
    fill(Paths(folder).database)
    with house(folder, datetime(2024, 1, 1, tzinfo=UTC)) as opened:
        opened.set_now(datetime.combine(LAST, datetime.min.time(), UTC) + timedelta(days=3))
        yield opened


def fill(database: Path) -> None:
    """People, a tenth of them at night, who come and go, go out at noon, and sometimes forget it."""
    rng = random.Random(1)
    people = [f"{rng.getrandbits(128):032x}" for _ in range(PEOPLE)]
    with closing(sqlite3.connect(database)) as connection, connection:
        # A gigabyte of cache: entries of an index by person come in any order.
        connection.execute("PRAGMA cache_size = -1000000")
        connection.executemany(
            "INSERT INTO subjects (subject_id, external_id, name, name_key, search_text, created_at, department) "
            "VALUES (?, ?, ?, ?, '', 0, ?)",
            [(who, f"P-{n}", f"Person {n}", f"person {n}", "Nights" if n % 10 == 0 else "")
             for n, who in enumerate(people)],
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO events (sequence, event_id, type, occurred_at, recorded_at, source, subject_id, result, pad, "
            "key_id, mac) VALUES (?, ?, 'identification', ?, 0, 'gate', ?, 'identified', 'not_assessed', '', x'')",
            rows(people, rng),
        )


def rows(people: list[str], rng: random.Random) -> Iterator[tuple[object, ...]]:
    sequence = 0
    for day in range(DAYS):
        midnight = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC)
        if midnight.weekday() >= 5:
            continue
        start = int(midnight.timestamp()) * 1_000_000
        for number, who in enumerate(people):
            minutes = (415, 660, 690, 935) if number % 10 else (1255, 1740)
            for minute in minutes:
                if rng.random() < 0.02:
                    continue
                sequence += 1
                moment = start + (minute * 60 + rng.randrange(-600, 900)) * 1_000_000
                yield sequence, f"{sequence:032x}", moment, who


def once(benchmark: Callable[..., Any], work: Callable[[], object]) -> None:
    benchmark.pedantic(work, rounds=1, iterations=1)


def test_bench_year(benchmark: Any, site: House) -> None:
    told: list[int] = []
    once(benchmark, lambda: site.attendance.recompute(FIRST, LAST, progress=lambda done, _total: told.append(done)))
    assert told[-1] == PEOPLE
    benchmark.extra_info["person_days"] = PEOPLE * DAYS


def test_bench_day(benchmark: Any, site: House) -> None:
    day = min(LAST, date(2025, 3, 12))
    once(benchmark, lambda: site.attendance.recompute(day, day))


def test_bench_day_that_differs(benchmark: Any, site: House) -> None:
    """As the one before, but every row comes out otherwise than it is stored, and is written."""
    day = min(LAST, date(2025, 3, 12))
    with closing(sqlite3.connect(Paths(site.folder).database)) as connection, connection:
        connection.execute("UPDATE attendance_days SET used = used + 1 WHERE day = ?", (day.isoformat(),))
    once(benchmark, lambda: site.attendance.recompute(day, day))


def test_bench_day_shown(benchmark: Any, site: House) -> None:
    day = min(LAST, date(2025, 3, 12))
    once(benchmark, lambda: list(site.attendance.days(day, day)))


def test_bench_day_after_one_event(benchmark: Any, site: House) -> None:
    who = site.storage.people.ids()[5]
    site.seen(who, datetime(2025, 3, 12, 16, 45, tzinfo=UTC))
    day = min(LAST, date(2025, 3, 12))
    once(benchmark, lambda: list(site.attendance.days(day, day)))


@pytest.mark.parametrize(
    ("kind", "days"),
    [(ReportKind.TIMESHEET, MONTH), (ReportKind.ATTENDANCE, (FIRST, LAST))],
    ids=["month", "year"],
)
def test_bench_report(benchmark: Any, site: House, tmp_path: Path, kind: ReportKind, days: tuple[date, date]) -> None:
    people = {each.subject_id: each for each in site.storage.people.everybody()}
    days_of = WorkedOut(site.attendance, site.plan)
    sources = ReportSources(site.storage.events, people.get, days_of, stored=days_of)
    reports = ReportService(sources, site.attendance.zone)
    once(benchmark, lambda: reports.write(ReportRequest(kind, *days), tmp_path / "report.csv"))
