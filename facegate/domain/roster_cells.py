"""What a cell of a list means: text, a date, several names; and what is no text at all."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection)."""

_GUARDED = FORMULA_STARTS + "'"
_CALL = re.compile(r"[+\-@＋－＠].*[(|!]", re.DOTALL)
"""A sign that is followed by a call, a pipe or a reference to a sheet: a formula. Otherwise it is a sign."""

_SEPARATOR = ";"
"""Between several names in one cell."""

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_EITHER = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_MIDNIGHT = re.compile(r"[T ]\s*(?:0{1,2}:00(?::00(?:\.0+)?)?|23:59(?::59)?)(?:Z|\+00:00)?$")
"""The time of day that spreadsheets and other programs add to a day."""


class FormulaError(ValueError):
    """A cell that is a formula."""


class TwoDatesError(ValueError):
    """A date that may mean either of two days."""


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula; :func:`unguarded` gives it back."""
    return "'" + text if text[:1] and text[0] in _GUARDED else text


def unguarded(cell: str) -> str:
    """The text of a cell, without the apostrophe that kept a spreadsheet from calculating.

    Raises:
        FormulaError: the cell would be calculated.
    """
    if cell[:1] == "'" and cell[1:2] and cell[1] in _GUARDED:
        return cell[1:]
    text = cell.strip()
    if text[:1] in ("=", "＝") or _CALL.match(text):
        raise FormulaError
    return text


def parse_day(text: str) -> date | None:
    """A day; None for an empty text.

    Raises:
        TwoDatesError: day and month could be the other way round.
        ValueError: it is no date.
    """
    text = _MIDNIGHT.sub("", text.strip())
    if not text:
        return None
    for pattern in (_ISO, _CHINESE, _COMPACT):
        if match := pattern.fullmatch(text):
            return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], match[2], match[1])
    if match := _EITHER.fullmatch(text):
        return _either(match[1], match[2], match[3])
    raise ValueError("not a date")


def _either(first: str, second: str, year: str) -> date:
    found = set()
    for month, day in ((first, second), (second, first)):
        try:
            found.add(_day(year, month, day))
        except ValueError:
            continue
    if len(found) > 1:
        raise TwoDatesError
    if not found:
        raise ValueError("not a date")
    return found.pop()


def _day(year: str, month: str, day: str) -> date:
    return date(int(year), int(month), int(day))


def split_names(cell: str) -> tuple[str, ...]:
    """Names of groups in one cell, as :func:`joined_names` puts them there."""
    lines = cell.splitlines()
    try:
        found = [name for row in csv.reader(lines, delimiter=_SEPARATOR, skipinitialspace=True) for name in row]
    except csv.Error:
        found = cell.split(_SEPARATOR)
    return tuple(name for each in found if (name := each.strip()))


def joined_names(names: Sequence[str]) -> str:
    """Names in one cell, separated by semicolons; one that holds a semicolon or a quotation mark is quoted."""
    return f"{_SEPARATOR} ".join(
        '"' + name.replace('"', '""') + '"' if _SEPARATOR in name or name.startswith('"') else name for name in names
    )
