"""A gallery file gives back what was put in, and nothing once a byte of it was changed."""

from __future__ import annotations

import stat
import struct
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facegate.domain.ids import ModelId
from facegate.domain.templates import normalised
from facegate.errors import DamagedDataError, StorageError
from facegate.storage import gallery_file as subject
from facegate.storage import gallery_keys
from facegate.storage.gallery_file import kind_of_key, read_gallery, write_gallery
from facegate.storage.gallery_keys import GalleryKey, KeyKind, key_for_reading, key_for_writing
from facegate.storage.gallery_people import GalleryPerson, StoredGallery
from facegate.storage.keyset import CurrentKeys, Keyset

MODEL = ModelId("made-up-1")
KEY = GalleryKey(KeyKind.KEYSET, CurrentKeys(Keyset.fresh()))
PREFIX = 27


def gallery(people: list[tuple[str, int]], dimension: int = 4, model: str = MODEL) -> StoredGallery:
    """People by name with so many templates."""
    random = np.random.default_rng(7)
    made = tuple(
        GalleryPerson(
            name,
            tuple(
                normalised(ModelId(model), random.standard_normal(dimension).astype(np.float32) * 9)
                for _ in range(each)
            ),
        )
        for name, each in people
    )
    return StoredGallery(ModelId(model), "digest", "detector-1", dimension, made)


def plain(stored: StoredGallery) -> object:
    """For comparing."""
    people = [
        (person.name, [(each.model_id, each.norm, each.vector.tobytes()) for each in person.templates])
        for person in stored.people
    ]
    return stored.model_id, stored.network, stored.detector, stored.dimension, people


def written(folder: Path, stored: StoredGallery, key: GalleryKey = KEY) -> Path:
    path = folder / "people.gallery"
    write_gallery(path, stored, key)
    return path


@given(
    st.lists(st.tuples(st.text(st.characters(exclude_categories=())), st.integers(0, 3)), max_size=5), st.integers(1, 9)
)
@settings(max_examples=60)
def test_round_trip(people: list[tuple[str, int]], dimension: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stored = gallery(people, dimension)
        assert plain(read_gallery(written(Path(folder), stored), KEY)) == plain(stored)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("gallery"), gallery([("Ada", 2), ("Berta", 1), ("Cleo", 1)]))


def refused(path: Path, data: bytes) -> None:
    changed = path.with_name("changed")
    changed.write_bytes(data)
    with pytest.raises(StorageError):
        read_gallery(changed, KEY)


@given(st.data())
@settings(max_examples=100)
def test_any_byte_that_was_changed_is_refused(whole: Path, data: st.DataObject) -> None:
    good = whole.read_bytes()
    place, by = data.draw(st.integers(0, len(good) - 1)), data.draw(st.integers(1, 255))
    refused(whole, good[:place] + bytes([good[place] ^ by]) + good[place + 1 :])


@given(st.data())
def test_any_part_alone_is_refused(whole: Path, data: st.DataObject) -> None:
    good = whole.read_bytes()
    start, end = data.draw(st.integers(0, len(good))), data.draw(st.integers(0, len(good)))
    assume((start, end) != (0, len(good)))
    refused(whole, good[start:end])
    refused(whole, good + good[start:end] if start < end else good + b"\0")


def records(data: bytes) -> list[bytes]:
    """Each with its length."""
    found, place = [], PREFIX
    while place < len(data):
        end = place + 4 + struct.unpack_from(">I", data, place)[0]
        found.append(data[place:end])
        place = end
    return found


def test_people_cannot_be_left_out_doubled_exchanged_or_taken_from_another_gallery(whole: Path, tmp_path: Path) -> None:
    good = whole.read_bytes()
    head, first, second, third = records(good)
    other = records(written(tmp_path, gallery([("Ada", 2), ("Berta", 1), ("Cleo", 1)])).read_bytes())
    for order in (
        [head, first, second],
        [head, first, third],
        [head, second, first, third],
        [head, first, second, third, third],
        [head, first, second, other[3]],
        [other[0], first, second, third],
        [first, second, third],
        [head, head, second, third],
        [],
    ):
        refused(whole, good[:PREFIX] + b"".join(order))
    assert read_gallery(whole, KEY).people[1].name == "Berta"


