"""Photographs read ahead: while one is looked at by the networks, the next ones are decoded."""

from __future__ import annotations

import hashlib
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from facegate import logs
from facegate.domain.bundles import Bundle, EntryError
from facegate.domain.frames import BgrImage
from facegate.domain.import_reasons import Reason, ReasonKind, because
from facegate.errors import ImageError

MOST_PHOTO_BYTES = 128 << 20
"""Of one photograph: as many as are read of a single one at an enrolment."""

_MOST_READERS = 4
"""Threads that decode; the networks are busy with what fewer deliver."""

_AHEAD = 2
"""Decoded photographs that may wait, beside one a thread: they take 36 MB each where a phone took them."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, eq=False)
class LoadedPhoto:
    """A photograph as it was read.

    Attributes:
        digest: SHA-256 of the file, hex; None where it cannot be read.
        image: BGR; None where it cannot be decoded, or is known and need not be.
        reason: why it cannot be used.
    """

    digest: str | None = None
    image: BgrImage | None = None
    reason: Reason | None = None


class PhotoReader:
    """Reads a bundle's photographs on threads of its own, in order."""

    def __init__(
        self,
        bundle: Bundle,
        decode: Callable[[bytes], BgrImage],
        is_known: Callable[[str], bool],
        lower_priority: Callable[[], None],
    ) -> None:
        """Use ``decode`` on files whose digest is not known."""
        self._bundle = bundle
        self._decode = decode
        self._is_known = is_known
        self._lower_priority = lower_priority
        self._reading = threading.Lock()

    def stream(
        self, items: Iterable[tuple[Item, str | None]]
    ) -> Generator[tuple[Item, LoadedPhoto | None], None, None]:
        """Yield each item with its photograph, or None for one that has no file; ``items`` is read a little ahead."""
        readers = min(_MOST_READERS, max(1, (os.cpu_count() or 1) - 1))
        waiting: deque[tuple[Item, Future[LoadedPhoto] | None]] = deque()
        with ThreadPoolExecutor(readers, "facegate-photos", initializer=self._lower_priority) as pool:
            try:
                ahead = 0
                for item, file in items:
                    waiting.append((item, None if file is None else pool.submit(self._load, file)))
                    ahead += file is not None
                    while waiting and (ahead > readers + _AHEAD or waiting[0][1] is None):
                        done, future = waiting.popleft()
                        ahead -= future is not None
                        yield done, None if future is None else future.result()
                while waiting:
                    done, future = waiting.popleft()
                    yield done, None if future is None else future.result()
            finally:
                for _, future in waiting:
                    if future is not None:
                        future.cancel()

    def _load(self, file: str) -> LoadedPhoto:
        digest: str | None = None
        try:
            with self._reading:
                data = self._bundle.read(file, MOST_PHOTO_BYTES)
            digest = hashlib.sha256(data).hexdigest()
            return LoadedPhoto(digest) if self._is_known(digest) else LoadedPhoto(digest, self._decode(data))
        except EntryError as error:
            return LoadedPhoto(reason=error.reason)
        except ImageError as error:
            return LoadedPhoto(digest, None, because(ReasonKind.UNREADABLE, title=error.title, message=error.message))
        except Exception as error:  # noqa: BLE001 - thread boundary: one photograph must not cost the others' report
            # Without its text, which may name the file and so the person.
            logs.app.error("a photograph could not be read (%s)", type(error).__name__)
            return LoadedPhoto(digest, None, because(ReasonKind.DAMAGED))
