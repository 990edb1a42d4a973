"""Who looks like the person who is being enrolled, and that this is somebody else all the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from facegate.pipeline.lookalikes import LookAlike
from facegate.ui.formatting import distance_text, isolated
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import Card, ElidedLabel, muted

_MOST = 3
"""People named; the others are counted. Nobody compares a visitor with more faces than these."""


class LookAlikePanel(Card):
    """Names and distances, nearest first; hidden while there is nobody.

    Signals:
        confirmed_changed: it was said, or taken back, that this is another person.
    """

    confirmed_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Look-alikes"))
        self.people: tuple[LookAlike, ...] = ()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(2 * UNIT)
        self._rows.setVerticalSpacing(UNIT // 2)
        self._rows.setColumnStretch(0, 1)
        self._shown: list[QLabel] = []
        self._advice = muted("", self)
        self.confirm = QCheckBox(self.tr("This is an&other person"), self)
        self.confirm.toggled.connect(self.confirmed_changed)
        title = QLabel(self.tr("Looks like"), self)
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        distance = muted(self.tr("Distance"), self)
        distance.setWordWrap(False)
        self._rows.addWidget(title, 0, 0)
        self._rows.addWidget(distance, 0, 1, Qt.AlignmentFlag.AlignRight)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[int(1.5 * UNIT)] * 4)
        box.setSpacing(UNIT)
        box.addLayout(self._rows)
        box.addWidget(self._advice)
        box.addWidget(self.confirm)
        self.hide()

    @property
    def confirmed(self) -> bool:
        """Whether somebody said that this is another person."""
        return not self.isHidden() and not self.confirm.isHidden() and self.confirm.isChecked()

    def show_people(self, people: Sequence[LookAlike], ask: bool) -> None:
        """Show who looks alike; ``ask``: whether it must be said that this is another person."""
        self.people = tuple(people)
        for label in self._shown:
            self._rows.removeWidget(label)
            label.deleteLater()
        self._shown = []
        for row, one in enumerate(self.people[:_MOST], start=1):
            name = ElidedLabel(f"{isolated(one.subject.name)} ({isolated(one.subject.external_id)})", self)
            distance = QLabel(distance_text(one.distance), self)
            self._rows.addWidget(name, row, 0)
            self._rows.addWidget(distance, row, 1, Qt.AlignmentFlag.AlignRight)
            self._shown += [name, distance]
        more = len(self.people) - _MOST
        if more > 0:
            label = muted(self.tr("and {number} more").format(number=self.locale().toString(more)), self)
            self._rows.addWidget(label, _MOST + 1, 0)
            self._shown.append(label)
        told = ", ".join(f"{one.subject.name} {distance_text(one.distance)}" for one in self.people[:_MOST])
        self.setAccessibleDescription(told)
        self._advice.setText(
            self.tr(
                "People who look alike need a larger margin to be told apart. A second factor, such as a card or a "
                "PIN, is safer."
            )
        )
        self.confirm.setChecked(False)
        self.confirm.setVisible(ask)
        self.setVisible(bool(self.people))

    def set_compact(self, compact: bool) -> None:
        """Without the advice, where there is little height."""
        self._advice.setVisible(not compact)

    def clear(self) -> None:
        """Nobody looks alike."""
        self.show_people((), ask=False)
