"""What each cue is worth: alone, and what is lost without it. A cue that helps nobody does not ship."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from facegate.domain.pad.results import Cue
from facegate.domain.pad.rules import CueRule, PadRules
from facegate.domain.rates import Rate
from facegate.evaluation.pad.looks import TrackLooks
from facegate.evaluation.pad.rates import error_rates, judge_all, worst
from facegate.evaluation.pad.replay import Replay

ALL = "all"
"""The row with every cue."""


@dataclass(frozen=True, slots=True)
class AblationRow:
    """Error rates by track with some of the cues.

    Attributes:
        name: ``all``, ``only <cue>`` or ``without <cue>``.
        apcer: by species.
        bpcer: of people.
    """

    name: str
    apcer: dict[str, Rate]
    bpcer: Rate

    def record(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "cues": self.name,
            "apcer_max": worst(self.apcer)[1].record(),
            "apcer": {species: rate.record() for species, rate in self.apcer.items()},
            "bpcer": self.bpcer.record(),
        }


def ablation(found: Sequence[TrackLooks], how: Replay) -> list[AblationRow]:
    """All cues, then each alone and each left out; of one cue that is all there is.

    A cue that can only deny never says that a person is there: alone it takes everybody for one whom it does not deny.
    Without texture the same holds of the rest.
    """
    cues = {cue: rule for cue, rule in how.rules.cues.items() if _heard(found, cue)}
    rows = [_row(ALL, found, how, cues)]
    for cue in cues if len(cues) > 1 else ():
        rows.append(_row(f"only {cue}", found, how, {cue: cues[cue]}))
        rest = {other: rule for other, rule in cues.items() if other is not cue}
        rows.append(_row(f"without {cue}", found, how, rest))
    return rows


def _heard(found: Sequence[TrackLooks], cue: Cue) -> bool:
    return cue is Cue.TEXTURE or any(cue in look.cues for each in found for look in each.looks)


def _row(name: str, found: Sequence[TrackLooks], how: Replay, cues: dict[Cue, CueRule]) -> AblationRow:
    kept = {**cues}
    # Texture is what an answer needs: where it is left out, it agrees with everything.
    kept.setdefault(Cue.TEXTURE, CueRule(float("-inf"), float("-inf"), "left out", ""))
    rules: PadRules = replace(how.rules, cues=kept)
    return AblationRow(name, *error_rates(judge_all(found, replace(how, rules=rules)), by_frame=False))
