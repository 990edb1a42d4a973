"""``facegate people``: who is enrolled, what is stored of them, and erasing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli import (
    ageing,
    lookalikes,
    people_add,
    people_edit,
    people_erase,
    people_export,
    people_import,
    people_merge,
    people_pin,
    people_record,
    reextract,
    references,
)
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, printable
from facegate.cli.person_records import (
    consent_record,
    enrolment_record,
    person_lines,
    record_of,
    reference_record,
    state_of,
)
from facegate.cli.records import site_time
from facegate.domain.people_query import PeopleOrder, PeopleQuery, PersonState

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


@commands.command("list", epilog="Example: facegate people list --search ada --state suspended")
def list_people(
    context: typer.Context,
    search: Annotated[
        str, typer.Option("--search", metavar="TEXT", help="Parts of name, identifier, department or card number.")
    ] = "",
    department: Annotated[str | None, typer.Option("--department", metavar="NAME", help="Only those in it.")] = None,
    group: Annotated[str | None, typer.Option("--group", metavar="NAME", help="Only its members.")] = None,
    state: Annotated[
        PersonState | None, typer.Option("--state", help="With or without a face, suspended, or not valid today.")
    ] = None,
    sort: Annotated[PeopleOrder, typer.Option("--sort", help="What the list is sorted by.")] = PeopleOrder.NAME,
    descending: Annotated[bool, typer.Option("--descending", help="The other way round.")] = False,
    without_model: Annotated[
        str | None,
        typer.Option("--without-model", metavar="MODEL", help="Only those whom this embedder cannot find."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List everybody, in order of name."""
    with invocation(context).services(read_only=True) as services:
        zone = site_zone(services)
        today = services.clock.now().astimezone(zone).date()
        query = PeopleQuery(search, department, group, state, sort, descending, today)
        people = list(_found(services, query))
        if without_model is not None:
            people = _without(services, people, without_model)
    narrowed = bool(search or department or group or state or without_model)
    Output(as_json).table(
        [record_of(subject) for subject in people],
        ("Identifier", "Name", "Department", "State", "References", "Enrolled", "Last seen", "Subject id"),
        [
            (
                each.external_id,
                each.name,
                each.department,
                state_of(each),
                each.references,
                site_time(each.created_at, zone),
                None if each.last_seen is None else site_time(each.last_seen, zone),
                each.subject_id,
            )
            for each in people
        ],
        empty="Nobody was found." if narrowed else "Nobody is enrolled.",
    )


@commands.command("show", epilog="Example: facegate people show A-17")
def show_person(context: typer.Context, identifier: IdArgument, as_json: JsonOption = False) -> None:
    """Show one person: what is stored and what they agreed to; never the template."""
    with invocation(context).services(read_only=True) as services:
        subject = find_person(services, identifier)
        references = services.people.references(subject.subject_id)
        consents = services.people.consents(subject.subject_id)
        enrolments = services.people.enrolments(subject.subject_id)
        embedder = services.settings.current.recognition.embedder
        zone = site_zone(services)
    record = {
        **record_of(subject),
        "references": [reference_record(each) for each in references],
        "consents": [consent_record(each) for each in consents],
        "enrolments": [enrolment_record(each) for each in enrolments],
    }
    lines = person_lines(subject, zone)
    lines += [
        f"Reference   {each.reference_id}: {each.model_id}, {_quality(each)}, {_origin(each)}"
        + ("" if each.model_id == embedder else "; of another model than the one in use, not compared")
        for each in references
    ]
    lines += [
        f"Consent     {each.text_version} ({each.language}), {'attested' if each.attested else 'given'}, "
        f"recorded by {each.recorded_by} on {site_time(each.recorded_at, zone)}"
        for each in consents
    ]
    lines += [
        f"Enrolment   {site_time(each.occurred_at, zone)}: {counted(each.samples, 'sample')} from a {each.source}"
        + (f"; skipped poses: {', '.join(each.skipped_poses)}" if each.skipped_poses else "")
        for each in enrolments
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
people_edit.add_to(commands)
people_merge.add_to(commands)


def _quality(reference: ReferenceRecord) -> str:
    words = f"quality {reference.quality:.2f}"
    if reference.predicted is not None:
        words += f", predicted {reference.predicted:.2f}"
    return words if reference.pose is None else f"{reference.pose}, {words}"


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


def _found(services: Services, query: PeopleQuery) -> Iterator[Subject]:
    ids = services.people.ids(query)
    for start in range(0, len(ids), _PAGE):
        some = ids[start : start + _PAGE]
        found = services.people.names(some)
        yield from (found[each] for each in some if each in found)


def _without(services: Services, people: Sequence[Subject], model: str) -> list[Subject]:
    """Those of ``people`` who have no reference of a model."""
    from facegate.domain.ids import ModelId

    wanted = {each.subject.subject_id for each in services.reextraction.without(ModelId(model))}
    return [each for each in people if each.subject_id in wanted]


def site_zone(services: Services) -> ZoneInfo:
    """The site's zone."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(services.settings.current.site.zone)
