"""Accuracy that must not get worse: what is measured, kept and compared. No picture and no template is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from facegate.cli.evaluate_identification import gallery_of
from facegate.domain.identification import DecisionPolicy
from facegate.domain.ports import Vision
from facegate.evaluation import corpus
from facegate.evaluation.comparisons import compare_pairs, fused_sides
from facegate.evaluation.pairs import PairList, read_pairs
from facegate.evaluation.searches import search_all
from facegate.evaluation.splits import Plan, numbered
from facegate.settings.model import RecognitionSettings
from facegate.vision.images import read_image

FOLDER = Path(__file__).resolve().parents[1] / "baselines"

STEPS = 10_000
"""Distances are kept to four decimals, as whole numbers."""

NEVER = -1
"""Kept for a comparison or search that no threshold lets through."""

PEOPLE = 58
"""The first half of the 116 people: their 460 pictures take twenty seconds of a processor."""

PEOPLE_PLAN = Plan(references=3, repeats=8, seed=0, sizes=())
"""Eight splits of them make about as many decisions as LFW's five folds have pairs."""

LFW_FOLDS = 5
"""Of LFW's list of pairs, which is in order of its folds; each has as many mated pairs as others."""

MOST_WORSE = 2 / 3000
"""Share of decisions that may change for the worse: another processor rounds differently. One always may."""

NEAREST = 10
"""Smallest non-mated distances that are kept by themselves: hardly any is within the threshold, so the rate of false
matches may rise tenfold before a decision changes."""

MOST_NEARER = 3
"""How many more comparisons of different people may come below a distance that is kept. One bad picture is in several;
false matches ten times as frequent are tens of them."""

NEARER_BY = 5e-3
"""By which a distance must be smaller to count as below another: another processor rounds differently."""

MOST_SHIFT = 1e-3
"""By which a median distance may move."""


def read(name: str) -> dict[str, Any]:
    """A committed baseline."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def write(name: str, measured: dict[str, Any]) -> Path:
    """Commit to another accuracy, on purpose."""
    path = FOLDER / f"{name}.json"
    path.write_text(json.dumps(measured, separators=(",", ":")).replace('],"', '],\n"') + "\n", "utf-8")
    return path


def measure_lfw(vision: Vision, folder: Path, fold: int | None = None) -> dict[str, Any]:
    """All pairs of the five folds, or those of one of them, from 0."""
    every = read_pairs(folder / "pairs.txt", folder / "images")
    pairs = every if fold is None else PairList(tuple(pair for pair in every.pairs if pair.fold == fold), 1)
    samples = corpus.extract(_files(pairs), vision, read_image, corpus.central_face, lambda done, of: None)
    compared = compare_pairs(pairs, fused_sides(pairs, samples))
    return _record(
        vision,
        digest([folder / "pairs.txt", *_files(every)], folder),
        {"mated": compared.distances[compared.mated], "non_mated": compared.distances[~compared.mated]},
    )


def of_fold(measured: dict[str, Any], fold: int) -> dict[str, Any]:
    """What was measured on all of LFW, as if only one of its folds had been, from 0."""
    kept = {}
    for kind in ("mated", "non_mated"):
        each = len(measured[kind]) // LFW_FOLDS
        kept[kind] = measured[kind][fold * each : (fold + 1) * each]
    return {**measured, **_summary(kept), **kept}


def _files(pairs: PairList) -> list[Path]:
    return [file for side in pairs.sides.values() for file in side.files]


def measure_people(vision: Vision, folder: Path) -> dict[str, Any]:
    """Searches of eight splits; a mated one that does not lead to the right person is let through by no threshold."""
    people = dict(list(corpus.people(folder).items())[:PEOPLE])
    files = [path for paths in people.values() for path in paths]
    samples = corpus.extract(files, vision, read_image, corpus.principal_face, lambda done, of: None)
    policy = DecisionPolicy(vision.operating_point.threshold, RecognitionSettings().margin, 1, 1)
    enrol = gallery_of(vision.extractor.model_id, vision.extractor.dimension)
    searches, _ = search_all(
        numbered(people), list(samples.values()), PEOPLE_PLAN, policy, enrol, lambda done, of: None
    )
    some = searches[max(searches)]
    scores = {"mated": some.scores[some.mated], "non_mated": some.scores[~some.mated]}
    return _record(vision, digest(files, folder), scores)


def _record(vision: Vision, files: str, distances: dict[str, np.ndarray]) -> dict[str, Any]:
    kept = {
        kind: [round(float(each) * STEPS) if np.isfinite(each) else NEVER for each in some]
        for kind, some in distances.items()
    }
    return {
        "files_sha256": files,
        "model": vision.extractor.model_id,
        "threshold": vision.operating_point.threshold,
        **_summary(kept),
        **kept,
    }


def _summary(kept: dict[str, list[int]]) -> dict[str, Any]:
    return {
        "median": {kind: float(np.median([each for each in some if each != NEVER])) for kind, some in kept.items()},
        "nearest": sorted(each for each in kept["non_mated"] if each != NEVER)[:NEAREST],
    }


def digest(files: Sequence[Path], folder: Path) -> str:
    """One hash of the names and contents of files."""
    whole = hashlib.sha256()
    for path in sorted(set(files)):
        whole.update(
            f"{path.relative_to(folder).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return whole.hexdigest()


def right(measured: dict[str, Any], threshold: float) -> np.ndarray:
    """Which decisions are right at a threshold: mated ones first."""
    matches = [
        np.array([each != NEVER and each <= round(threshold * STEPS) for each in measured[kind]], np.bool_)
        for kind in ("mated", "non_mated")
    ]
    return np.concatenate((matches[0], ~matches[1]))


def changed_for_the_worse(before: dict[str, Any], now: dict[str, Any]) -> int:
    """Decisions that were right at the baseline's threshold and are wrong now."""
    return int((right(before, before["threshold"]) & ~right(now, before["threshold"])).sum())


def nearer(before: dict[str, Any], now: dict[str, Any]) -> int:
    """By how many, at most, there are more non-mated distances below one of the baseline's smallest than there were."""
    found = np.array([each for each in now["non_mated"] if each != NEVER])
    kept = np.array(before["nearest"])
    return max(int((found < each - NEARER_BY * STEPS).sum() - (kept < each).sum()) for each in kept)


def complaints(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What is worse than the baseline, in words; empty if nothing is."""
    for key, what in (("files_sha256", "other files"), ("model", "another model"), ("threshold", "another threshold")):
        if before[key] != now[key]:
            return [f"measured with {what} than the baseline: {now[key]}, not {before[key]}"]
    decisions = len(right(before, before["threshold"]))
    allowed = max(1, round(MOST_WORSE * decisions))
    worse = changed_for_the_worse(before, now)
    found = [f"{worse} of {decisions} decisions changed for the worse"] if worse > allowed else []
    if (more := nearer(before, now)) > MOST_NEARER:
        found.append(f"{more} more comparisons of different people lie below the nearest ones of the baseline")
    for kind, median in before["median"].items():
        shift = (now["median"][kind] - median) / STEPS
        if abs(shift) > MOST_SHIFT:
            found.append(f"the median {kind} distance moved by {shift:+.4f}")
    return found
