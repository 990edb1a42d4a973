"""Around the window: signals, crashes, another data folder, a small screen, the keyboard, reading direction."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from helpers.ui_fakes import Actor, Gate
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facegate.domain.events import Event, EventFilter
from facegate.domain.report_kinds import ReportKind
from facegate.errors import AdviceError, ConditionError, StorageError
from facegate.pipeline.results import CameraState
from facegate.pipeline.services import Services
from facegate.settings.paths import default_data_dir
from facegate.ui import app as application
from facegate.ui.crash import CrashReporter, where
from facegate.ui.dialogs.report import ReportDialog
from facegate.ui.failure import show_start_failure
from facegate.ui.window import MainWindow

PATIENCE = 8000

# -- start and end -------------------------------------------------------------------------------


def run(gate: Gate, act: Callable[[], None], after: int = 400) -> int:
    """``run_window`` with something that happens meanwhile."""
    QTimer.singleShot(after, act)
    return application.run_window(gate.services, lambda _path: gate.services)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_and_the_services(gate: Gate, qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    assert run(gate, lambda: os.kill(os.getpid(), number)) == 0
    assert gate.closed == 1
    assert gate.services.runner.status.camera is CameraState.CLOSED
    assert signal.getsignal(number) is before


def test_a_signal_closes_a_window_with_a_dialog_that_is_busy(
    gate: Gate, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log without an end: only cancelling ends the export."""
    event, query = gate.add_event(None, timedelta(0)), gate.log.query

    def endless(wanted: EventFilter, *rest: bool) -> Iterator[Event]:
        if wanted.type is not None:
            yield from query(wanted, *rest)
        while wanted.type is None:
            time.sleep(0.01)
            yield event

    monkeypatch.setattr(gate.log, "query", endless)

    def act() -> None:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
        dialog = window.export(None, None, ReportKind.EVENTS)
        dialog.path.setText(str(tmp_path / "a.csv"))
        dialog.write()
        QTimer.singleShot(100, lambda: os.kill(os.getpid(), signal.SIGTERM))

    assert run(gate, act) == 0
    assert gate.closed == 1


def test_closing_the_window_ends_the_program_and_the_place_is_remembered(gate: Gate, qtbot: QtBot) -> None:
    sizes: list[QSize] = []

    def close() -> None:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())
        window.resize(700, 480)
        sizes.append(window.size())
        window.close()

    assert run(gate, close) == 0
    again = Gate(gate.services.paths.data_dir)
    window = MainWindow(again.services, lambda _path: again.services)
    assert window.size() == sizes[0] == QSize(700, 480)
    window.release()
    again.close()
    window.deleteLater()


def test_a_signal_before_the_window_is_there_is_not_lost(gate: Gate, qtbot: QtBot) -> None:
    assert application.run_window(gate.services, lambda _path: gate.services, lambda: True) == 0
    assert gate.closed == 1
    assert gate.stage.opened == []


