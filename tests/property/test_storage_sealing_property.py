"""What is sealed opens in its own place only; what is chained cannot be changed."""

from __future__ import annotations

import hmac
import math
import struct

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.templates import normalised
from facegate.errors import DamagedDataError
from facegate.storage.canonical import encode
from facegate.storage.chain import CHAINED_FIELDS, CORRECTION_FIELDS, GENESIS, PAD_FIELDS, RECORD_FIELDS, Chain
from facegate.storage.cipher import Cipher
from facegate.storage.keyset import CurrentKeys, Keyset, Purpose
from facegate.storage.sealing import RowSealer

KEYS = CurrentKeys(Keyset.fresh().with_new_key())

values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(),
    st.binary(max_size=50),
)
rows = st.lists(values, max_size=6)
subject_ids = st.text("0123456789abcdef", min_size=32, max_size=32).map(SubjectId)
reference_ids = st.integers(1, 2**62).map(ReferenceId)
model_ids = st.text(min_size=1, max_size=30).map(ModelId)


def same(first: object, second: object) -> bool:
    """Equal to the last bit and of one type: 1 is not 1.0 here, and NaN is NaN."""
    if isinstance(first, float) and isinstance(second, float):
        return struct.pack(">d", first) == struct.pack(">d", second)
    return type(first) is type(second) and first == second


@given(rows, rows)
def test_different_rows_never_encode_the_same(first: list[object], second: list[object]) -> None:
    equal = len(first) == len(second) and all(map(same, first, second))
    assert (encode(first) == encode(second)) is equal


@given(rows, st.integers(0, 6))
def test_where_a_row_is_cut_shows(row: list[object], cut: int) -> None:
    assume(cut < len(row))
    assert encode([encode(row[:cut]), encode(row[cut:])]) != encode([encode(row), encode([])])


@pytest.mark.parametrize("value", [True, [1], object(), 1j])
def test_other_types_are_refused(value: object) -> None:
    with pytest.raises(TypeError):
        encode([value])


@given(st.binary(max_size=2000), st.binary(max_size=60))
def test_what_is_sealed_opens(data: bytes, associated: bytes) -> None:
    cipher = Cipher(KEYS, Purpose.CACHE)
    sealed = cipher.seal(data, associated)
    assert cipher.unseal(sealed, associated) == data
    assert cipher.seal(data, associated) != sealed
    if len(data) > 8:
        assert data not in sealed


@given(st.binary(max_size=200), st.binary(max_size=20), st.data())
def test_any_change_is_noticed(data: bytes, associated: bytes, choice: st.DataObject) -> None:
    cipher = Cipher(KEYS, Purpose.CACHE)
    sealed = bytearray(cipher.seal(data, associated))
    position = choice.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= choice.draw(st.integers(1, 255))
    with pytest.raises(DamagedDataError):
        cipher.unseal(bytes(sealed), associated)


@given(st.binary(max_size=200), st.integers(0, 250))
def test_what_was_cut_does_not_open(data: bytes, length: int) -> None:
    cipher = Cipher(KEYS, Purpose.CACHE)
    sealed = cipher.seal(data, b"")
    assume(length < len(sealed))
    for damaged in (sealed[:length], sealed + bytes(length + 1)):
        with pytest.raises(DamagedDataError):
            cipher.unseal(damaged, b"")


@given(st.binary(max_size=100), st.binary(max_size=30), st.binary(max_size=30))
def test_nothing_opens_in_another_place(data: bytes, here: bytes, there: bytes) -> None:
    assume(here != there)
    sealed = Cipher(KEYS, Purpose.CACHE).seal(data, here)
    with pytest.raises(DamagedDataError):
        Cipher(KEYS, Purpose.CACHE).unseal(sealed, there)
    for purpose in (Purpose.TEMPLATES, Purpose.PICTURES):
        with pytest.raises(DamagedDataError):
            Cipher(KEYS, purpose).unseal(sealed, here)


@given(st.integers(1, 600), st.integers(0, 2**32 - 1), st.floats(1e-6, 1e6), subject_ids, reference_ids, model_ids)
def test_a_template_comes_back_to_the_last_bit(
    dimension: int, seed: int, scale: float, subject: SubjectId, reference: ReferenceId, model: ModelId
) -> None:
    embedding = (np.random.default_rng(seed).standard_normal(dimension) * scale).astype(np.float32)
    assume(float(np.linalg.norm(embedding.astype(np.float64))) > 0)
    template = normalised(model, embedding)
    sealer = RowSealer(KEYS)
    opened = sealer.unseal_template(sealer.seal_template(template, reference, subject), reference, subject, model)
    assert opened.vector.tobytes() == template.vector.tobytes()
    assert opened.norm == template.norm
    assert opened.model_id == model
    assert not opened.vector.flags.writeable


