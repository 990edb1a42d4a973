"""Moving to another data folder while the window stays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from facegate.errors import FacegateError
from facegate.pipeline.services import Services
from facegate.settings.paths import Paths, remember_data_dir
from facegate.ui.tasks import as_shown

Reopen = Callable[[Path], Services]


class FolderSwitch(QObject):
    """Closes one set of services and opens another, on a thread of its own: the job thread is one of what closes.

    Signals:
        opened: the new Services.
        stayed: the old folder's Services, opened again, and why the new one was not.
        lost: neither could be opened; the FacegateError.
    """

    opened = Signal(object)
    stayed = Signal(object, object)
    lost = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, reopen: Reopen, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reopen = reopen
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._untaken: Services | None = None
        self._released = False
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def begin(self, old: Services, folder: Path) -> None:
        """Close ``old`` and open ``folder``."""
        self._thread = threading.Thread(target=self._run, args=(old, folder), name="facegate-reopen")
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether it is under way."""
        return self._thread is not None

    def release(self) -> None:
        """Wait for the thread, and close what it opened if nobody was told: the window is going. Nothing is told then.

        The old services are not closed here where the thread left them open: they are still the window's.
        """
        self._released = True
        if self._thread is not None:
            self._thread.join()
        untaken = self._take()
        if untaken is not None:
            untaken.close()

    def _take(self) -> Services | None:
        with self._lock:
            taken, self._untaken = self._untaken, None
        return taken

    def _run(self, old: Services, folder: Path) -> None:
        try:
            # Before anything is closed: most mistakes are found here.
            Paths(folder).prepare()
        except Exception as error:  # noqa: BLE001 - thread boundary: shown
            self._ended.emit(old, as_shown(error))
            return
        try:
            old.close()
            opened, problem = self._open(folder, old.paths.data_dir)
        except Exception as error:  # noqa: BLE001 - thread boundary: shown
            self._ended.emit(None, as_shown(error))
            return
        with self._lock:
            self._untaken = opened
        self._ended.emit(opened, problem)

    def _open(self, folder: Path, before: Path) -> tuple[Services, FacegateError | None]:
        try:
            opened = self._reopen(folder)
        except Exception as error:  # noqa: BLE001 - whatever it was, the old folder opened before; shown
            return self._reopen(before), as_shown(error)
        try:
            remember_data_dir(folder)
        except Exception as error:  # noqa: BLE001 - the folder is open all the same; shown
            return opened, as_shown(error)
        return opened, None

    @Slot(object, object)
    def _tell(self, services: Services | None, problem: FacegateError | None) -> None:
        if self._thread is not None:
            self._thread.join()
        self._thread = None
        if self._released:
            return
        self._take()
        if services is None:
            self.lost.emit(problem)
        elif problem is not None:
            self.stayed.emit(services, problem)
        else:
            self.opened.emit(services)
