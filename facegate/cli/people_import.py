"""``facegate people import``: many people from folders, a list or an archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.failures import as_record
from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, counted, note, printable, render_table
from facegate.cli.progress import counting
from facegate.cli.records import utc
from facegate.cli.signals import Stopped

if TYPE_CHECKING:
    from facegate.domain.bundles import Bundle
    from facegate.domain.people import Consent
    from facegate.pipeline.import_plan import ImportPlan
    from facegate.pipeline.import_report import ImportReport, ReportRow
    from facegate.pipeline.import_tools import ImportOptions
    from facegate.pipeline.services import Services

_SHOWN = 40
"""Refusals and changes that are listed on the screen; the report has all."""


def add_to(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("import", epilog="Example: facegate people import staff.zip --dry-run --report staff-report.csv")(
        import_people
    )


def import_people(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="A folder or ZIP: a folder per person, or a list (CSV). Or a list."),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Look at everything, faces included, and change nothing.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="CSV of what became of every person and photograph.")
    ] = None,
    attest_consent: Annotated[
        bool,
        typer.Option("--attest-consent", help="You vouch that everybody agreed to face recognition; it is recorded."),
    ] = False,
    consent_language: Annotated[
        str, typer.Option("--consent-language", metavar="TAG", help="Language of the text that they agreed to.")
    ] = "en",
    update: Annotated[
        bool, typer.Option("--update", help="Change records that exist and add photographs to them.")
    ] = False,
    without_face: Annotated[
        bool,
        typer.Option("--without-face", help="Also those without a usable photograph: records for card or PIN."),
    ] = False,
    another_person: Annotated[
        bool, typer.Option("--another-person", help="Also those whose face matches somebody: they look alike.")
    ] = False,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Of the list; found out without it.")
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option("--delimiter", metavar="CHARACTER", help="Of the list; found out without it.")
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Import people. Started again it goes on where it stopped: what is there already is left alone.

    A folder's name is the person's identifier; of 'A-17 Ada Lovelace', A-17 is. A list names its columns in the first
    line, in any order: id, name, department, groups, card, PIN, valid from, valid until, notes, photo. Fails when
    somebody was refused.
    """
    if delimiter is not None and len(delimiter) != 1:
        raise typer.BadParameter("--delimiter takes one character", ctx=context)
    from facegate.capture.bundles import open_bundle
    from facegate.pipeline.exports import require_writable
    from facegate.pipeline.import_plan import plan_import
    from facegate.pipeline.import_report import write_report
    from facegate.pipeline.import_tools import ImportOptions

    call, options = invocation(context), ImportOptions(dry_run, update, without_face, another_person)
    if report is not None:
        require_writable(report)
    bundle, list_name = open_bundle(path)
    try:
        plan = plan_import(bundle, list_name, encoding, delimiter)
        if plan.photos and not (dry_run or attest_consent):
            raise typer.BadParameter(
                "give --attest-consent to vouch that everybody agreed to face recognition, or --dry-run", ctx=context
            )
        _describe(plan)
        with call.services(read_only=dry_run) as services:
            ensure_models(call, services)
            services.controller.load()
            done, stopped = _run(call, services, plan, bundle, options, consent_language)
    finally:
        bundle.close()
    if report is not None:
        write_report(done.rows, report)
        note(f"Report: {report.absolute()}")
    if stopped is not None:
        note(_summary(done))
        note("Stopped. What was imported stays; run the same command again to go on.")
        raise stopped
    _tell(done, Output(as_json), path)
    return int(not done.complete)


