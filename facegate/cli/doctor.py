"""``facegate doctor``: what is wrong with this machine, and what to do."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import shutil
import struct
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from facegate.cli.checks import DatabaseFact, ModelFact, OutputFact, PadFact, Probes, Status, run_checks
from facegate.cli.display import find_display
from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.output import Output, counted, note
from facegate.cli.system_libraries import missing_libraries

if TYPE_CHECKING:
    from facegate.errors import FacegateError
    from facegate.settings.doors import OutputSettings
    from facegate.settings.store import SettingsStore
    from facegate.vision.store import ModelStore


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", epilog="Example: facegate doctor --json")(doctor)


def doctor(context: typer.Context, as_json: JsonOption = False) -> int:
    """Check Python, packages, models, inference, camera, display, data folder and database.

    Fails only if something required is missing.
    """
    findings = list(run_checks(real_probes(invocation(context))))
    Output(as_json).table(
        [
            {"check": each.check, "status": each.status, "detail": each.detail, "remedy": each.remedy or None}
            for each in findings
        ],
        ("", "Check", "Found", "What to do"),
        [(each.status, each.check, each.detail, each.remedy) for each in findings],
    )
    problems = sum(each.status is Status.PROBLEM for each in findings)
    note(f"{counted(problems, 'problem')}." if problems else "Everything that is required is there.")
    return int(problems > 0)


def real_probes(call: Invocation) -> Probes:
    """Probes that look at this machine and data folder."""
    machine = _Machine(call)
    return Probes(
        platform=sys.platform,
        python=(sys.version_info[:3], 8 * struct.calcsize("P")),
        requirements=dict(_requirements()),
        version_of=_version_of,
        version_fits=_version_fits,
        importing=importlib.import_module,
        clashing_runtimes=_clashing_runtimes,
        providers=_providers,
        provider=machine.provider,
        models=machine.models,
        pad=machine.pad,
        cameras=_cameras,
        display=find_display,
        missing_libraries=lambda window: missing_libraries(window=window),
        prepare_folder=machine.prepare_folder,
        free_bytes=machine.free_bytes,
        settings_problem=machine.settings_problem,
        database=cache(machine.database),
        keyring=_keyring,
        outputs=machine.outputs,
        now=lambda: datetime.now(UTC),
    )


class _Machine:
    """Probes that need the data folder."""

    def __init__(self, call: Invocation) -> None:
        self._call = call

    def models(self) -> list[ModelFact]:
        store = self._call.backend.model_store(self._call.paths)
        needed = self._needed(store)
        return [
            ModelFact(each.id, each.default or each.id in needed, each.state, each.problem, each.without)
            for each in store.verify()
        ]

    def provider(self) -> tuple[str, str, bool]:
        from facegate.domain.ids import ModelId
        from facegate.vision.cuda import NoDeviceError, device_name
        from facegate.vision.stack import load_vision

        chosen = self._settings().current.recognition
        stack = load_vision(
            self._call.backend.model_store(self._call.paths),
            ModelId(chosen.detector),
            ModelId(chosen.embedder),
            chosen.provider,
            chosen.detection_size,
        )
        try:
            device_name()
            has_gpu = chosen.provider != "cpu"
        except NoDeviceError:
            has_gpu = chosen.provider == "cuda"
        return stack.provider.name, stack.provider.detail, has_gpu

    def pad(self) -> PadFact:
        from facegate.domain.pad.levels import PadLevel
        from facegate.vision.extras import Extras

        chosen = self._settings().current.pad
        if chosen.level is PadLevel.OFF:
            return PadFact(None, chosen.off_reason)
        model = Extras(self._call.backend.model_store(self._call.paths)).pad()
        return PadFact(chosen.level.value, cues=() if model is None else sorted(model.rules.cues))

    def prepare_folder(self) -> str:
        paths = self._call.paths
        paths.prepare()
        return str(paths.data_dir)

    def free_bytes(self) -> int:
        return shutil.disk_usage(self._call.paths.data_dir).free

    def settings_problem(self) -> FacegateError | None:
        return self._settings().problem

    def database(self) -> DatabaseFact | None:
        from facegate.domain.events import EventFilter
        from facegate.domain.ids import ModelId

        if not self._call.paths.database.exists():
            return None
        with self._call.services(read_only=True) as services:
            events = services.events.verify()
            newest = next(iter(services.events.query(EventFilter(), limit=1, newest_first=True)), None)
            embedder = ModelId(services.settings.current.recognition.embedder)
            unfindable = len(services.reextraction.without(embedder))
        return DatabaseFact(events, newest.recorded_at if newest is not None else None, embedder, unfindable)

    def outputs(self) -> list[OutputFact]:
        from facegate.doors.build import shown_place

        doors = self._settings().current.doors
        return [
            OutputFact(each.name, shown_place(each), not doors.dry_run, _output_problem(each)) for each in doors.outputs
        ]

    def _settings(self) -> SettingsStore:
        from facegate.settings.store import SettingsStore

        return SettingsStore(self._call.paths.settings_file, read_only=True)

    def _needed(self, store: ModelStore) -> set[str]:
        from facegate.domain.pad.levels import PadLevel

        settings = self._settings().current
        networks = store.needed_for_pad() if settings.pad.level is not PadLevel.OFF else ()
        return {settings.recognition.detector, settings.recognition.embedder, *networks}


def _output_problem(output: OutputSettings) -> str:
    from facegate.settings.doors import SerialOutput, WebhookOutput

    # Windows has no files for its ports.
    if isinstance(output, SerialOutput) and sys.platform != "win32":
        port = Path(output.port)
        if not port.exists():
            return "nothing is plugged in there"
        if not os.access(port, os.R_OK | os.W_OK):
            return "your account may not use it; on Debian and Ubuntu the group is called dialout"
    if isinstance(output, WebhookOutput) and output.is_open_text:
        return "everybody on the way can read when this door opens; use https"
    return ""


def _requirements() -> Iterator[tuple[str, str]]:
    """Names and version specifiers of the package's requirements that apply to this machine."""
    from packaging.requirements import Requirement

    for line in importlib.metadata.requires("facegate") or ():
        requirement = Requirement(line)
        wanted = {"extra": ""} if requirement.name != "scikit-image" else {"extra": "demo"}
        if requirement.marker is None or requirement.marker.evaluate(wanted):
            yield requirement.name.lower(), str(requirement.specifier)


def _version_of(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _version_fits(version: str, bounds: str) -> bool:
    from packaging.specifiers import SpecifierSet

    return SpecifierSet(bounds).contains(version, prereleases=True)


def _clashing_runtimes() -> list[str]:
    from facegate.vision.session import clashing_runtimes

    return clashing_runtimes()


def _providers() -> list[str]:
    from facegate.vision.session import available_providers

    return available_providers()


def _cameras() -> list[str]:
    from facegate.capture import list_cameras

    fed = " (virtual: fed by another program)"
    return [f"{camera.name}{fed if camera.virtual else ''}" for camera in list_cameras()]


def _keyring() -> tuple[bool, str]:
    from facegate.errors import StorageError
    from facegate.storage.keys import try_keyring

    try:
        try_keyring()
    except StorageError as error:
        return False, error.message.rstrip(".")
    return True, "answers and keeps what it is given"
