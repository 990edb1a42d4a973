"""`facegate access`: previews, the muster list, what an operator does, the watch list."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import keyring
import pytest
from helpers.commands import Commands
from helpers.data_folder import ACTOR, identified, opened
from keyring.backends.fail import Keyring

from facegate.domain.events import EventDraft, EventType
from facegate.domain.records import AccessRecord
from facegate.pipeline.attendance.plans import PlanService

PLAN = """
[[zone]]
id = "yard"
outside = true

[[zone]]
id = "hall"
name = "Hall"
anti_passback = "hard"
pad = "strict"

[[time_table]]
id = "office"
hours = [{weekday = 1, start = "08:00", end = "18:00"}]

[[door]]
id = "entrance"
zone_from = "yard"
zone_to = "hall"
sources = ["0"]

[[door]]
id = "exit"
zone_from = "hall"
zone_to = "yard"
sources = ["1"]

[[access_rule]]
id = "staff"
name = "Staff"
people = ["20418"]
zones = ["hall"]
time_table = "office"
"""


@pytest.fixture
def commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    keyring.set_keyring(Keyring())
    made = Commands(tmp_path, capsys)
    made.ok("people", "add", "Bo Nkemelu", "--id", "20418")
    with opened(tmp_path) as storage:
        PlanService(storage.plans, storage.people, ACTOR).import_plan(PLAN)
    return made


def test_a_preview_names_the_rule_and_the_hours_and_the_plan_file_the_people(commands: Commands) -> None:
    inside = json.loads(commands.ok("access", "preview", "20418", "entrance", "2026-03-02T08:58", "--json").out)
    assert (inside["allowed"], inside["code"], inside["rule"]) == (True, "allowed", "staff")
    outside = commands.ok("access", "preview", "20418", "entrance", "2026-03-02 07:58").out
    assert "a person stands there, not a picture of one (strict attack detection)" in outside
    assert "rule Staff does not hold at this time" in outside
    assert outside.splitlines()[-1] == "denied: outside their hours"
    waiting = commands.ok("access", "preview", "20418", "entrance", "--shown", "face+card", "--json")
    assert "steps" in json.loads(waiting.out)
    assert commands.run("access", "preview", "20418", "entrance", "soon").status == 2
    with opened(commands.data_dir) as storage:
        text = PlanService(storage.plans, storage.people, ACTOR).export_plan()
    assert 'people = [\n    "20418",\n]' in text
    assert 'start = "08:00"' in text
    assert 'pad = "strict"' in text
    assert text.count("pad") == 1  # a zone that leaves it to the site says nothing


def test_the_muster_list_is_what_the_log_says_and_a_reset_empties_it(commands: Commands) -> None:
    with opened(commands.data_dir) as storage:
        bo = storage.people.find("20418")
        assert bo is not None
        seen = storage.events.append(identified(bo.subject_id)).result(5)
        said = AccessRecord(seen.event_id, bo.subject_id, "entrance", True, "allowed")
        storage.events.append(EventDraft(EventType.ACCESS, datetime.now(UTC), "0", access=said)).result(5)
    (entry,) = json.loads(commands.ok("access", "muster", "--json").out)
    assert (entry["zone"], entry["person_id"], entry["name"]) == ("hall", "20418", "Bo Nkemelu")
    out = commands.data_dir / "muster.csv"
    commands.ok("access", "muster", "--out", out)
    (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8-sig")))
    assert (row["zone"], row["name"], row["person_id"]) == ("Hall", "Bo Nkemelu", "20418")
    now = datetime.now(UTC).isoformat()
    denied = json.loads(commands.ok("access", "preview", "20418", "entrance", now, "--json").out)
    assert denied["allowed"] is False
    done = commands.ok("access", "reset", "20418", "--reason", "left_unseen", "--json")
    with opened(commands.data_dir) as storage:
        door = storage.events.get(json.loads(done.out)["event_id"]).door
        assert door is not None
        assert door.code == "left_unseen"
    assert commands.ok("access", "muster").err.strip().endswith("Nobody is inside, as far as the doors know.")


def test_somebody_erased_does_not_count_as_inside_for_days(commands: Commands) -> None:
    with opened(commands.data_dir) as storage:
        bo = storage.people.find("20418")
        assert bo is not None
        seen = storage.events.append(identified(bo.subject_id)).result(5)
        said = AccessRecord(seen.event_id, bo.subject_id, "entrance", True, "allowed")
        storage.events.append(EventDraft(EventType.ACCESS, datetime.now(UTC), "0", access=said)).result(5)
        storage.people.erase(bo.subject_id, ACTOR)
    (entry,) = json.loads(commands.ok("access", "muster", "--json").out)
    assert (entry["subject_id"], entry["name"]) == (bo.subject_id, None)
    assert commands.run("access", "reset", "0" * 32).status == 1
    commands.ok("access", "reset", bo.subject_id)
    assert json.loads(commands.ok("access", "muster", "--json").out) == []


def test_a_lock_down_and_an_opened_door_are_logged(commands: Commands) -> None:
    commands.ok("access", "lock-down", "on")
    record = json.loads(commands.ok("access", "check", "--json").out)
    assert record == {"doors": 2, "problems": [], "no_free_way_out": [], "lock_down": True}
    held = json.loads(commands.ok("access", "preview", "20418", "entrance", "2026-03-02T08:58", "--json").out)
    assert held["code"] == "lock_down"
    opened_now = json.loads(commands.ok("access", "open", "entrance", "--yes", "--json").out)
    assert opened_now == {"door": "entrance", "outcome": None}
    commands.ok("access", "lock-down", "off")
    assert commands.run("access", "open", "nowhere", "--yes").status == 1


def test_the_watch_list_needs_to_be_on_and_a_basis(commands: Commands) -> None:
    basis = ("--basis", "House ban of 1 March")
    assert "off" in commands.run("access", "watch-list", "add", "20418", *basis).err
    commands.ok("access", "watch-list", "on")
    assert commands.run("access", "watch-list", "add", "20418", "--basis", " ").status == 1
    commands.ok("access", "watch-list", "add", "20418", *basis, "--refuse")
    listed = json.loads(commands.ok("access", "watch-list", "list", "--json").out)
    assert listed["on"] is True
    assert [(each["person_id"], each["basis"], each["refuse"]) for each in listed["entries"]] == [
        ("20418", "House ban of 1 March", True)
    ]
    shown = json.loads(commands.ok("access", "preview", "20418", "entrance", "2026-03-02T08:58", "--json").out)
    assert (shown["code"], shown["shown"], shown["alarms"]) == ("watch_list", "no_rule", ["watch_list"])
    commands.ok("access", "watch-list", "remove", "20418")
    assert json.loads(commands.ok("access", "watch-list", "remove", "20418", "--json").out)["removed"] is False


def test_a_pin_for_duress_is_typed_and_needs_another_one(commands: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("8396\n"))
    assert "Who has no PIN" in commands.run("access", "duress-pin", "20418").err
    with opened(commands.data_dir) as storage:
        bo = storage.people.find("20418")
        assert bo is not None
        storage.people.set_pin_hash(bo.subject_id, "ordinary", ACTOR)
    monkeypatch.setattr(sys, "stdin", io.StringIO("8396\n"))
    done = commands.ok("access", "duress-pin", "20418", "--json")
    assert json.loads(done.out)["in_use"] is False
    assert "duress-pins on" in done.err
    with opened(commands.data_dir) as storage:
        assert storage.people.pin_hash(bo.subject_id) == "ordinary"
        assert str(storage.people.duress_hash(bo.subject_id)).startswith("$argon2id$")
