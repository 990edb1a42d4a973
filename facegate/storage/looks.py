"""Looks that are kept for some days: reading them, and seeing to it that none outlives its day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, select, update

from facegate import logs
from facegate.domain.corrections import effective
from facegate.domain.events import Event
from facegate.domain.ids import EventId, ModelId
from facegate.domain.looks import Keep, KeptLook, LookPolicy
from facegate.domain.ports import Clock
from facegate.errors import DamagedDataError, FacegateError
from facegate.storage.corrections import corrected_ids, holding, uncorrected
from facegate.storage.event_rows import event_of
from facegate.storage.look_rows import LookKeeper
from facegate.storage.moments import to_micros
from facegate.storage.readers import Readers
from facegate.storage.schema import events, looks
from facegate.storage.scrub import scrubbed
from facegate.storage.sealing import RowSealer
from facegate.storage.writer import Writes

PAGE = 500
"""Rows read at a time."""

_MICROSECOND = timedelta(microseconds=1)


class StoredLooks:
    """Implements :class:`facegate.domain.ports_teaching.LookStore`. Thread-safe."""

    def __init__(
        self,
        readers: Readers,
        writer: Writes,
        database: Path,
        sealer: RowSealer,
        keeper: LookKeeper,
        clock: Clock,
        notify: Callable[[FacegateError], None],
        *,
        writable: bool,
    ) -> None:
        self._readers = readers
        self._writer = writer
        self._database = database
        self._sealer = sealer
        self._keeper = keeper
        self._clock = clock
        self._notify = notify
        self._writable = writable

    # -- reading ---------------------------------------------------------------

    def get(self, event_id: EventId) -> KeptLook | None:
        """See :class:`facegate.domain.ports_teaching.LookStore`."""
        with self._readers.reading() as connection:
            row = connection.execute(self._kept().where(looks.c.event_id == event_id)).mappings().first()
        return None if row is None else self._opened(row)

    def unidentified(self, first: datetime | None, last: datetime | None, model_id: ModelId) -> Iterator[KeptLook]:
        """See :class:`facegate.domain.ports_teaching.LookStore`."""
        # Whom a face showed that was not let count is no visitor.
        wanted: list[ColumnElement[bool]] = [looks.c.model_id == model_id, events.c.claimed_id.is_(None)]
        if first is not None:
            wanted.append(events.c.occurred_at >= to_micros(first))
        if last is not None:
            wanted.append(events.c.occurred_at < to_micros(last))
        with self._readers.reading() as connection:
            now = holding(connection)
        for row in self._rows(wanted):
            if not effective(event_of(row), now).identified:
                opened = self._opened(row)
                if opened is not None:
                    yield opened

    def _kept(self) -> Select[Any]:
        """Looks whose day has not come, with their events."""
        columns = (looks.c.quality, looks.c.sealed, looks.c.model_id.label("look_model"))
        statement = select(events, *columns).join(looks, looks.c.event_id == events.c.event_id)
        return statement.where(looks.c.expires_at > to_micros(self._clock.now()))

    def _rows(self, wanted: list[ColumnElement[bool]]) -> Iterator[Any]:
        ordered = self._kept().where(*wanted).order_by(events.c.occurred_at, events.c.sequence).limit(PAGE)
        page = ordered
        while True:
            with self._readers.reading() as connection:
                rows = connection.execute(page).mappings().all()
            yield from rows
            if len(rows) < PAGE:
                return
            last = rows[-1]
            later = (events.c.occurred_at == last["occurred_at"]) & (events.c.sequence > last["sequence"])
            page = ordered.where((events.c.occurred_at > last["occurred_at"]) | later)

    def _opened(self, row: Any) -> KeptLook | None:
        event: Event = event_of(row)
        try:
            template = self._sealer.unseal_look(row["sealed"], event.event_id, ModelId(row["look_model"]))
        except DamagedDataError as error:
            logs.storage.error("the look of event %s is left out: %s", event.event_id, error.title)
            return None
        return KeptLook(event.event_id, event.occurred_at, template, row["quality"])

    # -- keeping no longer than promised -----------------------------------------

    def configure(self, policy: LookPolicy) -> None:
        """Keep by this policy from now on, and erase at once what it does not let be kept.

        What cannot be erased is told, not raised; it is tried again.
        """
        self._keeper.policy = policy
        self.purge()

    def purge(self) -> int:
        """Erase looks whose day has come and those that the policy does not want; returns how many.

        Nothing of them is left in the files. What keeps it from being done is told, not raised.
        """
        if not self._writable:
            return 0
        try:
            with self._readers.reading() as connection:
                wanted = connection.execute(select(exists().where(self._overdue()))).scalar_one()
                denied = self._denied(connection)
            if not wanted and not denied:
                return 0
            return self._writer.run_alone(lambda: scrubbed(self._database, self._purged, self._notify, (looks,)))
        except FacegateError as error:
            logs.storage.warning("looks could not be erased: %s", error.title)
            self._notify(error)
            return 0

    def _purged(self, connection: Connection) -> int:
        # A shorter time holds for what was kept before, a longer one does not: it was promised otherwise.
        connection.execute(
            update(looks)
            .where(looks.c.expires_at > looks.c.recorded_at + self._lifetime())
            .values(expires_at=looks.c.recorded_at + self._lifetime())
        )
        count = connection.execute(delete(looks).where(self._overdue())).rowcount
        for event_id in self._denied(connection):
            count += connection.execute(delete(looks).where(looks.c.event_id == event_id)).rowcount
        logs.storage.info("%d looks were erased", count)
        return count

    def _lifetime(self) -> int:
        return timedelta(days=self._keeper.policy.days) // _MICROSECOND

    def _overdue(self) -> ColumnElement[bool]:
        policy, now = self._keeper.policy, to_micros(self._clock.now())
        due = (looks.c.expires_at <= now) | (looks.c.recorded_at + self._lifetime() <= now)
        if policy.keep is Keep.NONE:
            return looks.c.event_id.is_not(None)
        if policy.keep is Keep.ENROLLED:
            nobody = (events.c.event_id == looks.c.event_id) & events.c.subject_id.is_(None) & uncorrected()
            return due | exists(select(events.c.sequence).where(nobody).correlate(looks))
        return due

    def _denied(self, connection: Connection) -> list[EventId]:
        """Events with a look that name nobody by what corrections say, where only looks at the enrolled are kept."""
        if self._keeper.policy.keep is not Keep.ENROLLED:
            return []
        corrected = select(events).join(looks, looks.c.event_id == events.c.event_id)
        rows = connection.execute(corrected.where(events.c.event_id.in_(corrected_ids()))).mappings().all()
        if not rows:
            return []
        now = holding(connection)
        return [EventId(row["event_id"]) for row in rows if not _identified(row, now)]

    def count(self) -> int:
        """How many are kept."""
        with self._readers.reading() as connection:
            return connection.execute(select(func.count()).select_from(looks)).scalar_one()


def _identified(row: Any, now: dict[EventId, Event]) -> bool:
    try:
        return effective(event_of(row), now).identified
    except DamagedDataError:
        # Nobody can say whose look it is.
        return False
