"""Makes a training set of people's pictures: reads each once, cuts the face out, writes it down and goes on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from facegate.domain.frames import BgrImage
from facegate.domain.ports import FaceDetector
from facegate.errors import ImageError, TrainingError
from facegate.evaluation.corpus import Progress, Reader
from facegate.settings.files import PRIVATE_FOLDER, write_atomically
from facegate.training.data.aligned import SET_FILE, SET_VERSION, AlignedSet, Crops, SetRecord, read_record, set_of
from facegate.training.data.cutting import Cut, FaceCutter, crop_side
from facegate.training.data.journal import Entry, Journal, remove_older
from facegate.training.data.layouts import People
from facegate.training.data.sources import relative, sources_key
from facegate.training.data.specs import DataSpec
from facegate.vision.images import read_image

NO_FACE = "No face found"
NOT_THERE = "Named in the list and not there"
OTHER_FILE = "Not a picture by its name"
"""Reasons why a path gave no crop; the others are the titles of what reading it raised."""

_LOCK = ".lock"


class Exclusion(Protocol):
    """Who is left out because an evaluation needs them."""

    @property
    def key(self) -> str:
        """Changes with everything that the answers depend on."""

    @property
    def names(self) -> Mapping[str, str]:
        """People who are left out by their name, and why."""

    def prepare(self) -> None:
        """Called once before the first picture is cut; not where the set is there already."""

    def near(self, cut: Cut) -> str:
        """Which picture of the evaluation shows the same face; "" where none does."""


@dataclass(frozen=True, slots=True)
class Nobody:
    """Leaves out nobody."""

    key: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def prepare(self) -> None:
        """See :class:`Exclusion`."""

    def near(self, cut: Cut) -> str:
        """See :class:`Exclusion`."""
        del cut
        return ""


@dataclass(frozen=True, slots=True)
class Finder:
    """What finds the faces.

    Attributes:
        detector: the program's ``photo_detector``.
        model: the detector's id.
    """

    detector: FaceDetector
    model: str


def align_people(
    people: People,
    finder: Finder,
    spec: DataSpec,
    folder: Path,
    progress: Progress,
    exclusion: Exclusion | None = None,
    read: Reader = read_image,
) -> AlignedSet:
    """Cut every person's face out of every picture, once; the pixels go straight to the disk.

    The same pictures (by name, size and date), options and detector give the set that is already there. What was
    interrupted is gone on with the next time. Pictures that cannot be read or show no face are in ``failures``.

    Args:
        people: whose pictures are where.
        finder: see there.
        spec: ``size``, ``margin`` and ``without_face`` count here.
        folder: of the set; made where it is not there.
        progress: told how many pictures are done, and of how many; what it raises ends the work.
        exclusion: who is left out.
        read: reads a picture; raises ImageError.

    Raises:
        TrainingError: nobody is left, the folder cannot be written or is too small, or somebody else writes there.
        ModelError: the detector cannot run.
    """
    work = _Alignment(people, finder, spec, folder, exclusion or Nobody(), read)
    if (made := work.made()) is not None:
        return made
    try:
        with _held(folder):
            return work.made() or work.run(progress)
    except OSError as error:
        raise TrainingError(
            "Training set not written",
            "The folder {folder} cannot be written: {reason}.",
            "Free some space or name another folder; what is done so far is kept.",
            folder=folder,
            reason=error.strerror or type(error).__name__,
        ) from error


class _Alignment:
    """One set in the making."""

    def __init__(
        self, people: People, finder: Finder, spec: DataSpec, folder: Path, exclusion: Exclusion, read: Reader
    ) -> None:
        self._people = people
        self._finder = finder
        self._spec = spec
        self._folder = folder
        self._exclusion = exclusion
        self._read = read
        self._cutter = FaceCutter(finder.detector, spec)
        options = {
            "version": SET_VERSION,
            "detector": finder.model,
            "excluded": exclusion.key,
            **spec.model_dump(include={"size", "margin", "without_face"}),
        }
        self._key = sources_key([people], options)
        self._wanted = [
            (name, path) for name, paths in people.pictures.items() if name not in exclusion.names for path in paths
        ]

    def made(self) -> AlignedSet | None:
        """The set, if it is there already and whole."""
        record = read_record(self._folder)
        if record is None or record.key != self._key:
            return None
        try:
            return set_of(self._folder, record)
        except TrainingError:
            return None

    def run(self, progress: Progress) -> AlignedSet:
        """Cut what is not cut yet. Raises OSError, and what :func:`align_people` raises."""
        side = crop_side(self._spec)
        paths = [relative(path, self._people.folder) for _, path in self._wanted]
        with Journal(self._folder, self._key, side, paths) as journal:
            done = len(journal.entries)
            _require_space(self._folder, (len(paths) - done) * side * side * 3)
            if done < len(paths):
                self._exclusion.prepare()
            progress(done, len(paths))
            for place in range(done, len(paths)):
                journal.add(*self._entry(paths[place], self._wanted[place][1]))
                progress(place + 1, len(paths))
            return self._finished(journal)

    def _entry(self, name: str, path: Path) -> tuple[Entry, Crops | None]:
        try:
            image: BgrImage = self._read(path)
        except ImageError as error:
            return Entry(path=name, failure=error.title), None
        cut = self._cutter.cut(image, centred=self._people.centred)
        if cut is None:
            return Entry(path=name, failure=NO_FACE), None
        return Entry(path=name, whole=cut.face is None, near=self._exclusion.near(cut)), cut.crop

    def _finished(self, journal: Journal) -> AlignedSet:
        pairs = list(zip(self._wanted, journal.entries, strict=True))
        used = [(person, entry) for (person, _), entry in pairs if entry.crc is not None]
        excluded = dict(self._exclusion.names)
        excluded |= {
            person: f"{entry.path} shows the face of {entry.near}" for person, entry in reversed(used) if entry.near
        }
        failures = self._failures() | {entry.path: entry.failure for entry in journal.entries if entry.failure}
        names = sorted({person for person, _ in used})
        if set(names) <= set(excluded):
            raise _nobody(len(pairs), failures, excluded)
        places = {name: place for place, name in enumerate(names)}
        labels, paths = tuple(places[person] for person, _ in used), tuple(entry.path for _, entry in used)
        crops, fingerprint = journal.finish(json.dumps([self._spec.size, names, labels, paths]).encode())
        record = SetRecord(
            key=self._key,
            fingerprint=fingerprint,
            crops=crops,
            side=crop_side(self._spec),
            size=self._spec.size,
            layout=self._people.layout,
            without_face=self._spec.without_face,
            detector=self._finder.model,
            names=tuple(names),
            labels=labels,
            paths=paths,
            failures=dict(sorted(failures.items())),
            wholes=tuple(entry.path for _, entry in used if entry.whole),
            excluded=dict(sorted(excluded.items())),
        )
        write_atomically(self._folder / SET_FILE, record.model_dump_json().encode())
        remove_older(self._folder, crops)
        return set_of(self._folder, record)

    def _failures(self) -> dict[str, str]:
        """What reading the folder already knew."""
        return {
            relative(path, self._people.folder): reason
            for paths, reason in ((self._people.others, OTHER_FILE), (self._people.missing, NOT_THERE))
            for path in paths
        }


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Make the folder and keep others from writing there. Raises OSError, TrainingError."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    try:
        with FileLock(folder / _LOCK, timeout=0):
            yield
    except Timeout as error:
        raise TrainingError(
            "Training set in use",
            "Another process makes a set in {folder} at this moment.",
            "Wait for it to end, or name another folder.",
            folder=folder,
        ) from error


def _require_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise TrainingError(
            "Disk too small",
            "The set needs up to {needed} MB more, and {folder} has {free} MB left.",
            "Free some space, or name a folder on another disk.",
            needed=needed >> 20,
            free=free >> 20,
            folder=folder,
        )


def _nobody(count: int, failures: Mapping[str, str], excluded: Mapping[str, str]) -> TrainingError:
    return TrainingError(
        "Nobody to train on",
        "Of {count} pictures none is left: {failed} failed, and {excluded} people are left out for an evaluation.",
        "Look at the pictures, and at what is to be left out.",
        count=count,
        failed=len(failures),
        excluded=len(excluded),
    )
