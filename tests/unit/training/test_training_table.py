"""The table of losses: medians over seeds, who misses what is asked, and how it is kept and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from facegate.errors import TrainingError
from facegate.training.config import RunConfig, changed
from facegate.training.recipes import recipe
from facegate.training.table import (
    PAGE_FILE,
    TABLE_FILE,
    Result,
    Sheet,
    lines_of,
    losses_text,
    read_sheet,
    result_of,
    write_sheet,
)
from facegate.training.table_page import table_page


def rate(value: float | None) -> dict[str, Any]:
    return {"value": value, "ci95": None, "n": 10}


BASELINE = {
    "directions": 7,
    "variance": 0.95,
    "trained_on": {"people": 30, "pictures": 300},
    "tested_on": {"people": 10, "pictures": 100},
    "forms": [{"form": "classical", "eer": rate(0.2), "tar_at_fmr": {"1e-2": rate(0.4)}}],
    "best": "classical",
    "eer": rate(0.2),
    "scaling": "Scaled.",
}


def validation(eer: float) -> dict[str, Any]:
    tar = {"1e-2": rate(1 - 2 * eer), "1e-3": rate(None)}
    return {"eer": rate(eer), "tar_at_fmr": tar, "folds": {"accuracy": {"mean": 1 - eer}}}


def config(name: str, seed: int) -> RunConfig:
    return changed(recipe(name), [f"seed={seed}"])


def result(name: str, seed: int, untrained: float, eer: float) -> Result:
    found = {"untrained": validation(untrained), "last": validation(eer), "best": validation(eer / 2)}
    return result_of(config(name, seed), "finished", found, 60.0 + seed)


def sheet(*results: Result) -> Sheet:
    return Sheet(data="a", baseline=BASELINE, machine={"device": "CPU", "threads": 2}, results=results)


def test_medians_are_over_seeds_and_the_last_step_counts():
    lines = lines_of(sheet(*(result("small-arcface", seed, 0.4, eer) for seed, eer in enumerate((0.1, 0.3, 0.15)))))
    assert len(lines) == 1
    line = lines[0]
    assert (line.eer, line.lowest, line.highest, line.untrained) == (0.15, 0.1, 0.3, 0.4)
    assert line.val == pytest.approx(0.7)
    assert (line.seconds, line.seeds, line.misses) == (61.0, 3, ())


def test_each_way_to_miss_is_told():
    failed = result_of(config("small-softmax", 0), "failed", {"untrained": validation(0.4), "last": None}, None)
    lines = {
        line.recipe: line
        for line in lines_of(
            sheet(
                result("small-arcface", 0, 0.2, 0.15),
                result("small-triplet", 0, 0.5, 0.2),
                failed,
                result("small-softmax", 1, 0.4, 0.05),
            )
        )
    }
    assert lines["small-arcface"].misses == ("0.75 times the untrained network's",)
    assert lines["small-triplet"].misses == ("not below Eigenfaces'",)
    assert lines["small-softmax"].misses == ("1 of 2 runs failed",)
    assert next(iter(lines)) == "small-softmax"


def test_a_result_of_other_settings_is_not_taken_and_is_replaced():
    first = sheet(result("small-arcface", 0, 0.4, 0.1))
    other = changed(config("small-arcface", 0), ["epochs=3"])
    assert first.of(config("small-arcface", 0)) is not None
    assert first.of(other) is None
    again = first.with_result(result_of(other, "finished", {"last": validation(0.2)}, 1.0))
    assert [each.eer for each in again.results] == [0.2]
    assert again.results[0].untrained is None


def test_losses_are_named_with_their_weights():
    assert losses_text(recipe("small-center-loss")) == "softmax + 0.01 center"
    assert losses_text(recipe("small-triplet")) == "triplet"


def test_a_table_comes_back_as_it_was_kept(tmp_path: Path):
    assert read_sheet(tmp_path) is None
    kept = sheet(result("small-arcface", 0, 0.4, 0.1))
    write_sheet(tmp_path, kept, "a page\n")
    assert read_sheet(tmp_path) == kept
    assert (tmp_path / PAGE_FILE).read_text() == "a page\n"


@pytest.mark.parametrize("text", ["{", "[]", '{"data": 1}'])
def test_a_damaged_table_is_said(tmp_path: Path, text: str):
    (tmp_path / TABLE_FILE).write_text(text)
    with pytest.raises(TrainingError, match="Table not usable"):
        read_sheet(tmp_path)


def test_the_page_is_markdown_with_everything_asked():
    page = table_page(sheet(result("small-arcface", 0, 0.4, 0.1), result("small-triplet", 0, 0.2, 0.3)))
    assert "| small-arcface | arcface | 10.0 % | (10.0 % to 10.0 %) | 40.0 %" in page
    assert "Missed:\n\n- small-triplet: 1.50 times the untrained network's, not below Eigenfaces'" in page
    assert "30 people, judged on all pairs of 100 pictures of 10 others" in page
    assert "CPU, 2" in page
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert len({len(row) for row in rows[:4]}) == 1
    assert "All 1 did what was asked." in table_page(sheet(result("small-arcface", 0, 0.4, 0.1)))
