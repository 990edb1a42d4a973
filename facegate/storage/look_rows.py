"""Keeping looks beside their events, in the very transaction that records them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import isfinite

from sqlalchemy import Connection, insert

from facegate.domain.events import EventDraft
from facegate.domain.ids import EventId
from facegate.domain.looks import LookPolicy
from facegate.storage.moments import to_micros
from facegate.storage.schema import looks
from facegate.storage.sealing import RowSealer


class LookKeeper:
    """Keeps what the policy of the moment wants. Used by the writer's thread; ``policy`` is replaced by any."""

    def __init__(self, sealer: RowSealer) -> None:
        self._sealer = sealer
        self.policy = LookPolicy()

    def keep(self, connection: Connection, drafts: Sequence[tuple[EventId, EventDraft]], recorded_at: datetime) -> None:
        """Store the looks of events that were just inserted."""
        policy = self.policy
        rows = [
            {
                "event_id": str(event_id),
                "model_id": draft.look.template.model_id,
                # A number that SQL cannot hold must not cost the event.
                "quality": draft.look.quality if isfinite(draft.look.quality) else 0.0,
                "recorded_at": to_micros(recorded_at),
                "expires_at": to_micros(policy.expiry(recorded_at)),
                "sealed": self._sealer.seal_look(draft.look.template, event_id),
            }
            for event_id, draft in drafts
            if draft.look is not None and policy.wants(draft.judgement)
        ]
        if rows:
            connection.execute(insert(looks), rows)
