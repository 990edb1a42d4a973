"""The last resort: an exception that nobody handled, on any thread, becomes a dialog instead of silence."""

from __future__ import annotations

import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from facegate import logs
from facegate.errors import ConditionError
from facegate.ui.dialogs.report import ReportDialog
from facegate.ui.tasks import as_shown


class CrashReporter(QObject):
    """While installed, unhandled exceptions are logged and shown; errors of the environment as a notice.

    Signals:
        condition: a ConditionError that reached the top.
    """

    condition = Signal(object)
    _raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)
        self._window: QWidget | None = None
        self._dialog: ReportDialog | None = None
        self._raised.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self, window: QWidget) -> None:
        """Catch what is not caught, and show it over this window."""
        self._window = window
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        logs.app.error("unhandled %s\n%s", kind.__name__, where(error, trace))
        self._raised.emit(error)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        shown = as_shown(error)
        if isinstance(shown, ConditionError):
            self.condition.emit(shown)
        elif self._dialog is None:
            # One at a time: a bug that repeats with every frame must not bury the screen.
            self._dialog = ReportDialog(where(error, error.__traceback__), self._window)
            self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._dialog.finished.connect(self._closed)
            self._dialog.open()

    def _closed(self, _result: int) -> None:
        self._dialog = None


def where(error: BaseException, trace: TracebackType | None) -> str:
    """Kind of the error and the lines that led to it; not its message, which might hold a name."""
    return "".join(traceback.format_tb(trace)) + type(error).__name__
