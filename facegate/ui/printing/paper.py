"""A table on paper at once, or as a PDF file where the system has no printer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from facegate.domain.report_tables import Table
from facegate.errors import ReportError
from facegate.pipeline.reports.files import replacing
from facegate.ui.printing.pages import RESOLUTION
from facegate.ui.printing.printer import QtReportPrinter


def print_table(table: Table, otherwise: Path, now: datetime) -> Path | None:
    """Print on the usual printer.

    Args:
        table: what.
        otherwise: the file that is written where there is no printer.
        now: aware, for the foot of the page.

    Returns:
        The file, or None where it went to the printer.

    Raises:
        ReportError: the printer takes nothing.
        StorageError: the file cannot be written.
    """
    made = QtReportPrinter(lambda: now)
    usual = QPrinterInfo.defaultPrinter()
    if usual.isNull():
        otherwise.parent.mkdir(parents=True, exist_ok=True)
        with replacing(otherwise) as file:
            made.write(table, file, lambda _rows: None)
        return otherwise
    printer = QPrinter(usual, QPrinter.PrinterMode.HighResolution)
    printer.setResolution(RESOLUTION)
    printer.setDocName(table.title)
    try:
        made.paint(table, printer, lambda _rows: None)
    except OSError as error:
        raise ReportError(
            "Not printed",
            "The printer {printer} takes nothing.",
            "Look at the printer, or save the list as CSV.",
            printer=usual.printerName(),
        ) from error
    return None
