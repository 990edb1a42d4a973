"""Starts `facegate watch` again and again and kills it (-9) at random moments.

A third of the lives end during the start; the others in the midst of events,
at a random moment after a random number of them, however fast the machine is.

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

_START = 1.2
"""Seconds in which the gate opens its database and loads its models."""

_MOST_EVENTS = 6
_AFTER = 0.15
"""Seconds within which the next event is under way."""

_PATIENCE = 60.0
_POLL = 0.002


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
        _let_live(chance, Path(f"{output_dir}/{life}.jsonl"))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _let_live(chance: random.Random, told: Path) -> None:
    if chance.random() < 1 / 3:
        time.sleep(chance.uniform(0.0, _START))
        return
    wanted, deadline = chance.randint(1, _MOST_EVENTS), time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and not (told.exists() and told.read_bytes().count(b"\n") >= wanted):
        time.sleep(_POLL)
    time.sleep(chance.uniform(0.0, _AFTER))


if __name__ == "__main__":
    main()
