"""Lists as CSV, streamed and written atomically.

UTF-8 with a byte order mark, because Excel guesses otherwise; cells that a
spreadsheet would take for a formula are guarded (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from facegate.domain.roster_cells import FORMULA_STARTS
from facegate.pipeline.reports.files import replacing, require_writable

__all__ = ["guard", "require_writable", "write_csv"]


def guard(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would take it for a formula."""
    return "'" + cell if cell[:1] in tuple(FORMULA_STARTS) else cell


def write_csv(out: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write rows, guarded against formulas; return how many.

    Raises:
        StorageError: the file cannot be written; an older one is left as it was.
    """
    count = 0
    with replacing(out) as file:
        # A file name that is no UTF-8 reaches the source column with surrogates in it.
        text = io.TextIOWrapper(file, "utf-8-sig", "backslashreplace", newline="")
        try:
            writer = csv.writer(text)
            writer.writerow(columns)
            for row in rows:
                writer.writerow([guard(cell) for cell in row])
                count += 1
            text.flush()
        finally:
            text.detach()
    return count
