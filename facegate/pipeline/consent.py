"""The consent text and the record of it."""

from __future__ import annotations

import hashlib

from facegate.domain.people import Consent
from facegate.domain.ports import Clock

CONSENT_TEXT_VERSION = "default-1"
"""Raised whenever the text below changes; the record keeps it together with the text's digest."""

CONSENT_LANGUAGE = "en"

CONSENT_TEXT = (
    "I agree that this organisation computes a numerical template from pictures of my face and stores it, "
    "encrypted, on this computer in order to recognise me at this gate and to record when I was there. "
    "The template is not passed on and is not used for anything else. Taking part is voluntary: I can use another "
    "way to sign in instead, and I can withdraw at any time, whereupon my template is erased."
)


def default_consent(*, attested: bool, actor: str, clock: Clock) -> Consent:
    """A record of consent to the default text, now.

    Args:
        attested: True when an administrator vouches for it, False when the
            person ticked it on the screen.
        actor: account of the operating system that records it.
        clock: for the time of the record.
    """
    digest = hashlib.sha256(CONSENT_TEXT.encode()).hexdigest()
    return Consent(CONSENT_TEXT_VERSION, CONSENT_LANGUAGE, digest, attested, actor, clock.now())
