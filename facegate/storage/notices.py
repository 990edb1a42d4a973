"""Telling the user once of what is met again and again."""

from __future__ import annotations

from collections.abc import Callable

from facegate.errors import FacegateError


class Once:
    """Passes each error on the first time only. Any thread; two at one moment may both pass."""

    def __init__(self, notify: Callable[[FacegateError], None]) -> None:
        self._notify = notify
        self._told: set[tuple[str, str]] = set()

    def __call__(self, error: FacegateError) -> None:
        """Pass it on unless the same was passed on before."""
        said = error.title, str(error)
        if said not in self._told:
            self._told.add(said)
            self._notify(error)
