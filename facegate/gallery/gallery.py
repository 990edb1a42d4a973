"""The gallery that the program uses: searched without locks, changed at once, tidied in the background."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from facegate import logs
from facegate.domain.identification import Candidate, CandidateList
from facegate.domain.ids import ModelId, SubjectId
from facegate.domain.templates import StoredReference, Template
from facegate.errors import BugError
from facegate.gallery.base import Base
from facegate.gallery.cache import GalleryCache
from facegate.gallery.engines import best_engine
from facegate.gallery.index import Engine
from facegate.gallery.neighbours import everybody_near, nearest_other
from facegate.gallery.overlay import Added, Change, Overlay, Removed, Replaced
from facegate.gallery.priority import lower_thread_priority
from facegate.gallery.rebuild import RebuildCancelledError, Rebuilt, rebuild
from facegate.gallery.snapshot import Snapshot
from facegate.gallery.table import GrowingTable
from facegate.gallery.verdict import SelfTest

EXACT_BELOW = 20_000
"""References below which exact search answers alone: 0.3 ms there, with nothing to build (2 cores, 128-d)."""

# References enrolled or erased that wait to be folded into the base: these many, or this share of the base. Exact
# search over them costs 0.03 ms a thousand; folding copies the base, so each change pays for 50 copied rows at most.
_FOLD_AFTER = 512
_FOLD_SHARE = 0.02

# An index that found too little is not tried again before the gallery has grown by half: building one takes minutes.
_RETRY_GROWTH = 1.5

_CLOSE_TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class GalleryStatus:
    """For the status bar and the doctor.

    Attributes:
        references: that can be found.
        engine: see :class:`Engine`.
        self_test: of the last index that was made, used or refused; None without one.
        pending: changes since the base was made.
        busy: background work is going on.
    """

    references: int
    engine: Engine
    self_test: SelfTest | None
    pending: int
    busy: bool


class IndexedGallery:
    """References of one model (``domain.ports.Gallery``).

    A search reads the current snapshot and takes no lock. Enrolling and
    erasing replace the snapshot before they return. What they change is kept
    beside a large unchanging base and folded into it by a background thread of
    low priority, which lives only while there is something to fold or an index
    to build; meanwhile the old base, or exact search, answers.
    """

    def __init__(
        self,
        model_id: ModelId,
        dimension: int,
        *,
        exact_below: int = EXACT_BELOW,
        fold_after: int = _FOLD_AFTER,
        cache: GalleryCache | None = None,
        engine: Engine | None = None,
    ) -> None:
        """Make an empty one.

        Args:
            model_id: the only model whose templates it takes.
            dimension: of its templates.
            exact_below: references below which there is no index.
            fold_after: changes that wait at least.
            cache: keeps the index from one start to the next.
            engine: the kind of index; without one the fastest that there is.
        """
        self._model_id = model_id
        self._dimension = dimension
        self._fold_after = fold_after
        self._cache = cache
        self._index_from = sys.maxsize if engine is Engine.EXACT else max(1, exact_below)
        self._engine = engine
        # Guards all below but the snapshot's readers; notified when the background thread ends.
        self._changed = threading.Condition()
        self._overlay = Overlay(Base(GrowingTable(dimension).finished()))
        self._snapshot = self._overlay.snapshot()
        self._others: tuple[Snapshot, dict[SubjectId, float | None]] = (self._snapshot, {})
        self._journals: list[list[Change]] = []
        self._loads = 0
        self._erasures = 0
        self._self_test: SelfTest | None = None
        self._worker: threading.Thread | None = None
        self._stopping = threading.Event()
        self._given_up = False

    @property
    def model_id(self) -> ModelId:
        """The only model whose templates it takes."""
        return self._model_id

    @property
    def status(self) -> GalleryStatus:
        """What it is doing now."""
        with self._changed:
            snapshot = self._snapshot
            return GalleryStatus(
                references=len(snapshot),
                engine=Engine.EXACT if snapshot.base.index is None else snapshot.base.index.engine,
                self_test=self._self_test,
                pending=snapshot.pending,
                busy=self._worker is not None,
            )

    def __len__(self) -> int:
        """References that can be found."""
        return len(self._snapshot)

    def search(self, probe: Template) -> CandidateList:
        """The two nearest persons (fewer where there are fewer), distances exact.

        Raises:
            BugError: the probe is of another model or dimension.
        """
        self._check(probe)
        return self._snapshot.search(probe.vector)

    def search_exactly(self, probe: Template) -> CandidateList:
        """The same without an index: what an index is measured by.

        Raises:
            BugError: the probe is of another model or dimension.
        """
        self._check(probe)
        return self._snapshot.search_exactly(probe.vector)

    def near(self, probe: Template, distance: float) -> list[Candidate]:
        """Everybody within a squared distance, nearest first; exact, and as slow as exact search.

        Raises:
            BugError: the probe is of another model or dimension.
        """
        self._check(probe)
        return everybody_near(self._snapshot, probe.vector, distance)

    def nearest_other(self, subject_id: SubjectId) -> float | None:
        """Squared distance between a person's references and anybody else's; None where there is none.

        Remembered until somebody is enrolled or erased: then all of it is found out anew, when it is asked for.
        """
        snapshot = self._snapshot
        of, known = self._others
        if of is not snapshot:
            known = {}
            self._others = snapshot, known
        if subject_id not in known:
            known[subject_id] = nearest_other(snapshot, subject_id)
        return known[subject_id]

    def load(self, references: Iterable[StoredReference], expected: int = 0) -> None:
        """Replace everything by these references; exact search over them works when this returns.

        An index, where one is worth it, comes out of the cache or is built in
        the background. Persons who are enrolled or erased while the references
        are being read are not lost and not brought back.

        Args:
            references: of the gallery's model, in any order, each once.
            expected: about how many; spares copying the matrix while it grows.

        Raises:
            BugError: a reference is of another model or dimension, or comes twice.
            FacegateError: whatever reading them raises. The gallery stays as it was then.
        """
        with self._recorded() as changes:
            table = GrowingTable(self._dimension, expected)
            for reference in references:
                self._check(reference.template)
                table.append(reference)
            base = Base(table.finished())
            with self._changed:
                self._loads += 1
                self._given_up = False
                self._self_test = None
                self._install(base, changes)
                self._start_work()

    def add(self, references: Sequence[StoredReference]) -> None:
        """Make references findable; at once. A reference that is there already is ignored.

        Raises:
            BugError: one is of another model or dimension; none is added then.
        """
        for reference in references:
            self._check(reference.template)
        with self._changed:
            self._apply(Added(tuple(references)))

    def replace(self, reference: StoredReference, *, erased: bool = False) -> None:
        """Find a person by this reference alone from now on; nobody searches between the old ones and this.

        ``erased``: one of the old ones was erased, so nothing of it may stay in a kept index either.

        Raises:
            BugError: it is of another model or dimension; the old ones stay then.
            StorageError: it is done, but a kept index cannot be deleted.
        """
        self._check(reference.template)
        with self._changed:
            self._erasures += erased
            self._apply(Replaced(reference))
        if erased and self._cache is not None:
            self._cache.clear()

    def remove(self, subject_id: SubjectId) -> None:
        """Make a person unfindable; at once. Unknown persons are ignored.

        Raises:
            StorageError: they cannot be found any more, but a kept index cannot be deleted.
        """
        with self._changed:
            self._erasures += 1
            self._apply(Removed(subject_id))
        if self._cache is not None:
            self._cache.clear()

    def settle(self, timeout: float) -> bool:
        """Wait until background work is done; False if it is not after ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: self._worker is None, timeout)

    def close(self, timeout: float = _CLOSE_TIMEOUT) -> None:
        """Stop background work; searching goes on working. Safe to call twice."""
        with self._changed:
            self._stopping.set()
            worker = self._worker
        if worker is not None:
            worker.join(timeout)
            if worker.is_alive():
                logs.gallery.warning("background work did not stop within %.0f s", timeout)

    def _check(self, template: Template) -> None:
        if template.model_id != self._model_id or template.dimension != self._dimension:
            raise BugError(
                "Template of another model",
                "A template of {given} ({given_size} numbers) met the gallery of {own} ({own_size}).",
                "Please report this.",
                given=template.model_id,
                given_size=template.dimension,
                own=self._model_id,
                own_size=self._dimension,
            )

    def _apply(self, change: Change) -> None:
        """Do a change; the lock is held."""
        change.apply(self._overlay)
        for journal in self._journals:
            journal.append(change)
        self._snapshot = self._overlay.snapshot()
        self._start_work()

    @contextmanager
    def _recorded(self) -> Iterator[list[Change]]:
        """Collects the changes that happen meanwhile, to be done again on what is being made."""
        journal: list[Change] = []
        with self._changed:
            self._journals.append(journal)
        try:
            yield journal
        finally:
            with self._changed:
                # By identity: two empty journals are equal.
                self._journals = [other for other in self._journals if other is not journal]

    def _install(self, base: Base, changes: list[Change]) -> None:
        """Search in a new base from now on; the lock is held."""
        overlay = Overlay(base)
        for change in changes:
            change.apply(overlay)
        self._overlay, self._snapshot = overlay, overlay.snapshot()

    def _has_work(self) -> bool:
        """Whether a new base is wanted; the lock is held."""
        snapshot = self._snapshot
        base = snapshot.base
        if base.index is None and len(snapshot.hidden):
            # Cheap without an index, and then no erased vector stays in memory.
            return True
        if snapshot.pending > max(self._fold_after, _FOLD_SHARE * len(base)):
            return True
        return len(base) >= self._index_from and base.index is None

    def _start_work(self) -> None:
        """See to it that a thread works if there is work; the lock is held."""
        if self._worker is None and not self._stopping.is_set() and not self._given_up and self._has_work():
            # Not a daemon: it looks at the stop flag several times a second.
            self._worker = threading.Thread(target=self._work, name="gallery-rebuild")
            self._worker.start()

    def _work(self) -> None:
        """Body of the background thread."""
        lower_thread_priority()
        while True:
            try:
                self._renew()
            except RebuildCancelledError:
                pass
            except Exception:  # noqa: BLE001 - a thread's boundary: exact search over base and changes goes on
                logs.gallery.error("background work failed; searching goes on without an index", exc_info=True)
                with self._changed:
                    self._given_up = True
            with self._changed:
                if self._stopping.is_set() or self._given_up or not self._has_work():
                    self._worker = None
                    self._changed.notify_all()
                    return

    def _renew(self) -> None:
        """Make a new base of the current snapshot and put it in place, changes since then included."""
        with self._recorded() as changes:
            with self._changed:
                # Changes recorded before this are in the snapshot; doing them again makes no difference.
                snapshot, loads, erasures = self._snapshot, self._loads, self._erasures
            began = time.monotonic()

            def overtaken() -> bool:
                return self._stopping.is_set() or loads != self._loads

            rebuilt = rebuild(snapshot, self._model_id, self._index_wanted(len(snapshot)), self._cache, overtaken)
            with self._changed:
                if loads != self._loads:
                    return
                if rebuilt.self_test is not None:
                    self._self_test = rebuilt.self_test
                    if not rebuilt.self_test.passed:
                        self._index_from = int(len(rebuilt.base) * _RETRY_GROWTH)
                self._install(rebuilt.base, changes)
            logs.gallery.debug("%d changes folded in %.3f s", snapshot.pending, time.monotonic() - began)
        self._keep(rebuilt, lambda: not overtaken() and erasures == self._erasures)

    def _index_wanted(self, references: int) -> Engine:
        """The kind of index for so many. For the background thread: libraries take half a second to load."""
        if references < self._index_from:
            return Engine.EXACT
        engine = self._engine or best_engine()
        if self._cache is not None:
            refused = self._cache.refused(self._model_id, engine)
            with self._changed:
                self._index_from = max(self._index_from, int(refused * _RETRY_GROWTH))
        return engine if references >= self._index_from else Engine.EXACT

    def _keep(self, rebuilt: Rebuilt, still_wanted: Callable[[], bool]) -> None:
        """Write the new index to the cache, unless somebody was erased since it was begun; or that it was refused."""
        if self._cache is None or rebuilt.self_test is None:
            return
        index = rebuilt.base.index
        if index is None:
            self._cache.remember_refused(self._model_id, rebuilt.engine, len(rebuilt.base))
        elif rebuilt.worth_keeping and still_wanted():
            self._cache.save(self._model_id, rebuilt.base.table, index, rebuilt.self_test, still_wanted)
