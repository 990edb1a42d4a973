"""The keypad: large keys, what was typed, what comes of it."""

from __future__ import annotations

import string
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.keypad import Stage
from facegate.ui import icons, theme
from facegate.ui.announcing import announce
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.keypad import KeypadModel
from facegate.ui.widgets.basics import Card, muted, primary_button, set_property

KEY_SIZE = 7 * UNIT
"""Least side of a key: larger than the 44 that WCAG 2.2 (2.5.5) asks for, as people press it standing, with gloves."""

LETTER_SIZE = 44
"""Least side of a key of the letters: what WCAG 2.2 (2.5.5) asks for, so that all of them are seen at once."""

_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
_LETTERS = (*string.ascii_uppercase, "-", ".")
"""In this order, which everybody knows: where letters lie on a keyboard differs from country to country."""
_ACROSS = {(False, False): 3, (False, True): 4, (True, False): 6, (True, True): 8}
"""Keys in a row, by whether they are letters and whether there is little height."""
_PIN_STAGES = (Stage.CHECKING, Stage.PIN, Stage.VERIFYING)
"""What is typed then is a PIN, which has no letters."""
_LEAVE_HEIGHT = 6 * UNIT
_ICON = 24
_LEAST_WORDS = 4
"""Lines for title and hint: the keys must not move under a finger when the words change."""

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeypadPanel(Card):
    """Keys for a finger, the keyboard and a reader that types like one.

    Signals:
        closed: somebody is done, or nobody came.
        page_changed: other keys are shown, which may need other room.
    """

    closed = Signal()
    page_changed = Signal()

    def __init__(self, model: KeypadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._told = ""
        self._letters = False
        self._stage = model.stage
        self.setAccessibleName(self.tr("Card or PIN"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._band = Card(self)
        self.title, self.hint = QLabel(self._band), muted("", self._band)
        self.title.setFont(theme.heading_font(self.title, 1.25))
        self.title.setWordWrap(True)
        self.display = QLabel(self)
        self.keys: dict[str, QPushButton] = {}
        self.letters: dict[str, QPushButton] = {}
        self.page_key = QPushButton(self)
        self.case_key = QPushButton(self.tr("Aa"), self)
        self.erase_key = QPushButton(icons.icon("backspace"), "", self)
        self.enter_key = primary_button(self.tr("OK"), self)
        self.leave_button = QPushButton(self.tr("&Back"), self)
        self._make_keys()
        self._lay_out()
        model.changed.connect(self.show_state)
        model.idle.connect(self.leave)
        model.signed_in.connect(self.closed)
        self.show_state()

    def _make_keys(self) -> None:
        for digit in (*_KEYS, "0"):
            key = self.keys[digit] = QPushButton(digit, self)
            key.clicked.connect(lambda _checked, digit=digit: self._model.press(digit))
        for letter in _LETTERS:
            key = self.letters[letter] = QPushButton(letter, self)
            key.clicked.connect(lambda _checked, key=key: self._model.press(key.text()))
        self.letters["-"].setAccessibleName(self.tr("Hyphen"))
        self.letters["."].setAccessibleName(self.tr("Full stop"))
        self.page_key.clicked.connect(lambda: self.show_letters(not self._letters))
        self.case_key.setCheckable(True)
        self.case_key.setAccessibleName(self.tr("Small letters"))
        self.case_key.setToolTip(self.case_key.accessibleName())
        self.case_key.toggled.connect(self._show_case)
        self.erase_key.setAccessibleName(self.tr("Delete the last character"))
        self.erase_key.setToolTip(self.erase_key.accessibleName())
        self.erase_key.setIconSize(QSize(_ICON, _ICON))
        self.enter_key.setAccessibleName(self.tr("OK: done with this entry"))
        self.erase_key.clicked.connect(self._model.erase)
        self.enter_key.clicked.connect(self._model.enter)
        self.leave_button.clicked.connect(self.leave)
        for button in (self.page_key, self.case_key, self.leave_button):
            button.setMinimumHeight(_LEAVE_HEIGHT)
        small = theme.heading_font(self, 1.2)
        for key in (*self.keys.values(), *self.letters.values(), self.erase_key, self.enter_key):
            key.setProperty("tight", "true")
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            key.setMaximumHeight(2 * KEY_SIZE)
            key.setFont(theme.heading_font(self, 1.5) if key in self.keys.values() else small)

    def _lay_out(self) -> None:
        self.display.setProperty("role", "display")
        self.display.setFont(theme.heading_font(self.display, 1.6))
        self.display.setMinimumHeight(6 * UNIT)
        self.display.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # Digits stand in one order in every language.
        self.display.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.display.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = QVBoxLayout(self._band)
        words.setContentsMargins(UNIT, UNIT, UNIT, UNIT)
        words.setSpacing(UNIT // 2)
        words.addWidget(self.title)
        words.addWidget(self.hint)
        words.addStretch(1)
        self._band.setProperty("role", "verdict")
        self._words = QWidget(self)
        said = self._said = QVBoxLayout(self._words)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(UNIT)
        said.addWidget(self._band)
        said.addWidget(self.display)
        said.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(*[int(1.5 * UNIT)] * 4)
        self._box.setSpacing(UNIT)
        self._box.addWidget(self._words)
        pad = QWidget(self)
        # The keys, too: telephones have 1 on the left everywhere.
        pad.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._grid = QGridLayout(pad)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(UNIT // 2)
        self._box.addWidget(pad, 1)
        self._below = QWidget(self)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(UNIT // 2)
        for button, share in ((self.page_key, 1), (self.case_key, 1), (self.leave_button, 2)):
            below.addWidget(button, share)
        self._wide: bool | None = None
        self.set_wide(False)
        in_order = (*(self.keys[digit] for digit in _KEYS), self.erase_key, self.keys["0"], *self.letters.values())
        for before, after in pairwise((*in_order, self.enter_key, self.page_key, self.case_key, self.leave_button)):
            self.setTabOrder(before, after)

    def set_wide(self, wide: bool) -> None:
        """Words beside the keys, and those in three rows, where there is little height."""
        if wide == self._wide:
            return
        self._wide = wide
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._box.setStretch(0, 1 if wide else 0)
        lines = 0 if wide else _LEAST_WORDS
        self._band.setMinimumHeight(lines * self.fontMetrics().lineSpacing() + 2 * UNIT)
        self._arrange()
        (self._said if wide else self._box).addWidget(self._below)

    @property
    def least_width(self) -> int:
        """What the keys need where the words are above them."""
        across = _ACROSS[self._letters, False]
        size = LETTER_SIZE if self._letters else KEY_SIZE
        margins = self._box.contentsMargins()
        return across * size + (across - 1) * self._grid.spacing() + margins.left() + margins.right()

    def show_letters(self, letters: bool) -> None:
        """Show the letters, or the digits; nobody has to find the digits again after somebody else."""
        self.case_key.setChecked(False)
        if letters == self._letters:
            return
        self._letters = letters
        focused = self.focusWidget()
        self._arrange()
        if focused is not None and not focused.isVisibleTo(self):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.isVisible():
            announce(self.page_key, self.tr("Letters are shown.") if letters else self.tr("Digits are shown."))
        self.page_changed.emit()

    def _show_case(self, small: bool) -> None:
        for letter, key in self.letters.items():
            key.setText(letter.lower() if small else letter)

    def _arrange(self) -> None:
        """Put the keys of the page in their rows."""
        wide, letters = bool(self._wide), self._letters
        self.page_key.setText(self.tr("123") if letters else self.tr("ABC"))
        self.page_key.setAccessibleName(self.tr("Show digits") if letters else self.tr("Show letters"))
        self.page_key.setToolTip(self.page_key.accessibleName())
        self.case_key.setVisible(letters)
        every = (*self.keys.values(), *self.letters.values(), self.erase_key, self.enter_key)
        for key in every:
            self._grid.removeWidget(key)
        digits = [self.keys[digit] for digit in _KEYS]
        last = [self.erase_key, self.keys["0"], self.enter_key]
        across = _ACROSS[letters, wide]
        if letters:
            placed = {key: divmod(n, across) for n, key in enumerate([*self.letters.values(), last[0], last[2]])}
        else:
            placed = {key: divmod(number, 3) for number, key in enumerate(digits)}
            placed |= {key: ((number, 3) if wide else (3, number)) for number, key in enumerate(last)}
        size = LETTER_SIZE if letters else KEY_SIZE
        for key in every:
            key.setVisible(key in placed)
        for key, (row, column) in placed.items():
            key.setMinimumSize(size, size)
            self._grid.addWidget(key, row, column)

    def start(self) -> None:
        """Somebody wants to sign in."""
        self.show_letters(False)
        self._model.open()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nobody is here any more; what is awaited still counts."""
        self._model.leave()
        self.closed.emit()

    def type(self, character: str) -> None:
        """A key that was pressed somewhere else in the window."""
        self._model.press(character)

    def show_state(self) -> None:
        """Show what the model says."""
        if self._stage is not self._model.stage:
            self._stage = self._model.stage
            if self._stage is not Stage.NUMBER:
                self.show_letters(False)
        self.page_key.setEnabled(self._stage not in _PIN_STAGES)
        words = self._model.words()
        self.title.setText(words.title)
        self.hint.setText(words.hint)
        set_property(self._band, "kind", words.tone or "none")
        set_property(self.title, "tone", words.tone or "none")
        shown = self._model.shown
        self.display.setText(self.display.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideLeft, self._room()))
        self.display.setAccessibleName(self.tr("Characters typed: {number}").format(number=len(shown)))
        self._tell(f"{words.title}. {words.hint}")

    def _room(self) -> int:
        return max(self.display.width() - 2 * UNIT, 20 * UNIT)

    def _tell(self, text: str) -> None:
        """Have a screen reader say what changed; a time that runs down is not said again every second."""
        said = self._model.words().title
        self._band.setAccessibleName(text)
        if said != self._told and self.isVisible():
            announce(self._band, text)
        self._told = said

    def event(self, event: QEvent) -> bool:
        """Keys that are typed here are no shortcuts of the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_typed(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and letters, Enter, Backspace, Escape; from a reader as from fingers."""
        if event.key() in _ENTERS:
            self._model.enter()
        elif event.key() == Qt.Key.Key_Backspace:
            self._model.erase()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif _is_typed(event):
            self._model.press(event.text())
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the end: nobody types blindly."""
        self._model.leave()
        super().hideEvent(event)


def _is_typed(event: QKeyEvent) -> bool:
    """Whether a key press is a character, and no command."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return len(event.text()) == 1 and event.text().isprintable() and not event.modifiers() & commands
