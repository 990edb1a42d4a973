"""Search in a made-up population, and the memory of a program that holds it."""

from __future__ import annotations

import json
import sys
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from facegate.cli.memory import resident_bytes
from facegate.domain.ids import ModelId
from facegate.domain.people import Subject
from facegate.evaluation.population import Population, subject
from facegate.gallery.gallery import IndexedGallery

_PROBES = 3000

_INDEX_PATIENCE = 600.0
"""Seconds that an index may take to build and to be tested; with hnswlib, 100,000 references take about a minute."""

_TICK = 0.05

_WARM_UP = 100


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Seconds of each search, and how many found the person that an exact search finds."""

    seconds: list[float]
    right: int
    engine: str


def search(people: int, model: ModelId, dimension: int) -> SearchResult:
    """Search a gallery of that many people, one reference each, for mated probes."""
    population = Population(people, dimension)
    gallery = IndexedGallery(model, dimension)
    try:
        gallery.load(population.references(model), expected=people)
        wait_until_built(gallery)
        probes = population.probes(model, _PROBES)
        for probe in probes[:_WARM_UP]:
            gallery.search(probe)
        seconds, right = [], 0
        for probe in probes:
            started = time.perf_counter()
            found = gallery.search(probe).best
            seconds.append(time.perf_counter() - started)
            truth = gallery.search_exactly(probe).best
            right += found is not None and truth is not None and found.subject_id == truth.subject_id
        return SearchResult(seconds, right, gallery.status.engine)
    finally:
        gallery.close()


def wait_until_built(gallery: IndexedGallery) -> None:
    """Wait for background work, for as long as is reasonable."""
    deadline, tick = time.monotonic() + _INDEX_PATIENCE, threading.Event()
    while gallery.status.busy and time.monotonic() < deadline:
        tick.wait(_TICK)


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
    gallery = IndexedGallery(model, dimension)
    gallery.load(population.references(model, each), expected=people * each)
    wait_until_built(gallery)
    for probe in population.probes(model, _WARM_UP):
        gallery.search(probe)
    result = {"bytes": resident_bytes(), "people": len(names), "references": len(gallery)}
    gallery.close()
    sys.stdout.write(json.dumps(result) + "\n")