def test_a_window_that_cannot_be_made_closes_the_services(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_screen() -> None:
        raise ConditionError("No screen", "There is none.", "Start it on a desktop.")

    monkeypatch.setattr(application, "make_application", no_screen)
    with pytest.raises(ConditionError):
        application.run_window(gate.services, lambda _path: gate.services)
    assert gate.closed == 1


def test_no_screen_and_a_missing_library_are_told_before_qt_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(ConditionError, match="No screen"):
        application.check_screen()
    monkeypatch.setenv("DISPLAY", ":99")

    def missing(_name: str) -> None:
        raise OSError("no such library")

    monkeypatch.setattr("facegate.ui.app.ctypes.CDLL", missing)
    with pytest.raises(ConditionError, match="libxcb-cursor0"):
        application.check_screen()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    application.check_screen()


def test_an_error_before_the_window_is_shown_alone(qtbot: QtBot) -> None:
    said: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        said.extend([box.text(), box.informativeText()])
        box.close()

    QTimer.singleShot(200, read)
    show_start_failure(StorageError("In use", "{path} is in use.", "Close the other.", path="/gate"))
    assert said == ["In use", "/gate is in use.\n\nClose the other."]


def test_notices_of_the_start_are_shown(
    qtbot: QtBot, tmp_path: Path, make_window: Callable[..., MainWindow], gate: Gate
) -> None:
    problems = [AdviceError("No keyring", "The key lies in a file.", "Set up a keyring.")]
    other = Gate(tmp_path / "other", notices=problems)
    window = MainWindow(other.services, lambda _path: other.services)
    assert window.notices.shown is not None
    assert window.notices.shown.title == "No keyring"
    # Nothing failed: it is not told in the colour of a failure.
    assert window.notices.shown.kind == "advice"
    window.release()
    other.close()
    window.deleteLater()


# -- the last resort ----------------------------------------------------------------------------


@pytest.fixture
def crash(window: MainWindow) -> Iterator[CrashReporter]:
    made = CrashReporter(window)
    made.install(window)
    made.condition.connect(lambda error: window.notices.error(error))
    yield made
    made.remove()


def failure(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as raised:
        return raised


def test_a_bug_is_shown_once_without_what_it_says(window: MainWindow, crash: CrashReporter, qtbot: QtBot) -> None:
    error = failure(ValueError("Ada Lindqvist"))
    for _ in range(3):
        sys.excepthook(ValueError, error, error.__traceback__)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReportDialog), timeout=PATIENCE)
    dialog = QApplication.activeModalWidget()
    assert len(window.findChildren(ReportDialog)) == 1
    details = dialog.details.toPlainText()
    assert "ValueError" in details
    assert "test_ui_program.py" in details
    assert "Ada" not in details
    dialog.accept()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=PATIENCE)


def test_a_bug_on_another_thread_is_shown_too(window: MainWindow, crash: CrashReporter, qtbot: QtBot) -> None:
    def slip() -> None:
        raise KeyError("x")

    thread = threading.Thread(target=slip)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ReportDialog), timeout=PATIENCE)
    QApplication.activeModalWidget().accept()


def test_an_error_of_the_environment_is_a_notice(window: MainWindow, crash: CrashReporter, qtbot: QtBot) -> None:
    error = failure(StorageError("Disk full", "There is no room.", "Make room."))
    sys.excepthook(StorageError, error, error.__traceback__)
    qtbot.waitUntil(lambda: window.notices.shown is not None, timeout=PATIENCE)
    assert QApplication.activeModalWidget() is None


def test_where_an_error_was_leaves_its_words_out() -> None:
    assert "secret" not in where(ValueError("secret"), None)


# -- another data folder -------------------------------------------------------------------------------


@pytest.fixture
def opened(gate: Gate) -> Iterator[list[Gate]]:
    gates: list[Gate] = [gate]
    yield gates
    for other in gates[1:]:
        if not other.closed:
            other.close()


def window_with(gate: Gate, opened: list[Gate], qtbot: QtBot, refuse: set[str]) -> MainWindow:
    def reopen(folder: Path) -> Services:
        if folder.name in refuse:
            raise StorageError("Too new", "The database is newer.", "Update the program.")
        opened.append(Gate(folder))
        return opened[-1].services

    window = MainWindow(gate.services, reopen)
    window.show()
    window.start()
    qtbot.waitUntil(lambda: window.live.video.has_picture, timeout=PATIENCE)
    return window


def leave(window: MainWindow) -> None:
    window.close()
    window.release()
    window.services.close()
    window.deleteLater()


