"""What every command gets: the backend that bootstrap made, and how the program was called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, TypeAlias

import typer

from facegate.cli.output import note
from facegate.cli.signals import Signals

if TYPE_CHECKING:
    from facegate.pipeline.services import Services
    from facegate.settings.paths import Paths
    from facegate.vision.store import ModelStore

JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


class Backend(Protocol):
    """Builds what commands work with. Every method may raise FacegateError."""

    log_file: Path | None
    """Where details of an unexpected error go; None until a data folder was opened."""

    def paths(self, data_dir: Path | None) -> Paths:
        """The data folder that was named, or the usual one."""

    def model_store(self, paths: Paths) -> ModelStore:
        """The models by the program's manifests."""

    def exclusive(self, paths: Paths) -> AbstractContextManager[None]:
        """Hold the data folder: nobody else may write there meanwhile."""

    def services(self, paths: Paths, *, read_only: bool) -> Services:
        """Everything on one data folder; its controller loads the models.

        Raises:
            StorageError: another process holds the data folder, and it is not only to be read.
        """

    def window(self, invocation: Invocation) -> int:
        """Show the window until it is closed, or run the demo where there is no display; return the exit status."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """One call of the program."""

    backend: Backend
    signals: Signals
    data_dir: Path | None

    @property
    def paths(self) -> Paths:
        """The data folder of this call."""
        return self.backend.paths(self.data_dir)

    @contextmanager
    def services(self, *, read_only: bool = False) -> Iterator[Services]:
        """Open the data folder, say what there is to say of it then and later, and close it whatever happens."""
        with ExitStack() as stack:
            with self.signals.held():
                services = self.backend.services(self.paths, read_only=read_only)
                stack.callback(self._close, services)
            problem = services.settings.problem
            said = len(services.notices)
            for notice in (*services.notices[:said], *([problem] if problem is not None else ())):
                note(notice.text())
            yield services
            for notice in services.notices[said:]:
                note(notice.text())

    def _close(self, services: Services) -> None:
        with self.signals.held():
            services.close()


def invocation(context: typer.Context) -> Invocation:
    """The call that a command belongs to."""
    found = context.find_object(Invocation)
    if found is None:
        raise RuntimeError("a command ran outside the program")
    return found
