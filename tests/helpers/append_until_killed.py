"""Appends events again and again and is killed (-9) at random moments.

Run as a process of its own, single-threaded: it imports the program once and
forks, so that a life costs the opening of the data folder and not the imports.
Each life writes the id of every acknowledged event to a file of its own, and
enrols and erases somebody now and then.

Usage: append_until_killed.py DATA_DIR OUTPUT_DIR LIVES SEED
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from concurrent.futures import Future
from pathlib import Path

_LONGEST = 0.4
"""Seconds of a life, from its beginning (every third) or from its first acknowledged event."""

_PATIENCE = 20.0
"""Seconds for a busy machine to come to the first event."""


def main() -> None:
    data_dir, output_dir, lives, seed = sys.argv[1:]
    sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]
    import alembic.command
    import keyring
    from keyring.backends.fail import Keyring

    assert alembic.command
    keyring.set_keyring(Keyring())
    chance = random.Random(int(seed))
    for life in range(int(lives)):
        printed = Path(output_dir) / f"{life}.txt"
        printed.touch()
        child = os.fork()
        if child == 0:
            try:
                live(Path(data_dir), os.open(printed, os.O_WRONLY), life)
            except BaseException as error:  # noqa: BLE001 - whatever it is, the parent must see it
                os.write(2, f"life {life}: {error!r}\n".encode())
            os._exit(1)
        patience = time.monotonic() + (_PATIENCE if life % 3 else 0.0)
        while time.monotonic() < patience and not printed.stat().st_size:
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, _LONGEST))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            sys.exit(f"life {life} ended by itself")


def live(data_dir: Path, out: int, life: int) -> None:
    from facegate.domain.events import Event
    from facegate.settings.paths import Paths
    from facegate.storage.open import open_storage
    from helpers.clocks import RealClock
    from helpers.data_folder import ACTOR, camera_lost, enrol

    storage = open_storage(Paths(data_dir), clock=RealClock())

    def acknowledged(future: Future[Event]) -> None:
        event = future.result()
        os.write(out, f"{event.event_id} {event.sequence}\n".encode())

    number = 0
    while True:
        number += 1
        futures = [storage.events.append(camera_lost(number)) for _ in range(number % 7)]
        for future in futures:
            future.add_done_callback(acknowledged)
        if number % 10 == 0:
            person, _ = enrol(storage, 10_000 * life + number)
            if number % 20 == 0:
                storage.people.erase(person.subject_id, ACTOR)
        if futures:
            futures[-1].result()


if __name__ == "__main__":
    main()
