"""What is known of one track: the looks that wait to be scored, and the scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from facegate.domain.frames import BgrImage
from facegate.domain.pad.results import UNKNOWN, Cue, Pad, PadResult
from facegate.domain.pad.rules import PadRules, fuse


@dataclass(frozen=True, slots=True, eq=False)
class PadSample:
    """One look, cut out for the networks.

    Attributes:
        crops: one a network, each as large as that network takes them.
        quality: 0..1; better looks are scored first.
    """

    crops: tuple[BgrImage, ...]
    quality: float


class TrackEvidence:
    """Collects until there is an answer. Not thread-safe; lives on the inference thread.

    Attributes:
        result: what is said now.
    """

    def __init__(self, rules: PadRules) -> None:
        self._rules = rules
        self._waiting: list[PadSample] = []
        self._texture: list[float] = []
        self._others: dict[Cue, float] = {}
        self.result: PadResult = UNKNOWN

    @property
    def looks(self) -> int:
        """Looks that were scored."""
        return len(self._texture)

    @property
    def exhausted(self) -> bool:
        """Whether more passive looks would change nothing: only a challenge can."""
        return self.result.pad is Pad.INCONCLUSIVE and self.looks >= self._rules.most_looks

    def offer(self, sample: PadSample) -> None:
        """A look that may be scored; of those that wait the best are kept."""
        self._waiting.append(sample)
        self._waiting.sort(key=lambda each: each.quality, reverse=True)
        del self._waiting[self._rules.looks :]

    def due(self, *, again: bool = False) -> tuple[PadSample, ...]:
        """Looks to be scored now, best first; ``again``: one even though there is an answer, to notice a swap."""
        if self.result.pad is Pad.INCONCLUSIVE and not self.exhausted:
            wanted = max(1, self._rules.looks - self.looks)
        else:
            wanted = 1 if again and self.result.pad is not Pad.ATTACK else 0
        taken, self._waiting = tuple(self._waiting[:wanted]), []
        return taken

    def score(self, scores: Sequence[float]) -> None:
        """Texture scores of looks that were due; the newest ``most_looks`` count."""
        self._texture = [*self._texture, *scores][-self._rules.most_looks :]
        self._decide()

    def hear(self, cue: Cue, score: float) -> None:
        """The newest score of another cue. An attack that one of them saw stays seen."""
        self._others[cue] = score
        self._decide()

    def fail(self) -> None:
        """The networks failed: nothing is known any more."""
        self._texture.clear()
        self._decide()

    def _decide(self) -> None:
        if self.result.pad is Pad.ATTACK:
            return
        scores = dict(self._others)
        if self._texture:
            scores[Cue.TEXTURE] = self._texture_score()
        self.result = fuse(scores, self._rules)

    def _texture_score(self) -> float:
        """The mean of all looks that count; of the newest, as many as a first answer needs, where they show an attack.

        Else a picture that takes the place of the person would profit from the looks at the person.
        """
        newest, rule = fmean(self._texture[-self._rules.looks :]), self._rules.cues.get(Cue.TEXTURE)
        attack = rule is not None and newest < rule.attack_below
        return newest if attack else fmean(self._texture)
