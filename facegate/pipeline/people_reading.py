"""Reading who is on record."""

from __future__ import annotations

from collections.abc import Sequence

from facegate.domain.ids import ReferenceId, SubjectId
from facegate.domain.people import Consent, EnrolmentRecord, ReferenceRecord, Subject
from facegate.domain.people_query import EVERYBODY, PeopleQuery
from facegate.domain.ports import PeopleStore


class PeopleReading:
    """The half of :class:`facegate.pipeline.people.PeopleService` that changes nothing. Any thread."""

    def __init__(self, store: PeopleStore) -> None:
        self._store = store

    def search(self, query: PeopleQuery = EVERYBODY, limit: int = 100, offset: int = 0) -> list[Subject]:
        """People that a query finds."""
        return self._store.search(query, limit, offset)

    def count(self, query: PeopleQuery = EVERYBODY) -> int:
        """How many :meth:`search` could return."""
        return self._store.count(query)

    def ids(self, query: PeopleQuery = EVERYBODY) -> list[SubjectId]:
        """Everybody whom :meth:`search` could return."""
        return self._store.ids(query)

    def names(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, Subject]:
        """Records of those that exist."""
        return self._store.names(subject_ids)

    def departments(self) -> list[str]:
        """All that somebody is in."""
        return self._store.departments()

    def groups(self) -> list[str]:
        """All that somebody is in."""
        return self._store.groups()

    def find_card(self, card: str) -> Subject | None:
        """By card number."""
        return self._store.find_card(card)

    def enrolments(self, subject_id: SubjectId) -> list[EnrolmentRecord]:
        """How their samples were taken."""
        return self._store.enrolments(subject_id)

    def portraits(self, subject_ids: Sequence[SubjectId]) -> dict[SubjectId, ReferenceId]:
        """The best reference with a picture of each."""
        return self._store.portraits(subject_ids)

    def picture(self, reference_id: ReferenceId) -> bytes | None:
        """The JPEG of a sample, None where none was kept. Raises DamagedDataError."""
        return self._store.picture(reference_id)

    def find(self, external_id: str) -> Subject | None:
        """By the site's identifier."""
        return self._store.find(external_id)

    def get(self, subject_id: SubjectId) -> Subject:
        """Raises NotFoundError."""
        return self._store.get(subject_id)

    def references(self, subject_id: SubjectId) -> list[ReferenceRecord]:
        """What may be shown of the person's references."""
        return self._store.reference_records(subject_id)

    def consents(self, subject_id: SubjectId) -> list[Consent]:
        """Consent records, oldest first."""
        return self._store.consents(subject_id)

    def agreed_texts(self) -> dict[str, int]:
        """How many people last agreed to which text, by the text's digest."""
        return self._store.agreed_texts()
