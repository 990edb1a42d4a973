"""What the forms for items of a plan have in common."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from facegate.domain.attendance.plan_errors import PlanError
from facegate.ui.i18n import translate
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import Card, heading, muted, set_property

MOST_NAME = 80
"""Characters: what a table can show."""
_MOST_ID = 32
ENTER = "ownEnter"
"""Property of widgets for which Enter means something."""
_HINT_WIDTH = 68 * UNIT


class ItemForm(QWidget):
    """Shows an item and tells what was made of it.

    Signals:
        changed: something was edited.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: dict[str, tuple[QFormLayout, QLabel]] = {}
        self._labels: dict[str, QLabel] = {}
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(int(1.5 * UNIT))

    # -- what a form is asked ----------------------------------------------------------

    def item(self) -> Any:
        """What is entered. Raises PlanError where it makes no sense by itself."""
        raise NotImplementedError

    def show_item(self, item: Any) -> None:
        """Enter another one; not an edit."""
        raise NotImplementedError

    def ask_for_id(self) -> None:
        """What is shown is new: an identifier that is shown is none yet."""

    def first_field(self) -> QWidget:
        """Where the keyboard begins."""
        raise NotImplementedError

    @property
    def complete(self) -> bool:
        """Whether nothing that is needed is missing."""
        return True

    def place_of(self, error: PlanError) -> str:
        """The field that an error is about."""
        raise NotImplementedError

    def field_names(self) -> dict[str, str]:
        """Fields of the item as the form calls them, for telling what somebody else changed."""
        raise NotImplementedError

    # -- for forms ---------------------------------------------------------------------

    def card(self, title: str = "", text: str = "") -> QFormLayout:
        """A new area for rows."""
        card = Card(self)
        box = QVBoxLayout(card)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(UNIT)
        if title:
            box.addWidget(heading(title, card, 1.05))
        if text:
            box.addWidget(muted(text, card))
        rows = QFormLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(2 * UNIT)
        rows.setVerticalSpacing(UNIT)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        rows.setFormAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        box.addLayout(rows)
        self.box.addWidget(card)
        return rows

    def row(self, rows: QFormLayout, key: str, text: str, field: QWidget, hint: str = "") -> None:
        """A field with its label, a line that explains it, and one for what is wrong with it."""
        label = QLabel(text, self)
        label.setBuddy(field)
        # A form layout puts a label to the top of its row.
        label.setMinimumHeight(field.sizeHint().height())
        self._labels[key] = label
        rows.addRow(label, field)
        if hint:
            self.hint(rows, hint)
        self.note(rows, key)

    def hint(self, rows: QFormLayout, text: str = "") -> QLabel:
        """A line that explains the field above."""
        label = _Hint(text, self)
        rows.addRow("", label)
        return label

    def wide_row(self, rows: QFormLayout, key: str, field: QWidget) -> None:
        """A field that says itself what it is."""
        rows.addRow(field)
        self.note(rows, key)

    def note(self, rows: QFormLayout, key: str) -> None:
        """Room for what is wrong with a field."""
        note = muted("", self)
        note.setProperty("tone", "bad")
        self._notes[key] = rows, note
        rows.addRow(note)
        rows.setRowVisible(note, False)

    def mark(self, key: str, text: str) -> None:
        """Say what is wrong at the field; with an empty text nothing is."""
        for name, (rows, note) in self._notes.items():
            said = text if name == key else ""
            note.setText(said)
            note.setAccessibleName(said)
            rows.setRowVisible(note, bool(said))
        for name, label in self._labels.items():
            set_property(label, "tone", "bad" if text and name == key else "")

    @property
    def marked(self) -> str:
        """What is said at a field; empty for nothing."""
        return next((note.text() for _rows, note in self._notes.values() if note.text()), "")

    def note_of(self, key: str) -> QWidget | None:
        """Where it is said."""
        return self._notes[key][1] if key in self._notes else None


