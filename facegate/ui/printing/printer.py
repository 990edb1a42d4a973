"""Tables as PDF, with a window or without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import IO
from zoneinfo import ZoneInfo

from PySide6.QtCore import QBuffer, QIODevice, QLoggingCategory
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QPagedPaintDevice, QPageSize, QPdfWriter

from facegate.domain.ports_reports import RowProgress
from facegate.domain.report_tables import Cell, Column, ColumnKind, Table, WrittenReport
from facegate.errors import ReportError
from facegate.ui.i18n import translate
from facegate.ui.printing.cell_texts import Shown, shown_row
from facegate.ui.printing.fonts import missing_scripts, page_font
from facegate.ui.printing.layout import PaperColumn, lay_out
from facegate.ui.printing.pages import MARGIN, RESOLUTION, Content, PagePainter

MOST_ROWS = 50_000
"""Of one file, which is about a thousand pages: more is not read on paper."""

_PROGRESS_STEP = 1000
_POINTS_A_MILLIMETRE = 72 / 25.4
_MEASURED_SIZE = 100.0
"""Letters that widths are measured with: large, so that hinting does not matter."""


class QtReportPrinter:
    """Implements :class:`facegate.domain.ports_reports.ReportPrinter`.

    On any thread while the window's application runs; without a window on the main thread only, where the first
    report makes an application that needs no screen.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        """``now``: an aware moment, for the foot of the page."""
        self._now = now

    def write(self, table: Table, file: IO[bytes], progress: RowProgress) -> WrittenReport:
        """See :class:`ReportWriter`. Raises ReportError also for more than ``MOST_ROWS`` rows."""
        ensure_application()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(RESOLUTION)
        writer.setTitle(table.title)
        writer.setCreator("FaceGate")
        written = self.paint(table, writer, progress)
        del writer
        file.write(buffer.data().data())
        return written

    def paint(self, table: Table, writer: QPagedPaintDevice, progress: RowProgress) -> WrittenReport:
        """The same on a printer, of ``RESOLUTION``. Raises OSError where it takes nothing."""
        rows, sums, characters = _read(table, progress)
        columns = _measured(writer, table.columns, [*rows, sums] if sums is not None else rows)
        page = QPageSize.definitionSize(QPageSize.PageSizeId.A4)
        upright, lying = (_POINTS_A_MILLIMETRE * (side - 2 * MARGIN) for side in (page.width(), page.height()))
        content = Content(table, rows, sums, self._now().astimezone(ZoneInfo(table.zone)))
        pages = PagePainter(writer, lay_out(columns, upright, lying), content).paint(progress)
        return WrittenReport(len(rows), pages, missing_scripts(characters, page_font(_MEASURED_SIZE)))


def ensure_application() -> None:
    """Qt has no fonts without an application; one that needs no screen will do."""
    if QGuiApplication.instance() is None:
        # About fonts without shaping rules for a script, once a font: what cannot be shown is reported once, by us.
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
        _applications.append(QGuiApplication(["facegate", "-platform", "offscreen"]))


_applications: list[QGuiApplication] = []
"""Keeps the application, of which Qt allows one."""


def _read(table: Table, progress: RowProgress) -> tuple[list[list[Shown]], list[Shown] | None, set[str]]:
    """Texts of all rows, their sums, and every character in them."""
    rows: list[list[Shown]] = []
    characters: set[str] = set(table.title + table.subtitle)
    totals: list[int | None] = [None] * len(table.columns)
    for row in table.rows:
        if len(rows) == MOST_ROWS:
            raise ReportError(
                "Too long for paper",
                "More than {rows} rows do not go into one PDF file.",
                "Choose fewer days or people, or another format: XLSX or CSV.",
                rows=MOST_ROWS,
            )
        shown = shown_row(table.columns, row)
        rows.append(shown)
        _add(totals, table.columns, row)
        for cell in shown:
            characters.update(cell.text)
        if len(rows) % _PROGRESS_STEP == 0:
            progress(len(rows))
    for column in table.columns:
        characters.update(column.heading)
    if not table.totals or not rows or all(total is None for total in totals):
        return rows, None, characters
    sums = shown_row(table.columns, totals)
    if not sums[0].text:
        sums[0] = Shown(translate("printing", "Total"))
    return rows, sums, characters


def _add(totals: list[int | None], columns: Sequence[Column], row: Sequence[Cell]) -> None:
    for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
        if column.kind in (ColumnKind.MINUTES, ColumnKind.COUNT) and isinstance(cell, int):
            totals[place] = (totals[place] or 0) + cell


def _measured(
    writer: QPagedPaintDevice, columns: Sequence[Column], rows: Iterable[Sequence[Shown]]
) -> list[PaperColumn]:
    """Widths of the widest contents. Long tables repeat themselves, so each text is measured once."""
    texts: list[set[str]] = [set() for _column in columns]
    for row in rows:
        for known, cell in zip(texts, row, strict=True):
            known.add(cell.text)
    # The bold font, in which the sums are printed, is the wider one.
    metrics = QFontMetricsF(page_font(_MEASURED_SIZE), writer)
    bold = QFontMetricsF(page_font(_MEASURED_SIZE, bold=True), writer)
    one_point = _MEASURED_SIZE * RESOLUTION / 72
    measured = []
    for column, known in zip(columns, texts, strict=True):
        wraps = column.kind is ColumnKind.TEXT
        inside = bold if column.kind in (ColumnKind.MINUTES, ColumnKind.COUNT) else metrics
        widest = max((inside.horizontalAdvance(text) for text in known), default=0.0)
        # A heading may take several lines, a word of it may not.
        head = max(bold.horizontalAdvance(word) for word in column.heading.split() or [""])
        measured.append(PaperColumn(max(widest, head) / one_point, wraps))
    return measured
