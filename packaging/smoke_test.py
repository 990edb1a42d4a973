"""Tries a packed program: its commands, the whole job without a window, and the window itself.

Usage: smoke_test.py PROGRAM [MODELS_DIR]

PROGRAM is what PyInstaller made; MODELS_DIR has installed models, else they are
fetched. The window is opened where a display is found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FATAL = ("Traceback", "ModuleNotFoundError", "cannot load", "could not load", "Unexpected error", "Fatal Python error")
"""What must not be said by a program that was packed as a whole."""

_PATIENCE = 120.0
_WINDOW_SECONDS = 8.0


class Smoke:
    """Runs the program on a data folder of its own."""

    def __init__(self, program: Path, folder: Path, models: Path) -> None:
        self.program = program
        self.folder = folder
        self.environment = {
            **os.environ,
            "FACEGATE_MODELS_DIR": str(models),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }

    def run(self, *arguments: str, **changes: str) -> str:
        """Run a command that must succeed; return what it printed."""
        done = subprocess.run(
            [str(self.program), "--data-dir", str(self.folder), *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            env={**self.environment, **changes},
            check=False,
        )
        self.check(arguments, done.returncode, done.stdout + done.stderr)
        return done.stdout

    def window(self) -> None:
        """Open the window, let it work for a while, and end it as the system does."""
        with subprocess.Popen(
            [str(self.program), "--data-dir", str(self.folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=self.environment,
        ) as process:
            try:
                said, _ = process.communicate(timeout=_WINDOW_SECONDS)
                raise SystemExit(f"The window closed by itself:\n{said}")
            except subprocess.TimeoutExpired:
                process.terminate()
                said, _ = process.communicate(timeout=30)
        self.check(("window",), process.returncode if os.name != "nt" else 0, said)
        log = (self.folder / "logs" / "facegate.log").read_text("utf-8")
        self.check(("window",), 0, log)
        if "are ready on the" not in log:
            raise SystemExit(f"The models were not ready after {_WINDOW_SECONDS:.0f} seconds:\n{log}")

    def check(self, what: tuple[str, ...], status: int, said: str) -> None:
        """Stop where something failed."""
        found = [mark for mark in FATAL if mark in said]
        if status != 0 or found:
            raise SystemExit(f"{' '.join(what) or 'demo'}: status {status}, {found}\n{said}")
        print(f"ok: {' '.join(what) or 'demo'}")


def main() -> int:
    """Exit status 0 when everything worked."""
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        models = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else folder / "models"
        smoke = Smoke(program, folder / "data", models)
        smoke.run("--version")
        smoke.run("models", "install")
        said = smoke.run(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
        if "identified" not in said:
            raise SystemExit(f"The demo recognised nobody:\n{said}")
        found = {each["check"]: each for each in json.loads(smoke.run("doctor", "--json"))}
        missing = [each for each in found.values() if each["status"] == "problem"]
        if missing:
            raise SystemExit(f"The doctor found: {missing}")
        if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
            smoke.window()
        else:
            print("no display: the window was not tried")
    return 0


if __name__ == "__main__":
    sys.exit(main())
