"""Calibrating by command, on real pictures."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from helpers.commands import Commands
from helpers.program import Program

from facegate.settings.paths import Paths


@pytest.fixture
def program(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    return Commands(tmp_path / "data", capsys)


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory: pytest.TempPathFactory, test_data: Path, models_dir: Path) -> Path:
    """A data folder with three people with two photographs each, whose key is in a file."""
    program = Program(tmp_path_factory.mktemp("site") / "data", models_dir)
    for number, folder in enumerate(sorted((test_data / "people").iterdir())[:3]):
        photos = sorted(folder.iterdir())[:2]
        given = [argument for photo in photos for argument in ("--photo", photo)]
        program.ok("enrol", f"Person {number}", "--id", f"{number}", *given)
    return program.data_dir


@pytest.fixture
def site(program: Commands, enrolled: Path) -> Commands:
    """Three people, and nothing that another test did."""
    shutil.copytree(enrolled, program.data_dir)
    return program


def test_it_proposes_and_changes_nothing_unless_asked(site: Commands) -> None:
    found = site.ok("calibrate", "--json").value
    assert (found["people"], found["references"], found["enrolled"]) == (3, 6, 3)
    assert (found["wanted"], found["accepted"], found["usable"]) == (1e-4, False, True)
    assert found["model"] == "sface-2021dec-centred"
    assert found["metric"] == "squared_euclidean"
    assert set(found["fpir"]) == set(found["fnir"]) == {"value", "ci95", "n"}
    assert found["fpir"]["ci95"][0] <= 1e-4 <= found["fpir"]["ci95"][1]
    assert found["false_alarms_per_month"]["n"] == 1000
    assert found["false_alarms_per_month"]["value"] == pytest.approx(0.1)
    assert found["refusals_per_month"]["n"] == 120
    paths = Paths(site.data_dir)
    assert not paths.calibration_file.exists()
    assert not paths.settings_file.exists()


def test_what_is_accepted_is_in_effect(site: Commands) -> None:
    accepted = site.ok("calibrate", "--profile", "strict", "--accept", "--json").value
    kept = tomllib.loads(Paths(site.data_dir).settings_file.read_text("utf-8"))["recognition"]["threshold"]
    assert kept["value"] == pytest.approx(accepted["threshold"], abs=1e-4)
    assert (kept["model"], kept["fpir"], kept["people"]) == ("sface-2021dec-centred", 1e-5, 3)
    assert "3 people of the site" in kept["source"]
    after = site.ok("calibrate", "--json").value["in_use"]
    assert after["threshold"] == pytest.approx(kept["value"])
    assert after["source"] == kept["source"]
    assert Paths(site.data_dir).calibration_file.exists()


def test_more_people_and_rarer_errors_ask_for_less_distance(site: Commands) -> None:
    def threshold(*arguments: str) -> float:
        return float(site.ok("calibrate", "--json", *arguments).value["threshold"])

    assert threshold("--enrolled", "10000") < threshold("--enrolled", "100") < threshold("--enrolled", "5")
    assert threshold("--profile", "strict") < threshold() < threshold("--profile", "lenient")
    assert threshold("--fpir", "0.001") == threshold("--profile", "lenient")


def test_it_is_said_in_words(site: Commands) -> None:
    text = site.ok("calibrate", "--profile", "strict", "--enrolled", "10000").out
    assert "for 10,000 people enrolled" in text
    assert "once in 100,000 visits" in text
    assert "Extrapolated" in text
    assert "generalised Pareto" in text
    assert "Nothing was changed" in text


def test_what_the_model_cannot_do_names_the_second_factor(site: Commands) -> None:
    done = site.ok("calibrate", "--fpir", "1e-12", "--enrolled", "1000000", "--json")
    assert not done.value["usable"]
    assert "card or PIN" in done.err


def test_what_the_model_cannot_do_is_accepted_only_where_one_insists(site: Commands) -> None:
    hopeless = ("calibrate", "--fpir", "1e-12", "--enrolled", "1000000", "--accept", "--json")
    refused = site.run(*hopeless)
    assert (refused.status, refused.value["accepted"]) == (1, False)
    assert "--anyway" in refused.err
    assert not Paths(site.data_dir).settings_file.exists()
    assert site.ok(*hopeless, "--anyway").value["accepted"]
    assert Paths(site.data_dir).settings_file.exists()


def test_a_threshold_of_another_model_is_told(site: Commands) -> None:
    settings = Paths(site.data_dir).settings_file
    settings.write_text('version = 2\n[recognition.threshold]\nvalue = 0.5\nmodel = "other-1"\n', "utf-8")
    done = site.ok("calibrate", "--json")
    assert "was chosen for other-1" in done.err
    assert done.value["in_use"]["not_applied"] == "other-1"
    assert done.value["in_use"]["threshold"] != 0.5


@pytest.mark.parametrize(
    "arguments",
    [
        ("--fpir", "0"),
        ("--fpir", "1"),
        ("--profile", "fast"),
        ("--fpir", "0.1", "--profile", "strict"),
        ("--enrolled", "0"),
    ],
)
def test_wrong_usage_is_told(program: Commands, arguments: tuple[str, ...]) -> None:
    assert program.run("calibrate", *arguments).status == 2
