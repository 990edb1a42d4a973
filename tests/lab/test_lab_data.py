from __future__ import annotations

import numpy as np
import pytest
import torch

from facegate.cv import cv2
from facegate.errors import BugError
from facegate.training.data.augment import Augment
from facegate.training.data.specs import AugmentSpec
from facegate.vision.embedder_part import EmbedderPart
from facegate.vision.preprocessing import Preprocessing

CROPS = np.random.default_rng(0).integers(0, 256, (6, 40, 40, 3), np.uint8)
EVERYTHING = AugmentSpec(
    brightness=0.2, contrast=0.3, grey=0.3, rotation=10, scale=0.1, erase=0.5, standardise="image", flip=0.5
)
PLAIN = AugmentSpec(crop=False, flip=0.0)


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("standardise", ["fixed", "image"])
def test_plain_pictures_are_what_the_program_gives_a_network(standardise: str) -> None:
    fixed = {"mean": 127.5, "scale": 128.0} if standardise == "fixed" else {}
    part = EmbedderPart(
        dimension=8, size=32, alignment="arcface", colour="rgb", standardise="no" if fixed else "image", **fixed
    )
    middle = CROPS[:, 4:36, 4:36, ::-1]
    expected = Preprocessing(part).batch([np.ascontiguousarray(crop) for crop in middle], len(middle))
    given = Augment(AugmentSpec(standardise=standardise), 32).plain(CROPS).numpy()
    assert given.dtype == np.float32
    np.testing.assert_allclose(given, expected, atol=1e-5)


def test_a_flat_picture_is_not_divided_by_nothing() -> None:
    flat = np.full((1, 32, 32, 3), 77, np.uint8)
    assert not Augment(AugmentSpec(standardise="image"), 32).plain(flat).any()


def test_without_variation_training_sees_the_plain_picture() -> None:
    augment = Augment(PLAIN, 32)
    assert torch.equal(augment.train(CROPS, seeded(0)), augment.plain(CROPS))


@pytest.mark.parametrize("spec", [AugmentSpec(), EVERYTHING])
def test_the_generator_alone_decides(spec: AugmentSpec) -> None:
    augment = Augment(spec, 32)
    first, again, other = (augment.train(CROPS, seeded(seed)) for seed in (1, 1, 2))
    assert first.shape == (6, 3, 32, 32)
    assert first.isfinite().all()
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_windows_are_cut_from_everywhere_within_the_margin_and_mirrored() -> None:
    ramp = np.broadcast_to(np.arange(40, dtype=np.uint8)[None, None, :, None], (400, 40, 40, 3))
    moved = Augment(AugmentSpec(flip=0.5), 32).train(ramp, seeded(0)) * 128 + 127.5
    lefts = moved[:, 0, 0, 0].round().int()
    mirrored = moved[:, 0, 0, 0] > moved[:, 0, 0, -1]
    assert set(lefts[~mirrored].tolist()) == set(range(9))
    assert set(lefts[mirrored].tolist()) == set(range(31, 40))
    assert 150 < mirrored.sum() < 250


def test_light_stays_within_a_pixels_range() -> None:
    lit = Augment(AugmentSpec(brightness=1.0, contrast=0.9), 32).train(CROPS, seeded(0)) * 128 + 127.5
    assert lit.min() >= 0
    assert lit.max() <= 255


def test_grey_pictures_have_equal_channels() -> None:
    grey = Augment(AugmentSpec(grey=1.0), 32).train(CROPS, seeded(0))
    assert torch.equal(grey[:, 0], grey[:, 2])
    assert not torch.equal(grey[0], grey[1])


def test_a_rectangle_of_the_asked_size_is_blotted_out() -> None:
    white = np.full((200, 32, 32, 3), 255, np.uint8)
    spec = AugmentSpec(erase=1.0, erase_area=(0.1, 0.2))
    blotted = (Augment(spec, 32).train(white, seeded(0)) == 0).float().mean((1, 2, 3))
    assert blotted.min() > 0.07
    assert blotted.max() < 0.23
    none = Augment(AugmentSpec(erase=0.0), 32).train(white, seeded(0))
    assert (none != 0).all()


def test_a_turn_by_so_many_degrees_is_that_of_opencv() -> None:
    smooth = cv2.GaussianBlur(CROPS[0], (0, 0), 4)
    spec = AugmentSpec(crop=False, flip=0.0, rotation=45.0)
    turned = Augment(spec, 40).train(np.stack([smooth] * 64), seeded(0)) * 128 + 127.5
    draws = torch.rand((64, 13), generator=seeded(0))[:, 3]
    place = int(draws.argmin())
    degrees = float(draws[place] * 2 - 1) * 45
    matrix = cv2.getRotationMatrix2D((19.5, 19.5), degrees, 1.0)
    expected = cv2.warpAffine(smooth, matrix, (40, 40))[12:28, 12:28]
    given = turned[place].permute(1, 2, 0).numpy()[12:28, 12:28]
    assert abs(given - expected).mean() < 1.0


def test_a_window_is_scaled_to_the_input() -> None:
    assert Augment(EVERYTHING, 16, window=36).train(CROPS, seeded(0)).shape == (6, 3, 16, 16)
    flat = np.full((1, 40, 40, 3), 255, np.uint8)
    assert torch.allclose(Augment(AugmentSpec(), 16, window=36).plain(flat), torch.tensor(127.5 / 128))


def test_crops_of_the_wrong_shape_are_a_bug() -> None:
    with pytest.raises(BugError):
        Augment(PLAIN, 48).plain(CROPS)
    with pytest.raises(BugError):
        Augment(PLAIN, 32).plain(CROPS.astype(np.float32))


@pytest.mark.gpu
def test_a_graphics_card_varies_pictures_alike() -> None:
    if not torch.cuda.is_available():
        pytest.skip("no CUDA device")
    augment = Augment(EVERYTHING, 32)
    on_card = augment.train(torch.from_numpy(CROPS).cuda(), seeded(0)).cpu()
    assert torch.allclose(on_card, augment.train(CROPS, seeded(0)), atol=1e-3)
