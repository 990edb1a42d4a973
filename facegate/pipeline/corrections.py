"""Correcting events, and what a correction teaches the running recognition."""

from __future__ import annotations

from collections.abc import Callable

from facegate.domain.comparison import squared_distance
from facegate.domain.corrections import Effective, effective
from facegate.domain.events import SIGHTINGS, Correction, Event, EventDraft, EventType, Verdict
from facegate.domain.fusion import fused_people
from facegate.domain.ids import EventId, ReferenceId, SubjectId
from facegate.domain.looks import Keep, KeptLook, LookPolicy
from facegate.domain.negatives import NegativeExamples
from facegate.domain.ports import Clock, EventLog, PeopleStore
from facegate.domain.ports_teaching import LookStore, TeachingStore
from facegate.domain.teaching import Refusal, may_teach, refusal
from facegate.errors import ConditionError, CorrectionError
from facegate.pipeline.engine import Engine
from facegate.pipeline.inference import FrameHandler
from facegate.settings.model import Settings
from facegate.settings.store import SettingsStore

RECORDING_TIMEOUT = 30.0
"""Seconds to wait until a correction is committed; a disk may be slow."""


class CorrectionService:
    """Says what events got wrong. Used by one thread at a time (the job thread, or a command), but for what says else.

    ``updates`` is how many confirmed looks a person may have; None: none may be added.
    """

    def __init__(
        self,
        events: EventLog,
        people: PeopleStore,
        looks: LookStore,
        teaching: TeachingStore,
        handler: FrameHandler,
        clock: Clock,
        actor: str,
        clear_kept: Callable[[SubjectId], None] = lambda _subject: None,
    ) -> None:
        """``clear_kept`` deletes kept indexes where no gallery is loaded that would."""
        self._events = events
        self._people = people
        self._looks = looks
        self._teaching = teaching
        self._handler = handler
        self._clock = clock
        self._actor = actor
        self._clear_kept = clear_kept
        self._on_corrected: list[Callable[[], None]] = []
        self.updates: int | None = None

    def follow(self, settings: SettingsStore) -> None:
        """Keep looks and let them teach as the settings say, now and whenever they change."""
        self._apply(settings.current)
        settings.subscribe(self._apply)

    def _apply(self, settings: Settings) -> None:
        chosen = settings.storage
        self._looks.configure(LookPolicy(Keep(chosen.keep_looks), chosen.looks_days))
        if Keep(chosen.keep_looks) is Keep.NONE:
            self._teaching.drop_negatives(self._actor)
            self._handler.use_negatives(NegativeExamples())
        self.updates = chosen.most_updates if chosen.template_updates else None

    def load(self) -> None:
        """Read the negative examples, of which the running recognition takes heed; first erase what no longer holds."""
        for subject_id in self._teaching.reconcile(self._actor):
            self._reload(subject_id, erased=True)
        self._handler.use_negatives(NegativeExamples(self._teaching.negatives()))

    def forget(self, subject_id: SubjectId) -> None:
        """Somebody was erased, and with them examples of theirs and with their face."""
        self._handler.use_negatives(NegativeExamples(self._teaching.negatives()), subject_id)

    def when_corrected(self, callback: Callable[[], None]) -> None:
        """Be told that a correction was recorded, or taken back; on the thread that did it."""
        self._on_corrected.append(callback)

    def says(self, event: Event) -> Effective:
        """What an event says now; any thread."""
        return effective(event, self._events.corrections())

    def look(self, event_id: EventId) -> KeptLook | None:
        """The kept look of an event, None where there is none; any thread."""
        return self._looks.get(event_id)

    def correct(
        self,
        event_id: EventId,
        verdict: Verdict,
        subject_id: SubjectId | None = None,
        *,
        keep_negative: bool = False,
        add_reference: bool = False,
    ) -> Event:
        """Record a correction; returns its event, committed.

        What an earlier correction of the same event taught and this one denies is taken back.

        Args:
            event_id: an identification.
            verdict: ``not_this_person`` or ``is``.
            subject_id: who it was, for ``is`` only.
            keep_negative: keep the look as one that is not the person who was wrongly named.
            add_reference: add the look to the references of the person whom ``is`` names, which confirms it.

        Raises:
            CorrectionError: it says nothing new, or there is no look to learn from; nothing was recorded.
            NotFoundError: no such event, or nobody of that id is enrolled; nothing was recorded.
            StorageError: it could not be recorded, or it is recorded and what it teaches could not be written;
                what it denies is erased at the next start then.
        """
        event = self._identification(event_id)
        now = self.says(event)
        wrong = now.subject_id if now.identified else None
        subject = self._checked(verdict, subject_id, wrong, add_reference)
        if keep_negative and wrong in (None, subject) and verdict is Verdict.IS:
            raise _nobody_wrong()
        if keep_negative and wrong is not None:
            self._people.get(wrong)  # raises where they were erased
        look = self._needed_look(event_id) if keep_negative or add_reference else None
        if add_reference and not may_teach(event.pad):
            raise _nobody_there()
        if add_reference and look is not None:
            self._require_fit(look, subject)
            self._require_new(event_id, subject)
        recorded = self._append(Correction(event_id, verdict, subject, self._actor), event.source)
        self._unlearn_contradicted(event_id, subject if verdict is Verdict.IS else None)
        if wrong is not None and (verdict is not Verdict.IS or subject != wrong):
            self._handler.retract(wrong, event)
        if keep_negative and look is not None and wrong is not None:
            self._teaching.add_negative(recorded.event_id, wrong, look, self._actor)
            self._handler.use_negatives(NegativeExamples(self._teaching.negatives()), wrong)
        if add_reference and look is not None:
            self._add(look, subject)
        # It may be a stranger's now, of whom the site keeps none.
        self._looks.purge()
        return recorded

    def undo(self, event_id: EventId) -> Event:
        """Take a correction back, and with it what it taught.

        Args:
            event_id: the correction, or the event that it corrects.

        Raises:
            CorrectionError: no correction of that event is in force.
            NotFoundError: there is no such event.
        """
        event = self._events.get(event_id)
        holding = self._events.corrections()
        target = event.corrects if event.type is EventType.CORRECTION else event.event_id
        correction = holding.get(target) if target is not None else None
        if (
            target is None
            or correction is None
            or (event.type is EventType.CORRECTION and correction.event_id != event_id)
        ):
            raise CorrectionError(
                "Nothing to undo", "No correction of this event is in force.", "Look at the event in the log."
            )
        recorded = self._append(Correction(correction.event_id, Verdict.UNDONE, None, self._actor), event.source)
        self._unlearn(correction)
        again = self._events.get(target)
        named = self.says(again)
        if named.identified and named.subject_id is not None:
            self._handler.reinstate(named.subject_id, again)
        self._looks.purge()
        return recorded

    def remove_reference(self, subject_id: SubjectId, reference_id: ReferenceId) -> None:
        """Erase one reference, here and in the running recognition.

        Raises:
            NotFoundError: the person has no such reference.
            EnrolmentError: it is the last one.
        """
        self._teaching.remove_reference(subject_id, reference_id, self._actor)
        self._reload(subject_id, erased=True)

    # -- checks --------------------------------------------------------------

    def _identification(self, event_id: EventId) -> Event:
        event = self._events.get(event_id)
        if event.type not in SIGHTINGS:
            raise CorrectionError(
                "No identification", "Only identifications can be corrected.", "Choose an event that shows a person."
            )
        return event

    def _checked(
        self,
        verdict: Verdict,
        subject_id: SubjectId | None,
        wrong: SubjectId | None,
        add_reference: bool,
    ) -> SubjectId:
        """Whom the correction names."""
        if verdict is Verdict.IS and subject_id is not None:
            self._people.get(subject_id)  # raises where nobody is enrolled under it
            if wrong == subject_id and not add_reference:
                raise CorrectionError(
                    "Nothing to correct", "The event names this person already.", "Choose another person."
                )
            return subject_id
        if verdict is not Verdict.NOT_THIS_PERSON or subject_id is not None or add_reference:
            raise ValueError(f"{verdict} with subject {subject_id} and add_reference {add_reference}")
        if wrong is None:
            raise CorrectionError("Nothing to correct", "The event names nobody.", "Say who it was instead.")
        return wrong

    def _needed_look(self, event_id: EventId) -> KeptLook:
        look = self._looks.get(event_id)
        if look is None:
            raise CorrectionError(
                "No look kept",
                "The look of this event was not kept, or its day has passed: there is nothing to learn from.",
                "Correct the event without it. Settings decide whose looks are kept and for how long.",
            )
        return look

    def _require_new(self, event_id: EventId, subject_id: SubjectId) -> None:
        learnt = self._teaching.update_of(event_id)
        if learnt is not None and learnt[0] == subject_id:
            raise CorrectionError(
                "Look already added",
                "The look of this event is a reference of that person already.",
                "There is nothing to do.",
            )

    def _require_fit(self, look: KeptLook, subject_id: SubjectId) -> None:
        if self.updates is None:
            raise CorrectionError(
                "Looks are not added",
                "The settings do not let confirmed looks become references.",
                "Correct the event without it, or turn that on under Settings, Storage.",
            )
        engine = self._handler.engine
        if engine is None:
            raise ConditionError("Not ready", "The models are still being loaded.", "Wait a moment and try again.")
        if engine.gallery.model_id != look.template.model_id:
            raise CorrectionError(
                "Look of another model",
                "The look was made by another model than the one in use.",
                "Correct the event without it.",
            )
        own = self._teaching.references_of(subject_id, look.template.model_id)
        # What is searched is one template fused of all; one odd reference must not vouch for more of its kind.
        distance = next((squared_distance(look.template, fused.template) for fused in fused_people(own)), None)
        found = engine.gallery.search(look.template)
        refused = refusal(look.quality, found, distance, subject_id, engine.policy)
        if refused is not None:
            raise _unfit(refused)

    # -- recording and learning --------------------------------------------------

    def _append(self, correction: Correction, source: str) -> Event:
        draft = EventDraft(EventType.CORRECTION, self._clock.now(), source, correction=correction)
        recorded = self._events.append(draft).result(RECORDING_TIMEOUT)
        for tell in self._on_corrected:
            tell()
        return recorded

    def _add(self, look: KeptLook, subject_id: SubjectId) -> None:
        if self.updates is not None:
            self._teaching.add_update(subject_id, look, self.updates, self._actor)
            self._reload(subject_id)

    def _unlearn_contradicted(self, event_id: EventId, subject_id: SubjectId | None) -> None:
        """What earlier corrections of the event taught and the newest denies: a reference of somebody else,
        an example of not being the very person.
        """
        learnt = self._teaching.update_of(event_id)
        if learnt is not None and learnt[0] != subject_id:
            self.remove_reference(*learnt)
        if subject_id is not None and self._teaching.remove_negatives_of(event_id, subject_id, self._actor):
            self._handler.use_negatives(NegativeExamples(self._teaching.negatives()))

    def _unlearn(self, correction: Event) -> None:
        if self._teaching.remove_negative(correction.event_id, self._actor):
            self._handler.use_negatives(NegativeExamples(self._teaching.negatives()))
        if correction.verdict is Verdict.IS and correction.corrects is not None:
            learnt = self._teaching.update_of(correction.corrects)
            if learnt is not None and learnt[0] == correction.subject_id:
                self.remove_reference(*learnt)

    def _reload(self, subject_id: SubjectId, *, erased: bool = False) -> None:
        """Search the person's references as they are stored now."""
        engine: Engine | None = self._handler.engine
        if engine is None and erased:
            self._clear_kept(subject_id)
        if engine is not None:
            stored = self._teaching.references_of(subject_id, engine.gallery.model_id)
            if not stored:
                engine.gallery.remove(subject_id)
            for fused in fused_people(stored):
                engine.gallery.replace(fused, erased=erased)


