"""Work that makes many objects and no cycles of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collections() -> Iterator[None]:
    """Look for no cycles of garbage meanwhile: with some ten thousand objects alive that takes a quarter of the time.

    For a second or so, or while a file of millions of rows is written: of the whole process, though nothing else of it
    depends on when they are looked for.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
