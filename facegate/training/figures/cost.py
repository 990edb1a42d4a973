"""What networks cost against what they achieve (Schroff et al. 2015, figure 4: FLOPs against accuracy)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facegate.domain.rates import DEVIATIONS_95
from facegate.evaluation.report.drawing import CURVE, Drawing
from facegate.evaluation.report.palette import LIGHT, Palette
from facegate.evaluation.report.scales import percent, round_steps
from facegate.training.figures.facts import RunFacts
from facegate.training.figures.names import name_points

_DOT = 7.0
"""Points."""

_LEFT, _RIGHT = 1.8, 2.6
"""Factors by which the axis of operations reaches beyond the points: room for their names, which stand to the right."""

_BESIDE = 1.07
"""Factor between two dots of one cost, which would hide each other."""

_UNITS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""))


def cost_against_accuracy(runs: Sequence[RunFacts], palette: Palette = LIGHT) -> bytes:
    """A dot a run with the 95 % interval of its mean accuracy over folds; those without one are left out."""
    drawing = Drawing(palette, height=4.3)
    axes = drawing.axes
    rated = [(run.name, run.cost.flops, *accuracy) for run in runs if (accuracy := run.accuracy) is not None]
    shown = [(name, place, mean, error) for place, (name, _, mean, error) in zip(_places(rated), rated, strict=True)]
    axes.set_xscale("log")
    costs = [cost for _, cost, _, _ in shown]
    low, high = min(costs) / _LEFT, max(costs) * _RIGHT
    axes.set_xlim(low, high)
    ends = [(mean - DEVIATIONS_95 * error, min(1.0, mean + DEVIATIONS_95 * error)) for _, _, mean, error in shown]
    floor = max(0.0, min(end for end, _ in ends))
    room = max((1.0 - floor) * 0.08, 0.002)
    axes.set_ylim(max(0.0, floor - room), 1.0 + room * 0.6)
    for (_, cost, mean, _), (least, most) in zip(shown, ends, strict=True):
        axes.plot([cost, cost], [max(0.0, least), most], color=palette.accent, linewidth=CURVE * 1.5, alpha=0.4)
        axes.plot([cost], [mean], "o", color=palette.accent, markersize=_DOT, zorder=4)
    ticks = _ticks(low, high)
    drawing.ticks("x", ticks, [counted_operations(tick) for tick in ticks])
    steps = round_steps(axes.get_ylim()[0], 1.0)
    drawing.ticks("y", steps, [percent(step) for step in steps])
    across = "Floating-point operations for one picture; of one cost side by side"
    drawing.name(across, "Accuracy on unseen people, mean over folds, 95 % interval")
    name_points(drawing, [(name, cost, mean) for name, cost, mean, _ in shown], (0.0, 0.0, 1.0, 1.0))
    return drawing.png()


def _places(rated: Sequence[tuple[str, int, float, float]]) -> list[float]:
    """Where dots stand across: at their cost; those of one cost side by side around it."""
    costs = [cost for _, cost, _, _ in rated]
    seen: Counter[int] = Counter()
    places = []
    for cost in costs:
        places.append(cost * _BESIDE ** (seen[cost] - (costs.count(cost) - 1) / 2))
        seen[cost] += 1
    return places


def _ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 times the powers of ten within the axis; of those the powers alone where there are many."""
    every = [factor * 10.0**power for power in range(16) for factor in (1, 2, 5)]
    inside = [tick for tick in every if low <= tick <= high]
    tens = [tick for tick in inside if str(int(tick))[0] == "1"]
    return tens if len(tens) > 2 else inside


def counted_operations(count: float) -> str:
    """Short: ``1.6 G``, ``850 M``."""
    scale, unit = next((each for each in _UNITS if count >= each[0]), _UNITS[-1])
    return f"{count / scale:.3g} {unit}".rstrip()
