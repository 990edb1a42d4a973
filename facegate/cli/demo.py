"""The whole job without display and camera: enrol a portrait through the demo camera, recognise it, export."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facegate.cli.camera_samples import camera_samples
from facegate.cli.enrol import enrol_attested
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, note, printable
from facegate.cli.watch import watch_source

if TYPE_CHECKING:
    from facegate.cli.invocation import Invocation
    from facegate.pipeline.services import Services

SOURCE = "demo:"
NAME, IDENTIFIER = "Demo portrait", "demo"

_ENROL_SECONDS = 12.0
"""The portrait stays for five seconds out of eight; five samples take two."""

_WATCH_SECONDS = 9.0
"""One visit of the portrait and a little of the next."""


def run_demo(call: Invocation) -> int:
    """Run the demo in a data folder of its own and return the exit status.

    Raises:
        CameraError: the demo's portrait is not installed.
        FacegateError: something of the real job failed.
    """
    from facegate.settings.paths import demo_data_dir

    folder = demo_data_dir() if call.data_dir is None else call.data_dir / "demo"
    note(f"There is no display: the demo runs without a window, in {folder}.")
    note("With a display, 'make run' opens the window; 'facegate --help' lists the commands.")
    call = replace(call, data_dir=folder)
    with call.services() as services:
        ensure_models(call, services)
        engine = services.controller.load()
        note(f"Recognition runs on the {engine.vision.provider.name}.")
        _enrol(call, services)
        identified = watch_source(
            call, services, SOURCE, Output(as_json=False), realtime=True, max_seconds=_WATCH_SECONDS
        )
        out = folder / "attendance.csv"
        services.exports.attendance(None, None, out)
    Output(as_json=False).result(None, printable(f"Attendance: {out}"))
    return 0 if identified else 1


def _enrol(call: Invocation, services: Services) -> None:
    from facegate.domain.people import SampleSource

    if services.people.find(IDENTIFIER) is not None:
        note(f"{NAME} is enrolled already.")
        return
    note(f"Enrolling {NAME} through the demo camera.")
    samples = camera_samples(call, services, SOURCE, _ENROL_SECONDS).samples
    with call.signals.held():
        enrol_attested(services, NAME, IDENTIFIER, samples, SampleSource.CAMERA)
