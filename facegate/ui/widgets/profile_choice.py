"""How often may a stranger be taken for somebody: the profiles as rates, each with what it costs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QVBoxLayout, QWidget

from facegate.domain.calibration import PROFILES, Proposal
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.calibration_words import profile_note, profile_title
from facegate.ui.widgets.basics import muted

_INDENT = 24
"""The words below a radio button begin where its own do."""


class ProfileChoice(QWidget):
    """Radio buttons, the most lenient first; the last is on while the line was moved by hand.

    Signals:
        chosen: the user chose a profile, by name.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        self.notes: dict[str, QLabel] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        for name in sorted(PROFILES, key=lambda name: PROFILES[name], reverse=True):
            button = self.buttons[name] = QRadioButton(profile_title(name, PROFILES[name]), self)
            button.clicked.connect(lambda _on, name=name: self.chosen.emit(name))
            note = self.notes[name] = muted("", self)
            note.setContentsMargins(_INDENT, 0, 0, 0)
            box.addWidget(button)
            box.addWidget(note)
            box.addSpacing(UNIT // 2)
            self._group.addButton(button)
        self.by_hand = QRadioButton(self.tr("By hand: where the line is"), self)
        self._group.addButton(self.by_hand)
        box.addWidget(self.by_hand)

    def show_choice(self, profile: str, proposals: Mapping[str, Proposal]) -> None:
        """Mark what is chosen and say what each costs; not a choice of the user's."""
        self.buttons.get(profile, self.by_hand).setChecked(True)
        for name, note in self.notes.items():
            proposal = proposals.get(name)
            text = profile_note(proposal) if proposal is not None else ""
            note.setText(text)
            self.buttons[name].setAccessibleDescription(text)
