"""Names beside points, where they meet neither each other nor the points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from facegate.evaluation.report.drawing import DPI, TEXT, Drawing

_LETTER, _TALL = 0.56, 1.35
"""Width of a letter and height of a line, over the size of the type: what DejaVu Sans takes on average."""

_NEAR, _ROWS = 7.0, (0.0, 9.0, -9.0, 16.0, -16.0, 24.0, -24.0)
"""Points of type beside a point where its name may begin, and above or below it."""

_POINT = 5.0
"""Points of type around a point that no name shall cover."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A rectangle in points of type from the figure's lower left corner."""

    left: float
    low: float
    right: float
    high: float

    def shared(self, other: _Field) -> float:
        """Area that both cover."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return max(0.0, across) * max(0.0, up)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.high - self.low)


def name_points(drawing: Drawing, points: Sequence[tuple[str, float, float]], within: Sequence[float]) -> None:
    """Write names beside points.

    Args:
        drawing: its axes' limits are set.
        points: name, and place in the axes' units.
        within: left, lower, right and upper edge of where names may be, as shares of the axes.
    """
    to_type = 72.0 / DPI
    placed = [(drawing.axes.transData.transform((x, y)) * to_type).tolist() for _, x, y in points]
    corners = [drawing.axes.transAxes.transform(corner) * to_type for corner in (within[:2], within[2:])]
    frame = _Field(*map(float, (*corners[0], *corners[1])))
    taken = [_Field(x - _POINT, y - _POINT, x + _POINT, y + _POINT) for x, y in placed]
    # From the top down: what lies higher moves up, the rest below it.
    for number in sorted(range(len(points)), key=lambda each: -placed[each][1]):
        name, x, y = points[number]
        right, up, field = _best(name, placed[number], frame, taken)
        taken.append(field)
        drawing.write(
            name, (x, y), colour=drawing.palette.text, offset=(_NEAR if right else -_NEAR, up),
            across="left" if right else "right",
        )  # fmt: skip


def _best(name: str, place: Sequence[float], frame: _Field, taken: Sequence[_Field]) -> tuple[bool, float, _Field]:
    """(whether to the right, points up, the field) of the place that covers least."""
    wide, tall = len(name) * TEXT * _LETTER, TEXT * _TALL

    def field(right: bool, up: float) -> _Field:
        left = place[0] + _NEAR if right else place[0] - _NEAR - wide
        return _Field(left, place[1] + up - tall / 2, left + wide, place[1] + up + tall / 2)

    def cost(choice: tuple[float, bool]) -> tuple[float, float]:
        covered = field(choice[1], choice[0])
        outside = covered.area - covered.shared(frame)
        return sum(covered.shared(each) for each in taken) + 2 * outside, abs(choice[0])

    up, right = min(product(_ROWS, (True, False)), key=cost)
    return right, up, field(right, up)
