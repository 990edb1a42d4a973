"""Whoever turns presentation attack detection off, or on again, is in the audit, with their reason."""

from __future__ import annotations

from collections.abc import Callable

from facegate.domain.ports_pad import PadAudit
from facegate.errors import FacegateError
from facegate.settings.model import Settings
from facegate.settings.store import SettingsStore


def follow_pad_level(
    settings: SettingsStore, audit: PadAudit, actor: str, notify: Callable[[FacegateError], None]
) -> None:
    """Note the level in force, and from now on every change of it.

    A change in the file, while the program did not run, is noted with the account that starts it. One that cannot be
    noted is told: here to ``notify``, later to whoever changes the settings; the next start notes it then.
    """

    def note(now: Settings) -> None:
        audit.note(now.pad.level, now.pad.off_reason.strip(), actor)

    settings.subscribe(note)
    try:
        note(settings.current)
    except FacegateError as error:
        notify(error)
