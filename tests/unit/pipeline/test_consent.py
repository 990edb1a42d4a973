"""The consent record."""

from __future__ import annotations

import hashlib

import pytest
from helpers.world import NOON

from facegate.pipeline.consent import CONSENT_LANGUAGE, CONSENT_TEXT, CONSENT_TEXT_VERSION, default_consent

PUBLISHED = {"default-1": "7daf5df9e8ff2d5d7635129789008e9b8a76af1a14cdd15f195d2d5cb8b7507c"}
"""Digests of the texts that people have agreed to. Never change one: add a version."""


class StoppedClock:
    def monotonic(self) -> float:
        return 0.0

    def now(self) -> object:
        return NOON


@pytest.mark.parametrize("attested", [True, False])
def test_record_says_who_when_and_what(attested: bool) -> None:
    consent = default_consent(attested=attested, actor="desk", clock=StoppedClock())
    assert (consent.attested, consent.recorded_by, consent.recorded_at) == (attested, "desk", NOON)
    assert (consent.text_version, consent.language) == (CONSENT_TEXT_VERSION, CONSENT_LANGUAGE)
    assert consent.text_sha256 == hashlib.sha256(CONSENT_TEXT.encode()).hexdigest()


def test_a_changed_text_has_a_new_version() -> None:
    assert hashlib.sha256(CONSENT_TEXT.encode()).hexdigest() == PUBLISHED[CONSENT_TEXT_VERSION]


def test_the_text_says_what_is_kept_and_how_to_leave() -> None:
    for word in ("template", "encrypted", "voluntary", "withdraw", "erased"):
        assert word in CONSENT_TEXT