def _run(
    call: Invocation, services: Services, plan: ImportPlan, bundle: Bundle, options: ImportOptions, language: str
) -> tuple[ImportReport, Stopped | None]:
    from facegate.pipeline.consent import consent_record

    consent: Consent | None = None
    if not options.dry_run and plan.photos:
        text = services.consents.current(language)
        consent = consent_record(text, attested=True, actor=services.actor, clock=services.clock)
        note(
            f"Consent of everybody is recorded as attested by {consent.recorded_by} at {utc(consent.recorded_at)}, "
            f"text {consent.text_version} ({consent.language})."
        )
    stopped: list[Stopped] = []

    def cancelled() -> bool:
        signal = call.signals.take()
        stopped.extend([signal] if signal else [])
        return bool(stopped)

    with call.signals.held(), _progress(plan) as tell:
        report = services.importing.run(plan, bundle, options, consent, tell, cancelled)
    return report, stopped[0] if stopped else None


@contextmanager
def _progress(plan: ImportPlan) -> Iterator[Any]:
    what = "Photographs" if plan.photos else "People"
    with counting(what) as count:
        yield lambda at: count(at.photos, at.all_photos) if plan.photos else count(at.people, at.all_people)


def _describe(plan: ImportPlan) -> None:
    if plan.format is not None:
        form = plan.format
        columns = ", ".join(
            f"{cell.strip()} = {column.value}"
            for cell, column in zip(form.heading.cells, form.heading.columns, strict=True)
            if column is not None
        )
        note(f"List: {form.encoding}, delimiter {form.delimiter!r}; {columns}.")
        if form.heading.unused:
            note(f"Columns that are not used: {', '.join(form.heading.unused)}.")
    note(f"{counted(len(plan.people), 'person', 'people')}, {counted(plan.photos, 'photograph')}.")


def _summary(report: ImportReport) -> str:
    from facegate.pipeline.import_report import Kind, Outcome

    def of(kind: Kind, *outcomes: Outcome) -> str:
        return ", ".join(f"{report.count(kind, each)} {each.value.replace('_', ' ')}" for each in outcomes)

    tried = "Dry run, nothing was changed. " if report.dry_run else ""
    people = of(Kind.PERSON, Outcome.ADDED, Outcome.UPDATED, Outcome.BEFORE, Outcome.REFUSED)
    photos = of(Kind.PHOTO, Outcome.USED, Outcome.BEFORE, Outcome.REFUSED)
    left = f" {counted(report.left, 'person', 'people')} left." if report.left else ""
    return f"{tried}People: {people}. Photographs: {photos}.{left}"


def _tell(report: ImportReport, output: Output, path: Path) -> None:
    from facegate.pipeline.import_report import Kind, Outcome

    refused = [row for row in report.rows if row.is_problem]
    told = refused + [row for row in report.rows if row.outcome is Outcome.UPDATED and not row.is_problem]
    note(_summary(report))
    if report.error is not None:
        note(f"It was stopped. {report.error.text()} Run the same command again to go on.")
    photos = (Outcome.USED, Outcome.BEFORE, Outcome.REFUSED)
    record = {
        "path": str(path.absolute()),
        "dry_run": report.dry_run,
        "people": {each.value: report.count(Kind.PERSON, each) for each in Outcome if each is not Outcome.USED},
        "photos": {each.value: report.count(Kind.PHOTO, each) for each in photos},
        "left": report.left,
        "seconds": round(report.seconds, 2),
        "error": None if report.error is None else as_record(report.error),
        "rows": [_record(row) for row in report.rows],
    }
    shown = [(" ".join(map(str, row.lines)), row.identifier, row.name, row.photo, row.text) for row in told[:_SHOWN]]
    cells = [[printable(cell) for cell in row] for row in shown]
    table = (
        render_table(("Line", "Identifier", "Name", "Photograph", "What"), cells)
        if cells and not output.as_json
        else ""
    )
    more = len(told) - len(shown)
    output.result(record, table + (f"\n… and {more} more; --report FILE has all." if more > 0 else ""))


def _record(row: ReportRow) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "lines": list(row.lines),
        "person_id": row.identifier,
        "name": row.name,
        "photo": row.photo,
        "outcome": row.outcome.value,
        "reason_code": row.codes or None,
        "reason": row.text or None,
    }
