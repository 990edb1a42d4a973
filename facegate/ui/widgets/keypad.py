"""The keypad: large keys, what was typed, what comes of it."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from facegate.ui import icons, theme
from facegate.ui.announcing import announce
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.keypad import KeypadModel
from facegate.ui.widgets.basics import Card, muted, primary_button, set_property

KEY_SIZE = 7 * UNIT
"""Least side of a key: larger than the 44 that WCAG 2.2 (2.5.5) asks for, as people press it standing, with gloves."""

_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
_LEAVE_HEIGHT = 6 * UNIT
_ICON = 24
_LEAST_WORDS = 4
"""Lines for title and hint: the keys must not move under a finger when the words change."""

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeypadPanel(Card):
    """Keys for a finger, the keyboard and a reader that types like one.

    Signals:
        closed: somebody is done, or nobody came.
    """

    closed = Signal()

    def __init__(self, model: KeypadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._told = ""
        self.setAccessibleName(self.tr("Card or PIN"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._band = Card(self)
        self.title, self.hint = QLabel(self._band), muted("", self._band)
        self.title.setFont(theme.heading_font(self.title, 1.25))
        self.title.setWordWrap(True)
        self.display = QLabel(self)
        self.keys: dict[str, QPushButton] = {}
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
        self.erase_key.setAccessibleName(self.tr("Delete the last digit"))
        self.erase_key.setToolTip(self.erase_key.accessibleName())
        self.erase_key.setIconSize(QSize(_ICON, _ICON))
        self.enter_key.setAccessibleName(self.tr("OK: done with this entry"))
        self.erase_key.clicked.connect(self._model.erase)
        self.enter_key.clicked.connect(self._model.enter)
        self.leave_button.clicked.connect(self.leave)
        self.leave_button.setMinimumHeight(_LEAVE_HEIGHT)
        for key in (*self.keys.values(), self.erase_key, self.enter_key):
            key.setMinimumSize(KEY_SIZE, KEY_SIZE)
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            key.setMaximumHeight(2 * KEY_SIZE)
            key.setFont(theme.heading_font(key, 1.5 if key is not self.enter_key else 1.2))

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
        self._wide: bool | None = None
        self.set_wide(False)
        in_order = (*(self.keys[digit] for digit in _KEYS), self.erase_key, self.keys["0"], self.enter_key)
        for before, after in pairwise((*in_order, self.leave_button)):
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
        for number, digit in enumerate(_KEYS):
            self._grid.addWidget(self.keys[digit], number // 3, number % 3)
        last = (self.erase_key, self.keys["0"], self.enter_key)
        for number, key in enumerate(last):
            self._grid.addWidget(key, *((number, 3) if wide else (3, number)))
        (self._said if wide else self._box).addWidget(self.leave_button)

    def start(self) -> None:
        """Somebody wants to sign in."""
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
