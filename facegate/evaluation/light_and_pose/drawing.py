"""The figure as PNG: photographs with the distances between neighbours printed between them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from facegate.cv import cv2
from facegate.evaluation.light_and_pose.arrangement import Light
from facegate.evaluation.light_and_pose.figure import LightAndPose, Pair
from facegate.evaluation.light_and_pose.looks import Look
from facegate.evaluation.report.drawing import DPI, HAIR, TEXT, WIDTH, families
from facegate.evaluation.report.palette import LIGHT, Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NAMES, _BESIDE, _BELOW, _CAPTION = 0.36, 0.46, 0.34, 0.19
"""Inches: for people's names at the left, between two columns, between a caption and the next row, for a caption."""

_HEAD, _FOOT, _MARGIN = 0.34, 0.68, 0.1
"""Inches above and below all pictures: which way heads turn, and what the numbers mean; and around everything."""

_SMALL = 0.82
"""Size of captions and explanations over that of the numbers."""

_LINE, _SAMPLE = 0.24, 0.46
"""Inches: a line of the explanation, and the number in it that is shown for an example."""

_LONGEST_NAME = 24
"""Letters."""

_WIDEST = 3
"""Columns from which the page's width is filled; fewer are as large as if there were so many."""


def draw(figure: LightAndPose, palette: Palette = LIGHT) -> bytes:
    """The whole figure; its text is legible at the width of a page."""
    return _Sheet(figure, palette).png()


class _Sheet:
    """A page measured in inches from its upper left corner."""

    def __init__(self, figure: LightAndPose, palette: Palette) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self._figure, self._palette = figure, palette
        self._columns = len(figure.people[0].grid[0])
        columns = max(self._columns, _WIDEST)
        self._side = (WIDTH - _NAMES - _MARGIN - (columns - 1) * _BESIDE) / columns
        self._step = self._side + _CAPTION + _BELOW
        rows = len(figure.rows)
        self._height = height = _HEAD + rows * self._step - _BELOW + _FOOT
        self._sheet: Figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=palette.ground)
        FigureCanvasAgg(self._sheet)
        self._axes: Axes = self._sheet.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0.0, WIDTH)
        self._axes.set_ylim(height, 0.0)

    def png(self) -> bytes:
        self._directions()
        for row, (_, looks) in enumerate(self._figure.rows):
            for column, look in enumerate(looks):
                self._photograph(look, column, row)
        # Drawing a picture makes the axes as large as it is.
        self._axes.set_xlim(0.0, WIDTH)
        self._axes.set_ylim(self._height, 0.0)
        self._numbers()
        self._names()
        self._explain()
        stream = io.BytesIO()
        self._sheet.savefig(stream, format="png", dpi=DPI, facecolor=self._palette.ground)
        return stream.getvalue()

    def _left(self, column: int) -> float:
        return _NAMES + column * (self._side + _BESIDE)

    def _top(self, row: int) -> float:
        return _HEAD + row * self._step

    @property
    def _end(self) -> float:
        return self._left(self._columns - 1) + self._side

    def _photograph(self, look: Look, column: int, row: int) -> None:
        left, top = self._left(column), self._top(row)
        pixels = round(self._side * DPI)
        small = look.picture.shape[0] < pixels
        shown = cv2.resize(look.picture, (pixels, pixels), interpolation=cv2.INTER_CUBIC if small else cv2.INTER_AREA)
        edges = (left, left + self._side, top + self._side, top)
        self._axes.imshow(np.ascontiguousarray(shown[:, :, ::-1]), extent=edges, interpolation="nearest", zorder=2)
        by_side = self._figure.light is Light.SIDE
        light = f"side {signed(100 * look.side_light)} %" if by_side else f"light {look.brightness:.0f}"
        caption = f"{signed(look.pose.yaw)}\N{DEGREE SIGN}   {light}"
        self._write(caption, left, top + self._side + _CAPTION / 2, small=True)

    def _numbers(self) -> None:
        for row, beside in enumerate(self._figure.beside()):
            for column, pair in enumerate(beside):
                self._number(pair, self._left(column + 1) - _BESIDE / 2, self._top(row) + self._side / 2)
        for row, below in enumerate(self._figure.below(), 1):
            middle = self._top(row) - _BELOW / 2
            if not below[0].mated:
                self._axes.plot([_MARGIN, self._end], [middle] * 2, color=self._palette.other, linewidth=HAIR, zorder=1)
            for column, pair in enumerate(below):
                self._number(pair, self._left(column) + self._side / 2, middle)

    def _number(self, pair: Pair, across: float, down: float) -> None:
        ground, ink = self._palette.ground, self._palette.text
        if not pair.right:
            ground, ink = ink, ground
        field = {"boxstyle": "round,pad=0.22", "linewidth": 0, "facecolor": ground}
        self._write(f"{pair.distance:.2f}", across, down, colour=ink, ha="center", bbox=field)

    def _names(self) -> None:
        first = 0
        for person in self._figure.people:
            last = first + len(person.grid) - 1
            middle = (self._top(first) + self._top(last) + self._side) / 2
            ink = self._palette.text
            self._write(
                shortened(person.name), _MARGIN + 0.08, middle, colour=ink, ha="center", va="center", rotation=90
            )
            first = last + 1

    def _directions(self) -> None:
        middle = _HEAD * 0.45
        self._write("\N{LEFTWARDS ARROW} turned to the left", _NAMES, middle, small=True)
        self._write("turned to the right \N{RIGHTWARDS ARROW}", self._end, middle, small=True, ha="right")

    def _explain(self) -> None:
        figure, line = self._figure, self._height - _FOOT
        neighbours = [pair for rows in (figure.beside(), figure.below()) for row in rows for pair in row]
        wrong = [pair for pair in neighbours if not pair.right]
        said = f"Squared distances by {figure.model}, from 0 to 4; up to {figure.threshold:.2f} they mean one person."
        self._write(said, _MARGIN, line + _LINE, small=True)
        if wrong:
            self._number(wrong[0], _MARGIN + _SAMPLE / 2, line + 2 * _LINE)
        much = f"in a dark field: decided wrong at that threshold, {len(wrong)} of {len(neighbours)} neighbours"
        nothing = f"All {len(neighbours)} neighbours are decided right at that threshold."
        self._write(much if wrong else nothing, _MARGIN + _SAMPLE if wrong else _MARGIN, line + 2 * _LINE, small=True)

    def _write(
        self, text: str, across: float, down: float, *, colour: str = "", small: bool = False, **more: Any
    ) -> None:
        size, ink = (TEXT * _SMALL, self._palette.muted) if small else (TEXT, colour)
        more = {"va": "center_baseline", **more}
        self._axes.text(
            across, down, text, color=ink, fontsize=size, family=families(), parse_math=False, zorder=5, **more
        )


def signed(amount: float) -> str:
    """A whole number with its sign: -7 with a true minus, 0 without one."""
    whole = round(amount)
    return "0" if whole == 0 else f"{whole:+d}".replace("-", "\N{MINUS SIGN}")


def shortened(name: str) -> str:
    """A name that has room beside two rows; of a longer one its beginning."""
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "\N{HORIZONTAL ELLIPSIS}"
