"""Takes credentials out of what is shown, logged and stored about a source."""

from __future__ import annotations

import re

HIDDEN = "***"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)")
# What cameras call the fields that hold secrets, in queries (?user=a&pwd=b) and, as several makers
# of RTSP cameras do, in the path itself (/user=admin_password=x_channel=1).
_SECRET_FIELD = re.compile(
    r"(?i)(?<![a-z])(user(?:name)?|usr|login|account|pass(?:word|wd|phrase)?|pwd|psw|token|access_token|api_?key|key|auth"
    r"|secret|sid|session|signature|sig)=([^&;/?#\s]*)"
)


def redact(spec: str) -> str:
    """``spec`` with user names, passwords and tokens replaced by ``***``; anything but a URL as it is.

    Errs on the side of hiding: a password that holds ``/`` or ``@`` unescaped
    takes the host's name with it rather than showing a part of itself.
    """
    parts = _SCHEME.split(spec, maxsplit=1)
    if len(parts) == 1:
        return spec
    before, scheme, rest = parts
    return before + scheme + _SECRET_FIELD.sub(_hide_value, _without_user(rest))


def _without_user(rest: str) -> str:
    """The part of a URL after ``://`` without ``user:password@``."""
    path = re.split(r"[?#]", rest, maxsplit=1)[0]
    authority = path.partition("/")[0]
    host, colon, port = authority.rpartition(":")
    # "user:p?ss@host": what stands where the port should be is none, so it may be a password.
    strange_port = bool(colon) and not port.endswith("]") and port != "" and not port.isdecimal()
    if strange_port and "@" in rest:
        return f"{HIDDEN}@{rest.rpartition('@')[2]}"
    if "@" in path:
        return f"{HIDDEN}@{path.rpartition('@')[2]}{rest[len(path) :]}"
    if strange_port:
        return f"{host}:{HIDDEN}{rest[len(authority) :]}"
    return rest


def _hide_value(match: re.Match[str]) -> str:
    return f"{match[1]}={HIDDEN}" if match[2] else match[0]
