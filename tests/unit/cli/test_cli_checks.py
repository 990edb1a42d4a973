from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from facegate.bootstrap.backend import ProgramBackend
from facegate.cli.checks import DatabaseFact, ModelFact, PadFact, Probes, Status, check_outputs, run_checks
from facegate.cli.doctor import real_probes
from facegate.cli.invocation import Invocation
from facegate.cli.signals import Signals
from facegate.cli.system_libraries import LIBRARIES
from facegate.errors import ConditionError, DamagedDataError, FacegateError, ModelError, SettingsError, StorageError
from facegate.settings.doors import DoorSettings, SerialOutput, WebhookOutput
from facegate.settings.store import SettingsStore

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
HEADLESS = next(library for library in LIBRARIES if library.headless)
WINDOW = next(library for library in LIBRARIES if not library.headless)


def healthy() -> Probes:
    return Probes(
        platform="linux",
        python=((3, 12, 1), 64),
        requirements={"numpy": "<3,>=2.0", "pyside6-essentials": "<7,>=6.9", "scikit-image": ">=0.24"},
        version_of={"numpy": "2.4.1", "pyside6-essentials": "6.12.0", "scikit-image": "0.26"}.get,
        version_fits=lambda version, bounds: True,
        importing=lambda module: None,
        clashing_runtimes=list,
        providers=lambda: ["CUDA", "CPU"],
        provider=lambda: ("CPU", "no NVIDIA driver is installed", False),
        models=lambda: [ModelFact("yunet", True, "installed", ""), ModelFact("other", False, "missing", "")],
        pad=lambda: PadFact("standard", cues=["texture"]),
        cameras=lambda: ["Webcam"],
        display=lambda: "X11 :0",
        missing_libraries=lambda window: [],
        prepare_folder=lambda: "/data",
        free_bytes=lambda: 50 * 2**30,
        settings_problem=lambda: None,
        database=lambda: DatabaseFact(12, NOW - timedelta(minutes=1)),
        keyring=lambda: (True, "answers"),
        outputs=list,
        now=lambda: NOW,
    )


def raising(error: Exception) -> Callable[..., Any]:
    def fail(*_: object) -> Any:
        raise error

    return fail


def importing_fails(module: str, error: Exception) -> Callable[[str], object]:
    def importing(wanted: str) -> object:
        if wanted == module:
            raise error
        return None

    return importing


NO_DISPLAY = {"display": lambda: None}
SETTINGS = SettingsError("Settings file not used", "margin: too large.", "Correct it.")
DAMAGED = DamagedDataError("Chain broken", "Event 7 does not fit.", "Restore a backup.")
NEWER = StorageError("Newer database", "It is of a newer FaceGate.", "Update.")
OLD = lambda name: None if name == "numpy" else "1"  # noqa: E731
GONE = lambda name: None if name == "scikit-image" else "1"  # noqa: E731

# What is broken, the line that must speak of it, how, and a word of it.
BROKEN: list[tuple[str, dict[str, Any], str, Status, str]] = [
    ("old Python", {"python": ((3, 10, 9), 64)}, "python", Status.PROBLEM, "3.10.9"),
    ("32 bit", {"python": ((3, 12, 1), 32)}, "python", Status.PROBLEM, "32 bit"),
    ("package missing", {"version_of": OLD}, "package numpy", Status.PROBLEM, "not installed"),
    ("extra missing", {"version_of": GONE}, "package scikit-image", Status.WARNING, "not installed"),
    (
        "package broken",
        {"importing": importing_fails("numpy", ImportError("no module _core"))},
        "package numpy",
        Status.PROBLEM,
        "_core",
    ),
    (
        "package that lacks a library",
        {"importing": importing_fails("PySide6.QtWidgets", ImportError("libEGL.so.1: cannot open shared object"))},
        "package pyside6-essentials",
        Status.PROBLEM,
        "libEGL.so.1",
    ),
    ("untested version", {"version_fits": lambda *_: False}, "package numpy", Status.WARNING, "tested with"),
    (
        "two runtimes",
        {"clashing_runtimes": lambda: ["onnxruntime", "onnxruntime-gpu"]},
        "onnxruntime",
        Status.PROBLEM,
        "overwrite",
    ),
    (
        "model missing",
        {"models": lambda: [ModelFact("yunet", True, "missing", "")]},
        "model yunet",
        Status.PROBLEM,
        "missing",
    ),
    (
        "model damaged",
        {"models": lambda: [ModelFact("yunet", True, "damaged", "its file was changed")]},
        "model yunet",
        Status.PROBLEM,
        "its file was changed",
    ),
    (
        "model damaged that nobody uses",
        {"models": lambda: [ModelFact("other", False, "damaged", "")]},
        "model other",
        Status.WARNING,
        "damaged",
    ),
    (
        "optional model missing",
        {"models": lambda: [ModelFact("pose", False, "missing", "", "Without pose nobody knows.")]},
        "model pose",
        Status.WARNING,
        "Without pose nobody knows.",
    ),
    (
        "models do not run",
        {"provider": raising(ModelError("Model cannot run", "yunet: bad graph.", "Install it."))},
        "inference",
        Status.PROBLEM,
        "bad graph",
    ),
    (
        "GPU not used",
        {"provider": lambda: ("CPU", "libcudnn.so.9 not found", True)},
        "inference",
        Status.WARNING,
        "libcudnn",
    ),
    ("attack detection off", {"pad": lambda: PadFact(None, "trial")}, "attack detection", Status.WARNING, "(trial)"),
    ("attack detection lost", {"pad": lambda: PadFact("strict")}, "attack detection", Status.PROBLEM, "nobody"),
    ("no camera", {"cameras": list}, "camera", Status.WARNING, "none"),
    ("cameras cannot be listed", {"cameras": raising(OSError("denied"))}, "camera", Status.WARNING, "denied"),
    ("no display", NO_DISPLAY, "display", Status.WARNING, "none"),
    (
        "display does not answer",
        {"display": raising(ConditionError("Display not reachable", ":9 does not answer.", "Log in."))},
        "display",
        Status.WARNING,
        ":9",
    ),
    (
        "window's library missing",
        {"missing_libraries": lambda window: [WINDOW]},
        "system libraries",
        Status.PROBLEM,
        WINDOW.soname,
    ),
    (
        "window's library missing where there is no display",
        {"missing_libraries": lambda window: [WINDOW], **NO_DISPLAY},
        "system libraries",
        Status.WARNING,
        WINDOW.soname,
    ),
    (
        "OpenCV's library missing where there is no display",
        {"missing_libraries": lambda window: [HEADLESS], **NO_DISPLAY},
        "system libraries",
        Status.PROBLEM,
        HEADLESS.soname,
    ),
    (
        "data folder not writable",
        {"prepare_folder": raising(StorageError("Data folder not writable", "Read-only.", "Choose another."))},
        "data folder",
        Status.PROBLEM,
        "Read-only",
    ),
    ("disk nearly full", {"free_bytes": lambda: 500 * 2**20}, "data folder", Status.WARNING, "0.5 GB"),
    ("disk full", {"free_bytes": lambda: 2**20}, "data folder", Status.PROBLEM, "0.0 GB"),
    ("settings broken", {"settings_problem": lambda: SETTINGS}, "settings", Status.WARNING, "too large"),
    ("chain broken", {"database": raising(DAMAGED)}, "database", Status.PROBLEM, "Event 7"),
    ("database newer", {"database": raising(NEWER)}, "database", Status.PROBLEM, "newer"),
    ("clock at its beginning", {"now": lambda: datetime(1970, 1, 1, tzinfo=UTC)}, "clock", Status.PROBLEM, "1970"),
    (
        "clock set back",
        {"database": lambda: DatabaseFact(3, NOW + timedelta(hours=1))},
        "clock",
        Status.WARNING,
        "before the newest event",
    ),
    ("no keyring", {"keyring": lambda: (False, "nothing answers")}, "keyring", Status.WARNING, "nothing answers"),
]


