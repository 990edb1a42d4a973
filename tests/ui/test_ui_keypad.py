"""Signing in with card or PIN on the live page: finger, keyboard, reader, and what is shown to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers.quick_pins import QuickPins
from helpers.ui_fakes import Actor, Gate
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facegate.domain.keypad import IDLE_SECONDS, Stage
from facegate.domain.people import Subject
from facegate.domain.profiles import Profile
from facegate.domain.sign_ins import SignInReason
from facegate.settings.model import with_changes
from facegate.ui.viewmodels.keypad import KeypadModel
from facegate.ui.widgets.keypad import KEY_SIZE, LETTER_SIZE, KeypadPanel
from facegate.ui.widgets.pin_editor import PinEditor
from facegate.ui.window import MainWindow

PATIENCE = 8000
CARD, PIN = "0004711225", "8395"


class Slow:
    """The program's clock, which tests push on."""

    def __init__(self, real) -> None:
        self._real = real
        self.ahead = 0.0
        self.now = real.now

    def monotonic(self) -> float:
        return self._real.monotonic() + self.ahead


@pytest.fixture
def window(make_window: Callable[..., MainWindow], gate: Gate) -> MainWindow:
    """Without a camera: the keypad needs none."""
    return make_window(start=False)


def add(gate: Gate, name: str, number: str, card: str | None = None, pin: str | None = None) -> Subject:
    pin_hash = None if pin is None else QuickPins().hash(pin)
    return gate.services.people.add_without_face(Profile(name, number, card=card), declined=True, pin_hash=pin_hash)


def panel(window: MainWindow) -> KeypadPanel:
    return window.live.keypad


def model(window: MainWindow) -> KeypadModel:
    return panel(window)._model


def press(window: MainWindow, digits: str) -> None:
    for digit in digits:
        panel(window).keys[digit].click()


def scan(window: MainWindow, card: str) -> None:
    """As a reader: keys to whatever has the keyboard."""
    for character in card:
        QTest.keyClick(window.focusWidget() or window, character)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Return)


