"""``facegate people record``: everything that is stored of one person, for that person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, note, printable


def add_to(people: typer.Typer) -> None:
    """Add the command."""
    people.command("record", epilog="Example: facegate people record A-17 --out record.zip")(write_record)


def write_record(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The ZIP; an older one is replaced.")],
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="TAG", help="Of the words in it; else that of the consent text."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write everything that is stored of a person as a ZIP, to be handed to them (GDPR, article 15).

    Templates and pictures in it are not encrypted: the file can be read by your account only, and should be handed
    over in person. That it was written is noted in the audit.
    """
    from facegate.cli.people import find_person

    with invocation(context).services() as services:
        subject = find_person(services, identifier)
        summary = services.records.write(subject.subject_id, out, language=language)
    target = out.absolute()
    note("Templates and pictures in it are not encrypted. Delete the file once it is handed over.")
    record = {
        "subject_id": subject.subject_id,
        "person_id": subject.external_id,
        "file": str(target),
        "events": summary.events,
        "references": summary.references,
        "pictures": summary.pictures,
        "consents": summary.consents,
    }
    said = ", ".join(
        (
            counted(summary.events, "event"),
            counted(summary.references, "reference"),
            counted(summary.pictures, "picture"),
            counted(summary.consents, "consent"),
        )
    )
    Output(as_json).result(record, printable(f"Written to {target}: {said}."))
