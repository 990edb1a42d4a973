"""What events mean once corrections are taken into account.

The log is append-only: "this is not me" and "this is X" are events that name the one they correct, and an
undo is an event that names the correction. Nothing old changes; what holds is reckoned from the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from facegate.domain.events import SIGHTINGS, SIGN_INS, Event, EventType, Verdict
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId, SubjectId


@dataclass(frozen=True, slots=True)
class Effective:
    """What an event says now.

    Attributes:
        subject_id: the person, None where nobody is named (any more).
        result: None for events that concern no face.
        correction: the correction in force, None where there is none.
    """

    subject_id: SubjectId | None
    result: Outcome | None
    correction: Event | None

    @property
    def identified(self) -> bool:
        """Whether somebody is named."""
        return self.result is Outcome.IDENTIFIED and self.subject_id is not None


def in_force(log: Iterable[Event]) -> dict[EventId, Event]:
    """The correction that holds for each corrected event.

    The newest wins. An undone correction does not count, and what it had covered holds again;
    an undo may be undone too.

    Args:
        log: events in any order; those that are no corrections are passed over.
    """
    return settled(log)[0]


def settled(log: Iterable[Event]) -> tuple[dict[EventId, Event], list[Event]]:
    """What :func:`in_force` returns, and the corrections that were undone."""
    undone: set[EventId] = set()
    holding: dict[EventId, Event] = {}
    taken_back: list[Event] = []
    # An event can only name older ones, so from the newest on each is settled when it is met.
    for event in sorted(log, key=lambda event: event.sequence, reverse=True):
        if event.type is not EventType.CORRECTION or event.corrects is None:
            continue
        if event.event_id in undone:
            taken_back.append(event)
        elif event.verdict is Verdict.UNDONE:
            undone.add(event.corrects)
        else:
            holding.setdefault(event.corrects, event)
    return holding, taken_back


def effective(event: Event, holding: Mapping[EventId, Event]) -> Effective:
    """What an event says, given what :func:`in_force` returned."""
    correction = holding.get(event.event_id)
    if correction is None or event.type not in SIGHTINGS:
        # Whose number was tried by somebody who was refused is not who was there.
        refused = event.type in SIGN_INS and event.result is not Outcome.IDENTIFIED
        return Effective(None if refused else event.subject_id, event.result, None)
    if correction.verdict is Verdict.IS:
        return Effective(correction.subject_id, Outcome.IDENTIFIED, correction)
    # Somebody was there and nobody knows who.
    return Effective(None, Outcome.NOT_IDENTIFIED, correction)