def test_moving_to_another_folder(gate: Gate, opened: list[Gate], qtbot: QtBot, tmp_path: Path) -> None:
    window = window_with(gate, opened, qtbot, set())
    gate.add_person(1, "Ada")
    window.move_to(tmp_path / "second")
    qtbot.waitUntil(lambda: len(opened) == 2 and window.services is opened[1].services, timeout=PATIENCE)
    assert gate.closed == 1
    qtbot.waitUntil(lambda: window.live.video.has_picture, timeout=PATIENCE)
    window.show_page("people")
    qtbot.waitUntil(lambda: window.people.nobody.isVisible(), timeout=PATIENCE)
    assert default_data_dir() == tmp_path / "second"
    assert window.notices.shown is not None
    assert window.notices.shown.title == "Data folder changed"
    opened[1].stage.actors = (Actor(3),)
    qtbot.waitUntil(lambda: bool(window.live.video.labels), timeout=PATIENCE)
    leave(window)


def test_a_folder_that_cannot_be_opened_leaves_the_old_one(
    gate: Gate, opened: list[Gate], qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_with(gate, opened, qtbot, {"newer"})
    window.move_to(tmp_path / "newer")
    qtbot.waitUntil(lambda: len(opened) == 2 and window.services is opened[1].services, timeout=PATIENCE)
    assert window.services.paths.data_dir == gate.services.paths.data_dir
    assert window.notices.shown is not None
    assert window.notices.shown.text == "The database is newer. Update the program."
    qtbot.waitUntil(lambda: window.live.video.has_picture, timeout=PATIENCE)
    leave(window)


def test_a_folder_that_cannot_be_written_closes_nothing(
    gate: Gate, opened: list[Gate], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("x")
    window = window_with(gate, opened, qtbot, set())
    window.move_to(tmp_path / "a file" / "below")
    qtbot.waitUntil(lambda: window.notices.shown is not None, timeout=PATIENCE)
    assert window.services is gate.services
    assert gate.closed == 0
    qtbot.waitUntil(lambda: window.live.video.has_picture, timeout=PATIENCE)
    leave(window)


def test_when_neither_folder_opens_the_window_says_so_and_closes(
    gate: Gate, opened: list[Gate], qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_with(gate, opened, qtbot, {"newer", "data"})
    window.move_to(tmp_path / "newer")
    qtbot.waitUntil(lambda: window.notices.shown is not None, timeout=PATIENCE)
    assert not window.tools.isEnabled()
    window.close()
    window.release()
    window.deleteLater()


# -- for everybody -----------------------------------------------------------------------------------


def everything(window: MainWindow) -> list[QWidget]:
    """The window and each of its dialogs."""
    person = window.services.people.search()[0]
    return [
        window,
        window.enrol_from_photographs(),
        window.export(None, None),
        window.edit(person),
        window.erase(person),
        window.about(),
    ]


def spoken(widget: QWidget) -> str:
    """What a screen reader has to say of it."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text()
    parent = widget.window()
    labels = [label for label in parent.findChildren(QLabel) if label.buddy() is widget]
    return labels[0].text() if labels else ""


def test_everything_that_takes_the_keyboard_has_a_name(window: MainWindow, gate: Gate) -> None:
    gate.add_person(1, "Ada")
    kinds = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit)
    tops = everything(window)
    parts = [(window, page) for page in window._by_name] + [(dialog, "") for dialog in tops[1:]]
    checked = 0
    for top, page in parts:
        if page:
            window.show_page(page)
        for widget in top.findChildren(QWidget):
            inside = isinstance(widget.parent(), QComboBox | QAbstractSpinBox) or widget.window() is not top
            left_out = widget.objectName().startswith("qt_") or not isinstance(widget, kinds) or inside
            if not left_out and widget.isVisibleTo(top) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert spoken(widget), f"{widget} in {top} has no name"
                checked += 1
        if isinstance(top, QDialog):
            top.reject()
    assert checked > 70


@pytest.mark.parametrize("page", ["live", "people", "events", "settings", "calibration"])
def test_tab_reaches_everything_and_comes_back(window: MainWindow, gate: Gate, qtbot: QtBot, page: str) -> None:
    gate.add_person(1, "Ada")
    window.show_page(page)
    wanted = {
        widget
        for widget in window._by_name[page].findChildren(QAbstractButton)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    first = window.tools.widgetForAction(window.tools.pages["live"])
    first.setFocus(Qt.FocusReason.TabFocusReason)
    reached: list[QWidget] = [first]
    for _ in range(150):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is first:
            break
        reached.append(window.focusWidget())
    else:
        pytest.fail(f"Tab does not come round: {reached[-5:]}")
    proxies = {widget.focusProxy() for widget in reached if widget.focusProxy()}
    missed = {w for w in wanted if w not in reached and w not in proxies and not isinstance(w.parent(), QLineEdit)}
    assert not missed


def test_nothing_is_cut_off_on_a_small_screen_at_double_size(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    """1280x720 at 200 % leaves 640x360 for the window."""
    gate.add_person(1, "Bartholomew Featherstonehaugh-Cholmondeley of Upper Slaughter")
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: bool(window.live.card.name), timeout=PATIENCE)
    window.resize(640, 340)
    for page in ("live", "people", "events", "settings", "calibration"):
        window.show_page(page)
        qtbot.wait(30)
        assert (window.width(), window.height()) <= (640, 340)
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and button.text() and button.window() is window:
                corner = button.mapTo(window, QPoint(0, 0))
                inside_scroll = button.visibleRegion().isEmpty()
                assert inside_scroll or corner.x() + button.width() <= window.width(), button.text()
    for dialog in everything(window)[1:]:
        assert dialog.minimumSizeHint().width() <= 640, dialog
        assert dialog.minimumSizeHint().height() <= 430, dialog
        dialog.reject()


def test_right_to_left_puts_the_window_the_other_way_round(
    make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    gate.add_person(1, "محمد عبد الرحمن")
    window = make_window()
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: window.live.card.name == "محمد عبد الرحمن", timeout=PATIENCE)
    assert window.live.card.mapTo(window, QPoint(0, 0)).x() < window.live.video.mapTo(window, QPoint(0, 0)).x()
    live, about = window.tools.pages["live"], window.tools.about
    left_of = window.tools.widgetForAction(live).x() > window.tools.widgetForAction(about).x()
    assert left_of
    window.show_page("events")
    window.live.recent_model.add(gate.log.events[-1])
    window.grab()


def test_the_theme_changes_while_the_window_is_open(window: MainWindow, qtbot: QtBot) -> None:
    def brightness() -> int:
        return window.grab().toImage().pixelColor(window.width() // 2, 4).lightness()

    light = brightness()
    spec = next(spec for spec in window.settings.form.specs if spec.name == "theme")
    window.settings.form.change(spec, "dark")
    qtbot.waitUntil(lambda: brightness() < 80, timeout=PATIENCE)
    window.settings.form.change(spec, "light")
    qtbot.waitUntil(lambda: brightness() == light, timeout=PATIENCE)


def test_ctrl_f_goes_to_the_search(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada")
    window.people.refresh()
    qtbot.waitUntil(lambda: window.people.model.rowCount() == 1, timeout=PATIENCE)
    qtbot.keyClick(window, "f", Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.people
    assert window.focusWidget() is window.people.search


def test_pictures_are_sharp_on_a_dense_screen(window: MainWindow) -> None:
    assert QGuiApplication.highDpiScaleFactorRoundingPolicy() is not None
    prepared = window.live.video
    window.grab()
    assert prepared._prepared is not None
    size = prepared._prepared[2].size()
    ratio = prepared.devicePixelRatioF()
    fits_across = abs(size.width() - round(prepared.width() * ratio)) <= 1
    fits_down = abs(size.height() - round(prepared.height() * ratio)) <= 1
    assert fits_across or fits_down


def test_a_change_event_of_the_palette_reaches_the_drawn_icons(window: MainWindow) -> None:
    before = window.people.nobody._picture.pixmap().toImage()
    from facegate.ui import theme

    theme.choose("dark")
    QApplication.sendEvent(window.people.nobody, QEvent(QEvent.Type.PaletteChange))
    assert window.people.nobody._picture.pixmap().toImage() != before
