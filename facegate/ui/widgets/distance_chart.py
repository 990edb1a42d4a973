"""The distances of the same person and of different people, and between them the threshold as a line to move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from facegate.ui import theme
from facegate.ui.formatting import distance_text
from facegate.ui.rate_words import whole_text
from facegate.ui.theme import UNIT
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.histogram import NO_COLUMNS, Columns, share_scale, shown_range

_FINENESS = 1000
"""Positions of the line per unit of distance."""
_STEP, _PAGE = 10, 100
"""Of the arrow keys and of Page Up and Down: a hundredth and a tenth."""

_FILL_ALPHA, _HATCH_ALPHA = 70, 235
_LINE, _GRIP = 2.0, 5.0
_AT_LEFT = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft
_AT_RIGHT = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignRight
_SMALL = 0.9
"""Size of the words on the chart, of the window's."""


class DistanceChart(QAbstractSlider):
    """Two histograms and a line; a slider for mouse, keyboard and screen reader.

    Smaller distances stay on the left in every language: it is a number line.

    Signals:
        threshold_moved: the user put the line somewhere; squared distance.
    """

    threshold_moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._same, self._different = NO_COLUMNS, NO_COLUMNS
        self._low, self._high = 0.0, 1.0
        self._threshold = 0.0
        self._mark: float | None = None
        self._enlarged = True
        self._telling = True
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSingleStep(_STEP)
        self.setPageStep(_PAGE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        keep_wheel_away(self)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Threshold line"))
        self.valueChanged.connect(self._moved)

    # -- what is shown ---------------------------------------------------------------------

    @property
    def threshold(self) -> float:
        """Where the line is, squared distance; exact, not what the slider's steps make of it."""
        return self._threshold

    @property
    def shown(self) -> tuple[float, float]:
        """The part of the axis that is drawn."""
        return self._low, self._high

    def show_distances(self, same: Columns, different: Columns) -> None:
        """Draw these two distributions; the line stays where it is."""
        self._same, self._different = same, different
        self._low, self._high = shown_range(same, different)
        with self._silently():
            self.setRange(round(self._low * _FINENESS), round(self._high * _FINENESS))
            self.setValue(round(self._threshold * _FINENESS))
        self.update()

    def show_threshold(self, threshold: float) -> None:
        """Put the line somewhere; not a move of the user's."""
        self._threshold = threshold
        with self._silently():
            self.setValue(round(threshold * _FINENESS))
        self.update()

    def show_mark(self, threshold: float | None) -> None:
        """Mark the threshold that is in force now."""
        if threshold != self._mark:
            self._mark = threshold
            self.update()

    def enlarge_rare(self, on: bool) -> None:
        """Draw rare cases on a scale of decades, so that they can be seen."""
        self._enlarged = on
        self.update()

    @contextmanager
    def _silently(self) -> Iterator[None]:
        # Not a signal blocker: a screen reader is to hear of the new value.
        self._telling = False
        try:
            yield
        finally:
            self._telling = True

    def _moved(self, value: int) -> None:
        if self._telling:
            self._threshold = value / _FINENESS
            self.threshold_moved.emit(self._threshold)
        self.update()

    # -- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the line to where was pressed."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._take(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the line along."""
        if self.isSliderDown():
            self._take(event.position())
        inside = self._plot().contains(event.position())
        self.setCursor(Qt.CursorShape.SizeHorCursor if inside else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the line."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(False)
        event.accept()

    def _take(self, where: QPointF) -> None:
        plot = self._plot()
        share = min(1.0, max(0.0, (where.x() - plot.left()) / plot.width()))
        # To a hundredth, which is what is shown.
        self.setValue(round((self._low + share * (self._high - self._low)) * _FINENESS / _STEP) * _STEP)

    # -- painting ----------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Wide and low; it takes what is left, and a page that scrolls asks for no more than this."""
        return QSize(560, 200)

    def minimumSizeHint(self) -> QSize:
        """Enough to see two hills."""
        line = self.fontMetrics().height()
        return QSize(260, 7 * line + 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Grid, hills, what lies on the wrong side of the line, the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small())
        # Words by their own script: in a window from right to left, "1 in 100" would be turned around.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        plot = self._plot()
        self._draw_grid(painter, plot)
        if self._same is not NO_COLUMNS or self._different is not NO_COLUMNS:
            self._draw_hills(painter, plot)
            self._draw_line(painter, plot)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def _plot(self) -> QRectF:
        """Where the hills are: below the words on top, above the numbers, beside the names of the lines."""
        line = self.fontMetrics().height()
        left = self.fontMetrics().horizontalAdvance(self._often(10_000_000)) if self._enlarged else 0
        return QRectF(self.rect()).adjusted(left + UNIT, 2 * line, -2 * UNIT, -2 * line - UNIT)

    def _often(self, number: int) -> str:
        return self.tr("1 in {number}").format(number=whole_text(number))

    def _x(self, plot: QRectF, distance: float) -> float:
        share = (distance - self._low) / (self._high - self._low)
        return plot.left() + min(1.0, max(0.0, share)) * plot.width()

    def _draw_grid(self, painter: QPainter, plot: QRectF) -> None:
        chosen, line = theme.colours(), painter.fontMetrics().height()
        scale = share_scale((self._same, self._different), self._enlarged)
        for number in scale.ticks():
            y = plot.bottom() - scale.height(1 / number) * plot.height()
            painter.setPen(QPen(QColor(chosen.sunken), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(chosen.muted))
            area = QRectF(0, y - line / 2, plot.left() - UNIT / 2, line)
            painter.drawText(area, _AT_RIGHT | Qt.AlignmentFlag.AlignVCenter, self._often(number))
        painter.setPen(QPen(QColor(chosen.border), 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(QColor(chosen.muted))
        for tick in self._ticks(plot, painter):
            area = QRectF(self._x(plot, tick) - 40, plot.bottom() + UNIT / 2, 80, line)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.locale().toString(tick, "f", 1))
        below = QRectF(0, plot.bottom() + UNIT / 2 + line, self.width(), line + UNIT / 2)
        text = self.tr("How much two pictures of a face differ (distance)")
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, shown)

    def _ticks(self, plot: QRectF, painter: QPainter) -> list[float]:
        room = painter.fontMetrics().horizontalAdvance("0.00") + UNIT
        for step in (0.1, 0.2, 0.5, 1.0):
            first, last = round(self._low / step + 0.4999), int(self._high / step + 1e-6)
            if (last - first + 1) * room <= plot.width():
                return [number * step for number in range(first, last + 1)]
        return [self._low, self._high]

    def _draw_hills(self, painter: QPainter, plot: QRectF) -> None:
        chosen, x = theme.colours(), self._x(plot, self._threshold)
        accepted = QRectF(plot.left(), 0, x - plot.left(), self.height())
        refused = QRectF(x, 0, plot.right() - x, self.height())
        different, same = self._hill(plot, self._different), self._hill(plot, self._same)
        self._fill(painter, different, refused, chosen.muted)
        self._fill(painter, same, accepted, chosen.good)
        self._hatch(painter, different, accepted, chosen.bad, Qt.BrushStyle.BDiagPattern)
        self._hatch(painter, same, refused, chosen.warn, Qt.BrushStyle.FDiagPattern)

    def _hill(self, plot: QRectF, columns: Columns) -> QPainterPath:
        scale = share_scale((self._same, self._different), self._enlarged)
        path, before = QPainterPath(), 0.0
        for left, right, share in zip(columns.edges[:-1], columns.edges[1:], columns.shares, strict=True):
            y = plot.bottom() - scale.height(float(share)) * plot.height()
            if share > 0 and before == 0:
                path.moveTo(self._x(plot, float(left)), plot.bottom())
            if share > 0 or before > 0:
                # Empty columns have no outline: a coloured ground would look like cases.
                path.lineTo(self._x(plot, float(left)), y)
            if share > 0:
                path.lineTo(self._x(plot, float(right)), y)
            before = float(share)
        if before > 0:
            path.lineTo(self._x(plot, float(columns.edges[-1])), plot.bottom())
        return path

    @staticmethod
    def _fill(painter: QPainter, path: QPainterPath, clip: QRectF, colour: str) -> None:
        ground = QColor(colour)
        ground.setAlpha(_FILL_ALPHA)
        painter.save()
        painter.setClipRect(clip)
        painter.setPen(QPen(QColor(colour), 1.2))
        painter.setBrush(ground)
        painter.drawPath(path)
        painter.restore()

    def _hatch(self, painter: QPainter, path: QPainterPath, clip: QRectF, colour: str, style: Qt.BrushStyle) -> None:
        """What the line gets wrong: full colour and stripes, so that it does not hang on colour alone."""
        self._fill(painter, path, clip, colour)
        stripes = QColor(colour)
        stripes.setAlpha(_HATCH_ALPHA)
        painter.save()
        painter.setClipRect(clip)
        painter.fillPath(path, QBrush(stripes, style))
        painter.restore()

    def _draw_line(self, painter: QPainter, plot: QRectF) -> None:
        chosen, x = theme.colours(), self._x(plot, self._threshold)
        if self._mark is not None and distance_text(self._mark) != distance_text(self._threshold):
            self._draw_mark(painter, plot, self._x(plot, self._mark), at_right=self._mark > self._threshold)
        colour = QColor(chosen.accent if self.isEnabled() else chosen.disabled)
        line = painter.fontMetrics().height()
        text = distance_text(self._threshold)
        width = painter.fontMetrics().horizontalAdvance(text) + 2.0 * UNIT
        left = min(max(0.0, x - width / 2), self.width() - width)
        plaque = QRectF(left, UNIT / 2, width, line + UNIT / 2)
        painter.setPen(QPen(colour, _LINE))
        painter.drawLine(QPointF(x, plaque.bottom()), QPointF(x, plot.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(plaque, 4, 4)
        painter.drawEllipse(QPointF(x, plot.bottom()), _GRIP, _GRIP)
        painter.setPen(QColor(chosen.on_accent if self.isEnabled() else chosen.surface))
        painter.drawText(plaque, Qt.AlignmentFlag.AlignCenter, text)
        self._draw_sides(painter, plaque)

    def _draw_mark(self, painter: QPainter, plot: QRectF, at: float, *, at_right: bool) -> None:
        painter.setPen(QPen(QColor(theme.colours().muted), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at, plot.top() - UNIT / 2), QPointF(at, plot.bottom()))
        text, line = self.tr("in force"), painter.fontMetrics().height()
        width = painter.fontMetrics().horizontalAdvance(text)
        left = at + UNIT / 2 if at_right else at - UNIT / 2 - width
        painter.drawText(QRectF(left, plot.top() - UNIT / 2, width + 1, line), Qt.AlignmentFlag.AlignCenter, text)

    def _draw_sides(self, painter: QPainter, plaque: QRectF) -> None:
        """What the line means: on this side one person, on that side two."""
        painter.setPen(QColor(theme.colours().muted))
        left = QRectF(UNIT, plaque.top(), plaque.left() - 2 * UNIT, plaque.height())
        right = QRectF(plaque.right() + UNIT, plaque.top(), self.width() - plaque.right() - 2 * UNIT, plaque.height())
        centre = Qt.AlignmentFlag.AlignVCenter
        for area, text, side in (
            (left, self.tr("← counts as the same person"), _AT_RIGHT),
            (right, self.tr("counts as somebody else →"), _AT_LEFT),
        ):
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(max(0.0, area.width())))
            painter.drawText(area, side | centre, shown)
