"""The batches of a detector run: the same for the same seed and step, whichever thread makes them. Needs no PyTorch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from facegate.errors import ImageError, TrainingError
from facegate.training.detection.augment import Sample, cut_sample
from facegate.training.detection.config import DetectorConfig
from facegate.training.detection.labels import LabelledPicture
from facegate.training.detection.matching import Targets, match
from facegate.vision.anchors import Floats, make_anchors
from facegate.vision.images import read_image

_ORDER, _VARIATION = 0, 1
"""What random numbers are drawn for."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """What one step learns from.

    Attributes:
        pictures: (B, 3, S, S), float32, BGR less the mean.
        targets: B of them.
    """

    pictures: Floats
    targets: list[Targets]


class DetectionBatches:
    """Makes batches of labelled pictures; each epoch has them in another order.

    Attributes:
        pictures: what is learned from.
        failures: pictures that cannot be read, and why; the one that follows in the list took their place.
    """

    def __init__(self, pictures: Sequence[LabelledPicture], config: DetectorConfig) -> None:
        """Take what a run learns from, at least one picture with a face.

        Raises:
            TrainingError: no picture has a face.
        """
        if not any((~picture.ignored).any() for picture in pictures):
            raise TrainingError(
                "Nothing to learn",
                "None of the {count} labelled pictures has a face.",
                "Check the list of labels.",
                count=len(pictures),
            )
        self.failures: dict[Path, str] = {}
        self.pictures = pictures
        self._config = config
        self._anchors = make_anchors(config.anchors.steps, config.anchors.min_sizes, (config.size, config.size))

    def steps(self, first: int, end: int, workers: int) -> Iterator[Batch]:
        """The batches of steps ``first`` to ``end - 1``, made ahead by ``workers`` threads; 0: by this one."""
        with ExitStack() as stack:
            if workers == 0 or first >= end:
                for step in range(first, end):
                    yield _stacked([self._sample(step, place) for place in range(self._config.batch)])
                return
            pool = stack.enter_context(ThreadPoolExecutor(workers, "detection"))
            stack.callback(pool.shutdown, cancel_futures=True)
            ahead = [[pool.submit(self._sample, first, place) for place in range(self._config.batch)]]
            for step in range(first, end):
                if step + 1 < end:
                    ahead.append([pool.submit(self._sample, step + 1, place) for place in range(self._config.batch)])
                yield _stacked([sample.result() for sample in ahead.pop(0)])

    def _sample(self, step: int, place: int) -> tuple[Sample, Targets]:
        seed = self._config.seed
        count = len(self.pictures)
        drawn, position = divmod(step * self._config.batch + place, count)
        order = np.random.default_rng((seed, _ORDER, drawn)).permutation(count)
        random = np.random.default_rng((seed, _VARIATION, step, place))
        for attempt in range(count):
            labels = self.pictures[(order[position] + attempt) % count]
            try:
                image = read_image(labels.path)
            except ImageError as error:
                self.failures[labels.path] = error.message
                continue
            sample = cut_sample(image, labels, self._config.size, self._config.augment, random)
            return sample, match(self._anchors, sample.boxes, sample.landmarks, sample.ignored, self._config.anchors)
        raise TrainingError(
            "No picture can be read",
            "None of the {count} labelled pictures can be read.",
            "Check that they lie in the folder images/ beside the list.",
            count=count,
        )


def _stacked(samples: list[tuple[Sample, Targets]]) -> Batch:
    return Batch(np.stack([sample.picture for sample, _ in samples]), [targets for _, targets in samples])
