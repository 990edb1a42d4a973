"""``facegate evaluate quality`` on a few real people."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers.commands import Commands

PEOPLE = 3
RATE = {"value", "ci95", "n"}


def test_every_score_is_measured_and_failures_are_told(
    tmp_path: Path,
    test_data: Path,
    models_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setenv("FACEGATE_MODELS_DIR", str(models_dir))
    folder = tmp_path / "people"
    for each in sorted((test_data / "people").iterdir())[:PEOPLE]:
        shutil.copytree(each, folder / each.name)
    (next(folder.iterdir()) / "broken.jpg").write_bytes(b"\xff\xd8\xff not a picture")
    done = Commands(tmp_path / "data", capsys).ok("evaluate", "quality", "--people", folder, "--json")
    found = done.value
    assert found["people"] == PEOPLE
    assert [each["reason"] for each in found["acquisition"]["failed"]] == ["unreadable"]
    assert set(found["at"]) == {"in_use", "fmr_1e-3"}
    for at in found["at"].values():
        assert set(at["fnmr"]) == RATE
        assert set(at["predictors"]) >= {"sample_quality", "embedding_norm"}
        leader, *others = at["predictors"].values()
        assert leader["behind_the_best"] is None
        assert all(each["behind_the_best"]["value"] >= 0.0 for each in others)
        assert set(leader["mean_fnmr_discarding_up_to"]["0.2"]) == RATE
    assert f"of {found['samples'] + 1}" in done.err
