"""Why somebody was let through a door or was not, and what is worth an alarm. Of 32 characters at most, as the log."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Why a decision is what it is."""

    ALLOWED = "allowed"
    ALLOWED_TOGETHER = "allowed_together"
    """Two people entered a zone where nobody may be alone."""
    FREE_DOOR = "free_door"
    PLAN_FAULT = "plan_fault"
    """The plan contradicts itself or names what is not there: no door opens by it."""
    UNKNOWN_DOOR = "unknown_door"
    FAULT = "fault"
    """Deciding failed."""
    STALE = "stale"
    """It was seen too long ago: whoever stands there now may be somebody else."""
    UNKNOWN_PERSON = "unknown_person"
    """No record: erased meanwhile."""
    LOCK_DOWN = "lock_down"
    SUSPENDED = "suspended"
    OUTSIDE_VALIDITY = "outside_validity"
    WATCH_LIST = "watch_list"
    """Not for the log's decision, nor for any screen at the door: see :func:`shown`."""
    NO_RULE = "no_rule"
    OUTSIDE_HOURS = "outside_hours"
    """A rule would let them in at another time."""
    DENIED_BY_RULE = "denied_by_rule"
    FACTOR_NEEDED = "factor_needed"
    """Something else has to be shown, too."""
    PASSBACK_INSIDE = "passback_inside"
    """They are in that zone already."""
    PASSBACK_ELSEWHERE = "passback_elsewhere"
    """They are in a zone from which this door does not lead."""
    PASSBACK_TIMED = "passback_timed"
    """They entered that zone too short a time ago."""
    FULL = "full"
    SECOND_PERSON_NEEDED = "second_person_needed"
    PRESENTATION_ATTACK = "presentation_attack"
    """A picture of them was held up."""
    PAD_INCONCLUSIVE = "pad_inconclusive"
    """It could not be said whether a person stood there."""
    PAD_NOT_ASSESSED = "pad_not_assessed"
    """Nothing looked whether a person stood there, although this door asks for it."""
    FACE_BLOCKED = "face_blocked"
    """Too many pictures of them were held up there: their face does not count for a while."""


ALLOWING = frozenset({Code.ALLOWED, Code.ALLOWED_TOGETHER, Code.FREE_DOOR})
"""Codes of somebody who may pass."""

WAITING = frozenset({Code.FACTOR_NEEDED, Code.SECOND_PERSON_NEEDED})
"""Codes of somebody who may pass once something else happens at this door."""


def shown(code: Code) -> Code:
    """What the log's decision and the screens at the door say instead: nobody learns there that they are watched."""
    return Code.NO_RULE if code is Code.WATCH_LIST else code


class Alarm(StrEnum):
    """What an operator is told, and nobody at the door."""

    DURESS = "duress"
    """The PIN was typed that says: I am being forced."""
    WATCH_LIST = "watch_list"
    PASSBACK = "passback"
    """Somebody was let in although they are there already, or somewhere else."""
    NEARLY_FULL = "nearly_full"
    LIMIT_WAIVED = "limit_waived"
    """A limit was passed over, because there is no other way out of where they were."""
    PRESENTATION_ATTACK = "presentation_attack"
    """A picture of somebody was held up; the sighting says of whom, and what showed it."""


class ResetReason(StrEnum):
    """Why an operator says that it is not known any more where somebody is."""

    LEFT_UNSEEN = "left_unseen"
    """They left by a way that nobody watches."""
    NOT_SEEN = "not_seen"
    """They left together with others, and were not recognised."""
    MISTAKEN = "mistaken"
    """It was somebody else who came in."""
    DID_NOT_ENTER = "did_not_enter"
    """The door opened for them, and they did not go in."""
    OTHER = "other"
