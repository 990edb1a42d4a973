"""The keypad between the window and the service: keys in, questions out, words for what is shown."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from facegate.domain.keypad import IDLE_SECONDS, Answer, AnswerKind, Ask, Keypad, Question, Stage
from facegate.errors import FacegateError
from facegate.ui.formatting import time_text
from facegate.ui.i18n import error_text
from facegate.ui.session import Session

translate = QCoreApplication.translate

_TICK = 200
"""Milliseconds between two looks at the clock while something is typed, shown or waited for."""


@dataclass(frozen=True, slots=True)
class KeypadWords:
    """What the keypad says.

    Attributes:
        title: what is to be done.
        hint: one more sentence; empty for none.
        tone: ``good``, ``warn`` or ``bad`` of a result; empty while something is entered.
    """

    title: str
    hint: str = ""
    tone: str = ""


class KeypadModel(QObject):
    """One terminal. Belongs to the window's thread.

    Signals:
        changed: something else is to be shown.
        signed_in: somebody was; their event is told like every event.
        idle: nobody is here any more, the time of whoever was is up.
    """

    changed = Signal()
    signed_in = Signal()
    idle = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = session.services.clock
        self._keypad = Keypad()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tick)
        self._answered_at = ""

    @property
    def stage(self) -> Stage:
        """What it is doing."""
        return self._keypad.stage

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self.stage in (Stage.CHECKING, Stage.VERIFYING)

    @property
    def shown(self) -> str:
        """What was typed: a number as it is, a PIN as dots."""
        return self._keypad.number or "●" * self._keypad.pin_length

    def open(self) -> None:
        """Somebody wants to sign in."""
        self._keypad.touch(self._clock.monotonic())
        self._timer.start()
        self.changed.emit()

    def press(self, character: str) -> None:
        """A key with a character."""
        self._keypad.press(character, self._clock.monotonic())
        self._shows()

    def enter(self) -> None:
        """The key that ends an entry."""
        self._send(self._keypad.enter(self._clock.monotonic()))

    def erase(self) -> None:
        """The key that takes back a character."""
        self._keypad.erase(self._clock.monotonic())
        self._shows()

    def leave(self) -> None:
        """Whoever was here goes; an answer that is awaited still counts."""
        self._send(self._keypad.clear(self._clock.monotonic()))
        if self._keypad.pristine:
            self._timer.stop()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    def words(self) -> KeypadWords:
        """What is to be said now."""
        answer = self._keypad.answer
        match self.stage:
            case Stage.NUMBER:
                hint = translate("Keypad", "Hold your card to the reader, or type your number and press OK.")
                return KeypadWords(translate("Keypad", "Card or number"), hint)
            case Stage.PIN:
                hint = translate("Keypad", "Then press OK. If you have no PIN, ask at the desk.")
                return KeypadWords(translate("Keypad", "Your PIN, please"), hint)
            case Stage.CHECKING | Stage.VERIFYING:
                return KeypadWords(translate("Keypad", "One moment…"))
            case _:
                return self._answer_words(answer or Answer(AnswerKind.REFUSED))

    def _answer_words(self, answer: Answer) -> KeypadWords:
        match answer.kind:
            case AnswerKind.TERMINAL_LOCKED:
                hint = translate("Keypad", "Too many attempts here. It goes on in {time}.")
                return KeypadWords(translate("Keypad", "Please wait"), hint.format(time=self._time_left()), "warn")
            case AnswerKind.NUMBER_LOCKED:
                hint = translate("Keypad", "Too many attempts with this number. It can be used again in {time}.")
                return KeypadWords(translate("Keypad", "Please wait"), hint.format(time=self._time_left()), "warn")
            case AnswerKind.RECORDED:
                return KeypadWords(translate("Keypad", "Recorded"), "", "good")
            case AnswerKind.ALREADY if answer.at is not None:
                hint = translate("Keypad", "You were recorded at {time}. There is nothing more to do.")
                time = time_text(answer.at, self._session.zone)
                return KeypadWords(translate("Keypad", "Recorded already"), hint.format(time=time), "good")
            case AnswerKind.NOT_RECORDED if answer.error is not None:
                words = error_text(answer.error)
                hint = translate("Keypad", "Note the time, {time}, and tell the desk.")
                hint = f"{hint.format(time=self._answered_at)} {words.title}: {words.message}"
                return KeypadWords(translate("Keypad", "NOT recorded"), hint, "bad")
            case _:
                hint = translate("Keypad", "Number and PIN do not fit, or cannot be used now. Try again, or ask.")
                return KeypadWords(translate("Keypad", "Not recognised"), hint, "bad")

    def _time_left(self) -> str:
        # Rounded up: at zero it does go on.
        seconds = math.ceil(self._keypad.lock_left(self._clock.monotonic()))
        hours, minutes = divmod(seconds // 60, 60)
        return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"

    # -- questions and answers ---------------------------------------------------

    def _send(self, questions: Iterable[Question]) -> None:
        for question in questions:
            future = self._session.services.keypad.ask(question)
            if question.ask is not Ask.ABANDONED:
                self._session.tasks.follow(self, future, self._answered, self._failed)
        self._shows()

    def _answered(self, answer: Answer) -> None:
        self._answered_at = time_text(self._clock.now(), self._session.zone)
        self._send(self._keypad.answered(answer, self._clock.monotonic()))
        if answer.kind is AnswerKind.RECORDED:
            self._keypad.clear(self._clock.monotonic())
            self.signed_in.emit()
        elif answer.kind is AnswerKind.NOT_RECORDED and answer.error is not None:
            # Whoever looks after the terminal has to know, too, and still when the next one signs in.
            self._session.failed.emit(answer.error)

    def _failed(self, error: FacegateError) -> None:
        self._answered(Answer(AnswerKind.NOT_RECORDED, error=error))

    def _tick(self) -> None:
        now, answer = self._clock.monotonic(), self._keypad.answer
        idle = self._keypad.idle_since(now) >= IDLE_SECONDS
        self._send(self._keypad.tick(now))
        if not self._keypad.pristine:
            return
        done = answer is not None and answer.kind is AnswerKind.ALREADY
        if done or idle:
            self._timer.stop()
            self.idle.emit()

    def _shows(self) -> None:
        if not self._timer.isActive() and not self._keypad.pristine:
            # Somebody left while an answer was awaited.
            self._timer.start()
        self.changed.emit()
