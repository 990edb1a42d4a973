"""What a kind of output must be able to do. One thread uses a driver, from its making to its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from facegate.domain.ports_doors import PulseOrder


@runtime_checkable
class Retrying(Protocol):
    """A driver that tries an order more than once."""

    def give_up_when(self, withdrawn: Callable[[], bool]) -> None:
        """Asked before every further attempt at the next order: True where all doors were shut meanwhile."""


class Driver(Protocol):
    """Moves the contacts of one device: a board has several, everything else has one, number 1."""

    def connect(self) -> None:
        """Reach the device and leave every contact released; at once where it is reached already.

        Raises:
            DoorError: it cannot be reached.
        """

    def press(self, contact: int, order: PulseOrder, left: float) -> None:
        """Open, at most once; to be called connected.

        Args:
            contact: which.
            order: fresh when this is called.
            left: seconds for which it stays so; nothing may be sent later.

        Raises:
            UnconfirmedDoorError: it may have been opened.
            DoorError: it was not.
        """

    def release(self, contact: int) -> None:
        """End a pulse; nothing to do where the device ends it itself. Raises DoorError: it may still be open."""

    def check(self) -> None:
        """See whether the device is still there, without moving anything. Raises DoorError."""

    def try_out(self) -> None:
        """Have the other side answer, without moving anything; to be called connected. Raises DoorError."""

    def close(self) -> None:
        """Release every contact as far as that is possible, and let go of the device. Never raises; safe to repeat."""

    @property
    def waiting(self) -> int:
        """Messages that the other side has not taken yet."""
