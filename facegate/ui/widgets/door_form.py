"""The form of a door."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QWidget

from facegate.domain.access.doors import DoorPlan
from facegate.domain.access.plan_problems import ItemKind
from facegate.domain.ports_doors import LEAST_PULSE, MOST_PULSE
from facegate.ui.theme import UNIT
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.named_item import NamedItemForm, TickList, choose, name_row

_MOST_HELD = 3600
_BY_ITSELF, _ALWAYS, _NEVER = "by itself", "always", "never"
_FREE = {_BY_ITSELF: None, _ALWAYS: True, _NEVER: False}


class DoorForm(NamedItemForm):
    """One way through a door: from where to where, what watches it, what opens it."""

    kind = ItemKind.DOOR

    def __init__(
        self,
        taken: Collection[str],
        zones: Mapping[str, str],
        sources: Mapping[str, str],
        outputs: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """``zones``: names by id; ``sources``: what can watch it, names by id; ``outputs``: of the settings."""
        super().__init__(taken, parent)
        rows = self.card()
        name_row(
            self, rows,
            self.tr("One way through it: a door that is watched from both sides is two of these, with one output."),
        )  # fmt: skip
        self.zone_from = self.choice(self.tr("From zone"), zones)
        self.zone_to = self.choice(self.tr("Into zone"), zones)
        self.row(rows, "from", self.tr("&From zone"), self.zone_from)
        self.row(rows, "to", self.tr("&Into zone"), self.zone_to)
        self._make_watching(sources)
        self._make_output(outputs)
        self.box.addStretch(1)

    def _make_watching(self, sources: Mapping[str, str]) -> None:
        rows = self.card(
            self.tr("What watches it"),
            self.tr("Whoever is recognised there stands before this door. One camera watches one way."),
        )
        self.sources = TickList(self, self.tr("Watched by"), sources)
        self.other = QLineEdit(self)
        self.other.setPlaceholderText(self.tr("Another camera, as events name it"))
        self.other.setAccessibleName(self.other.placeholderText())
        self.other.textChanged.connect(lambda _text: self.changed.emit())
        self.wide_row(rows, "sources", self.sources)
        self.row(rows, "other", self.tr("An&other"), self.other)

    def _make_output(self, outputs: Sequence[str]) -> None:
        rows = self.card(self.tr("What opens it"))
        nothing = {"": self.tr("Nothing: who passes is only noted")}
        self.output = self.choice(self.tr("Output"), nothing | {name: name for name in outputs})
        self.pulse = QDoubleSpinBox(self)
        inner = QLineEdit(self.pulse)
        self.pulse.setLineEdit(inner)
        inner.setTextMargins(UNIT // 2, 0, UNIT // 2, 0)
        self.pulse.setRange(LEAST_PULSE, MOST_PULSE)
        self.pulse.setDecimals(1)
        self.pulse.setSuffix(self.tr(" s"))
        self.pulse.setAccessibleName(self.tr("Opens for"))
        keep_wheel_away(self.pulse)
        self.pulse.valueChanged.connect(lambda _value: self.changed.emit())
        self.free = self.choice(
            self.tr("Free for everybody"),
            {
                _BY_ITSELF: self.tr("If it leads outside"),
                _ALWAYS: self.tr("Always, whatever rules and a lock-down say"),
                _NEVER: self.tr("Never, even if it leads outside"),
            },
        )
        self.held = self.number(self.tr("Alarm when held open for"), 1, _MOST_HELD, self.tr(" s"))
        self.row(
            rows, "output", self.tr("O&utput"), self.output,
            "" if outputs else self.tr("There are no outputs yet: they are on the tab “Outputs”."),
        )  # fmt: skip
        self.row(rows, "pulse", self.tr("Opens f&or"), self.pulse)
        self.row(
            rows, "free", self.tr("F&ree"), self.free,
            self.tr("A free door lets everybody pass who is identified, so that nobody is shut in."),
        )  # fmt: skip
        self.row(
            rows, "held", self.tr("&Held open"), self.held,
            self.tr("An alarm after this time, where a contact tells that the door is open."),
        )  # fmt: skip

    def item(self) -> DoorPlan:
        """What is entered."""
        other = self.other.text().strip()
        sources = dict.fromkeys((*self.sources.chosen, *((other,) if other else ())))
        return DoorPlan(
            self.item_id,
            self.title,
            str(self.zone_from.currentData() or ""),
            str(self.zone_to.currentData() or ""),
            tuple(sources),
            str(self.output.currentData() or ""),
            self.pulse.value(),
            _FREE[str(self.free.currentData())],
            self.held.value(),
        )

    def show_item(self, item: DoorPlan) -> None:
        """Enter another one; what is not there any more is shown, and said to be gone."""
        self.show_name(item.door_id, item.name)
        gone = self.tr("{name} (not there any more)")
        for box, zone_id in ((self.zone_from, item.zone_from), (self.zone_to, item.zone_to)):
            choose(box, zone_id, gone.format(name=zone_id) if zone_id else "")
        self.sources.set_chosen(item.sources)
        self.other.clear()
        choose(self.output, item.output, gone.format(name=item.output))
        self.pulse.setValue(item.pulse_seconds)
        choose(self.free, next(words for words, free in _FREE.items() if free is item.free))
        self.held.setValue(item.held_open_seconds)
