"""Starts `facegate watch` again and again and kills it (-9) at random moments.

Run as a process of its own, single-threaded: it imports the program once and
forks, so that a life costs the start of the gate and not the imports. Each
life's standard output goes to a file of its own.

Usage: killer.py DATA_DIR SOURCE OUTPUT_DIR LIVES SEED
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

_SHORTEST, _LONGEST = 0.2, 2.0
"""Seconds of a life: from before the database is open to after many events."""


def main() -> None:
    data_dir, source, output_dir, lives, seed = sys.argv[1:]
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import facegate.bootstrap.wiring
    import facegate.capture
    import facegate.vision.stack
    from facegate.bootstrap.backend import ProgramBackend
    from facegate.cli.app import run

    assert facegate.bootstrap.wiring
    chance = random.Random(int(seed))
    for life in range(int(lives)):
        child = os.fork()
        if child == 0:
            out = os.open(f"{output_dir}/{life}.jsonl", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(out, 1)
            os.dup2(os.open(f"{output_dir}/{life}.err", os.O_WRONLY | os.O_CREAT), 2)
            os._exit(run(ProgramBackend(), ["--data-dir", data_dir, "watch", source, "--no-realtime", "--json"]))
        time.sleep(chance.uniform(_SHORTEST, _LONGEST))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
