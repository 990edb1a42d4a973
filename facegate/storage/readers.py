"""Connections that only read: many at a time, beside the writer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from facegate.storage.engine import translated
from facegate.storage.inbox import closed_error


class Readers:
    """Hands out reading connections. Thread-safe."""

    def __init__(self, engine: Engine, database: Path) -> None:
        self._engine = engine
        self._database = database
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in one transaction, so that all it reads is of one moment; keep it short.

        Raises:
            StorageError: the database cannot be read, or it was closed.
        """
        if self._closed:
            raise closed_error()
        with translated(self._database), self._engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Give all connections back; safe to call twice."""
        self._closed = True
        self._engine.dispose()
