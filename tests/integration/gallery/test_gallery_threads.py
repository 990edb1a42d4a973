"""Searching while people are enrolled and erased and the index is rebuilt."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from helpers.sealer import AesSealer
from helpers.vectors import MODEL, population, reference, references, subject

from facegate.domain.ids import SubjectId
from facegate.domain.templates import normalised
from facegate.gallery import scan
from facegate.gallery.cache import GalleryCache
from facegate.gallery.gallery import Engine, IndexedGallery
from facegate.gallery.priority import lower_thread_priority

DIMENSION = 12
PERSONS = 200
EACH = 3
SECONDS = 4.0
# The background thread is nice, so on a busy machine an index may be long in coming.
PATIENCE = 60.0
SEARCHERS = 2


class Searcher(threading.Thread):
    """Looks for everybody in turn and notes what must not be."""

    def __init__(
        self, gallery: IndexedGallery, vectors: np.ndarray, erased: dict[SubjectId, int], stop: threading.Event
    ):
        super().__init__()
        self.gallery, self.vectors, self.erased, self.stop = gallery, vectors, erased, stop
        self.searches = 0
        self.wrong: list[object] = []

    def run(self) -> None:
        random = np.random.default_rng(self.ident)
        try:
            while not self.stop.is_set():
                row = int(random.integers(len(self.vectors)))
                before = self.erased.copy()
                found = self.gallery.search(normalised(MODEL, self.vectors[row]))
                self.searches += 1
                named = {one.subject_id for one in found.candidates}
                after = self.erased.copy()
                # Erased before the search and not enrolled again until after it: the number tells one erasure from
                # the next.
                if len(named) < 2 or any(before.get(who, 0) == after.get(who, -1) for who in named):
                    self.wrong.append(("erased or missing", named))
                best = found.best
                # A third of the persons stay all the time and are found, always.
                if row // EACH % 3 == 0 and (best is None or best.subject_id != subject(row // EACH)):
                    self.wrong.append(("not found", row, best))
        except Exception as error:  # noqa: BLE001 - the test wants to see it
            self.wrong.append(error)


def test_searches_never_fail_nor_find_the_erased(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_REFERENCES_PER_CANDIDATE", 1)
    vectors = population(PERSONS, EACH, DIMENSION)
    stored = references(vectors, EACH)
    gallery = IndexedGallery(
        MODEL, DIMENSION, exact_below=300, fold_after=20, cache=GalleryCache(tmp_path, AesSealer())
    )
    gallery.load(stored)
    erased: dict[SubjectId, int] = {}
    stop = threading.Event()
    searchers = [Searcher(gallery, vectors, erased, stop) for _ in range(SEARCHERS)]
    for searcher in searchers:
        searcher.start()
    random = np.random.default_rng(1)
    engines = set()
    began = time.monotonic()
    changes = 0
    while (elapsed := time.monotonic() - began) < SECONDS or (Engine.SCAN not in engines and elapsed < PATIENCE):
        person = int(random.choice([number for number in range(PERSONS) if number % 3]))
        if subject(person) in erased:
            del erased[subject(person)]  # before enrolling: from here on they may be found
            # New rows get new ids, as in the database.
            first = 10_000 + changes * EACH
            rows = range(person * EACH, person * EACH + EACH)
            gallery.add([reference(first + n, person, vectors[row]) for n, row in enumerate(rows)])
        else:
            gallery.remove(subject(person))
            erased[subject(person)] = changes + 1  # after: from here on they must not be found
        changes += 1
        if changes % 300 == 0:
            gallery.settle(5.0)
        engines.add(gallery.status.engine)
    stop.set()
    for searcher in searchers:
        searcher.join(10.0)
    assert gallery.settle(30.0)
    gallery.close()
    assert [searcher.wrong for searcher in searchers] == [[]] * SEARCHERS
    assert min(searcher.searches for searcher in searchers) > 100
    assert changes > 100
    assert Engine.SCAN in engines
    assert not any(thread.name == "gallery-rebuild" for thread in threading.enumerate())


@pytest.mark.skipif(sys.platform != "linux", reason="niceness belongs to the process elsewhere")
def test_only_the_background_thread_is_nice() -> None:
    seen = {}

    def work() -> None:
        lower_thread_priority()
        seen["worker"] = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen["worker"] > before or seen["worker"] == 19
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before
