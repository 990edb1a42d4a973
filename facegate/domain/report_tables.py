"""Tables of typed cells: what a report is before it becomes a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | float | date | datetime | None
"""One value; None where there is none. Which type it has is the column's :class:`ColumnKind`."""

CODE_SEPARATOR = "; "
"""Between several codes in one cell."""


class ColumnKind(StrEnum):
    """What the cells of a column are, all of them or None."""

    TEXT = "text"
    """str, any script, perhaps with line ends."""
    DATE = "date"
    TIME = "time"
    """An aware datetime in the site's zone."""
    MINUTES = "minutes"
    """int; a duration."""
    COUNT = "count"
    """int."""
    DECIMAL = "decimal"
    """float, finite."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: stable name for programs: the head of a CSV file.
        heading: the same in English words; the window translates it.
        kind: see :class:`ColumnKind`.
        digits: after the point, of a decimal number, or of the seconds of a time.
        printed: whether it is on paper where nobody chose columns; identifiers for programs are not.
        coded: texts are words of the program, joined by :data:`CODE_SEPARATOR`: people are shown them translated.
    """

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    digits: int = 0
    printed: bool = True
    coded: bool = False

    @property
    def is_number(self) -> bool:
        """Whether digits should be in line: they end on the right; texts, days and times begin on the left."""
        return self.kind in (ColumnKind.MINUTES, ColumnKind.COUNT, ColumnKind.DECIMAL)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A report.

    Attributes:
        title: English words; the window translates them.
        columns: in order, with different keys.
        rows: as many cells as columns each; may be a generator, so it is read once.
        first, last: days that it covers, both included; None: no bound.
        zone: IANA name of the site's zone, that of every time in it.
        totals: whether the sums of minutes and counts mean something.
        subtitle: whom it is about; empty for everybody.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    first: date | None = None
    last: date | None = None
    zone: str = "UTC"
    totals: bool = False
    subtitle: str = ""

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if not keys or len(set(keys)) != len(keys):
            raise ValueError("a table has columns, and none of them twice")

    def keys(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.key for column in self.columns)

    def with_columns(self, keys: Sequence[str]) -> Table:
        """The same with these columns only, in this order.

        Raises:
            KeyError: there is no such column; its name.
            ValueError: none is named, or one is named twice.
        """
        places = {column.key: place for place, column in enumerate(self.columns)}
        chosen = [places[key] for key in keys]
        rows = ([row[place] for place in chosen] for row in self.rows)
        return replace(self, columns=tuple(self.columns[place] for place in chosen), rows=rows)

    def in_words(self, words: Callable[[str], str]) -> Table:
        """The same for people: headings and codes as words of a language.

        Args:
            words: the English words of a title, heading or code in that language.
        """
        coded = [place for place, column in enumerate(self.columns) if column.coded]
        columns = tuple(replace(column, heading=words(column.heading)) for column in self.columns)
        rows = (_in_words(row, coded, words) for row in self.rows) if coded else self.rows
        return replace(self, title=words(self.title), columns=columns, rows=rows)


def code_words(code: str) -> str:
    """English words for a code: ``missing_out`` is "missing out"."""
    return code.replace("_", " ")


def _in_words(row: Sequence[Cell], coded: Sequence[int], words: Callable[[str], str]) -> list[Cell]:
    cells = list(row)
    for place in coded:
        cell = cells[place]
        if isinstance(cell, str) and cell:
            cells[place] = CODE_SEPARATOR.join(words(code_words(code)) for code in cell.split(CODE_SEPARATOR))
    return cells


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """What became of a table.

    Attributes:
        rows: how many were written, headings and totals apart.
        pages: of paper; None where there is none.
        missing_scripts: names of scripts that no installed font shows, so that their letters are boxes.
    """

    rows: int
    pages: int | None = None
    missing_scripts: tuple[str, ...] = ()
