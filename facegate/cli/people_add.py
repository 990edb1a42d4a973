"""``facegate people add``: a record of somebody who signs in with a card or a PIN."""

from __future__ import annotations

from typing import Annotated

import typer

from facegate.cli.export import days_of
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, note, printable
from facegate.cli.pin_input import read_pin

_EXAMPLE = "facegate people add 'Bo Nkemelu' --id 20418 --card 0004711225 --declines-face"


def add_to(people: typer.Typer) -> None:
    """Add the command to those about people."""
    people.command("add", epilog=f"Example: {_EXAMPLE}")(add_person)


def add_person(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it is to be shown.")],
    external_id: Annotated[str, typer.Option("--id", metavar="ID", help="The site's identifier, used once.")],
    card: Annotated[str, typer.Option("--card", metavar="NUMBER", help="Their card's number, used once.")] = "",
    department: Annotated[str, typer.Option("--department", metavar="NAME", help="Their department.")] = "",
    group: Annotated[list[str] | None, typer.Option("--group", metavar="NAME", help="A group; repeatable.")] = None,
    valid_from: Annotated[
        str | None, typer.Option("--valid-from", metavar="DAY", help="First day, YYYY-MM-DD.")
    ] = None,
    valid_until: Annotated[
        str | None, typer.Option("--valid-until", metavar="DAY", help="Last day, YYYY-MM-DD.")
    ] = None,
    declines_face: Annotated[
        bool, typer.Option("--declines-face", help="They do not want to be recognised by their face.")
    ] = False,
    pin_stdin: Annotated[bool, typer.Option("--pin-stdin", help="Read a PIN from stdin.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add somebody without a face: they sign in at the keypad of the live page. 'facegate enrol' is for the others."""
    from facegate.domain.profiles import Profile

    first, last = days_of(context, valid_from, valid_until, ("--valid-from", "--valid-until"))
    profile = Profile(name, external_id, department, tuple(group or ()), card or None, first, last)
    call = invocation(context)
    with call.services() as services:
        profile = services.people.check_profile(profile)
        pin_hash = services.keypad.hash_pin(read_pin(context), profile) if pin_stdin else None
        with call.signals.held():
            subject = services.people.add_without_face(profile, declined=declines_face, pin_hash=pin_hash)
    if subject.card is None and not subject.has_pin:
        note("They have neither a card nor a PIN yet: 'facegate people pin' sets one.")
    record = {
        "subject_id": subject.subject_id,
        "person_id": subject.external_id,
        "name": subject.name,
        "card": subject.card,
        "declined": subject.declined_at is not None,
        "has_pin": subject.has_pin,
    }
    Output(as_json).result(record, printable(f"Added {subject.name} ({subject.external_id})."))
