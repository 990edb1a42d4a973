"""The page of figures of several runs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from facegate.evaluation import bootstrap
from facegate.evaluation.report import charts
from facegate.evaluation.report.html import Cell, Chart, Report, Section, Table
from facegate.evaluation.report.words import rate_text
from facegate.training.figures.cost import cost_against_accuracy, counted_operations
from facegate.training.figures.facts import RunFacts
from facegate.training.figures.panels import det_panels, roc_panels

_PANELS = (
    "In colour the run that the panel is about, with the 95 % interval of each point; dashed its network before the"
    " first step of training; thin the other runs. Intervals: "
    + bootstrap.METHOD
    + "; the threshold held. Curves begin at three false matches; where nothing is missed there is no band."
)


def figures_report(runs: Sequence[RunFacts]) -> Report:
    """Compose the page; at least one run."""
    best = min(runs, key=lambda run: 1.0 if run.eer.value is None else run.eer.value)
    people = sorted({run.tested_on for run in runs})
    sections = [_table_section(runs)]
    if len({run.cost.flops for run in runs if run.accuracy is not None}) > 1:
        sections.append(_cost_section(runs))
    if any(run.curve is not None for run in runs):
        sections.append(_curves_section(runs))
    return Report(
        title="Runs of the training lab",
        summary=(
            f"Lowest equal error rate on people who had no part in training: {rate_text(best.eer.value)}, {best.name}."
        ),
        facts=(("Runs", f"{len(runs)}"), ("Judged on", " or ".join(f"{count} people" for count in people))),
        sections=sections,
    )


def _table_section(runs: Sequence[RunFacts]) -> Section:
    rates: list[Sequence[Cell]] = [
        (run.name, run.eer, run.tar("1e-2"), run.tar("1e-3"), _accuracy_text(run)) for run in runs
    ]
    costs: list[Sequence[Cell]] = [
        (
            run.name,
            run.recipe,
            run.backbone,
            counted_operations(run.cost.parameters),
            counted_operations(run.cost.flops),
            None if run.seconds is None else round(run.seconds),
        )
        for run in runs
    ]
    return Section(
        "Rates and costs",
        ["VAL at FAR is the share of mated comparisons that match where so many of the others do."],
        (
            Table(
                "On unseen people, over all pairs of pictures",
                ("Run", "Equal error rate", "VAL at FAR 1 %", "VAL at FAR 0.1 %", "Accuracy over folds"),
                rates,
            ),
            Table("Networks", ("Run", "Recipe", "Backbone", "Parameters", "FLOPs", "Seconds"), costs),
        ),
        (
            Chart(
                "eer",
                "Equal error rate of each run",
                "The equal error rate of each run on unseen people, with its 95 % interval.",
                partial(charts.by_group, "Equal error rate", [(run.name, run.eer) for run in runs]),
            ),
        ),
    )


def _accuracy_text(run: RunFacts) -> str | None:
    if run.accuracy is None:
        return None
    mean, error = run.accuracy
    return f"{100 * mean:.1f} ± {100 * error:.1f} %"


def _cost_section(runs: Sequence[RunFacts]) -> Section:
    return Section(
        "Cost against accuracy",
        ["A multiplication and an addition count as two operations."],
        charts=(
            Chart(
                "cost",
                "Operations for one picture, and accuracy on unseen people",
                "A dot for each run: floating-point operations across, accuracy upwards, with its 95 % interval.",
                partial(cost_against_accuracy, runs),
            ),
        ),
    )


def _curves_section(runs: Sequence[RunFacts]) -> Section:
    return Section(
        "By threshold",
        [_PANELS],
        charts=(
            Chart(
                "roc",
                "True acceptance over false matches (ROC)",
                "True accept rate over false match rate, logarithmic; a panel for each run.",
                partial(roc_panels, runs),
            ),
            Chart(
                "det",
                "Misses over false matches (DET)",
                "False non-match rate over false match rate on normal deviates; a panel for each run.",
                partial(det_panels, runs),
            ),
        ),
    )
