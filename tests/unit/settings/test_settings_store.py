from __future__ import annotations

import errno
import os
import stat
import sys
import threading
import tomllib
from pathlib import Path

import pytest

from facegate.errors import ModelError, SettingsError
from facegate.settings import store as subject
from facegate.settings.migrations import CURRENT_VERSION, migrate
from facegate.settings.model import Settings, with_changes
from facegate.settings.store import SettingsStore
from facegate.settings.threshold import BY_HAND, SiteThreshold

THRESHOLD = SiteThreshold(value=0.9, model="toy-1", source="a calibration", date="2026-03-02", fpir=1e-4, people=7)
STRICT = with_changes(Settings(), "recognition", threshold=THRESHOLD, looks_needed=4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_without_a_file_the_defaults_hold_and_nothing_is_written(path: Path) -> None:
    store = SettingsStore(path)
    assert store.current == Settings()
    assert store.problem is None
    assert not path.exists()


def test_what_was_set_is_there_after_a_restart(path: Path) -> None:
    changed = with_changes(STRICT, "camera", source='Kamera "Tür" 门\\1')
    SettingsStore(path).replace(changed)
    assert SettingsStore(path).current == changed
    assert tomllib.loads(path.read_text("utf-8"))["version"] == CURRENT_VERSION


def test_a_threshold_can_be_given_back_to_the_manifest(path: Path) -> None:
    store = SettingsStore(path)
    store.replace(STRICT)
    store.replace(with_changes(STRICT, "recognition", threshold=None))
    assert SettingsStore(path).current.recognition.threshold is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_the_file_is_private(path: Path) -> None:
    SettingsStore(path).replace(STRICT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.with_name(".settings.toml.last-good").stat().st_mode) == 0o600
    assert sorted(entry.name for entry in path.parent.iterdir()) == [".settings.toml.last-good", "settings.toml"]


def test_subscribers_hear_of_changes_until_they_leave(path: Path) -> None:
    store = SettingsStore(path)
    heard: list[Settings] = []
    leave = store.subscribe(heard.append)
    store.replace(STRICT)
    store.replace(STRICT)  # nothing new
    leave()
    leave()
    store.replace(Settings())
    assert heard == [STRICT]


def test_a_subscriber_that_fails_does_not_silence_the_next(path: Path) -> None:
    store = SettingsStore(path)
    heard: list[Settings] = []

    def fail(_: Settings) -> None:
        raise ModelError("Model not installed", "It is missing.", "Install it.")

    store.subscribe(fail)
    store.subscribe(heard.append)
    with pytest.raises(ModelError):
        store.replace(STRICT)
    assert heard == [STRICT]
    assert store.current == SettingsStore(path).current == STRICT


def test_threads_replace_one_after_the_other(path: Path) -> None:
    store = SettingsStore(path)
    heard: list[float] = []
    store.subscribe(lambda new: heard.append(new.recognition.margin))
    margins = [0.1, 0.2, 0.3, 0.4]
    workers = [
        threading.Thread(target=store.replace, args=(with_changes(Settings(), "recognition", margin=margin),))
        for margin in margins
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=10)
    assert sorted(heard) == margins
    assert store.current.recognition.margin == heard[-1] == SettingsStore(path).current.recognition.margin


BROKEN = {
    "not TOML": b"[camera\nsource = ",
    "not UTF-8": b"\xff\xfe\x00",
    "a value out of bounds": b"version = 1\n[recognition]\nmargin = 9.0\n",
    "a field nobody knows": b"version = 1\n[recognition]\nthresold = 1.0\n",
    "a section that is a number": b"version = 1\ncamera = 3\n",
    "a newer version": b"version = 99\n",
    "version 0": b"version = 0\n",
    "a version that is text": b'version = "1"\n',
    "far too large": b"# " + b"x" * 1_000_001,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_cannot_be_used_is_kept_aside(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    store = SettingsStore(path)
    assert store.current == Settings()
    assert isinstance(store.problem, SettingsError)
    (kept,) = path.parent.glob("settings.toml.broken-*")
    assert kept.read_bytes() == content
    assert str(kept) in store.problem.remedy
    store.replace(STRICT)
    assert kept.read_bytes() == content
    assert SettingsStore(path).problem is None


def test_two_broken_files_are_both_kept(path: Path) -> None:
    for content in (b"[one", b"[two", b"[three"):
        path.write_bytes(content)
        SettingsStore(path)
    assert sorted(kept.read_bytes() for kept in path.parent.glob("*.broken-*")) == [b"[one", b"[three", b"[two"]


def test_a_reader_leaves_a_broken_file_where_it_is(path: Path) -> None:
    path.write_bytes(b"[one")
    store = SettingsStore(path, read_only=True)
    assert store.problem is not None
    assert path.read_bytes() == b"[one"
    with pytest.raises(SettingsError, match="reading only"):
        store.replace(STRICT)


def test_a_full_disk_leaves_the_old_settings_in_force(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SettingsStore(path)
    store.replace(STRICT)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(subject.write_atomically.__globals__["os"], "fsync", full)
    with pytest.raises(SettingsError, match="No space left"):
        store.replace(Settings())
    assert store.current == STRICT
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in path.parent.iterdir()) == [".settings.toml.last-good", "settings.toml"]


def test_a_folder_in_place_of_the_file_is_a_problem_not_a_crash(path: Path) -> None:
    path.mkdir()
    store = SettingsStore(path)
    assert store.current == Settings()
    assert store.problem is not None


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("version = 1\n[recognition]\nthreshold = 0.9\n", SiteThreshold(value=0.9, model="sface-2021dec")),
        (
            'version = 1\n[recognition]\nthreshold = 1\nembedder = "own-1"\n',
            SiteThreshold(value=1.0, model="own-1", source=BY_HAND),
        ),
        ("version = 1\n[recognition]\nmargin = 0.2\n", None),
        ("version = 1\n", None),
    ],
)
def test_a_bare_threshold_of_version_1_learns_whose_it_is(
    path: Path, file: str, expected: SiteThreshold | None
) -> None:
    path.write_text(file, "utf-8")
    store = SettingsStore(path)
    assert store.problem is None
    assert store.current.recognition.threshold == expected


@pytest.mark.parametrize(("before", "after"), [("sface-2021dec", "sface-2021dec-centred"), ("own-1", "own-1")])
def test_an_embedder_of_version_1_that_is_centred_now_has_its_new_name(path: Path, before: str, after: str) -> None:
    path.write_text(f'version = 1\n[recognition]\nembedder = "{before}"\n', "utf-8")
    store = SettingsStore(path)
    assert store.problem is None
    assert store.current.recognition.embedder == after


def test_a_threshold_of_version_1_that_is_none_is_still_refused(path: Path) -> None:
    path.write_text('version = 1\n[recognition]\nthreshold = "low"\n', "utf-8")
    problem = SettingsStore(path).problem
    assert problem is not None
    assert "recognition.threshold.value" in problem.message


def test_migrations_run_one_version_after_the_other() -> None:
    steps = {
        1: lambda old: {"renamed": old["name"]},
        2: lambda old: {"renamed": old["renamed"] * 2},
    }
    assert migrate({"name": 21}, 1, current=3, steps=steps) == {"renamed": 42}
    assert migrate({"renamed": 21}, 2, current=3, steps=steps) == {"renamed": 42}
    assert migrate({"renamed": 42}, 3, current=3, steps=steps) == {"renamed": 42}


@pytest.mark.parametrize(("version", "title"), [(4, "Settings of a newer version"), (0, "Settings not readable")])
def test_a_version_without_a_way_to_here_is_refused(version: int, title: str) -> None:
    with pytest.raises(SettingsError) as caught:
        migrate({}, version, current=3, steps={1: dict, 2: dict})
    assert caught.value.title == title


SITE = 'version = 2\n[recognition.threshold]\nvalue = 0.9\nmodel = "own-1"\n'


def test_a_slip_in_one_setting_leaves_all_others_in_force(path: Path) -> None:
    path.write_text(SITE + '[storage]\nkeep_looks = "evrybody"\nlooks_days = 3\n', "utf-8")
    store = SettingsStore(path)
    threshold = store.current.recognition.threshold
    assert threshold is not None
    assert threshold.value == 0.9
    assert (store.current.storage.keep_looks, store.current.storage.looks_days) == ("none", 3)
    assert store.problem is not None
    assert "storage.keep_looks" in store.problem.message
    (kept,) = path.parent.glob("settings.toml.broken-*")
    assert "evrybody" in kept.read_text("utf-8")
    again = SettingsStore(path)
    assert again.problem is None
    assert again.current == store.current


def test_values_that_do_not_fit_together_are_left_out_alone(path: Path) -> None:
    path.write_text(
        SITE + "[recognition]\nlooks_needed = 9\nlooks_window = 2\n".replace("[recognition]\n", ""), "utf-8"
    )
    path.write_text(
        "version = 2\n[recognition]\nlooks_needed = 9\nlooks_window = 2\nmargin = 0.3\n"
        '[recognition.threshold]\nvalue = 0.9\nmodel = "own-1"\n',
        "utf-8",
    )
    store = SettingsStore(path)
    recognition = store.current.recognition
    assert (recognition.margin, recognition.looks_window) == (0.3, Settings().recognition.looks_window)
    assert recognition.threshold is not None
    assert store.problem is not None


def test_what_nobody_knows_is_left_out_alone(path: Path) -> None:
    path.write_text(SITE + '[colours]\nsky = 1\n[camera]\nzoom = 2\nsource = "demo:"\n', "utf-8")
    store = SettingsStore(path)
    assert store.current.camera.source == "demo:"
    assert store.current.recognition.threshold is not None
    assert store.problem is not None


def test_a_file_that_became_unreadable_leaves_the_settings_of_before_in_force(path: Path) -> None:
    SettingsStore(path).replace(STRICT)
    path.write_text("[recognition\n", "utf-8")
    looked = SettingsStore(path, read_only=True)
    assert looked.current == STRICT
    assert path.read_text("utf-8") == "[recognition\n"
    store = SettingsStore(path)
    assert store.current == STRICT
    assert store.problem is not None
    assert "of before" in store.problem.message
    assert len(list(path.parent.glob("settings.toml.broken-*"))) == 1
    assert SettingsStore(path).problem is None


@pytest.mark.parametrize("document", ["[]", "x = 1\n", "recognition = 3\n", "[recognition]\nthreshold = 'a'\n"])
def test_nonsense_never_keeps_the_program_from_starting(path: Path, document: str) -> None:
    path.write_text(document, "utf-8")
    store = SettingsStore(path)
    assert store.current == Settings()
    assert store.problem is not None
