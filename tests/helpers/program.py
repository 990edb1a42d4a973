"""Running the program as a user does: in a process of its own, on a data folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
_TIMEOUT = 100.0


@dataclass(frozen=True)
class Program:
    """One data folder, and the models that are installed."""

    data_dir: Path
    models_dir: Path

    def environment(self, **changes: str) -> dict[str, str]:
        """Without display and keyring of the machine."""
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
        return {
            **kept,
            "FACEGATE_MODELS_DIR": str(self.models_dir),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONUTF8": "0",
            **changes,
        }

    def command(self, *arguments: object) -> list[str]:
        """The command line."""
        return [
            sys.executable,
            str(REPOSITORY / "main.py"),
            "--data-dir",
            str(self.data_dir),
            *(str(argument) for argument in arguments),
        ]

    def run(self, *arguments: object, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self.command(*arguments),
            capture_output=True,
            encoding="utf-8",
            timeout=_TIMEOUT,
            env=self.environment(**changes),
            stdin=subprocess.DEVNULL,
            check=False,
        )

    def json(self, *arguments: object, status: int = 0) -> Any:
        """Run a command with ``--json`` and return its value."""
        done = self.run(*arguments, "--json")
        assert done.returncode == status, done.stderr
        return json.loads(done.stdout)

    def lines(self, *arguments: object) -> list[dict[str, Any]]:
        """Run a command with ``--json`` and return its lines."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start(self, *arguments: object, **changes: str) -> subprocess.Popen[str]:
        """Start a command and leave it running."""
        return subprocess.Popen(
            self.command(*arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=self.environment(**changes),
            stdin=subprocess.DEVNULL,
        )


_NOT_OURS = frozenset({"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "FACEGATE_DATA_DIR", "FACEGATE_PASSPHRASE"})


def assert_told_kindly(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """A failure is told in a few lines without a traceback, and names what it should."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr
