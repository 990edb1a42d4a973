"""A person's full record, for that person (GDPR, article 15), as a ZIP that is streamed and appears as a whole.

It has no password: the encryption that every program opens is broken, and the one that is not opens in few. The file
is readable by the account that wrote it only, and is to be handed over in person or through a channel that encrypts.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from facegate import __version__
from facegate.domain.access.watch_list import WatchEntry
from facegate.domain.consent_texts import ConsentFacts
from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.people import Consent, Subject
from facegate.domain.ports import Clock, EventLog, PeopleStore
from facegate.domain.ports_teaching import LookStore
from facegate.domain.subject_access import SubjectAccess
from facegate.domain.templates import Template
from facegate.errors import DamagedDataError, StorageError
from facegate.pipeline.consent import ConsentTexts
from facegate.pipeline.private_archive import PrivateArchive, ProgressCallback, replacing
from facegate.pipeline.subject_events import COLUMNS, event_row, events_about
from facegate.pipeline.subject_facts import (
    consent_facts,
    enrolment_facts,
    is_at,
    moment,
    person_facts,
    reference_facts,
    watch_facts,
)
from facegate.pipeline.subject_record_words import readme

_AUDIT_COLUMNS = ("time", "account", "action", "details")


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """What a record holds."""

    events: int
    references: int
    pictures: int
    consents: int


class SubjectRecords:
    """Writes full records. May be used from any thread."""

    def __init__(
        self,
        people: PeopleStore,
        access: SubjectAccess,
        events: EventLog,
        looks: LookStore,
        consents: ConsentTexts,
        facts: Callable[[], tuple[ConsentFacts, ZoneInfo]],
        clock: Clock,
        actor: str,
        working_time: Callable[[SubjectId], Mapping[str, object]] | None = None,
        watched: Callable[[SubjectId], WatchEntry | None] = lambda _who: None,
    ) -> None:
        """``facts`` are who is responsible, and the site's zone; ``working_time`` what is stored of somebody's.

        ``watched``: what the watch list says of somebody.
        """
        self._people = people
        self._access = access
        self._events = events
        self._looks = looks
        self._consents = consents
        self._facts = facts
        self._clock = clock
        self._actor = actor
        self._working_time = working_time
        self._watched = watched

    def write(
        self,
        subject_id: SubjectId,
        path: Path,
        progress: ProgressCallback = lambda _done: None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        language: str | None = None,
    ) -> RecordSummary:
        """Write everything that is stored of a person; that it was done is noted in the audit.

        Args:
            subject_id: whose record.
            path: the ZIP; an older file is replaced.
            progress: told how many things were written so far.
            cancelled: asked again and again whether to stop.
            language: of the words beside the data; None: that of the consent text they last agreed to.

        Raises:
            NotFoundError: there is no such person.
            StorageError: the file cannot be written; an older one is left as it was.
            JobCancelled: ``cancelled`` said so; no file was written.
        """
        subject = self._people.get(subject_id)
        given = self._people.consents(subject.subject_id)
        spoken = language or (given[-1].language if given else "en")
        _, zone = self._facts()
        with replacing(path) as stream:
            with PrivateArchive(stream, self._clock.now().astimezone(zone), progress, cancelled) as archive:
                summary = self._write_all(archive, subject, given, spoken)
            self._access.note_disclosure(subject.subject_id, self._actor)
        return summary

    def _write_all(
        self, archive: PrivateArchive, subject: Subject, given: list[Consent], language: str
    ) -> RecordSummary:
        facts, zone = self._facts()
        who = subject.subject_id
        now = self._clock.now()
        negatives = self._access.negatives(who)
        fields = {
            "day": now.astimezone(zone).date().isoformat(),
            "program": f"FaceGate {__version__}",
            "controller": facts.controller or "–",
            "contact": facts.contact or "–",
            "zone": zone.key,
        }
        archive.add_text("README.txt", readme(language, fields, negatives))
        references = self._people.reference_records(who)
        pictures = {each.reference_id: f"pictures/reference-{each.reference_id}.jpg" for each in references}
        held = [each.reference_id for each in references if each.has_picture]
        written = {each for each in held if self._write_picture(archive, pictures[each], each)}
        document = {
            "written_at": moment(now),
            "program": fields["program"],
            "controller": facts.controller,
            "contact": facts.contact,
            "person": person_facts(subject),
            "earlier_records": [
                {"subject_id": old, "merged_at": moment(when)} for old, when in self._access.merged(who).items()
            ],
            "consents": self._write_consents(archive, given),
            "enrolments": [enrolment_facts(each) for each in self._people.enrolments(who)],
            "references": [
                reference_facts(each, pictures[each.reference_id] if each.reference_id in written else None)
                for each in references
            ],
            "watch_list": watch_facts(self._watched(who)),
            "looks_of_others_taken_for_this_person": negatives,
        }
        archive.add_json("record.json", document)
        if self._working_time is not None:
            archive.add_json("working_time.json", self._working_time(who))
        archive.add_list("templates.json", self._templates(who))
        events = archive.add_table("events.csv", COLUMNS, self._event_rows(who, zone))
        archive.add_table("audit.csv", _AUDIT_COLUMNS, self._audit_rows(who))
        return RecordSummary(events, len(references), len(written), len(given))

    def _write_consents(self, archive: PrivateArchive, given: Sequence[Consent]) -> list[dict[str, Any]]:
        records = []
        for number, consent in enumerate(given, start=1):
            name = f"consents/{number}-{_plain(consent.text_version)}-{_plain(consent.language)}.txt"
            try:
                text = self._consents.text_of(consent)
            except StorageError:
                text = None  # said in the record: the file is not there
            if text is not None:
                archive.add_bytes(name, text.encode())  # exactly: its digest is in the record
            records.append(consent_facts(consent, None if text is None else name))
        return records

    def _write_picture(self, archive: PrivateArchive, name: str, reference_id: ReferenceId) -> bool:
        try:
            picture = self._people.picture(reference_id)
        except DamagedDataError:
            return False
        if picture is not None:
            archive.add_bytes(name, picture)
        return picture is not None

    def _templates(self, who: SubjectId) -> Iterator[dict[str, Any]]:
        for reference_id, template in self._access.templates(who):
            yield {"reference_id": reference_id, **_numbers(template)}
        holding = self._events.corrections()
        for event_id in self._access.looks(who):
            look = self._looks.get(event_id)
            # A look at somebody else who was once taken for this person is not theirs.
            if look is not None and is_at(self._events.get(event_id), holding, who):
                yield {"event_id": event_id, **_numbers(look.template)}

    def _event_rows(self, who: SubjectId, zone: ZoneInfo) -> Iterator[list[str]]:
        holding = self._events.corrections()
        for event in events_about(self._events, who):
            yield event_row(event, who, holding, zone)

    def _audit_rows(self, who: SubjectId) -> Iterator[list[str]]:
        for line in self._access.audit(who):
            details = json.dumps(line.details, ensure_ascii=False)
            yield [moment(line.occurred_at), line.actor, line.action, details]


def _numbers(template: Template | None) -> dict[str, Any]:
    if template is None:
        return {"model": None, "norm": None, "template": None}
    # Nine digits tell every float32 from every other one (IEEE 754).
    vector = [float(f"{value:.9g}") for value in template.vector.tolist()]
    return {"model": template.model_id, "norm": template.norm, "template": vector}


def _plain(text: str) -> str:
    return "".join(character if character.isalnum() and character.isascii() else "-" for character in text)[:40]
