"""The page that shows an evaluation of presentation attack detection: by species, by threshold, by cue, by track."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from facegate.domain.pad.results import Cue
from facegate.domain.pad.rules import PadRules
from facegate.evaluation.pad.result import PadResultSet
from facegate.evaluation.pad.sweep import Point
from facegate.evaluation.report import charts
from facegate.evaluation.report.html import Cell, Chart, Report, Section, Table, format_rate
from facegate.evaluation.report.tradeoffs import HIGHEST_DET
from facegate.evaluation.shown import rate_of

_MOST_LISTED = 100
"""Tracks that a page names; those with an error come first, and the command's JSON names all."""

_SWEPT_ROWS = 12
"""Thresholds in the table; the chart shows all."""

_SCORE = "Threshold of the texture score: higher is more like a person"

_SWEPT = "What other thresholds would have cost on these presentations. Lines mark those in use."

_APART = "At no threshold both errors lie between 0 and 40 %, so that there is no trade-off to draw (DET)."

_TREATMENT = (
    "By track a person without an answer counts as refused, an attack without one as not accepted. Frames without a"
    " usable face are no part of the rates by frame. A track counts by its worst moment: an attack that was bona fide"
    " once was accepted, a person who was an attack once was refused."
)

_LIMITS = (
    "These figures say what happened with these people, instruments, cameras and lights. A species that was not tried"
    " is not covered: masks with depth, and pictures that are fed into the camera's driver, are beyond what one colour"
    " camera can see."
)


def pad_report(record: Mapping[str, Any], found: PadResultSet) -> Report:
    """Compose the page.

    Args:
        record: what the command prints.
        found: the same, for its curves.
    """
    shown = record["presentations"]
    people, kinds = shown["bona_fide"], shown["attacks"]
    facts = [
        ("People", f"{people['tracks']:,} tracks, {people['frames']:,} frames"),
        *(
            (f"Attacks: {name}", f"{each['tracks']:,} tracks, {each['frames']:,} frames")
            for name, each in kinds.items()
        ),
        *((f"Limits of {cue}", _limits(each)) for cue, each in record["rules"]["cues"].items()),
        ("Looks", f"the best {record['rules']['looks']} first, at most {record['rules']['most_looks']}"),
    ]
    if record["only"]:
        facts.append(("Only", ", ".join(record["only"])))
    sections = [_rates_section(record), _threshold_section(found), _ablation_section(record), _tracks_section(record)]
    return Report(
        "Presentation attack detection", _summary(record), facts, [each for each in sections if each is not None]
    )


def _summary(record: Mapping[str, Any]) -> str:
    worst, refused = rate_of(record["apcer_max"]), rate_of(record["bpcer"])
    attacks = "No attack was shown" if worst.value is None else (
        f"Of the worst species, {record['worst_species']}, {format_rate(worst)} of the tracks were taken for a person"
    )  # fmt: skip
    return f"{attacks}; of the people {format_rate(refused)} were refused (n {refused.n:,})."


def _limits(rule: Mapping[str, Any]) -> str:
    enough = rule["bona_fide_from"]
    upper = "can only deny" if enough is None else f"bona fide from {enough:g}"
    source = ", ".join(part for part in (rule["source"], rule["date"]) if part)
    return f"attack below {rule['attack_below']:g}, {upper}; {source}"


def _rates_section(record: Mapping[str, Any]) -> Section:
    frames = record["by_frame"]
    kinds: list[tuple[str, str]] = [(f"APCER, {species}", species) for species in record["apcer"]]
    rows: list[Sequence[Cell]] = [
        (title, rate_of(record["apcer"][name]), rate_of(frames["apcer"][name])) for title, name in kinds
    ]
    rows.append(("BPCER", rate_of(record["bpcer"]), rate_of(frames["bpcer"])))
    for key, title in (("iapar", "IAPAR"), ("recognised", "Recognised without attack detection")):
        rows += [
            (f"{title}, {name}", rate_of(each), rate_of(frames[key][name]))
            for name, each in record.get(key, {}).items()
        ]
    if "iapar" in record:
        ours, theirs = record["bona_fide_accepted"], frames["bona_fide_accepted"]
        rows.append(("People recognised and let in", rate_of(ours), rate_of(theirs)))
    method = record["method"]
    return Section(
        "At the thresholds in use",
        [_TREATMENT, _LIMITS, f"Intervals by track: {method['by_track']}. By frame: {method['by_frame']}."],
        (Table("Error rates", ("", "By track", "By frame, alone"), rows), _non_responses(record)),
        (
            Chart(
                "errors-by-track",
                "Errors by track",
                "APCER of each species and BPCER, with their 95 % intervals.",
                partial(
                    charts.by_group,
                    "Errors by track",
                    [
                        *((name, rate_of(record["apcer"][name])) for _, name in kinds),
                        ("people", rate_of(record["bpcer"])),
                    ],
                ),
            ),
        ),
    )


