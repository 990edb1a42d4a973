"""``facegate watch`` as a process: signals, limits, readers that leave."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from helpers.commands import Commands
from helpers.program import Program

from facegate.capture import demo_portrait

DEMO = ("watch", "demo:", "--no-realtime", "--json")
FIELDS = {
    "event_id", "type", "time", "track", "subject_id", "name", "distance", "margin", "threshold", "model", "result",
    "reason",
}  # fmt: skip


@pytest.fixture
def program(tmp_path: Path, models_dir: Path) -> Program:
    return Program(tmp_path / "data", models_dir)


def recorded(program: Program) -> set[str]:
    """Ids of all events in the database, as the exported CSV has them; the chain is checked on the way."""
    doctor = program.run("doctor", "--json")
    (line,) = [each for each in doctor.value if each["check"] == "database"]
    assert line["status"] == "ok", line
    out = program.data_dir / "events.csv"
    program.ok("export", "events", "--out", out)
    rows = out.read_text("utf-8-sig").splitlines()[1:]
    assert line["detail"].split()[0] == str(len(rows))
    return {row.split(",")[0] for row in rows}


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_cleanly_with_everything_recorded(program: Program, number: int, status: int) -> None:
    with program.running(*DEMO) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == status
    assert err.endswith("Stopped.\n")
    assert "Traceback" not in err
    printed = [json.loads(line) for line in [first, *out.splitlines()]]
    assert set(printed[0]) >= FIELDS
    # All that was printed is there, and all that is there was printed: nothing was left in a queue.
    assert {event["event_id"] for event in printed} == recorded(program)


@pytest.mark.parametrize("delay", [0.0, 0.15, 0.4, 0.9, 1.6])
def test_a_signal_during_the_start_stops_just_as_cleanly(program: Program, delay: float) -> None:
    with program.running(*DEMO) as process:
        time.sleep(delay)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    # Before Python has set its handlers up, the system's own handling ends the process.
    assert process.returncode in (143, -signal.SIGTERM)
    assert "Traceback" not in err
    program.ok("people", "list")


def test_the_time_limit_is_a_good_end(program: Program) -> None:
    done = program.ok("watch", "demo:", "--max-seconds", "1", "--json")
    assert "Traceback" not in done.err


def test_a_reader_that_leaves_ends_it(program: Program) -> None:
    program.ok("enrol", "Ada", "--id", "1", "--photo", demo_portrait())
    # Without a cool-down every confirmed look is an event.
    (program.data_dir / "settings.toml").write_text("version = 1\n[recognition]\ncool_down = 0.0\n")
    with program.running(*DEMO) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 141
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_two_instances_do_not_share_a_data_folder(program: Program) -> None:
    with program.running("watch", "demo:", "--json") as first:
        assert first.stderr is not None
        while "running" not in first.stderr.readline():
            assert first.poll() is None
        second = program.run("watch", "demo:", "--json")
        assert second.status == 1
        assert second.value["error"]["title"] == "FaceGate is already running"
        # Reading beside it is fine.
        assert program.ok("people", "list", "--json").value == []
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=30)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("/nowhere/clip.mp4", "/nowhere/clip.mp4"),
        ("9", "9"),
        ("No Such Camera", "No Such Camera"),
        ("ftp://user:secret@host/x", "ftp://"),
        ("", "No source"),
    ],
)
def test_a_source_that_cannot_be_opened_is_told(
    tmp_path: Path,
    models_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    source: str,
    word: str,
) -> None:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    done = Commands(tmp_path / "data", capsys).run("watch", source, "--json", "--max-seconds", "20")
    assert done.status == 1
    assert word in done.err
    assert "secret" not in done.err + done.out
    assert "Traceback" not in done.err
    assert done.value["error"]["remedy"]
    assert done.err.count(done.value["error"]["message"]) == 1, "told once"


def test_without_models_and_without_a_network_the_error_says_what_to_do(program: Program, tmp_path: Path) -> None:
    offline = {
        "FACEGATE_MODELS_DIR": str(tmp_path / "none"),
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_NO_INDEX": "1",
    }
    done = program.run("watch", "demo:", "--json", "--max-seconds", "5", environment=offline)
    assert done.status == 1
    assert done.value["error"]["title"] == "Model not installed"
    assert "--from" in done.value["error"]["remedy"]
    assert "Traceback" not in done.err
    assert list((tmp_path / "none").glob("*.onnx")) == []


def test_the_gate_needs_no_qt(program: Program) -> None:
    # As on a machine where PySide6 is not installed.
    script = "import sys; sys.modules['PySide6'] = None; from facegate.bootstrap import main; sys.exit(main())"
    arguments = program.command("watch", "demo:", "--no-realtime", "--max-seconds", "1", "--json")[2:]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=program.environment,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_no_display_runs_the_demo(program: Program) -> None:
    blind = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = program.run(environment=blind)
    assert done.status == 0, done.err
    *events, last = done.out.splitlines()
    assert any("identified" in line and "Demo portrait" in line for line in events)
    csv = Path(last.removeprefix("Attendance: "))
    assert csv.read_text("utf-8-sig").count("Demo portrait") == 1
    # The real data folder is untouched.
    assert program.ok("people", "list", "--json").value == []


def test_a_display_that_does_not_answer_is_told(program: Program) -> None:
    done = program.run(environment={"DISPLAY": ":987", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""})
    assert done.status == 1
    assert "Display not reachable" in done.err
    assert "Traceback" not in done.err
