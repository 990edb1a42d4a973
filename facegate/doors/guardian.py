"""Lets go of a relay when the program that pressed it is killed.

Boards keep a relay as it is, whoever told them has died or not. While a pulse
lasts, a shell of a few hundred kilobytes stands by with the port in its hand,
waiting for the end of a pipe whose other end is ours alone: when the program
ends in any way, even by ``kill -9``, the system closes that end, and the shell
says "off". On Windows there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress

from facegate import logs

_SHELL = "sh"


class Guardian:
    """Stands by while a contact is pressed. One thread uses it."""

    def __init__(self, descriptor: int, last_words: bytes) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        shell = shutil.which(_SHELL)
        if os.name != "posix" or shell is None:
            return
        spoken = "".join(f"\\{byte:03o}" for byte in last_words)
        # `read` is the shell's own, so there is one process; it returns at the end of the pipe.
        script = f"read _; printf '{spoken}'"
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a fixed script; the bytes are written as octal numbers
                [shell, "-c", script],
                stdin=subprocess.PIPE,
                stdout=descriptor,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C in a terminal is not meant for it
            )
        except OSError as error:
            logs.doors.warning("no guardian for a pulse: %s", error.strerror)

    @property
    def process_id(self) -> int | None:
        """Of the shell; None where there is none."""
        return None if self._process is None else self._process.pid

    def dismiss(self) -> None:
        """It is not needed any more and says nothing: killed before the pipe ends; a late "off" would cut a pulse."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        process.wait()
