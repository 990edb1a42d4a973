"""Opens a data folder, which may migrate it, or changes its key, and is killed (-9) at random moments.

How long that takes is seen on a copy first, whatever the machine and however busy; the moments lie within so many times
as long.

Run as a process of its own, single-threaded: it imports the program once and forks.

Usage: killed_midway.py open|rotate DATA_DIR TIMES LIVES SEED
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    what, data_dir, times, lives, seed = sys.argv[1:]
    sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]
    import alembic.command
    import keyring
    from keyring.backends.fail import Keyring

    from facegate.settings.paths import Paths
    from facegate.storage.open import open_storage
    from helpers.clocks import RealClock

    assert alembic.command
    keyring.set_keyring(Keyring())
    chance = random.Random(int(seed))

    def begin(folder: Path, *, once: bool = False) -> int:
        child = os.fork()
        if child:
            return child
        try:
            storage = open_storage(Paths(folder), clock=RealClock())
            while what == "rotate":
                storage.rotate_keys("tester")
                if once:
                    break
            if once:
                os._exit(0)
            time.sleep(60)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent must see it
            os.write(2, f"{folder.name}: {error!r}\n".encode())
        os._exit(1)

    folders = sorted(Path(data_dir).iterdir())[: int(lives)]
    with tempfile.TemporaryDirectory(dir=Path(data_dir).parent) as trial:
        copy = shutil.copytree(folders[0], Path(trial) / "copy")
        began = time.monotonic()
        os.waitpid(begin(copy, once=True), 0)
        longest = float(times) * (time.monotonic() - began)
    for folder in folders:
        child = begin(folder)
        time.sleep(chance.uniform(0.0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