def test_nothing_of_it_can_be_read_without_the_key(tmp_path: Path) -> None:
    stored = gallery([("Ada Example", 2)], 128, "model-of-the-house")
    path = written(tmp_path, stored)
    data = path.read_bytes()
    for secret in (b"Ada", b"model-of", b"detector", stored.people[0].templates[0].vector.tobytes()[:16]):
        assert secret not in data
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    other = GalleryKey(KeyKind.KEYSET, CurrentKeys(Keyset.fresh()))
    with pytest.raises(DamagedDataError, match="Gallery of another key"):
        read_gallery(path, other)
    (key_id,) = KEY.keys.keyset.roots
    same_id = GalleryKey(KeyKind.KEYSET, CurrentKeys(Keyset(key_id, {key_id: bytes(32)})))
    with pytest.raises(DamagedDataError, match="Gallery damaged"):
        read_gallery(path, same_id)


def test_a_length_beyond_the_file_asks_for_no_memory(whole: Path) -> None:
    good = whole.read_bytes()
    for length in (0, len(good), subject.MAX_RECORD + 1, 2**32 - 1):
        refused(whole, good[:PREFIX] + struct.pack(">I", length) + good[PREFIX + 4 :])


def test_what_is_no_gallery_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with pytest.raises(StorageError, match="not be read"):
        read_gallery(path, KEY)
    for data, title in ((b"", "Not a gallery"), (b"x" * 99, "Not a gallery"), (subject.MAGIC, "Not a gallery")):
        path.write_bytes(data)
        with pytest.raises(StorageError, match=title):
            kind_of_key(path)
    path.write_bytes(subject.MAGIC[:-1] + b"\x09" + bytes(50))
    with pytest.raises(StorageError, match="another version"):
        kind_of_key(path)


def test_an_empty_gallery_and_a_full_disk(tmp_path: Path) -> None:
    assert read_gallery(written(tmp_path, gallery([])), KEY).people == ()
    with pytest.raises(StorageError, match="not written"):
        write_gallery(tmp_path / "nowhere" / "x", gallery([]), KEY)


def never() -> str:
    raise AssertionError("nobody is to be asked")


def test_a_key_file_is_made_once_and_is_private(tmp_path: Path) -> None:
    place = str(tmp_path / "site.key")
    path = written(tmp_path, gallery([("Ada", 1)]), key_for_writing(place, never))
    if sys.platform != "win32":
        assert stat.S_IMODE(Path(place).stat().st_mode) == 0o600
    before = Path(place).read_bytes()
    again = key_for_writing(place, never)
    assert Path(place).read_bytes() == before
    assert read_gallery(path, again).people[0].name == "Ada"
    assert read_gallery(path, key_for_reading(place, *kind_of_key(path), never)).people[0].name == "Ada"
    missing = tmp_path / "other.key"
    with pytest.raises(StorageError, match="Key missing"):
        key_for_reading(str(missing), *kind_of_key(path), never)
    assert not missing.exists()
    with pytest.raises(StorageError, match="Another kind of key"):
        key_for_reading("passphrase", *kind_of_key(path), never)


def test_a_key_in_the_keyring(tmp_path: Path) -> None:
    path = written(tmp_path, gallery([("Ada", 1)]), key_for_writing("keyring:site", never))
    assert read_gallery(path, key_for_reading("keyring:site", *kind_of_key(path), never)).people[0].name == "Ada"
    with pytest.raises(StorageError, match="Key missing"):
        key_for_reading("keyring:other", *kind_of_key(path), never)


def test_a_passphrase_needs_nothing_but_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery_keys, "SCRYPT_COST", 2**10)
    path = written(tmp_path, gallery([("Ada", 1)]), key_for_writing("passphrase", lambda: "correct horse"))
    kind, salt = kind_of_key(path)
    assert (kind, len(set(salt)) > 1) == (KeyKind.PASSPHRASE, True)
    opened = key_for_reading("passphrase", kind, salt, lambda: "correct horse")
    assert read_gallery(path, opened).people[0].name == "Ada"
    with pytest.raises(DamagedDataError, match="Gallery does not open"):
        read_gallery(path, key_for_reading("passphrase", kind, salt, lambda: "Correct horse"))
    with pytest.raises(StorageError, match="Another kind of key"):
        key_for_reading(str(tmp_path / "site.key"), kind, salt, never)
    good = path.read_bytes()
    for place in (12, PREFIX + 6, PREFIX + 12, len(good) - 1):
        path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        with pytest.raises(DamagedDataError):
            read_gallery(path, key_for_reading("passphrase", *kind_of_key(path), lambda: "correct horse"))
