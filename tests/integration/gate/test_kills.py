"""Killed at any moment, the gate loses no event that it had told of."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from helpers.program import REPOSITORY, Program

from facegate.bootstrap.clock import SystemClock
from facegate.cv import cv2
from facegate.domain.events import EventFilter
from facegate.settings.model import with_changes
from facegate.settings.paths import Paths
from facegate.settings.store import SettingsStore
from facegate.storage.open import open_storage

LIVES = int(os.environ.get("FACEGATE_KILLS", "30"))
"""Enough for every run of the tests; ``FACEGATE_KILLS=200`` takes three minutes."""

GATES = 2
"""Killed side by side, one for each core, each on its own data folder."""

FRAMES_A_PERSON = 14
"""Enough for a track and three looks at 30 frames a second."""

ROUNDS = 20


@pytest.fixture(scope="module")
def people(test_data: Path) -> list[Path]:
    """Portraits of six people that tell them apart at a glance."""
    wanted = ("Colin_Powell", "Gerhard_Schroeder", "Hugo_Chavez", "Jacques_Chirac", "Tony_Blair", "Serena_Williams")
    found = [sorted((test_data / "lfw" / "images" / name).glob("*.jpg")) for name in wanted]
    return [portraits[0] for portraits in found if portraits]


@pytest.fixture(scope="module")
def parade(people: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip in which another of them stands before the camera every half second, for as long as a life can be."""
    clip = tmp_path_factory.mktemp("parade") / "parade.avi"
    writer = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, (320, 320))
    for number in range(ROUNDS * len(people)):
        image = cv2.resize(cv2.imread(str(people[number % len(people)])), (320, 320))
        # A cut between two people, so that each is a track of their own.
        shown = np.clip(image * 0.6 + (0 if number % 2 else 100), 0, 255).astype(np.uint8)
        for _ in range(FRAMES_A_PERSON):
            writer.write(shown)
    writer.release()
    return clip


@pytest.fixture(scope="module")
def gates(people: list[Path], models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Program]:
    """Gates that know these people and log every visit."""
    folder = tmp_path_factory.mktemp("gates")
    first = Program(folder / "0", models_dir)
    for number, portrait in enumerate(people):
        first.ok("enrol", f"Person {number}", "--id", str(number), "--photo", portrait)
    settings = SettingsStore(Paths(first.data_dir).settings_file)
    settings.replace(with_changes(settings.current, "recognition", cool_down=0.0))
    others = [Program(folder / str(number), models_dir) for number in range(1, GATES)]
    for other in others:
        shutil.copytree(first.data_dir, other.data_dir)
    return [first, *others]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_event_that_was_told_survives_kill_9(gates: list[Program], parade: Path, tmp_path: Path) -> None:
    killers, folders = [], []
    for number, gate in enumerate(gates):
        told = tmp_path / f"told{number}"
        told.mkdir()
        arguments = [gate.data_dir, parade, told, LIVES // GATES, number]
        killers.append(
            subprocess.Popen(
                [sys.executable, str(REPOSITORY / "tests" / "helpers" / "killer.py"), *map(str, arguments)],
                env=gate.environment,
            )
        )
        folders.append((gate.data_dir, told))
    assert [killer.wait() for killer in killers] == [0] * GATES

    complaints = [file.read_text() for _, told in folders for file in told.glob("*.err")]
    assert not [text for text in complaints if "Traceback" in text]
    for data_dir, told in folders:
        promised = {event_id for file in told.glob("*.jsonl") for event_id in told_events(file)}
        storage = open_storage(Paths(data_dir), clock=SystemClock(), read_only=True)
        try:
            kept = {event.event_id for event in storage.events.query(EventFilter())}
            assert storage.events.verify() == len(kept)
        finally:
            storage.close()
        assert len(promised) > LIVES // GATES, "the gate was killed before it told anything"
        assert promised <= kept


def told_events(file: Path) -> list[str]:
    """Ids of the complete lines; the last one may be cut off in the middle, then it was not told."""
    lines = file.read_text().splitlines(keepends=True)
    return [json.loads(line)["event_id"] for line in lines if line.endswith("\n")]
