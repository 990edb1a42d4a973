"""The chain of the event log: each event's MAC covers all its fields and the MAC before it."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from facegate.errors import DamagedDataError
from facegate.storage.canonical import encode
from facegate.storage.keyset import CurrentKeys, Purpose

CHAINED_FIELDS = (
    "sequence",
    "event_id",
    "type",
    "occurred_at",
    "recorded_at",
    "source",
    "track",
    "subject_id",
    "distance",
    "margin",
    "threshold",
    "model_id",
    "result",
    "reason",
    "pad",
    "key_id",
)
"""Every column of an event but the MAC itself, in the order in which they are authenticated."""

CORRECTION_FIELDS = ("corrects", "verdict", "actor")
"""Columns that came later. Where all are empty they are left out, so that what was recorded before them
verifies as it was written; where any is not, the form has another name, so that neither passes for the other."""

RECORD_FIELDS = ("direction", "punch_at", "place", "about", "latency")
"""Columns that came later still: in the same way, with a third form that has all columns before them, too."""

PAD_FIELDS = ("pad_cue", "pad_score", "claimed_id")
"""The last to come: in the same way, with a fourth form."""

GENESIS = bytes(32)
"""What stands where the first event has no event before it."""

_EVENT = "facegate-event-1"
_CORRECTION = "facegate-event-2"
_RECORD = "facegate-event-3"
_PAD = "facegate-event-4"
_HEAD = "facegate-head-1"


class Chain:
    """Makes and checks MACs (HMAC-SHA256). Thread-safe."""

    def __init__(self, keys: CurrentKeys) -> None:
        self._keys = keys

    @property
    def key_id(self) -> str:
        """The key for what is written now."""
        return self._keys.active

    def mac(self, row: Mapping[str, Any], previous: bytes) -> bytes:
        """32 bytes for an event with its columns as stored; ``row["key_id"]`` names the key.

        Raises:
            DamagedDataError: the key is unknown.
            TypeError: a column has a type that it never gets from us.
        """
        values = [row[name] for name in CHAINED_FIELDS]
        later = [row[name] for name in CORRECTION_FIELDS]
        records = [row[name] for name in RECORD_FIELDS]
        last = [row[name] for name in PAD_FIELDS]
        if any(value is not None for value in last):
            form, values = _PAD, [*values, *later, *records, *last]
        elif any(value is not None for value in records):
            form, values = _RECORD, [*values, *later, *records]
        elif any(value is not None for value in later):
            form, values = _CORRECTION, [*values, *later]
        else:
            form = _EVENT
        return self._hmac(row["key_id"], encode([form, previous, *values]))

    def fits(self, row: Mapping[str, Any], previous: bytes) -> bool:
        """Whether a stored event is unchanged and follows the one before it."""
        try:
            return hmac.compare_digest(self.mac(row, previous), row["mac"])
        except (TypeError, DamagedDataError):  # a value or a key that never came from us
            return False

    def head_mac(self, key_id: str, content: str) -> bytes:
        """32 bytes for what is said of the head of the chain."""
        return self._hmac(key_id, encode([_HEAD, content]))

    def _hmac(self, key_id: str, message: bytes) -> bytes:
        return hmac.digest(self._keys.derived(key_id, Purpose.CHAIN), message, "sha256")
