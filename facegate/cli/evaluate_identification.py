"""``facegate evaluate identification``: 1:N, open set, over random splits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.evaluate_models import (
    EmbedderOption,
    GroupsOption,
    ReportOption,
    load_tested,
    named,
    note_unmeasured,
    templates_of,
)
from facegate.cli.evaluate_output import rate_cells
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.domain.ids import ModelId, SubjectId
    from facegate.domain.ports import Gallery
    from facegate.domain.templates import Template
    from facegate.evaluation.cohorts import Groups
    from facegate.evaluation.corpus import Sample
    from facegate.evaluation.searches import Enrol

_REFERENCES, _REPEATS = 3, 50


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "identification",
        epilog="Example: facegate evaluate identification --people people --references 3 --repeats 50 --json",
    )(identification)


def identification(
    context: typer.Context,
    people: Annotated[Path, typer.Option("--people", metavar="DIR", help="Pictures, one folder a person.")],
    references: Annotated[
        int, typer.Option("--references", metavar="N", min=1, help="Photographs that each is enrolled with.")
    ] = _REFERENCES,
    repeats: Annotated[int, typer.Option("--repeats", metavar="R", min=1, help="Random splits.")] = _REPEATS,
    seed: Annotated[int, typer.Option("--seed", metavar="S", min=0, help="The same seed splits alike.")] = 0,
    groups: GroupsOption = None,
    embedder: EmbedderOption = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    """Enrol half of the people, search with all other pictures of theirs and with the strangers'; again and again."""
    from facegate.evaluation import corpus
    from facegate.evaluation.cohorts import Groups, read_groups
    from facegate.evaluation.identification import rates_of
    from facegate.evaluation.searches import search_all
    from facegate.evaluation.splits import Plan, gallery_sizes, numbered

    plan = Plan(references, repeats, seed)
    files = corpus.people(people)
    gallery_sizes(numbered(files), plan)  # too few people are told before the long work
    wanted = Groups() if groups is None else read_groups(groups)
    tested = load_tested(invocation(context), embedder)
    note_unmeasured(tested)
    samples = named(
        templates_of(tested, [path for each in files.values() for path in each], corpus.principal_face), people
    )
    extractor = tested.vision.extractor
    enrol = gallery_of(extractor.model_id, extractor.dimension)
    with counting("Splits") as progress:
        searches, enrolments = search_all(numbered(files), list(samples.values()), plan, tested.policy, enrol, progress)
    found = rates_of(searches, enrolments, plan, tested.policy, _labels(samples, wanted))
    record = {**tested.record(), **found.record(), "acquisition": corpus.acquisition(samples).record()}
    if report is not None:
        from facegate.evaluation.identification_report import identification_report
        from facegate.evaluation.report.html import write

        write(identification_report(record, found), report, report.parent)
    Output(as_json).table(record, ("Enrolled", "Rate", "", "95 %", "n"), _rows(record))


def gallery_of(model_id: ModelId, dimension: int) -> Enrol:
    """Galleries as the program makes them: all templates of a person fused into one."""
    from facegate.domain.fusion import fused_people
    from facegate.domain.ids import ReferenceId
    from facegate.domain.templates import StoredReference
    from facegate.gallery.gallery import IndexedGallery

    def enrol(templates: Mapping[SubjectId, Sequence[Template]]) -> Gallery:
        owned = [(subject_id, template) for subject_id, some in templates.items() for template in some]
        gallery = IndexedGallery(model_id, dimension)
        references = [
            StoredReference(ReferenceId(number), subject_id, template)
            for number, (subject_id, template) in enumerate(owned, 1)
        ]
        gallery.load(fused_people(references))
        return gallery

    return enrol


def _labels(samples: Mapping[str, Sample], groups: Groups) -> dict[str, list[str | None]]:
    """The group of every picture in every grouping."""
    from facegate.domain.templates import Template
    from facegate.evaluation.cohorts import NORM, terciles

    labels: dict[str, list[str | None]] = {
        column: [groups.of(column, name, name.split("/")[0]) for name in samples] for column in groups.columns
    }
    cuts = terciles(sample.norm for sample in samples.values() if isinstance(sample, Template))
    if cuts is not None:
        labels[NORM] = [cuts.of(each.norm) if isinstance(each, Template) else None for each in samples.values()]
    return labels


def _rows(record: dict[str, Any]) -> list[list[object]]:
    titles = {"rank1": "rank 1", "fpir": "FPIR", "fnir": "FNIR", "misidentified": "taken for another"}
    rows: list[list[object]] = []
    for size, each in record["by_size"].items():
        at = f" at {record['threshold']:g}"
        rows += [
            [size, title + (at if key != "rank1" else ""), *rate_cells(each[key])] for key, title in titles.items()
        ]
        rows += [[size, f"FNIR at FPIR {name}", *rate_cells(rate)] for name, rate in each["fnir_at_fpir"].items()]
    return rows
