"""Importing people: who gets in, who does not and why, and that nothing is half done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.ui_fakes import Actor, Gate, save_photo
from helpers.world import GOOD

from facegate.capture.bundles import open_bundle
from facegate.domain.import_reasons import ReasonKind
from facegate.domain.keypad import AnswerKind, Ask, Question
from facegate.domain.profiles import Profile
from facegate.errors import EnrolmentError, RosterError, StorageError
from facegate.pipeline.consent import default_consent
from facegate.pipeline.import_plan import plan_import
from facegate.pipeline.import_report import REPORT_COLUMNS, ImportReport, Kind, Outcome, write_report
from facegate.pipeline.import_tools import ImportOptions, ImportProgress
from facegate.pipeline.people_export import export_people


class Site:
    """A site without a window, and a folder to import from."""

    def __init__(self, tmp_path: Path) -> None:
        self.gate = Gate(tmp_path / "data")
        self.gate.services.controller.load()
        self.folder = tmp_path / "in"
        self.folder.mkdir()
        self._number = 100

    def photo(self, name: str, *people: int, quality=GOOD) -> None:
        """A photograph of these people."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._number += 1
        actors = [Actor(person, 250.0 + 400 * place, quality=quality) for place, person in enumerate(people)]
        save_photo(self.gate.stage, path, *actors, number=self._number)

    def run(self, *, attested: bool = True, tell=lambda _at: None, cancelled=lambda: False, **options) -> ImportReport:
        bundle, listed = open_bundle(self.folder)
        plan = plan_import(bundle, listed)
        consent = default_consent(attested=True, actor="tester", clock=self.gate.clock) if attested else None
        importing = self.gate.services.importing
        return importing.run(plan, bundle, ImportOptions(**options), consent, tell, cancelled)

    def person(self, identifier: str):
        return self.gate.store.find(identifier)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.gate.close()


def said(report: ImportReport) -> list[tuple[str, str, str, str | None]]:
    return [
        (row.identifier, row.photo, row.outcome.value, row.reason.kind.value if row.reason else None)
        for row in report.rows
    ]


def text_of(report: ImportReport, identifier: str) -> str:
    return next(row.reason.text for row in report.rows if row.identifier == identifier and row.reason is not None)


def test_people_from_folders_each_with_their_photographs(site):
    for person in (1, 2):
        for number in (1, 2):
            site.photo(f"A-{person} Name {person}/{number}.png", person)
    report = site.run()
    assert report.complete
    assert said(report) == [
        ("A-1", "", "added", None),
        ("A-1", "1.png", "used", None),
        ("A-1", "2.png", "used", None),
        ("A-2", "", "added", None),
        ("A-2", "1.png", "used", None),
        ("A-2", "2.png", "used", None),
    ]
    subject = site.person("A-1")
    assert (subject.name, subject.references) == ("Name 1", 2)
    (consent,) = site.gate.store.consents(subject.subject_id)
    assert (consent.attested, consent.recorded_by) == (True, "tester")
    assert len({reference.digest for reference in site.gate.store.new}) == 4
    assert site.gate.services.directory.get(subject.subject_id) is not None
    assert len(site.gate.services.runner.handler.engine.gallery) == 2, "recognised from now on"


def test_without_attestation_nothing_begins_and_a_dry_run_does(site):
    site.photo("A/1.png", 1)
    with pytest.raises(EnrolmentError, match="attest"):
        site.run(attested=False)
    report = site.run(attested=False, dry_run=True)
    assert said(report) == [("A", "", "added", None), ("A", "1.png", "used", None)]
    assert not site.gate.store.people
    assert len(site.gate.services.runner.handler.engine.gallery) == 0


