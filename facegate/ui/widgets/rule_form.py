"""The form of a rule: who may, or may not, enter which zones when, and by what they show who they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QWidget

from facegate.domain.access.factors import Factors
from facegate.domain.access.plan_problems import ItemKind
from facegate.domain.access.rules import AccessRule, Effect
from facegate.ui.access_words import effect_text, factors_text
from facegate.ui.session import Session
from facegate.ui.widgets.day_field import DayField
from facegate.ui.widgets.group_field import GroupField
from facegate.ui.widgets.item_form import beside
from facegate.ui.widgets.named_item import NamedItemForm, TickList, choose, name_row
from facegate.ui.widgets.people_list import PeopleList

_EVERYBODY, _SOME = "everybody", "some"


class RuleForm(NamedItemForm):
    """One line of the rules; where it stands among them is decided in the list."""

    kind = ItemKind.RULE

    def __init__(
        self,
        session: Session,
        taken: Collection[str],
        zones: Mapping[str, str],
        tables: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """``zones`` and ``tables``: names by id."""
        super().__init__(taken, parent)
        self._order = 0
        rows = self.card()
        name_row(self, rows)
        self.effect = self.choice(self.tr("It"), {effect: effect_text(effect) for effect in Effect})
        self.row(rows, "effect", self.tr("&It"), self.effect)
        self._make_who(session)
        self._make_where(zones, tables, session)
        self._proofs = self.card(
            self.tr("How they show who they are"),
            self.tr("Any one of these is enough. Whoever declines face recognition needs one without it."),
        )
        self.factors = TickList(self, self.tr("Enough"), {way: factors_text(way) for way in Factors})
        self.wide_row(self._proofs, "factors", self.factors)
        self.box.addStretch(1)
        self.changed.connect(self._arrange)

    def _make_who(self, session: Session) -> None:
        rows = self._who = self.card(self.tr("Whom it is about"))
        self.whom = self.choice(
            self.tr("Whom"),
            {_SOME: self.tr("Some groups and people"), _EVERYBODY: self.tr("Everybody on record")},
        )
        self.groups = GroupField(self)
        self.groups.setAccessibleName(self.tr("Groups"))
        self.groups.textChanged.connect(lambda _text: self.changed.emit())
        people = session.services.people
        session.tasks.query(self, people.groups, lambda names: self.groups.offer(list(names)))
        self.people = PeopleList(session, self)
        self.people.changed.connect(self.changed)
        self.row(rows, "who", self.tr("&Whom"), self.whom)
        self.row(rows, "groups", self.tr("&Groups"), self.groups)
        self.row(rows, "people", self.tr("Peop&le"), self.people)

    def _make_where(self, zones: Mapping[str, str], tables: Mapping[str, str], session: Session) -> None:
        rows = self.card(self.tr("Where and when"))
        today = session.services.clock.now().astimezone(session.zone).date()
        self.zones = TickList(self, self.tr("Zone"), zones)
        self.hours = self.choice(self.tr("Hours"), {"": self.tr("At any time")} | dict(tables))
        self.first = DayField(self.tr("F&rom"), today, self)
        self.last = DayField(self.tr("Un&til"), today, self)
        for day in (self.first, self.last):
            day.changed.connect(self.changed)
        self.row(rows, "zones", self.tr("Into &zones"), self.zones)
        self.row(rows, "hours", self.tr("&Hours"), self.hours)
        self.row(rows, "days", self.tr("&Days"), beside(self.first, self.last, parent=self))

    def item(self) -> AccessRule:
        """What is entered."""
        everybody = self.whom.currentData() == _EVERYBODY
        allows = self.effect.currentData() == Effect.ALLOW
        return AccessRule(
            self.item_id,
            self.title,
            self._order,
            Effect(self.effect.currentData()),
            everybody,
            () if everybody else self.groups.groups,
            () if everybody else self.people.people,
            self.zones.chosen,
            str(self.hours.currentData() or ""),
            self.first.day,
            self.last.day,
            # Who is kept out has nothing to show; the usual ways stay, should it let in again.
            self.factors.chosen if allows else AccessRule("", "").factors,
        )

    def show_item(self, item: AccessRule) -> None:
        """Enter another one."""
        self._order = item.order
        self.show_name(item.rule_id, item.name)
        choose(self.effect, item.effect)
        choose(self.whom, _EVERYBODY if item.everybody else _SOME)
        self.groups.set_groups(item.groups)
        self.people.set_people(item.people)
        self.zones.set_chosen(item.zones)
        gone = self.tr("{name} (not there any more)").format(name=item.time_table)
        choose(self.hours, item.time_table, gone)
        self.first.set_day(item.first_day)
        self.last.set_day(item.last_day)
        self.factors.set_chosen(item.factors)
        self._arrange()

    def _arrange(self) -> None:
        some = self.whom.currentData() == _SOME
        self._who.setRowVisible(self.groups, some)
        self._who.setRowVisible(self.people, some)
        card = self._proofs.parentWidget()
        if card is not None:
            card.setVisible(self.effect.currentData() == Effect.ALLOW)
