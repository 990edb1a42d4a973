"""The list of the last people beside the picture."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from facegate.domain.events import Event
from facegate.domain.identification import Outcome
from facegate.ui import icons, theme
from facegate.ui.pad_words import result_look
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.live import RecentModel

_ICON = 18


class RecentDelegate(QStyledItemDelegate):
    """Icon, name, time in one line."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line with air around it."""
        return QSize(20 * UNIT, option.fontMetrics.height() + int(1.5 * UNIT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw in reading direction."""
        model, event = index.model(), index.data(RecentModel.EventRole)
        if not isinstance(model, RecentModel) or not isinstance(event, Event):
            return
        chosen = theme.colours()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(chosen.info_ground))
            painter.drawRoundedRect(area, 6, 6)
        rtl = option.direction is Qt.LayoutDirection.RightToLeft
        inner = area.adjusted(UNIT, 0, -UNIT, 0)
        icon_left = inner.right() - _ICON if rtl else inner.left()
        icon = QRectF(icon_left, inner.center().y() - _ICON / 2, _ICON, _ICON)
        # Of a door that stayed shut no tick: whoever reads the list would take them for let in.
        refused = model.is_refused(event) and event.result is Outcome.IDENTIFIED
        look = result_look(Outcome.NOT_IDENTIFIED, None) if refused else result_look(event.result, event.reason)
        icons.paint_icon(painter, look.icon, icon, getattr(chosen, look.tone))
        time = model.time(event)
        time_width = option.fontMetrics.horizontalAdvance(time)
        start = _ICON + UNIT
        words = inner.adjusted(0, 0, -start, 0) if rtl else inner.adjusted(start, 0, 0, 0)
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if rtl:
            near, far = far, near
        painter.setFont(option.font)
        painter.setPen(QColor(chosen.muted))
        painter.drawText(words, int(absolute | far), time)
        painter.setPen(QColor(chosen.text))
        room = words.width() - time_width - 2 * UNIT
        name = option.fontMetrics.elidedText(model.title(event), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(words, int(absolute | near), name)
        painter.restore()


class RecentList(QListView):
    """Newest first; nothing to choose, only to read."""

    def __init__(self, model: RecentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(RecentDelegate(self))
        self.setProperty("role", "plain")
        self.setAccessibleName(self.tr("Last people"))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
