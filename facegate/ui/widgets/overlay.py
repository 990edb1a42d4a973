"""Drawing on top of the picture: boxes with words. The frame itself stays clean."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from facegate.domain.faces import Box
from facegate.ui.theme import UNIT, VIDEO

_CORNER = 6.0
_BOX_LINE = 2.5
_PLAQUE_ALPHA = 225
_WIDEST_PLAQUE = 300.0
_NARROWEST_PLAQUE = 208.0

TONES = {"good": VIDEO.good, "warn": VIDEO.warn, "bad": VIDEO.bad, "neutral": VIDEO.neutral}


@dataclass(frozen=True, slots=True)
class FaceLabel:
    """A box and its words.

    Attributes:
        box: pixels of the frame.
        tone: a key of :data:`TONES`.
        title: first line; a name or a state.
        detail: second line; empty for none.
    """

    box: Box
    tone: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """From pixels of the frame to the widget.

    Attributes:
        area: where the picture lies in the widget.
        scale: widget units a pixel of the frame.
        mirrored: the picture is shown as in a mirror.
    """

    area: QRectF
    scale: float
    mirrored: bool = False

    def point(self, x: float, y: float) -> QPointF:
        """Where a pixel of the frame is shown."""
        across = self.area.right() - x * self.scale if self.mirrored else self.area.left() + x * self.scale
        return QPointF(across, self.area.top() + y * self.scale)

    def box(self, box: Box) -> QRectF:
        """The rectangle of a box."""
        return QRectF(
            self.point(box.right if self.mirrored else box.x, 0.0).x(),
            self.area.top() + box.y * self.scale,
            box.width * self.scale,
            box.height * self.scale,
        )


def draw_labels(painter: QPainter, mapping: Mapping, labels: tuple[FaceLabel, ...], font: QFont) -> None:
    """All boxes first, then all words, so that no box crosses a name."""
    placed: list[QRectF] = []
    for label in labels:
        painter.setPen(QPen(QColor(TONES[label.tone]), _BOX_LINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(mapping.box(label.box), _CORNER, _CORNER)
    for label in labels:
        placed.append(_draw_plaque(painter, mapping, label, font, placed))


def _draw_plaque(painter: QPainter, mapping: Mapping, label: FaceLabel, font: QFont, placed: list[QRectF]) -> QRectF:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    title, detail = QFontMetricsF(bold), QFontMetricsF(font)
    padding = UNIT * 0.75
    box = mapping.box(label.box)
    wanted = max(title.horizontalAdvance(label.title), detail.horizontalAdvance(label.detail)) + 2 * padding + UNIT
    width = min(wanted, max(_NARROWEST_PLAQUE, min(_WIDEST_PLAQUE, 1.5 * box.width())), mapping.area.width())
    height = title.height() + (detail.height() if label.detail else 0.0) + padding
    plaque = _place(QRectF(0.0, 0.0, width, height), box, mapping.area, placed)
    ground = QColor(VIDEO.plaque)
    ground.setAlpha(_PLAQUE_ALPHA)
    path = QPainterPath()
    path.addRoundedRect(plaque, _CORNER - 1, _CORNER - 1)
    painter.fillPath(path, ground)
    stripe = QRectF(plaque.left(), plaque.top() + padding, 3.0, plaque.height() - 2 * padding)
    painter.fillRect(stripe, QColor(TONES[label.tone]))
    inner = plaque.adjusted(padding + UNIT / 2, padding / 2, -padding, -padding / 2)
    aligned = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.setFont(bold)
    painter.setPen(QColor(VIDEO.text))
    shown = title.elidedText(label.title, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, int(aligned), shown)
    if label.detail:
        painter.setFont(font)
        painter.setPen(QColor(VIDEO.muted))
        shown = detail.elidedText(label.detail, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner.translated(0.0, title.height()), int(aligned), shown)
    return plaque


def _place(plaque: QRectF, box: QRectF, area: QRectF, placed: list[QRectF]) -> QRectF:
    """Below the box, else above it, else inside it; within the picture and off other plaques where that can be."""
    gap = UNIT / 2
    left = min(max(box.center().x() - plaque.width() / 2, area.left()), area.right() - plaque.width())
    tops = (box.bottom() + gap, box.top() - gap - plaque.height(), box.bottom() - gap - plaque.height())
    fitting = [top for top in tops if area.top() <= top <= area.bottom() - plaque.height()]
    for top in fitting:
        there = QRectF(left, top, plaque.width(), plaque.height())
        if not any(there.intersects(other) for other in placed):
            return there
    top = fitting[0] if fitting else min(max(tops[0], area.top()), area.bottom() - plaque.height())
    return QRectF(left, top, plaque.width(), plaque.height())
