"""Outcomes and reasons of an import in the language of the window."""

from __future__ import annotations

from collections.abc import Iterable

from facegate.domain.import_reasons import WORDS, Reason, ReasonKind
from facegate.pipeline.import_report import Outcome
from facegate.ui.i18n import translate

CONTEXT = "imports"
"""Of the translations of :data:`facegate.domain.import_reasons.WORDS`."""

_CONTEXTS = {"title": "errors", "message": "errors", "field": CONTEXT, "problem": CONTEXT}
"""Fields that are texts themselves, by the context in which they are translated; those that are not known stay."""


def reason_text(reason: Reason | None) -> str:
    """A reason as a sentence; empty without one."""
    if reason is None:
        return ""
    fields = {name: translate(_CONTEXTS[name], value) if name in _CONTEXTS else value for name, value in reason.fields}
    if reason.kind is ReasonKind.DEFECT:
        # A photograph's defect stands behind the file's name elsewhere, hence the small letter there.
        message = dict(reason.fields)["message"]
        known = "{photo}: " + message[:1].lower() + message[1:]
        words = translate("errors", known).removeprefix("{photo}: ")
        return words[:1].upper() + words[1:]
    try:
        return translate(CONTEXT, WORDS[reason.kind]).format(**fields)
    except (KeyError, IndexError, ValueError):
        # A translator's slip must not hide the reason.
        return reason.text


def reasons_text(reasons: Iterable[Reason]) -> str:
    """Several reasons, a sentence each."""
    return " ".join(map(reason_text, reasons))


def outcome_text(outcome: Outcome, dry_run: bool) -> str:
    """Name of an outcome."""
    if dry_run:
        return {
            Outcome.ADDED: translate("imports", "Would be added"),
            Outcome.UPDATED: translate("imports", "Would be updated"),
            Outcome.USED: translate("imports", "Would be used"),
            Outcome.BEFORE: translate("imports", "Imported before"),
            Outcome.REFUSED: translate("imports", "Refused"),
        }[outcome]
    return {
        Outcome.ADDED: translate("imports", "Added"),
        Outcome.UPDATED: translate("imports", "Updated"),
        Outcome.USED: translate("imports", "Used"),
        Outcome.BEFORE: translate("imports", "Imported before"),
        Outcome.REFUSED: translate("imports", "Refused"),
    }[outcome]
