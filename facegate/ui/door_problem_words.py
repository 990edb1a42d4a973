"""What is wrong with a plan of doors, in the language of the window, and at which field of a form it belongs."""

from __future__ import annotations

from collections.abc import Callable

from facegate.domain.access.plan_problems import ItemKind, PlanProblem
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate


def kind_text(kind: ItemKind) -> str:
    """What an item is."""
    return {
        ItemKind.ZONE: translate("Doors", "Zone"),
        ItemKind.DOOR: translate("Doors", "Door"),
        ItemKind.TIME_TABLE: translate("Doors", "Hours"),
        ItemKind.RULE: translate("Doors", "Rule"),
    }[kind]


def place_of(problem: PlanProblem) -> str:
    """The field that a problem is about; ``name`` where no other fits."""
    return next((place for begin, place, _ in _table(problem.kind) if problem.problem.startswith(begin)), "name")


def problem_text(problem: PlanProblem) -> str:
    """What is wrong, in a sentence; in English where there are no words for it."""
    said = next((words() for begin, _, words in _table(problem.kind) if problem.problem.startswith(begin)), "")
    return said or f"{problem}."


def named_problem(problem: PlanProblem, name: str) -> str:
    """The same with what it is about."""
    return f"{kind_text(problem.kind)} “{isolated(name)}”: {problem_text(problem)}"


_Row = tuple[str, str, Callable[[], str]]


def _table(kind: ItemKind) -> tuple[_Row, ...]:
    """What a problem begins with, the field, the words."""
    return {ItemKind.ZONE: _ZONES, ItemKind.DOOR: _DOORS, ItemKind.TIME_TABLE: _HOURS, ItemKind.RULE: _RULES}[kind]


_ZONES: tuple[_Row, ...] = (
    ("is outside", "outside", lambda: translate("Doors", "Outside nothing limits who may be there.")),
    ("has a limit below", "limit", lambda: translate("Doors", "A limit cannot be below zero.")),
    ("warns from", "warn", lambda: translate("Doors", "The warning comes only when the limit is reached already.")),
    ("lets one person in", "limit", lambda: translate("Doors", "With a limit of one, nobody could come in by two.")),
    ("has anti-passback", "minutes", lambda: translate("Doors", "It needs at least one minute.")),
    ("lets nobody wait", "pair", lambda: translate("Doors", "The first of two has to wait at least a second.")),
)
_DOORS: tuple[_Row, ...] = (
    ("leads from", "from", lambda: translate("Doors", "The zone in which people stand is not there.")),
    ("leads to zone", "to", lambda: translate("Doors", "The zone into which it leads is not there.")),
    ("leads to where", "to", lambda: translate("Doors", "It has to lead into another zone than it comes from.")),
    (
        "is watched by",
        "sources",
        lambda: translate("Doors", "Another door is watched by the same: it would not be known which one is meant."),
    ),
    ("opens for", "pulse", lambda: translate("Doors", "It can be opened for 0.1 to 60 seconds.")),
)
_HOURS: tuple[_Row, ...] = (
    ("heeds the holidays", "holidays", lambda: translate("Doors", "The calendar is not there any more.")),
)
_RULES: tuple[_Row, ...] = (
    ("is about nobody", "who", lambda: translate("Doors", "Say whom it is about.")),
    ("is about everybody", "who", lambda: translate("Doors", "It is about everybody, and about some.")),
    ("is about no zone", "zones", lambda: translate("Doors", "Choose at least one zone.")),
    ("is about zone", "zones", lambda: translate("Doors", "One of its zones is not there any more.")),
    ("holds in the hours", "hours", lambda: translate("Doors", "Its hours are not there any more.")),
    ("ends before", "days", lambda: translate("Doors", "It ends before it begins.")),
    ("asks for no proof", "factors", lambda: translate("Doors", "Choose at least one way to show who one is.")),
)
