"""``facegate people``: who is enrolled, what is stored of them, and erasing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli import (
    ageing,
    lookalikes,
    people_add,
    people_erase,
    people_export,
    people_import,
    people_pin,
    people_record,
    reextract,
    references,
)
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, printable
from facegate.cli.records import site_time

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from facegate.domain.people import ReferenceRecord, Subject
    from facegate.pipeline.services import Services

_PAGE = 1000
"""Records read at a time."""

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The site's identifier, or the random subject id.")]

commands = typer.Typer(
    name="people",
    help="The enrolled people.",
    epilog="Example: facegate people list --json",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@commands.command("list", epilog="Example: facegate people list --search ada")
def list_people(
    context: typer.Context,
    search: Annotated[str, typer.Option("--search", metavar="TEXT", help="Part of a name or identifier.")] = "",
    without_model: Annotated[
        str | None,
        typer.Option("--without-model", metavar="MODEL", help="Only those whom this embedder cannot find."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List everybody, in order of name."""
    with invocation(context).services(read_only=True) as services:
        people = list(_everybody(services, search))
        if without_model is not None:
            people = _without(services, people, without_model)
        zone = _zone(services)
    Output(as_json).table(
        [record_of(subject) for subject in people],
        ("Identifier", "Name", "References", "Enrolled", "Last seen", "Subject id"),
        [
            (
                each.external_id,
                each.name,
                each.references,
                site_time(each.created_at, zone),
                None if each.last_seen is None else site_time(each.last_seen, zone),
                each.subject_id,
            )
            for each in people
        ],
        empty="Nobody was found." if search or without_model else "Nobody is enrolled.",
    )


@commands.command("show", epilog="Example: facegate people show A-17")
def show_person(context: typer.Context, identifier: IdArgument, as_json: JsonOption = False) -> None:
    """Show one person: what is stored and what they agreed to; never the template."""
    with invocation(context).services(read_only=True) as services:
        subject = find_person(services, identifier)
        references = services.people.references(subject.subject_id)
        consents = services.people.consents(subject.subject_id)
        embedder = services.settings.current.recognition.embedder
        zone = _zone(services)
    record = {
        **record_of(subject),
        "references": [
            {
                "reference_id": each.reference_id,
                "model": each.model_id,
                "quality": each.quality,
                "source": each.source,
                "created_at": _moment(each.created_at),
                "event_id": each.event_id,
                "retired": each.retired,
            }
            for each in references
        ],
        "consents": [
            {
                "text_version": each.text_version,
                "language": each.language,
                "text_sha256": each.text_sha256,
                "attested": each.attested,
                "recorded_by": each.recorded_by,
                "recorded_at": _moment(each.recorded_at),
            }
            for each in consents
        ],
    }
    lines = [
        f"{subject.name} ({subject.external_id})",
        f"Subject id  {subject.subject_id}",
        f"Enrolled    {site_time(subject.created_at, zone)}",
        f"Last seen   {'never' if subject.last_seen is None else site_time(subject.last_seen, zone)}",
    ]
    lines += [
        f"Reference   {each.reference_id}: {each.model_id}, quality {each.quality:.2f}, {_origin(each)}"
        + ("" if each.model_id == embedder else "; of another model than the one in use, not compared")
        for each in references
    ]
    lines += [
        f"Consent     {each.text_version} ({each.language}), {'attested' if each.attested else 'given'}, "
        f"recorded by {each.recorded_by} on {site_time(each.recorded_at, zone)}"
        for each in consents
    ]
    Output(as_json).result(record, "\n".join(printable(line) for line in lines))


lookalikes.add_to(commands)
reextract.add_to(commands)
ageing.add_to(commands)
references.add_to(commands)
people_erase.add_to(commands)
people_record.add_to(commands)
people_import.add_to(commands)
people_export.add_to(commands)
people_add.add_to(commands)
people_pin.add_to(commands)


def _origin(reference: ReferenceRecord) -> str:
    if reference.event_id is None:
        return f"from a {reference.source}"
    resting = "; rests, because a newer one took its place" if reference.retired else ""
    return f"the confirmed look of event {reference.event_id}{resting}"


def find_person(services: Services, identifier: str) -> Subject:
    """The person with that identifier of the site, or else with that subject id. Raises NotFoundError."""
    from facegate.domain.ids import SubjectId
    from facegate.errors import NotFoundError

    known = services.people.find(identifier)
    if known is not None:
        return known
    try:
        return services.people.get(SubjectId(identifier))
    except NotFoundError:
        raise NotFoundError(
            "Nobody found",
            "Nobody has the identifier {identifier}.",
            "'facegate people list' shows all identifiers.",
            identifier=identifier,
        ) from None


def record_of(subject: Subject) -> dict[str, Any]:
    """A person as JSON."""
    return {
        "subject_id": subject.subject_id,
        "person_id": subject.external_id,
        "name": subject.name,
        "created_at": _moment(subject.created_at),
        "references": subject.references,
        "last_seen": None if subject.last_seen is None else _moment(subject.last_seen),
    }


def _everybody(services: Services, text: str) -> Iterator[Subject]:
    from facegate.domain.people_query import PeopleQuery

    offset = 0
    while page := services.people.search(PeopleQuery(text), limit=_PAGE, offset=offset):
        yield from page
        offset += len(page)


def _without(services: Services, people: Sequence[Subject], model: str) -> list[Subject]:
    """Those of ``people`` who have no reference of a model."""
    from facegate.domain.ids import ModelId

    wanted = {each.subject.subject_id for each in services.reextraction.without(ModelId(model))}
    return [each for each in people if each.subject_id in wanted]


def _zone(services: Services) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(services.settings.current.site.zone)


def _moment(moment: Any) -> str:
    return str(moment.isoformat(timespec="seconds"))
