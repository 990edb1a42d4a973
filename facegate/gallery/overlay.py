"""The writer's side of a gallery: changes since its base was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from facegate.domain.ids import SubjectId
from facegate.domain.templates import StoredReference
from facegate.gallery.base import NOBODY, Base
from facegate.gallery.snapshot import Snapshot
from facegate.gallery.table import GrowingTable


class Overlay:
    """Collects enrolments and erasures over a base. Not thread-safe: its owner locks."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._recent = GrowingTable(base.table.dimension)
        self._recent_ids: set[int] = set()
        self._hidden = NOBODY

    def add(self, references: Sequence[StoredReference]) -> None:
        """Add references; one that is there already is the same one, because ids are never reused."""
        for reference in references:
            owner = self._base.owner_of(reference.reference_id)
            in_base = owner is not None and owner not in self._hidden.codes
            if not in_base and reference.reference_id not in self._recent_ids:
                self._recent.append(reference)
                self._recent_ids.add(reference.reference_id)

    def replace(self, reference: StoredReference) -> None:
        """Find the person of a reference by it alone from now on."""
        self.remove(reference.subject_id)
        self.add((reference,))

    def remove(self, subject_id: SubjectId) -> None:
        """Take a person out; unknown persons are ignored."""
        code = self._base.code(subject_id)
        if code is not None:
            self._hidden = self._base.hide(self._hidden, code)
        recent = self._recent.view()
        if subject_id in recent.subjects:
            kept = GrowingTable(recent.dimension)
            kept.extend(recent, keep=recent.owners != recent.subjects.index(subject_id))
            self._recent = kept
            self._recent_ids = set(kept.view().ids.tolist())

    def snapshot(self) -> Snapshot:
        """The gallery as it is now."""
        return Snapshot(self._base, self._recent.view(), self._hidden)


class Change(Protocol):
    """Something that happened to a gallery and can be done again on a newer base."""

    def apply(self, overlay: Overlay) -> None:
        """Do it."""


@dataclass(frozen=True, slots=True)
class Added:
    """References were added."""

    references: tuple[StoredReference, ...]

    def apply(self, overlay: Overlay) -> None:
        """Do it."""
        overlay.add(self.references)


@dataclass(frozen=True, slots=True)
class Replaced:
    """Another template stands for a person."""

    reference: StoredReference

    def apply(self, overlay: Overlay) -> None:
        """Do it."""
        overlay.replace(self.reference)


@dataclass(frozen=True, slots=True)
class Removed:
    """A person was erased."""

    subject_id: SubjectId

    def apply(self, overlay: Overlay) -> None:
        """Do it."""
        overlay.remove(self.subject_id)


def folded(snapshot: Snapshot) -> Snapshot:
    """The same gallery with everything in the table of a new base, which has no index yet.

    Where nothing changed, the base itself is used again.
    """
    base = snapshot.base
    if not snapshot.pending:
        return snapshot
    table = GrowingTable(base.table.dimension, expected=len(snapshot))
    keep = None
    if snapshot.hidden.rows.size:
        keep = np.ones(len(base), np.bool_)
        keep[snapshot.hidden.rows] = False
    table.extend(base.table, keep)
    table.extend(snapshot.recent)
    return Overlay(Base(table.finished())).snapshot()
