"""The event log: appended through the writer, read in pages on connections of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from facegate.domain.events import SIGHTINGS, Event, EventDraft, EventFilter
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId, SubjectId
from facegate.errors import DamagedDataError, FacegateError, NotFoundError
from facegate.storage.appender import tail_error
from facegate.storage.chain import GENESIS, Chain
from facegate.storage.corrections import concerning, corrected_identifications, holding, uncorrected
from facegate.storage.event_rows import event_of
from facegate.storage.head import Head, HeadFile, Loss
from facegate.storage.merged import in_present_ids, merged_records
from facegate.storage.moments import from_micros, to_micros
from facegate.storage.notices import Once
from facegate.storage.readers import Readers
from facegate.storage.schema import events
from facegate.storage.writer import Writes

PAGE = 1000
"""Rows read at a time. A page is one short transaction, so that a slow export never keeps the
write-ahead log from being written back."""


class StoredEvents:
    """Implements :class:`facegate.domain.ports.EventLog`. Thread-safe."""

    def __init__(
        self,
        readers: Readers,
        writer: Writes,
        chain: Chain,
        head_file: HeadFile,
        notify: Callable[[FacegateError], None],
    ) -> None:
        self._readers = readers
        self._writer = writer
        self._chain = chain
        self._head_file = head_file
        self._notify = Once(notify)

    def append(self, draft: EventDraft) -> Future[Event]:
        """See :class:`facegate.domain.ports.EventLog`."""
        return self._writer.append(draft)

    def append_together(self, drafts: Sequence[tuple[EventId, EventDraft]]) -> list[Future[Event]]:
        """See :class:`facegate.domain.ports.EventLog`."""
        return self._writer.append_together(drafts)

    def query(self, wanted: EventFilter, limit: int | None = None, newest_first: bool = False) -> Iterator[Event]:
        """Stream matching events in order of when they occurred, events of one moment as they were recorded.

        Events of records that were merged name the record that there is now.
        """
        with self._readers.reading() as connection:
            merged = merged_records(connection)
        place = tuple_(events.c.occurred_at, events.c.sequence)
        order = [events.c.occurred_at, events.c.sequence]
        statement = (
            select(events)
            .where(*_conditions(wanted))
            .order_by(*(column.desc() if newest_first else column.asc() for column in order))
        )
        left = limit
        page = statement
        while left is None or left > 0:
            size = PAGE if left is None else min(PAGE, left)
            rows = self._page(page.limit(size))
            for row in rows:
                yield event_of(in_present_ids(row, merged))
            if len(rows) < size:
                return
            left = None if left is None else left - size
            last = rows[-1]["occurred_at"], rows[-1]["sequence"]
            page = statement.where(place < last if newest_first else place > last)

    def get(self, event_id: EventId) -> Event:
        """See :class:`facegate.domain.ports.EventLog`."""
        rows = self._page(select(events).where(events.c.event_id == event_id))
        if not rows:
            raise NotFoundError("Event not found", "There is no event {id}.", "Check the id.", id=event_id)
        with self._readers.reading() as connection:
            return event_of(in_present_ids(rows[0], merged_records(connection)))

    def corrections(self) -> dict[EventId, Event]:
        """See :class:`facegate.domain.ports.EventLog`."""
        with self._readers.reading() as connection:
            return holding(connection, self._notify)

    def verify(self) -> int:
        """See :class:`facegate.domain.ports.EventLog`; reads the whole log, about 40,000 events a second."""
        # The head first: events that are committed meanwhile only put the log farther ahead of it.
        head = self._head_file.load()
        count, previous = 0, GENESIS
        for row in self._all_rows():
            if row["sequence"] != count + 1 or not self._chain.fits(row, previous):
                raise _misfit(count + 1)
            count, previous = count + 1, row["mac"]
            if head is not None and count == head.sequence and previous != head.mac:
                raise _misfit(count)
        _check_end(head, count)
        return count

    def recent_identifications(self, since: datetime) -> dict[SubjectId, datetime]:
        """When each person was last identified at or after a moment (aware), corrections taken into account."""
        statement = (
            select(events.c.subject_id, func.max(events.c.occurred_at))
            .where(
                events.c.occurred_at >= to_micros(since),
                events.c.type.in_(sorted(SIGHTINGS)),
                events.c.result == Outcome.IDENTIFIED.value,
                events.c.subject_id.is_not(None),
                uncorrected(),
            )
            .group_by(events.c.subject_id)
        )
        with self._readers.reading() as connection:
            merged = merged_records(connection)
            found: dict[SubjectId, datetime] = {}
            for subject, last in connection.execute(statement):
                present, moment = merged.get(subject, SubjectId(subject)), from_micros(last)
                found[present] = max(moment, found.get(present, moment))
            for event, subject in corrected_identifications(connection):
                if event.occurred_at >= since:
                    found[subject] = max(event.occurred_at, found.get(subject, event.occurred_at))
        return found

    def _all_rows(self) -> Iterator[dict[str, Any]]:
        page = ordered = select(events).order_by(events.c.sequence).limit(PAGE)
        while rows := self._page(page):
            yield from rows
            page = ordered.where(events.c.sequence > rows[-1]["sequence"])

    def _page(self, statement: Select[Any]) -> list[dict[str, Any]]:
        with self._readers.reading() as connection:
            result = connection.execute(statement)
            # Three times as fast as the rows' own mappings, which counts for a year's export.
            names = tuple(result.keys())
            return [dict(zip(names, row, strict=True)) for row in result.all()]


def _conditions(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.first is not None:
        yield events.c.occurred_at >= to_micros(wanted.first)
    if wanted.last is not None:
        yield events.c.occurred_at < to_micros(wanted.last)
    if wanted.subject_id is not None:
        yield concerning(wanted.subject_id)
    if wanted.type is not None:
        yield events.c.type == wanted.type.value
    if wanted.results is not None:
        yield events.c.result.in_([result.value for result in wanted.results])


def _check_end(head: Head | None, count: int) -> None:
    if head is None:
        if count:
            raise tail_error(Loss(count, None, datetime.now(UTC).isoformat()))
    elif head.losses:
        raise tail_error(head.losses[0])
    elif head.sequence > count:
        raise tail_error(Loss(count, head.sequence, datetime.now(UTC).isoformat()))


def _misfit(sequence: int) -> DamagedDataError:
    return DamagedDataError(
        "Event log changed",
        "Event {sequence} was changed, or one before it was removed.",
        "Compare with a backup of the data folder, and find out who can write to it.",
        sequence=sequence,
    )
