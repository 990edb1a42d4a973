"""Reports on paper: what a reader of PDF files finds in them."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from facegate.domain import report_kinds
from facegate.domain.report_tables import Cell, Column, ColumnKind, Table, WrittenReport
from facegate.errors import ReportError
from facegate.ui.printing import printer
from facegate.ui.printing.cell_texts import duration_text, shown_row
from facegate.ui.printing.layout import SIZES, PaperColumn, lay_out
from facegate.ui.printing.printer import QtReportPrinter
from facegate.ui.report_words import report_texts

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)
COLUMNS = (
    Column("date", "Date", ColumnKind.DATE),
    Column("name", "Name"),
    Column("first_in", "First in", ColumnKind.TIME),
    Column("last_out", "Last out", ColumnKind.TIME),
    Column("worked", "Worked", ColumnKind.MINUTES),
)
NAMES = ("Zoë O'Brien", "张伟", "محمد عبد الرحمن")
CAME = datetime(2026, 3, 2, 21, 55, tzinfo=BERLIN)
ROWS = [(MONDAY, name, CAME, CAME + timedelta(hours=8), 480) for name in NAMES]


def printed(
    rows: Sequence[Sequence[Cell]], columns: Sequence[Column] = COLUMNS, **more: object
) -> tuple[WrittenReport, pypdfium2.PdfDocument]:
    table = Table("Daily attendance", tuple(columns), iter(rows), MONDAY, MONDAY, "Europe/Berlin", **more)
    file = io.BytesIO()
    written = QtReportPrinter(lambda: datetime(2026, 3, 3, 6, 0, tzinfo=UTC)).write(table, file, lambda _rows: None)
    return written, pypdfium2.PdfDocument(file.getvalue())


def text_of(document: pypdfium2.PdfDocument, page: int = 0) -> str:
    return document[page].get_textpage().get_text_range()


def ink(document: pypdfium2.PdfDocument) -> bytes:
    return document[0].render(scale=2, grayscale=True).to_numpy().tobytes()


def test_latin_chinese_and_arabic_are_on_the_page(qapp: QApplication) -> None:
    written, document = printed(ROWS, totals=True, subtitle="Yard")
    assert written == WrittenReport(3, 1, ())
    text = text_of(document)
    for words in ("Daily attendance", "Yard", "2026-03-02", "Zoë O'Brien", "张伟", "21:55", "05:55 +1", "8:00",
                  "Total", "24:00", "Made 2026-03-03 07:00 · times in Europe/Berlin", "Page 1 of 1"):  # fmt: skip
        assert words in text
    # Extracted as it is seen, from the left or from the right.
    assert "محمد" in text or "محمد"[::-1] in text
    # A box for every letter would look the same for another name as long.
    other = [(MONDAY, name, *ROWS[0][2:]) for name in ("Zoë O'Brien", "李伟", NAMES[2])]
    assert ink(printed(other)[1]) != ink(printed([(MONDAY, name, *ROWS[0][2:]) for name in NAMES])[1])


def test_scripts_without_a_font_are_told(qapp: QApplication) -> None:
    # Cuneiform: nobody has that installed for a name.
    assert printed([(MONDAY, "Ann \U00012000", None, None, None)])[0].missing_scripts == ("Cuneiform",)


def test_every_page_has_the_head_and_its_number(qapp: QApplication) -> None:
    written, document = printed([(MONDAY, f"Person {number}", CAME, None, 1) for number in range(120)])
    assert written.pages == len(document) >= 2
    for page in range(len(document)):
        text = text_of(document, page)
        assert "First in" in text
        assert f"Page {page + 1} of {len(document)}" in text
    assert "Person 119" in text_of(document, len(document) - 1)
    assert "Total" not in text_of(document, len(document) - 1)


def test_an_empty_report_says_so(qapp: QApplication) -> None:
    written, document = printed([])
    assert (written.rows, written.pages) == (0, 1)
    assert "Nothing to report on these days." in text_of(document)


def test_many_columns_lie_on_the_long_side_and_too_many_are_refused(qapp: QApplication) -> None:
    few, many = printed(ROWS)[1], printed([[*row, *[480] * 10] for row in ROWS], [*COLUMNS, *_minutes(10)])[1]
    assert few[0].get_width() < few[0].get_height()
    assert many[0].get_width() > many[0].get_height()
    with pytest.raises(ReportError, match="Too wide for paper"):
        printed([[*row, *[480] * 60] for row in ROWS], [*COLUMNS, *_minutes(60)])


def _minutes(count: int) -> list[Column]:
    return [Column(f"m{number}", f"Minutes {number}", ColumnKind.MINUTES) for number in range(count)]


def test_long_texts_take_several_lines_and_nothing_is_lost(qapp: QApplication) -> None:
    words = [f"word{number}" for number in range(40)]
    document = printed([(MONDAY, " ".join(words), CAME, None, 1)])[1]
    found = text_of(document).split()
    assert set(words) <= set(found)
    one_word = printed([[MONDAY, "x" * 300, CAME, None, *[480] * 11]], [*COLUMNS, *_minutes(10)])[1]
    assert text_of(one_word).count("x") >= 300


def test_more_rows_than_anybody_reads_are_refused(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "MOST_ROWS", 2)
    with pytest.raises(ReportError, match="Too long for paper"):
        printed(ROWS)


def test_times_are_short_and_cannot_be_mistaken() -> None:
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    column = Column("at", "At", ColumnKind.TIME)
    exact = Column("at", "At", ColumnKind.TIME, 3)
    day = Column("day", "Day", ColumnKind.DATE)
    assert shown_row([day, column], [twice.date(), twice])[1].text == "02:30+02:00"
    assert shown_row([day, column], [twice.date(), twice.replace(fold=1)])[1].text == "02:30+01:00"
    assert shown_row([day, column], [MONDAY, CAME - timedelta(days=1)])[1].text == "21:55 -1"
    assert shown_row([exact], [CAME])[0].text == "2026-03-02 21:55:00"
    assert [duration_text(minutes) for minutes in (0, 59, 6001, -90)] == ["0:00", "0:59", "100:01", "−1:30"]


def test_letters_are_as_large_as_fit() -> None:
    short, long = PaperColumn(5.0, wraps=False), PaperColumn(200.0, wraps=True)
    upright, lying = 500.0, 760.0
    assert lay_out([short], upright, lying).size == SIZES[0]
    for count in range(1, 14):
        layout = lay_out([*[short] * count, long], upright, lying)
        assert sum(layout.widths) <= (lying if layout.landscape else upright) + 1e-6
        assert all(width >= 5.0 * layout.size for width in layout.widths[:-1])


def test_without_a_window_a_command_prints(tmp_path: Path) -> None:
    """In a process of its own, without a display: Qt's application is made for the page."""
    out = tmp_path / "events.pdf"
    script = (
        "import sys; from facegate.bootstrap import main; "
        f"sys.argv[1:] = ['--data-dir', {str(tmp_path / 'data')!r}, 'export', 'events', '--out', {str(out)!r}]; "
        "sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env={"HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Events" in text_of(pypdfium2.PdfDocument(out))


def test_every_title_heading_and_code_can_be_translated() -> None:
    known = set(report_texts())
    for kind, columns in report_kinds.COLUMNS.items():
        assert report_kinds.TITLES[kind] in known
        assert {column.heading for column in columns if not column.heading.isdigit()} <= known
    assert {"missing out", "half day", "not identified", "camera lost", "lock down", "wrong pin"} <= known
