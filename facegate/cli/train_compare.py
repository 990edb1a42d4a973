"""``facegate train compare``: two runs side by side. Needs no PyTorch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facegate.cli.invocation import JsonOption
from facegate.cli.output import Output

_HASH = 64
"""Characters of a SHA-256, of which a table shows the first few."""

_SHOWN = 12


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("compare", epilog="Example: facegate train compare runs/first runs/second")(compare)


def compare(
    first: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")],
    second: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of another.")],
    as_json: JsonOption = False,
) -> None:
    """Show two runs side by side: what differs between them, and what each came to."""
    from facegate.training.compare import compare_runs
    from facegate.training.runs import open_run

    found = compare_runs(open_run(first), open_run(second))
    rows = [
        (key, _shown(ours), _shown(theirs))
        for part in (found.settings, found.circumstances, found.results)
        for key, (ours, theirs) in part.items()
        if ours is not None or theirs is not None
    ]
    record = {"runs": [str(first), str(second)], **found.record()}
    Output(as_json).table(record, ("", first.name or str(first), second.name or str(second)), rows)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    text = "" if value is None else str(value)
    return text[:_SHOWN] if len(text) == _HASH else text
