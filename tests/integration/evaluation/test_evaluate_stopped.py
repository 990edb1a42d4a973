"""Ctrl-C in the middle of an evaluation."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from helpers.program import Program


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_it_cleanly(tmp_path: Path, models_dir: Path, test_data: Path):
    program = Program(tmp_path / "data", models_dir)
    page = tmp_path / "page.html"
    command = ("evaluate", "identification", "--people", test_data / "people", "--json", "--report", page)
    with program.running(*command) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("Pictures: "):
                break
        process.send_signal(signal.SIGINT)
        out, rest = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == ""
    assert rest.splitlines()[-1] == "Stopped."
    assert "Traceback" not in rest
    assert not page.exists()
