"""``facegate train export``: a run's network as files that the program installs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from facegate.cli.invocation import JsonOption
from facegate.cli.lab import require_lab
from facegate.cli.output import Output, note

_HELP = """Write the network of a run as ONNX with its description, into RUN/export.

The file is compared with the trained network on real faces and refused where they differ by more than rounding, then
measured on the people whom the run kept apart. Where these are enough for one (80 people for a false match rate of
1e-3), the description gets a threshold; else the site calibrates one before anybody is identified. A network's id
changes with its weights and with how it is fed: templates carry it, and those of two networks are not compared.
Afterwards: facegate models install --from RUN."""

_CHECKPOINTS = ("best", "last")


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "export",
        help=_HELP,
        epilog="Example: facegate train export runs/first --name gate --int8",
    )(export)


def export(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The run's folder.")],
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="What the ids begin with; without, the folder's name.")
    ] = "",
    licence: Annotated[
        str | None, typer.Option("--licence", metavar="SPDX", help="Of the files; without, proprietary: your own.")
    ] = None,
    research_only: Annotated[
        bool, typer.Option("--research-only", help="The pictures were given for research: so is the network.")
    ] = False,
    int8: Annotated[
        bool, typer.Option("--int8", help="Also in integers of 8 bits: a quarter of the size, with its own threshold.")
    ] = False,
    checkpoint: Annotated[
        str, typer.Option("--checkpoint", metavar="best|last", help="The best validation's weights, or the last ones.")
    ] = "best",
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", help="The training set, where it has moved since.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    if checkpoint not in _CHECKPOINTS:
        raise typer.BadParameter(f"--checkpoint is one of {', '.join(_CHECKPOINTS)}")
    require_lab()
    from facegate.training.data.aligned import open_aligned
    from facegate.training.export.facts import OWN_LICENCE
    from facegate.training.export.run_export import ExportOptions, export_run
    from facegate.training.runs import open_run

    opened = open_run(run)
    pictures = open_aligned(data or Path(opened.record.data.folder))
    options = ExportOptions(
        name=name,
        licence=OWN_LICENCE if licence is None else licence,
        research_only=research_only,
        integers=int8,
        which="last" if checkpoint == "last" else "best",
    )
    note("Writing the network; a large one takes a few minutes.")
    report = export_run(opened, pictures, options, date.today())
    Output(as_json).result(report, "\n".join(_told(entry) for entry in report))
    note(f"Install with: facegate models install --from {run}")


def _told(entry: dict[str, Any]) -> str:
    rates, loss = entry["rates"], entry.get("loss")
    parts = [f"{entry['id']}: {entry['form']}, {entry['bytes'] / 1e6:.1f} MB"]
    if "parity" in entry:
        parts.append(f"differs by {max(entry['parity']['unit'], entry['parity']['raw']):.1g}")
    if rates is not None:
        val = rates["tar_at_fmr"]["1e-2"]["value"]
        eer = rates["eer"]["value"]
        # One person alone has no non-mated pair: there is no rate then.
        parts.append("EER not shown" if eer is None else f"EER {eer:.2%}")
        parts += [] if val is None else [f"VAL {val:.2%} at FAR 1e-2"]
    if loss is not None and loss["eer"] is not None:
        parts.append(f"integers cost {100 * loss['eer']:+.2f} points of EER")
    parts.append("threshold measured" if entry["measured"] else "calibrate before use")
    return "; ".join(parts)
