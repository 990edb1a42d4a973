from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from facegate import __version__
from facegate.cli.app import run, whole_command
from facegate.cli.invocation import Invocation
from facegate.cli.signals import Stopped
from facegate.domain.ids import ModelId
from facegate.errors import BugError, FacegateError, ModelError, StorageError
from facegate.settings.paths import Paths, program_models_dir
from facegate.vision.store import InstallReport, ModelStore


class FakeBackend:
    """A program in which one thing goes wrong."""

    def __init__(self, folder: Path, error: BaseException | None = None) -> None:
        self.folder = folder
        self.error = error
        self.log_file: Path | None = folder / "logs" / "facegate.log"
        self.windows: list[Path] = []
        self.store: Any = None

    def paths(self, data_dir: Path | None) -> Paths:
        return Paths(data_dir or self.folder)

    def model_store(self, paths: Paths) -> Any:
        if self.error is not None:
            raise self.error
        return self.store or ModelStore(self.folder / "models", program_models_dir())

    @contextmanager
    def exclusive(self, paths: Paths) -> Iterator[None]:
        yield

    def services(self, paths: Paths, *, read_only: bool) -> Any:
        raise self.error or RuntimeError("not here")

    def window(self, invocation: Invocation) -> int:
        self.windows.append(invocation.paths.data_dir)
        return 7


CONDITION = StorageError("Disk full", "Nothing fits on {disk}.", "Free some space.", disk="/data")


def test_without_a_command_the_window_opens(tmp_path: Path) -> None:
    backend = FakeBackend(tmp_path)
    assert run(backend, ["--data-dir", str(tmp_path / "other")]) == 7
    assert backend.windows == [tmp_path / "other"]


def test_the_version_needs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    backend = FakeBackend(tmp_path, RuntimeError())
    assert run(backend, ["--version"]) == 0
    assert capsys.readouterr().out == f"facegate {__version__}\n"
    assert backend.windows == []


def test_a_condition_is_three_lines_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FakeBackend(tmp_path, CONDITION), ["people", "list"]) == 1
    captured = capsys.readouterr()
    assert captured.err == "Disk full\nNothing fits on /data.\nFree some space.\n"
    assert captured.out == ""


def test_a_condition_is_an_object_with_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FakeBackend(tmp_path, CONDITION), ["people", "list", "--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {
        "error": {"title": "Disk full", "message": "Nothing fits on /data.", "remedy": "Free some space."}
    }
    assert captured.err.splitlines()[0] == "Disk full"