def _nobody_wrong() -> CorrectionError:
    return CorrectionError(
        "Nobody was taken for them",
        "The event names nobody wrongly, so there is nobody whom the look is not.",
        "Correct the event without keeping the look as a negative example.",
    )


def _nobody_there() -> CorrectionError:
    return CorrectionError(
        "Look not fit as a reference",
        "Attack detection did not say that a person stood there: a picture must not become a reference.",
        "Correct the event without adding its look.",
    )


_UNFIT = {
    Refusal.POOR: ("The look is not good enough to be a reference.", "Correct the event without adding it."),
    Refusal.FAR: (
        "The look is too unlike the references of that person.",
        "See whether it really is them; if so, take new samples of them instead.",
    ),
    Refusal.NOTHING_TO_COMPARE: (
        "That person has no reference of the model in use, so nothing shows that the look is theirs.",
        "Take new samples of them, or let the change of model finish first.",
    ),
    Refusal.NOT_CALIBRATED: (
        "Nobody measured which distances of the model in use show the same person.",
        "Calibrate first, or take new samples of them instead.",
    ),
    Refusal.SOMEBODY_ELSE: (
        "Somebody else who is enrolled is nearer to the look.",
        "See whether it really is them; if so, take new samples of them instead.",
    ),
}


def _unfit(refused: Refusal) -> CorrectionError:
    message, remedy = _UNFIT[refused]
    return CorrectionError("Look not fit as a reference", message, remedy)
