"""What goes wrong behind the pages: a clock set back, reads that fail, quitting in the middle of a change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from helpers.clocks import RealClock
from helpers.ui_fakes import Gate
from helpers.world import MemoryLog
from PySide6.QtCore import QCoreApplication, QModelIndex
from pytestqt.qtbot import QtBot

from facegate.domain.events import Event, EventFilter
from facegate.errors import FacegateError, StorageError
from facegate.pipeline.results import CameraState
from facegate.pipeline.runner import RecognitionRunner
from facegate.pipeline.services import Services
from facegate.settings.store import SettingsStore
from facegate.ui.bridge import Bridge
from facegate.ui.viewmodels.events import PAGE, EventsTableModel
from facegate.ui.viewmodels.people import PAGE as PEOPLE_PAGE
from facegate.ui.views.events import ALL
from facegate.ui.window import MainWindow

PATIENCE = 8000
FAILURE = StorageError("Disk trouble", "The database cannot be read.", "Check the disk.")

MakeWindow = Callable[..., MainWindow]


class OrderedLog:
    """Reads a gate's events in the order of the real log, and counts how many were read."""

    def __init__(self, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read = 0
        self.broken = False
        self._inner, self._log = type(gate.log).query, gate.log
        monkeypatch.setattr(gate.log, "query", self.query)

    def query(self, wanted: EventFilter, limit: int | None = None, newest_first: bool = False) -> Iterator[Event]:
        if self.broken:
            raise FAILURE
        found = sorted(
            self._inner(self._log, wanted), key=lambda event: (event.occurred_at, event.sequence), reverse=newest_first
        )
        for event in found[:limit]:
            self.read += 1
            yield event


@pytest.fixture
def log(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> OrderedLog:
    return OrderedLog(gate, monkeypatch)


def places(model: EventsTableModel) -> list[tuple[datetime, int]]:
    shown = [model.event_at(row) for row in range(model.rowCount())]
    return [(event.occurred_at, event.sequence) for event in shown if event is not None]


def read_all(model: EventsTableModel, qtbot: QtBot) -> None:
    while True:
        qtbot.waitUntil(lambda: not model._reading, timeout=PATIENCE)
        if not model.canFetchMore(QModelIndex()):
            return
        model.fetchMore(QModelIndex())


def everything(gate: Gate) -> list[tuple[datetime, int]]:
    return sorted(((event.occurred_at, event.sequence) for event in gate.log.events), reverse=True)


def show_all(window: MainWindow, qtbot: QtBot) -> EventsTableModel:
    """The first page of all days, behind another page so that the table fetches nothing by itself."""
    window.events.show_period(ALL)
    qtbot.waitUntil(lambda: not window.events.model._reading, timeout=PATIENCE)
    return window.events.model


# -- order -----------------------------------------------------------------------------------


def test_pages_are_in_order_after_the_clock_was_set_back(
    make_window: MakeWindow, gate: Gate, log: OrderedLog, qtbot: QtBot
) -> None:
    for number in range(PAGE + 100):
        gate.add_event(None, timedelta(hours=1, seconds=-number))
    for number in range(PAGE + 100):
        gate.add_event(None, timedelta(hours=2, seconds=-number))
    model = show_all(make_window(start=False), qtbot)
    read_all(model, qtbot)
    assert places(model) == everything(gate)


def test_events_of_one_instant_that_fill_pages_are_shown_each_once(
    make_window: MakeWindow, gate: Gate, log: OrderedLog, qtbot: QtBot
) -> None:
    for _ in range(2 * PAGE + 50):
        gate.add_event(None, timedelta(hours=1))
    moment = gate.log.events[0].occurred_at
    gate.log.events[:] = [replace(event, occurred_at=moment) for event in gate.log.events]
    model = show_all(make_window(start=False), qtbot)
    read_all(model, qtbot)
    assert places(model) == everything(gate)


def test_older_pages_do_not_read_the_newer_ones_again(
    make_window: MakeWindow, gate: Gate, log: OrderedLog, qtbot: QtBot
) -> None:
    pages = 6
    for number in range(pages * PAGE):
        gate.add_event(None, timedelta(hours=1, seconds=-number))
    window = make_window(start=False)
    qtbot.waitUntil(lambda: not window.events.model._reading, timeout=PATIENCE)
    log.read = 0
    model = show_all(window, qtbot)
    read_all(model, qtbot)
    assert model.rowCount() == pages * PAGE
    assert log.read <= pages * (PAGE + 1)


def test_a_new_event_with_an_earlier_time_takes_its_place(
    make_window: MakeWindow, gate: Gate, log: OrderedLog, qtbot: QtBot
) -> None:
    for hours in (3, 1):
        gate.add_event(None, timedelta(hours=hours))
    model = show_all(make_window(start=False), qtbot)
    assert model.rowCount() == 2
    for hours in (2, 4, 0):
        model.add(gate.add_event(None, timedelta(hours=hours)))
    model.add(gate.log.events[-1])
    assert places(model) == everything(gate)


def test_a_new_event_older_than_what_was_read_comes_with_its_page(
    make_window: MakeWindow, gate: Gate, log: OrderedLog, qtbot: QtBot
) -> None:
    for number in range(PAGE + 10):
        gate.add_event(None, timedelta(hours=1, seconds=-number))
    model = show_all(make_window(start=False), qtbot)
    assert model.rowCount() == PAGE
    model.add(gate.add_event(None, timedelta(hours=5)))
    assert model.rowCount() == PAGE
    read_all(model, qtbot)
    assert places(model) == everything(gate)


# -- reads that fail --------------------------------------------------------------------------


def test_the_events_page_recovers_from_a_failed_read(
    make_window: MakeWindow, gate: Gate, log: OrderedLog, qtbot: QtBot
) -> None:
    gate.add_event(None, timedelta(seconds=5))
    log.broken = True
    window = make_window(start=False)
    window.show_page("events")
    page = window.events
    qtbot.waitUntil(page.retry_button.isVisible, timeout=PATIENCE)
    assert window.notices.shown is not None
    assert window.notices.shown.title == FAILURE.title
    log.broken = False
    page.retry_button.click()
    qtbot.waitUntil(page.table.isVisible, timeout=PATIENCE)
    assert places(page.model) == everything(gate)


def test_events_recorded_around_a_failed_read_are_shown(
    make_window: MakeWindow, gate: Gate, log: OrderedLog, qtbot: QtBot
) -> None:
    gate.add_event(None, timedelta(seconds=5))
    window = make_window(start=False)
    model = show_all(window, qtbot)
    assert model.rowCount() == 1
    log.broken = True
    model.retry()
    model.add(gate.add_event(None, timedelta(seconds=4)))
    qtbot.waitUntil(lambda: not model._reading, timeout=PATIENCE)
    model.add(gate.add_event(None, timedelta(seconds=3)))
    assert places(model) == everything(gate)[:2]
    log.broken = False
    read_all(model, qtbot)
    assert places(model) == everything(gate)


def test_an_older_page_that_fails_is_asked_for_again(
    make_window: MakeWindow, gate: Gate, log: OrderedLog, qtbot: QtBot
) -> None:
    for number in range(PAGE + 10):
        gate.add_event(None, timedelta(hours=1, seconds=-number))
    window = make_window(start=False)
    model = show_all(window, qtbot)
    assert model.rowCount() == PAGE
    log.broken = True
    model.fetchMore(QModelIndex())
    model.add(gate.add_event(None, timedelta(0)))
    qtbot.waitUntil(lambda: window.notices.shown is not None, timeout=PATIENCE)
    assert model.rowCount() == PAGE + 1
    log.broken = False
    read_all(model, qtbot)
    assert places(model) == everything(gate)


def test_the_people_page_recovers_from_failed_reads(
    make_window: MakeWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(PEOPLE_PAGE + 5):
        gate.add_person(number, f"Person {number:03}")
    broken = True
    names = gate.services.people.names

    def now_and_then(ids: object) -> object:
        if broken:
            raise FAILURE
        return names(ids)

    monkeypatch.setattr(type(gate.services.people), "names", lambda _self, ids: now_and_then(ids))
    window = make_window(start=False)
    window.show_page("people")
    page = window.people
    qtbot.waitUntil(page.retry_button.isVisible, timeout=PATIENCE)
    assert window.notices.shown is not None
    assert window.notices.shown.title == FAILURE.title
    broken = False
    page.retry_button.click()
    qtbot.waitUntil(page.table.isVisible, timeout=PATIENCE)
    broken = True
    last = page.model.index(PEOPLE_PAGE + 4, 0)
    with qtbot.waitSignal(window.session.failed, timeout=PATIENCE):
        page.model.data(last)
    broken = False
    page.model.data(last)
    qtbot.waitUntil(lambda: page.model.data(last) == f"Person {PEOPLE_PAGE + 4:03}", timeout=PATIENCE)


# -- quitting while the data folder changes -----------------------------------------------------


class Moving:
    """A window whose next data folder opens only when told to."""

    def __init__(self, gate: Gate) -> None:
        self.started, self.go_on = threading.Event(), threading.Event()
        self.opened: list[Gate] = []
        self.error: Exception | None = None
        self.window = MainWindow(gate.services, self.reopen)

    def reopen(self, folder: Path) -> Services:
        self.started.set()
        assert self.go_on.wait(5)
        error, self.error = self.error, None
        if error is not None:
            raise error
        self.opened.append(Gate(folder))
        return self.opened[-1].services


@pytest.fixture
def moving(gate: Gate, qtbot: QtBot) -> Iterator[Moving]:
    made = Moving(gate)
    yield made
    made.go_on.set()
    made.window.release()
    made.window.deleteLater()
    for other in made.opened:
        if not other.closed:
            other.close()


def test_what_was_opened_while_the_window_went_is_closed(moving: Moving, gate: Gate, tmp_path: Path) -> None:
    moving.window.move_to(tmp_path / "second")
    assert moving.started.wait(5)
    threading.Timer(0.1, moving.go_on.set).start()
    moving.window.close()
    moving.window.release()
    assert gate.closed == 1
    assert [other.closed for other in moving.opened] == [1]
    QCoreApplication.processEvents()
    assert moving.window.services is gate.services, "nothing is told once the window is released"


def test_what_was_opened_and_not_told_yet_is_closed(moving: Moving, tmp_path: Path) -> None:
    moving.go_on.set()
    moving.window.move_to(tmp_path / "second")
    thread = moving.window._switch._thread
    assert thread is not None
    thread.join(5)
    moving.window.release()
    assert [other.closed for other in moving.opened] == [1]


def test_what_the_window_took_over_is_left_to_it(moving: Moving, qtbot: QtBot, tmp_path: Path) -> None:
    moving.go_on.set()
    moving.window.move_to(tmp_path / "second")
    qtbot.waitUntil(lambda: not moving.window._switch.busy, timeout=PATIENCE)
    moving.window.release()
    assert moving.opened[0].closed == 0
    assert moving.window.services is moving.opened[0].services


def test_a_bug_while_a_folder_opens_leaves_the_old_one(
    moving: Moving, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    moving.error = KeyError("a slip")
    moving.go_on.set()
    moving.window.move_to(tmp_path / "second")
    qtbot.waitUntil(lambda: not moving.window._switch.busy, timeout=PATIENCE)
    assert moving.window.services is moving.opened[0].services
    assert moving.window.services.paths.data_dir == gate.services.paths.data_dir
    assert moving.window.tools.isEnabled()
    assert moving.window.notices.shown is not None


def test_a_bug_before_the_old_folder_is_closed_leaves_it_open(
    moving: Moving, gate: Gate, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slip(_paths: object) -> None:
        raise KeyError("a slip")

    monkeypatch.setattr("facegate.ui.reopen.Paths.prepare", slip)
    moving.window.move_to(tmp_path / "second")
    qtbot.waitUntil(lambda: not moving.window._switch.busy, timeout=PATIENCE)
    assert gate.closed == 0
    assert moving.window.tools.isEnabled()


# -- status, samples ------------------------------------------------------------------------------


def test_a_status_that_comes_late_does_not_replace_the_newest(qtbot: QtBot, tmp_path: Path) -> None:
    runner = RecognitionRunner(lambda _spec, _realtime: None, MemoryLog(), RealClock())  # type: ignore[arg-type, return-value]
    bridge = Bridge(runner, SettingsStore(tmp_path / "settings.toml"))
    heard: list[CameraState] = []
    bridge.status_changed.connect(lambda status: heard.append(status.camera))
    bridge.on_status(replace(runner.status, camera=CameraState.OPENING))
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE)
    bridge.close()
    assert heard == [runner.status.camera] == [CameraState.CLOSED]


def test_samples_that_could_not_begin_can_be_tried_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, begun = window.services.runner.handler, threading.Event()
    begin = type(handler).begin_enrolment
    errors: list[FacegateError] = [FAILURE]

    def sometimes(self: object, *plan: object) -> object:
        if errors:
            raise errors.pop()
        begun.set()
        return begin(self, *plan)  # type: ignore[arg-type]

    monkeypatch.setattr(type(handler), "begin_enrolment", sometimes)
    dialog = window.enrol()
    dialog.form.consent.click()
    qtbot.waitUntil(dialog.again_button.isEnabled, timeout=PATIENCE)
    assert not begun.is_set()
    dialog.again_button.click()
    qtbot.waitUntil(begun.is_set, timeout=PATIENCE)
    assert not dialog.again_button.isEnabled()
    dialog.reject()
