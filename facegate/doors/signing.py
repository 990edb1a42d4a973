"""How a message to a webhook is signed, so that whoever opens the door knows that it was us, and when.

The header ``FaceGate-Signature`` holds ``t=UNIX SECONDS,v1=HEX``: an HMAC-SHA256 (RFC 2104) with the shared secret
over the seconds, a full stop, the ``Idempotency-Key``, a full stop and the body as it was sent. Receivers compute it
anew, compare in constant time, refuse what is older than some seconds, and act once on each key: it is signed, too, or
whoever heard a message could send it once more under another one.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

SIGNATURE_HEADER = "FaceGate-Signature"
KEY_HEADER = "Idempotency-Key"

LEAST_SECRET = 16
"""Characters of a secret: what is shorter can be tried out by whoever has heard one message."""


def signature(secret: str, key: str, body: bytes, now: datetime) -> str:
    """The value of the header for a body that is sent under a key (ASCII, no full stop) at an aware moment."""
    seconds = int(now.timestamp())
    return f"t={seconds},v1={_digest(secret, key, body, seconds)}"


def is_genuine(secret: str, key: str, body: bytes, header: str, now: datetime, oldest: float) -> bool:
    """Whether a header fits key and body and is at most ``oldest`` seconds from ``now``: what a receiver does."""
    fields = dict(part.partition("=")[::2] for part in header.split(","))
    try:
        seconds = int(fields["t"])
        given = fields["v1"].encode()
    except (KeyError, ValueError):
        return False
    expected = _digest(secret, key, body, seconds).encode()
    return hmac.compare_digest(given, expected) and abs(now.timestamp() - seconds) <= oldest


def _digest(secret: str, key: str, body: bytes, seconds: int) -> str:
    return hmac.new(secret.encode(), f"{seconds}.{key}.".encode() + body, hashlib.sha256).hexdigest()
