"""What deciding about doors needs from the outside, as protocols. Every method may raise FacegateError."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from facegate.domain.access.watch_list import WatchEntry
from facegate.domain.ids import SubjectId


class AccessStore(Protocol):
    """What holds at the doors beside their plan. Thread-safe."""

    def locked_down(self) -> bool:
        """Whether a lock-down is in force; it outlives restarts."""

    def set_locked_down(self, on: bool, actor: str) -> None:
        """Begin or end one; audited."""

    def watched(self, subject_id: SubjectId) -> WatchEntry | None:
        """What the watch list says of somebody; None where they are not on it."""

    def watch_list(self) -> Sequence[WatchEntry]:
        """Everybody on it, who was added first first."""

    def watched_only(self) -> frozenset[SubjectId]:
        """Those on it who never consented: nothing of them may be shown, and their faces go with their entry."""

    def watch(self, entry: WatchEntry) -> None:
        """Add somebody, or change what is said of them; audited. Raises NotFoundError."""

    def unwatch(self, subject_id: SubjectId, actor: str) -> bool:
        """Take somebody off it; False where they were not on it; audited."""
