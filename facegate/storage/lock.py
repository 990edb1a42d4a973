"""One process per data folder may write; the system releases the lock when that process dies."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

import filelock

from facegate.errors import InUseError
from facegate.settings.files import PRIVATE_FILE
from facegate.storage.troubles import write_failed


class InstanceLock:
    """Held from :meth:`acquire` (or ``with``) to :meth:`release`; any thread may release it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        # Not thread-local: the window closes the storage from another thread than the one that opened it.
        self._lock = filelock.FileLock(path, timeout=0, mode=PRIVATE_FILE, thread_local=False)

    def acquire(self) -> None:
        """Take the lock; never waits.

        Raises:
            InUseError: another process has it.
            StorageError: there can be none here.
        """
        try:
            self._lock.acquire()
        except filelock.Timeout:
            raise InUseError(
                "FaceGate is already running",
                "Another FaceGate works with the data folder {folder}.",
                "Use the window that is open, close it first, or name another folder with --data-dir.",
                folder=self._path.parent,
            ) from None
        except OSError as error:
            raise write_failed(self._path, error) from error

    def release(self) -> None:
        """Give it back; safe to call twice."""
        self._lock.release()

    def __enter__(self) -> InstanceLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
