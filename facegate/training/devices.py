"""Where a run computes, and in which precision."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

import torch

from facegate.errors import TrainingError

Preference: TypeAlias = Literal["auto", "cpu", "cuda"]
"""``auto``: a GPU where there is one."""

PREFERENCES: Final[tuple[Preference, ...]] = get_args(Preference)


@dataclass(frozen=True, slots=True)
class Compute:
    """A device and a precision.

    Attributes:
        device: ``cpu`` or ``cuda``.
        half: type of the network's inner numbers; None: float32 throughout.
    """

    device: torch.device
    half: torch.dtype | None = None

    @property
    def scaled(self) -> bool:
        """Whether losses are scaled before their gradients: float16 ends at 65,504 and loses what is below 6e-8."""
        return self.half is torch.float16

    def autocast(self) -> torch.autocast:
        """Mixed precision for a block, or none."""
        return torch.autocast(self.device.type, dtype=self.half, enabled=self.half is not None)

    def record(self) -> dict[str, str | int]:
        """As JSON."""
        name = torch.cuda.get_device_name(self.device) if self.device.type == "cuda" else "CPU"
        half = "float32" if self.half is None else str(self.half).removeprefix("torch.")
        return {"device": name, "precision": half, "threads": torch.get_num_threads()}


def choose_compute(preference: Preference, precision: Literal["auto", "fp32", "amp"]) -> Compute:
    """What a run gets.

    Raises:
        TrainingError: a GPU was asked for, or mixed precision, and there is no GPU.
    """
    there = torch.cuda.is_available()
    if (preference == "cuda" and not there) or (precision == "amp" and (not there or preference == "cpu")):
        raise TrainingError(
            "No GPU",
            "The run is to use a graphics card, and PyTorch finds none that it can use.",
            "Take the processor (--device cpu --set precision=fp32), or mend the driver.",
        )
    if preference == "cpu" or not there:
        return Compute(torch.device("cpu"))
    if precision == "fp32":
        return Compute(torch.device("cuda"))
    # Older cards only emulate bfloat16, which is slower than float32.
    has_bfloat16 = torch.cuda.is_bf16_supported(including_emulation=False)
    return Compute(torch.device("cuda"), torch.bfloat16 if has_bfloat16 else torch.float16)


@contextmanager
def evaluating(network: torch.nn.Module) -> Iterator[None]:
    """A network as it is used, without gradients; afterwards in the mode it was in."""
    before = network.training
    network.eval()
    try:
        with torch.inference_mode():
            yield
    finally:
        network.train(before)
