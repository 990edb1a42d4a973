"""The parts of the benchmark that can be wrong: rates, limits, scenes, populations, contenders."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from facegate.cli.bench_contenders import compare, contenders
from facegate.cli.bench_gallery import search
from facegate.cli.bench_report import Report, Row, machine, milliseconds, proportion
from facegate.cli.bench_scene import HEIGHT, LOOP, WIDTH, BenchSource, portrait_head, render
from facegate.cli.memory import resident_bytes
from facegate.domain.ids import ModelId
from facegate.settings.model import Settings
from facegate.settings.paths import program_models_dir
from facegate.vision.stack import load_vision
from facegate.vision.store import ModelStore


@pytest.mark.parametrize(
    ("measured", "at_least", "met"),
    [(3.0, False, True), (3.1, False, False), (3.0, True, True), (2.9, True, False), (None, True, None)],
)
def test_a_budget_has_two_sides(measured: float | None, at_least: bool, met: bool | None) -> None:
    assert Row("x", measured, "s", 3.0, at_least=at_least).met is met


def test_a_rate_comes_with_its_interval() -> None:
    # Wilson's interval for 8 of 10, from the textbook (Brown, Cai and DasGupta 2001).
    assert proportion(8, 10) == {"value": 0.8, "ci95": [0.490162, 0.943318], "n": 10}
    assert proportion(10, 10)["ci95"][1] == 1.0


def test_quantiles_are_in_milliseconds() -> None:
    assert milliseconds([0.001, 0.002, 0.003]) == pytest.approx(2.0)
    assert milliseconds([0.0] * 99 + [1.0], 0.99) == pytest.approx(10.0)


def test_a_report_is_plain_data() -> None:
    report = Report(machine("CPU"), rows=[Row("x", 1.23456, "s", 3.0)])
    record = report.record()
    assert record["budgets"][0]["measured"] == 1.235
    assert record["budgets"][0]["met"] is True
    assert record["machine"]["cores"] >= 1
    assert record["machine"]["processor"]


def test_scenes_hold_as_many_people_as_asked_and_move() -> None:
    head = portrait_head()
    empty = render(head, 0, 0)
    assert empty.shape == (HEIGHT, WIDTH, 3)
    for people in (1, 5):
        frames = [render(head, people, number) for number in (0, LOOP // 2, LOOP)]
        assert np.array_equal(frames[0], frames[2])  # the loop closes
        assert not np.array_equal(frames[0], frames[1])
        changed = np.any(frames[0] != empty, axis=(0, 2))
        # Columns that belong to figures, as many stretches as people (they may touch).
        assert changed.mean() == pytest.approx(people * 250 / WIDTH, abs=0.02)


def test_a_bench_source_ends_and_begins_anew() -> None:
    source = BenchSource([render(portrait_head(), 1, 0)], 3)
    for _ in range(2):
        source.open()
        frames = [source.read() for _ in range(4)]
        assert [frame.sequence if frame else None for frame in frames] == [0, 1, 2, None]


def test_search_is_measured_against_exact_search() -> None:
    found = search(200, ModelId("made-up"), 32)
    assert found.engine == "exact"
    assert found.right == len(found.seconds) == 3000


def test_memory_is_that_of_this_process() -> None:
    used = resident_bytes()
    assert used is None or 30e6 < used < 30e9


def test_contenders_do_the_same_job(models_dir: Path) -> None:
    chosen = Settings().recognition
    store = ModelStore(models_dir, program_models_dir())
    vision = load_vision(store, ModelId(chosen.detector), ModelId(chosen.embedder), "cpu", chosen.detection_size)
    head = portrait_head()
    rivals, missing = contenders(vision, store, chosen, render(head, 2, 0))
    result = compare(rivals, [render(head, 2, number) for number in range(3)], 2)
    assert {"FaceGate", "bare onnxruntime", "OpenCV"} <= set(result.faces)
    assert set(result.faces.values()) == {2}
    assert set(missing) <= {"face_recognition"}
    assert all(value > 0 for value in result.milliseconds.values())
