"""What the forms for items of a plan of doors have in common: a name, and an id that is made of it once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from facegate.domain.access.plan_problems import ItemKind
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.door_plan import new_id
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.item_form import MOST_NAME, ItemForm


class NamedItemForm(ItemForm):
    """Subclasses add their fields below the name, and make the item."""

    kind = ItemKind.ZONE

    def __init__(self, taken: Collection[str], parent: QWidget | None = None) -> None:
        """``taken``: ids of the other items of this kind."""
        super().__init__(parent)
        self._taken = taken
        self._id = ""
        self.name = QLineEdit(self)
        self.name.setMaxLength(MOST_NAME)
        self.name.textChanged.connect(lambda _text: self.changed.emit())

    @property
    def item_id(self) -> str:
        """The id: of the item that is shown, else a new one."""
        return self._id or new_id(self.name.text(), self.kind, self._taken)

    @property
    def title(self) -> str:
        """The name as it is entered."""
        return self.name.text().strip()

    @property
    def complete(self) -> bool:
        """Whether there is a name."""
        return bool(self.title)

    def first_field(self) -> QWidget:
        """The name."""
        return self.name

    def show_name(self, item_id: str, name: str) -> None:
        """Enter another one; an empty id is of a new item."""
        self._id = item_id
        self.name.setText(name)
        self.name.setCursorPosition(0)

    def wrong(self) -> tuple[str, str] | None:
        """A field and what is wrong with it, where no item can be made of what is entered."""
        return None

    # -- for forms -----------------------------------------------------------------

    def number(self, name: str, least: int, most: int, suffix: str = "", special: str = "") -> QSpinBox:
        """A field for a whole number."""
        box = QSpinBox(self)
        inner = QLineEdit(box)
        box.setLineEdit(inner)
        inner.setTextMargins(UNIT // 2, 0, UNIT // 2, 0)
        inner.setAccessibleName(name)
        box.setRange(least, most)
        box.setSuffix(suffix)
        box.setSpecialValueText(special)
        box.setAccessibleName(name)
        keep_wheel_away(box)
        box.valueChanged.connect(lambda _value: self.changed.emit())
        return box

    def choice(self, name: str, choices: Mapping[Any, str]) -> QComboBox:
        """A field for one of a few."""
        box = QComboBox(self)
        box.setAccessibleName(name)
        for value, text in choices.items():
            box.addItem(text, value)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        keep_wheel_away(box)
        box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        return box

    def tick(self, text: str) -> QCheckBox:
        """A field for yes or no."""
        box = QCheckBox(text, self)
        box.toggled.connect(lambda _on: self.changed.emit())
        return box


def choose(box: QComboBox, value: object, missing: str = "") -> None:
    """Choose a value; one that is not offered is added under the words ``missing``."""
    place = box.findData(value)
    if place < 0 and missing:
        box.addItem(missing, value)
        place = box.count() - 1
    box.setCurrentIndex(place)


class TickList(QWidget):
    """Several of a few, each with a box to tick."""

    def __init__(self, form: NamedItemForm, name: str, choices: Mapping[Any, str]) -> None:
        super().__init__(form)
        self._form = form
        self.boxes: dict[Any, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT // 2)
        self._name = name
        for value, text in choices.items():
            self._add(value, text)

    @property
    def chosen(self) -> tuple[Any, ...]:
        """Those that are ticked, in the order of the list."""
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_chosen(self, values: Collection[Any]) -> None:
        """Tick others; those that are not offered are added."""
        for value in values:
            if value not in self.boxes:
                self._add(value, str(value))
        for value, box in self.boxes.items():
            box.setChecked(value in values)

    def _add(self, value: Any, text: str) -> None:
        box = self._form.tick(text.replace("&", "&&"))
        box.setParent(self)
        box.setAccessibleName(f"{self._name}: {text}")
        self.boxes[value] = box
        self._column.addWidget(box)
        if len(self.boxes) == 1:
            self.setFocusProxy(box)


def name_row(form: NamedItemForm, rows: QFormLayout, hint: str = "") -> None:
    """The first row of every form."""
    form.row(rows, "name", form.tr("&Name"), form.name, hint)
