"""The window on a data folder."""

from __future__ import annotations

import sys
from pathlib import Path

from facegate.cli.failures import show_failure, system_library_missing
from facegate.cli.invocation import Invocation
from facegate.cli.signals import Stopped
from facegate.cli.system_libraries import missing_libraries
from facegate.errors import FacegateError
from facegate.pipeline.services import Services
from facegate.settings.paths import Paths


def show_window(call: Invocation) -> int:
    """Show the window until it is closed; return the exit status.

    Raises:
        ConditionError: the system lacks what a window needs.
        FacegateError: the data folder cannot be used; somebody who started the
            program without a terminal is shown that in a dialog instead.
    """
    missing = missing_libraries(window=True)
    if missing:
        raise system_library_missing(missing)
    # Signals close the window as its button does; what comes too early for that waits. An exception in the
    # middle of importing Qt would end the process with a dump instead, hence around the import too.
    with call.signals.held():
        return _run(call)


def _run(call: Invocation) -> int:
    from facegate.ui.app import run_window

    def reopen(folder: Path) -> Services:
        return _opened(call, call.backend.paths(folder))

    early: list[Stopped] = []

    def interrupted() -> bool:
        stopped = call.signals.take()
        if stopped is not None:
            early.append(stopped)
        return stopped is not None

    try:
        services = _opened(call, call.paths)
    except FacegateError as error:
        if sys.stderr is not None and sys.stderr.isatty():
            raise
        return _fail_alone(error, call.backend.log_file)
    status = run_window(services, reopen, interrupted)
    if early:
        raise early[0]
    return status


def _opened(call: Invocation, paths: Paths) -> Services:
    services = call.backend.services(paths, read_only=False)
    services.doors.start()
    services.access.listen(services.paths.desk_dir)
    services.daily_reports.start()
    return services


def _fail_alone(error: FacegateError, log_file: Path | None) -> int:
    from facegate.ui.failure import show_start_failure

    # First where scripts and journals look, for the dialog stays for a while.
    show_failure(error, as_json=False, log_file=log_file)
    show_start_failure(error)
    return 1
