"""A skipped test fails a run that has everything, in one process and in several."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
TESTS = {
    "test_plain.py": """
import pytest

def test_runs(): pass

@pytest.mark.gpu
def test_card(): pytest.skip("no card")

@pytest.mark.xfail
def test_expected(): assert False
""",
    "test_called.py": "import pytest\ndef test_called(): pytest.skip('nothing here')\n",
    "test_marked.py": "import pytest\n@pytest.mark.skipif(True, reason='never')\ndef test_marked(): pass\n",
    "test_module.py": "import pytest\npytest.skip('not today', allow_module_level=True)\n",
}


def outcome(folder: Path, strict: bool, workers: int, *names: str) -> tuple[int, str]:
    shutil.copy(CONFTEST, folder / "conftest.py")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = gpu: needs a card\n")
    for name in names:
        (folder / name).write_text(TESTS[name])
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "FACEGATE_"))}
    if strict:
        environment["FACEGATE_NO_SKIPS"] = "1"
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # the others take seconds to load
    command = [sys.executable, "-m", "pytest", "-q", "-p", "xdist", "-n", str(workers), *names]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=90)
    return done.returncode, done.stdout


@pytest.mark.parametrize("workers", [0, 2])
def test_each_kind_of_skip_fails_the_run(tmp_path: Path, workers: int) -> None:
    status, text = outcome(tmp_path, True, workers, "test_plain.py", "test_called.py", "test_marked.py")
    assert status == 1
    # A mark skips before the test begins, which is an error of its set-up.
    for name, reason in (("FAILED test_called", "nothing here"), ("ERROR test_marked", "never")):
        assert f"{name}.py" in text
        assert f"was skipped although FACEGATE_NO_SKIPS=1: Skipped: {reason}" in text
    assert "1 failed, 1 passed, 1 skipped, 1 xfailed, 1 error" in text


@pytest.mark.parametrize("workers", [0, 2])
def test_a_module_that_skips_itself_fails_the_run(tmp_path: Path, workers: int) -> None:
    status, text = outcome(tmp_path, True, workers, "test_plain.py", "test_module.py")
    assert status != 0
    assert "ERROR test_module.py" in text
    assert "not today" in text


def test_a_test_for_the_card_may_be_skipped(tmp_path: Path) -> None:
    status, text = outcome(tmp_path, True, 0, "test_plain.py")
    assert (status, "1 skipped" in text) == (0, True)


def test_elsewhere_a_skip_is_a_skip(tmp_path: Path) -> None:
    status, text = outcome(tmp_path, False, 2, *TESTS)
    assert (status, "4 skipped" in text) == (0, True)
