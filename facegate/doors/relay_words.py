"""What relay boards on a serial port are told, as bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

_START, _OFF, _ON = 0xA0, 0x00, 0x01
LINE_ENDS = {"lf": b"\n", "cr": b"\r", "crlf": b"\r\n"}


class RelayWords(Protocol):
    """The language of a board. Saying the same twice changes nothing."""

    def on(self, channel: int, seconds: float) -> bytes:
        """Close the relay's contact, which opens the door."""

    def off(self, channel: int) -> bytes:
        """Open the contact again."""


class LcusWords:
    """Four bytes: A0, channel, state, and the sum of these modulo 256.

    What boards with a CH340 and one to eight relays understand that are sold as LCUS-1 to LCUS-8; 9600 baud.
    """

    def on(self, channel: int, seconds: float) -> bytes:  # noqa: ARG002 - the board knows no time
        """See :class:`RelayWords`."""
        return _lcus(channel, _ON)

    def off(self, channel: int) -> bytes:
        """See :class:`RelayWords`."""
        return _lcus(channel, _OFF)


@dataclass(frozen=True, slots=True)
class LineWords:
    """Lines of text, as an Arduino or a terminal server takes them.

    Attributes:
        on_line, off_line: with ``{channel}`` and ``{milliseconds}`` (of the pulse; 0 when it ends).
        ending: what ends a line.
    """

    on_line: str
    off_line: str
    ending: bytes

    def on(self, channel: int, seconds: float) -> bytes:
        """See :class:`RelayWords`."""
        return self._filled(self.on_line, channel, round(1000 * seconds))

    def off(self, channel: int) -> bytes:
        """See :class:`RelayWords`."""
        return self._filled(self.off_line, channel, 0)

    def _filled(self, line: str, channel: int, milliseconds: int) -> bytes:
        return line.format(channel=channel, milliseconds=milliseconds).encode("ascii") + self.ending


def _lcus(channel: int, state: int) -> bytes:
    return bytes((_START, channel, state, (_START + channel + state) % 256))
