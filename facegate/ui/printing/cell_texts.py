"""Cells as they are read on paper: short, by the clock on the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from facegate.domain.report_tables import Cell, Column, ColumnKind

MINUS = "−"
_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell on paper.

    Attributes:
        text: empty where there is no value.
        quiet: a zero; many of them should not hide what is not zero.
    """

    text: str
    quiet: bool = False


_NOTHING = Shown("")


def shown_row(columns: Sequence[Column], row: Sequence[Cell]) -> list[Shown]:
    """A row of a table. Times of the row's own day are without it; those of the next day say ``+1``."""
    day = next((cell for cell in row if isinstance(cell, date) and not isinstance(cell, datetime)), None)
    return [_shown(column, cell, day) for column, cell in zip(columns, row, strict=True)]


def duration_text(minutes: int) -> str:
    """Hours and minutes: ``8:30``."""
    hours, rest = divmod(abs(minutes), _MINUTES)
    return f"{MINUS if minutes < 0 else ''}{hours}:{rest:02}"


def _shown(column: Column, cell: Cell, day: date | None) -> Shown:
    if cell is None or cell == "":
        return _NOTHING
    if isinstance(cell, datetime):
        return Shown(_time_text(cell, day, column.digits))
    if isinstance(cell, date):
        return Shown(cell.isoformat())
    if isinstance(cell, str):
        return Shown(" ".join(cell.split()))
    if column.kind is ColumnKind.MINUTES:
        return Shown(duration_text(int(cell)), quiet=cell == 0)
    text = f"{cell:z.{column.digits}f}" if column.kind is ColumnKind.DECIMAL else str(cell)
    return Shown(text.replace("-", MINUS), quiet=cell == 0)


def _time_text(moment: datetime, day: date | None, digits: int) -> str:
    clock = f"{moment:%H:%M:%S}" if digits else f"{moment:%H:%M}"
    if moment.replace(fold=1 - moment.fold).utcoffset() != moment.utcoffset():
        # Of the hour that comes twice, which one.
        clock += moment.isoformat()[-6:]
    if day is None:
        return f"{moment.date().isoformat()} {clock}"
    apart = (moment.date() - day).days
    return clock if apart == 0 else f"{clock} {apart:+d}"
