"""Whatever the password, no part of it shows."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from facegate.capture import redact

# Marked, so that a leak is told from a chance likeness to the rest of the address.
passwords = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20).map(
    lambda text: f"QX7{text}9ZW"
)


def leaks(shown: str) -> bool:
    return "QX7" in shown or "9ZW" in shown


@given(passwords, st.sampled_from(["rtsp", "http", "https"]))
def test_escaped_password(password: str, scheme: str) -> None:
    assert not leaks(redact(f"{scheme}://admin:{quote(password, safe='')}@camera:554/live"))


@given(passwords)
def test_password_as_typed(password: str) -> None:
    assert not leaks(redact(f"rtsp://admin:{password}@camera/live"))


@given(passwords, st.sampled_from(["pwd", "password", "PASS", "token", "key"]))
def test_password_in_the_query(password: str, field: str) -> None:
    assert not leaks(redact(f"http://camera/video.cgi?a=1&{field}={quote(password, safe='')}&b=2"))
