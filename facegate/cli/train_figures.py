"""``facegate train figures``: runs by what they cost and by their errors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.evaluate_output import rate_cells
from facegate.cli.invocation import JsonOption
from facegate.cli.lab import require_lab
from facegate.cli.output import Output, note

if TYPE_CHECKING:
    from facegate.training.figures.facts import Cost, RunFacts

_HELP = """Draw runs side by side: floating-point operations against accuracy, ROC and DET with their intervals, before
and after training; as PNG, and as one page that holds them all."""

_PAGE = "runs.html"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("figures", help=_HELP, epilog="Example: facegate train figures runs/first runs/second --out figures")(
        figures
    )


def figures(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN...", help="Folders of runs.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for page and pictures.")],
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    require_lab()
    from facegate.evaluation.report.html import write
    from facegate.training.figures.facts import read_runs
    from facegate.training.figures.page import figures_report

    folders = list(dict.fromkeys(runs))
    found = read_runs(folders, _costs(folders))
    write(figures_report(found), out / _PAGE, out)
    note(f"Wrote {out / _PAGE}, and its pictures beside it.")
    records = [run.record() for run in found]
    Output(as_json).table(
        {"page": str(out / _PAGE), "runs": records},
        ("Run", "Backbone", "GFLOPs", "EER", "95 %", "VAL at FAR 1 %", "95 %"),
        [_row(run) for run in found],
    )


def _costs(folders: list[Path]) -> dict[Path, Cost]:
    """What each run's network takes, counted without making it."""
    from facegate.training.backbones.accounting import size_of
    from facegate.training.figures.facts import Cost
    from facegate.training.runs import open_run

    sizes = {folder: size_of(open_run(folder).record.config.backbone) for folder in folders}
    return {folder: Cost(size.parameters, size.flops) for folder, size in sizes.items()}


def _row(run: RunFacts) -> tuple[str, ...]:
    eer, tar = rate_cells(run.eer.record()), rate_cells(run.tar("1e-2").record())
    return (run.name, run.backbone, f"{run.cost.flops / 1e9:.3g}", *eer[:2], *tar[:2])
