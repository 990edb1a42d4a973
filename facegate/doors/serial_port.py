"""A serial port; the only place that knows pyserial."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import serial

from facegate.errors import DoorError, UnconfirmedDoorError

WRITE_TIMEOUT = 0.5
"""Seconds; a command has some bytes, which take 10 ms at the slowest usual speed."""

_MOST_INPUT = 4096
_ANSWER_STEP = 0.05

try:  # not an OSError, and raised where a port vanishes
    from termios import error as _TerminalError  # noqa: N812
except ImportError:  # Windows
    _TerminalError = OSError  # type: ignore[misc, assignment]

_DRAIN_STEP = 0.002
"""Seconds between two looks at what has not left the computer yet."""

_FAILURES = (serial.SerialException, OSError, _TerminalError, ValueError)


def _drain(port: serial.Serial) -> None:
    """Wait until everything has left the computer, which ``flush`` does without an end where a line is held up.

    Raises:
        serial.SerialTimeoutException: it did not leave in time.
    """
    until = time.monotonic() + WRITE_TIMEOUT
    while port.out_waiting:
        if time.monotonic() >= until:
            raise serial.SerialTimeoutException("write timeout")
        time.sleep(_DRAIN_STEP)


class SerialPort:
    """A port that nobody else has at the same time. Every method may raise DoorError."""

    def __init__(self, port: str, baud: int) -> None:
        self._port = port
        self._baud = baud
        self._serial: serial.Serial | None = None

    @property
    def is_open(self) -> bool:
        """Whether it was opened and not lost since."""
        return self._serial is not None

    def open(self) -> None:
        """Take the port; at once where it is open already."""
        if self._serial is not None:
            return
        try:
            self._serial = serial.Serial(self._port, self._baud, timeout=0, write_timeout=WRITE_TIMEOUT, exclusive=True)
        except _FAILURES as error:
            raise self._not_opened(error) from error

    def fileno(self) -> int | None:
        """The descriptor, where the system has such things."""
        with suppress(AttributeError, *_FAILURES):
            return None if self._serial is None else int(self._serial.fileno())
        return None

    def write(self, data: bytes) -> None:
        """Send all of it.

        Raises:
            UnconfirmedDoorError: the port took it and did not say so in time, or took a part.
            DoorError: the port is gone.
        """
        port = self._opened()
        try:
            sent = port.write(data)
            _drain(port)
        except serial.SerialTimeoutException as error:
            with suppress(*_FAILURES):
                port.reset_output_buffer()
            raise UnconfirmedDoorError(
                "Relay not answering",
                "The port {port} does not take what it is sent.",
                "See whether the relay board is connected, and to this port.",
                port=self._port,
            ) from error
        except _FAILURES as error:
            raise self._lost() from error
        if sent is not None and sent < len(data):
            raise self._lost()

    def clear_input(self) -> None:
        """Throw away what came in; notices a port that is gone."""
        with self._translated() as port:
            port.read(_MOST_INPUT)

    def read_line(self, seconds: float) -> bytes:
        """What comes in until a line ends or the time is up, without the end."""
        received, until = b"", time.monotonic() + seconds
        with self._translated() as port:
            port.timeout = _ANSWER_STEP
            try:
                while not received.endswith((b"\n", b"\r")) and time.monotonic() < until:
                    received += port.read(1)
            finally:
                port.timeout = 0
        return received.strip()

    def close(self) -> None:
        """Give the port back; safe to repeat."""
        port, self._serial = self._serial, None
        if port is not None:
            with suppress(*_FAILURES):
                port.close()

    @contextmanager
    def _translated(self) -> Iterator[serial.Serial]:
        try:
            yield self._opened()
        except _FAILURES as error:
            raise self._lost() from error

    def _opened(self) -> serial.Serial:
        if self._serial is None:
            raise self._lost()
        return self._serial

    def _lost(self) -> DoorError:
        return DoorError(
            "Relay lost",
            "The serial port {port} is gone.",
            "Plug the relay board in again; it is used again by itself.",
            port=self._port,
        )

    def _not_opened(self, error: Exception) -> DoorError:
        number = getattr(error, "errno", None)
        if number == errno.EACCES:
            remedy = "Give your account the right to use it: on Debian and Ubuntu the group is called dialout."
        elif number in (errno.EAGAIN, errno.EBUSY):
            remedy = "Another program uses it: end that one first."
        else:
            remedy = "Plug the relay board in, or correct the port in the settings."
        return DoorError(
            "Relay not found",
            "The serial port {port} cannot be opened: {reason}.",
            remedy,
            port=self._port,
            reason=_reason(error),
        )


def _reason(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if isinstance(number, int):
        return os.strerror(number).lower()
    return "it cannot be used as one"
