"""A person's full record: what is in the ZIP, and what of others is not."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import stat
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from helpers.clocks import START, ManualClock
from helpers.commands import Commands
from helpers.data_folder import ACTOR, identified, opened, sample, tampered, template

from facegate.domain.consent_texts import ConsentFacts
from facegate.domain.events import Correction, Event, EventDraft, EventType, Verdict
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.looks import Keep, Look, LookPolicy
from facegate.domain.pad.results import UNKNOWN
from facegate.domain.profiles import Profile
from facegate.errors import NotFoundError, StorageError
from facegate.pipeline.consent import ConsentTexts, consent_record
from facegate.pipeline.jobs import JobCancelled
from facegate.pipeline.subject_record import SubjectRecords
from facegate.settings.paths import Paths
from facegate.storage.open import Storage

FACTS = ConsentFacts("Example Ltd", "privacy@example.org")
PROFILE = Profile("=Ada \N{MAN}\N{ZERO WIDTH JOINER}\N{ROCKET}", "A-17", "Dept", ("Group",), "C1", notes="two\nlines")
JPEG = b"\xff\xd8 a picture"


class Site:
    """Somebody with all there can be, and a bystander."""

    def __init__(self, storage: Storage, folder: Path) -> None:
        self.storage = storage
        self.texts = ConsentTexts(Paths(folder).consent_dir, lambda: FACTS)
        storage.looks.configure(LookPolicy(Keep.EVERYONE))
        self.text = self.texts.current("de")
        consent = consent_record(self.text, attested=True, actor=ACTOR, clock=ManualClock())
        self.texts.keep(consent)
        new = [sample(1, JPEG), sample(2)]
        self.ada = storage.people.add(PROFILE, new, consent, ACTOR, pin_hash="$argon2id$secret")[0].subject_id
        self.old = storage.people.add(Profile("Ada old", "A-18"), [sample(3)], consent, ACTOR)[0].subject_id
        self.bystander = storage.people.add(Profile("Bystander", "B-1"), [sample(4)], consent, ACTOR)[0].subject_id
        self.seen = [self._seen(self.ada, 10), self._seen(self.old, 11), self._seen(self.ada, 12)]
        self.not_hers = self.seen[2]
        self._seen(self.bystander, 13)
        self.correction = self._said(self.not_hers, Verdict.IS, self.bystander)
        self.undone = self._said(self.seen[0], Verdict.NOT_THIS_PERSON, self.ada)
        self.undo = self._said(self.undone, Verdict.UNDONE, None)
        storage.merging.merge(self.ada, self.old, PROFILE, ACTOR)
        self.records = SubjectRecords(
            storage.people, storage.access, storage.events, storage.looks, self.texts,
            lambda: (FACTS, ZoneInfo("Europe/Berlin")), ManualClock(), ACTOR,
        )  # fmt: skip

    def _seen(self, who: SubjectId, seed: int) -> EventId:
        return self.storage.events.append(identified(who, seed, look=Look(template(seed), 0.8))).result(5).event_id

    def _said(self, event: EventId, verdict: Verdict, who: SubjectId | None) -> EventId:
        correction = Correction(event, verdict, who, ACTOR)
        draft = EventDraft(EventType.CORRECTION, START, "demo:", correction=correction)
        done: Event = self.storage.events.append(draft).result(5)
        return done.event_id


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with opened(tmp_path / "data") as storage:
        yield Site(storage, tmp_path / "data")


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_record_holds_everything_of_the_person(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "record.zip"
    told: list[int] = []
    summary = site.records.write(site.ada, out, told.append)
    files = contents(out)
    record = json.loads(files["record.json"])
    person = record["person"]
    assert (person["name"], person["identifier"], person["notes"]) == (PROFILE.name, "A-17", PROFILE.notes)
    assert (person["card"], person["department"], person["groups"]) == ("C1", "Dept", ["Group"])
    assert person["has_pin"] is True
    assert [each["subject_id"] for each in record["earlier_records"]] == [site.old]
    assert (record["controller"], record["contact"]) == (FACTS.controller, FACTS.contact)
    assert [each["samples"] for each in record["enrolments"]] == [2, 1]
    # The exact text of each consent, so that its digest fits.
    assert len(record["consents"]) == 2
    for consent in record["consents"]:
        assert files[consent["text"]].decode() == site.text.text
        assert hashlib.sha256(files[consent["text"]]).hexdigest() == consent["text_sha256"]
    # Templates to the last bit; looks at the person, not at whom somebody else turned out to be.
    templates = json.loads(files["templates.json"])
    vectors = [np.array(each["template"], np.float32) for each in templates]
    expected = [template(seed).vector for seed in (1, 2, 3, 10, 11)]
    assert len(vectors) == len(expected)
    for got, wanted in zip(vectors, expected, strict=True):
        np.testing.assert_array_equal(got, wanted)
    assert [each.get("event_id") for each in templates[3:]] == site.seen[:2]
    # Pictures where they were kept.
    pictures = [each["picture"] for each in record["references"]]
    assert pictures[1:] == [None, None]
    assert files[pictures[0]] == JPEG
    assert (summary.events, summary.references, summary.pictures, summary.consents) == (6, 3, 1, 2)
    assert told == sorted(told)
    assert told[-1] > 6
    # In the language of the consent, naming whom to turn to.
    assert "IHRE RECHTE" in files["README.txt"].decode("utf-8-sig")
    assert "privacy@example.org" in files["README.txt"].decode("utf-8-sig")
    if sys.platform != "win32":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_events_and_audit_are_complete_and_name_nobody_else(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "record.zip"
    site.records.write(site.ada, out, language="en")
    files = contents(out)
    rows = {row["event_id"]: row for row in table(files["events.csv"])}
    assert set(rows) == {*site.seen, site.correction, site.undone, site.undo}
    assert [rows[each]["person"] for each in site.seen] == ["you", "you", "you"]
    assert rows[site.not_hers]["effective_person"] == "another person"
    assert rows[site.not_hers]["corrected_by"] == site.correction
    assert (rows[site.correction]["person"], rows[site.correction]["verdict"]) == ("another person", "is")
    assert rows[site.undo]["corrects"] == site.undone
    actions = [row["action"] for row in table(files["audit.csv"])]
    assert actions == ["enrol", "enrol", "merge"]
    assert "YOUR RIGHTS" in files["README.txt"].decode("utf-8-sig")
    everything = b"".join(files.values())
    for secret in (site.bystander.encode(), b"Bystander", b"argon2", b"B-1"):
        assert secret not in everything
    # That the record was taken out is in the next one.
    site.records.write(site.old, out)
    assert [row["action"] for row in table(contents(out)["audit.csv"])][-1] == "disclose"


def test_a_face_that_did_not_count_is_in_the_record_of_whom_it_showed(site: Site, tmp_path: Path) -> None:
    judgement = Judgement(Outcome.INCONCLUSIVE, Reason.PAD_INCONCLUSIVE, None, 0.5, 0.4, claimed=site.old)
    look = Look(template(14), 0.8)
    claim = site.storage.events.append(identified(site.old, 14, judgement=judgement, look=look, pad=UNKNOWN)).result(5)
    out = tmp_path / "record.zip"
    site.records.write(site.ada, out)
    rows = {row["event_id"]: row for row in table(contents(out)["events.csv"])}
    assert (rows[claim.event_id]["person"], rows[claim.event_id]["claimed_person"]) == ("", "you")
    looks = [each.get("event_id") for each in json.loads(contents(out)["templates.json"])]
    assert looks[-1] == claim.event_id
    site.records.write(site.bystander, out)
    assert claim.event_id not in {row["event_id"] for row in table(contents(out)["events.csv"])}


def test_a_damaged_template_or_text_keeps_nobody_from_their_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path / "data") as storage:
        Site(storage, tmp_path / "data")
    for kept in (Paths(tmp_path / "data").consent_dir / "agreed").iterdir():
        kept.write_text("changed")
    tampered(tmp_path / "data", "UPDATE templates SET sealed = zeroblob(600)", "UPDATE pictures SET sealed = x'00'")
    Commands(tmp_path / "data", capsys).ok("people", "record", "A-17", "--out", tmp_path / "record.zip")
    files = contents(tmp_path / "record.zip")
    assert {each["text"] for each in json.loads(files["record.json"])["consents"]} == {None}
    assert {each["picture"] for each in json.loads(files["record.json"])["references"]} == {None}
    assert [each["template"] for each in json.loads(files["templates.json"])[:3]] == [None] * 3
    assert not any(name.startswith(("pictures/", "consents/")) for name in files)


@pytest.mark.parametrize("steps", [0, 3, 8])
def test_a_cancelled_record_leaves_no_file_and_no_note(site: Site, tmp_path: Path, steps: int) -> None:
    out = tmp_path / "record.zip"
    out.write_bytes(b"an older one")
    told: list[int] = []
    with pytest.raises(JobCancelled):
        site.records.write(site.ada, out, told.append, lambda: len(told) >= steps)
    assert out.read_bytes() == b"an older one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "record.zip"]
    assert all(entry.action != "disclose" for entry in site.storage.people.audit())


def test_what_cannot_be_written_is_told(site: Site, tmp_path: Path) -> None:
    for out in (tmp_path / "nowhere" / "record.zip", tmp_path):
        with pytest.raises(StorageError) as caught:
            site.records.write(site.ada, out)
        assert caught.value.title == "Record not written"
    with pytest.raises(NotFoundError):
        site.records.write(SubjectId("f" * 32), tmp_path / "record.zip")
    assert not (tmp_path / "record.zip").exists()


def test_the_command_writes_it(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.storage.close()
    program = Commands(tmp_path / "data", capsys)
    done = program.ok("people", "record", "A-17", "--out", tmp_path / "record.zip", "--json")
    assert (done.value["events"], done.value["file"]) == (6, str(tmp_path / "record.zip"))
    assert "not encrypted" in done.err
    assert json.loads(contents(tmp_path / "record.zip")["record.json"])["person"]["identifier"] == "A-17"
    assert program.run("people", "record", "nobody", "--out", tmp_path / "none.zip").status == 1
