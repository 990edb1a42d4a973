"""``facegate keys``: the key that templates and pictures are sealed with."""

from __future__ import annotations

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted

commands = typer.Typer(
    name="keys",
    help="The key that templates and pictures are sealed with.",
    epilog="Example: facegate keys rotate",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command("rotate", epilog="Example: facegate keys rotate --json")
def rotate_keys(context: typer.Context, as_json: JsonOption = False) -> None:
    """Seal everything with a new key and throw the old one away, with the backups and the cache that it sealed."""
    call = invocation(context)
    with call.services() as services, call.signals.held():
        count = services.rotate_keys()
    Output(as_json).result({"records": count}, f"The key was changed and {counted(count, 'record')} sealed anew.")
