"""Typed tables written and read again: CSV and XLSX give back the same values."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from facegate.domain.report_tables import Cell, Column, ColumnKind, Table
from facegate.pipeline.jobs import JobCancelled
from facegate.pipeline.reports import xlsx_writer
from facegate.pipeline.reports.csv_writer import CsvWriter
from facegate.pipeline.reports.xlsx_writer import XlsxWriter

BERLIN = ZoneInfo("Europe/Berlin")
TWICE = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
COLUMNS = (
    Column("day", "Day", ColumnKind.DATE),
    Column("name", "Name"),
    Column("at", "In", ColumnKind.TIME),
    Column("seen", "Seen", ColumnKind.TIME, digits=3),
    Column("worked", "Worked", ColumnKind.MINUTES),
    Column("punches", "Punches", ColumnKind.COUNT),
    Column("distance", "Distance", ColumnKind.DECIMAL, digits=4),
)
ROWS: list[tuple[Cell, ...]] = [
    (date(2026, 10, 25), "Ann Lee", TWICE, TWICE.replace(microsecond=123000), 510, 4, 0.5124),
    (date(2026, 10, 25), "张伟", TWICE.replace(fold=1), TWICE.replace(fold=1), 0, 0, 0.0),
    (date(2024, 2, 29), "محمد", None, None, 60 * 190 + 7, None, -1.25),
    (None, "=1+1", None, None, None, None, None),
    (None, "'=1+1", None, None, None, None, None),
    (None, "two\nlines", None, None, -30, 3, None),
]


def quiet(_rows: int) -> None:
    pass


def table(rows: Sequence[Sequence[Cell]] = ROWS, title: str = "Daily attendance") -> Table:
    return Table(title, COLUMNS, iter(rows), date(2026, 10, 1), date(2026, 10, 31), "Europe/Berlin")


def workbook_of(content: Table) -> openpyxl.Workbook:
    file = io.BytesIO()
    XlsxWriter().write(content, file, quiet)
    return openpyxl.load_workbook(file)


def test_csv_has_stable_keys_and_iso_values() -> None:
    file = io.BytesIO()
    assert CsvWriter().write(table(), file, quiet).rows == len(ROWS)
    lines = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))
    assert lines[0] == ["day", "name", "at", "seen", "worked", "punches", "distance"]
    assert lines[1] == [
        "2026-10-25", "Ann Lee", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00.123+02:00", "510", "4", "0.5124",
    ]  # fmt: skip
    assert lines[2][2:] == ["2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00.000+01:00", "0", "0", "0.0000"]
    assert lines[3] == ["2024-02-29", "محمد", "", "", "11407", "", "-1.2500"]
    assert [line[1] for line in lines[4:]] == ["'=1+1", "''=1+1", "two\nlines"]


def test_a_workbook_read_again_has_the_same_values_and_no_formula() -> None:
    sheet = workbook_of(table()).active
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    for row, cells in zip(ROWS, list(sheet.rows)[1:], strict=True):
        day, name, at, seen, worked, punches, distance = cells
        assert (day.value.date() if day.value else None) == row[0]
        assert name.value == row[1]
        assert name.data_type in "sn"
        for cell, moment in ((at, row[2]), (seen, row[3])):
            assert cell.value == (moment.replace(tzinfo=None, fold=0) if isinstance(moment, datetime) else None)
            # The hour that comes twice.
            assert (moment is None) or (f"{moment:%z}" in cell.number_format)
        if row[4] is not None and row[4] >= 0:
            assert worked.value in (timedelta(minutes=row[4]), datetime.min.time())
            assert worked.number_format == "[h]:mm"
        assert punches.value == row[5]
        assert distance.value == row[6]


def test_a_workbook_is_ready_to_be_used() -> None:
    workbook = workbook_of(table(title="Late / early: [all]'s"))
    sheet = workbook.active
    assert sheet.title == "Late   early   all  s"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:G{len(ROWS) + 1}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["C"].width > 16
    assert workbook.properties.title == "Late / early: [all]'s"


def test_what_would_not_be_on_paper_is_folded_away() -> None:
    columns = (Column("day", "Day", ColumnKind.DATE), Column("id", "ID", printed=False), Column("name", "Name"))
    widths = workbook_of(Table("Days", columns, [(date(2026, 3, 2), "f" * 32, "Ann")])).active.column_dimensions
    assert [widths[letter].hidden for letter in "ABC"] == [False, True, False]
    assert (widths["B"].outlineLevel, widths["C"].collapsed) == (1, True)


def test_what_no_sheet_holds_goes_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_writer, "MOST_ROWS", 4)
    workbook = workbook_of(table())
    assert [(sheet.title, sheet.max_row, sheet.auto_filter.ref) for sheet in workbook] == [
        ("Daily attendance", 5, "A1:G5"),
        ("Daily attendance 2", 3, "A1:G3"),
    ]


def test_days_before_excel_and_texts_beyond_a_cell_are_texts() -> None:
    early = datetime(1899, 12, 31, 23, 59, tzinfo=BERLIN)
    rows = [(date(1899, 12, 31), "x" * 40_000, early, None, None, None, None)]
    day, name, at, *_ = list(workbook_of(table(rows)).active.rows)[1]
    assert (day.value, at.value) == ("1899-12-31", early.isoformat())
    assert len(name.value) == 32_767
    assert name.value.endswith("x…")


def test_an_empty_table_is_its_head() -> None:
    sheet = workbook_of(table([])).active
    assert sheet.max_row == 1
    file = io.BytesIO()
    assert CsvWriter().write(table([]), file, quiet).rows == 0
    assert file.getvalue().decode("utf-8-sig") == ",".join(column.key for column in COLUMNS) + "\r\n"


def test_writing_can_be_cancelled() -> None:
    def cancel(_rows: int) -> None:
        raise JobCancelled

    for writer in (CsvWriter(), XlsxWriter()):
        with pytest.raises(JobCancelled):
            writer.write(table(ROWS * 1000), io.BytesIO(), cancel)


def test_no_part_of_a_workbook_is_a_formula_or_a_link() -> None:
    file = io.BytesIO()
    XlsxWriter().write(table([(None, text, None, None, None, None, None) for text in ("=1", "http://x", "1", "{=1}")]),
                       file, quiet)  # fmt: skip
    with zipfile.ZipFile(file) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_columns_are_chosen_in_their_order_and_none_twice() -> None:
    chosen = table().with_columns(("worked", "name"))
    assert chosen.keys() == ("worked", "name")
    assert next(iter(chosen.rows)) == [510, "Ann Lee"]
    with pytest.raises(KeyError, match="salary"):
        table().with_columns(("salary",))
    for keys in ((), ("name", "name")):
        with pytest.raises(ValueError, match="columns"):
            table().with_columns(keys)
