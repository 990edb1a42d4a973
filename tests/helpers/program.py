"""The program as a user runs it: a process, its output, its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
NO_KEYRING = "keyring.backends.fail.Keyring"


@dataclass(frozen=True)
class Finished:
    """A run that is over."""

    status: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON value of each line of stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


class Program:
    """Runs commands on one data folder, with the models of the test run."""

    def __init__(self, data_dir: Path, models_dir: Path) -> None:
        self.data_dir = data_dir
        self.environment = {
            **os.environ,
            "FACEGATE_MODELS_DIR": str(models_dir),
            # The key goes to a file of the data folder: no test touches the machine's keyring.
            "PYTHON_KEYRING_BACKEND": NO_KEYRING,
        }

    def command(self, *arguments: str | Path) -> list[str]:
        """The command line of a run."""
        given = [str(argument) for argument in arguments]
        return [sys.executable, str(REPOSITORY / "main.py"), "--data-dir", str(self.data_dir), *given]

    def run(
        self, *arguments: str | Path, timeout: float = 110.0, environment: Mapping[str, str] | None = None
    ) -> Finished:
        """Run to the end; where another environment is given, with a start of Python in it."""
        if environment is None and hasattr(os, "fork"):
            return _warm(self.command(*arguments)[2:], self.environment, timeout)
        done = subprocess.run(
            self.command(*arguments),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**self.environment, **(environment or {})},
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    def ok(self, *arguments: str | Path, timeout: float = 110.0) -> Finished:
        """Run to the end, which must be a good one."""
        done = self.run(*arguments, timeout=timeout)
        assert done.status == 0, f"{arguments}: {done.status}\n{done.out[-2000:]}\n{done.err[-2000:]}"
        return done

    @contextmanager
    def running(
        self, *arguments: str | Path, environment: Mapping[str, str] | None = None
    ) -> Iterator[subprocess.Popen[str]]:
        """Start, and kill it at the end if it still runs then."""
        with subprocess.Popen(
            self.command(*arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**self.environment, **(environment or {})},
        ) as process:
            try:
                yield process
            finally:
                process.kill()


@cache
def _server() -> subprocess.Popen[str]:
    """Ends with this process: it then has nothing more to read."""
    return subprocess.Popen(
        [sys.executable, str(REPOSITORY / "tests" / "helpers" / "warm_server.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def _warm(arguments: list[str], environment: Mapping[str, str], timeout: float) -> Finished:
    """Run in a process of its own that has imported the program already."""
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        order = {
            "arguments": arguments,
            "environment": dict(environment),
            "folder": str(Path.cwd()),
            "out": str(out),
            "err": str(err),
            "timeout": timeout,
        }
        print(json.dumps(order), file=server.stdin, flush=True)
        status = json.loads(server.stdout.readline())
        if status is None:
            raise subprocess.TimeoutExpired(arguments, timeout, out.read_text("utf-8"), err.read_text("utf-8"))
        return Finished(status, out.read_text("utf-8"), err.read_text("utf-8"))
