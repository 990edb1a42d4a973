"""Words for punches that were changed or did not count."""

from __future__ import annotations

from facegate.domain.attendance.results import IgnoredBecause
from facegate.domain.records import PunchVerdict
from facegate.pipeline.attendance.punching import PunchState
from facegate.ui.i18n import translate


def ignored_text(reason: IgnoredBecause) -> str:
    """Why a punch gave no minutes."""
    return {
        IgnoredBecause.DUPLICATE: translate("Punches", "ignored: so soon after the one before"),
        IgnoredBecause.OUTSIDE_WINDOW: translate("Punches", "ignored: belongs to no shift"),
        IgnoredBecause.NO_DIRECTION: translate("Punches", "ignored: neither in nor out"),
        IgnoredBecause.BETWEEN: translate("Punches", "ignored: between the first in and the last out"),
        IgnoredBecause.NO_IN: translate("Punches", "gives nothing: there is no in before it"),
        IgnoredBecause.NO_OUT: translate("Punches", "gives nothing: there is no out after it"),
        IgnoredBecause.NO_BREAK: translate("Punches", "ignored: no break to begin or end"),
    }[reason]


def state_text(state: PunchState) -> str:
    """Whether a punch, or a change of one, holds."""
    return {
        PunchState.COUNTS: translate("Punches", "counts"),
        PunchState.VOID: translate("Punches", "does not count any more"),
        PunchState.PENDING: translate("Punches", "waits for a second person"),
        PunchState.REJECTED: translate("Punches", "was rejected"),
        PunchState.TAKEN_BACK: translate("Punches", "was taken back"),
    }[state]


def moved_text() -> str:
    """What became of a punch that was put elsewhere."""
    return translate("Punches", "was moved")


def change_text(verdict: PunchVerdict) -> str:
    """What an administrator did, or wants to do."""
    return {
        PunchVerdict.ADD: translate("Punches", "Add"),
        PunchVerdict.MOVE: translate("Punches", "Move"),
        PunchVerdict.VOID: translate("Punches", "Void"),
        PunchVerdict.APPROVE: translate("Punches", "Approve"),
        PunchVerdict.REJECT: translate("Punches", "Reject"),
    }[verdict]


def said_text(verdict: PunchVerdict, actor: str, reason: str) -> str:
    """Who changed a punch, and why."""
    words = {
        PunchVerdict.ADD: translate("Punches", "Added by {actor}: {reason}"),
        PunchVerdict.MOVE: translate("Punches", "Moved by {actor}: {reason}"),
        PunchVerdict.VOID: translate("Punches", "Voided by {actor}: {reason}"),
        PunchVerdict.APPROVE: translate("Punches", "Approved by {actor}: {reason}"),
        PunchVerdict.REJECT: translate("Punches", "Rejected by {actor}: {reason}"),
    }[verdict]
    return words.format(actor=actor, reason=reason)
