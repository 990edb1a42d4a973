"""Opens a data folder, which may migrate it, or changes its key, and is killed (-9) at random moments.

Run as a process of its own, single-threaded: it imports the program once and forks.

Usage: killed_midway.py open|rotate DATA_DIR LONGEST LIVES SEED
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path


def main() -> None:
    what, data_dir, longest, lives, seed = sys.argv[1:]
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
    for folder in sorted(Path(data_dir).iterdir())[: int(lives)]:
        child = os.fork()
        if child == 0:
            try:
                storage = open_storage(Paths(folder), clock=RealClock())
                while what == "rotate":
                    storage.rotate_keys("tester")
                time.sleep(60)
            except BaseException as error:  # noqa: BLE001 - whatever it is, the parent must see it
                os.write(2, f"{folder.name}: {error!r}\n".encode())
            os._exit(1)
        time.sleep(chance.uniform(0.0, float(longest)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
