"""Without PyTorch everything works but what needs it, and that names the extra."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grimp
import pytest
from helpers.commands import Commands

from facegate.cli.app import whole_command
from facegate.cli.lab import require_lab
from facegate.errors import ConditionError

LAB = ("torch", "pytorch_metric_learning", "tensorboard", "onnxscript")


@pytest.fixture(autouse=True)
def without_the_lab(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in an environment without it, wherever the test runs."""
    for name in LAB:
        monkeypatch.setitem(sys.modules, name, None)


def graph_of_imports() -> grimp.ImportGraph:
    """Who imports whom, imports within functions included."""
    return grimp.build_graph("facegate", include_external_packages=True, cache_dir=None)


def commands(group: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with its words."""
    for name, command in (group or whole_command()).commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def asks_for_the_lab(module: str) -> bool:
    return "require_lab()" in inspect.getsource(sys.modules[module])


def lab_commands() -> list[tuple[tuple[str, ...], Any]]:
    """Commands whose module asks for the lab."""
    return [each for each in commands() if asks_for_the_lab(inspect.unwrap(each[1].callback).__module__)]


def filled_in(command: Any, folder: Path) -> list[str]:
    """Something for every argument and option that has to be given."""
    given: list[str] = []
    for parameter in command.params:
        if parameter.required:
            words = [parameter.opts[0]] if parameter.param_type_name == "option" else []
            given += [*words, *[str(folder / parameter.name)] * max(1, parameter.nargs)]
    return given


def test_only_commands_that_ask_for_the_lab_come_near_pytorch() -> None:
    graph = graph_of_imports()
    assert "torch" in graph.find_upstream_modules("facegate.bootstrap")
    for module in {inspect.unwrap(command.callback).__module__ for _, command in lab_commands()}:
        graph.remove_module(module)
    assert not graph.find_upstream_modules("facegate.bootstrap") & set(LAB)


def test_only_training_asks_for_it() -> None:
    assert {path[0] for path, _ in lab_commands()} == {"train"}


def test_commands_that_need_it_name_the_extra(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = lab_commands()
    assert found
    for path, command in found:
        done = Commands(tmp_path / "data", capsys).run(*path, *filled_in(command, tmp_path))
        assert (done.status, done.out) == (1, ""), path
        assert done.err.startswith("Training lab not installed\n"), (path, done.err)
        assert "pip install 'facegate[train]'" in done.err, path


def test_other_commands_of_the_lab_do_without_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asking = {path for path, _ in lab_commands()}
    for path, command in commands():
        if path[0] == "train" and path not in asking:
            done = Commands(tmp_path / "data", capsys).run(*path, *filled_in(command, tmp_path))
            assert "facegate[train]" not in done.err, path
            assert "Installation incomplete" not in done.err, path


def test_every_missing_package_is_named() -> None:
    with pytest.raises(ConditionError) as caught:
        require_lab()
    for title in ("PyTorch", "pytorch-metric-learning", "TensorBoard", "onnxscript"):
        assert title in caught.value.message


def test_with_all_of_them_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facegate.cli.lab.find_spec", lambda _name: object())
    require_lab()
