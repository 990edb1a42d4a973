"""Making score statistics by command, on made-up pictures seen by made-up models."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from helpers.commands import Commands
from PIL import Image

from facegate.cli import score_statistics as subject
from facegate.domain.templates import Template, normalised
from facegate.evaluation.corpus import Failure
from facegate.evaluation.population import Population
from facegate.evaluation.statistics import statistics_from

PEOPLE, EACH = 300, 3


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder a person, and tiny files in each: nobody looks at them."""
    folder = tmp_path / "people"
    for person in range(PEOPLE):
        (folder / f"{person:03d}").mkdir(parents=True)
        for number in range(EACH):
            Image.new("RGB", (1, 1)).save(folder / f"{person:03d}" / f"{number}.png")
    return folder


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    extractor = SimpleNamespace(model_id="made-up-1")
    monkeypatch.setattr(
        subject, "load_tested", lambda call, embedder: SimpleNamespace(vision=SimpleNamespace(extractor=extractor))
    )
    stored = [reference.template.vector for reference in Population(PEOPLE, 128).references("made-up-1", EACH)]
    mean = np.mean(stored, axis=0)
    templates = [normalised("made-up-1", vector - mean) for vector in stored]

    def templates_of(tested: object, files: list[Path], choose: object) -> dict[Path, Template | Failure]:
        found: dict[Path, Template | Failure] = dict(zip(files, templates, strict=True))
        found[files[0]] = Failure.NO_FACE
        return found

    monkeypatch.setattr(subject, "templates_of", templates_of)
    return Commands(tmp_path / "data", capsys)


def test_they_can_be_read_back(program: Commands, pictures: Path, tmp_path: Path) -> None:
    out = tmp_path / "made-up-1.json"
    program.ok("score-statistics", "--people", pictures, "--source", "made-up people", "--out", out)
    found = statistics_from(json.loads(out.read_text("utf-8")))
    assert (found.people, found.images, found.source) == (PEOPLE, PEOPLE * EACH - 1, "made-up people")


def test_folders_of_one_person_are_no_strangers(program: Commands, pictures: Path, tmp_path: Path) -> None:
    out, aliases = tmp_path / "x.json", tmp_path / "aliases.json"
    aliases.write_text('[["001", "002"], ["010", "011", "012"]]')
    program.ok("score-statistics", "--people", pictures, "--source", "x", "--out", out, "--aliases", aliases)
    assert json.loads(out.read_text("utf-8"))["people"] == PEOPLE - 3


def test_what_goes_wrong_is_told(program: Commands, pictures: Path, tmp_path: Path) -> None:
    given = ("score-statistics", "--people", pictures, "--source", "x")
    broken = tmp_path / "broken.json"
    broken.write_text("[[")
    for more in (("--out", tmp_path / "no" / "x.json"), ("--out", tmp_path / "x.json", "--aliases", broken)):
        done = program.run(*given, *more)
        assert done.status == 1
        assert "Traceback" not in done.err
        assert done.err


@pytest.mark.parametrize(
    "text", ['["001", "002"]', '{"001": "002"}', "[[]]", "[[1]]", "[" * 100_000, "9" * 5_000, "7", " " * (17 << 20)]
)
def test_aliases_of_another_form_are_refused(program: Commands, pictures: Path, tmp_path: Path, text: str) -> None:
    aliases = tmp_path / "aliases.json"
    aliases.write_text(text, "utf-8")
    done = program.run(
        "score-statistics", "--people", pictures, "--source", "x", "--out", tmp_path / "x.json", "--aliases", aliases
    )
    assert done.status == 1
    assert "Aliases not usable" in done.err
