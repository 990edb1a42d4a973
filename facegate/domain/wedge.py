"""Card readers that type: telling a card from somebody at the keyboard, by how quick the keys are.

A keyboard-wedge reader sends a card's number as key presses, some milliseconds
apart, and ends it with Enter; people need fifty milliseconds and more between
two keys. What turns out to be typed is given back, so that no text is eaten.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_GAP = 0.035
"""Seconds between two keys of a reader: slow ones take 20 ms, and the fastest typists about 50."""

LEAST, MOST = 4, 64
"""Characters of a card's number."""


@dataclass(frozen=True, slots=True)
class WedgeRule:
    """How a reader types.

    Attributes:
        prefix: what it sends before the number; "" for nothing.
        suffix: what it sends after it: one character, Enter on nearly all of them.
        most_gap: seconds between two of its keys.
        least, most: characters of a number, prefix and suffix apart.
    """

    prefix: str = ""
    suffix: str = "\r"
    most_gap: float = MOST_GAP
    least: int = LEAST
    most: int = MOST

    def __post_init__(self) -> None:
        if len(self.suffix) != 1 or self.suffix in self.prefix:
            raise ValueError("the suffix is one character that is not in the prefix")
        if not (self.most_gap > 0.0 and 1 <= self.least <= self.most):
            raise ValueError(f"need most_gap > 0 and 1 <= least <= most, got {self}")


@dataclass(frozen=True, slots=True)
class Heard:
    """What keys turned out to be.

    Attributes:
        card: a number that was read just now, without prefix and suffix; None where none was.
        typed: what somebody typed by hand and is to be given on; may be "".
    """

    card: str | None = None
    typed: str = ""


NOTHING = Heard()


class WedgeDecoder:
    """Holds keys back for as long as they may be a card. Not thread-safe. Times are seconds on any one line."""

    def __init__(self, rule: WedgeRule | None = None) -> None:
        self.rule = WedgeRule() if rule is None else rule
        self._held = ""
        self._last = 0.0
        self._too_long = False

    @property
    def is_holding(self) -> bool:
        """Whether keys are held back; :meth:`expire` gives them back when no more come."""
        return bool(self._held)

    def feed(self, character: str, at: float) -> Heard:
        """One key.

        Args:
            character: what it types; Enter as the suffix has it.
            at: when; never before the key before it.
        """
        if self._goes_on(character, at):
            return Heard(typed=character)
        typed = self.expire(at).typed
        held = self._held + character
        self._last = at
        if character == self.rule.suffix:
            self._held = ""
            number = self._number(held[:-1])
            return Heard(typed=typed + held) if number is None else Heard(number, typed)
        if self._may_become_card(held):
            self._held = held
            return Heard(typed=typed)
        self._held, self._too_long = "", len(held) > len(self.rule.prefix) + self.rule.most
        return Heard(typed=typed + held)

    def expire(self, at: float) -> Heard:
        """What is held back and too old by now to be a card's."""
        if not self._held or 0.0 <= at - self._last <= self.rule.most_gap:
            return NOTHING
        typed, self._held = self._held, ""
        return Heard(typed=typed)

    def _goes_on(self, character: str, at: float) -> bool:
        """Whether a key belongs to something too long for a card, whose end is none either."""
        if not (self._too_long and 0.0 <= at - self._last <= self.rule.most_gap):
            self._too_long = False
            return False
        self._last, self._too_long = at, character != self.rule.suffix
        return True

    def _number(self, text: str) -> str | None:
        if not text.startswith(self.rule.prefix):
            return None
        number = text[len(self.rule.prefix) :]
        fits = self.rule.least <= len(number) <= self.rule.most and number.isascii() and number.isprintable()
        return number if fits else None

    def _may_become_card(self, held: str) -> bool:
        begun = held[: len(self.rule.prefix)] == self.rule.prefix[: len(held)]
        return begun and len(held) <= len(self.rule.prefix) + self.rule.most