def messy(site: Site) -> None:
    site.gate.add_person(9, "Nina", "N-9")
    site.photo("A1/1.png", 1)
    site.photo("A1/2.png", 2)
    site.photo("A1/3.png", 1)
    site.photo("B2/1.png", 3)
    site.photo("B2/2.png", 4)
    site.photo("C3/1.png", 5, 6)
    site.photo("C3/2.png")
    site.photo("C3/3.png", 5, quality=replace(GOOD, brightness=5.0))
    site.photo("D4/1.png", 9)
    site.photo("E5/1.png", 1)
    site.photo("F6/1.png", 7)
    (site.folder / "F6" / "copy.png").write_bytes((site.folder / "F6" / "1.png").read_bytes())
    (site.folder / "F6" / "also.png").write_bytes((site.folder / "A1" / "1.png").read_bytes())
    (site.folder / "F6" / "note.txt").write_text("hello")
    (site.folder / "F6" / "broken.jpg").write_bytes(b"\xff\xd8\xff")
    (site.folder / "loose.png").write_bytes(b"")


MESS = [
    ("A1", "", "added", None),
    ("A1", "1.png", "used", None),
    ("A1", "2.png", "refused", "other_face"),
    ("A1", "3.png", "used", None),
    ("B2", "", "refused", "no_usable_photo"),
    ("B2", "1.png", "refused", "different_people"),
    ("B2", "2.png", "refused", "different_people"),
    ("C3", "", "refused", "no_usable_photo"),
    ("C3", "1.png", "refused", "defect"),
    ("C3", "2.png", "refused", "defect"),
    ("C3", "3.png", "refused", "defect"),
    ("D4", "", "refused", "look_alike"),
    ("D4", "1.png", "refused", "person_refused"),
    ("E5", "", "refused", "look_alike"),
    ("E5", "1.png", "refused", "person_refused"),
    ("F6", "", "added", None),
    ("F6", "1.png", "used", None),
    ("F6", "also.png", "refused", "same_picture_elsewhere"),
    ("F6", "broken.jpg", "refused", "unreadable"),
    ("F6", "copy.png", "refused", "same_picture"),
    ("", "F6/note.txt", "refused", "not_a_picture"),
    ("", "loose.png", "refused", "no_folder"),
]


def test_every_photograph_has_an_outcome_and_a_dry_run_says_the_same(site):
    messy(site)
    people = dict(site.gate.store.people)
    tried = site.run(dry_run=True)
    assert said(tried) == MESS
    assert site.gate.store.people == people
    done = site.run()
    assert said(done) == MESS
    assert [row.reason for row in done.rows] == [row.reason for row in tried.rows]
    assert not done.complete
    assert "N-9" in text_of(done, "D4")
    assert "A1" in text_of(done, "E5"), "twins within the import"
    words = [row.reason.text for row in done.rows if row.identifier == "C3" and row.photo]
    assert words == ["It shows several faces.", "No face was found.", "The face is too dark."]


def test_run_again_it_leaves_alone_what_is_there(site):
    messy(site)
    site.run()
    stored = list(site.gate.store.stored)
    again = site.run()
    assert site.gate.store.stored == stored
    outcomes = {row[:2]: row[2:] for row in said(again)}
    assert outcomes["A1", ""] == ("imported_before", None)
    assert outcomes["A1", "1.png"] == ("imported_before", None)
    assert outcomes["A1", "2.png"] == ("refused", "not_the_record")
    assert outcomes["B2", ""] == ("refused", "no_usable_photo")


def test_somebody_who_looks_alike_gets_in_when_that_is_allowed(site):
    site.gate.add_person(1, "Ada", "A-1")
    site.photo("B-2/1.png", 1)
    for dry_run in (True, False):
        report = site.run(another_person=True, dry_run=dry_run)
        assert said(report)[0] == ("B-2", "", "added", "looks_like")
        assert "A-1" in text_of(report, "B-2")
    assert site.gate.store.allowed_look_alikes == 1


def roster(site: Site, text: str) -> None:
    (site.folder / "staff.csv").write_text(text, "utf-8")


def test_a_list_gives_fields_card_and_pin(site):
    roster(
        site, "id;name;department;groups;card;PIN;valid until;photo\nA;Ada;R&D;Night;12-34;7305;2030-01-31;a.png, b\n"
    )
    site.photo("a.png", 1)
    site.photo("b.png", 1)
    site.photo("c.png", 2)
    report = site.run()
    subject = site.person("A")
    assert (subject.department, subject.groups, subject.card, subject.references) == ("R&D", ("Night",), "1234", 2)
    assert site.gate.store.pin_hash(subject.subject_id) == "new:5037"
    assert said(report)[-1] == ("", "c.png", "refused", "not_named")
    assert report.complete


