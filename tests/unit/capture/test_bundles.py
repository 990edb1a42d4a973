"""Folders and archives that people are imported from, harmless and not."""

from __future__ import annotations

import io
import os
import random
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from facegate.capture import bundle_folder, bundle_zip
from facegate.capture.bundles import open_bundle
from facegate.domain.bundles import EntryError
from facegate.domain.import_reasons import ReasonKind
from facegate.errors import RosterError

PLENTY = 1 << 20


def archive(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes], **options) -> Path:
    with zipfile.ZipFile(path, "w", options.get("method", zipfile.ZIP_DEFLATED)) as made:
        for name, data in entries:
            made.writestr(name, data)
    return path


def info(name: str, *, system: int = 3, attributes: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    # Python's own names are made harmless on the way in.
    made.filename = name
    made.create_system, made.external_attr = system, attributes << 16
    return made


def refused(bundle) -> dict[str, ReasonKind]:
    return {entry.name: entry.reason.kind for entry in bundle.refused}


def test_a_folder_is_listed_and_read(tmp_path):
    (tmp_path / "A-1 Ada").mkdir()
    (tmp_path / "A-1 Ada" / "10.jpg").write_bytes(b"ten")
    (tmp_path / "A-1 Ada" / "9.jpg").write_bytes(b"nine")
    bundle, listed = open_bundle(tmp_path)
    assert (list(bundle.names), listed) == (["A-1 Ada/9.jpg", "A-1 Ada/10.jpg"], None)
    assert bundle.read("A-1 Ada/9.jpg", PLENTY) == b"nine"
    with pytest.raises(EntryError) as caught:
        bundle.read("A-1 Ada/9.jpg", 3)
    assert caught.value.reason.kind is ReasonKind.TOO_LARGE


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.jpg").write_bytes(b"secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jpg").symlink_to(outside / "secret.jpg")
    (folder / "b").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "c.jpg").write_bytes(b"c")
    bundle, _ = open_bundle(folder)
    assert list(bundle.names) == ["c.jpg"]
    assert refused(bundle) == dict.fromkeys(("a.jpg", "b", "loop"), ReasonKind.LINK)
    (folder / "c.jpg").unlink()
    (folder / "c.jpg").symlink_to(outside / "secret.jpg")
    with pytest.raises(EntryError):
        bundle.read("c.jpg", PLENTY)


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes there")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.jpg")
    (tmp_path / "b.jpg").write_bytes(b"b")
    bundle, _ = open_bundle(tmp_path)
    assert list(bundle.names) == ["b.jpg"]
    assert refused(bundle) == {"a.jpg": ReasonKind.NOT_A_FILE}
    (tmp_path / "b.jpg").unlink()
    os.mkfifo(tmp_path / "b.jpg")
    with pytest.raises(EntryError) as caught:
        bundle.read("b.jpg", PLENTY)
    assert caught.value.reason.kind is ReasonKind.NOT_A_FILE


def test_a_list_is_its_folder_and_its_name(tmp_path):
    (tmp_path / "staff.txt").write_text("id,name\n")
    bundle, listed = open_bundle(tmp_path / "staff.txt")
    assert (list(bundle.names), listed) == (["staff.txt"], "staff.txt")


def test_what_is_not_there(tmp_path):
    with pytest.raises(RosterError):
        open_bundle(tmp_path / "absent")


def test_too_many_files(tmp_path, monkeypatch):
    for number in range(4):
        (tmp_path / f"{number}.jpg").write_bytes(b"")
    archive(tmp_path / "a.zip", *((f"{number}.jpg", b"") for number in range(4)))
    monkeypatch.setattr(bundle_folder, "MOST_FILES", 3)
    monkeypatch.setattr(bundle_zip, "MOST_FILES", 3)
    for path in (tmp_path, tmp_path / "a.zip"):
        with pytest.raises(RosterError) as caught:
            open_bundle(path)
        assert caught.value.title == "Too many files"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_is_read_without_being_unpacked(tmp_path, method):
    path = archive(tmp_path / "a.zip", ("x/", b""), ("x/1.jpg", b"one" * 99), ("./y//2.jpg", b"two"), method=method)
    before = sorted(tmp_path.rglob("*"))
    bundle, listed = open_bundle(path)
    assert (list(bundle.names), listed) == (["x/1.jpg", "y/2.jpg"], None)
    assert bundle.read("x/1.jpg", PLENTY) == b"one" * 99
    with pytest.raises(EntryError) as caught:
        bundle.read("x/1.jpg", 100)
    assert caught.value.reason.kind is ReasonKind.TOO_LARGE
    bundle.close()
    bundle.close()
    assert sorted(tmp_path.rglob("*")) == before


def test_entries_that_lead_outside_and_links_and_doubles(tmp_path):
    slips = (
        "../up.jpg",
        "a/../../up.jpg",
        "/etc/abs.jpg",
        "C:/abs.jpg",
        "C:\\abs.jpg",
        "..\\up.jpg",
        "\\abs.jpg",
        "//h/s.jpg",
    )
    with pytest.warns(UserWarning, match="Duplicate"):
        path = archive(
            tmp_path / "a.zip",
            *((info(name), b"x") for name in slips),
            (info("link.jpg", attributes=stat.S_IFLNK | 0o777), b"/etc/passwd"),
            (info("pipe.jpg", attributes=stat.S_IFIFO | 0o777), b""),
            ("twice.jpg", b"first"),
            ("twice.jpg", b"second"),
            ("good.jpg", b"good"),
        )
    bundle, _ = open_bundle(path)
    assert list(bundle.names) == ["good.jpg", "twice.jpg"]
    assert bundle.read("twice.jpg", PLENTY) == b"first"
    kinds = refused(bundle)
    assert {name: kind for name, kind in kinds.items() if kind is not ReasonKind.OUTSIDE} == {
        "link.jpg": ReasonKind.LINK,
        "pipe.jpg": ReasonKind.NOT_A_FILE,
        "twice.jpg": ReasonKind.TWICE,
    }
    assert len(bundle.refused) == len(slips) + 3
    bundle.close()


