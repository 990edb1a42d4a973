"""``facegate people erase`` and ``verify-certificate``: removing somebody for good, and the proof of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, note, printable

if TYPE_CHECKING:
    from facegate.pipeline.erasure import Erased

LanguageOption = Annotated[str, typer.Option("--language", metavar="TAG", help="Language of the words, such as de.")]


def add_to(people: typer.Typer) -> None:
    """Add the commands."""
    people.command("erase", epilog="Example: facegate people erase A-17 --yes --certificate erased.json")(erase)
    people.command("verify-certificate", epilog="Example: facegate people verify-certificate erased.json")(verify)


def erase(
    context: typer.Context,
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", help="Write the signed certificate there.")
    ] = None,
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """Erase a person: templates, pictures, name and consent, here and in backups. Events keep the random id.

    A signed certificate of what was removed, which names nobody, is always kept in the folder 'certificates' of the
    data folder. Status 1 where the file of --certificate could not be written; the person is erased all the same.
    """
    from facegate.cli.people import find_person

    call = invocation(context)
    with call.services() as services:
        subject = find_person(services, identifier)
        if not yes:
            _ask(context, f"Erase {subject.name} ({subject.external_id})? [y/N]")
        with call.signals.held():
            erased = services.erasure.erase(subject.subject_id, certificate, language)
            # What is a notice too is said when the data folder is closed.
            for left in erased.report.left:
                if left not in services.notices:
                    note(left.text())
            _tell(erased, subject.external_id, as_json)
    if erased.problem is not None:
        raise typer.Exit(1)


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The certificate.")],
    as_json: JsonOption = False,
) -> None:
    """Say whether a certificate of erasure is unchanged, and whether this data folder signed it; status 1 if not."""
    from facegate.domain.certificates import Standing

    with invocation(context).services(read_only=True) as services:
        verified = services.erasure.verify(file)
    found = verified.certificate
    record = {
        "unchanged": True,
        "signed_by": verified.standing,
        "public_key": found.signed.public_key.hex(),
        "statement": dict(found.statement),
    }
    said = {
        Standing.CURRENT: "signed by this data folder",
        Standing.FORMER: "signed by this data folder, with a key that was changed since",
        Standing.UNKNOWN: "signed by somebody else: another data folder, or whoever made a key of their own",
    }[verified.standing]
    lines = [*found.readable, "", f"Unchanged; {said}.", f"Public key {found.fingerprint}"]
    Output(as_json).result(record, "\n".join(printable(line) for line in lines))
    if verified.standing is Standing.UNKNOWN:
        raise typer.Exit(1)


def _tell(erased: Erased, external_id: str, as_json: bool) -> None:
    import json

    report = erased.report
    if erased.problem is not None:
        note(erased.problem.text())
    record: dict[str, Any] = {
        "subject_id": report.subject_id,
        "person_id": external_id,
        **report.numbers,
        "erased_at": report.erased_at.isoformat(timespec="seconds"),
        "left_behind": [left.title for left in report.left],
        "certificate": json.loads(erased.certificate.to_bytes()),
        "certificate_file": None if erased.written is None else str(erased.written.absolute()),
        "certificate_kept": None if erased.kept is None else str(erased.kept),
    }
    lines = [
        f"Erased: {counted(report.references, 'reference')}, {counted(report.pictures, 'picture')}, "
        f"{counted(report.consents, 'consent')}, {counted(report.backups, 'backup')}."
    ]
    where = erased.written or erased.kept
    if where is not None:
        lines.append(f"The certificate is in {where.absolute()}.")
    else:
        # Nowhere to write it: it must not be lost.
        lines.append(erased.certificate.to_bytes().decode().rstrip("\n"))
    Output(as_json).result(record, "\n".join(lines))


def _ask(context: typer.Context, question: str) -> None:
    """Go on only when the next line of stdin, typed or piped, agrees.

    Raises:
        typer.BadParameter: nobody is there to answer.
        typer.Abort: the answer was another one.
    """
    note(question)
    try:
        answer = "" if sys.stdin is None else sys.stdin.readline()
    except (OSError, ValueError):  # closed, or a terminal that went away
        answer = ""
    if not answer:
        raise typer.BadParameter("nobody answered whether to erase; give --yes where nobody can be asked", ctx=context)
    if answer.strip().casefold() not in ("y", "yes"):
        raise typer.Abort
