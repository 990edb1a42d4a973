"""Certificates of erasure: what is written is read again, and nothing in them can be changed unnoticed."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.certificates import Certificate, CertificateFormatError, Signed, Standing, parsed, signed_message
from facegate.storage.certificates import StoredCertificateKeys
from facegate.storage.keyset import CurrentKeys, Keyset

KEYSET = Keyset.fresh()
KEYS = StoredCertificateKeys(CurrentKeys(KEYSET))

lines = st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=5).map(tuple)
values = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text(st.characters(codec="utf-8")))
statements = st.dictionaries(
    st.text(st.characters(codec="utf-8"), max_size=12),
    st.one_of(values, st.lists(values, max_size=3), st.dictionaries(st.sampled_from("abc"), values)),
    max_size=5,
)


def certified(readable: tuple[str, ...], statement: dict[str, object]) -> Certificate:
    key_id, public_key = KEYS.signer()
    value = KEYS.sign(key_id, signed_message(readable, statement, key_id, public_key))
    return Certificate(readable, statement, Signed(key_id, public_key, value))


def genuine(data: bytes) -> bool:
    """As :meth:`facegate.pipeline.erasure.ErasureService.verify` judges."""
    try:
        found = parsed(data)
    except CertificateFormatError:
        return False
    signed = found.signed
    return KEYS.fits(signed.public_key, found.message, signed.value) and KEYS.standing(signed.public_key) is (
        Standing.CURRENT
    )


SAMPLE = certified(("Certificate", "Gelöscht: 5"), {"kind": "erasure", "removed": {"a": 1}, "left": []}).to_bytes()


@given(lines, statements)
def test_what_is_written_is_read_again(readable: tuple[str, ...], statement: dict[str, object]) -> None:
    certificate = certified(readable, statement)
    data = certificate.to_bytes()
    assert parsed(data) == certificate
    assert genuine(data)
    assert json.loads(data)["statement"] == statement


@given(st.integers(0, len(SAMPLE) - 1), st.integers(1, 255))
def test_a_changed_byte_is_noticed(place: int, change: int) -> None:
    assert not genuine(SAMPLE[:place] + bytes([SAMPLE[place] ^ change]) + SAMPLE[place + 1 :])


@given(st.integers(0, len(SAMPLE)), st.integers(0, len(SAMPLE)), st.binary(max_size=20))
def test_what_is_cut_out_or_put_in_is_noticed(start: int, end: int, added: bytes) -> None:
    start, end = sorted((start, end))
    changed = SAMPLE[:start] + added + SAMPLE[end:]
    assert genuine(changed) == (changed == SAMPLE)


@given(st.binary(max_size=200))
def test_anything_else_is_no_certificate(data: bytes) -> None:
    assert not genuine(data)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"a": 1', '"a": 1, "a": 1'),
        lambda text: text.replace('"a": 1', '"a": 1.0'),
        lambda text: text.replace("ö", "\\u00f6"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + "\n",
        lambda text: "\ufeff" + text,
        lambda text: text.replace('"facegate_certificate": 1', '"facegate_certificate": 2'),
        lambda text: re.sub(r'("signature": ".*?)(=+)"', r'\1"', text),
        lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n",
        lambda text: text.replace('"removed": {', '"removed": ' + "[" * 5000),
    ],
)
def test_the_same_content_written_otherwise_is_noticed(change) -> None:  # type: ignore[no-untyped-def]
    changed = change(SAMPLE.decode())
    assert changed != SAMPLE.decode()
    assert not genuine(changed.encode())


@given(st.integers(0, 3))
def test_a_key_that_was_changed_is_still_known(changes: int) -> None:
    keyset = KEYSET
    for _ in range(changes):
        keyset = Keyset.from_json(keyset.with_new_key().with_old_keys_retired().to_json())
    later = StoredCertificateKeys(CurrentKeys(keyset))
    signed = parsed(SAMPLE).signed
    assert later.standing(signed.public_key) is (Standing.FORMER if changes else Standing.CURRENT)
    assert later.standing(later.signer()[1]) is Standing.CURRENT
    assert StoredCertificateKeys(CurrentKeys(Keyset.fresh())).standing(signed.public_key) is Standing.UNKNOWN
    # Of a retired key nothing is left that could sign.
    assert changes == 0 or KEYSET.roots[KEYSET.active] not in keyset.roots.values()
