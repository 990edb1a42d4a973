"""Relays of one board on a serial port."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from facegate.domain.ports_doors import PulseOrder
from facegate.doors.guardian import Guardian
from facegate.doors.relay_words import LINE_ENDS, LcusWords, LineWords, RelayWords
from facegate.doors.serial_port import SerialPort
from facegate.errors import DoorError, UnconfirmedDoorError
from facegate.settings.doors import SerialOutput

ANSWER_SECONDS = 0.5
"""How long a board may take to answer; they do within some ms."""


class SerialRelay:
    """A board; implements :class:`facegate.doors.driver.Driver`. Contacts are its channels."""

    waiting = 0

    def __init__(self, outputs: Sequence[SerialOutput]) -> None:
        """All outputs that are relays of this board; at least one."""
        self._first = outputs[0]
        self._channels = sorted(each.channel for each in outputs)
        self._words = _words(self._first)
        self._port = SerialPort(self._first.port, self._first.baud)
        self._guardians: dict[int, Guardian] = {}

    def connect(self) -> None:
        """See :class:`Driver`. Whatever the last program left pressed is released."""
        if self._port.is_open:
            return
        self._port.open()
        try:
            for channel in self._channels:
                self._port.write(self._words.off(channel))
        except DoorError:
            self.close()
            raise

    def press(self, contact: int, order: PulseOrder, left: float) -> None:
        """See :class:`Driver`."""
        if contact not in self._guardians:
            descriptor = self._port.fileno()
            if descriptor is not None:
                self._guardians[contact] = Guardian(descriptor, self._words.off(contact))
        if self._first.answer:
            self._port.clear_input()
        self._port.write(self._words.on(contact, order.seconds))
        if self._first.answer:
            self._require_answer(min(left, ANSWER_SECONDS))

    def release(self, contact: int) -> None:
        """See :class:`Driver`."""
        try:
            self._port.write(self._words.off(contact))
        finally:
            self._dismiss(contact)

    def check(self) -> None:
        """See :class:`Driver`."""
        self._port.clear_input()

    def try_out(self) -> None:
        """See :class:`Driver`. Most boards say nothing of themselves, so this is the port alone."""
        self.check()

    def close(self) -> None:
        """See :class:`Driver`."""
        if self._port.is_open:
            for channel in self._channels:
                with suppress(DoorError):
                    self._port.write(self._words.off(channel))
        for contact in tuple(self._guardians):
            self._dismiss(contact)
        self._port.close()

    def _dismiss(self, contact: int) -> None:
        guardian = self._guardians.pop(contact, None)
        if guardian is not None:
            guardian.dismiss()

    def _require_answer(self, seconds: float) -> None:
        if self._port.read_line(seconds) != self._first.answer.encode("utf-8"):
            raise UnconfirmedDoorError(
                "Relay not answering",
                "The board at {port} did not answer as it should.",
                "See whether it is the right board, and whether 'answer' in the settings is what it says.",
                port=self._first.port,
            )


def _words(output: SerialOutput) -> RelayWords:
    if output.board == "lcus":
        return LcusWords()
    return LineWords(output.on, output.off, LINE_ENDS[output.ending])
