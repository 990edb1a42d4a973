"""A day from video files, through the whole program: somebody enters, leaves and enters again; then it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from helpers.program import Program
from helpers.serial_pair import SerialPair

from facegate.capture import demo_portrait
from facegate.cv import cv2
from facegate.settings.doors import DoorSettings, SerialOutput
from facegate.settings.model import with_changes
from facegate.settings.paths import Paths
from facegate.settings.store import SettingsStore

ON, OFF = b"\xa0\x01\x01\xa2", b"\xa0\x01\x00\xa1"

RATE, SIZE = 15.0, 480
EMPTY, THERE = 0.5, 2.5
"""Seconds in which nobody is before the camera, and somebody is."""

COOL_DOWN = 4.0
"""Longer than somebody stands there, shorter than a program takes to be started and to see them again."""


@pytest.fixture
def clips(tmp_path: Path) -> dict[str, Path]:
    """The same person before two cameras."""
    portrait = cv2.resize(cv2.imread(str(demo_portrait())), (SIZE, SIZE))
    nobody = np.full_like(portrait, 90)
    pictures = [nobody] * int(EMPTY * RATE) + [portrait] * int(THERE * RATE) + [nobody] * int(EMPTY * RATE)
    files = {}
    for name in ("entrance", "exit"):
        files[name] = tmp_path / f"{name}.avi"
        writer = cv2.VideoWriter(str(files[name]), cv2.VideoWriter.fourcc(*"MJPG"), RATE, (SIZE, SIZE))
        for picture in pictures:
            writer.write(picture)
        writer.release()
    return files


def plan(clips: dict[str, Path]) -> str:
    doors = "\n".join(
        f"""[[door]]
id = "{name}"
zone_from = "{begin}"
zone_to = "{end}"
sources = ['{clips[name]}']
output = "front"
pulse_seconds = 0.1
"""
        for name, begin, end in (("entrance", "street", "hall"), ("exit", "hall", "street"))
    )
    return f"""zone = [{{id = "street", outside = true}}, {{id = "hall", anti_passback = "hard"}}]
{doors}
[[access_rule]]
id = "all"
everybody = true
zones = ["hall"]
"""


@pytest.fixture
def gate(tmp_path: Path, models_dir: Path, clips: dict[str, Path]) -> Program:
    """Knows the person and the doors."""
    program = Program(tmp_path / "data", models_dir)
    program.ok("enrol", "Ada Example", "--id", "A-1", "--photo", demo_portrait())
    (tmp_path / "plan.toml").write_text(plan(clips))
    program.ok("plan", "import", tmp_path / "plan.toml")
    return program


def test_a_day_is_played_from_files_and_the_muster_list_survives_kill_9(gate: Program, clips: dict[str, Path]) -> None:
    board = SerialPair()
    settings = SettingsStore(Paths(gate.data_dir).settings_file)
    relay = SerialOutput.model_validate({"name": "front", "port": board.port})
    settings.replace(with_changes(settings.current, "recognition", cool_down=COOL_DOWN))
    settings.replace(settings.current.model_copy(update={"doors": DoorSettings(dry_run=False, outputs=(relay,))}))
    # A recording opens nothing unless it is told to.
    gate.ok("watch", clips["entrance"], "--json")
    assert pulses(board) == 0
    gate.ok("access", "reset", "A-1", "--reason", "did_not_enter")
    assert gate.ok("access", "muster", "--json").value == []

    for clip in ("entrance", "exit"):
        gate.ok("watch", clips[clip], "--allow-recorded-source", "--json")
        assert pulses(board) == 1
        inside = gate.ok("access", "muster", "--json").value
        assert [each["person_id"] for each in inside] == ([] if clip == "exit" else ["A-1"])
    with gate.running("watch", clips["entrance"], "--allow-recorded-source", "--json") as process:
        opened = board.read(len(OFF + ON))
        assert opened.endswith(ON)
        process.kill()
    # The relay lets go of the door, although the program that held it is gone.
    assert board.read(len(OFF)) == OFF
    inside = gate.ok("access", "muster", "--json").value
    assert [(each["person_id"], each["zone"]) for each in inside] == [("A-1", "hall")]
    board.unplug()


def pulses(board: SerialPair) -> int:
    """How often the relay was closed in a run, which began and ended with letting go."""
    sent = b""
    while not board.is_quiet():
        sent += board.read(4)
    assert sent.startswith(OFF)
    assert sent.endswith(OFF)
    return sent.count(ON)
