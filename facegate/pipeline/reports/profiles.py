"""Columns that were chosen once and are used again by name."""

from __future__ import annotations

from collections.abc import Sequence

from facegate.domain.report_kinds import ReportKind
from facegate.errors import NotFoundError
from facegate.settings.model import with_changes
from facegate.settings.reports import ReportSettings
from facegate.settings.store import SettingsStore


def names_of(settings: ReportSettings, kind: ReportKind) -> list[str]:
    """Profiles of a report, in order."""
    return sorted((profile.name for profile in settings.profiles if profile.kind is kind), key=str.casefold)


def columns_of(settings: ReportSettings, kind: ReportKind, name: str) -> tuple[str, ...]:
    """The columns of a profile. Raises NotFoundError."""
    for profile in settings.profiles:
        if (profile.kind, profile.name) == (kind, name):
            return profile.columns
    raise _unknown(settings, kind, name)


def save(store: SettingsStore, kind: ReportKind, name: str, columns: Sequence[str]) -> None:
    """Keep columns under a name, in place of those that had it. Raises SettingsError."""
    others = [each for each in store.current.reports.profiles if (each.kind, each.name) != (kind, name.strip())]
    new = {"kind": kind.value, "name": name, "columns": tuple(columns)}
    store.replace(with_changes(store.current, "reports", profiles=(*others, new)))


def remove(store: SettingsStore, kind: ReportKind, name: str) -> None:
    """Forget a profile.

    Raises:
        NotFoundError: there is none of that name.
        SettingsError: a daily report uses it, or the settings cannot be saved.
    """
    profiles = store.current.reports.profiles
    others = [each for each in profiles if (each.kind, each.name) != (kind, name)]
    if len(others) == len(profiles):
        raise _unknown(store.current.reports, kind, name)
    store.replace(with_changes(store.current, "reports", profiles=tuple(others)))


def _unknown(settings: ReportSettings, kind: ReportKind, name: str) -> NotFoundError:
    known = names_of(settings, kind)
    return NotFoundError(
        "No such profile",
        "The report {kind} has no columns saved as {name}.",
        "Choose one that there is ({known}), or save its columns first.",
        kind=kind,
        name=name,
        known=", ".join(known) or "-",
    )