def wait_for(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    qtbot.waitUntil(lambda: model(window).stage is stage, timeout=PATIENCE)


def test_the_way_is_large_visible_and_leads_to_the_same_card_as_a_face(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    cyra = add(gate, "Cyra Okafor", "20418", CARD, PIN)
    button = window.live.keypad_button
    assert button.isVisible()
    assert button.height() >= KEY_SIZE
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(panel(window).isVisible, timeout=PATIENCE)
    assert not button.isVisible()
    keys = (*panel(window).keys.values(), panel(window).enter_key, panel(window).erase_key)
    assert all(key.width() >= KEY_SIZE and key.height() >= KEY_SIZE for key in keys)
    press(window, "204187")
    panel(window).erase_key.click()
    assert panel(window).display.text() == "20418"
    panel(window).enter_key.click()
    wait_for(qtbot, window, Stage.PIN)
    press(window, PIN)
    assert panel(window).display.text() == "●●●●"
    shown = " ".join(label.text() + label.accessibleName() for label in panel(window).findChildren(QLabel))
    assert PIN not in shown
    assert "20418" not in shown
    panel(window).enter_key.click()
    qtbot.waitUntil(lambda: window.live.card.name == "Cyra Okafor", timeout=PATIENCE)
    event = window.live.card.event_shown
    assert event is not None
    assert (event.subject_id, event.reason) == (cyra.subject_id, SignInReason.CARD_AND_PIN)
    qtbot.waitUntil(lambda: not panel(window).isVisible(), timeout=PATIENCE)
    assert button.hasFocus()


def test_a_card_at_the_reader_needs_no_touch_wherever_the_keyboard_is(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    add(gate, "Bo Nkemelu", "30511", CARD)
    window.live.recent.setFocus()
    scan(window, CARD)
    qtbot.waitUntil(lambda: window.live.card.name == "Bo Nkemelu", timeout=PATIENCE)
    # Again at once: nothing more is recorded, and they are told since when they are.
    scan(window, CARD)
    wait_for(qtbot, window, Stage.RESULT)
    assert panel(window).title.text() == "Recorded already"
    assert len(gate.log.events) == 1


def test_a_hexadecimal_card_and_the_keyboard_alone(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    add(gate, "Hex", "1", "A0FF11BC")
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    scan(window, "0FF11BC")
    qtbot.waitUntil(lambda: window.live.card.name == "Hex", timeout=PATIENCE)
    qtbot.waitUntil(lambda: not panel(window).isVisible(), timeout=PATIENCE)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    # Tab goes from key to key, Space presses one, Enter ends the entry wherever the focus is.
    for digit in "12":
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is panel(window).keys[digit]
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert model(window).shown == "12"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    wait_for(qtbot, window, Stage.PIN)


def test_an_identifier_with_letters_is_typed_by_finger_alone(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    add(gate, "Pia", "P-0123x", pin=PIN)
    window.sign_in()
    pad = panel(window)
    assert pad.keys["1"].isVisible(), "digits come first"
    assert not pad.letters["P"].isVisible()
    pad.page_key.click()
    assert not pad.keys["1"].isVisible()
    keys = (*pad.letters.values(), pad.erase_key, pad.enter_key)
    qtbot.waitUntil(lambda: len({key.pos().toTuple() for key in keys}) == len(keys), timeout=PATIENCE)
    assert all(min(key.width(), key.height()) >= LETTER_SIZE for key in keys)
    for letter in "P-":
        pad.letters[letter].click()
    pad.page_key.click()
    press(window, "0123")
    pad.page_key.click()
    pad.case_key.click()
    pad.letters["X"].click()
    assert pad.display.text() == "P-0123x"
    pad.letters["X"].setFocus()
    pad.enter_key.click()
    wait_for(qtbot, window, Stage.PIN)
    assert pad.keys["1"].isVisible(), "a PIN has digits only"
    assert not pad.page_key.isEnabled()
    assert window.focusWidget() is not None
    press(window, PIN)
    pad.enter_key.click()
    qtbot.waitUntil(lambda: window.live.card.name == "Pia", timeout=PATIENCE)
    window.sign_in()
    assert pad.page_key.isEnabled()
    pad.page_key.click()
    assert pad.letters["A"].text() == "A", "capital letters again"
    window.resize(700, 430)
    rows = {letter: key.y for letter, key in pad.letters.items()}
    qtbot.waitUntil(lambda: rows["A"]() == rows["H"]() != rows["I"]() == rows["J"](), timeout=PATIENCE)
    assert window.width() == 700


def test_letters_in_a_search_open_no_keypad(window: MainWindow) -> None:
    window.show_page("people")
    window.people.search.setFocus()
    QTest.keyClicks(window.people.search, "12ab")
    assert window.people.search.text() == "12ab"
    assert not panel(window).isVisible()
    window.show_page("live")
    assert not panel(window).isVisible()


def test_a_refusal_tells_nobody_whose_number_it_was(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    add(gate, "Cyra Okafor", "20418", CARD, PIN)
    said = []
    for number in (CARD, "999888777666"):
        scan(window, number)
        wait_for(qtbot, window, Stage.PIN)
        for digit in "1470":
            QTest.keyClick(panel(window), digit)
        QTest.keyClick(panel(window), Qt.Key.Key_Return)
        wait_for(qtbot, window, Stage.RESULT)
        said.append((panel(window).title.text(), panel(window).hint.text()))
        QTest.keyClick(panel(window), Qt.Key.Key_Escape)
        assert not panel(window).isVisible()
    assert said[0] == said[1]
    assert said[0][0] == "Not recognised"
    qtbot.waitUntil(lambda: len(gate.log.events) == 2, timeout=PATIENCE)
    qtbot.wait(50)
    assert window.live.card.event_shown is None
    assert window.live.recent_model.rowCount() == 0
    # The operator's page has the reason.
    window.show_page("events")
    window.events.model.retry()
    qtbot.waitUntil(lambda: window.events.model.rowCount() == 2, timeout=PATIENCE)
    cells = [window.events.model.index(1, column).data() for column in (1, 6)]
    assert "Number of" in cells[0]
    assert "Cyra Okafor" in cells[0]
    assert cells[1] == "The PIN was wrong."


def test_that_nothing_was_recorded_is_said_aloud_and_stays(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    add(gate, "Bo Nkemelu", "30511", CARD)
    gate.log.refuse = True
    scan(window, CARD)
    wait_for(qtbot, window, Stage.RESULT)
    assert panel(window).title.text() == "NOT recorded"
    assert "Event queue full" in panel(window).hint.text()
    assert window.live.card.event_shown is None
    notice = window.notices.shown
    assert notice is not None
    assert "Event queue full" in notice.title


def test_a_terminal_that_waits_says_how_long(make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot) -> None:
    clock = Slow(gate.clock)
    object.__setattr__(gate.services, "clock", clock)
    gate.keypad._clock = clock
    gate.keypad._restored = True
    for number in (CARD, *range(8)):
        gate.keypad._limiter.failed(f"number {number}", clock.monotonic())
    window = make_window(start=False)
    scan(window, CARD)
    wait_for(qtbot, window, Stage.LOCKED)
    assert "0:15" in panel(window).hint.text()
    scan(window, "0008915512")
    wait_for(qtbot, window, Stage.PIN)
    model(window).leave()
    scan(window, CARD)
    wait_for(qtbot, window, Stage.LOCKED)
    assert model(window).shown == ""
    clock.ahead = 16.0
    wait_for(qtbot, window, Stage.NUMBER)
    # Nobody comes: what was typed is cleared, and the last people are shown again.
    press(window, "12")
    clock.ahead += IDLE_SECONDS
    qtbot.waitUntil(lambda: not panel(window).isVisible(), timeout=PATIENCE)
    assert model(window).shown == ""


def test_a_person_seen_just_after_they_signed_in_is_recorded_once(
    make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot
) -> None:
    ada = gate.add_person(1, "Ada")
    gate.store.people[ada.subject_id] = gate.store.get(ada.subject_id).__class__(
        ada.subject_id, ada.external_id, ada.name, ada.created_at, 1, card=CARD
    )
    window = make_window()
    scan(window, CARD)
    qtbot.waitUntil(lambda: window.live.card.name == "Ada", timeout=PATIENCE)
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: any(each.title == "Ada" for each in window.live.video.labels), timeout=PATIENCE)
    qtbot.wait(200)
    assert [event.reason for event in gate.log.events if event.subject_id] == [SignInReason.CARD]


def test_the_keypad_can_be_turned_off_and_leaves_no_trace(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    store = gate.services.settings
    window.sign_in()
    assert panel(window).isVisible()
    store.replace(with_changes(store.current, "keypad", enabled=False))
    qtbot.waitUntil(lambda: not panel(window).isVisible(), timeout=PATIENCE)
    assert not window.live.keypad_button.isVisible()
    scan(window, CARD)
    window.sign_in()
    assert not panel(window).isVisible()


def test_little_height_puts_the_words_beside_the_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(700, 430)
    window.sign_in()
    qtbot.waitUntil(lambda: panel(window).display.y() >= 0 and not window.live.video.isVisible(), timeout=PATIENCE)
    assert window.height() == 430
    keys = panel(window).keys
    assert keys["1"].height() >= KEY_SIZE
    assert keys["0"].x() > keys["6"].x()
    window.resize(1100, 700)
    qtbot.waitUntil(window.live.video.isVisible, timeout=PATIENCE)
    assert keys["0"].y() > keys["8"].y()


def test_a_pin_editor_says_what_is_wrong_and_gives_only_what_may_be_used(qtbot: QtBot) -> None:
    editor = PinEditor()
    qtbot.addWidget(editor)
    editor.set_own_numbers("20418", CARD)
    assert (editor.is_empty, editor.pin, editor.problem) == (True, None, "")
    QTest.keyClicks(editor.first, "04a18")
    assert editor.first.text() == "0418"
    assert "own card number" in editor.problem
    editor.first.setText(PIN)
    assert (editor.pin, editor.problem) == (None, "The two do not agree yet.")
    editor.second.setText(PIN)
    assert (editor.pin, editor.problem) == (PIN, "")
    assert PIN not in editor.first.displayText()
    editor.clear()
    assert editor.is_empty
