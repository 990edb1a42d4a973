"""Figures of runs: what they read, and that what is in the numbers is in the picture."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from facegate.errors import TrainingError
from facegate.evaluation.report.drawing import Drawing
from facegate.evaluation.report.html import render
from facegate.evaluation.report.palette import DARK, LIGHT, Palette
from facegate.evaluation.unseen import rate_unseen
from facegate.training.figures import names
from facegate.training.figures.cost import cost_against_accuracy, counted_operations
from facegate.training.figures.facts import Cost, RunFacts, curve_of, read_runs
from facegate.training.figures.names import name_points
from facegate.training.figures.page import figures_report
from facegate.training.figures.panels import det_panels, roc_panels


@cache
def validation(noise: float) -> dict[str, Any]:
    """Ten people whose embeddings differ by so much from picture to picture."""
    random = np.random.default_rng(round(noise * 10))
    persons = np.repeat(np.arange(10), 8)
    points = random.normal(0, 1, (10, 16))[persons] + random.normal(0, noise, (80, 16))
    unit = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float32)
    return rate_unseen(unit, persons.astype(np.intp), 5, 0, curve=True)


def run(name: str, noise: float, flops: int = 400_000_000) -> RunFacts:
    return RunFacts(name, "small", "mobilefacenet", Cost(990_000, flops), validation(noise), validation(2.0), 61.2, 10)


RUNS = [run("first", 0.6), run("second", 0.9, 1_600_000_000), run("third", 1.2)]


def opened(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB")


def coloured(picture: bytes, colour: str) -> float:
    wanted = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)])
    return float((np.abs(np.asarray(opened(picture)).astype(int) - wanted).max(axis=2) < 12).mean())


@pytest.mark.parametrize("draw", [roc_panels, det_panels, cost_against_accuracy])
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_each_figure_is_drawn_in_the_style_of_reports(draw: Callable[..., bytes], palette: Palette):
    picture = draw(RUNS, palette)
    assert opened(picture).width == 1276
    assert coloured(picture, palette.ground) > 0.4
    assert coloured(picture, palette.accent) > 0.0004


def test_every_run_has_a_panel():
    assert opened(roc_panels(RUNS)).height > opened(roc_panels(RUNS[:2])).height + 300
    assert opened(roc_panels(RUNS[:1])).height == opened(roc_panels(RUNS[:2])).height


def test_a_run_without_a_curve_or_folds_is_drawn_all_the_same():
    bare = {**validation(0.9), "folds": {"accuracy": {"mean": None, "standard_error": None}}}
    del bare["roc"]
    without = RunFacts("bare", "r", "nn1", Cost(1, 1), bare, None, None, 10)
    assert without.curve is None
    assert without.accuracy is None
    assert len(roc_panels([RUNS[0], without])) > 1000
    assert cost_against_accuracy([RUNS[0], without]) == cost_against_accuracy(RUNS[:1])
    page = render(figures_report([without]))
    assert "By threshold" not in page
    assert "Cost against accuracy" not in page


def test_runs_of_one_cost_stand_side_by_side_and_alone_need_no_such_picture():
    assert "Cost against accuracy" not in render(figures_report([RUNS[0], RUNS[2]]))
    twins = cost_against_accuracy([RUNS[0], run("twin", 0.6)])
    assert coloured(twins, LIGHT.accent) > 1.5 * coloured(cost_against_accuracy(RUNS[:1]), LIGHT.accent)


def test_a_curve_comes_back_as_it_was_kept():
    curve = curve_of(validation(0.9)["roc"])
    assert curve is not None
    assert (np.diff(curve.fmr) > 0).all()
    assert (curve.low <= curve.tar).all()
    assert (curve.tar <= curve.high).all()
    assert curve_of(None) is None
    assert curve_of([]) is None


def test_names_meet_neither_each_other_nor_points(monkeypatch: pytest.MonkeyPatch):
    fields: list[names._Field] = []
    chosen = names._best
    monkeypatch.setattr(names, "_best", lambda *a: fields.append((found := chosen(*a))[2]) or found)
    drawing = Drawing(LIGHT)
    points = [
        ("alpha", 0.5, 0.5),
        ("beta", 0.5, 0.5),
        ("gamma", 0.5, 0.52),
        ("delta", 0.97, 0.5),
        ("epsilon", 0.03, 0.5),
    ]
    name_points(drawing, points, (0.0, 0.0, 1.0, 1.0))
    for place, field in enumerate(fields):
        assert all(field.shared(other) == 0.0 for other in fields[:place])
        assert field.left >= 0.0


def test_operations_are_counted_shortly():
    assert [counted_operations(count) for count in (12, 990_000, 4.4e8, 1.6e9, 2e12)] == [
        "12",
        "990 k",
        "440 M",
        "1.6 G",
        "2 T",
    ]


def test_the_page_names_the_best():
    page = render(figures_report(RUNS))
    assert "Lowest equal error rate on people who had no part in training" in page
    assert f", {RUNS[0].name}." in page
    assert "10 people" in page
    assert "1.6 G" in page


def test_a_run_that_was_never_judged_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from facegate.training.figures import facts

    class Opened:
        path = tmp_path

        def validation(self) -> dict[str, Any]:
            return json.loads('{"untrained": {}, "last": null, "best": null}')

    monkeypatch.setattr(facts, "open_run", lambda folder: Opened())
    with pytest.raises(TrainingError, match="Run not validated"):
        read_runs([tmp_path], {tmp_path: Cost(1, 1)})
