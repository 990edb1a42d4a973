"""The same picture for too long."""

from __future__ import annotations

import numpy as np

from facegate.capture.freeze import FreezeWatch


def picture(value: int = 0) -> np.ndarray:
    return np.full((720, 1280, 3), value, np.uint8)


def test_same_picture_for_the_limit_is_frozen() -> None:
    watch = FreezeWatch(2.5)
    assert [watch.frozen(picture(), now) for now in (0.0, 1.0, 2.4, 2.5)] == [False, False, False, True]


def test_any_change_starts_anew() -> None:
    watch = FreezeWatch(2.5)
    watch.frozen(picture(), 0.0)
    watch.frozen(picture(), 2.0)
    assert not watch.frozen(picture(1), 2.6)
    assert not watch.frozen(picture(1), 5.0)
    assert watch.frozen(picture(1), 5.2)


def test_one_pixel_between_the_sampled_ones_is_a_change() -> None:
    watch = FreezeWatch(1.0)
    changed = picture()
    changed[33, 33, 1] = 1
    watch.frozen(picture(), 0.0)
    assert not watch.frozen(changed, 2.0)


def test_another_size_is_a_change() -> None:
    watch = FreezeWatch(1.0)
    watch.frozen(picture(), 0.0)
    assert not watch.frozen(picture()[:480, :640], 2.0)
