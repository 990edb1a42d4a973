"""Daily attendance of very many people as cells of a CSV file, made straight from what is stored.

A year of a large site has millions of rows: no date, time or result is made an object on the way. Rows are the same,
cell by cell, as those that :class:`~facegate.pipeline.reports.from_days.DayRows` and the CSV writer make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import DayLine
from facegate.domain.report_tables import CODE_SEPARATOR
from facegate.pipeline.reports.csv_cells import quoted_text
from facegate.pipeline.reports.csv_writer import ReadyRow
from facegate.pipeline.reports.people_cells import PeopleCells

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = 1_000_000
_MINUTE = 60 * _SECOND
_HOUR = 60 * _MINUTE
_TO_MINUTE, _TO_SECOND = len("2026-03-01T00:00:"), len("2026-03-01T00:00:00")
_SECONDS = tuple(f"{second:02}" for second in range(60))
_KEPT = 100_000
"""Minutes whose texts are kept: those of some two months."""


class LocalTimes:
    """Texts of moments on the clock of a site: ISO 8601, to the second, with the offset. Keeps what it found."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._minutes: dict[int, tuple[str, str] | None] = {}

    def text(self, micros: int) -> str:
        """Of a moment in microseconds since 1970, UTC."""
        minute, rest = divmod(micros, _MINUTE)
        try:
            around = self._minutes[minute]
        except KeyError:
            around = self._found(minute)
        if around is None:
            return self._shown(micros)
        return around[0] + _SECONDS[rest // _SECOND] + around[1]

    def _found(self, minute: int) -> tuple[str, str] | None:
        """What stands before and after the seconds of a minute; None where that is not the same in all of it."""
        if len(self._minutes) >= _KEPT:
            self._minutes.clear()
        first, last = self._shown(minute * _MINUTE), self._shown((minute + 1) * _MINUTE - 1)
        parts = first[:_TO_MINUTE], first[_TO_SECOND:]
        # An offset with odd seconds, or one that changes within the minute, shows other minutes at its end.
        same = (first, last) == (f"{parts[0]}00{parts[1]}", f"{parts[0]}59{parts[1]}")
        self._minutes[minute] = parts if same else None
        return self._minutes[minute]

    def _shown(self, micros: int) -> str:
        moment = _EPOCH + timedelta(microseconds=micros)
        return moment.astimezone(self._zone).isoformat(timespec="seconds")


class ReadyDays:
    """Rows of the report of attendance, for one file."""

    def __init__(self, people: PeopleCells, shift_name: Callable[[str], str], zone: ZoneInfo) -> None:
        self._people = people
        self._shift_name = shift_name
        self._times = LocalTimes(zone)
        self._who: dict[SubjectId, tuple[str, str, str, str]] = {}
        self._shifts: dict[str | None, str] = {None: ""}

    def chunks(self, lines: Iterable[list[DayLine]]) -> Iterator[list[ReadyRow]]:
        """As many rows as lines, in their order, with all columns."""
        for some in lines:
            yield self._rows(some)

    def _rows(self, lines: list[DayLine]) -> list[ReadyRow]:
        known, shifts, text = self._who, self._shifts, self._times.text
        rows: list[ReadyRow] = []
        for (
            who, day, first_in, last_out, punches, shift_id, day_kind, status, required, worked, unpaid_break,
            paid_break, late, early, overtime, leave, missing, exceptions,
        ) in lines:  # fmt: skip
            subject_id, person_id, name, department = known.get(who) or self._person(who)
            shift = shifts.get(shift_id)
            hours = ""
            if first_in is not None and last_out is not None:
                hours = f"{(last_out - first_in) / _HOUR:z.2f}"
            rows.append((
                day, subject_id, person_id, name,
                "" if first_in is None else text(first_in), "" if last_out is None else text(last_out),
                hours, punches, department, self._shift(shift_id) if shift is None else shift, day_kind, status,
                required, worked, unpaid_break, paid_break, late, early, overtime, leave, missing,
                exceptions.replace(" ", CODE_SEPARATOR) if exceptions else "",
            ))  # fmt: skip
        return rows

    def _person(self, who: SubjectId) -> tuple[str, str, str, str]:
        subject_id, person_id, name = map(quoted_text, self._people.who(who))
        found = self._who[who] = subject_id, person_id, name, quoted_text(self._people.department(who))
        return found

    def _shift(self, shift_id: str | None) -> str:
        found = self._shifts[shift_id] = quoted_text(self._shift_name(shift_id or ""))
        return found
