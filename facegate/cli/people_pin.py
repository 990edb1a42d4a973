"""``facegate people pin``: the PIN with which somebody signs in at the keypad."""

from __future__ import annotations

from typing import Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output
from facegate.cli.pin_input import read_pin


def add_to(people: typer.Typer) -> None:
    """Add the command to those about people."""
    people.command("pin", epilog="Example: facegate people pin A-17")(set_pin)


def set_pin(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")],
    clear: Annotated[bool, typer.Option("--clear", help="Take the PIN away.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Set a PIN of 4 to 12 digits, typed twice or on stdin; it also ends a wait after too many failed tries."""
    from facegate.cli.people import find_person

    call = invocation(context)
    with call.services() as services:
        subject = find_person(services, identifier)
        pin = None if clear else read_pin(context)
        with call.signals.held():
            changed = services.keypad.set_pin(subject.subject_id, pin)
    record = {"subject_id": changed.subject_id, "person_id": changed.external_id, "has_pin": changed.has_pin}
    done = "The PIN was set." if changed.has_pin else "The PIN was taken away."
    Output(as_json).result(record, done)
