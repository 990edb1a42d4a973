"""Imports a folder and is killed (-9) once so many people are there.

Run as a process of its own. Usage: killed_import.py DATA_DIR FOLDER PEOPLE
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path


def main() -> None:
    data_dir, folder, people = sys.argv[1:]
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import facegate.bootstrap.wiring
    import facegate.storage.people
    from facegate.bootstrap.backend import ProgramBackend
    from facegate.cli.app import run

    assert facegate.bootstrap.wiring
    child = os.fork()
    if child == 0:
        store, told = facegate.storage.people.StoredPeople, Path(data_dir).with_suffix(".told")
        add = store.add

        def add_and_tell(*given, **named):
            done = add(*given, **named)
            with told.open("ab") as file:
                file.write(b".")
            return done

        store.add = add_and_tell
        os._exit(run(ProgramBackend(), ["--data-dir", data_dir, "people", "import", folder, "--attest-consent"]))
    told, deadline = Path(data_dir).with_suffix(".told"), time.monotonic() + 60
    while time.monotonic() < deadline and not (told.exists() and told.stat().st_size >= int(people)):
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
