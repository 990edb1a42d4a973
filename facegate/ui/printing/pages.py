"""Painting a table on pages: title, repeated head, rows, sums, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QColor, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPen

from facegate.domain.ports_reports import RowProgress
from facegate.domain.report_tables import Table
from facegate.ui.i18n import translate
from facegate.ui.printing.cell_texts import Shown
from facegate.ui.printing.fonts import page_font
from facegate.ui.printing.layout import PageLayout
from facegate.ui.printing.lines import LineBreaker
from facegate.ui.theme import LIGHT

MARGIN = 14.0
"""Of every side of the page, in millimetres: most printers reach that far, and holes can be punched."""

RESOLUTION = 72 * 10
"""Units an inch; a whole number of them in a point."""

_POINT = RESOLUTION / 72
_TITLE, _BESIDE, _SMALL = 15.0, 10.0, 7.5
"""Points of the title, of whom it is about, and of what stands around the table."""

_LINE_HEIGHT = 1.75
"""Height of a row of one line in units of the letters' size."""

_PROGRESS_STEP = 200


@dataclass(frozen=True, slots=True)
class Content:
    """A table whose cells are texts.

    Attributes:
        table: its head; its rows are read already.
        rows: cells of every row.
        sums: of the last line; None without one.
        made_at: aware, in the site's zone.
    """

    table: Table
    rows: Sequence[Sequence[Shown]]
    sums: Sequence[Shown] | None
    made_at: datetime


