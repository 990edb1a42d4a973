"""``facegate evaluate quality``: which quality score predicts false non-matches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.evaluate_models import EmbedderOption, load_tested, named, note_unmeasured
from facegate.cli.evaluate_output import rate_cells
from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.output import Output
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.evaluation.predictors import Predictions, ScoredSamples
    from facegate.evaluation.scored_samples import Measure

_HELP = """Compare quality scores by error versus discard (ISO/IEC 29794-1).

All comparisons of one person's pictures are made, those with the poorest sample are discarded first, and the mean FNMR
while up to a fifth is discarded is told: the lower, the better the score knows what will fail. The length of the
embedding, the quality that enrolment measures, and every quality model that is installed are compared."""

_FMR = 1e-3
"""False match rate of the second threshold: strict enough for a gate, seen even among few hundred pictures."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("quality", help=_HELP, epilog="Example: facegate evaluate quality --people people --json")(quality)


def quality(
    context: typer.Context,
    people: Annotated[Path, typer.Option("--people", metavar="DIR", help="Pictures, one folder a person.")],
    embedder: EmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    from facegate.evaluation import corpus
    from facegate.evaluation.predictors import compare_scores, mated_comparisons
    from facegate.evaluation.scored_samples import score_people, usual_measures
    from facegate.vision.images import read_image

    files = corpus.people(people)
    call = invocation(context)
    tested = load_tested(call, embedder)
    note_unmeasured(tested)
    measures = {**usual_measures(tested.vision), **_networks(call)}
    with counting("Pictures") as progress:
        found, samples = score_people(files, tested.vision, read_image, measures, progress)
    mated = mated_comparisons(samples)
    thresholds = {"in_use": tested.policy.threshold, "fmr_1e-3": _threshold_at(samples, _FMR)}
    compared = {name: compare_scores(samples, mated, threshold) for name, threshold in thresholds.items()}
    record = {
        **tested.record(),
        "samples": len(samples.persons),
        "people": samples.people,
        "at": {name: each.record() for name, each in compared.items()},
        "acquisition": corpus.acquisition(named(found, people)).record(),
    }
    Output(as_json).table(
        record, ("Threshold", "Score", "Mean FNMR, up to 20 % discarded", "95 %", "n"), _rows(compared)
    )


def _networks(call: Invocation) -> dict[str, Measure]:
    """The installed quality model, by its name."""
    from facegate.vision.extras import Extras

    network = Extras(call.backend.model_store(call.paths)).quality()
    if network is None:
        return {}
    # What it says itself, not what is made of that: the curve that is fitted belongs into its manifest.
    return {str(network.model_id): lambda image, face, _crop, _template: network.score(image, face)}


def _threshold_at(samples: ScoredSamples, fmr: float) -> float:
    """The largest threshold with that false match rate over all pairs of different people."""
    import numpy as np

    from facegate.evaluation.cross_pairs import compare_all, template_set

    everything = template_set(samples.vectors, samples.persons, np.empty(0, np.intp), samples.people)
    return compare_all(everything).curve.threshold_at_fmr(fmr)


def _rows(compared: dict[str, Predictions]) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for found in compared.values():
        shown = f"{found.threshold:.3f}"
        rows.append([shown, "(none: FNMR of all)", *rate_cells(found.fnmr.record())])
        for name, each in found.by_score.items():
            rows.append([shown, name, *rate_cells(next(iter(each.mean_fnmr.values())).record())])
    return rows
