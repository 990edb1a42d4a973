"""``facegate consent``: the texts that people agree to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, note, printable

if TYPE_CHECKING:
    from facegate.pipeline.services import Services

LanguageOption = Annotated[str, typer.Option("--language", metavar="TAG", help="Such as en, de or pt-BR.")]

commands = typer.Typer(
    name="consent",
    help="The texts that people agree to before anything of their face is computed.",
    epilog="Example: facegate consent set text.txt --language de",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command("show", epilog="Example: facegate consent show --language de")
def show_text(
    context: typer.Context,
    language: LanguageOption = "en",
    version: Annotated[
        str | None, typer.Option("--version", metavar="VERSION", help="An earlier one, such as site-1.")
    ] = None,
    template: Annotated[bool, typer.Option("--template", help="With its gaps, as it can be edited.")] = False,
    of: Annotated[
        str | None, typer.Option("--of", metavar="ID", help="The exact text that this person last agreed to.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show a text as it is shown to people: the one in force, or an earlier version."""
    if of is not None:
        _show_agreed(context, of, as_json)
        return
    with invocation(context).services(read_only=True) as services:
        texts = services.consents
        found = texts.template(language, version)
        shown = texts.preview(found)
    record = {
        "version": shown.version,
        "language": shown.language,
        "text_sha256": shown.sha256,
        "text": shown.text,
        "template": found.text,
    }
    text = found.text if template else shown.text
    Output(as_json).result(record, "\n".join(printable(line) for line in text.split("\n")))


@commands.command("set", epilog="Example: facegate consent set text.txt --language de")
def set_text(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="UTF-8; may hold {controller}, {contact} and so on.")],
    language: LanguageOption,
    as_json: JsonOption = False,
) -> None:
    """Put a text in force as a new version. Whoever agreed to an earlier one stays with that one.

    Gaps are filled when it is shown: {controller} and {contact} from the settings; in English and German {pictures}
    and {looks} too, with what this site keeps.
    """
    text = _read(file)
    with invocation(context).services() as services:
        before = services.consents.versions(language)
        saved = services.consents.save(language, text)
        older = agreed_to_others(services)
        facts = services.settings.current.consent
    new = saved.version not in before
    if not (facts.controller and facts.contact):
        note("Name who is responsible, and a contact, under Settings: without them the text names nobody.")
    record = {"version": saved.version, "language": saved.language, "new": new, "people_with_another_text": older}
    what = (
        f"Version {saved.version} ({saved.language}) is in force." if new else "Nothing differs from what is in force."
    )
    Output(as_json).result(record, what + _others(older))


@commands.command("list", epilog="Example: facegate consent list --json")
def list_texts(context: typer.Context, as_json: JsonOption = False) -> None:
    """List all versions, and how many people last agreed to another text than the ones in force."""
    with invocation(context).services(read_only=True) as services:
        texts = services.consents
        versions = {language: texts.versions(language) for language in texts.languages()}
        older = agreed_to_others(services)
    rows = [(language, version, version == known[-1]) for language, known in versions.items() for version in known]
    Output(as_json).table(
        [{"language": language, "version": version, "in_force": current} for language, version, current in rows],
        ("Language", "Version", "In force"),
        [(language, version, "yes" if current else "") for language, version, current in rows],
    )
    note(_others(older).strip())


def _show_agreed(context: typer.Context, identifier: str, as_json: bool) -> None:
    from facegate.cli.people import find_person
    from facegate.errors import ConsentError

    with invocation(context).services(read_only=True) as services:
        given = services.people.consents(find_person(services, identifier).subject_id)
        text = services.consents.text_of(given[-1]) if given else None
    if text is None:
        raise ConsentError(
            "No such text",
            "The text is not there any more." if given else "This person has agreed to nothing.",
            "'facegate people show' shows what is on record.",
        )
    newest = given[-1]
    record = {
        "version": newest.text_version,
        "language": newest.language,
        "text_sha256": newest.text_sha256,
        "text": text,
    }
    Output(as_json).result(record, "\n".join(printable(line) for line in text.split("\n")))


def agreed_to_others(services: Services) -> int:
    """How many people last agreed to another text than those in force."""
    in_force = services.consents.in_force()
    return sum(count for digest, count in services.people.agreed_texts().items() if digest not in in_force)


def _others(number: int) -> str:
    if not number:
        return ""
    who = "1 person" if number == 1 else f"{number} people"
    return f" {who} last agreed to another text than those in force."


def _read(file: Path) -> str:
    from facegate.domain.consent_texts import MOST_LENGTH
    from facegate.errors import ConsentError

    try:
        with file.open("rb") as stream:
            return stream.read(4 * MOST_LENGTH + 4).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConsentError(
            "Text not readable",
            "{file} cannot be read: {reason}.",
            "Save it as plain text in UTF-8 and name it again.",
            file=file,
            reason=reason or type(error).__name__,
        ) from error
