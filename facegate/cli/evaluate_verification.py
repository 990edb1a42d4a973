"""``facegate evaluate verification``: 1:1, the LFW protocol and all cross pairs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.evaluate_models import (
    EmbedderOption,
    GroupsOption,
    ReportOption,
    Tested,
    load_tested,
    named,
    note_unmeasured,
    templates_of,
)
from facegate.cli.evaluate_output import rate_cells
from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.output import Output, note

if TYPE_CHECKING:
    from facegate.domain.templates import Template
    from facegate.evaluation.corpus import Sample
    from facegate.evaluation.pairs import PairList

_HELP = """Compare pictures pair by pair, as in Labeled Faces in the Wild, and every picture with every other.

The first line of the pairs file is FOLDS<TAB>N, or N alone; each fold is N lines NAME<TAB>1<TAB>2 (pictures
NAME_0001 and NAME_0002 of one person) and N lines NAME<TAB>1<TAB>OTHER<TAB>2. A line FOLDER<TAB>FOLDER compares
two folders below the pictures' folder, each fused into one template; 1 or 0 at its end says whether they are one
person."""


_AGAINST_FMR = 1e-3
"""False match rate over all cross pairs at which two embedders are compared: seen even among few hundred pictures."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "verification",
        help=_HELP,
        epilog="Example: facegate evaluate verification --images lfw/images --pairs lfw/pairs.txt --report lfw.html",
    )(verification)


def verification(
    context: typer.Context,
    images: Annotated[Path, typer.Option("--images", metavar="DIR", help="Pictures, one folder a person.")],
    pairs: Annotated[Path, typer.Option("--pairs", metavar="FILE", help="What is compared.")],
    groups: GroupsOption = None,
    embedder: EmbedderOption = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="MODEL", help="Also test whether this embedder decides better or worse."),
    ] = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    from facegate.evaluation.cohorts import Groups, read_groups
    from facegate.evaluation.comparisons import fused_sides
    from facegate.evaluation.corpus import acquisition
    from facegate.evaluation.pairs import read_pairs
    from facegate.evaluation.verification import verify_pairs

    protocol = read_pairs(pairs, images)
    wanted = Groups() if groups is None else read_groups(groups)
    call = invocation(context)
    tested = load_tested(call, embedder)
    note_unmeasured(tested)
    samples = _samples(tested, protocol)
    note("Comparing")
    sides = fused_sides(protocol, samples)
    found = verify_pairs(protocol, sides, tested.policy.threshold, wanted)
    record = {**tested.record(), **found.record(), "acquisition": acquisition(named(samples, images)).record()}
    if against is not None:
        record["against"] = _against(call, against, protocol, sides)
    if report is not None:
        from facegate.evaluation.report.html import write
        from facegate.evaluation.verification_report import verification_report

        write(verification_report(record, found), report, report.parent)
    Output(as_json).table(record, ("Rate", "Pairs", "95 %", "n", "Cross pairs", "95 %", "n"), _rows(record, tested))


def _samples(tested: Tested, pairs: PairList) -> dict[Path, Sample]:
    """A template of every picture that the pairs name."""
    from facegate.evaluation.corpus import central_face, principal_face

    found: dict[Path, Sample] = {}
    for centred, choose in ((False, principal_face), (True, central_face)):
        files = [file for side in pairs.sides.values() if side.centred is centred for file in side.files]
        if files:
            found |= templates_of(tested, files, choose)
    return found


def _against(call: Invocation, embedder: str, pairs: PairList, ours: Mapping[str, Template | None]) -> dict[str, Any]:
    """What another embedder makes of the same pictures, and whether the difference is more than chance."""
    from facegate.evaluation.comparisons import fused_sides
    from facegate.evaluation.experiment import compare_embeddings

    other = load_tested(call, embedder)
    theirs = fused_sides(pairs, _samples(other, pairs))
    people: dict[str, list[str]] = {}
    for name, identity in pairs.identities.items():
        people.setdefault(identity, []).append(name)
    found = compare_embeddings(people, ours, theirs, _AGAINST_FMR)
    return {"model": other.vision.extractor.model_id, **found.record()}


def _rows(record: dict[str, Any], tested: Tested) -> list[list[object]]:
    cross, nothing = record["cross_pairs"], ("", "", "")
    shown = f"at {tested.policy.threshold:g}"
    rows: list[list[object]] = [
        ["accuracy", *rate_cells(record["accuracy"]), *nothing],
        ["EER", *rate_cells(record["eer"]), *rate_cells(cross["eer"])],
    ]
    for name, rate in cross["tar_at_fmr"].items():
        own = record["tar_at_fmr"].get(name)
        rows.append([f"TAR at FMR {name}", *(nothing if own is None else rate_cells(own)), *rate_cells(rate)])
    rows += [[f"{key.upper()} {shown}", *rate_cells(record[key]), *rate_cells(cross[key])] for key in ("fmr", "fnmr")]
    rows.append(["FTA", *rate_cells(record["acquisition"]["fta"]), *nothing])
    if "against" in record:
        other = record["against"]
        for title, tar in zip((record["model"], other["model"]), other["tar"], strict=True):
            rows.append([f"TAR of {title}", *nothing, *rate_cells(tar)])
        votes = other["mated"]
        better = f"{votes['only_first_right']} : {votes['only_second_right']}"
        rows.append(["people better off", better, *[""] * 5])
        rows.append(["no difference: p", f"{votes['p']:.3g}", *[""] * 5])
    return rows
