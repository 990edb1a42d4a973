"""Looking for people whose references age."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from facegate.domain.ageing import Ageing, assess
from facegate.domain.corrections import Effective, effective
from facegate.domain.events import Event, EventFilter, EventType
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId, ModelId
from facegate.domain.people import Subject
from facegate.domain.ports import Clock, EventLog
from facegate.pipeline.people import PeopleService

_PAGE = 500
"""People read at a time."""

_EVENTS = 1000
"""Events read of a person: five on each day of the half year that is looked at."""


@dataclass(frozen=True, slots=True)
class AgeingRecord:
    """A person and how their references hold up."""

    subject: Subject
    ageing: Ageing


class AgeingReport:
    """Asks people and events; changes nothing. Any thread."""

    def __init__(self, people: PeopleService, events: EventLog, clock: Clock, model_id: ModelId) -> None:
        self._people = people
        self._events = events
        self._clock = clock
        self._model_id = model_id

    def everybody(
        self, limit: timedelta, progress: Callable[[int], None] = lambda _done: None
    ) -> Iterator[AgeingRecord]:
        """Those for whom new samples are advised, in order of name; ``progress`` is told how many were looked at."""
        offset, holding = 0, self._events.corrections()
        while page := self._people.search(limit=_PAGE, offset=offset):
            for subject in page:
                ageing = self._of(subject, limit, holding)
                offset += 1
                progress(offset)
                if ageing.due:
                    yield AgeingRecord(subject, ageing)

    def of(self, subjects: list[Subject], limit: timedelta) -> list[Ageing]:
        """How these people's references hold up, in their order."""
        holding = self._events.corrections()
        return [self._of(subject, limit, holding) for subject in subjects]

    def _of(self, subject: Subject, limit: timedelta, holding: dict[EventId, Event]) -> Ageing:
        made = [
            reference.created_at
            for reference in self._people.references(subject.subject_id)
            if reference.model_id == self._model_id and not reference.retired
        ]
        newest = max(made, default=None)
        if newest is None:
            return assess(None, [], self._clock.now(), limit)
        wanted = EventFilter(
            first=newest,
            subject_id=subject.subject_id,
            type=EventType.IDENTIFICATION,
            results=(Outcome.IDENTIFIED,),
        )
        visits = [
            (event.occurred_at, event.distance)
            for event in self._events.query(wanted, _EVENTS, newest_first=True)
            if event.distance is not None
            and event.model_id == self._model_id
            and _undisputed(effective(event, holding))
        ]
        return assess(newest, visits, self._clock.now(), limit)


def _undisputed(said: Effective) -> bool:
    # The distance of an event that was corrected was measured to somebody else.
    return said.correction is None
