"""What the command line works with, on the real machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facegate.cli.display import find_display
from facegate.cli.invocation import Invocation
from facegate.errors import StorageError
from facegate.settings.paths import Paths, default_data_dir, program_models_dir

if TYPE_CHECKING:
    from facegate.pipeline.services import Services
    from facegate.vision.store import ModelStore


class ProgramBackend:
    """Implements :class:`facegate.cli.invocation.Backend`. Imports what a command needs when it needs it."""

    def __init__(self) -> None:
        self.log_file: Path | None = None

    def paths(self, data_dir: Path | None) -> Paths:
        """See :class:`Backend`."""
        folder = data_dir.expanduser().absolute() if data_dir is not None else default_data_dir()
        if folder.exists() and not folder.is_dir():
            raise StorageError(
                "Data folder is a file",
                "{folder} is there and is not a folder.",
                "Name a folder with --data-dir; one that is not there is made.",
                folder=folder,
            )
        return Paths(folder)

    def model_store(self, paths: Paths) -> ModelStore:
        """See :class:`Backend`."""
        from facegate.vision.store import ModelStore

        return ModelStore(paths.models_dir, program_models_dir())

    @contextmanager
    def exclusive(self, paths: Paths) -> Iterator[None]:
        """See :class:`Backend`."""
        from facegate.storage.lock import InstanceLock

        paths.prepare()
        self._open_log(paths)
        with InstanceLock(paths.lock_file):
            yield

    def services(self, paths: Paths, *, read_only: bool) -> Services:
        """See :class:`Backend`."""
        from facegate.bootstrap.wiring import open_services

        if not read_only:
            paths.prepare()
            self._open_log(paths)
        return open_services(paths, self.model_store(paths), read_only=read_only)

    def window(self, invocation: Invocation) -> int:
        """See :class:`Backend`."""
        if find_display() is None:
            from facegate.cli.demo import run_demo

            return run_demo(invocation)
        from facegate.bootstrap.window import show_window

        return show_window(invocation)

    def _open_log(self, paths: Paths) -> None:
        from facegate.bootstrap.log_file import open_log

        self.log_file = open_log(paths)
