"""Everything that ``facegate evaluate pad`` finds, as one record.

Beside the keys of :mod:`facegate.evaluation.pad.rates`, by track and in ``by_frame``:

- ``sweep``: a list by threshold, ``{"threshold", "apcer_max", "apcer", "bpcer"}``, values alone; the one threshold
  stands in the place of both that are in use;
- ``bpcer_at_apcer``: ``{"0", "1e-2", "5e-2"}``: BPCER at the lowest threshold where the worst species has at most
  that APCER, with ``threshold``; chosen on these very presentations, so optimistic; null where there is none;

and by track:

- ``rules``: ``{"looks", "most_looks", "cues": {cue: {"attack_below", "bona_fide_from", "source", "date"}}}``;
- ``presentations``: ``{"bona_fide", "attacks": {species}}``, each ``{"tracks", "frames"}``;
- ``ablation``: a list of ``{"cues", "apcer_max", "apcer", "bpcer"}``: all cues, each alone, each left out;
- ``tracks``: ``{"name", "species", "result", "cue", "score", "looks", "frames", "error"}`` of every track.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facegate.domain.pad.rules import PadRules
from facegate.evaluation.pad.ablation import AblationRow, ablation
from facegate.evaluation.pad.looks import TrackLooks
from facegate.evaluation.pad.rates import Judged, judge_all, rates_record, species_of
from facegate.evaluation.pad.replay import Replay
from facegate.evaluation.pad.sweep import Point, bpcer_at, sweep


@dataclass(frozen=True, slots=True)
class PadResultSet:
    """One run.

    Attributes:
        judged: every presentation.
        how: they were decided.
        tracks, frames: by threshold.
        ablation: by cue.
    """

    judged: Sequence[Judged]
    how: Replay
    tracks: Sequence[Point]
    frames: Sequence[Point]
    ablation: Sequence[AblationRow]

    def record(self) -> dict[str, Any]:
        """As JSON; see the module."""
        rates = rates_record(self.judged)
        frames = {
            **rates.pop("by_frame"),
            "sweep": [point.record() for point in self.frames],
            "bpcer_at_apcer": bpcer_at(self.frames),
        }
        return {
            "rules": rules_record(self.how.rules),
            "presentations": {
                "bona_fide": _counts(self.judged, None),
                "attacks": {species: _counts(self.judged, species) for species in species_of(self.judged)},
            },
            **rates,
            "sweep": [point.record() for point in self.tracks],
            "bpcer_at_apcer": bpcer_at(self.tracks),
            "by_frame": frames,
            "ablation": [row.record() for row in self.ablation],
            "tracks": [_track_record(each) for each in self.judged],
        }


def evaluate(found: Sequence[TrackLooks], how: Replay) -> PadResultSet:
    """Decide everything, at the thresholds in use and at others."""
    return PadResultSet(
        judge_all(found, how),
        how,
        sweep(found, how, by_frame=False),
        sweep(found, how, by_frame=True),
        ablation(found, how),
    )


def rules_record(rules: PadRules) -> dict[str, Any]:
    """Limits and where they come from."""
    return {
        "looks": rules.looks,
        "most_looks": rules.most_looks,
        "cues": {
            cue.value: {
                "attack_below": rule.attack_below,
                "bona_fide_from": rule.bona_fide_from,
                "source": rule.source,
                "date": rule.date or None,
            }
            for cue, rule in rules.cues.items()
        },
    }


def _counts(judged: Sequence[Judged], species: str | None) -> dict[str, int]:
    ours = [each for each in judged if each.species == species]
    return {"tracks": len(ours), "frames": sum(each.looks.frames for each in ours)}


def _track_record(each: Judged) -> dict[str, Any]:
    last = each.track.last
    answered = each.looks.looks and last.cue is not None
    return {
        "name": each.looks.track.name,
        "species": each.species,
        "result": each.missed or last.pad.value,
        "cue": last.cue.value if answered and last.cue is not None else None,
        "score": last.score,
        "looks": each.track.looks,
        "frames": each.looks.frames,
        "error": each.track.refused if each.species is None else each.track.passed,
    }
