"""The learning rate over a run, and the momentum that goes with it. Needs no PyTorch."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from facegate.errors import TrainingError
from facegate.training.specs import Positive, Share, Strict

Rate = Annotated[float, Field(ge=0.0, allow_inf_nan=False)]

END = "-"
"""What a schedule file says instead of a rate where the run ends (facenet's)."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a step is taken with.

    Attributes:
        rate: the learning rate.
        momentum: of momentum and RMSProp, or beta1 of Adam; None: the optimiser's own.
    """

    rate: float
    momentum: float | None = None


class ConstantSchedule(Strict):
    """One rate for the whole run."""

    kind: Literal["constant"] = "constant"
    rate: Positive

    def at(self, epoch: float, epochs: int) -> Pace:
        """The pace at a time in epochs, the fraction included, of a run of so many."""
        del epoch, epochs
        return Pace(self.rate)


class ExponentialSchedule(Strict):
    """``rate * factor ** (epoch / every)``.

    Attributes:
        factor: of one period.
        every: epochs of a period.
        staircase: the exponent is rounded down, so that the rate falls once a period, as in facenet.
    """

    kind: Literal["exponential"] = "exponential"
    rate: Positive
    factor: Annotated[float, Field(gt=0.0, le=1.0)]
    every: Positive
    staircase: bool = True

    def at(self, epoch: float, epochs: int) -> Pace:
        """See :class:`ConstantSchedule`."""
        del epochs
        periods = epoch / self.every
        return Pace(float(self.rate * self.factor ** (floor(periods) if self.staircase else periods)))


class StepsSchedule(Strict):
    """Rates by the epoch from which they hold: what a file of ``epoch: rate`` lines says.

    Attributes:
        rates: (epoch, rate), epochs ascending from 0.
        end: the epoch before which the run ends; None: the run's own.
    """

    kind: Literal["steps"] = "steps"
    rates: Annotated[tuple[tuple[Annotated[int, Field(ge=0)], Rate], ...], Field(min_length=1)]
    end: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _check_epochs(self) -> Self:
        epochs = [epoch for epoch, _ in self.rates]
        if epochs[0] != 0 or epochs != sorted(set(epochs)):
            raise ValueError(f"the epochs of a schedule begin with 0 and ascend, but these are {epochs}")
        if self.end is not None and self.end <= epochs[-1]:
            raise ValueError(f"a schedule cannot end at epoch {self.end} and have a rate for epoch {epochs[-1]}")
        return self

    def at(self, epoch: float, epochs: int) -> Pace:
        """See :class:`ConstantSchedule`."""
        del epochs
        return Pace(next(rate for start, rate in reversed(self.rates) if start <= epoch))


class CyclicalSchedule(Strict):
    """The rate goes up and down in straight lines (Smith 2017), the momentum or beta1 down and up (Smith 2018).

    Attributes:
        lowest, highest: rates, at a period's ends and in its middle.
        period: epochs from one lowest rate to the next; None: the whole run, Smith's "one cycle".
        lowest_momentum, highest_momentum: in a period's middle and at its ends.
    """

    kind: Literal["cyclical"] = "cyclical"
    lowest: Positive
    highest: Positive
    period: Positive | None = None
    lowest_momentum: Share = 0.85
    highest_momentum: Share = 0.95

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.lowest > self.highest or self.lowest_momentum > self.highest_momentum:
            raise ValueError("of a cyclical schedule the lowest is above the highest")
        return self

    def at(self, epoch: float, epochs: int) -> Pace:
        """See :class:`ConstantSchedule`."""
        place = (epoch / (self.period or epochs)) % 1.0
        up = 1.0 - abs(2.0 * place - 1.0)
        return Pace(
            self.lowest + (self.highest - self.lowest) * up,
            self.highest_momentum - (self.highest_momentum - self.lowest_momentum) * up,
        )


ScheduleSpec: TypeAlias = Annotated[
    ConstantSchedule | ExponentialSchedule | StepsSchedule | CyclicalSchedule, Field(discriminator="kind")
]


def read_schedule(file: Path) -> StepsSchedule:
    """Read ``epoch: rate`` lines; ``#`` begins a remark, ``-`` instead of a rate ends the run there (facenet's form).

    Raises:
        TrainingError: the file cannot be read, or a line makes no sense.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(file, "it cannot be read") from error
    rates: list[tuple[int, float]] = []
    end: int | None = None
    for number, line in enumerate(lines, 1):
        said = line.split("#", 1)[0].strip()
        if not said:
            continue
        epoch, separator, rate = (part.strip() for part in said.partition(":"))
        try:
            if end is not None or not separator:
                raise ValueError
            if rate == END:
                end = int(epoch)
            else:
                rates.append((int(epoch), float(rate)))
        except ValueError as error:
            raise _refused(file, f"line {number} is not 'epoch: rate'") from error
    try:
        return StepsSchedule(rates=tuple(rates), end=end)
    except ValueError as error:
        raise _refused(file, "its epochs do not ascend from 0, or a rate is negative") from error


def _refused(file: Path, reason: str) -> TrainingError:
    return TrainingError(
        "Schedule not usable",
        "{file}: {reason}.",
        "Give lines such as '0: 0.1', '65: 0.01' and, to end the run, '90: -'.",
        file=file,
        reason=reason,
    )
