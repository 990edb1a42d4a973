"""Tables as CSV: UTF-8 with a byte order mark, because Excel guesses otherwise."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO, Any

from facegate.domain.ports_reports import RowProgress
from facegate.domain.report_tables import Table, WrittenReport
from facegate.pipeline.reports.csv_cells import row_renderer

_PROGRESS_STEP = 1000


class CsvWriter:
    """Implements :class:`facegate.domain.ports_reports.ReportWriter`; streams, so that a year needs no memory."""

    def write(self, table: Table, file: IO[bytes], progress: RowProgress) -> WrittenReport:
        """See :class:`ReportWriter`. The head are the columns' keys."""
        rendered = row_renderer(table.columns)
        return self.write_ready(table.keys(), ([rendered(row)] for row in table.rows), file, progress)

    def write_ready(
        self, keys: Sequence[str], chunks: Iterable[Sequence[Sequence[Any]]], file: IO[bytes], progress: RowProgress
    ) -> WrittenReport:
        """Write rows whose cells are as they shall stand in the file: see :func:`row_renderer`."""
        # A file name that is no UTF-8 reaches the source column with surrogates in it.
        text = io.TextIOWrapper(file, "utf-8-sig", "backslashreplace", newline="")
        count = told = 0
        try:
            writer = csv.writer(text)
            writer.writerow(keys)
            for rows in chunks:
                writer.writerows(rows)
                count += len(rows)
                if count - told >= _PROGRESS_STEP:
                    told = count
                    progress(count)
            text.flush()
        finally:
            # The file is the caller's.
            text.detach()
        return WrittenReport(count)
