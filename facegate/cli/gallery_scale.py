"""A gallery of made-up people from its filling to its end: how long each thing takes, and what an index finds."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from facegate.cli.memory import available_bytes, forget_peak, peak_bytes, resident_bytes
from facegate.cli.output import note
from facegate.cli.progress import Count, counting
from facegate.domain.identification import CandidateList
from facegate.domain.ids import ModelId, ReferenceId
from facegate.domain.rates import Rate, wilson
from facegate.domain.templates import StoredReference, Template
from facegate.errors import EvaluationError
from facegate.evaluation.population import Population, subject
from facegate.gallery.cache import GalleryCache
from facegate.gallery.gallery import GalleryStatus, IndexedGallery
from facegate.gallery.index import Engine
from facegate.storage.cipher import Cipher
from facegate.storage.keyset import CurrentKeys, Keyset, Purpose

PROBES = 3000

MODEL = ModelId("made-up")

_SAME_DISTANCE = 1e-6
"""Squared distances nearer to each other than this are the same: two orders of adding up float32 products."""

_CHANGES = 100
"""People enrolled, and as many erased, one at a time."""

_WARM_UP = 100
_REPORTED = 10_000
"""References between two reports."""

_PAUSE = 0.05

# Measured at 1,000,000 references: ids, owners, names and their look-up, beside the vectors.
_BYTES_BESIDE = 420
# HNSW holds the vectors a second time, its links, and while it is being kept a copy of both.
_HNSW_LINKS = 300
_SHARE_TAKEN = 0.9
_MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Recall:
    """How often an index finds what exact search finds, for mated probes.

    Attributes:
        person: the nearest person.
        runner_up: the second person, by identity.
        runner_up_distance: the second distance, within 1e-6.
    """

    person: Rate
    runner_up: Rate
    runner_up_distance: Rate


@dataclass(frozen=True, slots=True)
class Scale:
    """One size, measured. Times in seconds; memory in bytes, None where the system does not tell.

    Attributes:
        status: of the gallery when its index was ready.
        recall: see :class:`Recall`.
        searches: time of each search.
        exact: time of each exact search, alone.
        exact_meanwhile: time of each search while the index was built.
        build: from the last reference until the index answers, its self-test included; 0 where there is no index.
        reload: the same at the next start, out of the cache.
        kept: bytes of the encrypted cache.
        adds, removes: time of each change.
        memory, peak: of the process, beyond what it had before.
    """

    status: GalleryStatus
    recall: Recall
    searches: list[float]
    exact: list[float]
    exact_meanwhile: list[float]
    build: float
    reload: float
    kept: int
    adds: list[float]
    removes: list[float]
    memory: int | None
    peak: int | None

    def record(self) -> dict[str, Any]:
        """For ``--json``."""
        test = self.status.self_test
        return {
            "recall": self.recall.person.record(),
            "runner_up_recall": self.recall.runner_up.record(),
            "runner_up_distance_recall": self.recall.runner_up_distance.record(),
            "engine": str(self.status.engine),
            "effort": None if test is None else test.effort,
            "p50_ms": milliseconds(self.searches, 50),
            "p99_ms": milliseconds(self.searches, 99),
            "exact_p50_ms": milliseconds(self.exact, 50),
            "exact_p99_ms": milliseconds(self.exact, 99),
            "while_building_p99_ms": milliseconds(self.exact_meanwhile, 99),
            "build_s": self.build,
            "reload_s": self.reload,
            "kept_mb": self.kept / _MILLION,
            "add_p99_ms": milliseconds(self.adds, 99),
            "remove_p99_ms": milliseconds(self.removes, 99),
            "memory_mb": None if self.memory is None else self.memory / _MILLION,
            "peak_mb": None if self.peak is None else self.peak / _MILLION,
        }


def milliseconds(seconds: Sequence[float], percentile: float) -> float | None:
    """A percentile of times; None without any."""
    return 1e3 * float(np.percentile(seconds, percentile)) if seconds else None


def require_memory(references: int, dimension: int, engine: Engine | None) -> None:
    """Refuse a size that the machine has no room for, before anything is begun. Raises EvaluationError."""
    copies, beside = (2, _BYTES_BESIDE + _HNSW_LINKS) if engine is Engine.HNSW else (1, _BYTES_BESIDE + dimension // 2)
    needed = references * (4 * dimension * copies + beside)
    available = available_bytes()
    if available is not None and needed > _SHARE_TAKEN * available:
        raise EvaluationError(
            "Not enough memory",
            "A gallery of {references:,} needs about {needed:,.0f} MB, and {available:,.0f} MB are available.",
            "Ask for smaller sizes with --sizes, or close other programs.",
            references=references,
            needed=needed / _MILLION,
            available=available / _MILLION,
        )


def measure(references: int, dimension: int, folder: Path, engine: Engine | None) -> Scale:
    """Measure a gallery of that many people, one reference each; ``folder`` takes the encrypted cache."""
    population = Population(references, dimension)
    cache = GalleryCache(folder, Cipher(CurrentKeys(Keyset.fresh()), Purpose.CACHE))
    probes = population.probes(MODEL, PROBES)
    before = resident_bytes()
    forget_peak()
    with _filled(population, dimension, cache, engine) as gallery:
        build, meanwhile = _searched_until_settled(gallery, probes)
        status, memory, peak = gallery.status, resident_bytes(), peak_bytes()
        truths, exact = _searched(gallery.search_exactly, probes, "exact search")
        found, searches = _searched(gallery.search, probes, "search")
    kept = sum(path.stat().st_size for path in folder.iterdir()) if folder.exists() else 0
    with _filled(population, dimension, cache, engine) as gallery:
        reload, _ = _searched_until_settled(gallery, probes)
        adds, removes = _changed(gallery, Population(_CHANGES, dimension, seed=1), references)
    return Scale(
        status=status,
        recall=compare(found, truths),
        searches=searches,
        exact=exact,
        exact_meanwhile=meanwhile,
        build=build,
        reload=reload,
        kept=kept,
        adds=adds,
        removes=removes,
        memory=None if memory is None or before is None else memory - before,
        peak=None if peak is None or before is None else peak - before,
    )


def compare(found: Sequence[CandidateList], truths: Sequence[CandidateList]) -> Recall:
    """What was found, beside what exact search finds."""
    pairs = [(one.candidates, truth.candidates) for one, truth in zip(found, truths, strict=True)]
    both = [(one, truth) for one, truth in pairs if len(truth) > 1]

    def share(hits: Iterable[bool]) -> Rate:
        flags = list(hits)
        return wilson(sum(flags), len(flags))

    return Recall(
        share(bool(one) and one[0].subject_id == truth[0].subject_id for one, truth in pairs),
        share(len(one) > 1 and one[1].subject_id == truth[1].subject_id for one, truth in both),
        share(len(one) > 1 and abs(one[1].distance - truth[1].distance) <= _SAME_DISTANCE for one, truth in both),
    )


@contextmanager
def _filled(
    population: Population, dimension: int, cache: GalleryCache, engine: Engine | None
) -> Iterator[IndexedGallery]:
    """A gallery of everybody, exact search ready; closed at the end."""
    gallery = IndexedGallery(MODEL, dimension, cache=cache, engine=engine)
    total = len(population)

    def counted(count: Count) -> Iterator[StoredReference]:
        for number, reference in enumerate(population.references(MODEL)):
            if number % _REPORTED == 0:
                count(number, total)
            yield reference

    try:
        with counting(f"Making people, {total:,}") as count:
            gallery.load(counted(count), expected=total)
        yield gallery
    finally:
        gallery.close()


def _searched_until_settled(gallery: IndexedGallery, probes: Sequence[Template]) -> tuple[float, list[float]]:
    """Seconds until the index is ready, and of the searches meanwhile."""
    note("Making the index ready")
    began, pause = time.perf_counter(), threading.Event()
    seconds: list[float] = []
    for probe in itertools.cycle(probes):
        if not gallery.status.busy:
            break
        started = time.perf_counter()
        gallery.search(probe)
        seconds.append(time.perf_counter() - started)
        pause.wait(_PAUSE)
    return time.perf_counter() - began, seconds


def _searched(
    search: Callable[[Template], CandidateList], probes: Sequence[Template], what: str
) -> tuple[list[CandidateList], list[float]]:
    """What is found, and the seconds of each search."""
    for probe in probes[:_WARM_UP]:
        search(probe)
    found, seconds = [], []
    with counting(f"Searching, {what}") as count:
        for number, probe in enumerate(probes):
            count(number, len(probes))
            started = time.perf_counter()
            found.append(search(probe))
            seconds.append(time.perf_counter() - started)
    return found, seconds


def _changed(gallery: IndexedGallery, newcomers: Population, references: int) -> tuple[list[float], list[float]]:
    """Seconds of enrolling people and of erasing them."""
    adds, removes = [], []
    for number, reference in enumerate(newcomers.references(MODEL)):
        one = StoredReference(ReferenceId(references + 1 + number), subject(references + number), reference.template)
        adds.append(_timed(partial(gallery.add, [one])))
    for number in range(len(newcomers)):
        removes.append(_timed(partial(gallery.remove, subject(number))))
    return adds, removes


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
