"""``facegate train curves``: what every loss makes of an angle, on one picture. Needs no PyTorch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from facegate.cli.invocation import JsonOption
from facegate.cli.output import Output

_SHOWN = (0, 30, 60, 90, 120, 180)
"""Degrees in the table; all are in the JSON."""

_KINDS = {"logit": "logit", "cost": "loss of a pair"}


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("curves", epilog="Example: facegate train curves losses.png")(curves)


def curves(
    out: Annotated[Path, typer.Argument(metavar="OUT.png", help="The picture.")],
    as_json: JsonOption = False,
) -> None:
    """Draw the target-logit curves of all losses, and what the others make of pairs, over the angle.

    Every loss has the parameters of its source; margins that fade in during training are shown at their end.
    """
    from facegate.training.losses.curve_picture import save_curves
    from facegate.training.losses.curves import A_DEGREE, DEGREES, loss_curves

    found = loss_curves()
    save_curves(out)
    record: dict[str, Any] = {
        "picture": str(out),
        "degrees": DEGREES.tolist(),
        "curves": [
            {
                "losses": list(curve.losses),
                "label": curve.label,
                "family": curve.family,
                "values": [round(float(value), 6) for value in curve.values],
            }
            for curve in found
        ],
    }
    rows = [
        [curve.label, _KINDS[curve.family], *(f"{curve.values[at * A_DEGREE]:.3f}" for at in _SHOWN)] for curve in found
    ]
    Output(as_json).table(record, ("Loss", "Shown", *(f"{at}°" for at in _SHOWN)), rows)
