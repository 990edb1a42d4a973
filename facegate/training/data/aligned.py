"""A training set on disk: faces cut out once, read from there page by page however many there are.

A folder holds ``set.json`` and the pixels beside it in a file that is named after
its contents. The pixels are complete before ``set.json`` names them, so that what
was cut off on the way is never taken for a set.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, ValidationError

from facegate.errors import TrainingError
from facegate.training.data.specs import Layout, WithoutFace

Crops: TypeAlias = npt.NDArray[np.uint8]
"""Shape (N, C, C, 3), RGB, 0..255."""

Indices: TypeAlias = npt.NDArray[np.int64]
"""Shape (N,), int64."""

SET_FILE = "set.json"
"""Says what the pixels beside it are."""

SET_VERSION = 1
"""Of ``set.json``; another one is aligned anew."""


class SetRecord(BaseModel):
    """What ``set.json`` holds.

    Attributes:
        version: :data:`SET_VERSION`.
        key: of what the set was made: pictures by name, size and date, and every option; the same key, the same set.
        fingerprint: SHA-256 of names, paths, labels and pixels; the same on every machine.
        crops: name of the file with the pixels.
        side: C, pixels along each side of a crop.
        size: pixels along each side of the window in its middle that has ArcFace's points.
        layout, without_face: how the pictures were read.
        detector: id of the model that found the faces.
        names: of the people, sorted.
        labels: places in ``names``.
        paths: of the pictures, relative to the folder that they were read from.
        failures: pictures that gave no crop, by path, and why.
        wholes: pictures without a face of which the middle was taken.
        excluded: people left out because they are in an evaluation set, and why.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = SET_VERSION
    key: str
    fingerprint: str
    crops: str
    side: int
    size: int
    layout: Layout
    without_face: WithoutFace
    detector: str
    names: tuple[str, ...]
    labels: tuple[int, ...]
    paths: tuple[str, ...]
    failures: dict[str, str]
    wholes: tuple[str, ...] = ()
    excluded: dict[str, str] = {}


@dataclass(frozen=True, slots=True, eq=False)
class AlignedSet:
    """People's faces, cut out.

    Attributes:
        crops: all that are on disk; a picture's is ``crops[rows[i]]``.
        rows: shape (N,), where each picture lies in ``crops``.
        labels: shape (N,), whose it is: a place in ``names``.
        names: of the people, sorted, each with a picture at least.
        paths: of the pictures, relative to their source, in the order of ``labels``.
        size: pixels along each side of the window in the middle of a crop where the five points are ArcFace's, scaled
            to ``size``: what a network is trained on and what the program cuts out for it.
        failures: pictures that gave no crop, by path, and why.
        fingerprint: SHA-256 of all of it, hex; a part has one of its own.
        excluded: people left out because they are in an evaluation set, and why.
    """

    crops: Crops = field(repr=False)
    rows: Indices
    labels: Indices
    names: tuple[str, ...]
    paths: tuple[str, ...]
    size: int
    failures: Mapping[str, str]
    fingerprint: str
    excluded: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """Pictures."""
        return len(self.rows)

    @property
    def side(self) -> int:
        """C, pixels along each side of a crop."""
        return int(self.crops.shape[1])

    @property
    def classes(self) -> int:
        """People."""
        return len(self.names)

    def take(self, indices: npt.ArrayLike) -> Crops:
        """The crops of some pictures, 0..N-1, shape (B, C, C, 3), copied from the disk."""
        return np.asarray(self.crops[self.rows[np.asarray(indices, np.int64)]])

    def only(self, people: Iterable[str]) -> AlignedSet:
        """The pictures of some people, labelled anew 0..K-1 in the order of their sorted names.

        Raises:
            TrainingError: one of them is not in the set, or nobody is left.
        """
        wanted = sorted(set(people))
        unknown = set(wanted) - set(self.names)
        if unknown or not wanted:
            raise TrainingError(
                "People not in the set",
                "{wanted} people are asked for, and {unknown} of them are not among the {known} of the set.",
                "Name people that the set holds.",
                wanted=len(wanted),
                unknown=len(unknown),
                known=self.classes,
            )
        if tuple(wanted) == self.names:
            return self
        new = {name: place for place, name in enumerate(wanted)}
        places = np.array([new.get(name, -1) for name in self.names], np.int64)
        return self._part(np.flatnonzero(places[self.labels] >= 0), places, wanted)

    def with_pictures(self, fewest: int) -> AlignedSet:
        """The people who have so many pictures or more. Raises TrainingError where nobody has."""
        counts = np.bincount(self.labels, minlength=self.classes)
        return self.only(name for name, count in zip(self.names, counts, strict=True) if count >= fewest)

    def _part(self, kept: Indices, places: Indices, names: Sequence[str]) -> AlignedSet:
        return replace(
            self,
            rows=self.rows[kept],
            labels=places[self.labels[kept]],
            names=tuple(names),
            paths=tuple(self.paths[place] for place in kept),
            fingerprint=sha256("\0".join((self.fingerprint, *names)).encode("utf-8", "surrogatepass")).hexdigest(),
        )


def open_aligned(folder: Path) -> AlignedSet:
    """A set that :func:`facegate.training.data.align.align_people` has made; its pixels stay on disk.

    Raises:
        TrainingError: there is none, or it is damaged.
    """
    record = read_record(folder)
    if record is None:
        raise damaged(folder, f"it holds no whole {SET_FILE}")
    return set_of(folder, record)


def read_record(folder: Path) -> SetRecord | None:
    """What ``set.json`` says; None where there is none that can be used."""
    try:
        record = SetRecord.model_validate_json((folder / SET_FILE).read_bytes())
    except (OSError, ValidationError):
        return None
    usable = record.version == SET_VERSION and Path(record.crops).name == record.crops
    return record if usable and len(record.labels) == len(record.paths) else None


def set_of(folder: Path, record: SetRecord) -> AlignedSet:
    """The set that a record describes.

    Raises:
        TrainingError: the pixels are not there or not as many as the record says.
    """
    shape = len(record.labels), record.side, record.side, 3
    file = folder / record.crops
    try:
        size = file.stat().st_size
        if size != int(np.prod(shape, dtype=np.int64)) or size == 0:
            raise damaged(folder, "its pixels are not as many as it says")
        crops: Any = np.memmap(file, np.uint8, "r", shape=shape)
    except OSError as error:
        raise damaged(folder, "its pixels cannot be read") from error
    labels = np.array(record.labels, np.int64)
    whole = AlignedSet(
        crops=crops,
        rows=np.arange(len(labels)),
        labels=labels,
        names=record.names,
        paths=record.paths,
        size=record.size,
        failures=record.failures,
        fingerprint=record.fingerprint,
        excluded=record.excluded,
    )
    return whole.only(set(record.names) - set(record.excluded)) if record.excluded else whole


def damaged(folder: Path, reason: str) -> TrainingError:
    """The error for a folder that is no whole set; ``reason`` is a clause."""
    return TrainingError(
        "Training set not usable",
        "The folder {folder} is no training set: {reason}.",
        "Make it with: facegate train align DATA OUT.",
        folder=folder,
        reason=reason,
    )
