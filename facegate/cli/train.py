"""``facegate train``: the training lab. Its commands need the extra ``facegate[train]``; nothing else does."""

from __future__ import annotations

import typer

from facegate.cli import (
    train_align,
    train_backbones,
    train_compare,
    train_curves,
    train_detector,
    train_detector_data,
    train_detector_eval,
    train_eigenfaces,
    train_embedder,
    train_export,
    train_figures,
    train_table,
)

commands = typer.Typer(
    name="train",
    help="Make an embedder or a detector of one's own: align, train, compare, export.",
    epilog="Example: facegate train embedder people runs/first --recipe small-arcface",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.callback()
def train() -> None:
    """Make an embedder or a detector of one's own: align, train, compare, export."""


for module in (
    train_align,
    train_backbones,
    train_embedder,
    train_compare,
    train_export,
    train_curves,
    train_detector,
    train_detector_data,
    train_detector_eval,
    train_eigenfaces,
    train_figures,
    train_table,
):
    module.add_to(commands)
