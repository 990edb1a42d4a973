"""The ring of a guided enrolment: segments that fill, and an arrow that says where to turn.

It is drawn over a mirrored picture: the person's left is on the left, whatever the direction of reading. See
:mod:`facegate.domain.poses`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from facegate.domain.faces import Box
from facegate.domain.poses import Pose, PoseCount, Turn
from facegate.ui.theme import VIDEO
from facegate.ui.widgets.overlay import TONES, Mapping

_LINE, _INNER_LINE = 0.085, 0.05
"""Width of the lines in units of the radius, within these bounds:"""
_LEAST_LINE, _MOST_LINE = 3.0, 14.0
_INNER = 0.88
"""Radius of the front's ring in units of the others'."""
_GAP = 4.0
"""Units of length between the round ends of two segments; three times that between poses."""
_REACH = 0.78
"""Radius in units of the face box's longer side: around the head, with the hair."""
_LEAST, _MOST, _IDLE = 0.24, 0.44, 0.36
"""Radius at the least, at the most and without a face, in units of the picture's shorter side."""
_FOLLOW = 0.35
"""Share of the way to the face that the ring goes with every picture: it glides where the detector jumps."""
_DIM, _SHADOW = 0.55, 0.45
_ARROW = 0.42
"""Length of the arrow in units of the ring's radius."""
_LEAST_ARROW = 26.0

_MIDDLES = {Pose.UP: 90.0, Pose.LEFT: 180.0, Pose.DOWN: 270.0, Pose.RIGHT: 0.0}
"""Where a pose's segments stand, degrees anticlockwise from three o'clock, on the mirrored picture."""
_QUARTER, _WHOLE, _TOP = 90.0, 360.0, 90.0
_WAYS = {
    Turn.LEFT: QPointF(-1, 0),
    Turn.RIGHT: QPointF(1, 0),
    Turn.UP: QPointF(0, -1),
    Turn.DOWN: QPointF(0, 1),
}


@dataclass(frozen=True, slots=True)
class PoseRing:
    """What the ring shows.

    Attributes:
        box: the face, pixels of the frame; None: the ring goes to the middle.
        poses: how far each has come.
        active: the pose that is asked for or shown; its segments are bright.
        tone: a key of :data:`TONES`, of the active segments.
        turn: where the arrow points; None: no arrow.
    """

    box: Box | None
    poses: tuple[PoseCount, ...]
    active: Pose | None = None
    tone: str = "neutral"
    turn: Turn | None = None

    @property
    def done(self) -> int:
        """Segments that are filled."""
        return sum(count.taken for count in self.poses)

    @property
    def wanted(self) -> int:
        """Segments that are to be filled."""
        return sum(count.wanted for count in self.poses)


@dataclass(frozen=True, slots=True)
class Place:
    """Centre and radius in units of the picture: the ring stays where it is when the window is resized."""

    x: float
    y: float
    radius: float


def follow(place: Place | None, box: Box | None, width: int, height: int) -> Place:
    """Where the ring is with the next picture, of that many pixels: nearer to the face, wholly within the picture."""
    shorter = min(width, height)
    if box is None:
        wanted = Place(width / 2, height / 2, _IDLE * shorter)
    else:
        radius = min(_MOST * shorter, max(_LEAST * shorter, _REACH * max(box.width, box.height)))
        x, y = box.center
        wanted = Place(_within(x, radius, width), _within(y, radius, height), radius)
    if place is None:
        return wanted
    return Place(
        place.x + _FOLLOW * (wanted.x - place.x),
        place.y + _FOLLOW * (wanted.y - place.y),
        place.radius + _FOLLOW * (wanted.radius - place.radius),
    )


def _within(middle: float, radius: float, size: int) -> float:
    return min(max(middle, radius), size - radius)


def draw_pose_ring(painter: QPainter, mapping: Mapping, ring: PoseRing, place: Place) -> None:
    """The front as an inner ring, the other poses as quarters around it, then the arrow."""
    centre, radius = mapping.point(place.x, place.y), place.radius * mapping.scale
    line, inner_line = (min(_MOST_LINE, max(_LEAST_LINE, share * radius)) for share in (_LINE, _INNER_LINE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(ring.poses) == 1:
        _draw_segments(painter, _circle(centre, radius), ring, ring.poses[0], _TOP, _WHOLE, line)
    else:
        for count in ring.poses:
            if count.pose is Pose.FRONT:
                _draw_segments(painter, _circle(centre, _INNER * radius), ring, count, _TOP, _WHOLE, inner_line)
            else:
                middle = _MIDDLES[count.pose] + _QUARTER / 2
                _draw_segments(painter, _circle(centre, radius), ring, count, middle, _QUARTER, line)
    if ring.turn is not None:
        draw_arrow(painter, mapping.area, centre, radius + line, ring.turn)


def _circle(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre - QPointF(radius, radius), centre + QPointF(radius, radius))


def _draw_segments(
    painter: QPainter, circle: QRectF, ring: PoseRing, count: PoseCount, start: float, room: float, line: float
) -> None:
    """Segments of one pose, clockwise from ``start``; a pose that was skipped is one dotted line."""
    number = count.wanted if not count.skipped else max(1, count.taken)
    # Round ends reach half a line beyond the arc.
    gap = degrees((line + _GAP) / max(1.0, circle.width() / 2))
    apart = degrees(2 * _GAP / max(1.0, circle.width() / 2)) if room < _WHOLE else 0.0
    span = (room - apart) / number
    for segment in range(number):
        colour, style = QColor(VIDEO.neutral), Qt.PenStyle.SolidLine
        if segment < count.taken:
            colour = QColor(VIDEO.good)
        elif count.skipped:
            style = Qt.PenStyle.DotLine
            colour.setAlphaF(_DIM)
        elif count.pose is ring.active:
            colour = QColor(TONES[ring.tone])
        else:
            colour.setAlphaF(_DIM)
        first = start - apart / 2 - segment * span - gap / 2
        # drawArc counts sixteenths of a degree, anticlockwise.
        angles = round(first * 16), round(-max(1.0, span - gap) * 16)
        shadow = QColor(VIDEO.ground)
        shadow.setAlphaF(_SHADOW)
        painter.setPen(QPen(shadow, line * 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(circle, *angles)
        painter.setPen(QPen(colour, line, style, Qt.PenCapStyle.RoundCap))
        painter.drawArc(circle, *angles)


def draw_arrow(
    painter: QPainter, area: QRectF, centre: QPointF, radius: float, turn: Turn, share: float = _ARROW
) -> None:
    """Outside a ring where there is room, else over it; outlined, for the picture may have any colour.

    ``share``: length in units of the ring's radius.
    """
    way, length = _WAYS[turn], max(_LEAST_ARROW, share * radius)
    middle = centre + way * (radius + 0.75 * length)
    inner = area.adjusted(length * 0.6, length * 0.6, -length * 0.6, -length * 0.6)
    middle = QPointF(
        min(max(middle.x(), inner.left()), inner.right()), min(max(middle.y(), inner.top()), inner.bottom())
    )
    across = QPointF(-way.y(), way.x())
    # A head of half the length on a shaft of a third of its width.
    tip, neck, tail = middle + way * (length / 2), middle, middle - way * (length / 2)
    wing, shaft = across * (length / 2), across * (length / 6)
    path = QPainterPath(tip)
    for point in (neck + wing, neck + shaft, tail + shaft, tail - shaft, neck - shaft, neck - wing):
        path.lineTo(point)
    path.closeSubpath()
    painter.setPen(
        QPen(QColor(VIDEO.ground), 6.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(QColor(VIDEO.text))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(path)
