"""Charts: real pictures of the asked size, and what is in the numbers is in the picture."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from PIL import Image

from facegate.domain.rates import Rate, wilson
from facegate.evaluation.report import charts
from facegate.evaluation.report.palette import DARK, LIGHT, Palette
from facegate.evaluation.report.scales import decades, deviate, deviate_ticks, floor_of, ordered, percent, round_steps

THRESHOLDS = np.linspace(0.0, 1.0, 400)
CURVE = charts.Curve("", THRESHOLDS**6, (1.0 - THRESHOLDS) ** 4)
WORSE = charts.Curve("worse", THRESHOLDS**5, np.minimum(1.0, 2 * (1.0 - THRESHOLDS) ** 3))
MARK = charts.Mark("in use", 1e-3, 0.05)
EDGES = np.linspace(0.0, 4.0, 81)
MATED = np.histogram(np.linspace(0.2, 1.2, 500), EDGES)[0]
OTHERS = np.histogram(np.linspace(1.0, 2.4, 900), EDGES)[0]
GROUPS = [("first", wilson(5, 100)), ("second", wilson(0, 30)), ("unseen", Rate(None, 0.0, 0.1, 29))]
SIZES = [("FNIR", [(10, wilson(3, 100)), (1000, wilson(9, 100))]), ("rank-1", [(10, wilson(1, 100))])]

DRAWN: dict[str, Callable[..., bytes]] = {
    "roc": partial(charts.roc, [CURVE], [MARK]),
    "roc of two": partial(charts.roc, [CURVE, WORSE], [MARK]),
    "det": partial(charts.det, [CURVE], [MARK]),
    "det of two": partial(charts.det, [CURVE, WORSE]),
    "identification": partial(charts.identification, [CURVE, WORSE], [MARK]),
    "histograms": partial(charts.histograms, EDGES, MATED, OTHERS, 1.1),
    "groups": partial(charts.by_group, "FNMR", GROUPS, wilson(5, 159)),
    "thresholds": partial(
        charts.by_threshold, "Threshold", THRESHOLDS, [("misses", THRESHOLDS), ("errors", 1 - THRESHOLDS)], [("a", 0.4)]
    ),
    "sizes": partial(charts.by_size, "Errors", SIZES),
}


def opened(picture: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(picture))
    assert image.format == "PNG"
    return image.convert("RGB")


def share_of(picture: bytes, colour: str) -> float:
    """Of pixels that are nearly of that colour."""
    wanted = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)])
    pixels = np.asarray(opened(picture)).astype(np.int16)
    return float((np.abs(pixels - wanted).max(axis=2) < 12).mean())


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_each_chart_is_drawn_on_its_ground_in_its_accent(name: str, palette: Palette) -> None:
    picture = DRAWN[name](palette=palette)
    assert opened(picture).width == 1276
    assert share_of(picture, palette.ground) > 0.4
    assert share_of(picture, palette.accent) > 0.0004
    assert len(picture) < 120_000


def test_the_same_numbers_make_the_same_file() -> None:
    assert DRAWN["det"]() == DRAWN["det"]()


def test_the_threshold_is_where_it_is_said() -> None:
    low, high = (opened(charts.histograms(EDGES, MATED, OTHERS, threshold)) for threshold in (0.5, 2.0))
    # The line is the only dark column that runs through most of the picture.
    columns = [int((np.asarray(each.convert("L")) < 60).sum(axis=0).argmax()) for each in (low, high)]
    assert columns[0] < columns[1] - 300


def test_more_groups_make_a_higher_picture() -> None:
    few, many = (opened(charts.by_group("FNMR", GROUPS * times)) for times in (1, 4))
    assert many.height > few.height + 9 * 60


def test_names_from_outside_are_no_formulas_and_need_no_latin_letters() -> None:
    names = [("$\\frac{", wilson(1, 9)), ("戴眼镜", wilson(1, 9)), ("", wilson(0, 0))]
    assert opened(charts.by_group("$x$", names)).width == 1276
    assert opened(charts.roc([charts.Curve("$\\bad", CURVE.errors, CURVE.misses), WORSE])).width == 1276


@pytest.mark.parametrize("draw", [charts.roc, charts.det, charts.identification])
@pytest.mark.parametrize("misses", [0.0, 1.0])
def test_curves_without_errors_or_without_anything_else_are_drawn(draw: Callable[..., bytes], misses: float) -> None:
    flat = charts.Curve("", np.array([0.0, 0.5, 1.0]), np.full(3, misses))
    assert opened(draw([flat])).width == 1276
    empty = charts.Curve("", np.array([]), np.array([]))
    assert opened(draw([empty])).width == 1276


def test_empty_histograms_are_drawn() -> None:
    nothing = np.zeros(80)
    assert opened(charts.histograms(EDGES, nothing, nothing, None)).width == 1276


def test_charts_are_drawn_on_any_thread() -> None:
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(DRAWN["roc"]())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 3
    assert len(set(made)) == 1


def test_deviates_are_those_of_the_normal_distribution() -> None:
    assert np.allclose(deviate(np.array([0.5, 0.975, 0.025])), [0.0, 1.959964, -1.959964], atol=1e-6)
    assert np.isfinite(deviate(np.array([0.0, 1.0]))).all()


def test_ticks() -> None:
    assert decades(1e-4, 1.0) == pytest.approx([1e-4, 1e-3, 1e-2, 0.1, 1.0])
    assert [percent(rate) for rate in (1e-5, 1e-3, 0.01, 0.4, 1.0)] == ["0.001 %", "0.1 %", "1 %", "40 %", "100 %"]
    assert deviate_ticks(1e-3, 0.4) == [1e-3, 1e-2, 0.05, 0.1, 0.2, 0.4]
    assert deviate_ticks(1e-6, 0.4)[-1] == 0.4
    assert round_steps(0.0, 0.09) == [0.0, 0.02, 0.04, 0.06, 0.08]
    assert floor_of(np.array([0.0, 3e-4, 0.2]), 1e-2) == pytest.approx(1e-4)
    assert floor_of(np.array([0.0]), 1e-2) == pytest.approx(1e-2)


def test_a_long_curve_keeps_its_ends_and_its_order() -> None:
    across = np.geomspace(1e-6, 1.0, 100_000)
    x, y = ordered(across[::-1], 1.0 - across[::-1], 1e-5)
    assert 500 < x.size <= 1500
    assert (np.diff(x) > 0).all()
    assert x[0] == pytest.approx(1e-5, rel=1e-3)
    assert x[-1] == 1.0
    assert np.allclose(y, 1.0 - x)
