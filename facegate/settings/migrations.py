"""Bringing a settings file of an earlier version up to date.

When to raise :data:`CURRENT_VERSION`: a field is renamed, moved, or changes
its meaning or unit. Not for a new field that has a default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from facegate.errors import SettingsError

Document: TypeAlias = dict[str, Any]
"""A parsed settings file without its version."""

Migration: TypeAlias = Callable[[Document], Document]
"""Takes a document of version N and returns it as version N + 1."""

CURRENT_VERSION = 2

_FIRST_EMBEDDER = "sface-2021dec"
"""The embedder of a file of version 1 that names none: its default was this one."""

_CENTRED_EMBEDDER = "sface-2021dec-centred"
"""The same network, its templates seen from their mean: another space, so another model."""


def _models_and_thresholds(document: Document) -> Document:
    """A bare threshold becomes one that says whose it is: the embedder's that was in use, which is centred now."""
    recognition = document.get("recognition")
    if not isinstance(recognition, dict):
        return document
    recognition = dict(recognition)
    embedder = recognition.get("embedder", _FIRST_EMBEDDER)
    if "threshold" in recognition:
        recognition["threshold"] = {
            "value": recognition["threshold"],
            "model": embedder,
            "source": "chosen by hand",
        }
    if recognition.get("embedder") == _FIRST_EMBEDDER:
        recognition["embedder"] = _CENTRED_EMBEDDER
    return {**document, "recognition": recognition}


MIGRATIONS: Mapping[int, Migration] = {1: _models_and_thresholds}
"""By the version that each starts from. Version 1 is the first."""


def migrate(
    document: Document, version: int, *, current: int = CURRENT_VERSION, steps: Mapping[int, Migration] = MIGRATIONS
) -> Document:
    """Bring a document from ``version`` to ``current``, one version at a time.

    Raises:
        SettingsError: the file is of a newer program, or no version of this one.
    """
    if version > current:
        raise SettingsError(
            "Settings of a newer version",
            "The settings file has version {found}; this program knows versions up to {known}.",
            "Update FaceGate, or go on with the default settings.",
            found=version,
            known=current,
        )
    for step in range(version, current):
        if step not in steps:
            raise SettingsError(
                "Settings not readable",
                "The settings file has version {found}, which no program wrote.",
                "Go on with the default settings.",
                found=version,
            )
        document = steps[step](document)
    return document
