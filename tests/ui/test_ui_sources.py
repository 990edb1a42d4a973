"""Sources that the program writes are told in the window's language: each of them is recognised."""

from __future__ import annotations

import pytest

from facegate.bootstrap.fitting import fitter
from facegate.domain.ids import ModelId
from facegate.domain.visits import VisitRule
from facegate.evaluation.tails import TAIL_MODEL
from facegate.settings.model import RecognitionSettings
from facegate.settings.paths import program_models_dir
from facegate.settings.threshold import BY_HAND
from facegate.ui.sources import source_text, tail_text
from facegate.vision.manifest import load_manifests


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that puts every text in braces."""
    monkeypatch.setattr("facegate.ui.sources.translate", lambda _context, text: f"<{text}>")


@pytest.mark.usefixtures("marked")
def test_a_calibration_without_anybody() -> None:
    model = ModelId(RecognitionSettings().embedder)
    made = fitter([program_models_dir()])(model, [], VisitRule(3, 5), "2026-03-02", lambda _done, _total: None)
    told = source_text(made.source)
    assert told.startswith("<the statistics that come with the program (")
    assert "bundled" not in told
    assert tail_text(made.tail_model).startswith("<")
    assert made.tail_model == TAIL_MODEL


@pytest.mark.usefixtures("marked")
def test_a_model_of_the_program() -> None:
    manifest = load_manifests(program_models_dir())[ModelId(RecognitionSettings().embedder)]
    told = source_text(manifest.operating_point.source)
    assert told.startswith("<")
    assert "single looks>" in told


@pytest.mark.usefixtures("marked")
def test_by_hand_and_what_nobody_knows() -> None:
    assert source_text(BY_HAND) == "<chosen by hand>"
    assert "somebody's own words" in source_text("somebody's own words")
    assert not source_text("somebody's own words").startswith("<")
    assert "another tail" in tail_text("another tail")
