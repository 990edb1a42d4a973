"""Error rates of presentation attack detection (ISO/IEC 30107-3), by track and by frame.

The record's keys, which stay as they are; a rate is ``{"value", "ci95", "n"}``:

- ``apcer``: by species, the share of attacks that were taken for a person; ``apcer_max``: the worst of them,
  ``worst_species``: which one;
- ``bpcer``: people who were not taken for one, or were taken for an attack at any moment;
- ``non_responses``: ``{"bona_fide", "attacks": {species}}``, each ``{"no_face", "unusable", "unreadable",
  "inconclusive"}``: how many of the presentations gave no answer. By track they stay in the rates: a person without
  an answer counts as refused, an attack without one as not accepted. Frames without a usable face are no part of
  the rates by frame: nothing was asked about them;
- with a gallery ``iapar``: by species, the share of attacks that were recognised and taken for a person;
  ``iapar_max``; ``recognised``: by species, those that recognition alone would have let in; ``bona_fide_accepted``;
- ``by_frame``: the same, each frame alone with one look.

By track the intervals are Wilson's. Frames of one track are no independent trials: by frame whole tracks are drawn
again (:mod:`facegate.evaluation.bootstrap`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from facegate.domain.pad.results import Pad
from facegate.domain.rates import Rate, wilson
from facegate.evaluation.bootstrap import people_weights, share_over_people
from facegate.evaluation.pad.looks import Missed, TrackLooks
from facegate.evaluation.pad.replay import Replay, Verdict, frame_verdict, track_verdict

METHOD = {
    "by_track": "Wilson score; every track one trial",
    "by_frame": "bootstrap over tracks, percentiles; a rate of 0 or 1: Wilson, every track one trial",
}
"""How intervals are made, for reports."""

INCONCLUSIVE = "inconclusive"
"""Beside :class:`facegate.evaluation.pad.looks.Missed`: a kind of non-response."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts of one presentation.

    Attributes:
        looks: what they rest on.
        track: of all of it.
        frames: of each usable frame alone.
    """

    looks: TrackLooks
    track: Verdict
    frames: tuple[Verdict, ...]

    @property
    def species(self) -> str | None:
        """Of the attack; None for a person."""
        return self.looks.track.species

    @property
    def missed(self) -> str | None:
        """Why there is no answer by track; None where there is one."""
        if not self.looks.looks:
            return max(Missed, key=lambda kind: self.looks.missed.get(kind, 0))
        return INCONCLUSIVE if not self.track.passed and not self.track.attacked else None


def judge_all(found: Sequence[TrackLooks], how: Replay) -> list[Judged]:
    """Decide every presentation, and every frame alone."""
    return [
        Judged(each, track_verdict(each, how), tuple(frame_verdict(look, how) for look in each.looks)) for each in found
    ]


@dataclass(frozen=True, slots=True)
class _Trials:
    """Errors of trials, grouped by track."""

    errors: tuple[int, ...]
    trials: tuple[int, ...]
    by_frame: bool

    def rate(self) -> Rate:
        if not self.by_frame:
            return wilson(sum(self.errors), sum(self.trials))
        errors, trials = np.array(self.errors, np.int64), np.array(self.trials, np.int64)
        return share_over_people(errors, trials, people_weights(len(trials))) if len(trials) else wilson(0, 0)


def species_of(judged: Sequence[Judged]) -> list[str]:
    """Of the attacks, in order of their first one."""
    return list(dict.fromkeys(each.species for each in judged if each.species is not None))


def rates_record(judged: Sequence[Judged]) -> dict[str, Any]:
    """As JSON; see the module."""
    return {**_side(judged, by_frame=False), "by_frame": _side(judged, by_frame=True), "method": METHOD}


def error_rates(judged: Sequence[Judged], *, by_frame: bool) -> tuple[dict[str, Rate], Rate]:
    """(APCER by species, BPCER)."""
    apcer = {
        species: _share(_of(judged, species), lambda verdict: verdict.passed, by_frame=by_frame)
        for species in species_of(judged)
    }
    return apcer, _share(_of(judged, None), lambda verdict: verdict.refused, by_frame=by_frame)


def worst(rates: Mapping[str, Rate]) -> tuple[str | None, Rate]:
    """The species with the highest rate, of equal ones that which says least, and its rate."""
    known = {name: rate for name, rate in rates.items() if rate.value is not None}
    if not known:
        return None, wilson(0, 0)
    name = max(known, key=lambda each: (known[each].value or 0.0, known[each].high or 0.0))
    return name, known[name]


def _side(judged: Sequence[Judged], *, by_frame: bool) -> dict[str, Any]:
    apcer, bpcer = error_rates(judged, by_frame=by_frame)
    name, highest = worst(apcer)
    record: dict[str, Any] = {
        "apcer_max": highest.record(),
        "worst_species": name,
        "apcer": {species: rate.record() for species, rate in apcer.items()},
        "bpcer": bpcer.record(),
        "non_responses": {
            "bona_fide": _non_responses(_of(judged, None), by_frame=by_frame),
            "attacks": {each: _non_responses(_of(judged, each), by_frame=by_frame) for each in apcer},
        },
    }
    if any(look.judgement is not None for each in judged for look in each.looks.looks):
        record |= _with_gallery(judged, list(apcer), by_frame=by_frame)
    return record


def _with_gallery(judged: Sequence[Judged], species: Sequence[str], *, by_frame: bool) -> dict[str, Any]:
    def share(of: str | None, hit: str) -> Rate:
        return _share(_of(judged, of), lambda verdict: bool(getattr(verdict, hit)), by_frame=by_frame)

    named = {each: share(each, "named") for each in species}
    return {
        "iapar_max": worst(named)[1].record(),
        "iapar": {each: rate.record() for each, rate in named.items()},
        "recognised": {each: share(each, "recognised").record() for each in species},
        "bona_fide_accepted": share(None, "named").record(),
    }


def _of(judged: Sequence[Judged], species: str | None) -> list[Judged]:
    return [each for each in judged if each.species == species]


def _share(judged: Sequence[Judged], hit: Any, *, by_frame: bool) -> Rate:
    verdicts = [each.frames if by_frame else (each.track,) for each in judged]
    return _Trials(
        tuple(sum(map(hit, some)) for some in verdicts), tuple(len(some) for some in verdicts), by_frame
    ).rate()


def _non_responses(judged: Sequence[Judged], *, by_frame: bool) -> dict[str, int]:
    kinds: Counter[str] = Counter(_frame_kinds(judged) if by_frame else (each.missed for each in judged if each.missed))
    return {kind: kinds[kind] for kind in (*Missed, INCONCLUSIVE)}


def _frame_kinds(judged: Sequence[Judged]) -> Iterator[str]:
    for each in judged:
        for kind, count in each.looks.missed.items():
            yield from [kind.value] * count
        for verdict in each.frames:
            if verdict.last.pad is Pad.INCONCLUSIVE:
                yield INCONCLUSIVE
