"""Signing in with a card or a PIN: who has the number, whether they may, and the event."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Lock
from typing import Protocol
from zoneinfo import ZoneInfo

from facegate import logs
from facegate.domain.access.codes import Alarm
from facegate.domain.attendance.workdays import work_date
from facegate.domain.backoff import FORGET_SECONDS, BackOff, Limiter
from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH
from facegate.domain.events import SIGN_INS, Event, EventDraft, EventFilter, EventType
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId, SubjectId, new_event_id
from facegate.domain.keypad import Answer, AnswerKind, Ask, Question
from facegate.domain.people import Subject
from facegate.domain.pins import PinProblem, pin_problem
from facegate.domain.ports import Clock, EventLog, PeopleStore, PinHasher
from facegate.domain.profiles import Profile, as_card
from facegate.domain.records import DoorRecord, DoorVerdict
from facegate.domain.sign_ins import KEYPAD_SOURCE, SignIn, SignInReason
from facegate.errors import BugError, ConditionError, EnrolmentError, FacegateError, Phrase, StorageError
from facegate.pipeline.access.recording import DOOR_SOURCE
from facegate.pipeline.directions import GateDirections
from facegate.pipeline.people import PeopleService
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.model import KeypadSettings, Settings
from facegate.settings.store import SettingsStore

COMMIT_TIMEOUT = 5.0
"""Seconds after which somebody at the terminal is told that their sign-in is not on the disk yet."""


class PinError(EnrolmentError):
    """A PIN that may not be used.

    Attributes:
        problem: why not.
    """

    def __init__(self, problem: PinProblem) -> None:
        self.problem = problem
        super().__init__("PIN not usable", "The PIN {problem}.", "Choose another one.", problem=Phrase(problem))


class DuressPinError(EnrolmentError):
    """The PIN for every day and the one for duress are the same."""

    def __init__(self) -> None:
        super().__init__(
            "PIN not usable",
            "The PIN for every day and the one for duress have to differ.",
            "Choose another one; one digit that differs is enough.",
        )


class Doors(Protocol):
    """What deciding at doors needs of a terminal."""

    def watches(self, source: str) -> bool:
        """Whether a source of events watches a door. Raises FacegateError."""

    def forced(self, event_id: EventId) -> None:
        """A sign-in that is about to be told was made with the PIN for duress."""

    def sighted(self, event: Event) -> None:
        """A sign-in was committed; told this way where no screen is to hear of it."""


class KeypadService:
    """Answers a keypad's questions on a thread of its own: nobody waits behind an import, and no window behind a hash.

    :meth:`ask` may be called from any thread; :meth:`set_pin` belongs to whoever changes people (the job thread, or a
    command).

    A person is recorded once within the cool-down, whichever way they came: whoever was recognised and holds their
    card to the reader out of habit would otherwise come and go within a minute. They are told when they were
    recorded. What is held against guessing lives in memory; at the first question it is made anew from the events of
    the last day, so that restarting the program opens nothing. Only numbers that somebody has are in the log:
    tries with all others are forgotten then, but by the terminal.

    A card whose holder has no PIN is taken at once, whatever was typed before and whoever waits: its number is all that
    is asked of them, and nothing of it is guessed by being asked. Where one person's identifier can be read as another
    one's card, which older records may have, the number says neither: whose PIN it is decides.
    """

    def __init__(
        self,
        events: EventLog,
        store: PeopleStore,
        people: PeopleService,
        hasher: PinHasher,
        settings: SettingsStore,
        clock: Clock,
        runner: RecognitionRunner,
        actor: str,
        directions: GateDirections,
    ) -> None:
        self._events = events
        self._store = store
        self._people = people
        self._hasher = hasher
        self._settings = settings
        self._clock = clock
        self._runner = runner
        self._actor = actor
        self._directions = directions
        self._limiter = Limiter(_rule(settings.current.keypad))
        self._limiting = Lock()
        self._doors: Doors | None = None
        self._restored = False
        self._waiting: dict[SubjectId, Future[Event]] = {}
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="facegate-keypad")
        self._unsubscribe = settings.subscribe(self._apply)
        # By whatever way it came, an import too: whoever has another PIN begins anew.
        people.when_pin_set(self.forget)

    def open_by(self, doors: Doors) -> None:
        """Let sign-ins ask for doors, and tell of PINs for duress."""
        self._doors = doors

    # -- what a terminal asks ----------------------------------------------------

    def ask(self, question: Question) -> Future[Answer]:
        """Answer a question; the future never fails with anything but a FacegateError."""
        return self._worker.submit(self._answer, question)

    def close(self) -> None:
        """End the thread, after the question that is being answered."""
        self._unsubscribe()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _answer(self, question: Question) -> Answer:
        try:
            return self._answered(question)
        except FacegateError:
            raise
        except Exception as error:  # noqa: BLE001 - thread boundary: shown at the terminal as what it is, a bug
            # Without its text, which may quote what was typed.
            logs.app.error("a sign-in failed (%s)", type(error).__name__)
            raise BugError(
                "Sign-in failed", "An unexpected error stopped it ({kind}).", "Please report this.",
                kind=type(error).__name__,
            ) from None  # fmt: skip

    def _answered(self, question: Question) -> Answer:
        if not self._settings.current.keypad.enabled:
            raise ConditionError(
                "Card and PIN are off", "The settings do not let anybody sign in like this.", "Turn it on in Settings."
            )
        self._ready()
        self._hasher.prepare()
        holder, other = self._holders(question.number)
        known = [each for each in (holder, other) if each is not None]
        if question.ask is Ask.NUMBER and holder is not None and other is None and self._needs_no_pin(holder):
            return self._accept(EventType.CARD, SignInReason.CARD, holder, holder.subject_id)
        keys: list[str] = [each.subject_id for each in known] or [f"number {question.number.strip()}"]
        now = self._clock.monotonic()
        with self._limiting:
            closed = self._limiter.terminal_wait(now)
            locked = max(self._limiter.wait(key, now) for key in keys) > 0.0
        if closed > 0.0 and locked:
            return Answer(AnswerKind.TERMINAL_LOCKED, wait=closed)
        if question.ask is Ask.NUMBER:
            # Also of a number that has to wait: whoever types their PIN without looking must not type it in the clear.
            return Answer(AnswerKind.ASK_PIN)
        if len(known) > 1:
            return self._either(question, known, locked)
        subject, key = next(iter(known), None), keys[0]
        if question.ask is Ask.ABANDONED:
            return self._refuse(SignInReason.NO_PIN_GIVEN, subject, key)
        return self._still_locked(subject, key) if locked else self._checked(question, subject, key)

    def _holders(self, number: str) -> tuple[Subject | None, Subject | None]:
        """Whose card's number it is, and whose identifier, where that is somebody else."""
        card = as_card(number)
        holder = None if card is None else self._store.find_card(card)
        other = self._store.find(number.strip()) if len(number) <= MAX_EXTERNAL_ID_LENGTH else None
        if holder is not None and other is not None and other.subject_id == holder.subject_id:
            other = None
        return holder, other

    def _needs_no_pin(self, holder: Subject) -> bool:
        return not holder.has_pin and self._barred(holder) is None

    def _either(self, question: Question, known: Sequence[Subject], locked: bool) -> Answer:
        """One number of two people: it is whoever's PIN it is; a failure counts for both."""
        if question.ask is Ask.PIN and not locked:
            right = [self._matches(each.subject_id, question.pin) for each in known]
            fitting = [each for each, fits in zip(known, right, strict=True) if any(fits)]
            if len(fitting) == 1:
                return self._checked(question, fitting[0], fitting[0].subject_id)
        for each in known:
            if locked and question.ask is Ask.PIN:
                answer = self._still_locked(each, each.subject_id)
            else:
                reason = SignInReason.WRONG_PIN if question.ask is Ask.PIN else SignInReason.NO_PIN_GIVEN
                answer = self._refuse(reason, each, each.subject_id)
        return answer

    def _checked(self, question: Question, subject: Subject | None, key: str) -> Answer:
        known = None if subject is None else self._store.pin_hash(subject.subject_id)
        # First, and whoever it is: what takes shorter would tell who has a PIN.
        right, forced = self._matches(_id(subject), question.pin)
        if subject is None:
            return self._refuse(SignInReason.UNKNOWN_NUMBER, None, key)
        if known is not None and not (right or forced):
            return self._refuse(SignInReason.WRONG_PIN, subject, key)
        barred = self._barred(subject)
        if barred is not None or known is None:
            return self._refuse(barred or SignInReason.NO_PIN, subject, key)
        answer = self._accept(EventType.PIN, SignInReason.CARD_AND_PIN, subject, key, forced=forced)
        if right:
            self._renew(subject, known, question.pin)
        return answer

    def _matches(self, subject_id: SubjectId | None, pin: str) -> tuple[bool, bool]:
        """Whether a PIN is somebody's, and whether it is theirs for duress.

        Where the site has such PINs both are compared, also for those without: how long it takes tells nothing.
        """
        known = None if subject_id is None else self._store.pin_hash(subject_id)
        right = self._hasher.verify(known, pin)
        if not self._settings.current.access.duress_pins:
            return right, False
        duress = None if subject_id is None else self._store.duress_hash(subject_id)
        forced = self._hasher.verify(duress, pin)
        return right, forced and not right

    def _barred(self, subject: Subject) -> SignInReason | None:
        if subject.suspended_at is not None:
            return SignInReason.SUSPENDED
        today = work_date(self._clock.now(), ZoneInfo(self._settings.current.site.zone))
        return None if subject.profile.is_valid_on(today) else SignInReason.NOT_VALID

    def _renew(self, subject: Subject, known: str, pin: str) -> None:
        if not self._hasher.outdated(known):
            return
        try:
            self._store.set_pin_hash(subject.subject_id, self._hasher.hash(pin), self._actor)
        except FacegateError as error:
            # The old hash still does; the next sign-in tries again.
            logs.storage.warning("a PIN could not be hashed anew: %s", error.title)

    # -- what comes of it --------------------------------------------------------

    def _still_locked(self, subject: Subject | None, key: str) -> Answer:
        with self._limiting:
            self._limiter.knocked(self._clock.monotonic())
        self._log(SignIn(SignInReason.LOCKED_OUT, _id(subject)))
        return self._refusal(key)

    def _refuse(self, reason: SignInReason, subject: Subject | None, key: str) -> Answer:
        with self._limiting:
            self._limiter.failed(key, self._clock.monotonic())
        self._log(SignIn(reason, _id(subject)))
        return self._refusal(key)

    def _refusal(self, key: str) -> Answer:
        """What is told of a refusal: how long to wait, and nothing of why."""
        now = self._clock.monotonic()
        with self._limiting:
            everybody, number = self._limiter.terminal_wait(now), self._limiter.wait(key, now)
        if everybody > 0.0:
            return Answer(AnswerKind.TERMINAL_LOCKED, wait=everybody)
        return Answer(AnswerKind.NUMBER_LOCKED, wait=number) if number > 0.0 else Answer(AnswerKind.REFUSED)

    def _accept(
        self, kind: EventType, reason: SignInReason, subject: Subject, key: str, *, forced: bool = False
    ) -> Answer:
        who, moment = subject.subject_id, self._clock.now()
        with self._limiting:
            self._limiter.succeeded(key, self._clock.monotonic())
        cool_down = self._settings.current.recognition.cool_down
        before = self._events.recent_identifications(moment - timedelta(seconds=cool_down)).get(who)
        # One of the future was logged before the clock was set back: it says nothing of now.
        # Whoever says which way they go means it, however soon that is.
        # Whoever stands before a door asks for it every time.
        said = self._directions.chosen is not None or self._at_door()
        if before is not None and cool_down > 0.0 and before <= moment and not said:
            if forced:
                # Shown like any other, which is not at all, and recorded all the same: the alarm needs it.
                self._append(kind, SignIn(reason, who), forced=True, quiet=True)
            return Answer(AnswerKind.ALREADY, at=before)
        waiting = self._waiting.get(who)
        if waiting is not None and not waiting.done():
            if forced:
                self._append(kind, SignIn(reason, who), forced=True, quiet=True)
            return Answer(AnswerKind.NOT_RECORDED, error=_not_yet())
        future = self._waiting[who] = self._append(kind, SignIn(reason, who), forced=forced)
        try:
            return Answer(AnswerKind.RECORDED, event=future.result(COMMIT_TIMEOUT))
        except TimeoutError:
            # It stays in line, and is shown like every event once it is on the disk.
            return Answer(AnswerKind.NOT_RECORDED, error=_not_yet())
        except FacegateError as error:
            return Answer(AnswerKind.NOT_RECORDED, error=error)

    def _log(self, said: SignIn) -> None:
        """Record a refusal; nobody waits for it, and a disk that does not take it changes nothing of it."""
        future = self._append(EventType.PIN, said)
        if future.done() and isinstance(error := future.exception(), FacegateError):
            logs.storage.error("a refused sign-in was not recorded: %s", error.title)

    def _at_door(self) -> bool:
        try:
            return self._doors is not None and self._doors.watches(KEYPAD_SOURCE)
        except FacegateError as error:
            # Better a sign-in twice than none where there may be a door.
            logs.app.error("whether there is a door is not known: %s", error.title)
            return True

    def _append(self, kind: EventType, said: SignIn, *, forced: bool = False, quiet: bool = False) -> Future[Event]:
        draft = self._directions.stamp(EventDraft(kind, self._clock.now(), KEYPAD_SOURCE, sign_in=said))
        try:
            future = self._append_with_alarm(draft) if forced else self._events.append(draft)
        except FacegateError as error:
            failed: Future[Event] = Future()
            failed.set_exception(error)
            return failed
        future.add_done_callback(partial(self._recorded, forced=forced, quiet=quiet))
        return future

    def _append_with_alarm(self, draft: EventDraft) -> Future[Event]:
        """The alarm is on the disk with the sign-in or not at all, whatever becomes of the program in between."""
        sign_in = new_event_id()
        said = DoorRecord(KEYPAD_SOURCE, DoorVerdict.ALARM, sign_in, code=Alarm.DURESS.value)
        alarm = EventDraft(EventType.DOOR, draft.occurred_at, DOOR_SOURCE, door=said)
        future, alarmed = self._events.append_together([(sign_in, draft), (new_event_id(), alarm)])
        alarmed.add_done_callback(self._announce_alarm)
        return future

    def _announce_alarm(self, future: Future[Event]) -> None:
        # On the writer's thread.
        if future.exception() is None:
            self._runner.announce(future.result())

    def _recorded(self, future: Future[Event], *, forced: bool, quiet: bool) -> None:
        # On the writer's thread.
        if future.exception() is not None:
            return
        event = future.result()
        if forced and self._doors is not None:
            self._doors.forced(event.event_id)
            if quiet:
                # Another PIN would not be greeted now, nor begin the cool-down anew: whoever forces them looks on.
                self._doors.sighted(event)
                return
        if event.result is Outcome.IDENTIFIED and event.subject_id is not None:
            self._runner.handler.signed_in(event.subject_id, event.occurred_at)
        self._runner.announce(event)

    # -- limits --------------------------------------------------------------------

    def forget(self, subject_id: SubjectId) -> None:
        """Somebody was erased, or has another PIN: what was typed before counts no more."""
        with self._limiting:
            self._limiter.forgive(subject_id)

    def _apply(self, settings: Settings) -> None:
        with self._limiting:
            self._limiter.rule = _rule(settings.keypad)

    def _ready(self) -> None:
        if self._restored:
            return
        now, moment = self._clock.monotonic(), self._clock.now()
        since = moment - timedelta(seconds=FORGET_SECONDS)
        found = [event for kind in SIGN_INS for event in self._events.query(EventFilter(first=since, type=kind))]
        with self._limiting:
            for event in sorted(found, key=lambda event: event.sequence):
                # An event of the future was logged before the clock was set back: it counts as of now.
                age = max(0.0, (moment - event.occurred_at).total_seconds())
                _count(self._limiter, event, now - age)
        self._restored = True

    # -- PINs ------------------------------------------------------------------------

    def hash_pin(self, pin: str, profile: Profile) -> str:
        """What is stored of a PIN for somebody who is enrolled just now. Takes some tenths of a second.

        Raises:
            PinError: it may not be used.
        """
        problem = pin_problem(pin, profile.card, profile.external_id)
        if problem is not None:
            raise PinError(problem)
        return self._hasher.hash(pin)

    def set_pin(self, subject_id: SubjectId, pin: str | None) -> Subject:
        """Give somebody a PIN, or take it away; what they failed to type before is forgotten.

        Raises:
            PinError, DuressPinError: it may not be used.
            NotFoundError: there is nobody with this id.
        """
        profile = self._store.get(subject_id).profile
        if pin is not None and self._hasher.verify(self._store.duress_hash(subject_id), pin):
            raise DuressPinError()
        return self._people.set_pin_hash(subject_id, None if pin is None else self.hash_pin(pin, profile))

    def set_duress_pin(self, subject_id: SubjectId, pin: str | None) -> None:
        """Give somebody a second PIN, which opens like the first and raises a silent alarm; or take it away.

        It counts only where the settings have such PINs.

        Raises:
            PinError, DuressPinError: it may not be used.
            NotFoundError: there is nobody with this id.
            EnrolmentError: they have no other PIN.
        """
        profile = self._store.get(subject_id).profile
        if pin is not None and self._hasher.verify(self._store.pin_hash(subject_id), pin):
            raise DuressPinError()
        self._store.set_duress_hash(subject_id, None if pin is None else self.hash_pin(pin, profile), self._actor)


def _count(limiter: Limiter, event: Event, then: float) -> None:
    if event.result is Outcome.IDENTIFIED and event.subject_id is not None:
        limiter.succeeded(event.subject_id, then)
    elif event.reason is SignInReason.LOCKED_OUT:
        limiter.knocked(then)
    else:
        # Which number it was is not known where nobody has it; then it counts for the terminal only.
        limiter.failed(event.subject_id or event.event_id, then)


def _rule(chosen: KeypadSettings) -> BackOff:
    # The two are chosen apart.
    return BackOff(chosen.attempts - 1, chosen.first_wait, max(chosen.first_wait, chosen.longest_wait))


def _id(subject: Subject | None) -> SubjectId | None:
    return None if subject is None else subject.subject_id


def _not_yet() -> StorageError:
    return StorageError(
        "Not recorded yet",
        "The sign-in waits to be written to the disk.",
        "Note the time, and tell whoever looks after this terminal.",
    )
