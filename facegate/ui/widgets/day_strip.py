"""A day as a strip: when somebody is to work, when they may come and go, and when they were there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facegate.domain.attendance.clock_times import DAY, HOUR
from facegate.domain.attendance.shifts import Span
from facegate.ui import theme
from facegate.ui.clock_texts import day_clock_text
from facegate.ui.plan_words import span_text
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.day_strips import Bar, BarKind, Strip, bar_names, strip_words

_SMALL = 0.85
"""Size of the words on the strip, of the window's."""
_TRACK, _LINE, _GAP = 26.0, 8.0, 5.0
"""Height of the track, of the line of what was there, and the room between them; device-independent pixels."""
_ROUND = 5.0
_FAINT, _HATCHED = 70, 150
_HOURS = (1, 2, 3, 4, 6, 12)
"""Between two times that are written below, the fewest for which there is room."""
_SWATCH = 12.0
_STALE = 0.35


class DayStrip(QWidget):
    """Midnight on the left in every language: it is a line of time, like the numbers below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = Strip()
        self._legend = True
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The day"))

    @property
    def strip(self) -> Strip:
        """What is shown."""
        return self._strip

    def show_strip(self, strip: Strip) -> None:
        """Show another day."""
        self._strip = strip
        self.setAccessibleDescription(strip_words(strip))
        self.updateGeometry()
        self.update()

    def show_legend(self, on: bool) -> None:
        """Say what the colours mean, or leave that out where there is little room."""
        if on != self._legend:
            self._legend = on
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        lower = _LINE + _GAP if self._two_lines else 0.0
        legend = QFontMetricsF(self._small()).height() + UNIT
        return QSize(48 * UNIT, round(_TRACK + lower + (2 if self._legend else 1) * legend + UNIT))

    def minimumSizeHint(self) -> QSize:
        """Enough to tell morning from evening."""
        return QSize(24 * UNIT, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, bars, punches, hours, and what the colours mean."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(self._small())
        if not self.isEnabled():
            # What is entered makes no day: the last one that did.
            painter.setOpacity(_STALE)
        track = QRectF(1, 1, self.width() - 2, _TRACK)
        paint_track(painter, self._strip, track, words=True)
        foot = track.bottom()
        if self._two_lines:
            foot += _GAP + _LINE
            self._paint_there(painter, QRectF(track.left(), foot - _LINE, track.width(), _LINE))
        self._paint_marks(painter, track, foot)
        below = foot + QFontMetricsF(painter.font()).ascent() + 6
        self._paint_hours(painter, track, foot, below)
        if self._legend:
            self._paint_legend(painter, below + QFontMetricsF(painter.font()).height() + UNIT)

    @property
    def _two_lines(self) -> bool:
        return bool(self._strip.marks) or BarKind.THERE in self._strip.kinds

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def _paint_there(self, painter: QPainter, line: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours().good))
        for bar in self._strip.bars:
            if bar.kind is BarKind.THERE:
                left, right = (_place(self._strip, minute, line) for minute in (bar.start, bar.end))
                painter.drawRoundedRect(QRectF(left, line.top(), max(2.0, right - left), line.height()), 3, 3)

    def _paint_marks(self, painter: QPainter, track: QRectF, foot: float) -> None:
        chosen = theme.colours()
        for mark in self._strip.marks:
            place = _place(self._strip, mark.minute, track)
            colour = QColor(chosen.text if mark.counts else chosen.muted)
            painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine if mark.counts else Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(place, track.top()), QPointF(place, foot))
            painter.setBrush(colour if mark.counts else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(place, foot - _LINE / 2), 3.5, 3.5)

    def _paint_hours(self, painter: QPainter, track: QRectF, foot: float, base: float) -> None:
        metrics, strip, chosen = QFontMetricsF(painter.font()), self._strip, theme.colours()
        wide = metrics.horizontalAdvance("00:00 +1") + UNIT
        hour = track.width() * HOUR / (strip.last - strip.first)
        step = next((hours for hours in _HOURS if hours * hour >= wide), _HOURS[-1]) * HOUR
        free = track.left()
        for minute in range(-(-strip.first // step) * step, strip.last + 1, step):
            place = _place(strip, minute, track)
            text = "00:00" if minute == 0 else day_clock_text(minute % DAY if minute < 0 else minute)
            width = metrics.horizontalAdvance(text)
            left = min(max(track.left(), place - width / 2), track.right() - width)
            if left >= free:
                painter.setPen(QColor(chosen.muted))
                painter.drawText(QPointF(left, base), text)
                free = left + width + UNIT / 2
            painter.setPen(QColor(chosen.text if minute in (0, DAY) else chosen.border))
            painter.drawLine(QPointF(place, foot), QPointF(place, foot + 3))

    def _paint_legend(self, painter: QPainter, base: float) -> None:
        metrics, names, left = QFontMetricsF(painter.font()), bar_names(), 1.0
        for kind in BarKind:
            if kind not in self._strip.kinds:
                continue
            swatch = QRectF(left, base - metrics.ascent() / 2 - _SWATCH / 2 + 1, _SWATCH, _SWATCH)
            width = metrics.horizontalAdvance(names[kind])
            if swatch.right() + width > self.width():
                return
            _paint_swatch(painter, kind, swatch)
            painter.setPen(QColor(theme.colours().muted))
            painter.drawText(QPointF(swatch.right() + 5, base), names[kind])
            left = swatch.right() + 5 + width + 2 * UNIT


def paint_track(painter: QPainter, strip: Strip, track: QRectF, *, words: bool) -> None:
    """The stretches of time of a strip into a rectangle, with times on them where there is room."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colours().sunken))
    painter.drawRoundedRect(track, _ROUND, _ROUND)
    for kind in BarKind:
        for bar in strip.bars:
            if bar.kind is kind and kind is not BarKind.THERE:
                _paint_bar(painter, strip, bar, track, words)
    painter.restore()


