"""HEIC as phones save it, and damaged."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.heic import TURNED, UPRIGHT

from facegate.errors import ImageError
from facegate.vision import images
from facegate.vision.heif import check_heif
from facegate.vision.images import read_image

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def corners(image):
    return [[tuple(int(value) for value in image[y, x, ::-1]) for x in (8, -8)] for y in (8, -8)]


@pytest.mark.parametrize("data", [UPRIGHT, TURNED])
def test_a_phones_picture_is_the_right_way_up(data):
    image = read_image(data)
    assert image.shape == (48, 64, 3)
    assert np.abs(np.array(corners(image)) - [[RED, GREEN], [BLUE, (255, 255, 255)]]).max() < 25


@pytest.mark.parametrize("size", [30, 100, 300, 500, 600])
def test_a_cut_off_picture_is_called_broken(size):
    with pytest.raises(ImageError) as caught:
        read_image(TURNED[:size])
    assert caught.value.title == "Picture broken"


def test_one_with_too_many_pixels_is_refused_before_decoding(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 1000)
    with pytest.raises(ImageError) as caught:
        read_image(UPRIGHT)
    assert caught.value.title == "Picture too large"


def test_an_item_whose_type_is_no_text_never_reaches_the_decoder():
    # It would end the process.
    place = TURNED.rindex(b"Exif", 0, TURNED.index(b"iprp"))
    damaged = TURNED[:place] + b"\xff" + TURNED[place + 1 :]
    with pytest.raises(ValueError, match="utf-8"):
        check_heif(damaged)
    with pytest.raises(ImageError):
        read_image(damaged)


def test_damaged_bytes_give_a_picture_or_an_image_error():
    random = np.random.default_rng(7)
    good = np.frombuffer(TURNED, np.uint8)
    read = 0
    for _ in range(300):
        data = good.copy()
        places = random.integers(12, len(data), random.integers(1, 4))
        data[places] = random.integers(0, 256, len(places))
        try:
            read += read_image(data.tobytes()).ndim == 3
        except ImageError:
            continue
    assert 0 < read < 300
