"""Identifiers. Distinct types, so that one cannot be passed for another."""

from __future__ import annotations

import secrets
from typing import NewType

SubjectId = NewType("SubjectId", str)
"""Random, 32 hex digits; the only thing that an event knows of a person."""

ReferenceId = NewType("ReferenceId", int)
"""Row number of a reference; never reused; the label in the search index."""

EventId = NewType("EventId", str)
"""Random, 32 hex digits."""

TrackId = NewType("TrackId", int)
"""Counts up from 1 within one run of one source."""

ModelId = NewType("ModelId", str)
"""Name of a model with its release, as in its manifest: ``sface-2021dec-centred``."""

_ID_BYTES = 16


def new_subject_id() -> SubjectId:
    """Return a fresh random subject id."""
    return SubjectId(secrets.token_hex(_ID_BYTES))


def new_event_id() -> EventId:
    """Return a fresh random event id."""
    return EventId(secrets.token_hex(_ID_BYTES))
