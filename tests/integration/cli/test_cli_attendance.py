"""`facegate attendance`, `plan` and `absence`, as an administrator uses them."""

from __future__ import annotations

import csv
import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import keyring
import pytest
from helpers.commands import Commands
from keyring.backends.fail import Keyring

DAY = date.today() - timedelta(days=3)
PLAN = """
[[shift]]
id = "day"
name = "Day"
spans = ["09:00-17:00"]
late_grace = 5
overtime = { minimum = 15 }

[[assignment]]
id = "all"
everybody = true
schedule = "day"
from = 2026-01-01
"""


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    keyring.set_keyring(Keyring())
    found = Commands(tmp_path / "data", capsys)
    found.ok("people", "add", "Ada Example", "--id", "A-17")
    return found


def value(commands: Commands, *arguments: str | Path) -> Any:
    return json.loads(commands.ok(*arguments, "--json").out)


def test_from_a_plan_to_a_closed_month(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN)
    assert value(commands, "plan", "import", tmp_path / "plan.toml")["assignments"] == ["all"]
    came = value(commands, "attendance", "add-punch", "A-17", f"{DAY} 09:10", "--direction", "in", "--reason", "why")
    commands.ok("attendance", "add-punch", "A-17", f"{DAY} 17:30", "--direction", "out", "--reason", "forgotten")
    explained = value(commands, "attendance", "explain", "A-17", str(DAY))
    assert (explained["worked"], explained["late"], explained["overtime"]) == (500, 10, [30])
    assert len(explained["steps"]) > 3
    assert "09:10: in (added)" in commands.ok("attendance", "explain", "A-17", str(DAY)).out
    commands.ok("attendance", "move-punch", came["event_id"], f"{DAY} 09:00", "--reason", "the clock was wrong")
    lines = value(commands, "attendance", "punches", "A-17", str(DAY))
    assert [(line["change"], line["state"], line["reason"]) for line in lines] == [
        ("move", "counts", "the clock was wrong"),
        ("add", "counts", "why"),
        ("add", "counts", "forgotten"),
    ]
    assert value(commands, "attendance", "recompute", "--from", str(DAY)) == {"people": 1}
    commands.ok("export", "attendance", "--from", str(DAY), "--to", str(DAY), "--out", tmp_path / "day.csv")
    with (tmp_path / "day.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["person_id"], row["worked_minutes"], row["late_minutes"]) == ("A-17", "510", "0")
    period = value(commands, "attendance", "close", str(DAY), str(DAY))
    refused = commands.run("attendance", "void-punch", came["event_id"], "--reason", "no")
    assert refused.status == 1
    assert "closed" in refused.err
    assert commands.run("attendance", "reopen", str(period["period"])).status == 2
    commands.ok("attendance", "reopen", str(period["period"]), "--reason", "a gate was offline")
    assert [each["reason"] for each in value(commands, "attendance", "periods")] == ["a gate was offline"]
    commands.ok("attendance", "void-punch", came["event_id"], "--reason", "no")
    assert value(commands, "attendance", "explain", "A-17", str(DAY))["exceptions"] == ["missing_in"]
    assert value(commands, "attendance", "pending") == []


def test_absences_and_the_plan_as_a_file(commands: Commands, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN)
    commands.ok("plan", "import", tmp_path / "plan.toml")
    added = value(commands, "absence", "add", "A-17", "leave", str(DAY), "--part", "morning", "--unpaid")
    assert (added["person_id"], added["part"], added["paid"]) == ("A-17", "morning", False)
    assert value(commands, "attendance", "explain", "A-17", str(DAY))["unpaid_leave"] == 240
    assert commands.run("absence", "add", "A-17", "trip", str(DAY)).status == 1
    assert commands.run("absence", "add", "A-17", "trip", str(DAY), "2020-01-01").status == 2
    holidays = value(commands, "plan", "holidays", "usual", "DE", "--region", "BY", "--years", "2026-2027")
    assert {"2026-01-06", "2027-12-25"} <= {each["day"] for each in holidays}
    assert "BY" in value(commands, "plan", "holidays")["DE"]
    assert commands.run("plan", "holidays", "usual", "XX").status == 1
    out = tmp_path / "out.toml"
    commands.ok("plan", "export", "--out", out)
    assert tomllib.loads(out.read_text())["absence"][0]["person"] == "A-17"
    assert value(commands, "plan", "import", out, "--replace")["removed"] == 0
    assert commands.ok("plan", "export").out.strip() == out.read_text().strip()
    shown = value(commands, "plan", "show")
    assert {(each["kind"], each["id"]) for each in shown["items"]} == {("shift", "day"), ("calendar", "usual")}
    (away,) = value(commands, "absence", "list", "A-17")
    commands.ok("absence", "remove", away["absence_id"])
    assert value(commands, "absence", "list") == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("09:00-17:00", '09:00-13:00", "12:00-17:00'), "09:00-13:00 and shift day 12:00-17:00 overlap"),
        (("late_grace", "late_grase"), "late_grase"),
        (("09:00-17:00", "9 to 5"), "9 to 5"),
        (('schedule = "day"', 'schedule = "night"'), "night"),
        (("everybody = true", 'person = "A-18"'), "A-18"),
        (("[[shift]]", "[[shift]"), "TOML"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_what_is_wrong(
    commands: Commands, tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    (tmp_path / "plan.toml").write_text(PLAN.replace(*change))
    refused = commands.run("plan", "import", tmp_path / "plan.toml")
    assert refused.status == 1
    assert said in refused.err
    assert value(commands, "plan", "show") == {"items": [], "assignments": []}
