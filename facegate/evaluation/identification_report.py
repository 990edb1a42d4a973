"""The page that shows an identification: what came out, by threshold, by size of the gallery, by group."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np

from facegate.evaluation.cohorts import NORM
from facegate.evaluation.curves import counts_of
from facegate.evaluation.identification import FPIRS, Identification
from facegate.evaluation.report import charts
from facegate.evaluation.report.html import Cell, Chart, Report, Section, Table, format_rate
from facegate.evaluation.shown import acquisition_section, facts, fmr_words, group_name, rate_of

_COLUMNS = 100
"""Of a histogram: steps of 0.04."""

_BY_NORM = (
    "By the norm of the probe's embedding: a third of the pictures is short, a third long. Blurred, dark and turned"
    " faces have short ones."
)

_RATES = (("rank1", "Rank 1"), ("fpir", "FPIR"), ("fnir", "FNIR"), ("misidentified", "Taken for another"))


def identification_report(record: Mapping[str, Any], found: Identification) -> Report:
    """Compose the page.

    Args:
        record: what the command prints: the result's own and ``operating_point`` and ``acquisition``.
        found: the result, for its curves.
    """
    return Report(
        title="Identification, 1:N, open set",
        summary=(
            f"With {record['gallery_size']} people enrolled and the threshold in use, {record['threshold']:.2f},"
            f" {format_rate(rate_of(record['fpir']))} of the searches of strangers end in a name and"
            f" {format_rate(rate_of(record['fnir']))} of those of enrolled people do not end in their own."
        ),
        facts=(
            *facts(record),
            ("Margin to the second", f"{record['margin']:.4g}"),
            ("People", f"{record['people']}, half of them enrolled with {record['references']} photographs each"),
            ("Splits", f"{record['repeats']} random ones, seed {record['seed']}"),
        ),
        sections=(
            _rates_section(record),
            _curves_section(record, found),
            _size_section(record),
            *(_group_section(column, groups) for column, groups in record["by_group"].items() if groups),
            acquisition_section(record["acquisition"]),
        ),
    )


def _rates_section(record: Mapping[str, Any]) -> Section:
    rows = [(title, rate_of(record[key])) for key, title in _RATES]
    rows += [(f"FNIR at FPIR {fmr_words(name)}", rate_of(record["fnir_at_fpir"][name])) for name in FPIRS]
    rows.append(("Failure to enrol", rate_of(record["enrolment"]["fte"])))
    return Section(
        "Rates",
        [
            "FPIR: searches of strangers that end in a name. FNIR: searches of enrolled people that do not end in their"
            " own. Every search is a single look; the margin to the second person is asked for as at the gate.",
            f"Intervals: {record['method']}.",
        ],
        (Table(f"{record['gallery_size']} people enrolled", ("", "Rate"), rows),),
    )


def _curves_section(record: Mapping[str, Any], found: Identification) -> Section:
    curves = [
        # The largest first: it is the one in colour, and the one that the mark is on.
        charts.Curve(f"{size} enrolled", rates.curve.fmr, rates.curve.fnmr)
        for size, rates in sorted(found.by_size.items(), reverse=True)
    ]
    largest = found.by_size[max(found.by_size)]
    false_positives, misses = largest.curve.errors_at(record["threshold"])
    mark = charts.Mark(
        f"{record['threshold']:.2f}, in use",
        false_positives / max(1, largest.curve.non_mated),
        misses / max(1, largest.curve.mated),
    )
    mated, strangers = (counts_of(scores[np.isfinite(scores)]).coarse(_COLUMNS) for scores in largest.scores())
    return Section(
        "By threshold",
        ["A curve ends where no threshold does better: what the margin holds back is never identified."],
        charts=(
            Chart(
                "misses-over-false-positives",
                "Misses over false positives",
                "FNIR over FPIR, one curve for each size of the gallery.",
                partial(charts.identification, curves, [mark]),
            ),
            Chart(
                "distances",
                "Distances at which searches end in a name",
                "Histograms of squared distances: enrolled people left, strangers right.",
                partial(charts.histograms, mated[0], mated[1], strangers[1], record["threshold"]),
            ),
        ),
    )


def _size_section(record: Mapping[str, Any]) -> Section:
    sizes = record["by_size"].values()
    first = next(iter(FPIRS))
    rows: list[list[Cell]] = [
        [
            each["gallery_size"],
            *(rate_of(each[key]) for key in ("fpir", "fnir")),
            rate_of(each["fnir_at_fpir"][first]),
        ]
        for each in sizes
    ]
    series = [
        (title, [(each["gallery_size"], rate_of(each[key])) for each in sizes])
        for key, title in (("fpir", "FPIR"), ("fnir", "FNIR"))
    ]
    columns = ("Enrolled", "FPIR", "FNIR", f"FNIR at FPIR {fmr_words(first)}")
    drawn = Chart(
        "by-gallery-size",
        "At the threshold in use, by size of the gallery",
        "FPIR and FNIR with their intervals over the number of people enrolled.",
        partial(charts.by_size, "Rate", series),
    )
    return Section(
        "By size of the gallery",
        ["The more people are enrolled, the more often a stranger is near one of them."],
        (Table("At the threshold in use, and at a fixed false positive rate", columns, rows),),
        (drawn,) if len(rows) > 1 else (),
    )


def _group_section(column: str, groups: Mapping[str, Any]) -> Section:
    rows: list[list[Cell]] = [
        [name, *(rate_of(each[key]) for key in ("rank1", "fpir", "fnir"))] for name, each in groups.items()
    ]
    heading = group_name(column)
    return Section(
        heading,
        [_BY_NORM if column == NORM else "By the group of the probe."],
        (Table("At the threshold in use", ("Group", "Rank 1", "FPIR", "FNIR"), rows),),
    )
