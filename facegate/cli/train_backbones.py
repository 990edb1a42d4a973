"""``facegate train backbones``: the networks that can be trained, and whether they are what their sources describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from facegate.cli.invocation import JsonOption
from facegate.cli.lab import require_lab
from facegate.cli.output import Output

if TYPE_CHECKING:
    from facegate.training.backbones.accounting import Comparison

_COLUMNS = (
    "Network",
    "Pictures",
    "Parameters",
    "Published",
    "Difference",
    "GFLOPs",
    "Published",
    "Difference",
    "Source",
)
_GIGA = 1e9


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("backbones", epilog="Example: facegate train backbones --json")(backbones)


def backbones(as_json: JsonOption = False) -> None:
    """Tell the parameters and operations of every network beside what its source publishes.

    Each is counted as its source counts. Where that has classes at its end, both are counted up to there. An addition
    and a multiplication are two operations; those of one picture.
    """
    require_lab()
    from facegate.training.backbones.accounting import compare_all

    found = compare_all()
    Output(as_json).table([_record(each) for each in found], _COLUMNS, [_row(each) for each in found])


def _record(comparison: Comparison) -> dict[str, Any]:
    published = comparison.published
    return {
        "network": published.name,
        "rows": published.input_size,
        "columns": published.columns or published.input_size,
        "embedding_size": published.embedding_size or None,
        "counts_head": not published.classes_parameters,
        "parameters": comparison.parameters,
        "published_parameters": comparison.expected,
        "parameters_source": published.parameters_source,
        "flops": comparison.flops,
        "published_flops": round(published.flops),
        "flops_source": published.flops_source,
    }


def _row(comparison: Comparison) -> tuple[str, ...]:
    published = comparison.published
    sources = dict.fromkeys((published.parameters_source, published.flops_source))
    return (
        published.name,
        f"{published.columns or published.input_size} x {published.input_size}",
        f"{comparison.parameters:,}",
        f"{comparison.expected:,}",
        f"{comparison.parameters_difference:+.2%}",
        f"{comparison.flops / _GIGA:.3f}",
        f"{published.flops / _GIGA:.3f}",
        f"{comparison.flops_difference:+.2%}",
        "; ".join(sources),
    )
