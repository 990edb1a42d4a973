"""A figure in words: a swatch that ties it to the chart, a sentence, how sure it is, what follows from it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from facegate.ui import theme
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import Card, heading, muted
from facegate.ui.widgets.verdict import Verdict


class Swatch(QWidget):
    """A little field in the colour and stripes of an area of the chart."""

    def __init__(self, tone: str, style: Qt.BrushStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone, self._style = tone, style
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square as high as small letters."""
        return QSize(2 * UNIT, 2 * UNIT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As the chart does it."""
        painter = QPainter(self)
        colour = QColor(getattr(theme.colours(), self._tone))
        ground = QColor(colour)
        ground.setAlpha(70)
        area = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(area, ground)
        if self._style is not Qt.BrushStyle.SolidPattern:
            painter.fillRect(area, QBrush(colour, self._style))
        painter.setPen(colour)
        painter.drawRect(area)


class FactCard(Card):
    """One of the two things that a threshold decides."""

    def __init__(self, tone: str, style: Qt.BrushStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = heading("", self, 1.1)
        self.sentence.setWordWrap(True)
        self.certainty, self.monthly = muted("", self), QLabel(self)
        self.monthly.setTextFormat(Qt.TextFormat.PlainText)
        self.monthly.setWordWrap(True)
        self.verdict = Verdict(self)
        top = QHBoxLayout()
        top.setSpacing(UNIT)
        top.addWidget(Swatch(tone, style, self), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.sentence, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(UNIT // 2)
        box.addLayout(top)
        for widget in (self.certainty, self.monthly):
            box.addWidget(widget)
        box.addSpacing(UNIT // 2)
        box.addWidget(self.verdict)
        box.addStretch(1)

    def say(self, sentence: str, certainty: str, monthly: str, kind: str, verdict: str) -> None:
        """Fill in the words, the last in a colour (``warn``, ``bad``); empty ones take no room."""
        for label, text in ((self.sentence, sentence), (self.certainty, certainty), (self.monthly, monthly)):
            label.setText(text)
            label.setVisible(bool(text))
        self.verdict.say(kind, verdict)
