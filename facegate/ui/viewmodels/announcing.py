"""What is told aloud at the gate, and when: once for each sighting, where there is a door not before its decision."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject

from facegate.domain.events import SIGN_INS, Event
from facegate.domain.identification import Outcome, Reason
from facegate.domain.ids import EventId
from facegate.ui.announcer import Announcer, Tone
from facegate.ui.session import Session
from facegate.ui.viewmodels.card_facts import CardFacts
from facegate.ui.viewmodels.live import Who, person_name
from facegate.ui.viewmodels.welcome import DoorWords

_KEPT = 60
_TONES = {DoorWords.DENIED: Tone.REFUSED, DoorWords.WAITING: Tone.WAIT, DoorWords.STUCK: Tone.REFUSED}


class GateAnnouncements(QObject):
    """Listens to events. Names are spoken, reasons are not: everybody around hears them."""

    def __init__(
        self,
        session: Session,
        facts: CardFacts,
        who: Who,
        watches: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        """``watches``: whether a source of events watches a door."""
        super().__init__(parent)
        self._session = session
        self._facts = facts
        self._who = who
        self._watches = watches
        self.announcer = Announcer(self)
        self._sightings: OrderedDict[EventId, Event] = OrderedDict()
        session.bridge.event_logged.connect(self.take)

    def take(self, event: Event) -> None:
        """An event was committed."""
        way = self._session.settings.gate.announce
        if way == "off":
            return
        if event.access is not None:
            seen = self._sightings.pop(event.access.about, None)
            said = None if seen is None else self._facts.door(seen)
            if seen is not None and said is not None:
                tone = _TONES.get(said.words, Tone.WELCOME)
                self.announcer.tell(way, tone, self._greeting(seen) if tone is Tone.WELCOME else said.title)
        elif event.result is Outcome.IDENTIFIED and event.subject_id is not None and event.corrects is None:
            if self._watches(event.source):
                self._sightings[event.event_id] = event
                if len(self._sightings) > _KEPT:
                    self._sightings.popitem(last=False)
            else:
                self.announcer.tell(way, Tone.WELCOME, self._greeting(event))
        elif event.result is not None and event.type not in SIGN_INS:
            attack = event.reason is Reason.PRESENTATION_ATTACK
            self.announcer.tell(way, Tone.REFUSED if attack else Tone.WAIT, "")

    def instruct(self, words: str) -> None:
        """Say what somebody is to do now, where the gate speaks."""
        if self._session.settings.gate.announce == "speech":
            self.announcer.silence()
            self.announcer.tell("speech", Tone.WAIT, words)

    def _greeting(self, event: Event) -> str:
        return f"{self._facts.welcome(event).greeting}, {person_name(event.subject_id, self._who)}"
