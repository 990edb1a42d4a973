"""Progress on stderr: a bar on a terminal, a line per step elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from facegate.cli.output import note

if TYPE_CHECKING:
    from rich.progress import TaskID

    from facegate.domain.ids import ModelId
    from facegate.vision.store import InstallProgress

Report = Callable[["InstallProgress"], None]
"""Told how far a model is."""

Count = Callable[[int, int], None]
"""Told how many are done, and of how many."""

Tell = Callable[[int, int, str], None]
"""Told how many are done, of how many, and how it goes."""

_MILESTONE = 500_000
"""Rows between two lines that a log gets of work without a known end."""

_LINES = 10
"""Lines that a log gets of one piece of work."""


@contextmanager
def installing() -> Iterator[Report]:
    """Show how models come in."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True), transient=False) as bars:
        tasks: dict[ModelId, TaskID] = {}

        def report(progress: InstallProgress) -> None:
            task = tasks.get(progress.model_id)
            if task is None:
                task = tasks[progress.model_id] = bars.add_task(str(progress.model_id), total=None)
            text = f"{progress.model_id}: {_step(progress)}"
            if progress.step == "prepare":
                bars.update(task, description=text)
            else:
                bars.update(task, description=text, completed=progress.done, total=progress.total or None)

        yield report


@contextmanager
def counting(what: str) -> Iterator[Count]:
    """Show how much of long work is done: a bar with the time that is left, or a line at every tenth."""
    if not sys.stderr.isatty():
        yield _Tenths(what)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


@contextmanager
def telling(what: str) -> Iterator[Tell]:
    """Show how much of long work is done and how it goes: a bar with a text that changes, or a line at every tenth."""
    if not sys.stderr.isatty():
        yield _Tenths(what).tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=None)
        yield lambda done, total, how: bars.update(task, completed=done, total=total, description=how)


@contextmanager
def reading(what: str) -> Iterator[Callable[[int], None]]:
    """Show how much of long work is done where nobody knows how much there is: a count, or a line now and then."""
    if not sys.stderr.isatty():
        yield _Milestones(what)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}: {task.completed}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=None)
        yield lambda done: bars.update(task, completed=done)


class _Milestones:
    """A line at every so many, for logs."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._said = 0

    def __call__(self, done: int) -> None:
        if done // _MILESTONE > self._said:
            self._said = done // _MILESTONE
            note(f"{self._what}: {done}")


class _Tenths:
    """A line at the start and at every tenth, for logs."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._said = -1

    def __call__(self, done: int, total: int, how: str = "") -> None:
        step = _LINES * done // total if total else _LINES
        if step > self._said:
            self._said = step
            note(f"{self._what}: {done} of {total}{how}")

    def tell(self, done: int, total: int, how: str) -> None:
        """The same, with how it goes."""
        self(done, total, f" ({how})")


class _Lines:
    """One line per model and step, for logs."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, progress: InstallProgress) -> None:
        text = f"{progress.model_id}: {_step(progress)}"
        if text != self._last:
            self._last = text
            note(text)


def _step(progress: InstallProgress) -> str:
    return "preparing" if progress.step == "prepare" else f"from {progress.source}"
