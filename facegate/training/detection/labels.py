"""Pictures with labelled faces, as a detector learns from them and is measured on them. Torch-free.

A folder of labels holds ``label.txt`` (RetinaFace's, with landmarks) or a ``wider_face_*_bbx_gt.txt`` (WIDER FACE's),
and the pictures in ``images/``, in ``WIDER_*/images/`` or beside the list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from facegate.domain.faces import LANDMARK_COUNT
from facegate.errors import TrainingError
from facegate.training.detection.wider import ListedFace, read_label_txt, read_wider_list

LABEL_FILE = "label.txt"
WIDER_LISTS = "wider_face_*_bbx_gt.txt"
IMAGES = "images"


@dataclass(frozen=True, slots=True, eq=False)
class LabelledPicture:
    """One picture.

    Attributes:
        name: its path in the list, with ``/``.
        path: the file.
        boxes: (F, 4), float32: left, top, right, bottom in pixels of the upright picture.
        landmarks: (F, 5, 2), float32, in the order of :data:`facegate.domain.faces.Landmarks`; NaN where not known.
        ignored: (F,), bool: neither to be learned nor to be counted, found or not.
    """

    name: str
    path: Path
    boxes: npt.NDArray[np.float32]
    landmarks: npt.NDArray[np.float32]
    ignored: npt.NDArray[np.bool_]


def read_labels(folder: Path) -> list[LabelledPicture]:
    """Read a folder's list; pictures are not opened.

    Raises:
        TrainingError: there is no list or more than one, or it is not of a known form; its path and line are said.
    """
    lists = [path for path in (folder / LABEL_FILE, *sorted(folder.glob(WIDER_LISTS))) if path.is_file()]
    if len(lists) != 1:
        raise TrainingError(
            "No labels" if not lists else "Several lists of labels",
            "{folder} holds {count} lists of labelled faces.",
            "Give a folder with one label.txt or wider_face_..._bbx_gt.txt; 'facegate train detector-data' makes one.",
            folder=folder,
            count=len(lists) or "no",
        )
    read = read_label_txt if lists[0].name == LABEL_FILE else read_wider_list
    places = list(_places(folder))
    return [_picture(name, places, faces) for name, faces in read(lists[0]).items()]


def _places(folder: Path) -> Iterator[Path]:
    yield folder / IMAGES
    yield from sorted(path for path in folder.glob("WIDER_*/images") if path.is_dir())
    yield folder


def _picture(name: str, places: list[Path], faces: list[ListedFace]) -> LabelledPicture:
    # The last one also where there is none: that the file is missing is said when it is opened.
    path = next((place / name for place in places if (place / name).is_file()), places[-1] / name)
    boxes = np.array([(*face.corner, *(np.add(face.corner, face.size))) for face in faces], np.float32).reshape(-1, 4)
    landmarks = np.full((len(faces), LANDMARK_COUNT, 2), np.nan, np.float32)
    for place, face in enumerate(faces):
        if face.landmarks is not None:
            landmarks[place] = face.landmarks
    return LabelledPicture(name, path, boxes, landmarks, np.array([face.ignored for face in faces], bool))
