"""Which labelled faces a detector is to find: WIDER FACE's easy, medium and hard ones, or by height. Torch-free."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
import numpy.typing as npt

from facegate.training.detection.labels import LabelledPicture
from facegate.training.detection.wider import unreadable

Mask = npt.NDArray[np.bool_]

HEIGHTS = {"easy": 50, "medium": 30, "hard": 10}
"""Pixels that a face has at least where there are no lists: the smallest of WIDER FACE's three sets, each of which
holds the one before it. Its own sets were made by how many of their faces a proposal method found."""

_FILE = "wider_{level}_val.mat"


@dataclass(frozen=True, slots=True)
class Level:
    """A set of faces.

    Attributes:
        name: ``easy``, ``medium``, ``hard`` or ``all``.
        counted: which of a picture's faces, shape (F,), bool; the others are ignored.
    """

    name: str
    counted: Callable[[LabelledPicture], Mask]


def levels_by_height() -> list[Level]:
    """All faces, and those at least so high."""
    return [everything(), *(Level(name, _at_least(height)) for name, height in HEIGHTS.items())]


def everything() -> Level:
    """All faces that are not to be ignored."""
    return Level("all", lambda picture: ~picture.ignored)


def levels_by_lists(folder: Path) -> list[Level]:
    """The benchmark's own sets, from ``wider_easy_val.mat`` and its two neighbours.

    Their numbers are places in the list of faces, counted from 1, of ``wider_face_val_bbx_gt.txt``.

    Raises:
        TrainingError: one is missing or of another form.
    """
    return [everything(), *(Level(name, _listed(_read(folder / _FILE.format(level=name)))) for name in HEIGHTS)]


def _at_least(height: int) -> Callable[[LabelledPicture], Mask]:
    return lambda picture: ~picture.ignored & (picture.boxes[:, 3] - picture.boxes[:, 1] >= height)


def _listed(places: Mapping[str, npt.NDArray[np.int64]]) -> Callable[[LabelledPicture], Mask]:
    def counted(picture: LabelledPicture) -> Mask:
        mask = np.zeros(len(picture.boxes), bool)
        found = places.get(str(PurePosixPath(picture.name).with_suffix("")), np.empty(0, np.int64))
        mask[found[(found >= 1) & (found <= len(mask))] - 1] = True
        return mask

    return counted


def _read(path: Path) -> dict[str, npt.NDArray[np.int64]]:
    """Places of faces by ``event/file`` without suffix. MATLAB's cells are arrays of arrays."""
    from scipy.io import loadmat
    from scipy.io.matlab import MatReadError

    try:
        content = loadmat(str(path))
        listed: dict[str, npt.NDArray[np.int64]] = {}
        for event, files, groups in zip(
            content["event_list"][:, 0], content["file_list"][:, 0], content["gt_list"][:, 0], strict=True
        ):
            for file, places in zip(files[:, 0], groups[:, 0], strict=True):
                listed[f"{event[0]}/{file[0]}"] = np.asarray(places, np.int64).ravel()
    except OSError as error:
        raise unreadable(path, error.strerror or "it cannot be read") from error
    except (KeyError, IndexError, TypeError, ValueError, MatReadError, NotImplementedError) as error:
        raise unreadable(path, "it is not one of WIDER FACE's lists") from error
    return listed
