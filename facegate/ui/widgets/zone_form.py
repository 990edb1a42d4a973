"""The form of a zone."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from facegate.domain.access.plan_problems import ItemKind
from facegate.domain.access.zones import DEFAULT_PAIR_SECONDS, AntiPassback, Zone
from facegate.domain.pad.levels import PadLevel
from facegate.ui.access_words import passback_text
from facegate.ui.pad_words import level_text
from facegate.ui.widgets.named_item import NamedItemForm, choose, name_row

NO_LEVEL = ""
"""Of a zone that has no level of its own."""

_MOST_PEOPLE = 100_000
_MOST_MINUTES = 24 * 60
_MOST_SECONDS = 120
_MINUTES = 15
"""Of an anti-passback that is chosen newly."""


class ZoneForm(NamedItemForm):
    """A part of the building, and what holds in it."""

    kind = ItemKind.ZONE

    def __init__(self, taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(taken, parent)
        rows = self._rows = self.card()
        name_row(self, rows)
        self.outside = self.tick(self.tr("&Outside: everybody may be there, and doors that lead there are free"))
        self.wide_row(rows, "outside", self.outside)
        levels = (PadLevel.STANDARD, PadLevel.STRICT)
        as_set = {NO_LEVEL: self.tr("As in the settings")}
        self.pad = self.choice(
            self.tr("Attack detection"), as_set | {level.value: level_text(level) for level in levels}
        )
        self.row(
            rows, "pad", self.tr("Attack &detection"), self.pad,
            self.tr("At doors that lead here. Strict asks everybody for a movement; of this and the settings the "
                    "stricter one holds."),
        )  # fmt: skip
        self._limits = self.card(self.tr("Who may be in it"))
        none = self.tr("no limit")
        self.limit = self.number(self.tr("Most people"), 0, _MOST_PEOPLE, special=none)
        self.warn = self.number(self.tr("Alarm from so many people on"), 0, _MOST_PEOPLE, special=self.tr("no alarm"))
        self.passback = self.choice(
            self.tr("Whoever is inside already"), {mode: passback_text(mode) for mode in AntiPassback}
        )
        self.minutes = self.number(self.tr("For how long"), 0, _MOST_MINUTES, self.tr(" min"))
        self.two = self.tick(self.tr("Nobody may be in it &alone: two come in together"))
        self.pair = self.number(self.tr("The first waits for the second"), 0, _MOST_SECONDS, self.tr(" s"))
        self.row(self._limits, "limit", self.tr("&Most people"), self.limit)
        self.row(self._limits, "warn", self.tr("Alarm &from so many on"), self.warn)
        self.row(
            self._limits, "passback", self.tr("Who is &inside already"), self.passback,
            self.tr("Anti-passback: a card or face that comes in twice without having left. It needs doors that watch "
                    "both ways."),
        )  # fmt: skip
        self.row(self._limits, "minutes", self.tr("Not again &within"), self.minutes)
        self.wide_row(self._limits, "two", self.two)
        self.row(self._limits, "pair", self.tr("Wait for the &second"), self.pair)
        self.box.addStretch(1)
        self.changed.connect(self._arrange)

    def item(self) -> Zone:
        """What is entered; outside nothing limits anybody, whatever was entered before."""
        if self.outside.isChecked():
            return Zone(self.item_id, self.title, outside=True, pad=self._level())
        timed = self.passback.currentData() == AntiPassback.TIMED
        return Zone(
            self.item_id,
            self.title,
            anti_passback=AntiPassback(self.passback.currentData()),
            passback_minutes=self.minutes.value() if timed else 0,
            limit=self.limit.value(),
            pre_alert=self.warn.value(),
            two_person=self.two.isChecked(),
            pair_seconds=self.pair.value() if self.two.isChecked() else DEFAULT_PAIR_SECONDS,
            pad=self._level(),
        )

    def show_item(self, item: Zone) -> None:
        """Enter another one."""
        self.show_name(item.zone_id, item.name)
        self.outside.setChecked(item.outside)
        level = NO_LEVEL if item.pad is None else item.pad.value
        choose(self.pad, level, "" if item.pad is None else level_text(item.pad))
        self.limit.setValue(item.limit)
        self.warn.setValue(item.pre_alert)
        choose(self.passback, item.anti_passback)
        self.minutes.setValue(item.passback_minutes or _MINUTES)
        self.two.setChecked(item.two_person)
        self.pair.setValue(item.pair_seconds)
        self._arrange()

    def _level(self) -> PadLevel | None:
        chosen = self.pad.currentData()
        return None if chosen == NO_LEVEL else PadLevel(chosen)

    def _arrange(self) -> None:
        card = self._limits.parentWidget()
        if card is not None:
            card.setVisible(not self.outside.isChecked())
        self._limits.setRowVisible(self.minutes, self.passback.currentData() == AntiPassback.TIMED)
        self._limits.setRowVisible(self.pair, self.two.isChecked())
