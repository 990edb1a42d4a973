"""Minutes of people's days: stored, brought up to date before they are read, explained, and declared final."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from facegate.domain.attendance.months import PersonMonth
from facegate.domain.attendance.plan import Plan
from facegate.domain.attendance.punches import Direction, Punch
from facegate.domain.attendance.results import DayResult
from facegate.domain.attendance.schedules import DaySchedule
from facegate.domain.attendance.workdays import work_date
from facegate.domain.ids import SubjectId
from facegate.domain.people_query import EVERYBODY, PeopleQuery
from facegate.domain.ports import Clock, PeopleStore
from facegate.domain.ports_attendance import AttendanceStore, DayLine, Period, PersonDay, Stale
from facegate.errors import AttendanceError, PeriodError
from facegate.pipeline.attendance.collecting import without_collections
from facegate.pipeline.attendance.computing import DAYS_BEFORE, Basis, Computer, clipped, segments, within
from facegate.settings.store import SettingsStore

Progress = Callable[[int, int], None]
"""Told how many of how many people are done."""

_PERSON_DAYS = 20_000
"""Worked out and stored at once: some tenths of a second, for which events wait."""

_MOST_PEOPLE = 10_000
"""At once, where few days are asked for: with those of the margins, their punches are some dozen megabytes."""

_HELD = 50_000
"""Days of people that are sorted at once: some dozen megabytes."""

_DAY_OF_LINE = itemgetter(DayLine._fields.index("day"))
"""Quicker than by name."""

_OPEN_SECONDS = 60.0
"""For so long days that are not over are shown as they were worked out last, unless something happened."""


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a person's day has its minutes.

    Attributes:
        result: worked out now, with its steps.
        schedule: what they were to do.
        stored: what is on record; None where there is nothing.
        closed: whether the day is closed: then what is on record holds, whatever came in since.
    """

    result: DayResult
    schedule: DaySchedule
    stored: PersonDay | None
    closed: bool


