"""Why a day has its minutes, in the language of the window."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from facegate.domain.attendance.explanations import TEXTS, Step
from facegate.domain.attendance.punches import Direction, PunchOrigin
from facegate.domain.attendance.schedules import DayKind
from facegate.ui.i18n import translate
from facegate.ui.plan_words import day_kind_text

CONTEXT = "Explanations"
"""Of the translations of :data:`facegate.domain.attendance.explanations.TEXTS`."""


def direction_text(direction: Direction | None) -> str:
    """Which way somebody went."""
    return {
        None: translate("Explanations", "without direction"),
        Direction.IN: translate("Explanations", "in"),
        Direction.OUT: translate("Explanations", "out"),
        Direction.BREAK_START: translate("Explanations", "break begins"),
        Direction.BREAK_END: translate("Explanations", "break ends"),
    }[direction]


def origin_text(origin: PunchOrigin) -> str:
    """What a punch comes from."""
    return {
        PunchOrigin.SEEN: translate("Explanations", "face"),
        PunchOrigin.CARD: translate("Explanations", "card or PIN"),
        PunchOrigin.ADDED: translate("Explanations", "added"),
        PunchOrigin.MOVED: translate("Explanations", "moved"),
    }[origin]


def step_text(step: Step, zone: ZoneInfo) -> str:
    """A step as a sentence, with times of the site's clock."""
    fields: dict[str, object] = {name: _value_text(name, value) for name, value in step.values}
    fields["minutes"] = step.minutes
    for name, moment in (("at", step.at), ("until", step.until)):
        if moment is not None:
            fields[name] = f"{moment.astimezone(zone):%H:%M}"
    source = TEXTS[step.code]
    try:
        return translate(CONTEXT, source).format(**fields)
    except (KeyError, IndexError, ValueError):
        # A translator's slip must not hide the reason.
        return source.format(**fields)


def _value_text(name: str, value: str | int) -> str | int:
    if name == "direction":
        return direction_text(Direction(str(value)))
    if name == "origin":
        return origin_text(PunchOrigin(str(value)))
    if name == "kind":
        return day_kind_text(DayKind(str(value)))
    if name == "paid":
        paid = value == "paid"
        return translate("Explanations", "paid") if paid else translate("Explanations", "unpaid")
    return value
