"""The large card: who was last at the gate, when, and with what result."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from facegate.domain.events import SIGN_INS, Event
from facegate.domain.pad.results import Pad
from facegate.domain.people import PersonName
from facegate.ui import icons, theme
from facegate.ui.formatting import distance_text
from facegate.ui.pad_words import pad_text, result_look
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.welcome import DoorSaid, Welcome
from facegate.ui.widgets.basics import Card, ElidedLabel, heading, muted, set_property
from facegate.ui.widgets.door_band import DoorBand

_ICON = 24
_BAR_LINE = 6.0
_BAR_REACH = 1.4
"""The bar ends this much beyond the threshold, or at the distance if that is larger."""
_MARKER = 12.0

_NAME_SIZES = (1.8, 1.5, 1.25)
"""Sizes of the name in units of the normal text; what is too long for the last one is elided."""


class DistanceBar(QWidget):
    """Distance against the threshold: left of the line is a match."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._distance: float | None = None
        self._threshold = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Three units high."""
        return QSize(20 * UNIT, 2 * UNIT)

    def show_values(self, distance: float | None, threshold: float | None) -> None:
        """Show two squared distances."""
        self._distance, self._threshold = distance, threshold or 1.0
        self.setAccessibleName(
            self.tr("Distance {distance}, threshold {threshold}").format(
                distance=distance_text(distance), threshold=distance_text(threshold)
            )
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line, its matching part, a tick at the threshold, a dot at the distance."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        chosen = theme.colours()
        end = max(_BAR_REACH * self._threshold, 1.05 * (self._distance or 0.0))
        room = self.width() - _MARKER
        limit = _MARKER / 2 + room * self._threshold / end
        middle = self.height() / 2
        track = QRectF(0, middle - _BAR_LINE / 2, self.width(), _BAR_LINE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.sunken))
        painter.drawRoundedRect(track, _BAR_LINE / 2, _BAR_LINE / 2)
        painter.setBrush(QColor(chosen.good_ground))
        painter.drawRoundedRect(QRectF(0, track.top(), limit, _BAR_LINE), _BAR_LINE / 2, _BAR_LINE / 2)
        painter.fillRect(QRectF(limit - 1, 0, 2, self.height()), QColor(chosen.muted))
        if self._distance is not None:
            good = self._distance <= self._threshold
            painter.setBrush(QColor(chosen.good if good else chosen.bad))
            at = _MARKER / 2 + room * self._distance / end
            painter.drawEllipse(QRectF(at - _MARKER / 2, middle - _MARKER / 2, _MARKER, _MARKER))


class PersonCard(Card):
    """Shows one event; who it was is given, not looked up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Last person"))
        self._band = QFrame(self)
        self._band.setProperty("role", "verdict")
        self._icon, self._result = QLabel(self._band), QLabel(self._band)
        self._result.setFont(theme.heading_font(self._result, 1.05))
        self._result.setWordWrap(True)
        self._time = heading("", self, 1.05)
        self._greeting = ElidedLabel("", self)
        self._greeting.setFont(theme.heading_font(self._greeting, 1.15))
        self._name = ElidedLabel("", self)
        self._way = heading("", self, 1.15)
        self._way.setWordWrap(True)
        self.door = DoorBand(self)
        self._identifier = ElidedLabel("", self)
        self._identifier.setProperty("tone", "muted")
        self._reason = muted("", self)
        self._bar = DistanceBar(self)
        self._distance, self._threshold, self._margin, self._pad = (QLabel(self) for _ in range(4))
        self._event: Event | None = None
        self._compact = self._least = False
        self._lay_out()

    def _lay_out(self) -> None:
        band = QHBoxLayout(self._band)
        band.setContentsMargins(UNIT, UNIT, int(1.5 * UNIT), UNIT)
        band.setSpacing(UNIT)
        band.addWidget(self._icon)
        band.addWidget(self._result, 1)
        band.addWidget(self._time)
        self._figures = QWidget(self)
        figures = QGridLayout(self._figures)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setHorizontalSpacing(2 * UNIT)
        figures.setVerticalSpacing(UNIT // 2)
        figures.setColumnStretch(0, 1)
        rows = (
            (self.tr("Distance"), self._distance),
            (self.tr("Threshold"), self._threshold),
            (self.tr("Margin to the second"), self._margin),
            (self.tr("Presentation attack"), self._pad),
        )
        self._distances: list[QWidget] = []
        for row, (title, value) in enumerate(rows):
            label = ElidedLabel(title, self)
            if value is not self._pad:
                self._distances += (label, value)
            label.setProperty("tone", "muted")
            figures.addWidget(label, row, 0)
            figures.addWidget(value, row, 1, Qt.AlignmentFlag.AlignRight)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(self._band)
        box.addSpacing(UNIT // 2)
        box.addWidget(self._greeting)
        box.addWidget(self._name)
        box.addWidget(self._identifier)
        box.addWidget(self._way)
        box.addWidget(self.door)
        box.addWidget(self._reason)
        box.addSpacing(UNIT // 2)
        box.addWidget(self._bar)
        box.addWidget(self._figures)
        box.addStretch(1)

    @property
    def event_shown(self) -> Event | None:
        """What is shown."""
        return self._event

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self._name.whole_text

    @property
    def greeting(self) -> str:
        """What stands above the name."""
        return self._greeting.whole_text

    @property
    def way(self) -> str:
        """Which way they went, and their shift."""
        return self._way.text()

    def show_welcome(self, welcome: Welcome) -> None:
        """Greet whoever is shown."""
        self._greeting.set_text(welcome.greeting)
        self._way.setText(welcome.facts)
        self._show_figures()

    def show_door(self, said: DoorSaid | None) -> None:
        """Say how the door stands to whoever is shown; None where it was not decided on."""
        self.door.say(said)
        self._show_figures()

    def set_compact(self, compact: bool, *, least: bool = False) -> None:
        """Only who, when and the result, where there is little height; with ``least`` on as few lines as can be."""
        self._compact, self._least = compact, least
        margin = UNIT if least else 2 * UNIT
        self._box.setContentsMargins(margin, margin, margin, margin)
        self._show_figures()

    def _show_figures(self) -> None:
        # Who signed in with a card was measured by nothing.
        measured = self._event is None or self._event.type not in SIGN_INS
        # Who stands at a door wants to know whether it opens, and has no use for distances.
        at_a_door = self.door.said is not None
        event = self._event
        if event is not None and result_look(event.result, event.reason).nameless:
            measured = False
        # That nothing looked whether a person stood there is told at a door too.
        unassessed = event is not None and event.pad is Pad.NOT_ASSESSED
        self._figures.setVisible(measured and not self._compact and (not at_a_door or unassessed))
        for widget in self._distances:
            widget.setVisible(not at_a_door)
        told = event is not None and event.distance is not None and measured
        self._bar.setVisible(told and not self._least and not at_a_door)
        self._name.setVisible(bool(self.name))
        self._identifier.setVisible(bool(self._identifier.whole_text) and not self._least)
        self._reason.setVisible(bool(self._reason.text()) and not self._least)
        self._greeting.setVisible(bool(self._greeting.whole_text) and not self._least)
        self._way.setVisible(bool(self._way.text()) and not self._least)

    def show_event(self, event: Event, name: str, person: PersonName | None, time: str, reason: str) -> None:
        """Show a committed event."""
        self._event = event
        look = result_look(event.result, event.reason)
        set_property(self._band, "kind", look.tone)
        set_property(self._result, "tone", look.tone)
        self._draw_icon()
        self._result.setText(look.text)
        self._time.setText(time)
        self._fit_name(name)
        self._identifier.set_text(person.external_id if person else "")
        self._reason.setText(reason)
        self._bar.show_values(event.distance, event.threshold)
        self._distance.setText(distance_text(event.distance))
        self._threshold.setText(distance_text(event.threshold))
        self._margin.setText(distance_text(event.margin))
        self._pad.setText(pad_text(event.pad))
        self._show_figures()
        self.setAccessibleDescription(", ".join(part for part in (look.text, name, reason, time) if part))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name is as large as there is room for."""
        super().resizeEvent(event)
        self._fit_name(self.name)

    def _fit_name(self, name: str) -> None:
        room = self.width() - 4 * UNIT
        for factor in _NAME_SIZES:
            font = theme.heading_font(self, factor)
            if QFontMetrics(font).horizontalAdvance(name) < room:
                break
        self._name.setFont(font)
        self._name.set_text(name)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        if self._event is not None:
            look = result_look(self._event.result, self._event.reason)
            drawn = icons.pixmap(look.icon, getattr(theme.colours(), look.tone), _ICON, self.devicePixelRatioF())
            self._icon.setPixmap(drawn)