@pytest.mark.parametrize(
    ("broken", "check", "status", "word"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_each_broken_thing_has_its_line(broken: dict[str, Any], check: str, status: Status, word: str) -> None:
    findings = list(run_checks(replace(healthy(), **broken)))
    (line,) = [finding for finding in findings if finding.check == check]
    assert line.status is status
    assert word in line.detail
    assert line.remedy.endswith(".") or "apt-get" in line.remedy or "pip" in line.remedy
    # Nothing else is blamed but what the broken thing takes with it.
    others = {finding.check for finding in findings if finding.status is Status.PROBLEM} - {check}
    assert others == set()


def test_all_is_well_on_a_healthy_machine() -> None:
    findings = list(run_checks(healthy()))
    assert {finding.status for finding in findings} == {Status.OK}
    assert [finding.check for finding in findings] == [
        "python", "package numpy", "package pyside6-essentials", "package scikit-image", "onnxruntime", "model yunet",
        "inference", "attack detection", "camera", "display", "system libraries", "data folder", "settings", "database",
        "clock", "keyring",
    ]  # fmt: skip


def test_every_probe_that_fails_leaves_the_other_lines() -> None:
    whole = {finding.check for finding in run_checks(healthy())}
    for name in (
        "providers",
        "models",
        "provider",
        "cameras",
        "missing_libraries",
        "free_bytes",
        "database",
        "keyring",
    ):
        error: FacegateError | Exception = RuntimeError("fell over")
        findings = list(run_checks(replace(healthy(), **{name: raising(error)})))
        assert any("fell over" in finding.detail for finding in findings), name
        lost = whole - {finding.check for finding in findings}
        assert len(lost) <= 1, name


def test_a_database_that_is_not_there_yet_is_no_problem() -> None:
    findings = list(run_checks(replace(healthy(), database=lambda: None)))
    assert {finding.status for finding in findings} == {Status.OK}


def test_outputs_are_told_with_what_is_wrong(tmp_path: Path) -> None:
    board = tmp_path / "board"
    board.touch()
    settings = SettingsStore(tmp_path / "settings.toml")
    outputs = (
        SerialOutput(name="front", port=str(board)),
        SerialOutput(name="back", port=str(tmp_path / "none")),
        WebhookOutput(name="yard", url="http://yard.example/"),
        WebhookOutput(name="hall", url="https://hall.example/?token=1"),
    )
    settings.replace(settings.current.model_copy(update={"doors": DoorSettings(dry_run=False, outputs=outputs)}))
    found = real_probes(Invocation(ProgramBackend(), Signals(), tmp_path)).outputs()
    assert [(each.name, bool(each.problem), each.moves) for each in found] == [
        ("front", False, True), ("back", True, True), ("yard", True, True), ("hall", False, True),
    ]  # fmt: skip
    lines = list(check_outputs(replace(healthy(), outputs=lambda: found)))
    assert [(line.check, line.status) for line in lines[:2]] == [
        ("door front", Status.OK),
        ("door back", Status.WARNING),
    ]
    assert "token" not in lines[3].detail
