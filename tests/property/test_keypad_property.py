"""The keypad: whatever is pressed, a PIN is never shown, never joined with another person's, never sent twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from facegate.domain.keypad import (
    IDLE_SECONDS,
    LOUD_SECONDS,
    READER_GAP,
    RESULT_SECONDS,
    Answer,
    AnswerKind,
    Ask,
    Keypad,
    Question,
    Stage,
)

BY_HAND, BY_READER = 0.3, READER_GAP / 5
CARD, OTHER_CARD, PIN = "0004711225", "0008915512", "8395"


class Desk:
    """Types, and keeps what is asked."""

    def __init__(self) -> None:
        self.keypad = Keypad()
        self.now = 1000.0
        self.asked: list[Question] = []

    def type(self, text: str, gap: float = BY_HAND) -> None:
        for character in text:
            self.now += gap
            self.keypad.press(character, self.now)

    def enter(self, gap: float = BY_HAND) -> list[Question]:
        self.now += gap
        return self._keep(self.keypad.enter(self.now))

    def scan(self, card: str) -> list[Question]:
        self.now += 1.0
        self.type(card, BY_READER)
        return self.enter(BY_READER)

    def answer(self, kind: AnswerKind, wait: float = 0.0) -> list[Question]:
        self.now += 0.2
        return self._keep(self.keypad.answered(Answer(kind, wait=wait), self.now))

    def wait(self, seconds: float) -> list[Question]:
        self.now += seconds
        return self._keep(self.keypad.tick(self.now))

    def _keep(self, questions: list[Question]) -> list[Question]:
        self.asked += questions
        return questions


def test_number_then_pin() -> None:
    desk = Desk()
    desk.type("4711")
    assert desk.keypad.number == "4711"
    assert desk.enter() == [Question(Ask.NUMBER, "4711")]
    assert desk.keypad.number == ""
    desk.answer(AnswerKind.ASK_PIN)
    desk.type(PIN)
    assert (desk.keypad.stage, desk.keypad.pin_length, desk.keypad.number) == (Stage.PIN, 4, "")
    assert desk.enter() == [Question(Ask.PIN, "4711", PIN)]
    desk.answer(AnswerKind.RECORDED)
    assert desk.keypad.stage is Stage.RESULT
    desk.wait(RESULT_SECONDS)
    assert desk.keypad.pristine


def test_a_question_does_not_print_what_it_holds() -> None:
    assert PIN not in str(Question(Ask.PIN, CARD, PIN))
    assert CARD not in repr(Question(Ask.PIN, CARD, PIN))


def test_a_pin_typed_before_the_answer_came_is_not_lost() -> None:
    desk = Desk()
    desk.scan(CARD)
    desk.type(PIN)
    assert desk.keypad.pin_length == 4
    desk.enter()
    assert desk.answer(AnswerKind.ASK_PIN) == [Question(Ask.PIN, CARD, PIN)]


def test_what_was_typed_ahead_of_a_card_that_is_enough_is_dropped() -> None:
    desk = Desk()
    desk.scan(CARD)
    desk.type(PIN)
    desk.answer(AnswerKind.RECORDED)
    desk.wait(RESULT_SECONDS)
    assert desk.keypad.pristine


def test_a_card_held_to_the_reader_while_a_pin_is_asked_for_begins_anew() -> None:
    desk = Desk()
    desk.scan(CARD)
    desk.answer(AnswerKind.ASK_PIN)
    desk.type("83")
    assert desk.scan(OTHER_CARD) == [Question(Ask.ABANDONED, CARD), Question(Ask.NUMBER, OTHER_CARD)]


def test_a_card_after_a_half_typed_number_is_read_alone() -> None:
    desk = Desk()
    desk.type("47")
    assert desk.scan(CARD) == [Question(Ask.NUMBER, CARD)]


def test_a_long_pin_typed_by_hand_is_no_card() -> None:
    desk = Desk()
    desk.scan(CARD)
    desk.answer(AnswerKind.ASK_PIN)
    desk.type("839518273645", 0.12)
    assert desk.enter() == [Question(Ask.PIN, CARD, "839518273645")]


def test_leaving_is_noted_where_a_pin_was_asked_for_and_only_there() -> None:
    desk = Desk()
    desk.type("4711")
    assert desk.wait(IDLE_SECONDS) == []
    assert desk.keypad.pristine
    desk.scan(CARD)
    desk.answer(AnswerKind.ASK_PIN)
    desk.type("83")
    assert desk.wait(IDLE_SECONDS) == [Question(Ask.ABANDONED, CARD)]
    assert desk.keypad.pristine


def test_that_nothing_was_recorded_stays_longer() -> None:
    desk = Desk()
    desk.scan(CARD)
    desk.answer(AnswerKind.NOT_RECORDED)
    desk.wait(RESULT_SECONDS + 1.0)
    assert desk.keypad.stage is Stage.RESULT
    desk.wait(LOUD_SECONDS)
    assert desk.keypad.pristine


def test_while_the_terminal_waits_the_next_person_can_type() -> None:
    desk = Desk()
    desk.scan(CARD)
    desk.answer(AnswerKind.TERMINAL_LOCKED, wait=30.0)
    desk.wait(20.0)
    assert 0.0 < desk.keypad.lock_left(desk.now) <= 30.0
    assert desk.scan(OTHER_CARD) == [Question(Ask.NUMBER, OTHER_CARD)]
    desk.answer(AnswerKind.TERMINAL_LOCKED, wait=30.0)
    desk.wait(31.0)
    assert desk.keypad.pristine


def test_a_number_that_has_to_wait_keeps_nobody_else_from_signing_in() -> None:
    desk = Desk()
    desk.scan(CARD)
    desk.answer(AnswerKind.NUMBER_LOCKED, wait=3600.0)
    assert 3599.0 < desk.keypad.lock_left(desk.now) <= 3600.0
    assert desk.scan(OTHER_CARD) == [Question(Ask.NUMBER, OTHER_CARD)]


@given(st.text(max_size=20))
def test_what_is_no_key_is_passed_over(text: str) -> None:
    keypad = Keypad()
    for character in text:
        keypad.press(character, 0.0)
    assert keypad.number == "".join(character for character in text if character.isprintable())


class AnyKeys(RuleBasedStateMachine):
    """Keys, answers and time in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.keypad = Keypad()
        self.now = 0.0
        self.open: Question | None = None
        self.number = ""
        self.typed = 0

    @rule(character=st.sampled_from("0123456789AF-"), gap=st.sampled_from([BY_READER, BY_HAND, 3.0]))
    def press(self, character: str, gap: float) -> None:
        self.now += gap
        self.keypad.press(character, self.now)
        self.typed += 1

    @rule(gap=st.sampled_from([BY_READER, BY_HAND]))
    def enter(self, gap: float) -> None:
        self.now += gap
        self._take(self.keypad.enter(self.now))

    @rule()
    def erase(self) -> None:
        self.keypad.erase(self.now)

    @rule()
    def clear(self) -> None:
        self._take(self.keypad.clear(self.now))

    @rule(seconds=st.sampled_from([0.2, 5.0, 30.0, 100.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds
        self._take(self.keypad.tick(self.now))

    @rule(kind=st.sampled_from(AnswerKind), wait=st.floats(0.1, 3600.0))
    def answer(self, kind: AnswerKind, wait: float) -> None:
        if self.open is None or (kind is AnswerKind.ASK_PIN and self.open.ask is Ask.PIN):
            return
        self.open = None
        self._take(self.keypad.answered(Answer(kind, wait=wait), self.now))

    def _take(self, questions: list[Question]) -> None:
        for question in questions:
            if question.ask is Ask.ABANDONED:
                assert question.number == self.number
                continue
            # Never two answers awaited: the second would be taken for the first one's.
            assert self.open is None
            if question.ask is Ask.PIN:
                assert question.number == self.number
            assert question.number.strip()
            assert len(question.pin) <= self.typed
            self.open, self.number, self.typed = question, question.number, 0

    @invariant()
    def waits_exactly_while_asked(self) -> None:
        assert (self.keypad.stage in (Stage.CHECKING, Stage.VERIFYING)) == (self.open is not None)

    @invariant()
    def shows_a_number_only_while_it_is_typed(self) -> None:
        assert not self.keypad.number or self.keypad.stage is Stage.NUMBER
        assert (self.keypad.answer is not None) == (self.keypad.stage in (Stage.RESULT, Stage.LOCKED))


TestAnyKeys = AnyKeys.TestCase
