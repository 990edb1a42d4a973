"""Power cuts in the middle of a migration and of a change of keys."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import keyring
import numpy as np
import pytest
from helpers.data_folder import ACTOR, MODEL, enrol, files_with, opened, record, sealed_rows, template, titles
from keyring.backends.fail import Keyring

from facegate.settings.paths import Paths
from facegate.storage.head import FILE_NAME
from facegate.storage.schema import REVISION

DRIVER = Path(__file__).resolve().parents[2] / "helpers" / "killed_midway.py"
SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
LIVES = 12
TIMES = "2"
"""As long as an undisturbed one: half of the lives end within it."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")


@pytest.fixture(autouse=True)
def _key_in_a_file() -> None:
    keyring.set_keyring(Keyring())


def killed(what: str, folders: Path) -> None:
    driver = [sys.executable, str(DRIVER), what, str(folders), TIMES, str(LIVES), "7"]
    done = subprocess.run(driver, capture_output=True, text=True, timeout=100, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def revision(paths: Paths) -> str:
    with closing(sqlite3.connect(paths.database)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_a_migration_that_is_killed_is_whole_or_not_there(tmp_path: Path) -> None:
    folders = tmp_path / "folders"
    for life in range(LIVES):
        paths = Paths(folders / f"{life:02}")
        paths.prepare()
        with closing(sqlite3.connect(paths.database)) as connection:
            connection.executescript((SCHEMAS / "0001.sql").read_text())
        shutil.copy(SCHEMAS / "0001.facegate.key", paths.key_file)
        shutil.copy(SCHEMAS / "0001.chain_head.json", paths.state_dir / FILE_NAME)
    killed("open", folders)
    found = set()
    for life in range(LIVES):
        paths = Paths(folders / f"{life:02}")
        found.add(revision(paths))
        with opened(paths.data_dir) as storage:
            assert titles(storage) == ["No keyring"]
            assert storage.events.verify() == 4
            assert len(list(storage.people.references(MODEL))) == 3
        assert revision(paths) == REVISION
        # A copy that was being made is not left as half of one: it is read or it is gone.
        for copy in paths.backups_dir.glob("*.db"):
            with closing(sqlite3.connect(copy)) as connection:
                assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert found <= {"0001", REVISION}
    assert len(found) == 2, "the moments were all too early or too late to prove anything"


def test_a_change_of_keys_that_is_killed_loses_nothing_and_can_be_repeated(tmp_path: Path) -> None:
    folders = tmp_path / "folders"
    first = folders / "00"
    with opened(first) as storage:
        for number in range(1, 6):
            enrol(storage, number, references=4)
        record(storage, 5)
    for life in range(1, LIVES):
        shutil.copytree(first, folders / f"{life:02}")
    old = sealed_rows(first)
    killed("rotate", folders)
    rotated = 0
    for life in range(LIVES):
        folder = folders / f"{life:02}"
        rotated += sealed_rows(folder) != old
        with opened(folder) as storage:
            assert titles(storage) == ["No keyring"]
            seeds = [1000 * number + index for number in range(1, 6) for index in range(4)]
            for one, seed in zip(storage.people.references(MODEL), seeds, strict=True):
                np.testing.assert_array_equal(one.template.vector, template(seed).vector)
            assert storage.rotate_keys(ACTOR) == 20
            assert storage.events.verify() == 5
            assert files_with(folder, {str(number): sealed[40:72] for number, sealed in old.items()}) == {}
    assert rotated > 0, "the lives were too short to prove anything"