@given(
    st.tuples(subject_ids, reference_ids, model_ids), st.tuples(subject_ids, reference_ids, model_ids), st.booleans()
)
def test_a_template_opens_in_its_own_row_only(
    here: tuple[SubjectId, ReferenceId, ModelId], there: tuple[SubjectId, ReferenceId, ModelId], near: bool
) -> None:
    if near:  # one column differs
        there = (here[0], here[1], there[2])
    assume(here != there)
    sealer = RowSealer(KEYS)
    template = normalised(here[2], np.arange(1, 5, dtype=np.float32))
    sealed = sealer.seal_template(template, here[1], here[0])
    with pytest.raises(DamagedDataError):
        sealer.unseal_template(sealed, there[1], there[0], there[2])
    with pytest.raises(DamagedDataError):
        sealer.unseal_picture(sealed, here[1], here[0])


event_rows = st.fixed_dictionaries(
    {
        **dict.fromkeys((*CHAINED_FIELDS, *CORRECTION_FIELDS, *RECORD_FIELDS, *PAD_FIELDS), values),
        "key_id": st.sampled_from(sorted(KEYS.keyset.roots)),
    }
)


@given(event_rows, event_rows, st.binary(min_size=32, max_size=32))
def test_macs_are_of_one_event_in_one_place(
    first: dict[str, object], second: dict[str, object], previous: bytes
) -> None:
    chain = Chain(KEYS)
    mac = chain.mac(first, GENESIS)
    assert len(mac) == 32
    assert chain.fits({**first, "mac": mac}, GENESIS)
    assert chain.fits({**first, "mac": mac}, previous) is (previous == GENESIS)
    assert chain.fits({**second, "mac": mac}, GENESIS) is all(same(first[name], second[name]) for name in first)


@given(event_rows, st.sampled_from((*CHAINED_FIELDS, *CORRECTION_FIELDS, *RECORD_FIELDS, *PAD_FIELDS)), values)
def test_no_field_of_an_event_can_be_changed(row: dict[str, object], field: str, value: object) -> None:
    chain = Chain(KEYS)
    assume(not same(row[field], value))
    assume(not (isinstance(value, float) and math.isnan(value)))
    assert not chain.fits({**row, field: value, "mac": chain.mac(row, GENESIS)}, GENESIS)


@given(event_rows)
def test_events_without_a_correction_are_authenticated_as_before_there_were_any(row: dict[str, object]) -> None:
    """What an older release wrote verifies unchanged."""
    plain = {**row, **dict.fromkeys((*CORRECTION_FIELDS, *RECORD_FIELDS, *PAD_FIELDS))}
    message = encode(["facegate-event-1", GENESIS, *(row[name] for name in CHAINED_FIELDS)])
    key = KEYS.derived(str(row["key_id"]), Purpose.CHAIN)
    assert Chain(KEYS).mac(plain, GENESIS) == hmac.digest(key, message, "sha256")


@given(event_rows)
def test_corrections_are_authenticated_as_before_there_were_punches(row: dict[str, object]) -> None:
    correction = {**row, "actor": "me", **dict.fromkeys((*RECORD_FIELDS, *PAD_FIELDS))}
    fields = (*CHAINED_FIELDS, *CORRECTION_FIELDS)
    message = encode(["facegate-event-2", GENESIS, *(correction[name] for name in fields)])
    key = KEYS.derived(str(row["key_id"]), Purpose.CHAIN)
    assert Chain(KEYS).mac(correction, GENESIS) == hmac.digest(key, message, "sha256")


@given(event_rows)
def test_punches_are_authenticated_as_before_there_was_attack_detection(row: dict[str, object]) -> None:
    punch = {**row, "about": "ab", **dict.fromkeys(PAD_FIELDS)}
    fields = (*CHAINED_FIELDS, *CORRECTION_FIELDS, *RECORD_FIELDS)
    message = encode(["facegate-event-3", GENESIS, *(punch[name] for name in fields)])
    key = KEYS.derived(str(row["key_id"]), Purpose.CHAIN)
    assert Chain(KEYS).mac(punch, GENESIS) == hmac.digest(key, message, "sha256")


@given(event_rows, st.binary(max_size=40))
def test_a_guessed_mac_does_not_fit(row: dict[str, object], mac: bytes) -> None:
    assert not Chain(KEYS).fits({**row, "mac": mac}, GENESIS)
