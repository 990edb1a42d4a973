"""Frames: what counts as a picture, and that nobody writes into one."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from facegate.domain.frames import Frame, check_bgr

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("image", "complaint"),
    [
        (np.zeros((4, 5), np.uint8), "shape"),
        (np.zeros((4, 5, 1), np.uint8), "shape"),
        (np.zeros((4, 5, 4), np.uint8), "shape"),
        (np.zeros((1, 4, 5, 3), np.uint8), "shape"),
        (np.zeros((4, 5, 3), np.float32), "uint8"),
        (np.zeros((4, 5, 3), np.uint16), "uint8"),
        (np.zeros((0, 5, 3), np.uint8), "empty"),
        (np.zeros((4, 0, 3), np.uint8), "empty"),
    ],
)
def test_what_is_no_picture_is_refused(image: np.ndarray, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check_bgr(image)
    with pytest.raises(ValueError, match=complaint):
        Frame(image, 0, 0.0, NOON)


def test_frame_knows_its_size() -> None:
    frame = Frame(np.zeros((4, 5, 3), np.uint8), 7, 0.5, NOON)
    assert (frame.width, frame.height) == (5, 4)


def test_frame_cannot_be_drawn_on() -> None:
    frame = Frame(np.zeros((4, 5, 3), np.uint8), 0, 0.0, NOON)
    with pytest.raises(ValueError, match="read-only"):
        frame.image[0, 0] = 255
    copy = frame.image.copy()
    copy[0, 0] = 255
    assert frame.image.max() == 0


def test_frame_of_a_strided_view_is_accepted() -> None:
    wide = np.arange(4 * 10 * 3, dtype=np.uint8).reshape(4, 10, 3)
    frame = Frame(wide[:, ::2], 0, 0.0, NOON)
    assert (frame.width, frame.height) == (5, 4)


def test_frame_needs_an_aware_moment() -> None:
    image = np.zeros((4, 5, 3), np.uint8)
    with pytest.raises(ValueError, match="aware"):
        Frame(image, 0, 0.0, datetime(2026, 3, 2, 12))
    assert Frame(image, 0, 0.0, NOON.astimezone(ZoneInfo("Asia/Tokyo"))).wall == NOON
