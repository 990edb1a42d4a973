"""Any text that goes into a report comes back from it, and none is calculated."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from facegate.domain.report_tables import Column, ColumnKind, Table
from facegate.domain.roster_cells import FORMULA_STARTS
from facegate.pipeline.reports.csv_cells import guarded_text, plain_text
from facegate.pipeline.reports.csv_writer import CsvWriter
from facegate.pipeline.reports.xlsx_writer import XlsxWriter

texts = st.text(st.sampled_from("=+-@\t\r\n,;\"' \\＝_x0041") | st.characters(exclude_categories=["Cs"]), max_size=12)
storable = texts.filter(lambda text: not set(text) & {"\ufffe", "\uffff"})
rows = st.lists(
    st.tuples(
        storable,
        st.none() | st.dates(date(1900, 3, 1)),
        st.none() | st.integers(0, 527_040),
        st.none() | st.integers(-(10**6), 10**6),
        st.none() | st.integers(0, 4 * 10**9),
    ),
    max_size=4,
)
COLUMNS = (
    Column("text", "Text"),
    Column("day", "Day", ColumnKind.DATE),
    Column("minutes", "Minutes", ColumnKind.MINUTES),
    Column("count", "Count", ColumnKind.COUNT),
    Column("at", "At", ColumnKind.TIME),
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"])


@given(texts)
@example("=1")
@example("'=1")
@example("''=1")
@example("'")
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    cell = guarded_text(text)
    assert cell[:1] not in tuple(FORMULA_STARTS)
    assert plain_text(cell) == text


@given(rows, ZONES)
@settings(max_examples=40)
def test_csv_and_xlsx_read_again_give_the_same_values(
    values: list[tuple[str, date | None, int | None, int | None, int | None]], zone: str
) -> None:
    start = datetime(2000, 1, 1, tzinfo=UTC)
    typed = [
        (text, day, minutes, count, None if at is None else (start + timedelta(seconds=at)).astimezone(ZoneInfo(zone)))
        for text, day, minutes, count, at in values
    ]
    file = io.BytesIO()
    CsvWriter().write(Table("T", COLUMNS, typed, zone=zone), file, lambda _rows: None)
    lines = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline="")))[1:]
    assert [
        (
            plain_text(text),
            date.fromisoformat(day) if day else None,
            int(minutes) if minutes else None,
            int(count) if count else None,
            datetime.fromisoformat(at) if at else None,
        )
        for text, day, minutes, count, at in lines
    ] == typed
    file = io.BytesIO()
    XlsxWriter().write(Table("T", COLUMNS, typed, zone=zone), file, lambda _rows: None)
    sheet = openpyxl.load_workbook(file).active
    for row, (text, day, minutes, count, at) in zip(typed, sheet.iter_rows(min_row=2, max_col=5), strict=False):
        # Excel reads _x0008_ as the character; openpyxl leaves that to its callers.
        assert unescape(text.value or "") == row[0]
        assert (day.value.date() if day.value else None) == row[1]
        assert (None if minutes.value is None else _minutes(minutes.value)) == row[2]
        assert count.value == row[3]
        if row[4] is not None:
            # Where the clock shows a time twice, the format says which one.
            offset = at.number_format.partition('"')[2].strip('"')
            assert bool(offset) == (row[4].replace(fold=1 - row[4].fold).utcoffset() != row[4].utcoffset())
            read = f"{at.value.isoformat()}{offset}"
            assert datetime.fromisoformat(read) == (row[4] if offset else row[4].replace(tzinfo=None))


def _minutes(value: object) -> int:
    """As a reader of workbooks sees a duration: a timedelta, or midnight for none at all."""
    return round(value.total_seconds() / 60) if isinstance(value, timedelta) else 0
