"""The picture, with what is known of the people in it, or a message in its place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from facegate.domain.frames import BgrImage
from facegate.ui import icons, theme
from facegate.ui.imaging import fit_image
from facegate.ui.theme import UNIT, VIDEO
from facegate.ui.widgets.basics import primary_button
from facegate.ui.widgets.challenge_guide import Guide, draw_guide
from facegate.ui.widgets.overlay import FaceLabel, Mapping, draw_labels
from facegate.ui.widgets.pose_ring import Place, PoseRing, draw_pose_ring, follow

_CORNER = 8.0
_ICON = 40
_WIDEST_TEXT = 440.0
_BAR = 280
_TITLE = 1.25
_WORDS = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_VEIL_ALPHA = 190
"""How much the last picture is darkened behind a message."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is said in place of, or over, the picture.

    Attributes:
        icon: of ``assets/icons``.
        action: words of the button below; empty for none.
        progress: (done, total) of a bar above the button; total 0: unknown; None: no bar.
    """

    icon: str
    title: str
    text: str = ""
    action: str = ""
    progress: tuple[int, int] | None = None


class VideoView(QWidget):
    """Paints the newest frame; converts it when it is painted, so that a hidden page costs nothing.

    Signals:
        action_wanted: the button of the message was pressed.
    """

    action_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, mirrored: bool = False) -> None:
        """Show pictures as they are, or as in a mirror for somebody who looks at themselves: with a guide always."""
        super().__init__(parent)
        self._mirrored = mirrored
        self._image: BgrImage | None = None
        self._prepared: tuple[QSize, bool, QImage] | None = None
        self._labels: tuple[FaceLabel, ...] = ()
        self._ring: PoseRing | None = None
        self._guide: Guide | None = None
        self._place: Place | None = None
        self._message: Message | None = None
        self._footer = QWidget(self)
        self._progress = QProgressBar(self._footer)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(_BAR)
        self._button = primary_button("", self._footer)
        self._button.clicked.connect(self.action_wanted)
        column = QVBoxLayout(self._footer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._footer.hide()
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
    def button(self) -> QPushButton:
        """The button of the message."""
        return self._button

    @property
    def message(self) -> Message | None:
        """What is said now."""
        return self._message

    @property
    def labels(self) -> tuple[FaceLabel, ...]:
        """The boxes that are drawn now."""
        return self._labels

    @property
    def ring(self) -> PoseRing | None:
        """The ring that is drawn now."""
        return self._ring

    @property
    def guide(self) -> Guide | None:
        """The guidance that is drawn now."""
        return self._guide

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture."""
        return self._image is not None

    def show_frame(
        self,
        image: BgrImage,
        labels: tuple[FaceLabel, ...] = (),
        ring: PoseRing | None = None,
        guide: Guide | None = None,
    ) -> None:
        """Show a picture and what is drawn on it. The picture must not change afterwards."""
        height, width = image.shape[:2]
        around = ring or guide
        if (guide.title if guide else None) != (self._guide.title if self._guide else None):
            self._describe(self._message, guide)
        self._place = follow(self._place, around.box, width, height) if around is not None else None
        if image is not self._image:
            self._image, self._prepared = image, None
        self._labels, self._ring, self._guide = labels, ring, guide
        self.update()

    def show_message(self, message: Message | None) -> None:
        """Say something over the darkened picture; None: the picture alone."""
        if message != self._message:
            self._message = message
            self._describe(message, self._guide)
            self._place_footer()
            self.update()

    def clear(self) -> None:
        """Forget the picture."""
        self._image, self._prepared, self._labels = None, None, ()
        self._ring, self._guide, self._place = None, None, None
        self.update()

    def _describe(self, message: Message | None, guide: Guide | None) -> None:
        said = (message.title, message.text) if message else (guide.title, guide.detail) if guide else ()
        self.setAccessibleDescription(" ".join(said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button below its words."""
        super().resizeEvent(event)
        self._place_footer()

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
            painter.save()
            painter.setClipRect(mapping.area, Qt.ClipOperation.IntersectClip)
            draw_labels(painter, mapping, self._labels, self.font())
            if self._ring is not None and self._place is not None:
                draw_pose_ring(painter, mapping, self._ring, self._place)
            painter.restore()
            if self._guide is not None and self._place is not None:
                draw_guide(painter, mapping, QRectF(self.rect()), self._guide, self._place, self.font())

    def _draw_picture(self, painter: QPainter) -> Mapping | None:
        if self._image is None:
            return None
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        mirrored = self._mirrored or self._guide is not None
        if self._prepared is None or self._prepared[:2] != (room, mirrored):
            fitted = fit_image(self._image, room)
            self._prepared = (room, mirrored, fitted.flipped(Qt.Orientation.Horizontal) if mirrored else fitted)
        picture = self._prepared[2]
        if picture.isNull():
            return None
        size = QSize(picture.width(), picture.height()) / ratio
        corner = QPointF((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        area = QRectF(corner, QRectF(0, 0, picture.width() / ratio, picture.height() / ratio).size())
        painter.drawImage(area, picture)
        return Mapping(area, area.width() / self._image.shape[1], mirrored)

    def _draw_message(self, painter: QPainter, message: Message) -> None:
        if self._image is not None:
            veil = QColor(VIDEO.ground)
            veil.setAlpha(_VEIL_ALPHA)
            painter.fillRect(self.rect(), veil)
        icon, title, text, _bottom = self._place_message(message)
        icons.paint_icon(painter, message.icon, icon, VIDEO.muted)
        painter.setFont(theme.heading_font(self, _TITLE))
        painter.setPen(QColor(VIDEO.text))
        painter.drawText(title, _WORDS, message.title)
        painter.setFont(self.font())
        painter.setPen(QColor(VIDEO.muted))
        painter.drawText(text, _WORDS, message.text)

    def _place_message(self, message: Message) -> tuple[QRectF, QRectF, QRectF, float]:
        """Where icon, title and text go, and where the text ends; the block is in the middle."""
        width = min(self.width() - 4.0 * UNIT, _WIDEST_TEXT)
        room = QRectF(0, 0, width, 10_000)
        title = QFontMetricsF(theme.heading_font(self, _TITLE)).boundingRect(room, _WORDS, message.title)
        text = QFontMetricsF(self.font()).boundingRect(room, _WORDS, message.text) if message.text else QRectF()
        below = 2 * UNIT + self._footer.sizeHint().height() if message.action else 0
        gap = UNIT / 2
        height = _ICON + UNIT + title.height() + gap + text.height() + below
        left, top = (self.width() - width) / 2, max(gap, (self.height() - height) / 2)
        icon = QRectF((self.width() - _ICON) / 2, top, _ICON, _ICON)
        title_area = QRectF(left, icon.bottom() + UNIT, width, title.height() + 1)
        text_area = QRectF(left, title_area.bottom() + gap, width, text.height() + 1)
        return icon, title_area, text_area, text_area.bottom()

    def _place_footer(self) -> None:
        message = self._message
        if message is None or not message.action:
            self._footer.hide()
            return
        self._button.setText(message.action)
        self._progress.setVisible(message.progress is not None)
        if message.progress is not None:
            done, total = message.progress
            self._progress.setMaximum(total)
            self._progress.setValue(done)
        size = self._footer.sizeHint()
        *_areas, bottom = self._place_message(message)
        top = min(round(bottom) + 2 * UNIT, self.height() - size.height())
        self._footer.setGeometry((self.width() - size.width()) // 2, top, size.width(), size.height())
        self._footer.show()
