"""How strictly presentation attacks are looked for, as the audit knows it."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, insert, select

from facegate.domain.pad.levels import PadLevel
from facegate.domain.ports import Clock
from facegate.storage.audit import Action, record
from facegate.storage.schema import meta
from facegate.storage.writer import Writes

_NOTED = "pad_level"
"""Row of ``meta``: what the audit said last. Not there: the level that everybody begins with."""

_EVERYWHERE = "*"


class StoredPadAudit:
    """Implements :class:`facegate.domain.ports_pad.PadAudit`. Thread-safe."""

    def __init__(self, writer: Writes, clock: Clock) -> None:
        self._writer = writer
        self._clock = clock

    def note(self, level: PadLevel, reason: str, actor: str) -> bool:
        """See :class:`facegate.domain.ports_pad.PadAudit`."""
        said = {"level": level.value, **({"reason": reason} if level is PadLevel.OFF else {})}

        def work(connection: Connection) -> bool:
            noted = connection.execute(select(meta.c.value).where(meta.c.key == _NOTED)).scalar()
            if said == (json.loads(noted) if noted else {"level": PadLevel.STANDARD.value}):
                return False
            connection.execute(delete(meta).where(meta.c.key == _NOTED))
            connection.execute(insert(meta).values(key=_NOTED, value=json.dumps(said)))
            record(connection, self._clock.now(), actor, Action.SET_PAD, _EVERYWHERE, dict(said))
            return True

        return self._writer.run(work)
