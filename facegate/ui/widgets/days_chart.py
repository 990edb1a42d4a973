"""Days as columns: how many people were there in time, were late, or were absent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from facegate.ui import theme
from facegate.ui.clock_texts import length_text
from facegate.ui.plan_words import period_text, weekday_text
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.report_reading import DayCount, merged_days

_SMALL = 0.85
"""Size of the words, of the window's."""
_HEIGHT = 88
"""Of the columns, device-independent pixels."""
_LEAST_COLUMN, _MOST_COLUMN, _GAP = 4.0, 56.0, 0.25
"""Narrowest and widest column with the gap beside it, and the part of that which is gap."""
_SWATCH = 10.0


class DaysChart(QWidget):
    """Time runs from left to right in every language, as on the strip of a day.

    Signals:
        chosen: first and last day of a column that was clicked, or on which Enter was pressed.
    """

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: Sequence[DayCount] = ()
        self._columns: list[DayCount] = []
        self._at = -1
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Days"))

    @property
    def columns(self) -> Sequence[DayCount]:
        """As they are painted."""
        return self._columns

    def show_days(self, days: Sequence[DayCount]) -> None:
        """Show others."""
        self._days, self._at = days, -1
        self._merge()
        said = [self.text_of(each) for each in self._columns]
        self.setAccessibleDescription("\n".join(said))

    def text_of(self, each: DayCount) -> str:
        """A column in words."""
        when = period_text(each.first, each.last)
        if each.first == each.last:
            when = f"{weekday_text(each.first.isoweekday(), short=True)} {each.first.isoformat()}"
        said = self.tr("{when}: in time {in_time}, late {late}, absent {absent}, worked {worked}")
        number = self.locale().toString
        return said.format(
            when=when,
            in_time=number(each.in_time),
            late=number(each.late),
            absent=number(each.absent),
            worked=length_text(each.worked),
        )

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(48 * UNIT, round(_HEIGHT + 2 * QFontMetricsF(self._small()).height() + 2 * UNIT))

    def minimumSizeHint(self) -> QSize:
        """Enough for a month."""
        return QSize(24 * UNIT, self.sizeHint().height())

    # -- what the user does -----------------------------------------------------------

    def resizeEvent(self, _event: QEvent) -> None:
        """As many columns as have room."""
        self._merge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from column to column; Enter chooses one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and self._columns:
            self._go_to(min(max(0, self._at + step), len(self._columns) - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at >= 0:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the column below the pointer."""
        place = self._column_at(event.position())
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._choose(place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark belongs to the keyboard."""
        self._at = -1
        self.setAccessibleName(self.tr("Days"))
        self.update()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell the numbers of the column below the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._column_at(QPointF(event.pos()))
            if place is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.text_of(self._columns[place]), self)
            return True
        return super().event(event)

    def _go_to(self, place: int) -> None:
        self._at = place
        # What has the keyboard is read out when its name changes.
        self.setAccessibleName(self.text_of(self._columns[place]))
        self.update()

    def _choose(self, place: int) -> None:
        each = self._columns[place]
        self.chosen.emit(each.first, each.last)

    # -- painting ------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Legend above, columns, and days below where there is room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        metrics = QFontMetricsF(painter.font())
        self._paint_legend(painter, metrics.ascent() + 1)
        area = self._area()
        painter.setPen(QPen(QColor(theme.colours().border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        most = max((each.total for each in self._columns), default=0)
        for place, each in enumerate(self._columns):
            self._paint_column(painter, each, self._room(place), most)
            if place == self._at:
                painter.setPen(QPen(QColor(theme.colours().accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self._room(place).adjusted(0, 1, 0, 2), 3, 3)
        self._paint_said(painter, area)
        self._paint_days(painter, area)

    def _paint_column(self, painter: QPainter, each: DayCount, room: QRectF, most: int) -> None:
        gap = room.width() * _GAP / 2
        foot = room.bottom()
        for number, brush in zip((each.in_time, each.late, each.absent), _brushes(), strict=True):
            if number:
                height = max(2.0, (room.height() - 1) * number / max(1, most))
                painter.fillRect(QRectF(room.left() + gap, foot - height, room.width() - 2 * gap, height), brush)
                foot -= height

    def _paint_legend(self, painter: QPainter, base: float) -> None:
        metrics, left = QFontMetricsF(painter.font()), 1.0
        for brush, text in zip(_brushes(), (self.tr("In time"), self.tr("Late"), self.tr("Absent")), strict=True):
            painter.fillRect(QRectF(left, base - metrics.ascent() / 2 - _SWATCH / 2 + 1, _SWATCH, _SWATCH), brush)
            painter.setPen(QColor(theme.colours().muted))
            painter.drawText(QPointF(left + _SWATCH + 5, base), text)
            left += _SWATCH + 5 + metrics.horizontalAdvance(text) + 2 * UNIT

    def _paint_said(self, painter: QPainter, area: QRectF) -> None:
        """The numbers of the marked column beside the legend, for those who came with the keyboard."""
        if self._at >= 0:
            painter.setPen(QColor(theme.colours().text))
            where = QRectF(area.left(), 0, area.width(), area.top())
            painter.drawText(where, Qt.AlignmentFlag.AlignRight, self.text_of(self._columns[self._at]))

    def _paint_days(self, painter: QPainter, area: QRectF) -> None:
        metrics, free = QFontMetricsF(painter.font()), area.left()
        painter.setPen(QColor(theme.colours().muted))
        for place, each in enumerate(self._columns):
            begins = place == 0 or each.first.month != self._columns[place - 1].first.month
            text = each.first.isoformat() if begins else f"{each.first.day:02d}"
            width, room = metrics.horizontalAdvance(text), self._room(place)
            left = room.left() if width > room.width() else room.center().x() - width / 2
            if left >= free and left + width <= area.right() + 1:
                painter.drawText(QPointF(left, area.bottom() + metrics.ascent() + 3), text)
                free = left + width + UNIT

    def _area(self) -> QRectF:
        line = QFontMetricsF(self._small()).height()
        return QRectF(1, line + UNIT, self.width() - 2, _HEIGHT)

    def _room(self, place: int) -> QRectF:
        area = self._area()
        width = min(_MOST_COLUMN, area.width() / max(1, len(self._columns)))
        return QRectF(area.left() + place * width, area.top(), width, area.height())

    def _column_at(self, where: QPointF) -> int | None:
        found = (place for place in range(len(self._columns)) if self._room(place).contains(where))
        return next(found, None)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def _merge(self) -> None:
        self._columns = merged_days(self._days, int((self.width() - 2) / _LEAST_COLUMN))
        self._at = min(self._at, len(self._columns) - 1)
        self.update()


def _brushes() -> tuple[QBrush, QBrush, QBrush]:
    """Told apart also without colours: full, dotted, and hatched."""
    chosen = theme.colours()
    return (
        QBrush(QColor(chosen.accent)),
        QBrush(QColor(chosen.warn), Qt.BrushStyle.Dense4Pattern),
        QBrush(QColor(chosen.bad), Qt.BrushStyle.BDiagPattern),
    )
