"""Guidance of a challenge over the picture: a ring of remaining time around the face, an arrow, and large words.

The picture is mirrored meanwhile, as in a guided enrolment: head and arrow move the same way, whatever the direction of
reading. See :mod:`facegate.domain.poses`.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from facegate.domain.faces import Box
from facegate.domain.poses import Turn
from facegate.ui.theme import UNIT, VIDEO
from facegate.ui.widgets.overlay import TONES, Mapping
from facegate.ui.widgets.pose_ring import Place, draw_arrow

_LINE = 0.06
"""Width of the ring in units of its radius, within these bounds:"""
_LEAST_LINE, _MOST_LINE = 4.0, 12.0
_SHADOW, _TRACK = 0.55, 0.28
_TURN = 360.0 * 16
_TOP = 90.0 * 16
"""drawArc counts sixteenths of a degree, anticlockwise from three o'clock."""
_GROUND = 250
"""How dark the ground of the words is, 0..255."""
_LARGE = (1.3, 2.6)
"""Size of the large words in units of the window's text, at the least and at the most."""
_WIDTH_A_SIZE = 300.0
"""Width of the picture for each unit of that."""
_MOST_HEIGHT = 0.5
"""Share of the picture's height that the words may take."""
_SHRINK = 0.9
_DETAIL = 0.55
"""Size of the small words in units of the large ones; the window's own at the least."""
_DOT = 5.0
_ARROW = 0.62
"""Length of the arrow in units of the ring's radius: it is seen from two metres away."""
_FRAME, _CORNER = 1.25, 0.35
"""Half a side of the frame that a face should fill when it is asked to come closer, and the length of what is drawn of
each side, in units of the ring's radius."""
_DONE = 0.88
"""Radius of the arc that says how close it has come, in the same units."""
_CENTRED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Guide:
    """What somebody is told.

    Attributes:
        box: their face, pixels of the frame.
        title, detail: large and small words.
        tone: a key of the overlay's tones.
        remaining: share of the time that is left, 0..1; None: no time runs.
        turn: where the arrow points; None: no arrow.
        closer: how much of coming closer is done, 0..1; None: it is not asked.
        marks: one for each step, whether it is done; empty for none.
    """

    box: Box
    title: str
    detail: str
    tone: str = "neutral"
    remaining: float | None = None
    turn: Turn | None = None
    closer: float | None = None
    marks: tuple[bool, ...] = ()


def draw_guide(painter: QPainter, mapping: Mapping, room: QRectF, guide: Guide, place: Place, font: QFont) -> None:
    """The ring around the face, the arrow, and the words at the lower edge of ``room``, in which the picture lies."""
    below = QRectF(mapping.area)
    below.setBottom(room.bottom())
    words = _Words(guide, below, font)
    centre, radius = mapping.point(place.x, place.y), place.radius * mapping.scale
    line = min(_MOST_LINE, max(_LEAST_LINE, _LINE * radius))
    _draw_ring(painter, guide, centre, radius, line)
    above = QRectF(mapping.area)
    above.setBottom(min(above.bottom(), words.ground.top()))
    if guide.closer is not None:
        _draw_goal(painter, above, guide.closer, centre, radius, line)
    if guide.turn is not None:
        draw_arrow(painter, above, centre, radius + line, guide.turn, _ARROW)
    words.draw(painter)


def _circle(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre - QPointF(radius, radius), centre + QPointF(radius, radius))


