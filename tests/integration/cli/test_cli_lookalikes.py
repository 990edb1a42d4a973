"""Look-alikes by command on real photographs: somebody enrolled twice is a twin nobody can tell apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.commands import Commands
from helpers.data_folder import opened

SOMEBODY = "07207"


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    return Commands(tmp_path / "data", capsys)


def photos(test_data: Path, person: str) -> list[Path]:
    return sorted((test_data / "people" / person).iterdir())


def enrol(program: Commands, number: str, pictures: list[Path], *options: str) -> str:
    done = program.run("enrol", f"Person {number}", "--id", number, "--photo", *pictures, *options, "--json")
    assert done.status == 0, done.err
    return done.err


def decision(program: Commands, picture: Path) -> dict[str, object]:
    faces = program.ok("identify", picture, "--json").value[0]["faces"]
    return max(faces, key=lambda face: face["box"]["width"])  # type: ignore[no-any-return]


def test_a_twin_is_enrolled_by_saying_so_listed_and_never_guessed_at(program: Commands, test_data: Path) -> None:
    first, *rest = photos(test_data, SOMEBODY)
    enrol(program, "A", rest[:3])
    assert decision(program, first)["person_id"] == "A"
    refused = program.run("enrol", "Person B", "--id", "B", "--photo", *rest[3:6], "--json")
    assert refused.status == 1
    (alike,) = refused.value["error"]["look_alikes"]
    assert alike["person_id"] == "A"
    told = enrol(program, "B", rest[3:6], "--another-person")
    assert f"Looks like Person A (A): distance {alike['distance']:.2f}" in told
    assert "card or a PIN" in told
    found = program.ok("people", "look-alikes", "--json").value
    (pair,) = found["pairs"]
    assert {pair["first"]["person_id"], pair["second"]["person_id"]} == {"A", "B"}
    assert pair["distance"] == pytest.approx(alike["distance"], abs=1e-3)
    assert pair["matching"] is True
    assert pair["margin"] > found["margin"]
    assert found["complete"] is True
    seen = decision(program, first)
    assert (seen["decision"], seen["reason"]) == ("inconclusive", "ambiguous")
    assert seen["margin"] < pair["margin"]  # type: ignore[operator]
    program.ok("people", "erase", "B", "--yes")
    assert decision(program, first)["person_id"] == "A"
    done = program.ok("people", "look-alikes")
    assert done.out == ""
    assert "no two are within" in done.err
    with opened(program.data_dir, read_only=True) as storage:
        enrolments = [entry.details for entry in storage.people.audit() if entry.action == "enrol"]
    assert [details.get("allowed_look_alikes") for details in enrolments] == [1, None]
