"""The application around the window: style, language, last resort, signals, an orderly end."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facegate import __version__
from facegate.errors import ConditionError
from facegate.pipeline.services import Services
from facegate.ui import i18n, icons, theme
from facegate.ui.crash import CrashReporter
from facegate.ui.interrupts import Interrupts
from facegate.ui.window import MainWindow

_TURN = 0.0005
"""Seconds after which a thread that waits for the interpreter gets it; Python's own are 0.005.

A look-up gives it away at every row that SQLite reads. Beside a recognising camera a page of 50,000 people took 8 ms of
processor time and, with Python's turns, 100 to 1,500 ms by the clock; with these, 20 (measured on two cores).
"""


def run_window(
    services: Services, reopen: Callable[[Path], Services], interrupted: Callable[[], bool] = lambda: False
) -> int:
    """Show the window until it is closed, then close the services in use.

    Args:
        services: built, nothing started: the window opens the camera and loads the models.
        reopen: build services on another data folder; called on a worker thread after the old ones were closed.
        interrupted: whether a signal came before the window heard of signals itself; asked once it does.

    Returns:
        Exit code.

    Raises:
        ConditionError: there is no screen, or Qt cannot use it. The services are closed then too.
    """
    sys.setswitchinterval(_TURN)
    try:
        application = make_application()
        window = MainWindow(services, reopen)
    except BaseException:
        services.close()
        raise
    crash = CrashReporter(window)
    crash.install(window)
    crash.condition.connect(lambda error: window.notices.error(error))
    interrupts = Interrupts(lambda: stop(application), window)
    try:
        if interrupted():
            return 0
        window.show()
        window.start()
        return execute(application)
    finally:
        interrupts.remove()
        crash.remove()
        window.release()
        window.services.close()
        window.deleteLater()


def make_application() -> QApplication:
    """The one QApplication, dressed. Raises ConditionError where there is no screen."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        dress(existing)
        return existing
    check_screen()
    application = QApplication(sys.argv[:1])
    dress(application)
    return application


def dress(application: QApplication) -> None:
    """Name, icon, style, language."""
    application.setApplicationName("facegate")
    application.setApplicationDisplayName("FaceGate")
    application.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("facegate")
    application.setStyle("Fusion")
    application.setWindowIcon(icons.application_icon())
    i18n.install(application)
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: theme.refresh())
    theme.refresh()


def execute(application: QApplication) -> int:
    """Handle events until the last window is closed or somebody quits; return the exit code."""
    try:
        return application.exec()
    finally:
        # Closing the last window posted one more request to quit, which would end the next loop as it begins.
        QCoreApplication.removePostedEvents(application, QEvent.Type.Quit.value)


def stop(application: QApplication) -> None:
    """Close everything, dialogs included, whatever they are doing."""
    application.closeAllWindows()
    application.exit(0)


def check_screen() -> None:
    """Raise ConditionError where Qt would end the process instead: no screen, or no library to reach it."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0] != "xcb":
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise ConditionError(
            "No screen",
            "There is no graphical session here.",
            "Start it on a desktop, or use the commands: facegate watch, facegate enrol.",
        )
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError:
        raise ConditionError(
            "A system library is missing",
            "Qt needs libxcb-cursor0 to show a window.",
            "Install it: sudo apt-get install libxcb-cursor0",
        ) from None