def _draw_ring(painter: QPainter, guide: Guide, centre: QPointF, radius: float, line: float) -> None:
    circle = _circle(centre, radius)
    shadow, rest, bright = QColor(VIDEO.ground), QColor(VIDEO.neutral), QColor(TONES[guide.tone])
    shadow.setAlphaF(_SHADOW)
    rest.setAlphaF(_TRACK)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((shadow, line * 1.5), (rest, line)):
        painter.setPen(QPen(colour, width))
        painter.drawEllipse(circle)
    painter.setPen(QPen(bright, line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    share = 1.0 if guide.remaining is None else guide.remaining
    # What is left ends at the top, as on a kitchen timer.
    painter.drawArc(circle, round(_TOP), round(_TURN * share))


def _draw_goal(painter: QPainter, area: QRectF, share: float, centre: QPointF, radius: float, line: float) -> None:
    """The corners of a frame that the face should fill, and an arc that grows as it comes closer."""
    half = QPointF(radius, radius) * _FRAME
    frame = QRectF(centre - half, centre + half) & area.adjusted(line, line, -line, -line)
    long = min(_CORNER * radius, frame.width() / 3, frame.height() / 3)
    corners = QPainterPath()
    for corner, across, down in (
        (frame.topLeft(), 1, 1),
        (frame.topRight(), -1, 1),
        (frame.bottomRight(), -1, -1),
        (frame.bottomLeft(), 1, -1),
    ):
        corners.moveTo(corner + QPointF(across * long, 0.0))
        corners.lineTo(corner)
        corners.lineTo(corner + QPointF(0.0, down * long))
    shadow = QColor(VIDEO.ground)
    shadow.setAlphaF(_SHADOW)
    arc = _circle(centre, radius * _DONE)
    for colour, width in ((shadow, line * 1.5), (QColor(VIDEO.text), line * 0.8)):
        pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(corners)
    if share > 0.0:
        painter.setPen(QPen(QColor(VIDEO.good), line * 0.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(arc, round(_TOP), round(-_TURN * share))


def _larger(font: QFont, factor: float) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * factor)
    return made


class _Words:
    """The ground at the lower edge, with what is written on it; as large as there is room for."""

    def __init__(self, guide: Guide, area: QRectF, font: QFont) -> None:
        self._guide = guide
        self._inner = area.width() - 4.0 * UNIT
        least, most = _LARGE
        factor = min(most, max(least, area.width() / _WIDTH_A_SIZE))
        while True:
            self._large, self._small = _larger(font, factor), _larger(font, max(1.0, factor * _DETAIL))
            self._large.setWeight(QFont.Weight.DemiBold)
            height = self._measure()
            if height <= _MOST_HEIGHT * area.height() or factor * _SHRINK < 1.0:
                break
            factor *= _SHRINK
        self.ground = QRectF(area.left(), area.bottom() - height, area.width(), height)

    def _measure(self) -> float:
        room = QRectF(0.0, 0.0, self._inner, 10_000.0)
        self._title = QFontMetricsF(self._large).boundingRect(room, _CENTRED, self._guide.title).height()
        # Room for both whether there is anything to say or not: the words must not jump.
        detail = QFontMetricsF(self._small)
        self._detail = max(detail.height(), detail.boundingRect(room, _CENTRED, self._guide.detail).height())
        self._dots = 4 * _DOT
        return 1.5 * UNIT + self._title + self._dots + self._detail + UNIT

    def draw(self, painter: QPainter) -> None:
        colour = QColor(VIDEO.plaque)
        colour.setAlpha(_GROUND)
        painter.fillRect(self.ground, colour)
        painter.fillRect(QRectF(self.ground.topLeft(), self.ground.topRight() + QPointF(0.0, 3.0)), self._tone)
        left, top = self.ground.left() + 2.0 * UNIT, self.ground.top() + 1.5 * UNIT
        painter.setFont(self._large)
        painter.setPen(QColor(VIDEO.text))
        painter.drawText(QRectF(left, top, self._inner, self._title + 1.0), _CENTRED, self._guide.title)
        top += self._title
        self._draw_marks(painter, top + self._dots / 2)
        top += self._dots
        painter.setFont(self._small)
        painter.setPen(QColor(VIDEO.muted))
        painter.drawText(QRectF(left, top, self._inner, self._detail + 1.0), _CENTRED, self._guide.detail)

    @property
    def _tone(self) -> QColor:
        return QColor(TONES[self._guide.tone])

    def _draw_marks(self, painter: QPainter, middle: float) -> None:
        """A dot for each step; done ones are filled. They follow the direction of reading."""
        marks = self._guide.marks
        if painter.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            marks = marks[::-1]
        apart = 5 * _DOT
        start = self.ground.center().x() - apart * (len(marks) - 1) / 2
        for index, done in enumerate(marks):
            path = QPainterPath()
            path.addEllipse(QPointF(start + index * apart, middle), _DOT, _DOT)
            painter.setPen(QPen(QColor(VIDEO.good if done else VIDEO.muted), 2.0))
            painter.setBrush(QColor(VIDEO.good) if done else Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
