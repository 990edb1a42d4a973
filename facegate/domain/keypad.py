"""Signing in with a card or a number and a PIN: what was pressed, what is asked, what is answered.

Pure: whoever holds a :class:`Keypad` passes the time of every key press and of every tick, sends the questions that
come back to the service that knows people, and hands in its answers. A card reader that types like a keyboard is
told from a hand by its speed, so that a card held to it begins anew whatever was on the screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH
from facegate.domain.events import Event
from facegate.domain.pins import MAX_PIN_LENGTH
from facegate.errors import FacegateError

IDLE_SECONDS = 20.0
"""Without a key press for this long, what was typed is cleared: the next person must not go on with it."""

RESULT_SECONDS = 6.0
"""How long a result stays."""

LOUD_SECONDS = 60.0
"""How long it stays that nothing was recorded, unless somebody presses a key."""

READER_GAP = 0.05
"""Seconds between two characters of a reader, at most; fingers take more than twice as long."""

READER_LENGTH = 8
"""Characters of a card number that comes amid something else, at least; Wiegand and MIFARE numbers have 8 and more."""

ENTER = "\r"
"""What stands for the key that ends an entry."""


class Ask(StrEnum):
    """What is to be found out."""

    NUMBER = "number"
    """Whether the number alone is enough."""
    PIN = "pin"
    """Whether number and PIN belong together."""
    ABANDONED = "abandoned"
    """Nothing: a PIN was asked for and none was given. It is noted, and counts as a try."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the service is asked. Its text form tells neither number nor PIN, so that no log can."""

    ask: Ask
    number: str = field(repr=False)
    pin: str = field(default="", repr=False)


class AnswerKind(StrEnum):
    """How a question was answered."""

    ASK_PIN = "ask_pin"
    """The number alone is not enough; said of numbers that nobody has, too."""
    RECORDED = "recorded"
    """The event is committed."""
    ALREADY = "already"
    """The person was recorded a moment ago, by face or like this; nothing more was."""
    REFUSED = "refused"
    """Nobody was identified. Why is for the log: whoever tries other people's numbers learns nothing."""
    NUMBER_LOCKED = "number_locked"
    """Too many tries with this number: it has to wait. Others need not."""
    TERMINAL_LOCKED = "terminal_locked"
    """Too many tries at this terminal: who failed here has to wait. Others need not."""
    NOT_RECORDED = "not_recorded"
    """The person is right, but the event is not on the disk."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be shown.

    Attributes:
        kind: see :class:`AnswerKind`.
        event: what was committed: of RECORDED, and of REFUSED where it could be.
        at: when the person was recorded: of ALREADY; aware, UTC.
        wait: seconds: of the two that lock.
        error: of NOT_RECORDED.
    """

    kind: AnswerKind
    event: Event | None = None
    at: datetime | None = None
    wait: float = 0.0
    error: FacegateError | None = None


class Stage(StrEnum):
    """What the keypad is doing."""

    NUMBER = "number"
    CHECKING = "checking"
    """The number is being looked up; what is typed meanwhile is the beginning of the PIN."""
    PIN = "pin"
    VERIFYING = "verifying"
    RESULT = "result"
    """An answer is shown; the next key begins anew."""
    LOCKED = "locked"
    """The terminal has to wait; the next key begins anew all the same, as others need not."""


_SHOWN = (Stage.RESULT, Stage.LOCKED)
"""Stages that show an answer."""


