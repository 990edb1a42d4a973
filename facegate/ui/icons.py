"""Line icons from ``assets/icons``, drawn in the colour of the text around them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from facegate.ui import theme
from facegate.ui.i18n import assets_dir

ICON_SIZE = 24
"""Side of the icons' own grid, in device-independent pixels."""

_TONES = frozenset({"text", "muted", "accent", "good", "warn", "bad", "on_accent"})


@cache
def _drawing(name: str) -> str:
    return (assets_dir() / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, where: QRectF, colour: str) -> None:
    """Draw an icon into a rectangle, in one colour."""
    _renderer(name, colour).render(painter, where)


class _Engine(QIconEngine):
    """Draws when asked, so that an icon follows light and dark by itself."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        chosen = theme.colours()
        colour = getattr(chosen, self._tone)
        if mode is QIcon.Mode.Disabled:
            colour = chosen.disabled
        elif state is QIcon.State.On:
            colour = chosen.accent
        paint_icon(painter, self._name, QRectF(rect), colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)


@cache
def icon(name: str, tone: str = "text") -> QIcon:
    """An icon by file name, in a tone of the theme.

    Each is made once and lives as long as the program: a table asks for one with every cell that it draws, and an
    engine that is written in Python must not die in the middle of Qt's painting (PySide 6.11 crashes now and then).
    """
    if tone not in _TONES:
        raise ValueError(f"no tone {tone!r}")
    return QIcon(_Engine(name, tone))


def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """An icon as a picture, ``size`` device-independent pixels wide, for a screen of that pixel ratio."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(made)
    paint_icon(painter, name, QRectF(0, 0, made.width(), made.height()), colour)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@cache
def application_icon() -> QIcon:
    """The program's own icon; in colours of its own."""
    return QIcon(str(assets_dir() / "icons" / "facegate.svg"))
