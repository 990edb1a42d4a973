"""What commands and scripts find out about the machine: display, libraries, packages of the system."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from helpers.program import REPOSITORY

from facegate.cli.display import find_display
from facegate.cli.system_libraries import LIBRARIES, install_line, loads, missing_libraries
from facegate.errors import ConditionError


@pytest.mark.parametrize(
    ("platform", "environment", "found"),
    [
        ("win32", {}, "the system's own"),
        ("darwin", {}, "the system's own"),
        ("linux", {}, None),
        ("linux", {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, None),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":987"}, "Wayland wayland-0"),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600", "DISPLAY": ":987"}, "vnc"),
    ],
)
def test_a_display_is_found_where_there_is_one(platform: str, environment: dict[str, str], found: str | None) -> None:
    assert find_display(platform, environment) == found


def test_a_display_that_does_not_answer_is_an_error() -> None:
    with pytest.raises(ConditionError, match=":987"):
        find_display("linux", {"DISPLAY": ":987"})


def test_missing_libraries_are_those_that_do_not_load() -> None:
    gone = {"libEGL.so.1", "libGL.so.1"}
    missing = missing_libraries(window=True, platform="linux", found=lambda soname: soname not in gone)
    assert {library.soname for library in missing} == gone
    # Without a window only what OpenCV loads.
    headless = missing_libraries(window=False, platform="linux", found=lambda soname: soname not in gone)
    assert [library.soname for library in headless] == ["libGL.so.1"]
    assert missing_libraries(window=True, platform="win32", found=lambda soname: False) == []


def test_loading_is_really_tried() -> None:
    assert loads("libc.so.6") is sys.platform.startswith("linux")
    assert not loads("libsurely-not-there.so.1")


def test_the_line_installs_each_package_once() -> None:
    packages = [library.package for library in LIBRARIES]
    assert len(packages) == len(set(packages))
    assert install_line(packages[:2]) == f"sudo apt-get install -y {packages[0]} {packages[1]}"


@pytest.fixture
def prepare() -> ModuleType:
    """The script that `make` runs before anything is installed."""
    spec = importlib.util.spec_from_file_location("prepare", REPOSITORY / "packaging" / "linux" / "prepare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, required: list[str], useful: list[str]) -> int:
    monkeypatch.setattr(sys, "argv", ["prepare.py", "--tests"])
    monkeypatch.setattr(prepare, "build_packages", lambda: required)
    monkeypatch.setattr(prepare, "window_packages", lambda tests: useful)
    monkeypatch.setattr(prepare, "install", lambda packages: False)
    status: int = prepare.main()
    return status


def test_nothing_missing_is_silent(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(prepare, monkeypatch, [], []) == 0
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("required", "useful", "status"), [(["g++"], ["xvfb"], 1), ([], ["libegl1", "xvfb"], 0)])
def test_what_cannot_be_installed_is_one_line(
    required: list[str],
    useful: list[str],
    status: int,
    prepare: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(prepare, monkeypatch, required, useful) == status
    assert "  sudo apt-get install -y " + " ".join(required + useful) in capfd.readouterr().err.splitlines()


def test_an_old_python_is_refused_by_name(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare, "MINIMUM", (99, 0))
    assert run(prepare, monkeypatch, [], []) == 1
    assert sys.executable in capfd.readouterr().err


def test_a_compiler_is_asked_for_where_there_is_none(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare.shutil, "which", lambda name: None)
    assert "g++" in prepare.build_packages()
    monkeypatch.setattr(prepare.sysconfig, "get_path", lambda name: "/nowhere")
    assert any(package.endswith("-dev") for package in prepare.build_packages())


def test_without_apt_nothing_is_installed(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare.shutil, "which", lambda name: None)
    assert prepare.install(["xvfb"]) is False


def test_no_registry_is_named_in_scripts() -> None:
    scripts = [REPOSITORY / "Makefile", REPOSITORY / ".ci" / "run", *(REPOSITORY / "packaging").rglob("*")]
    hosts = ("pypi" + ".org", "python" + "hosted", "debian" + ".org")
    for script in scripts:
        if script.is_file() and script.suffix != ".pyc":
            text = script.read_text("utf-8")
            assert not [host for host in hosts if host in text], script
    assert Path(REPOSITORY / ".ci" / "run").stat().st_mode & 0o100