def _paint_bar(painter: QPainter, strip: Strip, bar: Bar, track: QRectF, words: bool) -> None:
    left, right = (_place(strip, minute, track) for minute in (bar.start, bar.end))
    area = QRectF(left, track.top(), max(1.0, right - left), track.height())
    if bar.kind is BarKind.WINDOW:
        area.setTop(area.bottom() - max(2.0, track.height() / 8))
    _paint_swatch(painter, bar.kind, area)
    if words and bar.kind in (BarKind.WORK, BarKind.FRAME):
        text, metrics = span_text(Span(bar.start, bar.end)), QFontMetricsF(painter.font())
        free = _free_part(strip, bar, track) if bar.kind is BarKind.WORK else _beside_core(strip, bar, track)
        if metrics.horizontalAdvance(text) + UNIT <= free.width():
            painter.setPen(QColor(_word_colour(bar.kind)))
            painter.drawText(free, Qt.AlignmentFlag.AlignCenter, text)
            painter.setPen(Qt.PenStyle.NoPen)


def _word_colour(kind: BarKind) -> str:
    return theme.colours().on_accent if kind is BarKind.WORK else theme.colours().text


def _free_part(strip: Strip, bar: Bar, track: QRectF) -> QRectF:
    """The longest part of working time that no break lies on."""
    breaks = sorted((b.start, b.end) for b in strip.bars if b.kind in (BarKind.BREAK, BarKind.PAID_BREAK))
    edges, at = [], bar.start
    for start, end in breaks:
        if bar.start <= start and end <= bar.end:
            edges.append((at, start))
            at = end
    start, end = max([*edges, (at, bar.end)], key=lambda edge: edge[1] - edge[0])
    left, right = (_place(strip, minute, track) for minute in (start, end))
    return QRectF(left, track.top(), right - left, track.height())


def _beside_core(strip: Strip, bar: Bar, track: QRectF) -> QRectF:
    """The longer part of the frame beside its core time."""
    cores = [b for b in strip.bars if b.kind is BarKind.WORK]
    parts = [(bar.start, bar.end)]
    if cores:
        parts = [(bar.start, cores[0].start), (cores[0].end, bar.end)]
    start, end = max(parts, key=lambda part: part[1] - part[0])
    left, right = (_place(strip, minute, track) for minute in (start, end))
    return QRectF(left, track.top(), right - left, track.height())


def _paint_swatch(painter: QPainter, kind: BarKind, area: QRectF) -> None:
    chosen = theme.colours()
    accent = QColor(chosen.accent)
    faint, hatch = QColor(accent), QColor(accent)
    faint.setAlpha(_FAINT)
    hatch.setAlpha(_HATCHED)
    painter.setPen(Qt.PenStyle.NoPen)
    if kind is BarKind.WINDOW:
        painter.setBrush(QColor(chosen.muted))
        low = QRectF(area)
        low.setTop(max(area.top(), area.center().y() - 2))
        painter.drawRect(low if area.height() > 5 else area)
        return
    if kind is BarKind.OVERTIME:
        painter.fillRect(area, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        return
    if kind is BarKind.FRAME:
        painter.setBrush(faint)
    elif kind is BarKind.WORK:
        painter.setBrush(accent)
    elif kind is BarKind.THERE:
        painter.setBrush(QColor(chosen.good))
    else:
        painter.setBrush(QColor(chosen.surface))
        painter.setPen(QPen(accent, 1))
        area = area.adjusted(0.5, 0.5, -0.5, -0.5)
    # A break is a gap rather than a pill.
    most = 1.5 if kind in (BarKind.BREAK, BarKind.PAID_BREAK) else min(_ROUND, area.height() / 3)
    painter.drawRoundedRect(area, min(most, area.width() / 2), most)
    if kind is BarKind.PAID_BREAK:
        painter.fillRect(area, QBrush(hatch, Qt.BrushStyle.Dense5Pattern))


def _place(strip: Strip, minute: int, track: QRectF) -> float:
    """Where a minute lies."""
    return track.left() + track.width() * (minute - strip.first) / max(1, strip.last - strip.first)
