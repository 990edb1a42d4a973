"""``facegate evaluate``: error rates on pictures whose people are known. Nothing is stored."""

from __future__ import annotations

import typer

from facegate.cli import (
    evaluate_gallery,
    evaluate_identification,
    evaluate_light_and_pose,
    evaluate_pad,
    evaluate_quality,
    evaluate_rivals,
    evaluate_verification,
)

commands = typer.Typer(
    name="evaluate",
    help="Error rates with their intervals, on pictures whose people are known.",
    epilog="Example: facegate evaluate verification --images lfw/images --pairs lfw/pairs.txt --json",
    no_args_is_help=True,
    rich_markup_mode=None,
)

for module in (
    evaluate_verification,
    evaluate_identification,
    evaluate_light_and_pose,
    evaluate_pad,
    evaluate_quality,
    evaluate_rivals,
    evaluate_gallery,
    evaluate_light_and_pose,
):
    module.add_to(commands)