class PagePainter:
    """Paints one table on one writer, from the first page to the last."""

    def __init__(self, writer: QPagedPaintDevice, layout: PageLayout, content: Content) -> None:
        orientation = QPageLayout.Orientation.Landscape if layout.landscape else QPageLayout.Orientation.Portrait
        margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
        writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, margins, QPageLayout.Unit.Millimeter)
        )
        self._writer, self._layout, self._content = writer, layout, content
        self._painter = QPainter()
        self._plain = LineBreaker(page_font(layout.size), writer)
        self._bold = LineBreaker(page_font(layout.size, bold=True), writer)
        self._small = LineBreaker(page_font(_SMALL), writer)
        self._beside = LineBreaker(page_font(_BESIDE), writer)
        self._title = LineBreaker(page_font(_TITLE, bold=True), writer)
        self._widths = [width * _POINT for width in layout.widths]
        self._inset = layout.gap * _POINT / 2
        self._row = layout.size * _POINT * _LINE_HEIGHT
        self._page = QRectF(0, 0, writer.width(), writer.height())
        self._number = 0
        self._of = 0
        self._y = 0.0

    def paint(self, progress: RowProgress) -> int:
        """Paint everything; return how many pages."""
        heights = [self._height(row, self._plain) for row in self._content.rows]
        if self._content.sums is not None:
            heights.append(self._row)
        starts = self._page_starts(heights)
        self._of = len(starts)
        if not self._painter.begin(self._writer):
            raise OSError("no page can be painted")
        try:
            for start, end in zip(starts, [*starts[1:], len(heights)], strict=True):
                self._begin_page()
                for number in range(start, end):
                    self._paint_row(number, heights[number])
                    if number % _PROGRESS_STEP == 0:
                        progress(number)
                if not heights:
                    self._say_empty()
        finally:
            self._painter.end()
        return self._of

    def _page_starts(self, heights: Sequence[float]) -> list[int]:
        """Number of the first row of each page."""
        starts, used, room = [0], self._top(first=True), self._page.height() - self._foot_height()
        for number, height in enumerate(heights):
            if used + height > room and number > starts[-1]:
                starts.append(number)
                used = self._top(first=False)
            used += height
        return starts

    def _top(self, *, first: bool) -> float:
        return self._banner_height(first=first) + self._head_height()

    def _banner_height(self, *, first: bool) -> float:
        return (_TITLE * 2.6 if first else _SMALL * 2.4) * _POINT

    def _foot_height(self) -> float:
        return _SMALL * 2.4 * _POINT

    def _head_height(self) -> float:
        return self._height([Shown(column.heading) for column in self._content.table.columns], self._bold)

    def _height(self, row: Sequence[Shown], letters: LineBreaker) -> float:
        lines = max(
            len(letters.lines(cell.text, width - 2 * self._inset))
            for cell, width in zip(row, self._widths, strict=True)
        )
        return self._row + max(0, lines - 1) * letters.height

    def _begin_page(self) -> None:
        if self._number:
            self._writer.newPage()
        self._number += 1
        self._paint_banner()
        self._paint_foot()
        self._y = self._banner_height(first=self._number == 1)
        height = self._head_height()
        self._fill(QRectF(0, self._y, sum(self._widths), height), LIGHT.sunken)
        heads = [Shown(column.heading) for column in self._content.table.columns]
        self._cells(heads, self._bold, height, at_bottom=True)
        self._y += height

    def _paint_banner(self) -> None:
        table = self._content.table
        letters = self._title if self._number == 1 else self._small
        baseline = letters.metrics.ascent()
        self._write(letters, LIGHT.text, baseline, table.title)
        if table.subtitle:
            beside = letters.metrics.horizontalAdvance(table.title) + 2 * self._small.metrics.averageCharWidth()
            about = self._beside if self._number == 1 else self._small
            self._write(about, LIGHT.muted, baseline, table.subtitle, left=beside)
        self._write(self._small, LIGHT.muted, baseline, period_text(table), right=True)

    def _paint_foot(self) -> None:
        baseline = self._page.height() - self._small.metrics.descent()
        made = translate("printing", "Made {moment} · times in {zone} · FaceGate").format(
            moment=f"{self._content.made_at:%Y-%m-%d %H:%M}", zone=self._content.table.zone
        )
        number = translate("printing", "Page {number} of {pages}").format(number=self._number, pages=self._of)
        self._write(self._small, LIGHT.muted, baseline, made)
        self._write(self._small, LIGHT.muted, baseline, number, right=True)

    def _paint_row(self, number: int, height: float) -> None:
        rows, sums = self._content.rows, self._content.sums
        is_sum = number >= len(rows)
        self._painter.setPen(QPen(QColor(LIGHT.text if is_sum else LIGHT.border), (0.8 if is_sum else 0.4) * _POINT))
        self._painter.drawLine(0, round(self._y), round(sum(self._widths)), round(self._y))
        if is_sum:
            self._cells(sums or [], self._bold, height)
        else:
            self._cells(rows[number], self._plain, height)
        self._y += height

    def _cells(self, cells: Sequence[Shown], letters: LineBreaker, height: float, *, at_bottom: bool = False) -> None:
        self._painter.setFont(letters.font)
        first = self._y + (self._row - letters.height) / 2 + letters.metrics.ascent()
        last = first + height - self._row
        left = 0.0
        for cell, column, width in zip(cells, self._content.table.columns, self._widths, strict=True):
            if cell.text:
                room = width - 2 * self._inset
                above = (len(letters.lines(cell.text, room)) - 1) * letters.height if at_bottom else 0.0
                baseline = last - above if at_bottom else first
                self._painter.setPen(QColor(LIGHT.muted if cell.quiet else LIGHT.text))
                letters.paint(self._painter, cell.text, left + self._inset, baseline, room, right=column.is_number)
            left += width

    def _say_empty(self) -> None:
        words = translate("printing", "Nothing to report on these days.")
        self._write(self._plain, LIGHT.muted, self._y + 2 * self._row, words)

    def _write(
        self,
        letters: LineBreaker,
        colour: str,
        baseline: float,
        text: str,
        *,
        left: float = 0.0,
        right: bool = False,
    ) -> None:
        self._painter.setFont(letters.font)
        self._painter.setPen(QColor(colour))
        letters.paint(self._painter, text, left, baseline, self._page.width() - left, right=right)

    def _fill(self, area: QRectF, colour: str) -> None:
        self._painter.fillRect(area, QColor(colour))


def period_text(table: Table) -> str:
    """The days of a table, in the language of the window."""
    first, last = table.first, table.last
    if first is None and last is None:
        return translate("printing", "All days")
    if first == last and first is not None:
        return first.isoformat()
    if last is None and first is not None:
        return translate("printing", "From {day}").format(day=first.isoformat())
    if first is None and last is not None:
        return translate("printing", "Until {day}").format(day=last.isoformat())
    return f"{first} – {last}"
