"""Reports that are written every day, also what was missed, and never half a file."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from helpers.clocks import ManualClock
from helpers.world import MemoryLog

from facegate.domain.report_kinds import ReportKind
from facegate.errors import FacegateError, NotFoundError, SettingsError, StorageError
from facegate.pipeline.reports.daily import DailyReports, due_days, file_name
from facegate.pipeline.reports.profiles import columns_of, names_of, remove, save
from facegate.pipeline.reports.service import ReportService, ReportSources
from facegate.settings.model import with_changes
from facegate.settings.reports import DailyFile
from facegate.settings.store import SettingsStore

BERLIN = ZoneInfo("Europe/Berlin")
TWO = time(2, 30)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def days(first: int, last: int) -> list[date]:
    return [date(2026, 3, day) for day in range(first, last + 1)]


class Site:
    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        self.out.mkdir()
        self.clock = ManualClock(datetime(2026, 3, 10, 5, 0, tzinfo=UTC))
        self.settings = SettingsStore(folder / "settings.toml")
        self.told: list[FacegateError] = []
        service = ReportService(ReportSources(MemoryLog(), lambda _who: None), BERLIN)
        self.service = service
        self.change(
            folder=str(self.out), at="02:30", daily=({"kind": "events"}, {"kind": "visitors", "format": "xlsx"})
        )

    def change(self, **changes: object) -> None:
        self.settings.replace(with_changes(self.settings.current, "reports", **changes))

    def daily(self) -> DailyReports:
        """As after a start of the program."""
        return DailyReports(self.service, self.settings, self.clock, self.folder / "daily.json", self.told.append)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.mark.parametrize(
    ("now", "done", "due"),
    [
        ("2026-03-10T02:29", None, days(8, 8)),
        ("2026-03-10T02:30", None, days(9, 9)),
        ("2026-03-10T02:29", date(2026, 3, 8), []),
        ("2026-03-10T02:30", date(2026, 3, 8), days(9, 9)),
        ("2026-03-10T23:59", date(2026, 3, 9), []),
        ("2026-03-10T03:00", date(2026, 3, 5), days(6, 9)),
        ("2026-03-31T03:00", date(2025, 3, 5), [date(2026, 2, 28), *days(1, 30)]),
        # The clock was set back: once for the day that it shows, then as always.
        ("2026-03-10T03:00", date(2030, 1, 1), days(9, 9)),
        # 02:30 does not come on the night when the clock goes forward.
        ("2026-03-29T03:00", date(2026, 3, 27), days(28, 28)),
    ],
)
def test_days_that_are_due(now: str, done: date | None, due: list[date]) -> None:
    assert due_days(berlin(now), TWO, done) == due


def test_yesterday_is_written_once_and_what_was_missed_is_made_up_for(site: Site) -> None:
    assert [file.name for file in site.daily().write_due()] == ["events_2026-03-09.csv", "visitors_2026-03-09.xlsx"]
    assert site.daily().write_due() == []
    site.clock.start += timedelta(days=3)
    names = [file.name for file in site.daily().write_due()]
    assert names[::2] == [f"events_2026-03-{day}.csv" for day in (10, 11, 12)]
    assert sorted(path.name for path in site.out.iterdir()) == sorted([*names, "events_2026-03-09.csv",
                                                                       "visitors_2026-03-09.xlsx"])  # fmt: skip
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in site.out.iterdir())


def test_nothing_is_written_where_nothing_is_wanted(site: Site) -> None:
    site.change(daily=())
    assert site.daily().write_due() == []
    site.change(folder="", daily=({"kind": "events"},))
    assert site.daily().write_due() == []


def test_a_folder_that_is_away_is_tried_again(site: Site) -> None:
    daily = site.daily()
    site.out.rmdir()
    for _ in range(2):
        with pytest.raises(StorageError, match="Cannot write"):
            daily.write_due()
    site.out.mkdir()
    assert len(daily.write_due()) == 2


def test_a_file_that_cannot_be_replaced_holds_up_no_other(site: Site) -> None:
    daily = site.daily()
    daily.write_due()
    site.clock.start += timedelta(days=2)
    stuck = site.out / "events_2026-03-10.csv"
    stuck.mkdir()
    for _ in range(2):
        with pytest.raises(StorageError, match="Cannot write"):
            daily.write_due()
    made = {path.name for path in site.out.iterdir() if path.is_file()}
    assert made >= {"visitors_2026-03-10.xlsx", "events_2026-03-11.csv", "visitors_2026-03-11.xlsx"}
    stuck.rmdir()
    assert daily.write_due() == [stuck]
    assert daily.write_due() == []


def test_what_is_remembered_may_be_broken(site: Site) -> None:
    for content in ("", "[]", '{"written": "soon"}', "\x00"):
        (site.folder / "daily.json").write_text(content)
        assert len(site.daily().write_due()) == 2


def test_the_thread_writes_tells_once_and_ends(site: Site) -> None:
    daily = site.daily()
    daily.start()
    daily.close()
    assert site.told == []


def test_names_of_files_say_what_and_when() -> None:
    day = date(2026, 3, 9)
    assert file_name(DailyFile(kind=ReportKind.PAYROLL, format="xlsx"), day) == "payroll_2026-03.xlsx"
    assert file_name(DailyFile(kind=ReportKind.LATE, profile="a/b: 张"), day) == "late_a-b- 张_2026-03-09.csv"


def test_profiles_are_kept_replaced_and_removed(site: Site) -> None:
    save(site.settings, ReportKind.LATE, "short", ("date", "name"))
    save(site.settings, ReportKind.LATE, "Long", ("date", "name", "late_minutes"))
    save(site.settings, ReportKind.LATE, "short", ("name",))
    kept = SettingsStore(site.folder / "settings.toml")
    assert columns_of(kept.current.reports, ReportKind.LATE, "short") == ("name",)
    assert names_of(kept.current.reports, ReportKind.LATE) == ["Long", "short"]
    for profile in (("late", "salary"), ("payroll", "name"), ("late", "")):
        with pytest.raises(SettingsError):
            save(kept, ReportKind(profile[0]), "x", (profile[1],))
    remove(kept, ReportKind.LATE, "Long")
    with pytest.raises(NotFoundError, match="short"):
        columns_of(kept.current.reports, ReportKind.LATE, "Long")
    with pytest.raises(NotFoundError):
        remove(kept, ReportKind.LATE, "Long")


def test_a_profile_that_a_daily_report_uses_stays(site: Site) -> None:
    save(site.settings, ReportKind.EVENTS, "few", ("time", "name"))
    site.change(daily=({"kind": "events", "profile": "few"},))
    with pytest.raises(SettingsError, match="no profile few"):
        remove(site.settings, ReportKind.EVENTS, "few")
    (file,) = site.daily().write_due()
    assert file.read_text("utf-8-sig") == "time,name\n"


@pytest.mark.parametrize(
    "wrong", [{"at": "25:00"}, {"folder": "reports"}, {"daily": ({"kind": "person"},)}, {"daily": ({"kind": "x"},)}]
)
def test_settings_that_cannot_work_are_refused(site: Site, wrong: dict[str, object]) -> None:
    with pytest.raises(SettingsError):
        site.change(**wrong)
