"""Appending events: next numbers, next MACs, and the head after each commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from facegate import logs
from facegate.domain.events import Event, EventDraft
from facegate.domain.ids import EventId
from facegate.domain.ports import Clock
from facegate.errors import DamagedDataError
from facegate.storage.chain import GENESIS, Chain
from facegate.storage.event_rows import event_of, row_of
from facegate.storage.head import Head, HeadFile, Loss, with_loss
from facegate.storage.look_rows import LookKeeper
from facegate.storage.punch_words import keep_words
from facegate.storage.schema import events


class Appender:
    """Knows where the log ends. Lives on the writer's thread."""

    def __init__(self, chain: Chain, head_file: HeadFile, clock: Clock, keeper: LookKeeper) -> None:
        self._chain = chain
        self._keeper = keeper
        self._head_file = head_file
        self._clock = clock
        self._head = Head()
        self._pending = self._head

    def start(self, connection: Connection) -> DamagedDataError | None:
        """Find the end of the log and compare it with the head outside.

        A database that is ahead of the head by events that fit was stopped
        between commit and head; the head catches up. Everything else is put on
        the head's record, and recording goes on.

        Returns what is wrong, None if nothing is.
        """
        damage: DamagedDataError | None = None
        try:
            known = self._head_file.load()
        except DamagedDataError as error:
            self._head_file.put_aside("changed", self._clock.now())
            known, damage = None, error
        end = self._end(connection)
        fresh = known is None and damage is None and end.sequence == 0
        loss = None if fresh else self._compare(connection, known, end.sequence)
        self._head = Head(end.sequence, end.mac, known.losses if known else ())
        if loss is not None:
            self._head = with_loss(self._head, loss)
            damage = damage or tail_error(loss)
        if self._head != known:
            self._head_file.save(self._head)
        return damage

    def write(self, connection: Connection, drafts: Sequence[tuple[EventId, EventDraft]]) -> list[Event]:
        """Insert events in the transaction that is open; :meth:`committed` makes them the end of the log."""
        rows: list[dict[str, Any]] = []
        sequence, mac = self._head.sequence, self._head.mac
        recorded_at, key_id = self._clock.now(), self._chain.key_id
        for event_id, draft in drafts:
            sequence += 1
            row = row_of(draft, sequence, event_id, recorded_at, key_id)
            mac = row["mac"] = self._chain.mac(row, mac)
            rows.append(row)
        connection.execute(insert(events), rows)
        self._keeper.keep(connection, drafts, recorded_at)
        for event_id, draft in drafts:
            if draft.punch is not None and draft.words is not None:
                keep_words(connection, event_id, draft.punch, draft.words)
        self._pending = Head(sequence, mac, self._head.losses)
        return [event_of(row) for row in rows]

    def committed(self) -> None:
        """Take note of a commit; call :meth:`publish` when there is time."""
        self._head = self._pending

    def publish(self) -> None:
        """Write the head. Raises StorageError; the next one makes up for it."""
        self._head_file.save(self._head)

    def _end(self, connection: Connection) -> Head:
        last = connection.execute(
            select(events.c.sequence, events.c.mac).order_by(events.c.sequence.desc()).limit(1)
        ).first()
        return Head() if last is None else Head(last.sequence, last.mac)

    def _compare(self, connection: Connection, known: Head | None, end: int) -> Loss | None:
        """What is missing or changed between the head and the end of the log."""
        found_at = self._clock.now().isoformat()
        if known is None:
            return Loss(end, None, found_at)
        if known.sequence > end:
            return Loss(end, known.sequence, found_at)
        rows = connection.execute(
            select(events).where(events.c.sequence >= known.sequence).order_by(events.c.sequence)
        ).mappings()
        return self._first_misfit(rows, known, found_at)

    def _first_misfit(self, rows: Any, known: Head, found_at: str) -> Loss | None:
        previous, expected = known.mac, known.sequence
        if known.sequence == 0:
            previous, expected = GENESIS, 1
        row: Mapping[str, Any]
        for row in rows:
            is_head = row["sequence"] == known.sequence
            fits = row["mac"] == known.mac if is_head else self._chain.fits(row, previous)
            if row["sequence"] != expected or not fits:
                return Loss(expected - 1, known.sequence, found_at)
            previous, expected = row["mac"], expected + 1
        if expected > known.sequence + 1:
            logs.storage.info("the head of the event log caught up to %d", expected - 1)
        return None


def tail_error(loss: Loss) -> DamagedDataError:
    """The error for a log that does not end as its head says."""
    return DamagedDataError(
        "Event log cut or changed",
        "After event {after}, events that were recorded are missing or were changed (found {found}).",
        "Compare with a backup of the data folder, and find out who can write to it. New events are still recorded.",
        after=loss.after,
        found=loss.found_at,
    )
