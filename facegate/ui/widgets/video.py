"""The picture, with what is known of the people in it, or a message in its place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facegate.domain.frames import BgrImage
from facegate.ui import icons, theme
from facegate.ui.imaging import fit_image
from facegate.ui.theme import UNIT, VIDEO
from facegate.ui.widgets.overlay import FaceLabel, Mapping, Ring, draw_labels, draw_ring

_CORNER = 8.0
_ICON = 40
_WIDEST_TEXT = 440.0
_VEIL_ALPHA = 190
"""How much the last picture is darkened behind a message."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is said in place of, or over, the picture."""

    icon: str
    title: str
    text: str = ""


class VideoView(QWidget):
    """Paints the newest frame; converts it when it is painted, so that a hidden page costs nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: BgrImage | None = None
        self._prepared: tuple[QSize, QImage] | None = None
        self._labels: tuple[FaceLabel, ...] = ()
        self._ring: Ring | None = None
        self._message: Message | None = None
        self.setAccessibleName(self.tr("Live picture"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    def sizeHint(self) -> QSize:
        """A common picture, halved."""
        return QSize(640, 360)

    def minimumSizeHint(self) -> QSize:
        """Small enough for 200 % on a small screen."""
        return QSize(240, 160)

    @property
    def message(self) -> Message | None:
        """What is said now."""
        return self._message

    @property
    def labels(self) -> tuple[FaceLabel, ...]:
        """The boxes that are drawn now."""
        return self._labels

    @property
    def ring(self) -> Ring | None:
        """The ring that is drawn now."""
        return self._ring

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture."""
        return self._image is not None

    def show_frame(self, image: BgrImage, labels: tuple[FaceLabel, ...] = (), ring: Ring | None = None) -> None:
        """Show a picture and what is drawn on it. The picture must not change afterwards."""
        if image is not self._image:
            self._image, self._prepared = image, None
        self._labels, self._ring = labels, ring
        self.update()

    def show_message(self, message: Message | None) -> None:
        """Say something over the darkened picture; None: the picture alone."""
        if message != self._message:
            self._message = message
            self.setAccessibleDescription(f"{message.title} {message.text}" if message else "")
            self.update()

    def clear(self) -> None:
        """Forget the picture."""
        self._image, self._prepared, self._labels, self._ring = None, None, (), None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, picture, boxes or ring, message."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), _CORNER, _CORNER)
        painter.setClipPath(clip)
        painter.fillRect(self.rect(), QColor(VIDEO.ground))
        mapping = self._draw_picture(painter)
        if self._message is not None:
            self._draw_message(painter, self._message)
        elif mapping is not None:
            painter.setClipRect(mapping.area, Qt.ClipOperation.IntersectClip)
            draw_labels(painter, mapping, self._labels, self.font())
            if self._ring is not None:
                draw_ring(painter, mapping, self._ring)

    def _draw_picture(self, painter: QPainter) -> Mapping | None:
        if self._image is None:
            return None
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._prepared is None or self._prepared[0] != room:
            self._prepared = (room, fit_image(self._image, room))
        picture = self._prepared[1]
        if picture.isNull():
            return None
        size = QSize(picture.width(), picture.height()) / ratio
        corner = QPointF((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        area = QRectF(corner, QRectF(0, 0, picture.width() / ratio, picture.height() / ratio).size())
        painter.drawImage(area, picture)
        return Mapping(area, area.width() / self._image.shape[1])

    def _draw_message(self, painter: QPainter, message: Message) -> None:
        if self._image is not None:
            veil = QColor(VIDEO.ground)
            veil.setAlpha(_VEIL_ALPHA)
            painter.fillRect(self.rect(), veil)
        font = theme.heading_font(self, 1.25)
        margin = 2.0 * UNIT
        width = min(self.width() - 2 * margin, _WIDEST_TEXT)
        words = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, width, self.height())
        painter.setFont(font)
        title = painter.boundingRect(room, words, message.title)
        painter.setFont(self.font())
        text = painter.boundingRect(room, words, message.text) if message.text else QRectF()
        height = _ICON + UNIT + title.height() + (UNIT / 2 + text.height() if message.text else 0.0)
        left, top = (self.width() - width) / 2, max(UNIT / 2, (self.height() - height) / 2)
        icon = QRectF((self.width() - _ICON) / 2, top, _ICON, _ICON)
        icons.paint_icon(painter, message.icon, icon, VIDEO.muted)
        top += _ICON + UNIT
        painter.setFont(font)
        painter.setPen(QColor(VIDEO.text))
        painter.drawText(QRectF(left, top, width, title.height()), words, message.title)
        if message.text:
            top += title.height() + UNIT / 2
            painter.setFont(self.font())
            painter.setPen(QColor(VIDEO.muted))
            painter.drawText(QRectF(left, top, width, text.height() + 1), words, message.text)
