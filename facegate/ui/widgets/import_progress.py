"""How far an import is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from facegate.pipeline.import_tools import ImportProgress
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, muted

_MINUTE = 60.0
_SOON = 10.0
"""Seconds below which no number is told."""


class ImportProgressPage(QWidget):
    """A bar, people and photographs, and the time that is left.

    Attributes:
        newest: set on the job thread; :meth:`show_newest` shows it on the window's.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.newest: ImportProgress | None = None
        self.title = heading("", self, 1.1)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.counts, self.left = muted("", self), muted("", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addStretch(1)
        for widget in (self.title, self.bar, self.counts, self.left):
            box.addWidget(widget)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeading)
        box.addStretch(1)

    def begin(self, title: str) -> None:
        """Something begins of which nothing is known yet."""
        self.newest = None
        self.title.setText(title)
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.counts.setText("")
        self.left.setText("")

    def show_newest(self) -> None:
        """Show how far it is."""
        at = self.newest
        if at is None:
            return
        number = self.locale().toString
        self.bar.setRange(0, at.all_people + at.all_photos)
        self.bar.setValue(at.people + at.photos)
        self.counts.setText(
            self.tr("People: {people} of {all_people}. Photographs: {photos} of {all_photos}.").format(
                people=number(at.people),
                all_people=number(at.all_people),
                photos=number(at.photos),
                all_photos=number(at.all_photos),
            )
        )
        self.left.setText(self._time_left(at.seconds_left))

    def _time_left(self, seconds: float | None) -> str:
        if seconds is None:
            return ""
        if seconds < _SOON:
            return self.tr("A few seconds left.")
        if seconds < 2 * _MINUTE:
            # In tens: a number that jumps about says less.
            tens = self.locale().toString(round(seconds / _SOON) * int(_SOON))
            return self.tr("About {seconds} seconds left.").format(seconds=tens)
        return self.tr("About {minutes} minutes left.").format(minutes=self.locale().toString(round(seconds / _MINUTE)))
