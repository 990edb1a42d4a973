"""A calibration in words, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facegate.cli.evaluate_output import percent


def text_of(record: Mapping[str, Any]) -> str:
    """What ``facegate calibrate`` prints."""
    return "\n".join([*_where_from(record), *_distributions(record), *_proposal(record), *_month(record), _end(record)])


def _where_from(record: Mapping[str, Any]) -> list[str]:
    lines = [f"Model {record['model']}, {record['metric'].replace('_', ' ')} distance, {record['date']}."]
    lines.append(f"From {record['source']}.")
    if record["one_session"]:
        lines.append(
            f"{record['one_session']} people were enrolled in one session: how alike their samples are says nothing of "
            "the next visit, so refusals are reckoned from the others and from the bundled statistics."
        )
    return lines


def _distributions(record: Mapping[str, Any]) -> list[str]:
    lines = []
    for name, title, tail in (("mated", "The same person", "0.95"), ("non_mated", "Two persons", "0.001")):
        quantiles = record["distances"][name]
        if quantiles["0.5"] is None:
            continue
        beyond = (
            f"one in twenty is above {quantiles[tail]:.2f}"
            if name == "mated"
            else f"one in a thousand is below {quantiles[tail]:.2f}"
        )
        lines.append(f"{title}: half of the distances are below {quantiles['0.5']:.2f}, {beyond}.")
    return lines


def _proposal(record: Mapping[str, Any]) -> list[str]:
    lines = [
        "",
        f"Threshold {record['threshold']:.3f} for {_people(record['enrolled'])} enrolled:",
        f"  a stranger's visit ends in a name about {_often(record['fpir'])};",
        f"  an enrolled person's visit is refused in {_shares(record['fnir'])} of the cases.",
    ]
    if record["extrapolated"]:
        lines.append("  Extrapolated: rarer than the data show (3 / n).")
    lines.append(f"  Looks by a {record['tail_model']} tail, visits by a {record['visit_model']}.")
    if record["doubtful"]:
        lines.append(
            f"  The data cannot promise this rate: it may be up to once in {_visits(record['fpir']['ci95'][1])}."
        )
    return lines


def _month(record: Mapping[str, Any]) -> list[str]:
    alarms, refusals = record["false_alarms_per_month"], record["refusals_per_month"]
    return [
        f"  A month: {_count(alarms)} false alarms in {alarms['n']} visits of strangers, "
        f"{_count(refusals)} refusals in {refusals['n']} visits of people enrolled."
    ]


def _end(record: Mapping[str, Any]) -> str:
    if record["accepted"]:
        return "It is in effect now."
    before = record["in_use"]["threshold"]
    return "Nothing was changed. " + (
        "No threshold is in use." if before is None else f"In use: {before:.3f} ({record['in_use']['source']})."
    )


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _often(rate: Mapping[str, Any]) -> str:
    low, high = rate["ci95"]
    least = "never" if low == 0 else f"once in {_visits(low)}"
    return f"once in {_visits(rate['value'])} visits (95 %: between {least} and once in {_visits(high)})"


def _visits(rate: float) -> str:
    return f"{round(1.0 / max(rate, 1e-12)):,}"


def _shares(rate: Mapping[str, Any]) -> str:
    low, high = rate["ci95"]
    return f"{percent(rate['value'])} (95 %: {percent(low)} to {percent(high)})"


def _count(events: Mapping[str, Any]) -> str:
    low, high = events["ci95"]
    return f"{events['value']:.2g} ({low:.2g} to {high:.2g})"
