from __future__ import annotations

from datetime import timedelta

from helpers.clocks import START

from facegate.doors.relay_words import LcusWords, LineWords
from facegate.doors.signing import is_genuine, signature


def test_lcus_boards_are_told_with_a_sum() -> None:
    words = LcusWords()
    assert words.on(1, 3.0).hex(" ") == "a0 01 01 a2"
    assert words.off(1).hex(" ") == "a0 01 00 a1"
    assert words.on(4, 3.0).hex(" ") == "a0 04 01 a5"


def test_lines_are_filled_in() -> None:
    words = LineWords("PULSE {channel},{milliseconds}", "R{channel}=0", b"\r\n")
    assert words.on(2, 0.75) == b"PULSE 2,750\r\n"
    assert words.off(2) == b"R2=0\r\n"


def test_a_signature_is_hmac_sha256_over_time_key_and_body() -> None:
    # Made with: printf '1772438400.d1.{"a":1}' | openssl dgst -sha256 -hmac 'sixteen letters!'
    known = "t=1772438400,v1=ee4eafa44968b857bb254769412db9aca1ba150ce3f04d21bc0dcea9447276ce"
    assert signature("sixteen letters!", "d1", b'{"a":1}', START) == known


def test_a_signature_that_does_not_fit_is_not_genuine() -> None:
    body, header = b'{"a":1}', signature("sixteen letters!", "d1", b'{"a":1}', START)
    late, early = START + timedelta(seconds=6), START - timedelta(seconds=6)
    assert is_genuine("sixteen letters!", "d1", body, header, START, 5.0)
    assert not is_genuine("sixteen letters!", "d2", body, header, START, 5.0)
    assert not any(is_genuine("sixteen letters!", "d1", body, header, moment, 5.0) for moment in (late, early))
    for wrong in ("", "v1=00", "t=x,v1=00", header[:-1], header.replace("t=1", "t=2"), header + "é"):
        assert not is_genuine("sixteen letters!", "d1", body, wrong, START, 5.0)