def test_people_without_a_photograph(site):
    roster(site, "id,name,card,photo\nA,Ada,1,\nB,Bea,2,absent.png\nC,Cleo,3,../c.png\n")
    assert [row[3] for row in said(site.run())] == [
        "no_photo", "no_usable_photo", "missing", "no_usable_photo", "outside"
    ]  # fmt: skip
    report = site.run(without_face=True, attested=False)
    assert [row[2:] for row in said(report) if not row[1]] == [("added", "without_face")] * 3
    assert site.person("B").references == 0
    assert site.person("B").declined_at is None


def test_a_record_that_exists_is_left_alone_unless_updating_is_on(site):
    site.photo("a.png", 1)
    roster(site, "id,name,department,card,photo\nA,Ada,R&D,11,a.png\n")
    site.run()
    site.photo("b.png", 1)
    roster(site, "id,name,department,card,photo\nA,Ada L.,,12,a.png;b.png\n")
    report = site.run()
    assert said(report) == [
        ("A", "", "refused", "exists"),
        ("A", "a.png", "imported_before", None),
        ("A", "b.png", "refused", "needs_update"),
    ]
    assert "name, card number, photographs" in text_of(report, "A")
    assert site.person("A").card == "11"
    assert said(site.run(dry_run=True, update=True))[0] == ("A", "", "updated", "changed")
    assert site.person("A").card == "11"
    report = site.run(update=True)
    assert said(report)[2] == ("A", "b.png", "used", None)
    assert text_of(report, "A") == "Changed: name, card number, photographs."
    subject = site.person("A")
    assert (subject.name, subject.department, subject.card, subject.references) == ("Ada L.", "R&D", "12", 2)
    assert len(site.gate.store.consents(subject.subject_id)) == 1, "they consented before"
    assert said(site.run(update=True))[0] == ("A", "", "imported_before", None)


def test_samples_of_somebody_else_are_not_added_to_a_record(site):
    site.gate.add_person(1, "Ada", "A")
    site.photo("A/1.png", 2)
    assert said(site.run(update=True)) == [
        ("A", "", "imported_before", None),
        ("A", "1.png", "refused", "not_the_record"),
    ]


def test_who_has_no_face_yet_gets_one_with_consent(site):
    site.gate.services.people.add_without_face(Profile("Ada", "A"), declined=False)
    site.photo("A/1.png", 1)
    assert said(site.run())[0] == ("A", "", "refused", "exists")
    assert said(site.run(update=True))[0] == ("A", "", "updated", "changed")
    assert len(site.gate.store.consents(site.person("A").subject_id)) == 1


def test_pictures_of_who_declined_or_is_suspended_are_not_even_looked_at(site):
    people = site.gate.services.people
    people.add_without_face(Profile("Ada", "A"), declined=True)
    people.suspend(people.add_without_face(Profile("Bea", "B"), declined=False).subject_id)
    site.photo("A/1.png", 1)
    site.photo("B/1.png", 2)
    before = site.gate.vision.extracted
    assert [row[1:] for row in said(site.run(update=True)) if row[1]] == [
        ("1.png", "refused", "declined"),
        ("1.png", "refused", "suspended"),
    ]
    assert site.gate.vision.extracted == before


def test_a_card_that_belongs_to_somebody(site):
    site.gate.services.people.add_without_face(Profile("Bo", "B", card="77"), declined=False)
    roster(site, "id,name,card\nA,Ada,77\n")
    for dry_run in (True, False):
        report = site.run(without_face=True, dry_run=dry_run)
        assert said(report) == [("A", "", "refused", "card_taken")]
        assert text_of(report, "A") == "The card number belongs to B."


