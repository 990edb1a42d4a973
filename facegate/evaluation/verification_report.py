"""The page that shows a verification: what came out, by threshold, by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from facegate.domain.rates import RULE_OF_THREE, Rate
from facegate.evaluation.cohorts import NORM
from facegate.evaluation.curves import ErrorCurve, counts_of
from facegate.evaluation.report import charts
from facegate.evaluation.report.html import Chart, Report, Section, Table, format_rate
from facegate.evaluation.shown import acquisition_section, facts, fmr_words, group_name, rate_of
from facegate.evaluation.verification import Verification

_COLUMNS = 100
"""Of a histogram: steps of 0.04."""

_BY_GROUP = "Comparisons within each group, at the threshold in use, over all cross pairs."
_BY_NORM = (
    "All cross pairs at the threshold in use, by the shorter of the two embeddings' norms: a third of the templates"
    " is short, a third long. Blurred, dark and turned faces have short ones."
)


def verification_report(record: Mapping[str, Any], found: Verification) -> Report:
    """Compose the page.

    Args:
        record: what the command prints: the result's own and ``operating_point`` and ``acquisition``.
        found: the result, for its curves.
    """
    cross = record["cross_pairs"]
    accuracy = rate_of(record["accuracy"])
    summary = (
        f"At the threshold in use, {record['threshold']:.2f}, {format_rate(rate_of(cross['fmr']))} of the comparisons"
        f" of different people match and {format_rate(rate_of(cross['fnmr']))} of those of one person do not."
    )
    if accuracy.value is not None:
        summary += f" Accuracy over {record['folds']} folds: {format_rate(accuracy)}."
    return Report(
        title="Verification, 1:1",
        summary=summary,
        facts=(
            *facts(record),
            ("Pairs", f"{record['mated']:,} mated, {record['non_mated']:,} non-mated, {record['folds']} folds"),
            ("Cross pairs", f"{cross['mated']:,} mated, {cross['non_mated']:,} non-mated"),
        ),
        sections=(
            _rates_section(record),
            _curves_section(record, found),
            *_group_sections(record),
            acquisition_section(record["acquisition"]),
        ),
    )


def _rates_section(record: Mapping[str, Any]) -> Section:
    cross = record["cross_pairs"]
    rows: list[tuple[str, Rate | None, Rate]] = [
        ("FMR at the threshold in use", rate_of(record["fmr"]), rate_of(cross["fmr"])),
        ("FNMR at the threshold in use", rate_of(record["fnmr"]), rate_of(cross["fnmr"])),
        ("Equal error rate", rate_of(record["eer"]), rate_of(cross["eer"])),
    ]
    for name, rate in cross["tar_at_fmr"].items():
        own = record["tar_at_fmr"].get(name)
        rows.append((f"TAR at FMR {fmr_words(name)}", None if own is None else rate_of(own), rate_of(rate)))
    by_fold = record["accuracy_by_fold"]
    folds = Table(
        "Accuracy, the threshold of each fold chosen on the others",
        ("Fold", "Accuracy", "Threshold"),
        [
            (f"{number}", f"{100 * value:.2f} %", f"{threshold:.4f}")
            for number, (value, threshold) in enumerate(
                zip(by_fold["values"], by_fold["thresholds"], strict=True), start=1
            )
        ],
    )
    paragraphs = [f"Intervals: {record['method']['pairs']}. Cross pairs: {record['method']['cross_pairs']}."]
    if by_fold["std"] is not None:
        paragraphs.insert(
            0,
            f"Accuracy is {100 * by_fold['mean']:.2f} % ± {100 * by_fold['standard_error']:.2f} % (standard error of"
            f" the mean over folds). With the threshold chosen on the very same pairs it would be"
            f" {100 * record['best_accuracy']['value']:.2f} %.",
        )
    rates = Table(
        "At the threshold in use, and at fixed false match rates", ("", "Pairs of the list", "All cross pairs"), rows
    )
    return Section("Rates", paragraphs, (rates, folds) if by_fold["values"] else (rates,))


def _curves_section(record: Mapping[str, Any], found: Verification) -> Section:
    pairs, cross = found.compared.curve, found.cross.curve
    both = [_curve("pairs of the list", pairs), _curve("all cross pairs", cross)]
    threshold = record["threshold"]
    false_matches, false_non_matches = cross.errors_at(threshold)
    marks = [
        charts.Mark(
            f"{threshold:.2f}, in use",
            false_matches / max(1, cross.non_mated),
            false_non_matches / max(1, cross.mated),
        )
    ]
    edges, non_mated = found.cross.non_mated.coarse(_COLUMNS)
    mated = counts_of(found.cross.mated_distances).coarse(_COLUMNS)[1]
    return Section(
        "By threshold",
        ["The curves end where the data do: at three false matches."],
        charts=(
            Chart(
                "distances",
                "Distances of all cross pairs",
                "Histograms of squared distances: comparisons of one person left, of different people right.",
                partial(charts.histograms, edges, mated, non_mated, threshold),
            ),
            Chart(
                "roc",
                "True acceptance over false matches (ROC)",
                "True acceptance rate over false match rate, logarithmic.",
                partial(charts.roc, both, marks),
            ),
            Chart(
                "det",
                "Misses over false matches (DET)",
                "False non-match rate over false match rate on normal deviates.",
                partial(charts.det, both, marks),
            ),
        ),
    )


def _curve(label: str, curve: ErrorCurve) -> charts.Curve:
    seen = curve.false_matches >= RULE_OF_THREE
    return charts.Curve(label, curve.fmr[seen], curve.fnmr[seen])


def _group_sections(record: Mapping[str, Any]) -> list[Section]:
    return [
        _group_section(number, column, groups, record)
        for number, (column, groups) in enumerate(record["by_group"].items())
        if any(each["cross_pairs"] is not None for each in groups.values())
    ]


def _group_section(number: int, column: str, groups: Mapping[str, Any], record: Mapping[str, Any]) -> Section:
    shown: Sequence[tuple[str, Any]] = [
        (name, each["cross_pairs"]) for name, each in groups.items() if each["cross_pairs"] is not None
    ]
    kinds = (("fmr", "FMR"), ("fnmr", "FNMR"))
    heading = group_name(column)
    return Section(
        heading,
        [_BY_NORM if column == NORM else _BY_GROUP],
        (
            Table(
                "At the threshold in use",
                ("Group", "FMR", "FNMR", "Equal error rate"),
                [(name, *(rate_of(each[key]) for key in ("fmr", "fnmr", "eer"))) for name, each in shown],
            ),
        ),
        tuple(
            Chart(
                f"{key}-by-group-{number}",
                f"{title}, {heading[0].lower()}{heading[1:]}",
                f"{title} of each group with its 95 % interval, and of all.",
                partial(
                    charts.by_group,
                    title,
                    [(name, rate_of(each[key])) for name, each in shown],
                    rate_of(record["cross_pairs"][key]),
                ),
            )
            for key, title in kinds
        ),
    )
