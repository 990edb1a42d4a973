"""What a manifest says of a network that knows a face from a picture of one, and of the limits of its scores."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from facegate.domain.pad.results import Cue
from facegate.domain.pad.rules import CueRule, PadRules

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Limit = Annotated[float, Field(allow_inf_nan=False)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Words = Annotated[str, StringConstraints(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CuePart(_Strict):
    """Limits of one cue with their provenance; see :class:`facegate.domain.pad.rules.CueRule`."""

    cue: Cue
    attack_below: Limit
    bona_fide_from: Limit | None = None
    source: Words
    date: Day
    apcer: Share | None = None
    bpcer: Share | None = None

    @model_validator(mode="after")
    def _check_limits(self) -> Self:
        self.rule()
        return self

    def rule(self) -> CueRule:
        """The same for the fusion."""
        return CueRule(self.attack_below, self.bona_fide_from, self.source, self.date, self.apcer, self.bpcer)


class RulesPart(_Strict):
    """Limits of all cues; see :class:`facegate.domain.pad.rules.PadRules`.

    Attributes:
        partners: ids of the other networks whose scores are averaged with this one's: the limits hold for all of
            them together, so none is judged by without the others.
    """

    partners: tuple[Words, ...] = ()
    looks: Annotated[int, Field(ge=1, le=16)]
    most_looks: Annotated[int, Field(ge=1, le=64)]
    cues: Annotated[tuple[CuePart, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_cues(self) -> Self:
        named = [each.cue for each in self.cues]
        if Cue.TEXTURE not in named or len(set(named)) < len(named):
            raise ValueError("every cue has one rule, and texture is one of them")
        self.rules()
        return self

    def rules(self) -> PadRules:
        """The same for the fusion."""
        return PadRules({each.cue: each.rule() for each in self.cues}, self.looks, self.most_looks)


class PadPart(_Strict):
    """A network that sees a face and what is around it, and says of what class they are.

    Its score is the log-odds of the bona fide class against the attack classes, in nats.

    Attributes:
        decoder: which code feeds it and reads its classes.
        scale: sides of what it sees, in sides of the face.
        face: what counts as the face. ``box``: the detector's box as it is, squeezed into a square; else a square
            around its middle: ``area``: of the box's area, ``longer``: of its longer side, ``width``: of its width.
        bona_fide: place of the bona fide class among its outputs.
        attacks: places of the attack classes.
        least_inter_eye: pixels between the eyes from which a look is judged.
        least_scale: in pictures that are not high or wide enough it sees less; below this the look is not judged:
            a screen whose frame is out of the picture looks like a person.
        least_beside: widths of the box that must be in the picture to the left and to the right of it, likewise.
        rules: of one network of each set, for the whole set.
    """

    picture_shape: ClassVar[tuple[int, int, int]] = (3, 80, 80)
    classes: ClassVar[int] = 3

    decoder: Literal["minifasnet"]
    scale: Annotated[float, Field(ge=1.0, le=8.0)]
    face: Literal["box", "area", "longer", "width"]
    bona_fide: Annotated[int, Field(ge=0, lt=3)]
    attacks: Annotated[tuple[int, ...], Field(min_length=1)]
    least_inter_eye: Annotated[float, Field(gt=0.0)]
    least_scale: Annotated[float, Field(gt=0.0)]
    least_beside: Annotated[float, Field(ge=0.0)]
    rules: RulesPart | None = None

    @model_validator(mode="after")
    def _check_classes(self) -> Self:
        if self.bona_fide in self.attacks or not set(self.attacks) <= set(range(self.classes)):
            raise ValueError(f"attacks are classes of 0 to {self.classes - 1} other than the bona fide one")
        if self.least_scale > self.scale:
            raise ValueError("least_scale is at most scale")
        return self
