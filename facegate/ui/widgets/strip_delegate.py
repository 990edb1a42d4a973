"""A day as a small strip in a cell of a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.day_strips import Strip
from facegate.ui.viewmodels.plan_tables import STRIP
from facegate.ui.widgets.day_strip import paint_track

_HEIGHT = 12.0
_WIDEST = 44 * UNIT


class StripDelegate(QStyledItemDelegate):
    """Paints what the model has under :data:`STRIP`."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell, then the strip on it."""
        super().paint(painter, option, index)
        strip = index.data(STRIP)
        if isinstance(strip, Strip):
            cell = QRectF(option.rect).adjusted(UNIT, 0, -UNIT, 0)
            cell.setWidth(min(cell.width(), _WIDEST))
            cell.setTop(cell.center().y() - _HEIGHT / 2)
            cell.setHeight(_HEIGHT)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_track(painter, strip, cell, words=False)
            painter.restore()
