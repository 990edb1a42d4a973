"""Erasing somebody and the certificate of it."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.clocks import START
from helpers.people_store import MemoryPeople
from helpers.world import ListGallery, ToyVision, template_of

from facegate.domain.certificates import Standing
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ids import SubjectId
from facegate.domain.people import Consent, ErasureReport, NewReference, SampleSource
from facegate.domain.profiles import Profile
from facegate.errors import DamagedDataError, FacegateError, NotFoundError, StorageError
from facegate.pipeline import erasure as erasure_module
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.erasure import ErasureService
from facegate.pipeline.people import PeopleService
from facegate.storage.certificates import StoredCertificateKeys
from facegate.storage.keyset import CurrentKeys, Keyset

NAME, NUMBER = "Name to be forgotten", "ID-to-be-forgotten"
LEFT = StorageError("Old data remains", "In {file}.", "Delete it.", file=Path("/home/somebody/facegate.db.corrupt-1"))


class Site:
    """Somebody to erase, and what erases them."""

    def __init__(self, folder: Path) -> None:
        self.store = MemoryPeople()
        engine = Engine(ToyVision(), ListGallery(), DecisionPolicy(1.1, 0.05, 3, 5), 60.0)
        self.people = PeopleService(self.store, NameDirectory(), lambda: engine, lambda _crop: b"", "desk")
        self.keys = CurrentKeys(Keyset.fresh())
        self.folder = folder / "certificates"
        self.service = ErasureService(self.people, StoredCertificateKeys(self.keys), self.folder, "desk")
        consent = Consent("default-2", "en", "00", True, "desk", START)
        sample = NewReference(template_of(1), 0.9, SampleSource.PHOTO)
        self.who = self.store.add(Profile(NAME, NUMBER), [sample], consent, "desk")[0].subject_id

    def report(self, **changes: object) -> None:
        """What the store will report."""
        plain: Callable[[SubjectId, str], ErasureReport] = self.store.erase
        self.store.erase = lambda who, actor: replace(plain(who, actor), **changes)  # type: ignore[method-assign]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_the_certificate_says_what_was_removed_and_never_who_it_was(site: Site, tmp_path: Path) -> None:
    site.report(pictures=2, events=37, pins=1, merged=(SubjectId("cd" * 16),))
    file = tmp_path / "proof.json"
    erased = site.service.erase(site.who, file)
    assert (erased.written, erased.problem) == (file, None)
    statement = json.loads(file.read_bytes())["statement"]
    assert (statement["subject_id"], statement["merged_ids"]) == (site.who, ["cd" * 16])
    assert (statement["removed"]["references"], statement["removed"]["pictures"]) == (1, 2)
    assert (statement["removed"]["pins"], statement["removed"]["records"]) == (1, 1)
    assert statement["kept"] == {"events": 37}
    assert (statement["left_behind"], statement["actor"]) == ([], "desk")
    assert statement["erased_at"].endswith("Z")
    (kept,) = site.folder.iterdir()
    assert kept == erased.kept
    assert kept.read_bytes() == file.read_bytes()
    for path in (file, kept):
        assert NAME.encode() not in path.read_bytes()
        assert NUMBER.encode() not in path.read_bytes()
        if sys.platform != "win32":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    verified = site.service.verify(file)
    assert verified.standing is Standing.CURRENT
    assert site.who in "".join(verified.certificate.readable)


@pytest.mark.parametrize(
    ("language", "word"), [("de", "Löschbescheinigung"), ("de-AT", "Gesichtsvorlagen"), ("fr", "Cert")]
)
def test_the_words_are_in_the_language_that_was_asked_for(site: Site, language: str, word: str) -> None:
    assert word in "\n".join(site.service.erase(site.who, None, language).certificate.readable)


def test_where_it_cannot_be_written_nobody_is_erased(site: Site, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for file in (tmp_path / "nowhere" / "proof.json", tmp_path / "folder"):
        with pytest.raises(StorageError) as caught:
            site.service.erase(site.who, file)
        assert caught.value.title == "Certificate not written"
    assert site.store.count() == 1
    assert not site.folder.exists()
    assert list((tmp_path / "folder").iterdir()) == []


def test_where_it_cannot_be_signed_nobody_is_erased(site: Site) -> None:
    def locked(_key_id: str, _data: bytes) -> bytes:
        raise DamagedDataError("Key unknown", "It is gone.", "Put it back.")

    site.service._keys.sign = locked  # type: ignore[attr-defined, method-assign]
    with pytest.raises(DamagedDataError):
        site.service.erase(site.who)
    assert site.store.count() == 1


def test_a_disk_that_fills_up_meanwhile_loses_no_certificate(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = erasure_module.write_atomically

    def full(path: Path, data: bytes) -> None:
        if path.parent == tmp_path:
            raise OSError(28, "No space left on device")
        whole(path, data)

    monkeypatch.setattr(erasure_module, "write_atomically", full)
    erased = site.service.erase(site.who, tmp_path / "proof.json")
    assert (erased.written, site.store.count()) == (None, 0)
    assert erased.problem is not None
    assert "No space left" in erased.problem.message
    assert erased.kept is not None
    assert site.service.verify(erased.kept).certificate == erased.certificate
    # Nor does one that is full everywhere: it can still be saved later.
    other = Site(tmp_path / "other")
    other.folder.parent.mkdir()
    erase = other.store.erase

    def full_meanwhile(who: SubjectId, actor: str) -> ErasureReport:
        other.folder.rmdir()
        other.folder.write_text("a file where the folder should be")
        return erase(who, actor)

    other.store.erase = full_meanwhile  # type: ignore[method-assign]
    erased = other.service.erase(other.who)
    assert (erased.kept, erased.problem is not None) == (None, True)
    monkeypatch.undo()
    other.service.save(erased.certificate, tmp_path / "later.json")
    assert other.service.verify(tmp_path / "later.json").standing is Standing.CURRENT


def test_nobody_is_erased_whose_certificate_could_not_be_kept(site: Site) -> None:
    site.folder.write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="cannot be written"):
        site.service.erase(site.who)
    assert site.store.count() == 1


def test_what_was_left_behind_is_certified_without_its_folder(site: Site) -> None:
    site.report(left=(LEFT,))

    def fails(_who: SubjectId) -> None:
        raise StorageError("Cache not emptied", "It is stuck.", "Remove it.")

    site.people.when_erased(fails)
    erased = site.service.erase(site.who)
    statement = erased.certificate.statement
    assert statement["left_behind"] == [
        {"what": "Old data remains", "file": "facegate.db.corrupt-1"}, {"what": "Cache not emptied"}
    ]  # fmt: skip
    assert [error.title for error in erased.report.left] == ["Old data remains", "Cache not emptied"]
    text = erased.certificate.to_bytes().decode()
    assert "somebody has to see to it" in text
    assert "/home/somebody" not in text


def test_whoever_is_gone_already_gets_no_certificate(site: Site) -> None:
    site.service.erase(site.who)
    with pytest.raises(NotFoundError):
        site.service.erase(site.who)
    assert len(list(site.folder.iterdir())) == 1


def test_a_certificate_is_checked(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "proof.json"
    site.service.erase(site.who, file)
    keyset = site.keys.keyset.with_new_key()
    site.keys.replace(keyset.with_old_keys_retired())
    assert site.service.verify(file).standing is Standing.FORMER
    assert Site(tmp_path).service.verify(file).standing is Standing.UNKNOWN
    file.write_bytes(file.read_bytes().replace(b'"references": 1', b'"references": 9'))
    for wrong, kind in ((file, DamagedDataError), (tmp_path / "none.json", StorageError), (tmp_path, StorageError)):
        with pytest.raises(kind) as caught:
            site.service.verify(wrong)
        assert isinstance(caught.value, FacegateError)
    huge = tmp_path / "huge.json"
    huge.write_bytes(b"[" * 1_000_000)
    with pytest.raises(DamagedDataError):
        site.service.verify(huge)
