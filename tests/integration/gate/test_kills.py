"""Killed at any moment, the gate loses no event that it had told of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from helpers.program import REPOSITORY, Program

from facegate.bootstrap.clock import SystemClock
from facegate.cv import cv2
from facegate.domain.events import EventFilter
from facegate.settings.paths import Paths
from facegate.storage.open import open_storage

LIVES = 200
GATES = 2
"""Killed side by side, one for each core, each on its own data folder."""

FRAMES_A_PERSON = 10
PEOPLE = 40


@pytest.fixture(scope="module")
def parade(test_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip in which another person stands before the camera every third of a second."""
    clip = tmp_path_factory.mktemp("parade") / "parade.avi"
    writer = cv2.VideoWriter(str(clip), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, (500, 500))
    portraits = sorted((test_data / "lfw" / "images").rglob("*.jpg"))[:: 3811 // PEOPLE][:PEOPLE]
    for number, portrait in enumerate(portraits):
        image = cv2.resize(cv2.imread(str(portrait)), (500, 500))
        # A cut between two people, so that each is a track of their own.
        shown = np.clip(image * 0.6 + (0 if number % 2 else 100), 0, 255).astype(np.uint8)
        for _ in range(FRAMES_A_PERSON):
            writer.write(shown)
    writer.release()
    return clip


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_event_that_was_told_survives_kill_9(
    parade: Path, test_data: Path, models_dir: Path, tmp_path: Path
) -> None:
    killers, folders = [], []
    for gate in range(GATES):
        program = Program(tmp_path / f"gate{gate}", models_dir)
        told = tmp_path / f"told{gate}"
        told.mkdir()
        obama = test_data / "clip_with_names" / "obama.jpg"
        program.ok("enrol", "Barack Obama", "--id", "1", "--photo", obama)
        arguments = [program.data_dir, parade, told, LIVES // GATES, gate]
        killers.append(
            subprocess.Popen(
                [sys.executable, str(REPOSITORY / "tests" / "helpers" / "killer.py"), *map(str, arguments)],
                env=program.environment,
            )
        )
        folders.append((program.data_dir, told))
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
