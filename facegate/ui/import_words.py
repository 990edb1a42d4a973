"""Outcomes and reasons of an import in the language of the window."""

from __future__ import annotations

from collections.abc import Iterable

from facegate.domain.import_reasons import BETWEEN_FIELDS, WORDS, Reason, ReasonKind
from facegate.pipeline.import_report import Outcome
from facegate.ui.i18n import PHRASES, phrase_text, translate

_CONTEXTS = {"title": "errors", "message": "errors", "field": PHRASES, "problem": PHRASES}
"""Fields that are texts themselves, by the context in which they are translated; those that are not known stay."""


def reason_text(reason: Reason | None) -> str:
    """A reason as a sentence; empty without one."""
    if reason is None:
        return ""
    fields = {name: _field_text(name, value) for name, value in reason.fields}
    if reason.kind is ReasonKind.DEFECT:
        # A photograph's defect stands behind the file's name elsewhere, hence the small letter there.
        message = dict(reason.fields)["message"]
        known = "{photo}: " + message[:1].lower() + message[1:]
        words = translate("errors", known).removeprefix("{photo}: ")
        return words[:1].upper() + words[1:]
    try:
        return translate(PHRASES, WORDS[reason.kind]).format(**fields)
    except (KeyError, IndexError, ValueError):
        # A translator's slip must not hide the reason.
        return reason.text


def _field_text(name: str, value: str) -> str:
    if name == "fields":
        return BETWEEN_FIELDS.join(map(phrase_text, value.split(BETWEEN_FIELDS)))
    return phrase_text(value, _CONTEXTS[name]) if name in _CONTEXTS else value


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