def _non_responses(record: Mapping[str, Any]) -> Table:
    def row(name: str, kinds: Mapping[str, int]) -> list[Cell]:
        return [name, *kinds.values()]

    rows = []
    for side, words in ((record, "tracks"), (record["by_frame"], "frames")):
        told = side["non_responses"]
        rows.append(row(f"People, {words}", told["bona_fide"]))
        rows += [row(f"{species}, {words}", kinds) for species, kinds in told["attacks"].items()]
    heads = [kind.replace("_", " ").capitalize() for kind in record["non_responses"]["bona_fide"]]
    return Table("Without an answer", ("", *heads), rows)


def _threshold_section(found: PadResultSet) -> Section | None:
    if not found.tracks:
        return None
    tables = tuple(
        Table(
            f"One threshold for attack and bona fide, by {words}",
            ("Threshold", "APCER, worst", "BPCER"),
            _thinned(points),
        )
        for words, points in (("track", found.tracks), ("frame", found.frames))
    )
    shown = [
        _rates_chart("tracks", "by track", found.tracks, found),
        _rates_chart("frames", "by frame", found.frames, found),
    ]
    curve = _det_chart(found)
    return Section(
        "By threshold",
        [_SWEPT if curve is not None else f"{_SWEPT} {_APART}"],
        tables,
        (*shown, *(() if curve is None else (curve,))),
    )


def _thinned(points: Sequence[Point]) -> list[tuple[Cell, ...]]:
    chosen = np.unique(np.linspace(0, len(points) - 1, _SWEPT_ROWS).round().astype(int))
    rows = [points[place] for place in chosen]
    return [(f"{point.threshold:.2f}", _percent(point.apcer_max), _percent(point.bpcer.value)) for point in rows]


def _percent(value: float | None) -> str | None:
    return None if value is None else f"{100 * value:.1f} %"


def _rates_chart(name: str, words: str, points: Sequence[Point], found: PadResultSet) -> Chart:
    species = list(points[0].apcer)
    curves = [("BPCER", [_value(point.bpcer.value) for point in points])]
    curves += [(f"APCER {each}", [_value(point.apcer[each].value) for point in points]) for each in species]
    return Chart(
        f"rates-{name}",
        f"Errors over the threshold, {words}",
        "APCER falls and BPCER rises with the threshold.",
        partial(charts.by_threshold, _SCORE, [point.threshold for point in points], curves, _in_use(found.how.rules)),
    )


def _det_chart(found: PadResultSet) -> Chart | None:
    """Errors over each other; None where there is nothing to see of it."""
    curves = []
    for words, points in (("by frame", found.frames), ("by track", found.tracks)):
        errors = np.array([_value(point.apcer_max) for point in points], np.float64)
        misses = np.array([_value(point.bpcer.value) for point in points], np.float64)
        if np.isfinite(errors).all() and np.isfinite(misses).all() and (_drawn(errors) & _drawn(misses)).any():
            curves.append(charts.Curve(words, errors, misses))
    if not curves:
        return None
    names = ("APCER of the worst species", "BPCER")
    return Chart(
        "det",
        "People refused over attacks accepted (DET)",
        "BPCER over APCER of the worst species on normal deviates.",
        partial(charts.det, curves, names=names),
    )


def _drawn(rates: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    return np.asarray((rates > 0) & (rates <= HIGHEST_DET), np.bool_)


def _in_use(rules: PadRules) -> list[tuple[str, float]]:
    rule = rules.cues[Cue.TEXTURE]
    enough = rule.bona_fide_from
    if enough is None or enough == rule.attack_below:
        return [("in use", rule.attack_below)]
    return [("attack below", rule.attack_below), ("bona fide from", enough)]


def _ablation_section(record: Mapping[str, Any]) -> Section | None:
    rows = record["ablation"]
    if len(rows) < 2:
        return None
    species = list(record["apcer"])
    table = Table(
        "By track, at the thresholds in use",
        ("Cues", *(f"APCER, {name}" for name in species), "BPCER"),
        [(row["cues"], *(rate_of(row["apcer"][name]) for name in species), rate_of(row["bpcer"])) for row in rows],
    )
    note = "A cue that can only deny takes everybody for a person whom it does not deny."
    return Section("Each cue alone, and left out", [note], (table,))


def _tracks_section(record: Mapping[str, Any]) -> Section:
    tracks = sorted(record["tracks"], key=lambda track: not track["error"])
    rows = [
        (
            track["name"],
            track["species"] or "person",
            track["result"].replace("_", " "),
            None if track["score"] is None else f"{track['score']:.2f}",
            track["looks"],
            "error" if track["error"] else "",
        )
        for track in tracks[:_MOST_LISTED]
    ]
    paragraphs = [f"The first {_MOST_LISTED} of {len(tracks)} are listed."] if len(tracks) > _MOST_LISTED else []
    columns = ("Track", "Shown", "Last result", "Score", "Looks", "")
    return Section("Tracks", paragraphs, (Table("Errors first", columns, rows),))


def _value(rate: float | None) -> float:
    return float("nan") if rate is None else rate
