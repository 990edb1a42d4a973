"""``facegate gallery``: a gallery of people in a file of its own, and who of them is in pictures. No database."""

from __future__ import annotations

import typer

from facegate.cli import gallery_build, gallery_recognise

commands = typer.Typer(
    name="gallery",
    help="People from folders of pictures in one sealed file, and who of them is in other pictures.",
    epilog="Example: facegate gallery build people/ people.gallery",
    no_args_is_help=True,
    rich_markup_mode=None,
)

for module in (gallery_build, gallery_recognise):
    module.add_to(commands)
