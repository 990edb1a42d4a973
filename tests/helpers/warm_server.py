"""Runs commands of the program one after the other, each in a process of its own that need not import the program.

Run as a process of its own, single-threaded: it imports the program once and forks. To import takes a second and a
half of a processor, which is most of what many commands take.

Reads a JSON object a line: ``arguments``, ``environment``, ``folder`` to work in, ``out`` and ``err`` to write to,
``timeout`` in seconds. Answers each with a line: the exit status, or null where it was killed for being late.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

_POLL = 0.003


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import facegate.bootstrap.wiring
    import facegate.capture
    import facegate.vision.stack
    from facegate.bootstrap import main as program

    assert facegate.bootstrap.wiring
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(order)
            status = program()
            # Not to the end of the interpreter: libraries take down what they had set up before the fork.
            os._exit(status)
        sys.stdout.write(json.dumps(_waited(child, order["timeout"])) + "\n")
        sys.stdout.flush()


def _become(order: dict[str, Any]) -> None:
    import keyring.core

    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    time.tzset()
    for descriptor, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, order["err"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        opened = os.open(path, flags)
        os.dup2(opened, descriptor)
        os.close(opened)
    # It is chosen by the environment, when the package is imported.
    keyring.core.init_backend()
    sys.argv = ["main.py", *order["arguments"]]


def _waited(child: int, timeout: float) -> int | None:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(_POLL)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


if __name__ == "__main__":
    main()
