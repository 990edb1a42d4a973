from __future__ import annotations

import stat
import sys
from pathlib import Path

import platformdirs
import pytest

from facegate.errors import StorageError
from facegate.settings import paths as subject
from facegate.settings.paths import Paths, default_data_dir, program_models_dir, remember_data_dir


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Neither the machine's data folder nor its note of one."""
    monkeypatch.delenv("FACEGATE_DATA_DIR", raising=False)
    monkeypatch.delenv("FACEGATE_MODELS_DIR", raising=False)
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_, **__: tmp_path / "config")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, **__: tmp_path / "platform" / name)
    return tmp_path


def test_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    named = [getattr(paths, name) for name in dir(Paths) if isinstance(getattr(Paths, name), property)]
    assert len(named) == len(set(named)) > 10
    assert all(tmp_path in path.parents for path in named)


def test_models_may_be_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(tmp_path / "shared"))
    assert Paths(tmp_path / "data").models_dir == tmp_path / "shared"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_prepared_folders_are_private(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "a" / "数据")
    paths.prepare()
    paths.prepare()  # a second time changes nothing
    for folder in (paths.data_dir, paths.state_dir, paths.cache_dir, paths.backups_dir, paths.logs_dir):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder
    assert list(paths.data_dir.glob("*.*")) == []


def test_a_file_in_the_way_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StorageError, match="Data folder not writable") as caught:
        Paths(tmp_path / "data").prepare()
    assert str(tmp_path / "data") in caught.value.message


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder in which even root cannot write")
def test_a_folder_without_write_access_is_a_clear_error() -> None:
    with pytest.raises(StorageError, match="--data-dir"):
        Paths(Path("/proc/self/facegate")).prepare()


def test_the_default_is_the_platforms_folder(tmp_path: Path) -> None:
    assert default_data_dir() == tmp_path / "platform" / "facegate"


def test_a_remembered_folder_is_used(tmp_path: Path) -> None:
    chosen = tmp_path / "elsewhere with spaces" / "名"
    remember_data_dir(chosen)
    assert default_data_dir() == chosen
    assert (chosen / "state").is_dir()


def test_the_environment_beats_the_remembered_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember_data_dir(tmp_path / "remembered")
    monkeypatch.setenv("FACEGATE_DATA_DIR", str(tmp_path / "named"))
    assert default_data_dir() == tmp_path / "named"


def test_a_remembered_folder_that_is_gone_is_an_error_not_an_empty_start(tmp_path: Path) -> None:
    remember_data_dir(tmp_path / "disk" / "facegate")
    (tmp_path / "disk").rename(tmp_path / "unplugged")
    with pytest.raises(StorageError, match="Data folder not found") as caught:
        default_data_dir()
    assert "data-folder.txt" in caught.value.remedy


def test_a_folder_that_cannot_be_used_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        remember_data_dir(tmp_path / "file")
    assert default_data_dir() == tmp_path / "platform" / "facegate"


def test_the_demo_never_uses_the_real_data_folder() -> None:
    assert subject.demo_data_dir() != default_data_dir()


def test_manifests_are_found_in_a_checkout() -> None:
    assert list(program_models_dir().glob("*.toml"))


def test_manifests_are_found_in_an_installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "__file__", str(tmp_path / "lib" / "facegate" / "settings" / "paths.py"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(StorageError, match="Installation incomplete"):
        program_models_dir()
    installed = tmp_path / "share" / "facegate" / "models"
    installed.mkdir(parents=True)
    (installed / "a.toml").write_text("")
    assert program_models_dir() == installed
