"""Measurements that need a process of their own: start-up, and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from facegate.settings.paths import DATA_DIR_VARIABLE, MODELS_DIR_VARIABLE

_TIMEOUT = 300.0
_START_SECONDS = 20

_PROGRAM = "import sys; from facegate.bootstrap import main; sys.exit(main())"
_MEMORY = (
    "import sys; from facegate.cli.bench_gallery import main; main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))"
)

NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
"""A benchmark's data folder lives for a minute; its key has no business in the user's keyring."""


def first_recognition(data_dir: Path, models_dir: Path) -> float | None:
    """Seconds from the start of ``facegate watch demo:`` to the first event that names somebody; None if none does.

    ``data_dir`` must have the demo's person enrolled. The demo plays as fast as
    it can, so that the walk into the picture is hardly in the time.
    """
    environment = {
        **os.environ,
        **NO_KEYRING,
        DATA_DIR_VARIABLE: str(data_dir),
        MODELS_DIR_VARIABLE: str(models_dir),
    }
    arguments = ["watch", "demo:", "--no-realtime", "--json", "--max-seconds", str(_START_SECONDS)]
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - this very interpreter and program
        [sys.executable, "-c", _PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            for line in process.stdout or ():
                if json.loads(line).get("subject_id"):
                    return time.perf_counter() - started
            return None
        finally:
            process.terminate()


def memory_bytes(models_dir: Path, people: int, each: int) -> int | None:
    """Resident memory of a process with loaded models and that many people; None where the system does not tell."""
    done = subprocess.run(  # noqa: S603 - this very interpreter and program
        [sys.executable, "-c", _MEMORY, str(models_dir), str(people), str(each)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_TIMEOUT,
        check=False,
    )
    if done.returncode != 0:
        return None
    measured = json.loads(done.stdout.splitlines()[-1])["bytes"]
    return None if measured is None else int(measured)