def test_a_bomb_is_not_read(tmp_path):
    path = archive(tmp_path / "a.zip", ("bomb.bmp", bytes(16 << 20)), ("list.csv", b"id,name\n" * 9000))
    bundle, _ = open_bundle(path)
    assert refused(bundle) == {"bomb.bmp": ReasonKind.BOMB}
    assert list(bundle.names) == ["list.csv"]
    bundle.close()


def test_an_entry_that_is_larger_than_it_says(tmp_path):
    path = archive(tmp_path / "a.zip", ("x.jpg", bytes(100_000)))
    data = path.read_bytes().replace(struct.pack("<L", 100_000), struct.pack("<L", 10))
    path.write_bytes(data)
    bundle, _ = open_bundle(path)
    with pytest.raises(EntryError) as caught:
        bundle.read("x.jpg", PLENTY)
    assert caught.value.reason.kind is ReasonKind.DAMAGED
    bundle.close()


def test_entries_that_share_their_bytes(tmp_path):
    kernel = archive(tmp_path / "a.zip", *((f"{number}.jpg", os.urandom(2000)) for number in range(5)))
    data = bytearray(kernel.read_bytes())
    with zipfile.ZipFile(kernel) as made:
        start = made.start_dir
    for _ in range(5):  # each entry claims to be as long as the archive
        place = data.index(b"PK\x01\x02", start)
        struct.pack_into("<L", data, place + 20, len(data))
        start = place + 4
    kernel.write_bytes(data)
    with pytest.raises(RosterError) as caught:
        open_bundle(kernel)
    assert caught.value.title == "Archive refused"


def test_an_encrypted_entry_and_an_unknown_method(tmp_path):
    path = archive(tmp_path / "a.zip", ("e.jpg", b"x"), ("m.jpg", b"y"), ("g.jpg", b"z"))
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    place = data.index(b"PK\x01\x02", place + 4)
    data[place + 10] = 97
    path.write_bytes(data)
    bundle, _ = open_bundle(path)
    assert refused(bundle) == {"e.jpg": ReasonKind.ENCRYPTED, "m.jpg": ReasonKind.METHOD}
    assert list(bundle.names) == ["g.jpg"]
    bundle.close()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_of_programs_that_do_not_say_their_encoding(tmp_path, encoding):
    stand_in = "x" * len("A1 欧阳娜娜/照片.jpg".encode(encoding))
    path = archive(tmp_path / "a.zip", (stand_in, b"x"))
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), "A1 欧阳娜娜/照片.jpg".encode(encoding)))
    bundle, _ = open_bundle(path)
    assert list(bundle.names) == ["A1 欧阳娜娜/照片.jpg"]
    assert bundle.read("A1 欧阳娜娜/照片.jpg", PLENTY) == b"x"
    bundle.close()


def test_a_damaged_archive_never_raises_anything_else(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(3):
            made.writestr(f"{number}.jpg", bytes(range(256)) * 4)
    good = stream.getvalue()
    path, chance = tmp_path / "a.zip", random.Random(3)
    opened = 0
    for _ in range(300):
        data = bytearray(good[: chance.randrange(len(good) // 2, 2 * len(good))])
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            bundle = bundle_zip.ZipBundle(path)
        except RosterError:
            continue
        opened += 1
        for name in bundle.names:
            try:
                bundle.read(name, PLENTY)
            except EntryError:
                continue
        bundle.close()
    assert opened


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_entries_of_each_method_are_said_to_be_damaged(tmp_path, method):
    path = archive(tmp_path / "a.zip", ("A-1/a.jpg", bytes(range(256)) * 400), method=method)
    data = bytearray(path.read_bytes())
    data[60:120] = bytes(each ^ 0x5A for each in data[60:120])
    path.write_bytes(data)
    bundle, _ = open_bundle(path)
    with pytest.raises(EntryError) as caught:
        bundle.read("A-1/a.jpg", PLENTY)
    assert caught.value.reason.kind is ReasonKind.DAMAGED
    bundle.close()


def test_names_of_absurd_length_are_refused_and_long_numbers_are_sorted(tmp_path):
    path = archive(tmp_path / "a.zip", ("A/" + "9" * 5000 + ".jpg", b"x"), ("A/" + "9" * 900 + ".jpg", b"x"))
    bundle, _ = open_bundle(path)
    assert list(bundle.names) == ["A/" + "9" * 900 + ".jpg"]
    ((name, kind),) = refused(bundle).items()
    assert (kind, len(name) < 100) == (ReasonKind.LONG_NAME, True)
    bundle.close()


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_around_a_list_only_what_it_speaks_of_is_looked_into(tmp_path, monkeypatch):
    for name in ("photos/1.jpg", "photos/Old/2.jpg", "photos/Tax/3.jpg", "other/4.jpg", "other/deep/5.jpg", ".x/6.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "list.csv").write_text("id,name,photo\nA-1,Ada,photos\\OLD\\2.jpg\n")
    looked = []
    scandir = os.scandir

    def scan(folder):
        looked.append(Path(folder).name)
        if Path(folder).name == "other":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", scan)
    bundle, listed = open_bundle(tmp_path / "list.csv")
    assert (list(bundle.names), listed) == (["list.csv", "photos/1.jpg", "photos/Old/2.jpg"], "list.csv")
    assert set(looked[1:]) == {"photos", "Old", "other"}
    with pytest.raises(RosterError):
        open_bundle(tmp_path)
