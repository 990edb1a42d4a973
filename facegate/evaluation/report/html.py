"""A report as one page: self-contained, without scripts and without a single address.

Every text is escaped; pictures are part of the page, in a light and a dark version.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Protocol, TypeAlias

from facegate import __version__
from facegate.domain.rates import Rate
from facegate.errors import StorageError
from facegate.evaluation.report.palette import DARK, LIGHT, Palette
from facegate.evaluation.report.style import DARK_SCREEN, style_sheet
from facegate.evaluation.report.words import DASH, format_rate, interval_text, rate_text
from facegate.settings.files import write_atomically

__all__ = ["Cell", "Chart", "Draw", "Report", "Section", "Table", "format_rate", "render", "write"]

Cell: TypeAlias = "str | int | float | Rate | None"
"""A rate is shown with its interval, None as a dash."""

_DENSE = 3
"""Columns of rates from which intervals stand below their rates: a page is not as wide as that."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Draw(Protocol):
    """Draws one chart in the colours that it is given."""

    def __call__(self, *, palette: Palette) -> bytes:
        """The chart as PNG."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a section.

    Attributes:
        name: stem of its file, of a-z, 0-9 and hyphens; unique in the report.
        title: above it.
        alt: what it shows, in words, for whoever cannot see it.
        draw: called once a palette.
    """

    name: str
    title: str
    alt: str
    draw: Draw

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a chart's name is of a-z, 0-9 and hyphens, got {self.name!r}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a section; the first cell of a row names it."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"every row needs {len(self.columns)} cells")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: in words first, then in numbers, then as pictures."""

    heading: str
    paragraphs: Sequence[str]
    tables: Sequence[Table] = ()
    charts: Sequence[Chart] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A page.

    Attributes:
        title: what was measured.
        summary: what came out, one or two sentences.
        facts: what the numbers belong to: model, threshold, data, date.
        sections: in order.
    """

    title: str
    summary: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]

    def __post_init__(self) -> None:
        names = [chart.name for section in self.sections for chart in section.charts]
        if len(set(names)) < len(names):
            raise ValueError("names of charts must be unique in a report")


def write(report: Report, path: Path, pictures: Path | None = None) -> None:
    """Write the page, and its charts into the folder ``pictures`` as PNG if one is named: ``<page>-<chart>.png``.

    The page replaces what was there as a whole, after the pictures are there.

    Raises:
        StorageError: something cannot be written; a page that was there is untouched.
    """
    drawn = {chart.name: chart.draw(palette=LIGHT) for section in report.sections for chart in section.charts}
    page = _page(report, drawn).encode("utf-8", "xmlcharrefreplace")
    try:
        if pictures is not None:
            pictures.mkdir(parents=True, exist_ok=True)
            for name, picture in drawn.items():
                write_atomically(pictures / f"{path.stem}-{name}.png", picture)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, page)
    except OSError as error:
        raise StorageError(
            "Report not written",
            "Writing {file} failed: {reason}.",
            "Choose another folder, or make room on the disk.",
            file=Path(error.filename).name if isinstance(error.filename, str) else path.name,
            reason=error.strerror or type(error).__name__,
        ) from error


def render(report: Report) -> str:
    """The page."""
    return _page(report, {chart.name: chart.draw(palette=LIGHT) for each in report.sections for chart in each.charts})


def _page(report: Report, drawn: dict[str, bytes]) -> str:
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{_text(value)}</dd>" for name, value in report.facts)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # Whatever slipped through: the page may load nothing and run nothing.
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(report.title)}</title>\n<style>\n{style_sheet()}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(report.title)}</h1>\n<p class="summary">{_text(report.summary)}</p>\n'
        + (f'<dl class="facts">{facts}</dl>\n' if facts else "")
        + "".join(_section(section, drawn) for section in report.sections)
        + f"<footer>FaceGate {escape(__version__)}. Intervals hold the true rate with 95 % confidence; "
        "n is the number of trials.</footer>\n</main>\n</body>\n</html>\n"
    )


def _section(section: Section, drawn: dict[str, bytes]) -> str:
    return (
        f"<section>\n<h2>{_text(section.heading)}</h2>\n"
        + "".join(f"<p>{_text(text)}</p>\n" for text in section.paragraphs)
        + "".join(_table(table) for table in section.tables)
        + "".join(_figure(chart, drawn[chart.name]) for chart in section.charts)
        + "</section>\n"
    )


def _table(table: Table) -> str:
    numeric = [any(not isinstance(row[place], str | None) for row in table.rows) for place in range(len(table.columns))]
    rated = [any(isinstance(row[place], Rate) for row in table.rows) for place in range(len(table.columns))]
    heads = "".join(
        f'<th scope="col"{_class(number)}>{_text(name)}</th>'
        for name, number in zip(table.columns, numeric, strict=True)
    )
    rows = "".join(f"<tr>{_cells(row, numeric)}</tr>\n" for row in table.rows)
    dense = ' class="dense"' if sum(rated) >= _DENSE else ""
    # Scrolls by itself on a narrow screen, by keyboard too.
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(table.caption)}">'
        f"<table{dense}>\n<caption>{_text(table.caption)}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _cells(row: Sequence[Cell], numeric: Sequence[bool]) -> str:
    cells = []
    for place, (cell, number) in enumerate(zip(row, numeric, strict=True)):
        opening = f'<th scope="row"{_class(number)}>' if place == 0 else f"<td{_class(number)}>"
        cells.append(f"{opening}{_cell(cell)}</{opening[1:3]}>")
    return "".join(cells)


def _cell(cell: Cell) -> str:
    if cell is None:
        return DASH
    if isinstance(cell, Rate):
        interval = interval_text(cell)
        extra = f'<span class="detail">{_text(interval)}</span>' if interval else ""
        return f'{_text(rate_text(cell.value))} {extra} <span class="detail">n {cell.n:,}</span>'
    if isinstance(cell, int):
        return f"{cell:,}"
    return _text(f"{cell:.4g}" if isinstance(cell, float) else cell)


def _text(text: str) -> str:
    """Escaped, with no line break between a number and its per cent sign."""
    return escape(text).replace(" %", "&nbsp;%")


def _class(number: bool) -> str:
    return ' class="number"' if number else ""


def _figure(chart: Chart, light: bytes) -> str:
    dark = chart.draw(palette=DARK)
    return (
        f"<figure>\n<figcaption>{_text(chart.title)}</figcaption>\n<picture>"
        f'<source media="{DARK_SCREEN}" srcset="{_inline(dark)}">'
        f'<img alt="{escape(chart.alt)}" src="{_inline(light)}"></picture>\n</figure>\n'
    )


def _inline(picture: bytes) -> str:
    return "data:image/png;base64," + b64encode(picture).decode("ascii")