def keep_enter(widget: QWidget) -> None:
    """Enter is for this widget; elsewhere in the dialog it saves."""
    widget.setProperty(ENTER, True)


def beside(*widgets: QWidget | str, parent: QWidget | None = None) -> QWidget:
    """Fields and words in one line."""
    holder = QWidget(parent)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(UNIT)
    first: QWidget | None = None
    for widget in widgets:
        made = QLabel(widget, holder) if isinstance(widget, str) else widget
        first = first or (None if isinstance(widget, str) else made)
        row.addWidget(made)
    row.addStretch(1)
    if first is not None:
        holder.setFocusProxy(first)
    return holder


class _Hint(QLabel):
    """Words that explain. As high as they are in the width of a dialog: a form layout asks before it is laid out."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("tone", "muted")

    def sizeHint(self) -> QSize:
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + UNIT, _HINT_WIDTH)
        return QSize(width, self.heightForWidth(width))


class NamedForm(ItemForm):
    """The form of an item that has a name and an identifier; ``naming`` holds both."""

    naming: NameFields

    @property
    def complete(self) -> bool:
        """Whether there is a name."""
        return self.naming.filled

    def ask_for_id(self) -> None:
        """See :meth:`ItemForm.ask_for_id`."""
        self.naming.ask_for_id()

    def first_field(self) -> QWidget:
        """The name."""
        return self.naming.name


class NameFields:
    """A name, and the identifier that is made of it unless one is typed."""

    def __init__(self, form: ItemForm, rows: QFormLayout, taken: Collection[str], hint: str) -> None:
        self._form, self._taken = form, frozenset(taken)
        self.name, self.identifier = QLineEdit(form), QLineEdit(form)
        self.name.setMaxLength(MOST_NAME)
        self.identifier.setMaxLength(_MOST_ID)
        self._typed = self._fixed = False
        form.row(rows, "name", translate("NameFields", "&Name"), self.name)
        form.row(rows, "id", translate("NameFields", "&Identifier"), self.identifier)
        self._rows, self._hint = rows, form.hint(rows, hint)
        self.name.textChanged.connect(self._named)
        self.identifier.textEdited.connect(self._type)
        self.identifier.textChanged.connect(lambda _text: form.changed.emit())

    @property
    def filled(self) -> bool:
        """Whether both are there."""
        return bool(self.name.text().strip() and self.identifier.text().strip())

    @property
    def values(self) -> tuple[str, str]:
        """Identifier and name."""
        return self.identifier.text().strip(), self.name.text().strip()

    @property
    def is_taken(self) -> bool:
        """Whether something else has the identifier."""
        return not self._fixed and self.identifier.text().strip() in self._taken

    def show_values(self, identifier: str, name: str) -> None:
        """Enter others; the identifier stays as it is: other items name it."""
        self._fixed = True
        self.name.setText(name)
        self.name.setCursorPosition(0)
        self.identifier.setText(identifier)
        self.identifier.setEnabled(False)
        self._rows.setRowVisible(self._hint, False)

    def ask_for_id(self, taken: Collection[str] = ()) -> None:
        """The item is new: make its identifier of the name; those of ``taken`` are others by now, too."""
        self._taken |= frozenset(taken)
        self._fixed = self._typed = False
        self.identifier.setEnabled(True)
        self._rows.setRowVisible(self._hint, True)
        self.identifier.setText(identifier_of(self.name.text(), self._taken))

    def _type(self, text: str) -> None:
        self._typed = bool(text)

    def _named(self, text: str) -> None:
        if not self._typed and not self._fixed:
            self.identifier.setText(identifier_of(text, self._taken))
        self._form.changed.emit()


def identifier_of(name: str, taken: Collection[str]) -> str:
    """A short identifier made of a name, in any script: ``Early shift`` becomes ``early-shift``."""
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    made = "-".join(words)[:_MOST_ID].strip("-")
    number, tried = 2, made
    while tried in taken:
        tried = f"{made[: _MOST_ID - 4]}-{number}"
        number += 1
    return tried
