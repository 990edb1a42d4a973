"""Ids: random, of one form, never twice."""

from __future__ import annotations

import re

from facegate.domain.ids import new_event_id, new_subject_id


def test_ids_are_32_hex_digits() -> None:
    for made in (new_subject_id(), new_event_id()):
        assert re.fullmatch(r"[0-9a-f]{32}", made)


def test_ids_do_not_repeat() -> None:
    made = {new_subject_id() for _ in range(2000)} | {new_event_id() for _ in range(2000)}
    assert len(made) == 4000
