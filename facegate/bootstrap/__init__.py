"""Where the program is put together: the only package that knows every other one."""

from __future__ import annotations

from facegate.cli.app import run


def main() -> int:
    """The program: a command, or the window. Returns the exit status."""
    from facegate.bootstrap.backend import ProgramBackend

    return run(ProgramBackend())
