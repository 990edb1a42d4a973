"""``facegate evaluate pad``: error rates of presentation attack detection (ISO/IEC 30107-3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.evaluate_models import EmbedderOption, ReportOption, Tested, load_tested, note_unmeasured
from facegate.cli.evaluate_output import rate_cells
from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.output import Output, note
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.domain.ports_pad import PresentationModel
    from facegate.evaluation.pad.looks import JudgeLook

_HELP = """Show pictures or clips of people and of attacks to presentation attack detection, as the gate would see them.

A folder of pictures is one track, a clip is one track; folders may be nested. APCER is the share of attacks that were
taken for a person, by species; BPCER the share of people who were refused. Both are told by track, as the program
decides, and by frame, each alone. With --gallery, attacks that were recognised as well are told: IAPAR."""

_EXAMPLE = "Example: facegate evaluate pad --bona-fide pad/bona_fide --attacks print=pad/print --report pad.html --json"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("pad", help=_HELP, epilog=_EXAMPLE)(pad)


def pad(
    context: typer.Context,
    bona_fide: Annotated[
        list[Path], typer.Option("--bona-fide", metavar="PATH", help="People: a folder or a clip; may be repeated.")
    ],
    attacks: Annotated[
        list[str], typer.Option("--attacks", metavar="SPECIES=PATH", help="Attacks of one kind; may be repeated.")
    ],
    only: Annotated[
        str, typer.Option("--only", metavar="NAME,NAME,...", help="Only folders or clips that are called so.")
    ] = "",
    gallery: Annotated[
        Path | None,
        typer.Option("--gallery", "--enrol", metavar="DIR", help="People to enrol for IAPAR, one folder a person."),
    ] = None,
    every: Annotated[int, typer.Option("--every", metavar="N", min=1, help="Only each n-th frame of clips.")] = 1,
    embedder: EmbedderOption = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    from facegate.cli.pad_frames import frame_reader
    from facegate.evaluation.pad.looks import PadLooker
    from facegate.evaluation.pad.replay import Replay
    from facegate.evaluation.pad.result import evaluate
    from facegate.evaluation.pad.tracks import find_tracks
    from facegate.pipeline.pad import ATTACK_REST

    names = [name for part in only.split(",") if (name := part.strip())]
    tracks = find_tracks(bona_fide, _by_species(attacks), names)
    tested = load_pad(invocation(context), embedder)
    judge = None if gallery is None else _judge(tested, gallery)
    model = _model(tested)
    with counting("Tracks") as progress:
        found = PadLooker(tested.vision, model, frame_reader(every), judge=judge).look_at(tracks, progress)
    result = evaluate(found, Replay(model.rules, tested.policy, ATTACK_REST))
    record = {"only": names or None, **(tested.record() if judge else {}), **result.record()}
    if report is not None:
        from facegate.evaluation.pad.page import pad_report
        from facegate.evaluation.report.html import write

        write(pad_report(record, result), report, report.parent)
    _tell_non_responses(record)
    Output(as_json).table(record, ("", "By track", "95 %", "n", "By frame", "95 %", "n"), _rows(record))


def load_pad(call: Invocation, embedder: str | None) -> Tested:
    """Load the models, those of presentation attack detection too; get what is missing.

    Raises:
        ModelError: a model is not known, cannot be had or does not run.
    """
    from facegate.cli.models import install_missing

    store = call.backend.model_store(call.paths)
    install_missing(store, [name for name, manifest in store.manifests.items() if manifest.pad is not None])
    return load_tested(call, embedder)


def _model(tested: Tested) -> PresentationModel:
    from facegate.errors import ModelError

    model = tested.vision.pad
    if model is None:
        raise ModelError(
            "No presentation attack detection",
            "Its models are not installed or do not run, and without them nothing can be evaluated.",
            "Run 'facegate models install'.",
        )
    return model


def _by_species(attacks: Sequence[str]) -> dict[str, list[Path]]:
    """Raises typer.BadParameter."""
    found: dict[str, list[Path]] = {}
    for each in attacks:
        species, equals, path = each.partition("=")
        if not (species.strip() and equals and path):
            raise typer.BadParameter(f"{each!r} is not SPECIES=PATH, as in print=attacks/print", param_hint="--attacks")
        found.setdefault(species.strip(), []).append(Path(path))
    return found


def _judge(tested: Tested, folder: Path) -> JudgeLook:
    """Whom a look shows among the people in a folder."""
    from facegate.cli.evaluate_identification import gallery_of
    from facegate.cli.evaluate_models import templates_of
    from facegate.domain.identification import judge
    from facegate.domain.ids import SubjectId
    from facegate.domain.lookalikes import LookAlikeMargins, LookAlikeRule
    from facegate.domain.templates import Template
    from facegate.evaluation import corpus

    note_unmeasured(tested)
    files = corpus.people(folder)
    samples = templates_of(tested, [path for each in files.values() for path in each], corpus.principal_face)
    extractor = tested.vision.extractor
    enrolled = {
        SubjectId(f"{number:032x}"): [each for path in paths if isinstance(each := samples[path], Template)]
        for number, paths in enumerate(files.values(), 1)
    }
    people = gallery_of(extractor.model_id, extractor.dimension)({who: some for who, some in enrolled.items() if some})
    # The product names nobody by a threshold that nobody measured. What it would do there is what is asked here.
    policy = replace(tested.policy, calibrated=True)
    margins = LookAlikeMargins(LookAlikeRule(policy, extractor.dimension), people.nearest_other)
    return lambda template: judge(people.search(template), policy, margins)


def _tell_non_responses(record: Mapping[str, Any]) -> None:
    for side, words in ((record, "tracks"), (record["by_frame"], "frames")):
        told = side["non_responses"]
        for name, kinds in (("people", told["bona_fide"]), *told["attacks"].items()):
            said = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in kinds.items() if count)
            if said:
                note(f"No answer, {words} of {name}: {said}.")


def _rows(record: Mapping[str, Any]) -> list[list[object]]:
    frames = record["by_frame"]

    def row(title: str, *keys: str) -> list[object]:
        ours, theirs = record, frames
        for key in keys:
            ours, theirs = ours[key], theirs[key]
        return [title, *rate_cells(ours), *rate_cells(theirs)]

    rows = [row(f"APCER {species}", "apcer", species) for species in record["apcer"]]
    rows += [row("APCER, worst", "apcer_max")] if len(record["apcer"]) > 1 else []
    rows.append(row("BPCER", "bpcer"))
    if "iapar" in record:
        rows += [row(f"IAPAR {species}", "iapar", species) for species in record["iapar"]]
        rows.append(row("People recognised and let in", "bona_fide_accepted"))
    rows += [
        row(f"BPCER at APCER <= {100 * float(name):g} %", "bpcer_at_apcer", name)
        for name, told in record["bpcer_at_apcer"].items()
        if told is not None and frames["bpcer_at_apcer"][name] is not None
    ]
    return rows
