"""``facegate watch``: the gate without a window. An event is printed once it is on disk, never before."""

from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.invocation import Invocation, JsonOption, invocation
from facegate.cli.models import ensure_models, ensure_pad_models
from facegate.cli.output import Output, note, printable
from facegate.cli.records import event_record, event_text, record_fields, record_text

if TYPE_CHECKING:
    from facegate.cli.signals import Stopped
    from facegate.domain.events import Event
    from facegate.errors import FacegateError
    from facegate.pipeline.results import CameraState, PadInForce, RunnerStatus
    from facegate.pipeline.services import Services

_TICK = 0.1
"""Seconds between two looks at signals and the clock while nothing happens."""

SourceArgument = Annotated[
    str, typer.Argument(metavar="SOURCE", help="Camera number or name, file, folder, URL, demo: or auto.")
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("watch", epilog="Example: facegate watch 0 --json")(watch)


def watch(
    context: typer.Context,
    source: SourceArgument,
    no_realtime: Annotated[
        bool, typer.Option("--no-realtime", help="Process every frame of a recording, as fast as possible.")
    ] = False,
    max_seconds: Annotated[
        float | None, typer.Option("--max-seconds", metavar="S", min=0.0, help="Stop after so many seconds.")
    ] = None,
    allow_recorded_source: Annotated[
        bool,
        typer.Option(
            "--allow-recorded-source", help="Let files, folders and the demo open doors: whoever has a film gets in."
        ),
    ] = False,
    pad: Annotated[
        bool,
        typer.Option("--pad", help="Judge recordings too for presentation attacks, as if they were cameras."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Watch a source and print every event, one a line, until it ends, the time is up, or Ctrl-C."""
    call = invocation(context)
    with call.services() as services:
        ensure_models(call, services)
        services.doors.allow_recorded = allow_recorded_source
        services.doors.start()
        services.access.listen(services.paths.desk_dir)
        services.pad.assess_recordings = pad
        ensure_pad_models(call, services, source)
        services.controller.load()
        services.daily_reports.start()
        watch_source(call, services, source, Output(as_json), realtime=not no_realtime, max_seconds=max_seconds)


def watch_source(
    call: Invocation, services: Services, source: str, output: Output, *, realtime: bool, max_seconds: float | None
) -> int:
    """Run a source with loaded models and print its events; return how many identified somebody.

    Raises:
        FacegateError: the source cannot be opened, or recognition or recording failed.
        Stopped: a signal ended it, after everything was recorded and printed.
    """
    from facegate.capture import resolve_auto

    feed = _Feed(services, output)
    services.runner.add_listener(feed)
    try:
        with call.signals.held():
            spec = resolve_auto() if source == "auto" else source
            services.runner.start(spec, realtime=realtime, retry_first_open=False)
            try:
                stopped = _follow(call, services, feed, max_seconds)
            finally:
                camera = services.runner.status.camera
                services.runner.stop()
            services.access.settle()
            feed.print_all()
    finally:
        services.runner.remove_listener(feed)
    if stopped is not None:
        raise stopped
    _check(services.runner.status.error, camera)
    return feed.identified


def _check(error: FacegateError | None, camera: CameraState) -> None:
    """Raise what went wrong. A camera that was away when the time was up did not fail: it was being waited for."""
    from facegate.errors import CameraError
    from facegate.pipeline.results import CameraState

    if error is not None and not (isinstance(error, CameraError) and camera is CameraState.LOST):
        raise error


def _follow(call: Invocation, services: Services, feed: _Feed, max_seconds: float | None) -> Stopped | None:
    deadline = None if max_seconds is None else time.monotonic() + max_seconds
    while not services.runner.wait_ended(0.0):
        feed.print_next(_TICK)
        stopped = call.signals.take()
        if stopped is not None:
            return stopped
        if deadline is not None and time.monotonic() >= deadline:
            break
    return None


def note_strict(pad: PadInForce | None) -> bool:
    """Say what a strict level means where no window shows what people are asked to do; whether it was said."""
    from facegate.domain.pad.levels import PadLevel

    if pad is None or pad.level is not PadLevel.STRICT:
        return False
    note(
        "Attack detection is strict here: people are asked for movements, and only the window shows what is asked. "
        "Without the window, strict zones admit by card and PIN."
    )
    return True


class _Feed:
    """Listens on worker threads, prints on the main thread."""

    def __init__(self, services: Services, output: Output) -> None:
        from zoneinfo import ZoneInfo

        self.identified = 0
        self._services = services
        self._output = output
        self._zone = ZoneInfo(services.settings.current.site.zone)
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._status: RunnerStatus | None = None
        self._told = ""
        self._told_strict = False

    def on_result(self) -> None:
        """Pictures are for the window."""

    def on_status(self, status: RunnerStatus) -> None:
        """Remembered; told with the next event or tick."""
        self._status = status

    def on_event(self, event: Event) -> None:
        """An event is on disk."""
        self._events.put(event)

    def print_next(self, timeout: float) -> None:
        """Print the next event if one comes in time."""
        self._tell_status()
        try:
            self._print(self._events.get(timeout=timeout))
        except queue.Empty:
            return

    def print_all(self) -> None:
        """Print what is left."""
        while not self._events.empty():
            self._print(self._events.get())
        self._tell_status()

    def _print(self, event: Event) -> None:
        from facegate.domain.events import RECORDS
        from facegate.domain.identification import Outcome

        person = self._services.directory.get(event.subject_id)
        self.identified += event.result is Outcome.IDENTIFIED
        text = event_text(event, person, self._zone, self._services.directory.get(event.claimed_id))
        if event.type in RECORDS:
            who = f"{person.name} ({person.external_id})" if person else ""
            text = "  ".join(part for part in (text, who, record_text(event, self._zone)) if part)
        self._output.line({**event_record(event, person), **record_fields(event)}, printable(text))

    def _tell_status(self) -> None:
        from facegate.pipeline.results import CameraState

        status = self._status
        if status is None:
            return
        text = f"Camera {status.camera}"
        if status.source is not None:
            text += f": {status.source.label}"
        # An error that ended the source ends the command too, which tells it last of all.
        if status.error is not None and status.camera not in (CameraState.ENDED, CameraState.CLOSED):
            text += f". {status.error.text()}"
        if text != self._told:
            self._told = text
            note(text)
        self._told_strict = self._told_strict or note_strict(status.pad)
