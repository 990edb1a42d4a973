"""Cells of a CSV file, so that a reader gets back the same values and a spreadsheet calculates none."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from facegate.domain.report_tables import Cell, Column, ColumnKind
from facegate.domain.roster_cells import FORMULA_STARTS

Render = Callable[[Any], str]

_SUSPECT = frozenset(FORMULA_STARTS + "'")
_FORMULA = re.compile(f"'*[{re.escape(FORMULA_STARTS)}]")
_GUARDED = re.compile(f"'+[{re.escape(FORMULA_STARTS)}]")


def guarded_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula (OWASP, CSV injection).

    A text that looks guarded already gets one more, so that :func:`plain_text` gives back every text.
    """
    return "'" + text if text[:1] in _SUSPECT and _FORMULA.match(text) else text


def quoted_text(text: str) -> str:
    """A guarded text as it stands in a file, beside other cells."""
    if not text:
        return ""
    cell = io.StringIO(newline="")
    csv.writer(cell).writerow([guarded_text(text)])
    return cell.getvalue().removesuffix("\r\n")


def plain_text(cell: str) -> str:
    """The text that :func:`guarded_text` made a cell of."""
    return cell[1:] if _GUARDED.match(cell) else cell


def row_renderer(columns: Sequence[Column]) -> Callable[[Sequence[Cell]], list[Any]]:
    """What makes a row of typed cells one for :func:`csv.writer`: ISO 8601 for days and times, a point in decimals.

    Millions of rows go through it: whole numbers and None are left to the writer, and a text is looked at only where
    it begins like a formula.
    """
    texts = [place for place, column in enumerate(columns) if column.kind is ColumnKind.TEXT]
    others = [(place, render) for place, column in enumerate(columns) if (render := _render_of(column)) is not None]
    count = len(columns)

    def rendered(row: Sequence[Cell]) -> list[Any]:
        cells: list[Any] = list(row)
        if len(cells) != count:
            raise ValueError(f"{len(cells)} cells for {count} columns")
        for place in texts:
            text = cells[place]
            if text and text[0] in _SUSPECT:
                cells[place] = guarded_text(text)
        for place, render in others:
            cell = cells[place]
            if cell is not None:
                cells[place] = render(cell)
        return cells

    return rendered


def _render_of(column: Column) -> Render | None:
    if column.kind is ColumnKind.DATE:
        return _last_kept(lambda day: str(day.isoformat()))
    if column.kind is ColumnKind.TIME:
        precision = "milliseconds" if column.digits else "seconds"
        return lambda moment: str(moment.isoformat(timespec=precision))
    if column.kind is ColumnKind.DECIMAL:
        # z: a zero without a minus, which a spreadsheet would take for the beginning of a formula.
        pattern = f"{{:z.{column.digits}f}}"
        return pattern.format
    return None


def _last_kept(render: Render) -> Render:
    """Rows come day by day: the text of the last day answers nearly all of them."""
    known: tuple[Any, str] = (None, "")

    def rendered(value: Any) -> str:
        nonlocal known
        if known[0] != value:
            known = value, render(value)
        return known[1]

    return rendered
