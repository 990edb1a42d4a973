"""What the pages of verification and identification share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facegate.domain.rates import Rate
from facegate.evaluation.cohorts import NORM
from facegate.evaluation.report.html import Section, Table

_MOST_LISTED = 50
"""Pictures without a template that a page names; the command's JSON names all."""


def rate_of(record: Mapping[str, Any]) -> Rate:
    """A rate from the form in which it is printed."""
    low, high = record["ci95"] or (None, None)
    return Rate(record["value"], low, high, record["n"])


def fmr_words(key: str) -> str:
    """``1e-3`` as ``0.1 %``."""
    return f"{100 * float(key):g} %"


def group_name(column: str) -> str:
    """The heading of a grouping."""
    return "By the norm of the embedding" if column == NORM else f"By {column}"


def facts(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the numbers belong to."""
    point = record["operating_point"]
    nobodys = "" if point["measured"] else "; nobody measured it, and in use the model names nobody by it"
    return [
        ("Model", record["model"]),
        ("Threshold", f"{record['threshold']:.4g}, squared Euclidean distance{nobodys}"),
        ("Threshold from", f"{point['source']}, {point['date']}" if point["date"] else point["source"]),
        ("Pictures", f"{record['acquisition']['pictures']:,}"),
    ]


def acquisition_section(record: Mapping[str, Any]) -> Section:
    """Pictures that gave no template."""
    failed = record["failed"]
    paragraphs = [record["treatment"]]
    if not failed:
        return Section("Failures to acquire", [f"Each of {record['pictures']:,} pictures gave a template."])
    if len(failed) > _MOST_LISTED:
        paragraphs.append(f"The first {_MOST_LISTED} of {len(failed)} are listed.")
    rows = [(each["image"], str(each["reason"]).replace("_", " ")) for each in failed[:_MOST_LISTED]]
    return Section(
        "Failures to acquire",
        paragraphs,
        (
            Table("", ("", "Rate"), [("Failure to acquire", rate_of(record["fta"]))]),
            Table("Pictures without a template", ("Picture", "Reason"), rows),
        ),
    )