class AttendanceService:
    """See the module. May be used from any thread; long work on a thread of its own."""

    def __init__(
        self,
        store: AttendanceStore,
        people: PeopleStore,
        plan: Callable[[], Plan],
        settings: SettingsStore,
        clock: Clock,
        actor: str,
    ) -> None:
        """``plan`` reads the plan as it is now."""
        self._store = store
        self._people = people
        self._plan = plan
        self._settings = settings
        self._clock = clock
        self._actor = actor
        self._opened: tuple[date, date, float] | None = None
        # What is worked out is stored before anybody reads what it is worked out of: older minutes never come last.
        self._turn = threading.Lock()
        self._works = 0

    @property
    def zone(self) -> ZoneInfo:
        """The site's."""
        return ZoneInfo(self._settings.current.site.zone)

    @property
    def today(self) -> date:
        """The site's day: days after it are not worked out."""
        return work_date(self._clock.now(), self.zone)

    @property
    def keeps_days(self) -> bool:
        """Whether what is worked out is stored: not where the data folder is only read."""
        return self._store.writable

    # -- reading -------------------------------------------------------------------

    def days(
        self,
        first: date | None,
        last: date | None,
        query: PeopleQuery = EVERYBODY,
        people: Sequence[SubjectId] | None = None,
        progress: Progress = lambda _done, _total: None,
    ) -> Iterator[PersonDay]:
        """Stream days, person by person in the order of the query, each by day; brought up to date as they are read.

        Where the data folder is only read, what is not up to date is worked out and not stored. Days on which there was
        nothing to do and nobody came are left out; so is what lies in the future. Who was erased comes last, with what
        was stored of them, where everybody is asked for.

        Args:
            first: included; None: from the beginning.
            last: included; None: until today.
            query: whose.
            people: these and nobody else, whatever the query.
            progress: told how many people are done; may raise to cancel.

        Raises:
            AttendanceError: the plan does not fit together any more.
        """
        begin, end = self._bounds(first, last)
        if begin > end:
            return
        ids = list(people) if people is not None else self._people.ids(query)
        work = self._work(begin, end)
        for some in _blocks(ids, begin, end):
            fresh = work.refreshed(some)
            with without_collections():
                stored = self._store.days(begin, end, some)
            for who in some:
                yield from _merged(who, stored.get(who, []), fresh)
            progress(min(len(ids), work.done(len(some))), len(ids))
        if people is None and query == EVERYBODY:
            work.settle()
            self._seen_to(begin, end, work)
            for some in _blocks(self._store.strangers(begin, end, ids), begin, end):
                stored = self._store.days(begin, end, some)
                for who in some:
                    yield from stored.get(who, [])

    def days_in_order(
        self, first: date | None, last: date | None, people: Sequence[SubjectId] | None = None
    ) -> Iterator[PersonDay]:
        """The same for everybody, or for some, but day by day. Raises AttendanceError."""
        self.refresh(first, last, people)
        begin, end = self._bounds(first, last)
        count = len(self._people.ids() if people is None else people)
        step = timedelta(days=max(1, _HELD // max(1, count)) - 1)
        while begin <= end:
            until = min(begin + step, end)
            yield from sorted(self.days(begin, until, people=people), key=lambda each: each.result.day)
            begin = until + timedelta(days=1)

    def lines_in_order(
        self, first: date | None, last: date | None, people: Sequence[SubjectId] | None = None
    ) -> Iterator[list[DayLine]]:
        """Stored days with anything to say, as they are: the order is that of :meth:`days_in_order`.

        They should be up to date, and the data folder has to be one where they can be: see :attr:`keeps_days`.
        """
        begin, end = self._bounds(first, last)
        ids = self._people.ids() if people is None else list(people)
        strangers = self._store.strangers(begin, end, ids) if people is None else []
        place = {who: number for number, who in enumerate([*ids, *strangers])}
        step = timedelta(days=max(1, _HELD // max(1, len(ids))) - 1)
        while begin <= end:
            until = min(begin + step, end)
            with without_collections():
                lines = [line for some in self._store.lines(begin, until, list(place)) for line in some]
                lines.sort(key=lambda line: place[line.subject_id])
                lines.sort(key=_DAY_OF_LINE)
            yield lines
            begin = until + timedelta(days=1)

    def months(
        self, first: date | None, last: date | None, people: Sequence[SubjectId] | None = None
    ) -> list[PersonMonth]:
        """What stored days come to, in any order; conditions of :meth:`lines_in_order`."""
        begin, end = self._bounds(first, last)
        if begin > end:
            return []
        ids = self._people.ids() if people is None else list(people)
        strangers = self._store.strangers(begin, end, ids) if people is None else []
        with without_collections():
            return self._store.months(begin, end, [*ids, *strangers])

    def refresh(
        self,
        first: date | None = None,
        last: date | None = None,
        people: Sequence[SubjectId] | None = None,
        progress: Progress = lambda _done, _total: None,
    ) -> None:
        """Work out and store what is not up to date. Does nothing where the data folder is only read."""
        begin, end = self._bounds(first, last)
        if begin <= end and self._store.writable:
            work = self._work(begin, end)
            self._worked(work, people, begin, end, progress, lambda: False)

    def recompute(
        self,
        first: date | None = None,
        last: date | None = None,
        people: Sequence[SubjectId] | None = None,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Work out days whether or not anything changed; those that are closed stay. Returns of how many people.

        Args:
            first: included; None: from the beginning.
            last: included; None: until today.
            people: None: everybody.
            progress: told how many people are done.
            cancelled: asked between some people and the next: what is done stays done.

        Raises:
            AttendanceError: the plan does not fit together any more.
            StorageError: it cannot be stored.
        """
        begin, end = self._bounds(first, last)
        if begin > end:
            return 0
        return self._worked(self._work(begin, end, everything=True), people, begin, end, progress, cancelled)

    def explain(self, subject_id: SubjectId, day: date) -> Explained:
        """Why somebody's day is as it is.

        Raises:
            NotFoundError: there is no such person.
            AttendanceError: the day has not come yet.
        """
        who = self._people.get(subject_id).subject_id
        if day > self.today:
            raise AttendanceError(
                "Day not come yet", "{day} lies in the future.", "Ask for a day until today.", day=day
            )
        begin, end = clipped(day, day, day)
        computer = self._computer()
        result = computer.days([who], begin, end, explain=True)[who][0]
        employment = self._store.people([who])[who]
        punches = computer.punches([who], begin, end)[who]
        schedules = computer.schedules(who, employment, begin, end, punches)
        schedule = next(each for each in schedules if each.day == begin)
        stored = self._store.days(begin, end, [who]).get(who, [])
        return Explained(result, schedule, stored[0] if stored else None, self.is_closed(day))

    # -- periods -------------------------------------------------------------------

    def periods(self) -> list[Period]:
        """All that were ever closed, by first day."""
        return self._store.periods()

    def is_closed(self, day: date) -> bool:
        """Whether the minutes of a day are final."""
        return any(first <= day <= last for first, last in self._closed())

    def closed_day(self, who: SubjectId, at: datetime, direction: Direction | None) -> date | None:
        """The closed day to which a punch of somebody belongs or would belong; None: to none.

        The day's own, or that of a shift that began before and has this punch, such as the night's.
        """
        day = work_date(at, self.zone)
        if self.is_closed(day):
            return day
        closed = self._closed()
        if not any(first < day and day - timedelta(days=DAYS_BEFORE) <= last for first, last in closed):
            return None
        begun = self._computer().day_of(who, Punch(at, direction))
        return begun if begun is not None and self.is_closed(begun) else None

    def close_period(self, first: date, last: date, progress: Progress = lambda _done, _total: None) -> Period:
        """Bring days up to date and declare them final.

        Raises:
            PeriodError: some are closed already, are not over, or have changes of punches that nobody decided on.
        """
        if last >= self.today:
            raise PeriodError("Days not over", "{last} is not over yet.", "Close days until yesterday.", last=last)
        if first > last:
            raise PeriodError("No days", "{first} comes after {last}.", "Turn them round.", first=first, last=last)
        waiting = [work_date(each.punch.at, self.zone) for each in self._store.pending() if each.punch is not None]
        if any(first <= day <= last for day in waiting):
            raise PeriodError(
                "Changes not decided on",
                "Punches of these days were changed, and nobody has agreed to that yet.",
                "Approve these changes, or reject them.",
            )
        # However short ago somebody looked at those that are not over.
        self._opened = None
        for _day in self.days(first, last, progress=progress):
            pass
        known = set(self._people.ids())
        late = [end for who, (_, end) in self._store.open_days(first, last).items() if who in known]
        if late:
            raise PeriodError(
                "Days not over", "A shift of {last} is not over yet.", "Close earlier days.", last=max(late)
            )
        return self._store.close_period(first, last, self._actor)

    def reopen_period(self, period_id: int, reason: str) -> Period:
        """Let days be worked out again; noted with the reason.

        Raises:
            NotFoundError: there is no such period.
            PeriodError: it is open, or no reason is given.
        """
        if not reason.strip():
            raise PeriodError("No reason", "A period is reopened for a reason.", "Say why.")
        return self._store.reopen_period(period_id, reason.strip(), self._actor)

    # -- inside --------------------------------------------------------------------

    def _worked(
        self,
        work: _Work,
        people: Sequence[SubjectId] | None,
        first: date,
        last: date,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> int:
        """Of how many people it is done."""
        if not work.anything:
            if people is None:
                self._seen_to(first, last, work)
            return 0
        # By id, as they are stored: neighbours are written together.
        ids = sorted(self._people.ids() if people is None else people)
        done = 0
        for some in _blocks(ids, first, last):
            if cancelled():
                return done
            work.refreshed(some)
            done += len(some)
            progress(done, len(ids))
        if people is None:
            work.settle()
            self._seen_to(first, last, work)
        return done

    def _bounds(self, first: date | None, last: date | None) -> tuple[date, date]:
        today = self.today
        beginning = self._store.first_event()
        otherwise = today if beginning is None else work_date(beginning, self.zone)
        return clipped(first, today if last is None else min(last, today), otherwise)

    def _closed(self) -> list[tuple[date, date]]:
        return [(each.first, each.last) for each in self._store.periods() if each.reopened_at is None]

    def _computer(self) -> Computer:
        return Computer(self._store, self._plan(), self._basis(), self._clock.now())

    def _basis(self) -> Basis:
        return Basis(self.zone, self._settings.current.attendance.policy)

    def _work(self, first: date, last: date, *, everything: bool = False) -> _Work:
        basis, started = self._basis(), self._clock.monotonic()
        if self._store.writable:
            self._store.note_events(basis.zone, str(basis))
        marks = self._store.stale(basis.zone, str(basis), first, last)
        up_to = max((each.stale_id for each in marks), default=0)
        if everything:
            marks.append(Stale(0, None, first, last))
        else:
            marks += self._unfinished(first, last)
        self._works += 1
        # The plan is read after what is stale: a change that comes later marks days anew.
        open_days = segments(first, last, self._closed())
        return _Work(self._store, self._computer, marks, up_to, open_days, self._turn, lambda: self._works, started)

    def _unfinished(self, first: date, last: date) -> list[Stale]:
        """Days that were not over when they were worked out, unless that was a moment ago."""
        opened = self._opened
        if opened is not None and opened[0] <= first and last <= opened[1]:
            since = self._clock.monotonic() - opened[2]
            if since < _OPEN_SECONDS:
                return []
        return [Stale(0, who, *days) for who, days in self._store.open_days(first, last).items()]

    def _seen_to(self, first: date, last: date, work: _Work) -> None:
        """Everybody's days that are not over were worked out."""
        if self._store.writable:
            self._opened = first, last, work.started


class _Work:
    """What is left to be worked out for one call."""

    def __init__(
        self,
        store: AttendanceStore,
        computer: Callable[[], Computer],
        marks: Sequence[Stale],
        up_to: int,
        open_days: Sequence[tuple[date, date]],
        turn: threading.Lock,
        works: Callable[[], int],
        started: float,
    ) -> None:
        """``turn`` is held while anything is worked out and stored; ``works`` counts what was begun beside this."""
        self._turn = turn
        self._works = works
        self._known = works()
        self.started = started
        self._store = store
        self._make_computer = computer
        self._made: Computer | None = None
        self._up_to = up_to
        self._open_days = open_days
        self._everybody = [each for each in marks if each.subject_id is None]
        self._theirs: dict[SubjectId, list[Stale]] = {}
        for each in marks:
            if each.subject_id is not None:
                self._theirs.setdefault(each.subject_id, []).append(each)
        self._done = 0

    @property
    def anything(self) -> bool:
        """Whether there is anything to do."""
        return bool(self._open_days) and bool(self._everybody or self._theirs)

    @property
    def _computer(self) -> Computer:
        if self._made is None:
            self._made = self._make_computer()
        return self._made

    def done(self, more: int) -> int:
        """Count people; returns of how many it is done."""
        self._done += more
        return self._done

    def refreshed(self, some: Sequence[SubjectId]) -> dict[SubjectId, dict[date, PersonDay | None]]:
        """Work out what is stale of some people and store it, or return it where nothing can be stored."""
        fresh: dict[SubjectId, dict[date, PersonDay | None]] = {}
        for (first, last), people in self._batches(some).items():
            with self._turn, without_collections():
                self._forget_old_plan()
                results = self._computer.days(people, first, last)
                if self._store.writable:
                    self._store.put_days(results, first, last, self._up_to)
                else:
                    for begin, end in segments_of(self._open_days, first, last):
                        _overlay(fresh, within(results, begin, end), begin, end)
        return fresh

    def _forget_old_plan(self) -> None:
        """Others may have stored days by a newer one since."""
        if self._known != self._works():
            self._known, self._made = self._works(), None

    def settle(self) -> None:
        """Everybody was seen to."""
        if self._store.writable and self._everybody and self._open_days:
            # With what is closed in between, which is marked anew when it is reopened.
            self._store.settle(self._open_days[0][0], self._open_days[-1][1], self._up_to)

    def _batches(self, some: Sequence[SubjectId]) -> dict[tuple[date, date], list[SubjectId]]:
        """People by the days that have to be worked out of them."""
        if not self._open_days:
            return {}
        everybody = self._still_open(self._everybody)
        found: dict[tuple[date, date], list[SubjectId]] = {}
        for who in some:
            theirs = self._theirs.get(who)
            days = everybody if theirs is None else [*everybody, *self._still_open(theirs)]
            if days:
                between = min(begin for begin, _ in days), max(end for _, end in days)
                found.setdefault(between, []).append(who)
        return found

    def _still_open(self, marks: Sequence[Stale]) -> list[tuple[date, date]]:
        """What is marked of days that are not closed."""
        return [days for each in marks for days in segments_of(self._open_days, each.first, each.last)]


def segments_of(days: Sequence[tuple[date, date]], first: date, last: date) -> list[tuple[date, date]]:
    """The part of some days that lies between two others."""
    return [(max(begin, first), min(end, last)) for begin, end in days if begin <= last and first <= end]


def _overlay(
    fresh: dict[SubjectId, dict[date, PersonDay | None]],
    results: dict[SubjectId, list[DayResult]],
    first: date,
    last: date,
) -> None:
    for who, theirs in results.items():
        days = fresh.setdefault(who, {})
        days.update((date.fromordinal(number), None) for number in range(first.toordinal(), last.toordinal() + 1))
        days.update((each.day, PersonDay(who, each, len(each.used), len(each.ignored))) for each in theirs)


def _merged(
    who: SubjectId, stored: list[PersonDay], fresh: dict[SubjectId, dict[date, PersonDay | None]]
) -> Iterator[PersonDay]:
    newer = fresh.get(who)
    if newer is None:
        yield from stored
        return
    # A closed day of somebody whose records were merged since may be there twice: once from each record.
    days = [each for each in stored if each.result.day not in newer]
    days += [each for each in newer.values() if each is not None]
    yield from sorted(days, key=lambda each: each.result.day)


def _blocks(ids: Sequence[SubjectId], first: date, last: date) -> Iterator[Sequence[SubjectId]]:
    size = max(1, min(_MOST_PEOPLE, _PERSON_DAYS // ((last - first).days + 1)))
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
