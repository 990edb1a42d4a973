"""A data folder with plan, punches and days: everything but the window and the cameras."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from facegate.domain.attendance.punches import Direction, Punch, PunchOrigin
from facegate.domain.events import Event, EventDraft, EventType
from facegate.domain.ids import SubjectId
from facegate.domain.people import PersonName
from facegate.domain.profiles import Profile
from facegate.domain.report_kinds import ReportKind
from facegate.domain.sign_ins import KEYPAD_SOURCE, SignIn, SignInReason
from facegate.pipeline.attendance.plan_file import written
from facegate.pipeline.attendance.plans import PlanService
from facegate.pipeline.attendance.punching import PunchService
from facegate.pipeline.attendance.service import AttendanceService
from facegate.pipeline.attendance.worked_out import WorkedOut
from facegate.pipeline.reports.service import ReportRequest, ReportService, ReportSources
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore
from facegate.storage.open import Storage
from helpers.attendance_examples import Example
from helpers.clocks import ManualClock
from helpers.data_folder import ACTOR, identified, opened

LONG_AGO = datetime(2010, 1, 1, tzinfo=UTC)
"""When people's records are made: before all that is tested."""


class House:
    """Services on an open data folder."""

    def __init__(self, folder: Path, storage: Storage, clock: ManualClock) -> None:
        self.folder, self.storage, self.clock = folder, storage, clock
        self.settings = SettingsStore(folder / "settings.toml")
        self.plan = PlanService(storage.plans, storage.people, ACTOR)
        self.attendance = AttendanceService(
            storage.attendance, storage.people, self.plan.plan, self.settings, clock, ACTOR
        )
        self.punches = PunchService(
            storage.events, storage.attendance, storage.people, self.attendance, self.settings, clock, ACTOR
        )
        self.names: dict[SubjectId, PersonName] = {}

    def set(self, section: str, **changes: object) -> None:
        self.settings.replace(with_changes(self.settings.current, section, **changes))

    def set_now(self, moment: datetime) -> None:
        self.clock.start = moment - timedelta(seconds=self.clock.seconds - 100.0)

    def person(self, number: int, department: str = "") -> SubjectId:
        profile = Profile(f"Person {number}", f"P-{number}", department=department)
        subject, _ = self.storage.people.add(profile, [], None, ACTOR)
        self.names[subject.subject_id] = PersonName(subject.subject_id, profile.external_id, profile.name)
        return subject.subject_id

    def seen(self, who: SubjectId, at: datetime, direction: Direction | None = None) -> Event:
        return self.storage.events.append(identified(who, occurred_at=at, direction=direction)).result(30)

    def punched(self, who: SubjectId, punch: Punch) -> None:
        """As in an example: seen, by card, or added by an administrator."""
        if punch.origin is PunchOrigin.ADDED:
            self.punches.add_punch(who, punch.at, punch.direction, "forgotten")
        elif punch.origin is PunchOrigin.MOVED:
            event = self.seen(who, punch.at - timedelta(minutes=3), punch.direction)
            self.punches.move_punch(event.event_id, punch.at, None, "the clock was wrong")
        elif punch.origin is PunchOrigin.CARD:
            said = SignIn(SignInReason.CARD, who)
            draft = EventDraft(EventType.CARD, punch.at, KEYPAD_SOURCE, sign_in=said, direction=punch.direction)
            self.storage.events.append(draft).result(30)
        else:
            self.seen(who, punch.at, punch.direction)

    def follow(self, example: Example, external_id: str) -> None:
        """Take over policy, zone and plan of an example, by the file that an administrator would write."""
        policy = example.policy
        self.set("site", zone=example.zone.key)
        self.set(
            "attendance",
            directions=policy.directions.value,
            pairing=policy.pairing.value,
            duplicate_seconds=policy.duplicate_seconds,
            day_start=policy.day_start,
        )
        plan = example.plan
        items = [
            *(("shift", each) for each in plan.shifts),
            *(("rotation", each) for each in plan.rotations),
            *(("calendar", each) for each in plan.calendars),
        ]
        text = written(items, plan.assignments, plan.absences, lambda _who: external_id)
        self.plan.import_plan(text, replacing=True)

    def report(self, kind: ReportKind, request: dict[str, object]) -> list[dict[str, str]]:
        """The rows of a CSV report, read by a reader of its own."""
        days = WorkedOut(self.attendance, self.plan)
        reports = ReportService(
            ReportSources(self.storage.events, self.names.get, days, stored=days),
            ZoneInfo(self.settings.current.site.zone),
        )
        out = self.folder / "report.csv"
        reports.write(ReportRequest(kind, **request), out)  # type: ignore[arg-type]
        with out.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


@contextmanager
def house(folder: Path, start: datetime = LONG_AGO, **options: object) -> Iterator[House]:
    clock = ManualClock(start)
    with opened(folder, clock, **options) as storage:
        yield House(folder, storage, clock)


def append_all(storage: Storage, drafts: Sequence[EventDraft]) -> list[Event]:
    """Many events at once."""
    return [future.result(60) for future in [storage.events.append(draft) for draft in drafts]]