@pytest.mark.parametrize(("stored", "listed"), [("0012", "12"), ("12", "0012")])
def test_a_card_that_lost_its_zeros_is_kept_and_pointed_out(site, stored, listed):
    site.gate.services.people.add_without_face(Profile("Ada", "A", card=stored), declined=False)
    roster(site, f"id,name,card\nA,Ada,{listed}\n")
    (row,) = site.run(update=True).rows
    assert (row.outcome, row.codes, row.is_problem) == (Outcome.BEFORE, "card_zeros", True)
    roster(site, f"id,name,card,department\nA,Ada,{listed},Stores\n")
    assert site.run().rows[0].codes == "exists card_zeros"
    (row,) = site.run(update=True).rows
    assert (row.outcome, row.codes) == (Outcome.UPDATED, "changed card_zeros")
    assert row.text.startswith("Changed: department. The card number differs")
    assert (site.person("A").card, site.person("A").department) == (stored, "Stores")
    roster(site, "id,name,card\nA,Ada,120\n")
    assert site.run(update=True).rows[0].text == "Changed: card number."


def test_a_pin_is_set_once(site):
    roster(site, "id,name,pin\nA,Ada,7305\n")
    site.run(without_face=True)
    assert said(site.run(without_face=True, update=True)) == [("A", "", "imported_before", None)]
    roster(site, "id,name,pin\nA,Ada,9262\n")
    assert said(site.run(update=True)) == [("A", "", "updated", "changed")]
    assert site.gate.store.pin_hash(site.person("A").subject_id) == "new:2629"


def test_an_imported_pin_is_not_read_off_the_card_on_record(site):
    site.gate.services.people.add_without_face(Profile("Ada", "A", card="994711"), declined=False)
    roster(site, "id,name,pin\nA,Ada L.,4711\n")
    assert said(site.run(update=True)) == [("A", "", "refused", "field")]
    assert not site.person("A").has_pin
    assert site.person("A").name == "Ada"


def test_an_imported_pin_ends_the_wait_after_failed_tries(site):
    roster(site, "id,name,pin\nA,Ada,7305\n")
    site.run(without_face=True)
    ask = site.gate.keypad.ask
    for wrong in ("1470", "2580", "3690"):
        ask(Question(Ask.PIN, "A", wrong)).result(5)
    assert ask(Question(Ask.PIN, "A", "7305")).result(5).kind is AnswerKind.NUMBER_LOCKED
    roster(site, "id,name,pin\nA,Ada,9262\n")
    assert site.run(update=True).rows[0].text == "Changed: PIN."
    assert ask(Question(Ask.PIN, "A", "9262")).result(5).kind is AnswerKind.RECORDED


def test_more_photographs_than_are_used(site):
    for number in range(22):
        site.photo(f"A/{number:02}.png", 1)
    report = site.run()
    assert report.count(Kind.PHOTO, Outcome.USED) == 20
    assert [row[1] for row in said(report) if row[3] == "too_many_photos"] == ["20.png", "21.png"]


def test_with_another_model_the_photographs_become_templates_of_that_one_too(site):
    site.photo("A/1.png", 1)
    site.run()
    stored = site.gate.store
    stored.stored = [replace(each, template=replace(each.template, model_id="old")) for each in stored.stored]
    stored._digests = [(digest, owner, "old") for digest, owner, _ in stored._digests]
    site.gate.services.runner.handler.engine.gallery.references.clear()
    assert said(site.run()) == [("A", "", "refused", "exists"), ("A", "1.png", "refused", "needs_update")]
    assert said(site.run(update=True)) == [("A", "", "updated", "changed"), ("A", "1.png", "used", None)]
    assert said(site.run()) == [("A", "", "imported_before", None), ("A", "1.png", "imported_before", None)]


def test_stopped_it_leaves_whole_people_and_goes_on_later(site):
    for person in range(1, 7):
        for number in (1, 2):
            site.photo(f"{person}/{number}.png", person)
    report = site.run(cancelled=lambda: len(site.gate.store.people) >= 3)
    assert report.cancelled
    assert report.left == 3
    assert [subject.references for subject in site.gate.store.people.values()] == [2, 2, 2]
    assert not report.complete
    report = site.run()
    assert report.complete
    assert report.count(Kind.PERSON, Outcome.BEFORE) == 3
    assert report.count(Kind.PERSON, Outcome.ADDED) == 3
    assert not [thread for thread in threading.enumerate() if "photos" in thread.name or "import" in thread.name]