class Keypad:
    """One terminal's entry. Not thread-safe. Times are seconds that never go back."""

    def __init__(self) -> None:
        self._stage = Stage.NUMBER
        self._number = ""
        self._typed = ""
        self._pressed: list[float] = []
        self._ahead: list[str] = []
        self._touched = 0.0
        self._until = 0.0
        self._locked_until = 0.0
        self._answer: Answer | None = None

    @property
    def stage(self) -> Stage:
        """What it is doing."""
        return self._stage

    @property
    def number(self) -> str:
        """The number as far as it was typed; empty once it was entered."""
        return self._typed if self._stage is Stage.NUMBER else ""

    @property
    def pin_length(self) -> int:
        """How many digits of a PIN were typed: all that is ever shown of it."""
        if self._stage is Stage.CHECKING:
            return sum(character != ENTER for character in self._ahead)
        return len(self._typed) if self._stage is Stage.PIN else 0

    @property
    def answer(self) -> Answer | None:
        """What is shown in the stages RESULT and LOCKED."""
        return self._answer

    @property
    def pristine(self) -> bool:
        """Whether nothing is typed, shown or under way."""
        return self._stage is Stage.NUMBER and not self._typed

    def lock_left(self, now: float) -> float:
        """Seconds until the number or the terminal of the answer that is shown can be used again."""
        return 0.0 if self._answer is None else max(0.0, self._locked_until - now)

    def idle_since(self, now: float) -> float:
        """Seconds since the last key press or answer."""
        return now - self._touched

    def touch(self, now: float) -> None:
        """Somebody is there, though they have pressed no key yet."""
        self._touched = now

    def press(self, character: str, now: float) -> None:
        """A key with one character. Letters are for numbers only; what cannot be part of anything is passed over."""
        if len(character) != 1 or not character.isprintable() or self._stage is Stage.VERIFYING:
            return
        if self._stage is Stage.CHECKING:
            self._ahead.append(character)
            return
        if self._stage in _SHOWN:
            self._restart()
        # Beyond any number there is; the times are needed to tell a reader in the middle of a PIN.
        if len(self._typed) < MAX_EXTERNAL_ID_LENGTH:
            self._typed += character
            self._pressed.append(now)
        self._touched = now

    def enter(self, now: float) -> list[Question]:
        """The key that ends an entry; returns what the service is to be asked, in order."""
        if self._stage is Stage.CHECKING:
            self._ahead.append(ENTER)
            return []
        self._touched = now
        if self._stage in _SHOWN:
            self._restart()
        if self._stage is Stage.NUMBER and self._typed.strip():
            return [self._ask_number(self._from_reader(now) or self._typed)]
        if self._stage is Stage.PIN:
            card = self._from_reader(now)
            if card is not None:
                return [Question(Ask.ABANDONED, self._number), self._ask_number(card)]
            question = Question(Ask.PIN, self._number, self._typed)
            self._stage, self._typed, self._pressed = Stage.VERIFYING, "", []
            return [question]
        return []

    def erase(self, now: float) -> None:
        """The key that takes back the last character."""
        self._touched = now
        if self._stage is Stage.CHECKING:
            self._ahead = self._ahead[:-1]
        elif self._stage in (Stage.NUMBER, Stage.PIN):
            self._typed, self._pressed = self._typed[:-1], self._pressed[:-1]
        elif self._stage in _SHOWN:
            self._restart()

    def clear(self, now: float) -> list[Question]:
        """Begin anew, unless an answer is awaited; returns what is to be noted."""
        self._touched = now
        if self._stage in (Stage.CHECKING, Stage.VERIFYING):
            return []
        left = [Question(Ask.ABANDONED, self._number)] if self._stage is Stage.PIN else []
        self._restart()
        return left

    def answered(self, answer: Answer, now: float) -> list[Question]:
        """The service's answer to the last question of a number or a PIN; returns what is to be asked next."""
        ahead, self._ahead = self._ahead, []
        self._touched = now
        if answer.kind is AnswerKind.ASK_PIN:
            self._stage, self._answer = Stage.PIN, None
            return self._replayed(ahead, now)
        self._restart()
        self._answer = answer
        self._locked_until = now + answer.wait
        if answer.kind is AnswerKind.TERMINAL_LOCKED:
            self._stage, self._until = Stage.LOCKED, self._locked_until
        else:
            loud = answer.kind is AnswerKind.NOT_RECORDED
            self._stage, self._until = Stage.RESULT, now + (LOUD_SECONDS if loud else RESULT_SECONDS)
        return []

    def tick(self, now: float) -> list[Question]:
        """Time passes; returns what is to be noted. Often enough is some times a second."""
        if self._stage in _SHOWN:
            if now >= self._until:
                self._restart()
        elif self._stage in (Stage.NUMBER, Stage.PIN) and now - self._touched >= IDLE_SECONDS:
            return self.clear(now)
        return []

    def _ask_number(self, number: str) -> Question:
        self._restart()
        self._stage, self._number = Stage.CHECKING, number.strip()
        return Question(Ask.NUMBER, self._number)

    def _replayed(self, ahead: list[str], now: float) -> list[Question]:
        """What was typed while the number was looked up, as if it were typed now by hand."""
        for character in ahead[: MAX_PIN_LENGTH + 1]:
            if character == ENTER:
                question = Question(Ask.PIN, self._number, self._typed)
                self._stage, self._typed, self._pressed = Stage.VERIFYING, "", []
                return [question]
            self.press(character, now)
        self._pressed = [-1.0] * len(self._pressed)
        return []

    def _from_reader(self, now: float) -> str | None:
        """The end of what was typed, if a reader typed it just now; None if fingers did."""
        start, after = len(self._pressed), now
        while start > 0 and 0.0 <= after - self._pressed[start - 1] <= READER_GAP:
            start, after = start - 1, self._pressed[start - 1]
        burst = self._typed[start:]
        return burst if len(burst) >= READER_LENGTH else None

    def _restart(self) -> None:
        self._stage, self._answer = Stage.NUMBER, None
        self._number = self._typed = ""
        self._pressed, self._ahead = [], []
