"""What counts as worse than the baseline of presentation attack detection."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from helpers import baselines
from helpers.pad_baseline import NEVER, complaints, every_nth

BEFORE: dict[str, Any] = {
    "files_sha256": "f",
    "attack_below": -3.0,
    "bona_fide_from": 0.0,
    "scores": {"bona_fide": {"a": [500, 510, 1, 520, 530]}, "print": {"a": [-900, -950, NEVER, -910, -940]}},
}


def test_the_same_and_better_are_no_complaint():
    now = deepcopy(BEFORE)
    now["scores"]["bona_fide"]["a"][2] = 100
    assert complaints(BEFORE, BEFORE) == complaints(BEFORE, now) == []


def test_pictures_that_change_for_the_worse_are_told_with_whose_they_are():
    now = deepcopy(BEFORE)
    now["scores"]["bona_fide"]["a"][2] = -1
    now["scores"]["print"]["a"][0] = 1
    assert complaints(BEFORE, now) == [
        "bona_fide/a: 1 of 5 pictures changed for the worse",
        "print/a: 1 of 5 pictures changed for the worse",
    ]


def test_scores_that_moved_and_pictures_that_are_gone_are_told():
    now = deepcopy(BEFORE)
    now["scores"]["bona_fide"]["a"] = [each - 20 for each in now["scores"]["bona_fide"]["a"]]
    now["scores"]["print"] = {}
    assert complaints(BEFORE, now) == [
        "bona_fide/a: 1 of 5 pictures changed for the worse",
        "bona_fide/a: the median score moved by -0.20",
        "print/a: 0 pictures, not 5",
    ]


def test_other_files_and_limits_cannot_be_compared():
    for key, value in (("files_sha256", "g"), ("attack_below", -2.0), ("bona_fide_from", 1.0)):
        assert key in complaints(BEFORE, {**BEFORE, key: value})[0]


def test_the_committed_baseline_is_without_an_error():
    kept = baselines.read("pad")
    assert [len(people) for people in kept["scores"].values()] == [8, 8]
    assert min(min(some) for some in kept["scores"]["bona_fide"].values()) >= 100 * kept["bona_fide_from"]
    assert max(max(some) for some in kept["scores"]["print"].values()) < 100 * kept["attack_below"]
    assert every_nth(kept, 5)["scores"]["print"]["0001"] == kept["scores"]["print"]["0001"][::5]
