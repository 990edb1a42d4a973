"""A screen of a test process's own, where tests run in parallel."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess


def own_screen() -> None:
    """Start an X server for this process and use it; without Xvfb the shared screen stays in use."""
    server = shutil.which("Xvfb")
    if server is None:
        return
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    if number:
        os.environ["DISPLAY"] = f":{number}"
        os.environ.pop("XAUTHORITY", None)
    atexit.register(_stop, process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(10)
