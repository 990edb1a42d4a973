"""``facegate people references``: taking one reference of a person back."""

from __future__ import annotations

from typing import Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output


def add_to(people: typer.Typer) -> None:
    """Add the group to the commands about people."""
    group = typer.Typer(
        name="references",
        help="The references of a person; 'facegate people show' lists them.",
        epilog="Example: facegate people references remove A-17 42",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command("remove", epilog="Example: facegate people references remove A-17 42")(remove)
    # With a callback, or a group of one command would be that command.
    group.callback()(_group)
    people.add_typer(group)


def _group() -> None:
    """The references of a person; 'facegate people show' lists them."""


def remove(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")],
    reference: Annotated[int, typer.Argument(metavar="REFERENCE", help="The reference's number.")],
    as_json: JsonOption = False,
) -> None:
    """Erase one reference. One that rested because this one took its place is used again."""
    from facegate.cli.people import find_person
    from facegate.domain.ids import ReferenceId

    call = invocation(context)
    with call.services() as services:
        subject = find_person(services, identifier)
        with call.signals.held():
            services.corrections.remove_reference(subject.subject_id, ReferenceId(reference))
    record = {"subject_id": subject.subject_id, "person_id": subject.external_id, "reference_id": reference}
    Output(as_json).result(record, f"Reference {reference} was erased.")
