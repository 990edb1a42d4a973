"""The figure of light and pose on made-up pictures: which are shown, where, and what is printed between them."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from helpers.evaluating import FlatVision, on_circle
from PIL import Image

from facegate.domain.head_pose import HeadPose
from facegate.errors import EvaluationError, ImageError
from facegate.evaluation.corpus import Failure
from facegate.evaluation.light_and_pose.arrangement import Light, arrange
from facegate.evaluation.light_and_pose.drawing import draw, shortened, signed
from facegate.evaluation.light_and_pose.figure import LightAndPose, Shown, summary
from facegate.evaluation.light_and_pose.looks import Look, light_of, measure_looks
from facegate.evaluation.light_and_pose.page import light_and_pose_report
from facegate.evaluation.report.html import render
from facegate.evaluation.report.palette import DARK, LIGHT, Palette


def look(name: str, yaw: float, brightness: float, angle: float = 0.0, side: float = 0.0) -> Look:
    picture = np.full((40, 40, 3), round(brightness), np.uint8)
    return Look(name, picture, HeadPose(yaw, 0.0, 0.0), brightness, side, on_circle(angle))


def names(grid: tuple[tuple[Look, ...], ...]) -> list[str]:
    return ["".join(each.name for each in row) for row in grid]


def figure(threshold: float = 0.5) -> LightAndPose:
    """Two people of four photographs; angles of one lie near 0, of the other near 1.5."""
    ours = ((look("a", -20, 60, 0.0), look("b", 10, 60, 0.1)), (look("c", -20, 120, 0.9), look("d", 10, 120, 0.1)))
    theirs = ((look("e", -9, 60, 1.5), look("f", 9, 60, 1.5)), (look("g", -9, 99, 1.5), look("h", 9, 99, 1.6)))
    return LightAndPose("made-up-1", threshold, [Shown("ours", ours), Shown("theirs", theirs)])


def test_across_by_turn_down_by_light():
    looks = [look("a", 9, 50), look("b", -9, 90), look("c", -8, 30), look("d", 8, 70)]
    assert names(arrange(looks, 2, 2)) == ["ca", "bd"]


def test_of_many_the_most_different_lights_are_taken():
    looks = [
        look(name, yaw, light)
        for name, yaw, light in zip("abcdef", (1, 2, 3, 7, 8, 9), (5, 1, 3, 2, 9, 4), strict=True)
    ]
    assert names(arrange(looks, 2, 2)) == ["bd", "ae"]
    assert names(arrange(looks, 2, 3)) == ["bd", "cf", "ae"]


def test_light_from_the_side_orders_rows_where_it_is_asked_for():
    looks = [
        look(name, yaw, 50, side=side) for name, yaw, side in zip("abcd", range(4), (0.3, -0.3, 0.0, 0.1), strict=True)
    ]
    assert names(arrange(looks, 2, 2, Light.SIDE)) == ["bc", "ad"]


def test_few_photographs_make_few_columns_and_too_few_none():
    assert len(arrange([look(str(number), number, 1) for number in range(5)], 4, 2)[0]) == 2
    with pytest.raises(EvaluationError, match="Too few pictures"):
        arrange([look("a", 0, 1), look("b", 1, 1), look("c", 2, 1)], 4, 2)


def test_neighbours_are_decided_by_the_threshold():
    beside, below = figure().beside(), figure().below()
    assert [len(row) for row in beside] == [1, 1, 1, 1]
    assert [len(row) for row in below] == [2, 2, 2]
    assert beside[0][0].distance == pytest.approx(2 - 2 * np.cos(0.1), abs=1e-5)
    assert beside[0][0].right
    # c lies 0.9 from a: too far for one person.
    assert (below[0][0].mated, below[0][0].right) == (True, False)
    # Between c and e, of different people, lie 0.6: too near.
    assert (below[1][0].mated, below[1][0].right) == (False, False)
    assert (below[1][1].mated, below[1][1].right) == (False, True)


def test_the_record_counts_all_pairs():
    record = figure().record()
    assert record["pairs"]["mated"]["pairs"] == 12
    assert record["pairs"]["non_mated"]["pairs"] == 16
    assert record["pairs"]["mated"]["wrong"] == 3
    assert record["people"][0]["pictures"][1][0]["picture"] == "c"
    assert summary([]) == {"pairs": 0, "wrong": 0, "least": None, "median": None, "largest": None}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_picture_is_as_wide_as_a_page_and_shows_the_pictures(palette: Palette):
    picture = Image.open(io.BytesIO(draw(figure(), palette)))
    assert picture.width == 1276
    pixels = np.asarray(picture.convert("RGB"))
    for brightness in (60, 120, 99):
        assert (pixels == brightness).all(axis=2).mean() > 0.01
    # Four rows: higher than wide.
    assert picture.height > 0.7 * picture.width


def test_a_wrong_decision_is_seen():
    wrong, right = (np.asarray(Image.open(io.BytesIO(draw(figure(at)))).convert("L")) for at in (0.5, 0.0))
    none = LightAndPose("made-up-1", 4.0, figure().people[:1])
    without = np.asarray(Image.open(io.BytesIO(draw(none))).convert("L"))
    assert (right < 40).sum() > (wrong < 40).sum() > (without < 40).sum()


def test_the_page_says_what_came_out():
    record = {
        **figure().record(),
        "operating_point": {"source": "a test", "date": None, "measured": True},
        "acquisition": {"pictures": 8},
    }
    page = render(light_and_pose_report(record, figure()))
    assert "3 of 12 of one person lie above the threshold 0.50, 4 of 16" in page
    assert "ours and theirs" in page


def test_words():
    assert [signed(degrees) for degrees in (-6.6, -0.2, 0.4, 12.0)] == ["\u22127", "0", "0", "+12"]
    assert shortened("a" * 30) == "a" * 23 + "\u2026"


def test_light_is_measured_on_the_crop():
    crop = np.zeros((4, 4, 3), np.uint8)
    crop[:, 2:] = 100
    assert light_of(crop) == pytest.approx((50.0, 1.0))
    assert light_of(np.zeros((4, 4, 3), np.uint8)) == (0.0, 0.0)


def test_photographs_without_a_face_are_told(tmp_path: Path):
    def read(path: Path) -> np.ndarray:
        if path.name == "broken":
            raise ImageError("Picture broken", "x", "y")
        return np.full((20, 20, 3), 0 if path.name == "black" else 130, np.uint8)

    vision = FlatVision()
    vision.head_pose = SimpleNamespace(estimate=lambda _image, _face: HeadPose(3.0, 2.0, 1.0))
    told: list[tuple[int, int]] = []
    files = [tmp_path / name for name in ("bright", "black", "broken")]
    looks, failed = measure_looks(files, tmp_path, vision, read, lambda *at: told.append(at))
    assert [each.name for each in looks] == ["bright"]
    assert looks[0].record() == {"picture": "bright", "yaw": 3.0, "pitch": 2.0, "brightness": 130.0, "side_light": 0.0}
    assert failed == {"black": Failure.NO_FACE, "broken": Failure.UNREADABLE}
    assert told[-1] == (3, 3)
    # Without the network the landmarks tell the pose.
    vision.head_pose = None
    assert measure_looks(files[:1], tmp_path, vision, read, lambda *_: None)[0][0].pose.yaw == pytest.approx(0.0, abs=1)