def test_a_full_disk_stops_it_and_the_report_says_so(site, monkeypatch):
    for person in range(1, 4):
        site.photo(f"{person}/1.png", person)
    add = site.gate.store.add

    def full(profile, *rest, **named):
        if profile.external_id == "2":
            raise StorageError("Disk full", "There is no room.", "Make some.")
        return add(profile, *rest, **named)

    monkeypatch.setattr(site.gate.store, "add", full)
    report = site.run()
    assert report.error is not None
    assert (report.left, len(site.gate.store.people)) == (2, 1)


def test_it_tells_how_far_it_is(site):
    for person in range(1, 4):
        site.photo(f"{person}/1.png", person)
    told: list[ImportProgress] = []
    site.run(tell=told.append)
    last = told[-1]
    assert (last.people, last.all_people, last.photos, last.all_photos) == (3, 3, 3, 3)


def test_an_export_is_read_again_without_a_difference(site, tmp_path):
    from zoneinfo import ZoneInfo

    people = site.gate.services.people
    wild = Profile('=Bea\u202e; "x"', "-7", "'R&D", ("a;b", 'c "d"', "=e"), "00-12", None, None, "two\nlines; -1")
    people.add_without_face(wild, declined=False)
    people.add_without_face(Profile("محمد", "٤٢", "+49", ("one",)), declined=False)
    out = site.folder / "people.csv"
    assert export_people(people, ZoneInfo("UTC"), out) == 2
    assert not [line for line in out.read_text("utf-8-sig").splitlines() if line.startswith(("=", "-", "+"))]
    before = dict(site.gate.store.people)
    report = site.run(update=True)
    assert {row[2] for row in said(report)} == {"imported_before"}
    assert site.gate.store.people == before


def test_the_report_as_a_file(site, tmp_path):
    messy(site)
    report = site.run(dry_run=True)
    out = tmp_path / "report.csv"
    assert write_report(report.rows, out) == len(MESS)
    lines = out.read_text("utf-8-sig").splitlines()
    assert lines[0] == ",".join(REPORT_COLUMNS)
    assert lines[1].startswith("person,,A1,A1,,added")


@pytest.mark.parametrize(
    ("files", "title"),
    [
        ({}, "Nobody to import"),
        ({"a.png": ""}, "Nobody to import"),
        ({"a.csv": "id,name\n", "b.csv": "id,name\n"}, "Several lists"),
        ({"a.csv": "photo\nx\n"}, "Column missing"),
        ({"a.csv": "id,name,kennung\n"}, "Column twice"),
    ],
)
def test_what_cannot_be_imported_at_all(site, files, title):
    for name, text in files.items():
        (site.folder / name).write_text(text)
    with pytest.raises(RosterError) as caught:
        site.run()
    assert caught.value.title == title


def test_reasons_hold_no_pin_and_logs_no_name(site, caplog):
    roster(site, "id,name,pin\nA,Secret Name,1111\n")
    report = site.run(without_face=True)
    assert report.rows[0].reason.kind is ReasonKind.FIELD
    assert "1111" not in str(report.rows)
    assert "Secret" not in caplog.text


def test_what_nobody_expected_of_a_decoder_costs_one_photograph_and_not_the_report(site, monkeypatch):
    site.photo("A-1/1.png", 1)
    site.photo("A-2/1.png", 2)
    bad = (site.folder / "A-1" / "1.png").read_bytes()
    tools = site.gate.services.importing._tools
    decode = tools.decode

    def surprised(data: bytes):
        if data == bad:
            raise MemoryError
        return decode(data)

    object.__setattr__(tools, "decode", surprised)
    assert said(site.run()) == [
        ("A-1", "", "refused", "no_usable_photo"),
        ("A-1", "1.png", "refused", "damaged"),
        ("A-2", "", "added", None),
        ("A-2", "1.png", "used", None),
    ]
