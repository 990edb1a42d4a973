"""From crops to the numbers that a network takes, varied while it learns and plain when it is judged."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
import torch
from torch.nn import functional

from facegate.errors import BugError
from facegate.training.data.aligned import Crops
from facegate.training.data.specs import AugmentSpec

Tensor: TypeAlias = torch.Tensor

FIXED_MEAN, FIXED_SCALE = 127.5, 128.0
"""(pixel - mean) / scale of ``standardise = "fixed"``; a manifest of such a network says the same."""

_HIGHEST = 255.0

_LUMA = (0.299, 0.587, 0.114)
"""Shares of red, green and blue in grey (ITU-R BT.601), as in JPEG."""

_ERASE_ASPECT = 0.3
"""Height to width of what is blotted out lies between this and its inverse (Zhong et al. 2017, r1)."""


class Augment:
    """Cuts the window out of crops, varies it and standardises it.

    The random numbers are drawn on the processor, from the generator alone and as many for each picture whatever is
    switched on, so that a run that goes on gets the same pictures. Runs on whatever device the crops are.
    """

    def __init__(self, spec: AugmentSpec, input_size: int, window: int | None = None) -> None:
        """Make pictures of ``input_size`` by ``input_size`` pixels.

        Args:
            spec: what is varied.
            input_size: S, pixels.
            window: pixels of a crop that the network sees, scaled to S where they are not as many;
                :attr:`facegate.training.data.aligned.AlignedSet.size`. None: S.
        """
        self._spec = spec
        self._size = input_size
        self._window = window or input_size

    def train(self, crops: Crops | Tensor, generator: torch.Generator) -> Tensor:
        """Vary and standardise.

        Args:
            crops: uint8, shape (B, C, C, 3), RGB.
            generator: of the processor; moves on by a fixed count of numbers a picture.

        Returns:
            float32, shape (B, 3, S, S), RGB.

        Raises:
            BugError: the crops are smaller than the window.
        """
        pixels = self._checked(crops)
        draws = torch.rand((len(pixels), _DRAWS), generator=generator)
        if self._spec.rotation or self._spec.scale:
            pictures = self._turned(_planes(pixels), draws)
        else:
            pictures = _planes(self._moved(pixels, draws))
        pictures = torch.where(_chosen(draws[:, _FLIP], self._spec.flip, pictures), pictures.flip(3), pictures)
        pictures = self._standardised(self._lit(self._scaled(pictures), draws))
        return self._erased(pictures, draws)

    def plain(self, crops: Crops | Tensor) -> Tensor:
        """The window in the middle, standardised; arguments and result as in :meth:`train`."""
        pixels = self._checked(crops)
        start = (pixels.shape[1] - self._window) // 2
        middle = pixels[:, start : start + self._window, start : start + self._window]
        return self._standardised(self._scaled(_planes(middle)))

    def _checked(self, crops: Crops | Tensor) -> Tensor:
        pixels = torch.from_numpy(np.ascontiguousarray(crops)) if isinstance(crops, np.ndarray) else crops
        if pixels.dtype != torch.uint8 or pixels.dim() != 4 or min(pixels.shape[1:3]) < self._window:
            raise BugError(
                "Crops of the wrong shape",
                "Crops are {shape}; uint8 of at least {window} pixels a side is wanted.",
                "Please report this.",
                shape=tuple(pixels.shape),
                window=self._window,
            )
        return pixels

    def _moved(self, pixels: Tensor, draws: Tensor) -> Tensor:
        """Windows at random places, to the pixel; shape (B, W, W, 3)."""
        free = pixels.shape[1] - self._window
        if not self._spec.crop:
            start = free // 2
            return pixels[:, start : start + self._window, start : start + self._window]
        starts = (draws[:, (_ACROSS, _DOWN)] * (free + 1)).long().clamp_(max=free).to(pixels.device)
        span = torch.arange(self._window, device=pixels.device)
        columns, rows = (starts[:, axis, None] + span for axis in (0, 1))
        batch = torch.arange(len(pixels), device=pixels.device)[:, None, None]
        return pixels[batch, rows[:, :, None], columns[:, None, :]]

    def _turned(self, pictures: Tensor, draws: Tensor) -> Tensor:
        """Windows that are turned, scaled and moved about; shape (B, 3, W, W), what lies beyond the crop is black."""
        side = pictures.shape[2]
        angles = _spread(draws[:, _ANGLE], math.radians(self._spec.rotation))
        shares = self._window / side / (1.0 + _spread(draws[:, _SCALE], self._spec.scale))
        free = (side - self._window) / side if self._spec.crop else 0.0
        across, down = _spread(draws[:, _ACROSS], free), _spread(draws[:, _DOWN], free)
        cosines, sines = shares * angles.cos(), shares * angles.sin()
        rows = torch.stack((cosines, -sines, across, sines, cosines, down), 1).view(-1, 2, 3)
        shape = [len(pictures), 3, self._window, self._window]
        grid = functional.affine_grid(rows.to(pictures), shape, align_corners=False)
        return functional.grid_sample(pictures, grid, mode="bilinear", align_corners=False)

    def _scaled(self, pictures: Tensor) -> Tensor:
        if self._window == self._size:
            return pictures
        return functional.interpolate(
            pictures, (self._size, self._size), mode="bilinear", align_corners=False, antialias=True
        )

    def _lit(self, pictures: Tensor, draws: Tensor) -> Tensor:
        """Other light, other contrast, no colour; values stay within 0..255."""
        spec = self._spec
        if spec.grey:
            luma = (pictures * pictures.new_tensor(_LUMA).view(1, 3, 1, 1)).sum(1, keepdim=True)
            pictures = torch.where(_chosen(draws[:, _GREY], spec.grey, pictures), luma, pictures)
        if not spec.brightness and not spec.contrast:
            return pictures
        means = pictures.mean((1, 2, 3), keepdim=True)
        factors = _wide(1.0 + _spread(draws[:, _CONTRAST], spec.contrast), pictures)
        shifts = _wide(_spread(draws[:, _LIGHT], spec.brightness * _HIGHEST), pictures)
        return ((pictures - means) * factors + means + shifts).clamp(0.0, _HIGHEST)

    def _standardised(self, pictures: Tensor) -> Tensor:
        if self._spec.standardise == "fixed":
            return (pictures - FIXED_MEAN) / FIXED_SCALE
        # As facegate.vision.preprocessing: over all three channels, never divided by next to nothing.
        deviations, means = torch.std_mean(pictures, (1, 2, 3), correction=0, keepdim=True)
        return (pictures - means) / deviations.clamp(min=math.prod(pictures.shape[1:]) ** -0.5)

    def _erased(self, pictures: Tensor, draws: Tensor) -> Tensor:
        """Rectangles set to zero, which is about the mean."""
        spec = self._spec
        if not spec.erase:
            return pictures
        low, high = spec.erase_area
        areas = low + draws[:, _AREA] * (high - low)
        aspects = torch.exp(_spread(draws[:, _ASPECT], -math.log(_ERASE_ASPECT)))
        heights, widths = (self._size * root.sqrt().clamp(max=1.0) for root in (areas * aspects, areas / aspects))
        tops, lefts = draws[:, _TOP] * (self._size - heights), draws[:, _LEFT] * (self._size - widths)
        span = torch.arange(self._size) + 0.5
        down = (span >= tops[:, None]) & (span < (tops + heights)[:, None])
        across = (span >= lefts[:, None]) & (span < (lefts + widths)[:, None])
        blots = (draws[:, _ERASE] < spec.erase)[:, None, None] & down[:, :, None] & across[:, None, :]
        return pictures.masked_fill(blots[:, None].to(pictures.device), 0.0)


(_FLIP, _ACROSS, _DOWN, _ANGLE, _SCALE, _GREY, _LIGHT, _CONTRAST, _ERASE, _AREA, _ASPECT, _TOP, _LEFT) = range(13)
"""Columns of the random numbers of a picture."""

_DRAWS = _LEFT + 1


def _planes(pixels: Tensor) -> Tensor:
    """Shape (B, 3, H, W), float32, 0..255."""
    return pixels.permute(0, 3, 1, 2).float()


def _spread(draws: Tensor, reach: float) -> Tensor:
    """Uniform numbers of 0..1 as numbers of -reach..reach."""
    return (draws * 2.0 - 1.0) * reach


def _wide(values: Tensor, pictures: Tensor) -> Tensor:
    """One number a picture, shape (B, 1, 1, 1), on the pictures' device."""
    return values.view(-1, 1, 1, 1).to(pictures)


def _chosen(draws: Tensor, share: float, pictures: Tensor) -> Tensor:
    """Which pictures a change befalls, shape (B, 1, 1, 1)."""
    return (draws < share).view(-1, 1, 1, 1).to(pictures.device)
