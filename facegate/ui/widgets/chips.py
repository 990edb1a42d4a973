"""Words on small tinted grounds in a cell of a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from facegate.ui import theme
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.people_columns import Chip

_SMALLER = 0.92
_GROUNDS = {"muted": "sunken", "warn": "warn_ground", "bad": "bad_ground"}

Index = QModelIndex | QPersistentModelIndex


class ChipsDelegate(QStyledItemDelegate):
    """Draws what a role of the model holds, as many as there is room for; then an ellipsis."""

    def __init__(self, role: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._role = role

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row's own ground, then the chips."""
        self.initStyleOption(option, index)
        chips: Sequence[Chip] = index.data(self._role) or ()
        # What the model says for readers is not drawn.
        option.text = "" if index.data(Qt.ItemDataRole.DisplayRole) != "…" else "…"
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if chips:
            self._draw(painter, option, chips)

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, chips: Sequence[Chip]) -> None:
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        metrics = QFontMetricsF(font)
        area = QRectF(option.rect).adjusted(UNIT, 0, -UNIT, 0)
        height = metrics.height() + UNIT / 2
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        x = area.right() if rtl else area.left()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        for chip in chips:
            left = (x - area.left()) if rtl else (area.right() - x)
            width = min(metrics.horizontalAdvance(chip.text) + 2 * UNIT, left)
            if width < 4 * UNIT:
                break
            box = QRectF(x - width if rtl else x, area.center().y() - height / 2, width, height)
            _one(painter, box, chip, metrics)
            x += -(width + UNIT / 2) if rtl else width + UNIT / 2
        painter.restore()


def _one(painter: QPainter, box: QRectF, chip: Chip, metrics: QFontMetricsF) -> None:
    colours = theme.colours()
    # With an edge: on the ground of a chosen row a quiet one would be lost.
    painter.setPen(QColor(colours.border) if chip.tone == "muted" else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(colours, _GROUNDS[chip.tone])))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(QColor(getattr(colours, chip.tone)))
    words = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, box.width() - 1.5 * UNIT)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
