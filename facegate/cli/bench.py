"""``facegate bench``: this machine against the budgets of the design."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Add the command."""
