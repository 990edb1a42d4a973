"""Search in a made-up population, and the memory of a program that holds it."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from facegate.domain.ids import ModelId, ReferenceId, SubjectId
from facegate.domain.people import Subject
from facegate.domain.templates import StoredReference, Template, normalised
from facegate.gallery.gallery import HnswGallery

_PROBES = 3000

# As measured with SFace on LFW: length of the mean embedding, variance between people and within one,
# and how fast the spectrum between people falls off.
_MEAN_LENGTH = 0.3
_BETWEEN, _WITHIN = 0.571, 0.337
_SPECTRUM_FALL = 2.0

_INDEX_PATIENCE = 600.0
"""Seconds that an index may take to build; 100,000 references take about one minute on two cores."""

_TICK = 0.05

_WARM_UP = 100


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Seconds of each search, and how many found the person that an exact search finds."""

    seconds: list[float]
    right: int
    engine: str


class Population:
    """Made-up people whose templates lie as far apart as real ones do: within a person about 0.67 squared, else 1.8."""

    def __init__(self, people: int, dimension: int, seed: int = 0) -> None:
        self._random = np.random.default_rng(seed)
        spectrum = np.exp(-np.linspace(0.0, _SPECTRUM_FALL, dimension)).astype(np.float32)
        spectrum *= np.float32(_BETWEEN) / spectrum.sum()
        centres = self._random.standard_normal((people, dimension), np.float32) * np.sqrt(spectrum)
        self._centres: npt.NDArray[np.float32] = centres + np.float32(_MEAN_LENGTH / np.sqrt(dimension))

    def __len__(self) -> int:
        return int(self._centres.shape[0])

    def look(self, person: int) -> npt.NDArray[np.float32]:
        """Another embedding of a person, shape (D,), not normalised."""
        dimension = self._centres.shape[1]
        noise = self._random.standard_normal(dimension, np.float32) * np.float32(np.sqrt(_WITHIN / dimension))
        looked: npt.NDArray[np.float32] = self._centres[person] + noise
        return looked

    def references(self, model: ModelId, each: int) -> Iterator[StoredReference]:
        """``each`` references of everybody, ids from 1."""
        for number in range(len(self) * each):
            person = number // each
            yield StoredReference(ReferenceId(number + 1), subject(person), normalised(model, self.look(person)))

    def probes(self, model: ModelId, count: int) -> list[Template]:
        """Looks at people drawn at random."""
        drawn = self._random.integers(0, len(self), count)
        return [normalised(model, self.look(int(person))) for person in drawn]


def subject(person: int) -> SubjectId:
    """The id of a made-up person."""
    return SubjectId(f"{person:032x}")


def search(people: int, model: ModelId, dimension: int) -> SearchResult:
    """Search a gallery of that many people, one reference each, for mated probes."""
    population = Population(people, dimension)
    references = list(population.references(model, 1))
    gallery = HnswGallery(model, dimension)
    try:
        gallery.load(references, expected=people)
        wait_until_built(gallery)
        probes = population.probes(model, _PROBES)
        matrix = np.stack([reference.template.vector for reference in references])
        for probe in probes[:_WARM_UP]:
            gallery.search(probe)
        seconds, right = [], 0
        for probe in probes:
            started = time.perf_counter()
            found = gallery.search(probe).best
            seconds.append(time.perf_counter() - started)
            right += found is not None and found.subject_id == subject(int(np.argmax(matrix @ probe.vector)))
        return SearchResult(seconds, right, gallery.status.engine)
    finally:
        gallery.close()


def wait_until_built(gallery: HnswGallery) -> None:
    """Wait for background work, for as long as is reasonable."""
    deadline, tick = time.monotonic() + _INDEX_PATIENCE, threading.Event()
    while gallery.status.busy and time.monotonic() < deadline:
        tick.wait(_TICK)


def resident_bytes() -> int | None:
    """Memory of this process now; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return None
    import resource

    return pages * resource.getpagesize()


def main(models_dir: str, people: int, each: int) -> None:
    """In a process of its own: hold models, gallery and names as the program does, and print its memory as JSON."""
    from facegate.settings.model import Settings
    from facegate.settings.paths import program_models_dir
    from facegate.vision.stack import load_vision
    from facegate.vision.store import ModelStore

    chosen = Settings().recognition
    store = ModelStore(Path(models_dir), program_models_dir())
    vision = load_vision(
        store, ModelId(chosen.detector), ModelId(chosen.embedder), chosen.provider, chosen.detection_size
    )
    model, dimension = vision.extractor.model_id, vision.extractor.dimension
    population = Population(people, dimension)
    now = datetime.now(UTC)
    names = {
        subject(number): Subject(subject(number), f"{number}", f"Person {number}", now) for number in range(people)
    }
    gallery = HnswGallery(model, dimension)
    gallery.load(population.references(model, each), expected=people * each)
    wait_until_built(gallery)
    for probe in population.probes(model, _WARM_UP):
        gallery.search(probe)
    result = {"bytes": resident_bytes(), "people": len(names), "references": len(gallery)}
    gallery.close()
    sys.stdout.write(json.dumps(result) + "\n")
