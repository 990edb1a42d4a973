"""Texts broken into lines of a width, on one baseline whatever fonts their letters come from."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPaintDevice, QPainter, QTextLayout, QTextOption

MOST_LINES = 14
"""Of one cell; a longer text ends with an ellipsis, or one row could take more than its page."""

_MOST_KNOWN = 10_000
"""Broken texts that are remembered: departments and reasons come again and again."""


class LineBreaker:
    """Breaks and paints texts in one font on one device."""

    def __init__(self, font: QFont, device: QPaintDevice) -> None:
        self.font = font
        self.metrics = QFontMetricsF(font, device)
        self.height = self.metrics.lineSpacing()
        self._device = device
        self._known: dict[tuple[str, float], tuple[str, ...]] = {}

    def lines(self, text: str, width: float) -> tuple[str, ...]:
        """The lines of a text: broken between words, and within one that is wider than the line."""
        if not text:
            return ()
        known = self._known.get((text, width))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            fits = self.metrics.horizontalAdvance(text) <= width
            known = self._known[text, width] = (text,) if fits else self._broken(text, width)
        return known

    def paint(self, painter: QPainter, text: str, left: float, baseline: float, width: float, *, right: bool) -> None:
        """Paint a text; the painter's font must be this one.

        Args:
            painter: on the device.
            text: broken where it must be.
            left: edge of its column.
            baseline: of its first line.
            width: of its column.
            right: whether lines end at the column's right edge, instead of beginning at its left one.
        """
        for number, line in enumerate(self.lines(text, width)):
            start = left + max(0.0, width - self.metrics.horizontalAdvance(line)) if right else left
            painter.drawText(QPointF(start, baseline + number * self.height), line)

    def _broken(self, text: str, width: float) -> tuple[str, ...]:
        layout = QTextLayout(text, self.font, self._device)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        found: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            # Qt counts in UTF-16, and so does its string.
            begin, length = line.textStart(), line.textLength()
            found.append(_utf16_slice(text, begin, length).strip())
        layout.endLayout()
        if len(found) > MOST_LINES:
            found[MOST_LINES - 1 :] = [found[MOST_LINES - 1] + "…"]
        return tuple(found)


def _utf16_slice(text: str, begin: int, length: int) -> str:
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[2 * begin : 2 * (begin + length)].decode("utf-16-le", "surrogatepass")
