"""``facegate score-statistics``: what a calibration knows of a model beforehand, from pictures of known people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.evaluate_models import EmbedderOption, load_tested, templates_of
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output
from facegate.errors import EvaluationError

if TYPE_CHECKING:
    from facegate.evaluation.corpus import Sample
    from facegate.evaluation.measure_statistics import Owners, Vectors


def add_to(app: typer.Typer) -> None:
    """Add the command; hidden, since it is for whoever adds a model."""
    app.command(
        "score-statistics",
        hidden=True,
        epilog='Example: facegate score-statistics --people lfw --central --source "LFW" --embedder ours-1a2b3c4d',
    )(score_statistics)


def score_statistics(
    context: typer.Context,
    people: Annotated[Path, typer.Option("--people", metavar="DIR", help="Pictures, one folder a person.")],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="The data set and which part of it.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.json", help="Where to write them; without, where 'calibrate' finds them."),
    ] = None,
    aliases: Annotated[
        Path | None, typer.Option("--aliases", metavar="FILE.json", help="Lists of folders that show one person.")
    ] = None,
    central: Annotated[
        bool, typer.Option("--central", help="The face nearest to a picture's centre is meant, as in LFW.")
    ] = False,
    embedder: EmbedderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure a model's distances: histograms and tail, no faces."""
    from facegate.evaluation import corpus
    from facegate.evaluation.measure_statistics import measure
    from facegate.evaluation.statistics import STATISTICS_FOLDER
    from facegate.settings.files import PRIVATE_FOLDER, write_atomically

    files = corpus.people(people)
    same = _aliases(aliases)
    call = invocation(context)
    tested = load_tested(call, embedder)
    choose = corpus.central_face if central else corpus.principal_face
    samples = templates_of(tested, [path for each in files.values() for path in each], choose)
    found = {name: [samples[path] for path in paths] for name, paths in files.items()}
    today = datetime.now(UTC).date().isoformat()
    vectors, owners = _matrix(found, same)
    try:
        statistics = measure(vectors, owners, tested.vision.extractor.model_id, source, today)
    except ValueError as error:
        raise EvaluationError(
            "Too few people", "These pictures show too few people for a tail.", "Take some hundred people."
        ) from error
    usual = call.paths.models_dir / STATISTICS_FOLDER
    try:
        if out is None:
            usual.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
            out = usual / f"{statistics.model_id}.json"
        write_atomically(out, (json.dumps(statistics.record()) + "\n").encode())
    except OSError as error:
        raise EvaluationError(
            "Statistics not written",
            "{file} cannot be written: {reason}.",
            "Name another place with --out.",
            file=f"{statistics.model_id}.json" if out is None else out.name,
            reason=error.strerror or error,
        ) from error
    summary = {"people": statistics.people, "comparisons": statistics.comparisons, "out": str(out)}
    Output(as_json).result(summary, f"{statistics.comparisons} comparisons of {statistics.people} people.")


def _aliases(path: Path | None) -> dict[str, str]:
    """The name to use by each folder that has several."""
    if path is None:
        return {}
    from facegate.evaluation.list_files import UnreadableListError, read_list

    try:
        lists = json.loads(read_list(path))
    except UnreadableListError as error:
        raise _aliases_refused(path, f"It {error}.") from error
    except (ValueError, RecursionError) as error:  # no JSON; a number of thousands of digits; nested without end
        raise _aliases_refused(path, "It is not JSON.") from error
    if not isinstance(lists, list) or not all(_are_names(names) for names in lists):
        raise _aliases_refused(path, "It is not a list of lists of folders' names.")
    return {name: names[0] for names in lists for name in names}


def _are_names(names: object) -> bool:
    return isinstance(names, list) and bool(names) and all(isinstance(name, str) for name in names)


def _aliases_refused(path: Path, reason: str) -> EvaluationError:
    return EvaluationError(
        "Aliases not usable",
        "The file {file} cannot be used. {reason}",
        "Write lists of folders as JSON.",
        file=path.name,
        reason=reason,
    )


def _matrix(found: Mapping[str, list[Sample]], same: Mapping[str, str]) -> tuple[Vectors, Owners]:
    import numpy as np

    from facegate.domain.templates import Template

    numbers: dict[str, int] = {}
    vectors, owners = [], []
    for name, samples in found.items():
        person = numbers.setdefault(same.get(name, name), len(numbers))
        for sample in samples:
            if isinstance(sample, Template):
                vectors.append(sample.vector)
                owners.append(person)
    if not vectors:
        raise EvaluationError("No faces", "No face was found in these pictures.", "Take pictures of people.")
    # Somebody without a usable picture leaves no gap.
    _, dense = np.unique(np.array(owners), return_inverse=True)
    return np.stack(vectors), dense.astype(np.intp)
