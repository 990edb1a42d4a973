"""The whole of a verification on made-up templates, and its page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.evaluating import on_circle

from facegate.domain.templates import Template
from facegate.evaluation.cohorts import Groups
from facegate.evaluation.comparisons import compare_pairs, fused_sides
from facegate.evaluation.corpus import Acquisition, Failure
from facegate.evaluation.pairs import Pair, PairList, Side
from facegate.evaluation.report.html import render
from facegate.evaluation.verification import verify_pairs
from facegate.evaluation.verification_report import verification_report

RATE = {"value", "ci95", "n"}


def side(name: str) -> Side:
    return Side(name, name.split("/")[0], (Path(name),))


def protocol() -> tuple[PairList, dict[str, Template | None]]:
    """Two folds of two people each: Ann and Bob, Cid and Dee; each picture lies a little beside the last."""
    people = {"ann": 0.0, "bob": 1.5, "cid": 3.0, "dee": 4.5}
    templates: dict[str, Template | None] = {
        f"{name}/{number}": on_circle(angle + 0.2 * number, norm=5.0 + number)
        for name, angle in people.items()
        for number in range(3)
    }
    pairs = []
    for fold, (one, other) in enumerate((("ann", "bob"), ("cid", "dee"))):
        for number in range(2):
            pairs.append(Pair(side(f"{one}/{number}"), side(f"{one}/{number + 1}"), True, fold))
        for number in range(2):
            pairs.append(Pair(side(f"{one}/{number}"), side(f"{other}/{number}"), False, fold))
    return PairList(tuple(pairs), 2), templates


def test_the_record_holds_every_documented_key():
    pairs, templates = protocol()
    record = verify_pairs(pairs, templates, 0.5, Groups()).record()
    assert record["threshold"] == 0.5
    assert (record["pairs"], record["mated"], record["non_mated"], record["folds"]) == (8, 4, 4, 2)
    for key in ("accuracy", "eer", "fmr", "fnmr"):
        assert set(record[key]) == RATE
    assert (record["fmr"]["value"], record["fnmr"]["value"], record["accuracy"]["value"]) == (0.0, 0.0, 1.0)
    assert set(record["tar_at_fmr"]) == {"1e-2", "1e-3", "1e-4"}
    assert record["tar_at_fmr"]["1e-2"]["value"] is None
    assert record["accuracy_by_fold"]["values"] == [1.0, 1.0]
    assert record["best_accuracy"]["value"] == 1.0
    assert record["median"]["mated"] == pytest.approx(0.0399, abs=1e-3)
    cross = record["cross_pairs"]
    assert (cross["templates"], cross["mated"]) == (10, 3 + 1 + 3 + 1)
    assert set(record["by_group"]["norm_tercile"]) == {"short", "middle", "long"}
    json.dumps(record, allow_nan=False)


def test_terciles_part_all_cross_pairs():
    pairs, templates = protocol()
    record = verify_pairs(pairs, templates, 0.5, Groups()).record()
    parts = record["by_group"]["norm_tercile"].values()
    assert sum(part["cross_pairs"]["non_mated"] for part in parts) == record["cross_pairs"]["non_mated"]
    assert sum(part["mated"] for part in parts) == record["mated"]


def test_groups_hold_comparisons_within_them():
    pairs, templates = protocol()
    groups = Groups(by_person=True, columns={"hat": {"ann": "yes", "bob": "yes", "cid": "no"}})
    found = verify_pairs(pairs, templates, 0.5, groups).record()["by_group"]["hat"]
    assert (found["yes"]["mated"], found["yes"]["non_mated"]) == (2, 2)
    assert (found["no"]["mated"], found["no"]["non_mated"]) == (2, 0)
    assert found["yes"]["cross_pairs"]["templates"] == 5
    assert found["no"]["fmr"]["value"] is None


def test_a_side_without_a_template_is_a_non_match_and_stays_in():
    pairs, templates = protocol()
    templates["ann/0"] = None
    found = verify_pairs(pairs, templates, 0.5, Groups())
    record = found.record()
    # ann/0 is in one mated and one non-mated pair.
    assert record["fnmr"]["value"] == 0.25
    assert record["fmr"]["value"] == 0.0
    assert record["accuracy"]["value"] == 7 / 8
    assert record["cross_pairs"]["mated"] == 8
    assert record["cross_pairs"]["fnmr"]["value"] == 2 / 8


def test_several_pictures_of_a_side_are_fused():
    folder = Side("ann/a", "ann", (Path("1"), Path("2"), Path("3")))
    pair = Pair(folder, side("bob/1"), False, 0)
    samples = {Path("1"): on_circle(0.1), Path("2"): on_circle(0.5), Path("3"): Failure.NO_FACE}
    fused = fused_sides(PairList((pair,), 1), {**samples, Path("bob/1"): Failure.UNREADABLE})
    assert fused["bob/1"] is None
    ann = fused["ann/a"]
    assert ann is not None
    assert ann.vector == pytest.approx(on_circle(0.3).vector, abs=1e-6)
    assert compare_pairs(PairList((pair,), 1), fused).distances[0] == float("inf")


def test_the_page_tells_the_rates_and_names_what_failed():
    pairs, templates = protocol()
    templates["ann/0"] = None
    found = verify_pairs(pairs, templates, 0.5, Groups(by_person=True, columns={"<hat>": {"ann": "yes", "bob": "no"}}))
    record = {
        "model": "made-up-1",
        "operating_point": {"threshold": 0.5, "source": "a test", "date": None, "measured": True},
        **found.record(),
        "acquisition": Acquisition(10, {"ann/0": Failure.NO_FACE}).record(),
    }
    page = render(verification_report(record, found))
    assert "made-up-1" in page
    assert "ann/0" in page
    assert "no face" in page
    assert "By &lt;hat&gt;" in page
    # Distances, ROC, DET, and two for each of the two groupings, light and dark.
    assert page.count("data:image/png;base64,") == 2 * (3 + 4)
