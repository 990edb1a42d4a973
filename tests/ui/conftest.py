"""The window under test: a real QApplication, no warnings from Qt, nothing left running."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from helpers.screens import own_screen

import facegate.cv  # noqa: F401 - before Qt: it undoes what OpenCV does to Qt's environment

if sys.platform.startswith("linux"):
    # Before Qt: two windows on one screen take the keyboard from each other, so a parallel run needs a screen each.
    if "PYTEST_XDIST_WORKER" in os.environ and os.environ.get("DISPLAY"):
        own_screen()
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from helpers.ui_fakes import Gate
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facegate.ui import theme
from facegate.ui.app import dress
from facegate.ui.session import ModelsState
from facegate.ui.window import MainWindow

PATIENCE = 8000
"""Milliseconds a test waits for what must happen; what is right takes a fraction of it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt in a test of the window is a failure."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # Said by the offscreen platform of every window.
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def _clean_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("FACEGATE_DATA_DIR", raising=False)


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    if qapp.applicationName() != "facegate":
        QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        dress(qapp)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    if theme.is_dark():
        theme.choose("light")


@pytest.fixture(autouse=True)
def _nothing_leaks(_dressed: None) -> Iterator[None]:
    """No thread of ours and no running timer survives a test."""
    before = set(threading.enumerate())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    deadline = time.monotonic() + 5
    while (left := [t for t in threading.enumerate() if t not in before]) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left, f"threads left: {[thread.name for thread in left]}"
    timers = [t for t in gc.get_objects() if isinstance(t, QTimer) and isValid(t) and t.isActive()]
    assert not timers, f"timers left running: {timers}"


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    """Everything behind the window."""
    made = Gate(tmp_path / "data")
    yield made
    if not made.closed:
        made.close()


MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(qtbot: QtBot, gate: Gate) -> Iterator[MakeWindow]:
    """Shows a window on the gate; closed again at the end."""
    windows: list[MainWindow] = []

    def make(*, start: bool = True, wait: bool = True) -> MainWindow:
        window = MainWindow(gate.services, lambda _path: gate.services)
        windows.append(window)
        window.resize(1200, 680)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if start:
            window.start()
        if start and wait:
            wait_ready(qtbot, window)
        return window

    yield make
    gate.stage.opening.set()
    gate.catalog.step.set()
    for window in windows:
        close_window(window)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    """A window with camera and models running."""
    return make_window()


def wait_ready(qtbot: QtBot, window: MainWindow) -> None:
    """Until models are loaded and there is a picture."""
    qtbot.waitUntil(
        lambda: window.session.models.state is ModelsState.READY and window.live.video.has_picture, timeout=PATIENCE
    )


def close_window(window: MainWindow) -> None:
    """End everything in the order of the program."""
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window and dialog.parent() is window:
            dialog.close()
    window.close()
    window.release()
    window.services.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
