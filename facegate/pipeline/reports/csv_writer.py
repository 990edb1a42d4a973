"""Tables as CSV: UTF-8 with a byte order mark, because Excel guesses otherwise."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from facegate.domain.ports_reports import RowProgress
from facegate.domain.report_tables import Table, WrittenReport
from facegate.pipeline.reports.csv_cells import quoted_text, row_renderer

ReadyRow = tuple[object, ...]
"""Texts and whole numbers; nothing is an empty text."""

_PROGRESS_STEP = 1000


class CsvWriter:
    """Implements :class:`facegate.domain.ports_reports.ReportWriter`; streams, so that a year needs no memory."""

    def write(self, table: Table, file: IO[bytes], progress: RowProgress) -> WrittenReport:
        """See :class:`ReportWriter`. The head are the columns' keys."""
        # A file name that is no UTF-8 reaches the source column with surrogates in it.
        text = io.TextIOWrapper(file, "utf-8-sig", "backslashreplace", newline="")
        count = 0
        try:
            writer, rendered = csv.writer(text), row_renderer(table.columns)
            writer.writerow(table.keys())
            for count, row in enumerate(table.rows, start=1):
                writer.writerow(rendered(row))
                if count % _PROGRESS_STEP == 0:
                    progress(count)
            text.flush()
        finally:
            # The file is the caller's.
            text.detach()
        return WrittenReport(count)

    def write_ready(
        self, keys: Sequence[str], chunks: Iterable[Sequence[ReadyRow]], file: IO[bytes], progress: RowProgress
    ) -> WrittenReport:
        """Write rows whose cells are as they stand in the file, guarded and quoted: see :func:`quoted_text`."""
        line = ",".join(["%s"] * len(keys)) + "\r\n"
        file.write(codecs.BOM_UTF8 + (line % tuple(map(quoted_text, keys))).encode())
        count = 0
        for rows in chunks:
            lines = "".join([line % row for row in rows])
            file.write(lines.encode("utf-8", "backslashreplace"))
            count += len(rows)
            progress(count)
        return WrittenReport(count)
