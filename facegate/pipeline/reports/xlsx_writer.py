"""Tables as Excel workbooks with typed cells: days are days, durations are durations, and no text is calculated."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any
from unicodedata import east_asian_width

from facegate.domain.ports_reports import RowProgress
from facegate.domain.report_tables import Cell, Column, ColumnKind, Table, WrittenReport

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Put = Callable[[int, int, Any], None]
"""Writes one value to row and column of the sheet in hand."""

_LEFT, _RIGHT = {"align": "left", "indent": 1}, {"align": "right"}
"""The indent keeps a text apart from a number before it."""

MOST_ROWS = 1_048_575
"""Rows of a sheet beside its headings (Excel's specifications); more go to a further sheet."""

_MOST_CHARACTERS = 32_767
"""Of a cell; what is longer is cut, and the last sign says so."""

_SHEET_NAME = 31
"""Characters of a sheet's name."""

_FIRST_YEAR = 1900
"""Excel knows no earlier days; such days are written as texts."""

_MINUTES_A_DAY = 1440
_MEASURED = 500
"""Rows whose texts decide how wide a column is."""

_NARROWEST, _WIDEST, _SLACK = 8, 48, 1.1
"""Width of a column in digits, and how much wider than those some letters are."""

_PROGRESS_STEP = 500
_BAD = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold and the library does not escape."""

_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")

_EPOCH = datetime(1899, 12, 30)


class XlsxWriter:
    """Implements :class:`facegate.domain.ports_reports.ReportWriter`; rows go through a file, not through memory."""

    def write(self, table: Table, file: IO[bytes], progress: RowProgress) -> WrittenReport:
        """See :class:`ReportWriter`. The head are the columns' headings."""
        from xlsxwriter.exceptions import XlsxFileError
        from xlsxwriter.workbook import Workbook

        with TemporaryDirectory(prefix="facegate-") as folder:
            options = {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            }
            workbook = Workbook(file, options)
            count = _Sheets(workbook, table).fill(progress)
            try:
                workbook.close()
            except XlsxFileError as error:
                raise OSError(str(error)) from error
        return WrittenReport(count)


class _Sheets:
    """The sheets of one workbook, one after another as they fill."""

    def __init__(self, workbook: Workbook, table: Table) -> None:
        self._workbook = workbook
        self._table = table
        head = {"bold": True, "bg_color": "#E9ECF0", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        self._left_head, self._right_head = (workbook.add_format({**head, **side}) for side in (_LEFT, _RIGHT))
        # Said, or Arabic would begin on the other side of its column.
        self._texts = workbook.add_format(_LEFT)
        self._moments: dict[str, Format] = {}
        self._widths = [_width(column.heading) + 3 for column in table.columns]  # the filter's button
        self._sheets: list[Worksheet] = []
        self._sheet = self._new_sheet()
        self._puts = [self._put_of(column) for column in table.columns]
        workbook.set_properties(
            {"title": table.title, "author": "FaceGate", "comments": f"Times and days in {table.zone}"}
        )

    def fill(self, progress: RowProgress) -> int:
        """Write all rows; return how many."""
        count = line = 0
        for count, row in enumerate(self._table.rows, start=1):
            if line == MOST_ROWS:
                self._finish(line)
                self._sheet, line = self._new_sheet(), 0
            line += 1
            self._write(line, row)
            if count <= _MEASURED:
                self._measure(row)
            if count % _PROGRESS_STEP == 0:
                progress(count)
        self._finish(line)
        for sheet in self._sheets:
            self._set_columns(sheet)
        return count

    def _set_columns(self, sheet: Worksheet) -> None:
        """Widths; what would not be on paper is folded away, behind a plus above it."""
        columns = self._table.columns
        some = any(column.printed for column in columns)
        folded = [some and not column.printed for column in columns]
        for place, width in enumerate(self._widths):
            # The plus is above the first column after those that are folded.
            options = {"level": 1, "hidden": True} if folded[place] else {"collapsed": place > 0 and folded[place - 1]}
            sheet.set_column(place, place, max(_NARROWEST, min(_WIDEST, _SLACK * width + 2)), None, options)

    def _new_sheet(self) -> Worksheet:
        name = _NO_SHEET_NAME.sub(" ", self._table.title).strip()[: _SHEET_NAME - 4] or "Report"
        sheet = self._workbook.add_worksheet(f"{name} {len(self._sheets) + 1}" if self._sheets else name)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4 (ECMA-376, 18.3.1.63)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        for place, column in enumerate(self._table.columns):
            sheet.write_string(0, place, column.heading, self._right_head if column.is_number else self._left_head)
        self._sheets.append(sheet)
        return sheet

    def _finish(self, rows: int) -> None:
        self._sheet.autofilter(0, 0, rows, len(self._table.columns) - 1)

    def _write(self, line: int, row: Sequence[Cell]) -> None:
        for place, (put, cell) in enumerate(zip(self._puts, row, strict=True)):
            if cell is not None:
                put(line, place, cell)

    def _measure(self, row: Sequence[Cell]) -> None:
        for place, (column, cell) in enumerate(zip(self._table.columns, row, strict=True)):
            if cell is not None:
                self._widths[place] = max(self._widths[place], _shown_width(column, cell))

    def _put_of(self, column: Column) -> Put:
        if column.kind is ColumnKind.TEXT:
            return self._text
        if column.kind is ColumnKind.DATE:
            days = self._workbook.add_format({"num_format": "yyyy-mm-dd", **_LEFT})
            return lambda line, place, day: self._day(line, place, day, days)
        if column.kind is ColumnKind.TIME:
            return lambda line, place, moment: self._moment(line, place, moment, column.digits)
        if column.kind is ColumnKind.MINUTES:
            durations = self._workbook.add_format({"num_format": "[h]:mm"})
            return lambda line, place, minutes: self._number(line, place, minutes / _MINUTES_A_DAY, durations)
        pattern = "0" if column.kind is ColumnKind.COUNT else "0." + "0" * max(1, column.digits)
        numbers = self._workbook.add_format({"num_format": pattern})
        return lambda line, place, value: self._number(line, place, value, numbers)

    def _number(self, line: int, place: int, value: float, number_format: Format) -> None:
        self._sheet.write_number(line, place, value, number_format)

    def _text(self, line: int, place: int, text: str) -> None:
        if not text:
            return
        clean = _BAD.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
        self._sheet.write_string(
            line,
            place,
            clean if len(clean) <= _MOST_CHARACTERS else clean[: _MOST_CHARACTERS - 1] + "…",
            self._texts,
        )

    def _day(self, line: int, place: int, day: Any, days: Format) -> None:
        if day.year < _FIRST_YEAR:
            self._text(line, place, day.isoformat())
        else:
            self._sheet.write_datetime(line, place, datetime(day.year, day.month, day.day), days)

    def _moment(self, line: int, place: int, moment: datetime, digits: int) -> None:
        """Excel's times have no zone: the number is the site's clock.

        In the hour that comes twice in autumn, the form of the number says the offset, and so which one it is.
        """
        local = moment.replace(tzinfo=None)
        if local.year < _FIRST_YEAR:
            self._text(line, place, moment.isoformat())
            return
        pattern = "yyyy-mm-dd hh:mm:ss" if digits else "yyyy-mm-dd hh:mm"
        if moment.replace(fold=1 - moment.fold).utcoffset() != moment.utcoffset():
            pattern += f' "{moment:%z}"'
        shown = self._moments.get(pattern)
        if shown is None:
            shown = self._moments[pattern] = self._workbook.add_format({"num_format": pattern, **_LEFT})
        self._sheet.write_number(line, place, (local - _EPOCH) / timedelta(days=1), shown)


def _shown_width(column: Column, cell: Cell) -> int:
    if column.kind is ColumnKind.TIME:
        return len("2026-03-02 08:00:00" if column.digits else "2026-03-02 08:00")
    if column.kind is ColumnKind.DATE:
        return len("2026-03-02")
    return max(map(_width, str(cell).splitlines()), default=0)


def _width(text: str) -> int:
    """In digits; ideographs are as wide as two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
