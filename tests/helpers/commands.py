"""Commands in the test's own process: what they print and return, without the start of a process each time."""

from __future__ import annotations

from pathlib import Path

import pytest

from facegate.bootstrap.backend import ProgramBackend
from facegate.cli.app import run
from helpers.program import Finished


class Commands:
    """Runs commands on one data folder. The keyring is the test's own."""

    def __init__(self, data_dir: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.data_dir = data_dir
        self._capture = capture

    def run(self, *arguments: str | Path) -> Finished:
        """Run to the end."""
        self._capture.readouterr()
        given = [str(argument) for argument in arguments]
        status = run(ProgramBackend(), ["--data-dir", str(self.data_dir), *given])
        captured = self._capture.readouterr()
        return Finished(status, captured.out, captured.err)

    def ok(self, *arguments: str | Path) -> Finished:
        """Run to the end, which must be a good one."""
        done = self.run(*arguments)
        assert done.status == 0, done.err
        return done
