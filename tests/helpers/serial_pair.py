"""A pseudo-terminal pair: the program opens one end as a serial port, the test is the relay board at the other."""

from __future__ import annotations

import os
import pty
import select
import tempfile
import time
import tty
from contextlib import suppress
from pathlib import Path


class SerialPair:
    """The board's end. :attr:`port` is what the settings name."""

    def __init__(self) -> None:
        self._board, far = pty.openpty()
        tty.setraw(self._board)
        tty.setraw(far)
        # By a name of its own, as under /dev/serial/by-id: the system gives the number of a pair that has gone to the
        # next one, which is another test's.
        self._folder = tempfile.TemporaryDirectory()
        self.port = str(Path(self._folder.name) / "board")
        Path(self.port).symlink_to(os.ttyname(far))
        # Kept open, or the board's end would see an end whenever the program closes the port.
        self._far: int | None = far
        self.received = b""

    def read(self, count: int, timeout: float = 20.0) -> bytes:
        """The next bytes that the program sent: as many as asked for, fewer if they do not come in time."""
        until = time.monotonic() + timeout
        while len(self.received) < count and (left := until - time.monotonic()) > 0:
            if not self._more(left):
                break
        taken, self.received = self.received[:count], self.received[count:]
        return taken

    def is_quiet(self) -> bool:
        """Whether nothing has come that was not read."""
        self._more(0.0)
        return not self.received

    def answer(self, data: bytes) -> None:
        """What the board says."""
        os.write(self._board, data)

    def unplug(self) -> None:
        """Take the board away: the port is gone for whoever has it open."""
        Path(self.port).unlink(missing_ok=True)
        for descriptor in (self._board, self._far):
            if descriptor is not None:
                with suppress(OSError):
                    os.close(descriptor)
        self._far = None
        self._board = -1
        self._folder.cleanup()

    def _more(self, timeout: float) -> bool:
        if not select.select([self._board], [], [], timeout)[0]:
            return False
        with suppress(OSError):
            self.received += os.read(self._board, 4096)
            return True
        return False
