"""What is known of one track: the looks that wait to be scored, and the scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from facegate.domain.frames import BgrImage
from facegate.domain.ids import SubjectId
from facegate.domain.pad.results import UNKNOWN, Cue, Pad, PadResult
from facegate.domain.pad.rules import PadRules, fuse, with_challenge


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

    That a person stands there is said of whom the looks show: looks that show somebody else, or nobody who is known,
    say nothing for them. Else who shows their own face first, and then a picture, would be taken for a person with
    the face of the picture.

    Attributes:
        result: what is said now.
    """

    def __init__(self, rules: PadRules) -> None:
        self._rules = rules
        self._waiting: list[tuple[SubjectId | None, PadSample]] = []
        self._texture: list[float] = []
        self._while_asked: list[float] = []
        self._of: SubjectId | None = None
        self._challenged: SubjectId | None = None
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

    def offer(self, sample: PadSample, of: SubjectId | None = None) -> None:
        """A look that may be scored, and whom it shows; of those that wait the best of each person are kept."""
        self._waiting.append((of, sample))
        self._waiting.sort(key=lambda each: each[1].quality, reverse=True)
        for _, worst in [each for each in self._waiting if each[0] == of][self._rules.looks :]:
            self._waiting = [each for each in self._waiting if each[1] is not worst]

    def due(self, of: SubjectId | None = None, *, again: bool = False) -> tuple[PadSample, ...]:
        """Looks to be scored now, best first.

        Args:
            of: whom the track shows; None: nobody who is known.
            again: one even though there is an answer, to notice a swap.
        """
        if of != self._of:
            self._of = of
            if of is not None:
                self._start_over()
        if self.result.pad is Pad.INCONCLUSIVE and not self.exhausted:
            wanted = max(1, self._rules.looks - self.looks)
        else:
            wanted = 1 if again and self.result.pad is not Pad.ATTACK else 0
        waiting, self._waiting = self._waiting, []
        return tuple(sample for shown, sample in waiting if of is None or shown == of)[:wanted]

    def score(self, scores: Sequence[float]) -> None:
        """Texture scores of looks that were due; the newest ``most_looks`` count."""
        self._texture = [*self._texture, *scores][-self._rules.most_looks :]
        self._decide()

    def score_while_asked(self, scores: Sequence[float]) -> None:
        """Texture scores of looks in a challenge, which only deny: who stands there, the challenge has yet to say."""
        self._while_asked = [*self._while_asked, *scores][-self._rules.most_looks :]
        newest = [*self._texture, *self._while_asked][-self._rules.most_looks :]
        if newest and fuse({Cue.TEXTURE: self._texture_score(newest)}, self._rules).pad is Pad.ATTACK:
            self._texture, self._while_asked = newest, []
            self._decide()

    def want_challenge(self) -> None:
        """Whoever could not do what they were asked is let in on nothing else."""
        self._rules = with_challenge(self._rules, strict=True)
        self._decide()

    def hear(self, cue: Cue, score: float) -> None:
        """The newest score of another cue. An attack that one of them saw stays seen."""
        if cue is Cue.CHALLENGE:
            self._challenged = self._of
        self._others[cue] = score
        self._decide()

    def fail(self) -> None:
        """The networks failed: nothing is known any more."""
        self._texture.clear()
        self._decide()

    def _start_over(self) -> None:
        """What was scored before showed somebody else; so did a challenge that another person did."""
        if self._challenged != self._of:
            self._others.pop(Cue.CHALLENGE, None)
        self.fail()

    def _decide(self) -> None:
        if self.result.pad is Pad.ATTACK:
            return
        scores = dict(self._others)
        if self._texture:
            scores[Cue.TEXTURE] = self._texture_score(self._texture)
        self.result = fuse(scores, self._rules)

    def _texture_score(self, texture: Sequence[float]) -> float:
        """The mean of all looks that count; of the newest, as many as a first answer needs, where they show an attack.

        Else a picture that takes the place of the person would profit from the looks at the person.
        """
        newest, rule = fmean(texture[-self._rules.looks :]), self._rules.cues.get(Cue.TEXTURE)
        attack = rule is not None and newest < rule.attack_below
        return newest if attack else fmean(texture)
