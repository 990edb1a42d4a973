"""What counts as worse than a baseline."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from helpers.baselines import FOLDER, NEAREST, NEVER, complaints, of_fold, read, right


def baseline() -> dict[str, Any]:
    """3,000 decisions, all right but the first mated one."""
    mated, others = [20_000] + [6_000] * 1499, [20_000] * 1500
    return {
        "files_sha256": "f",
        "model": "m",
        "threshold": 1.1,
        "median": {"mated": 6_000.0, "non_mated": 20_000.0},
        "nearest": [20_000] * 10,
        "mated": mated,
        "non_mated": others,
    }


def test_the_same_again_is_no_complaint():
    assert complaints(baseline(), baseline()) == []


def test_two_decisions_may_change_and_three_may_not():
    now = baseline()
    now["mated"][1] = NEVER
    now["non_mated"][5] = 11_000
    assert complaints(baseline(), now) == []
    now["mated"][2] = 11_001
    assert complaints(baseline(), now) == ["3 of 3000 decisions changed for the worse"]


def test_a_fold_is_its_own_baseline():
    before = baseline()
    before["mated"][1200:] = [7_000] * 300
    before["non_mated"][1200:1210] = range(13_000, 14_000, 100)
    last = of_fold(before, 4)
    assert [len(last[kind]) for kind in ("mated", "non_mated")] == [300, 300]
    assert last["median"] == {"mated": 7_000.0, "non_mated": 20_000.0}
    assert last["nearest"] == list(range(13_000, 14_000, 100))
    assert of_fold(before, 0)["nearest"] == [20_000] * 10
    assert complaints(last, of_fold(before, 4)) == []
    now = deepcopy(last)
    now["mated"][0] = NEVER
    assert complaints(last, now) == []
    now["mated"][1] = NEVER
    assert complaints(last, now) == ["2 of 600 decisions changed for the worse"]


def test_what_gets_better_makes_up_for_nothing():
    now = baseline()
    now["mated"][0] = 5_000
    now["mated"][1:4] = [20_000] * 3
    assert complaints(baseline(), now) == ["3 of 3000 decisions changed for the worse"]


def test_strangers_may_not_come_nearer_though_none_is_within_the_threshold():
    before, now = baseline(), baseline()
    before["non_mated"][:10] = before["nearest"] = [13_000 + 100 * place for place in range(10)]
    now["non_mated"][:10] = before["nearest"]
    assert complaints(before, now) == []
    now["non_mated"][10:13] = [12_000] * 3
    assert complaints(before, now) == []
    now["non_mated"][13] = 12_000
    assert complaints(before, now) == [
        "4 more comparisons of different people lie below the nearest ones of the baseline"
    ]
    # None of these is a false match yet.
    assert right(now, 1.1)[1500:].all()


def test_the_nearest_may_move_as_much_as_processors_differ():
    before, now = baseline(), baseline()
    before["non_mated"][:10] = before["nearest"] = [13_000] * 10
    now["non_mated"][:10] = [12_960] * 10
    assert complaints(before, now) == []
    now["non_mated"][:10] = [12_940] * 10
    assert len(complaints(before, now)) == 1


@pytest.mark.parametrize("kind", ["mated", "non_mated"])
@pytest.mark.parametrize("shift", [-11.0, 11.0])
def test_a_median_may_not_move(kind: str, shift: float):
    now = baseline()
    now["median"][kind] += shift
    assert len(complaints(baseline(), now)) == 1
    now["median"][kind] -= shift / 5
    assert complaints(baseline(), now) == []


@pytest.mark.parametrize("key", ["files_sha256", "model", "threshold"])
def test_another_measurement_is_no_comparison(key: str):
    now = deepcopy(baseline())
    now[key] = "other" if key != "threshold" else 1.2
    assert len(complaints(baseline(), now)) == 1


@pytest.mark.parametrize("name", ["lfw", "people"])
def test_the_committed_ones_hold_distances_and_nothing_of_anybody(name: str):
    committed = read(name)
    assert set(committed) == {"files_sha256", "model", "threshold", "median", "nearest", "mated", "non_mated"}
    assert all(-1 <= each <= 40_000 for kind in ("mated", "non_mated") for each in committed[kind])
    assert committed["nearest"] == sorted(each for each in committed["non_mated"] if each != NEVER)[:NEAREST]
    assert len(committed["nearest"]) == NEAREST
    assert len(right(committed, committed["threshold"])) >= 2900
    assert (FOLDER / f"{name}.json").stat().st_size < 100_000
