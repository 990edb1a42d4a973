"""How wide columns are on paper, and how large the letters: everything fits, nothing is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facegate.errors import ReportError

SIZES = (9.0, 8.0, 7.0, 6.0)
"""Letters in points, the largest that fits; smaller ones are not read."""

_GAP, _TIGHT_GAP = 1.1, 0.6
"""Between columns, in units of the letters' size; the second where columns would not fit otherwise."""

_NARROWEST_TEXT = 4.5
"""Width of a text's column in units of the letters' size, at least; narrower, it would be read from top to bottom."""

_WIDEST_TEXT = 26.0
"""The same, at most, of one that shares its page with others: longer texts take several lines."""

_MOST_AIR = 3.0
"""Gaps that a column gets on top of its own where the page is wider than its table; more, and rows fall apart."""


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """What a column needs.

    Attributes:
        widest: width of its widest content at one point of size, in points.
        wraps: texts, which may take several lines.
    """

    widest: float
    wraps: bool


@dataclass(frozen=True, slots=True)
class PageLayout:
    """How a table goes on its pages; all lengths in points.

    Attributes:
        landscape: the long side lies.
        size: of the letters.
        widths: of the columns, gaps included.
        gap: what of each width stays empty.
    """

    landscape: bool
    size: float
    widths: tuple[float, ...]
    gap: float


def lay_out(columns: Sequence[PaperColumn], upright: float, lying: float) -> PageLayout:
    """The largest letters with which the columns fit; upright where that needs no smaller ones.

    Args:
        columns: what they need.
        upright: width of the page's text area, in points.
        lying: the same in landscape.

    Raises:
        ReportError: there are too many columns for paper.
    """
    for size in SIZES:
        for landscape, room in ((False, upright), (True, lying)):
            widths = _natural(columns, size, room)
            if widths is not None:
                return PageLayout(landscape, size, widths, _GAP * size)
    for size in SIZES:
        widths = _squeezed(columns, size, lying)
        if widths is not None:
            return PageLayout(True, size, widths, _TIGHT_GAP * size)
    raise ReportError(
        "Too wide for paper",
        "{columns} columns do not fit on a page.",
        "Choose fewer columns, or another format: XLSX or CSV.",
        columns=len(columns),
    )


def _natural(columns: Sequence[PaperColumn], size: float, room: float) -> tuple[float, ...] | None:
    """Widths with which only long texts take several lines; None where they do not fit."""
    gap = _GAP * size
    full = [column.widest * size + gap for column in columns]
    wanted = [
        min(whole, _WIDEST_TEXT * size + gap) if column.wraps else whole
        for column, whole in zip(columns, full, strict=True)
    ]
    return _spread(wanted, full, room, gap) if sum(wanted) <= room else None


def _squeezed(columns: Sequence[PaperColumn], size: float, room: float) -> tuple[float, ...] | None:
    """Widths for which texts are broken into lines; None where not even that is enough."""
    gap = _TIGHT_GAP * size
    least = [
        (min(column.widest, _NARROWEST_TEXT) if column.wraps else column.widest) * size + gap for column in columns
    ]
    wanted = [(min(column.widest, _WIDEST_TEXT) if column.wraps else column.widest) * size + gap for column in columns]
    if sum(least) > room:
        return None
    if sum(wanted) <= room:
        return tuple(wanted)
    # Every text gives what it has beyond the least, in proportion.
    share = (room - sum(least)) / (sum(wanted) - sum(least))
    return tuple(low + share * (high - low) for low, high in zip(least, wanted, strict=True))


def _spread(wanted: Sequence[float], full: Sequence[float], width: float, gap: float) -> tuple[float, ...]:
    """Long texts get what is left of the page, then all columns a little more air."""
    spare, lacking = width - sum(wanted), sum(full) - sum(wanted)
    share = min(1.0, spare / lacking) if lacking > 0 else 0.0
    widths = [low + share * (high - low) for low, high in zip(wanted, full, strict=True)]
    air = min((width - sum(widths)) / len(widths), _MOST_AIR * gap)
    return tuple(each + air for each in widths)