@pytest.mark.parametrize("error", [RuntimeError("secret name"), BugError("Contract broken", "x.", "Report it.")])
def test_a_bug_names_the_log_and_shows_no_traceback(
    error: Exception, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(FakeBackend(tmp_path, error), ["people", "list"]) == 1
    captured = capsys.readouterr()
    assert str(tmp_path / "logs" / "facegate.log") in captured.err
    assert "Traceback" not in captured.err
    assert "secret name" not in captured.err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ImportError("libEGL.so.1: cannot open shared object file"), ("libEGL.so.1", "apt-get install -y libegl1")),
        (ImportError("libodd.so.3: cannot open shared object file"), ("libodd.so.3", "package that holds it")),
        (ModuleNotFoundError("No module named 'hnswlib'", name="hnswlib"), ("hnswlib", "Install FaceGate again")),
    ],
)
def test_a_missing_package_or_library_is_named(
    error: Exception, words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(FakeBackend(tmp_path, error), ["people", "list"]) == 1
    captured = capsys.readouterr()
    for word in words:
        assert word in captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["watch"],
        ["watch", "0", "--max-seconds", "soon"],
        ["watch", "0", "--max-seconds", "-1"],
        ["identify"],
        ["enrol", "Ada"],
        ["enrol", "Ada", "--id", "1"],
        ["enrol", "Ada", "--id", "1", "--photo", "a.jpg", "--camera", "0"],
        ["enrol", "Ada", "b.jpg", "--id", "1", "--camera", "0"],
        ["enrol", "Ada", "--id", "1", "--camera", "0", "--skip-pose", "front"],
        ["enrol", "Ada", "--id", "1", "--camera", "0", "--skip-pose", "up", "--quick"],
        ["enrol", "Ada", "--id", "1", "--photo", "a.jpg", "--quick"],
        ["people", "erase"],
        ["export", "events"],
        ["export", "events", "--out", "a.csv", "--from", "yesterday"],
        ["export", "attendance", "--out", "a.csv", "--from", "2025-03-02", "--to", "2025-03-01"],
        ["export", "attendance", "--out", "a.csv", "--to", "2025-02-30"],
        ["export", "salaries", "--out", "a.csv"],
        ["export", "late", "--out", "a.csv", "--format", "doc"],
        ["export", "late", "--out", "a.csv", "--columns", "date", "--profile", "short"],
        ["export", "late", "--out", "a.csv", "--save-profile", "short"],
    ],
)
def test_wrong_usage_is_2_with_a_word_of_help(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = FakeBackend(tmp_path, CONDITION)
    assert run(backend, arguments) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("Wrong usage\n")
    assert "Usage: facegate" in captured.err
    assert captured.out == ""
    assert run(backend, [*arguments, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["title"] == "Wrong usage"


def test_signals_have_their_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FakeBackend(tmp_path, Stopped(15)), ["people", "list"]) == 143
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_reader_that_left_is_141(tmp_path: Path) -> None:
    # In a process of its own: the program throws its stdout away.
    script = "import sys; from facegate.bootstrap import main; sys.argv[1:] = ['models', 'list']; sys.exit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={"FACEGATE_DATA_DIR": str(tmp_path), "HOME": str(tmp_path)},
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        errors = process.stderr.read()
        assert process.wait(30) == 141
    assert errors == ""


def walk(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        yield (*path, name), command
        if hasattr(command, "commands"):
            yield from walk(command, (*path, name))


def all_commands() -> list[tuple[tuple[str, ...], Any]]:
    return list(walk(whole_command()))


def test_the_commands_are_those_that_are_promised() -> None:
    names = {" ".join(path) for path, command in all_commands() if not hasattr(command, "commands")}
    assert names == {
        "models list", "models install", "models verify", "enrol", "people list", "people show", "people erase",
        "people look-alikes", "people ageing", "people reextract", "people references remove",
        "evaluate verification", "evaluate identification", "evaluate gallery", "evaluate rivals", "evaluate quality",
        "evaluate pad", "evaluate light-and-pose", "gallery build", "gallery recognise",
        "score-statistics",
        "identify", "verify", "cluster", "calibrate", "watch", "events list", "events correct", "events undo",
        "export", "keys rotate", "doctor", "bench",
            "people add", "people import", "people export", "people pin",
            "people edit", "people decline", "people suspend", "people resume", "people merge",
            "people record", "people verify-certificate", "consent show", "consent set", "consent list",
            "access preview", "access muster", "access check", "access open", "access lock-down", "access reset",
            "access duress-pin", "access duress-pins", "access watch-list list", "access watch-list add",
            "access watch-list remove", "access watch-list on", "access watch-list off",
            "doors list", "doors test", "doors pulse", "doors secret",
            "absence add", "absence list", "absence remove", "attendance add-punch", "attendance approve",
            "attendance close", "attendance explain", "attendance move-punch", "attendance pending",
            "attendance periods", "attendance punches", "attendance recompute", "attendance reject",
            "attendance reopen", "attendance void-punch", "plan export", "plan holidays", "plan import",
            "plan show",
            "recipes", "train embedder", "train siamese", "train compare",
            "train align", "train backbones", "train curves", "train eigenfaces", "train export",
            "train figures", "train table", "train detector", "train detector-data", "train detector-eval",
    }  # fmt: skip


def test_every_command_has_help_with_an_example_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path, command in all_commands():
        assert run(FakeBackend(tmp_path, CONDITION), [*path, "--help"]) == 0
        shown = capsys.readouterr().out
        assert "Example: facegate " + path[0] in shown, path
        if not hasattr(command, "commands"):
            assert "--json" in shown, path


def test_loading_the_command_line_loads_nothing_heavy() -> None:
    heavy = {
        "cv2",
        "numpy",
        "onnx",
        "onnxruntime",
        "sqlalchemy",
        "PySide6",
        "pydantic",
        "rich",
        "PIL",
        "hnswlib",
        "faiss",
    }
    script = f"import sys, facegate.bootstrap; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


class FakeStore:
    """A store that fails to deliver some models."""

    def __init__(self, real: ModelStore, missing: tuple[str, ...]) -> None:
        self._real = real
        self._missing = missing
        self.manifests = real.manifests
        self.manifest = real.manifest
        self.status = real.status
        self.needed_for_pad = real.needed_for_pad
        self.offered = real.offered
        self.take_over = real.take_over
        self.calls: list[tuple[Any, Any]] = []

    def install(self, wanted: Any, from_dir: Any = None, progress: Any = None) -> InstallReport:
        self.calls.append((wanted, from_dir))
        names = list(wanted or self.manifests)
        error = ModelError("Model not installed", "{model} could not be had.", "Check the network.", model="it")
        return InstallReport(
            installed=[name for name in names if name not in self._missing],
            missing={ModelId(name): error for name in names if name in self._missing},
        )


@pytest.fixture
def manifests(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models", program_models_dir())


def test_an_installation_that_lacks_a_default_model_fails_naming_it(
    tmp_path: Path, manifests: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = FakeBackend(tmp_path)
    backend.store = FakeStore(manifests, ("sface-2021dec-centred",))
    assert run(backend, ["models", "install", "--from", str(tmp_path), "--json"]) == 1
    captured = capsys.readouterr()
    report = json.loads(captured.out)
    assert [(each["id"], each["default"]) for each in report["missing"]] == [("sface-2021dec-centred", True)]
    assert "sface-2021dec-centred is missing." in captured.err
    assert backend.store.calls == [(None, tmp_path)]


def test_an_installation_without_optional_models_succeeds_and_says_what_is_lost(
    tmp_path: Path, manifests: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    optional = [each for each in manifests.status() if each.optional]
    error = ModelError("Model not installed", "It could not be had.", "Check the network.")
    backend = FakeBackend(tmp_path)
    backend.store = FakeStore(manifests, ())
    backend.store.install = lambda *_args, **_options: InstallReport(without={each.id: error for each in optional})
    assert run(backend, ["models", "install", "--json"]) == 0
    captured = capsys.readouterr()
    assert [each["id"] for each in json.loads(captured.out)["without"]] == [each.id for each in optional]
    for each in optional:
        assert f"{each.id} is {'missing' if each.task == 'pad' else 'optional and not installed'}." in captured.err
        assert captured.err.count(each.without) == 1
        assert manifests.manifest(each.id).variants[0].file in captured.err
    assert "turn attack detection off with a reason" in captured.err


def test_named_models_are_shown_with_their_licence_first(
    tmp_path: Path, manifests: ModelStore, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = FakeBackend(tmp_path)
    backend.store = FakeStore(manifests, ())
    assert run(backend, ["models", "install", "yunet-2023mar"]) == 0
    captured = capsys.readouterr()
    assert "yunet-2023mar: MIT." in captured.err
    assert backend.store.calls == [([ModelId("yunet-2023mar")], None)]


def test_a_model_that_is_not_known_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FakeBackend(tmp_path), ["models", "install", "nonsense"]) == 1
    assert "nonsense" in capsys.readouterr().err


def test_models_that_are_missing_are_listed_and_fail_verification(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backend = FakeBackend(tmp_path)
    assert run(backend, ["models", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {each["state"] for each in listed} == {"missing"}
    assert run(backend, ["models", "verify", "--json"]) == 1


def test_an_error_that_names_a_person_keeps_the_name_out_of_its_text() -> None:
    # What reaches the log is title and message; the person goes to the terminal only.
    from facegate.cli.failures import as_record
    from facegate.pipeline.known_people import AlreadyEnrolledError, Known

    class Ada:
        subject_id, external_id, name = "ab" * 16, "A-1", "Ada"

    error: FacegateError = AlreadyEnrolledError(Ada(), Known.FACE)  # type: ignore[arg-type]
    assert "Ada" not in error.text()
    assert as_record(error)["subject"] == {"subject_id": "ab" * 16, "person_id": "A-1", "name": "Ada"}


def test_a_group_without_a_command_shows_its_help_in_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FakeBackend(tmp_path, CONDITION), ["people"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "\N{REPLACEMENT CHARACTER}" not in shown.err
    assert any(line.split()[:1] == ["list"] for line in shown.err.splitlines())
    assert "A command is missing." in shown.err
