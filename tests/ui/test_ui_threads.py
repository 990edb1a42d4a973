"""From worker threads to the window's: tasks, the bridge, and nothing after the end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers.clocks import RealClock
from helpers.ui_fakes import Gate
from helpers.world import MemoryLog, make_frame
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from facegate.errors import BugError, FacegateError, StorageError
from facegate.pipeline.jobs import JobContext, JobQueue, Progress
from facegate.pipeline.results import CameraState, FrameResult
from facegate.pipeline.runner import RecognitionRunner
from facegate.settings.model import with_changes
from facegate.settings.store import SettingsStore
from facegate.ui.bridge import Bridge
from facegate.ui.tasks import Tasks
from facegate.ui.window import MainWindow

PATIENCE = 5000


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    jobs = JobQueue()
    made = Tasks(jobs)
    yield made
    jobs.close()
    made.close()


def here() -> str:
    return threading.current_thread().name


def test_work_runs_elsewhere_and_its_outcome_comes_back(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[object] = []

    def work(context: JobContext) -> str:
        context.progress(1, 2, "half")
        return here()

    def done(where: str) -> None:
        seen.append(("done", where, here()))

    def progressed(progress: Progress) -> None:
        seen.append((progress, here()))

    tasks.run(tasks, "A task", work, on_done=done, on_progress=progressed)
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=PATIENCE)
    assert seen == [(Progress(1, 2, "half"), "MainThread"), ("done", "facegate-jobs", "MainThread")]


def test_a_look_up_does_not_wait_behind_a_long_task(tasks: Tasks, qtbot: QtBot) -> None:
    go_on, found = threading.Event(), []
    tasks.run(tasks, "Long", lambda _context: go_on.wait(5))
    tasks.query(tasks, lambda: 42, found.append)
    qtbot.waitUntil(lambda: found == [42], timeout=PATIENCE)
    go_on.set()


def test_an_error_goes_to_whoever_asked_or_to_everybody(tasks: Tasks, qtbot: QtBot) -> None:
    def fail(_context: JobContext) -> None:
        raise StorageError("Disk full", "There is no room.", "Make room.")

    def slip() -> None:
        raise KeyError("a name")

    asked: list[FacegateError] = []
    everybody: list[FacegateError] = []
    tasks.failed.connect(everybody.append)
    tasks.run(tasks, "A", fail, on_error=asked.append)
    tasks.run(tasks, "B", fail)
    tasks.query(tasks, slip, lambda _none: None)
    qtbot.waitUntil(lambda: len(asked) == 1 and len(everybody) == 2, timeout=PATIENCE)
    kinds = {type(error) for error in everybody}
    assert kinds == {StorageError, BugError}
    assert not any("a name" in error.text() for error in everybody)


def test_a_task_can_be_cancelled_or_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    started, told = threading.Event(), []

    def work(context: JobContext) -> None:
        started.set()
        while True:
            context.check()
            time.sleep(0.005)

    handle = tasks.run(tasks, "A", work, on_done=told.append, on_cancelled=lambda: told.append("cancelled"))
    assert started.wait(5)
    handle.cancel()
    qtbot.waitUntil(lambda: told == ["cancelled"], timeout=PATIENCE)
    assert not handle.running
    dropped = tasks.run(tasks, "B", work, on_done=told.append, on_cancelled=lambda: told.append("dropped"))
    dropped.drop()
    qtbot.waitUntil(lambda: not dropped.running, timeout=PATIENCE)
    assert told == ["cancelled"]


def test_nobody_is_called_back_once_they_are_gone(tasks: Tasks, qtbot: QtBot) -> None:
    go_on, told = threading.Event(), []
    owner = QObject()
    handle = tasks.run(owner, "A", lambda _context: go_on.wait(5), on_done=told.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete)
    go_on.set()
    qtbot.waitUntil(lambda: not handle.running, timeout=PATIENCE)
    assert told == []


def test_tasks_that_end_after_the_close_are_ignored(qtbot: QtBot) -> None:
    jobs, go_on, told = JobQueue(), threading.Event(), []
    tasks = Tasks(jobs)
    tasks.run(tasks, "A", lambda _context: go_on.wait(5), on_done=told.append)
    tasks.close()
    go_on.set()
    jobs.close()
    tasks.query(tasks, lambda: 1, told.append)
    qtbot.wait(20)
    assert told == []


class Heard:
    """What the bridge said, and on which thread."""

    def __init__(self, bridge: Bridge) -> None:
        self.results: list[FrameResult] = []
        self.events: list[object] = []
        self.statuses: list[object] = []
        self.threads: set[str] = set()
        for signal, kept in (
            (bridge.result_changed, self.results),
            (bridge.event_logged, self.events),
            (bridge.status_changed, self.statuses),
        ):
            signal.connect(kept.append)
            signal.connect(lambda _value: self.threads.add(here()))


def test_a_flood_reaches_the_window_as_the_newest_state_and_every_event(qtbot: QtBot, tmp_path: Path) -> None:
    runner = RecognitionRunner(lambda _spec, _realtime: None, MemoryLog(), RealClock())  # type: ignore[arg-type, return-value]
    store = SettingsStore(tmp_path / "settings.toml")
    bridge = Bridge(runner, store)
    heard = Heard(bridge)
    newest = FrameResult(make_frame(999), (), None, 0.0, 30.0)

    def flood() -> None:
        for number in range(1000):
            runner.latest.put(newest if number == 999 else FrameResult(make_frame(0), (), None, 0.0, 30.0))
            bridge.on_result()
            bridge.on_status(runner.status)
            bridge.on_event(number)  # type: ignore[arg-type]

    thread = threading.Thread(target=flood)
    thread.start()
    thread.join()
    assert heard.events == [], "nothing may be delivered on the worker's thread"
    qtbot.waitUntil(lambda: len(heard.events) == 1000, timeout=PATIENCE)
    assert heard.events == list(range(1000))
    assert heard.results == [newest]
    assert len(heard.statuses) == 1
    assert heard.threads == {"MainThread"}
    bridge.close()
    runner.latest.put(newest)
    bridge.on_result()
    store.replace(with_changes(store.current, "recognition", margin=0.3))
    qtbot.wait(20)
    assert heard.results == [newest]


def test_a_busy_window_loses_pictures_and_no_memory(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    runner = gate.services.runner
    before = runner.latest.dropped
    qtbot.waitUntil(lambda: runner.status.camera is CameraState.RUNNING, timeout=PATIENCE)
    time.sleep(0.4)  # the window hears nothing meanwhile
    assert runner.latest.dropped > before
    with qtbot.waitSignal(window.session.bridge.result_changed, timeout=PATIENCE) as first:
        pass
    newest = runner.latest.take(0.0)
    assert newest is None or newest.frame.sequence - first.args[0].frame.sequence <= 2
