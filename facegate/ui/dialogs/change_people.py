"""One change for many people at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.ids import SubjectId
from facegate.domain.people_query import KEEP, BulkChange, Keep
from facegate.errors import FacegateError
from facegate.pipeline.jobs import Progress
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, muted, primary_button
from facegate.ui.widgets.day_field import DayField
from facegate.ui.widgets.department_field import DepartmentField
from facegate.ui.widgets.group_field import GroupField
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 520
_LEAVE, _NONE, _SET = "leave", "none", "set"


class _DayChoice(QWidget):
    """Leave a day as it is, take it away, or set it."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(name)
        for key, text in (
            (_LEAVE, self.tr("Leave as it is")),
            (_NONE, self.tr("No limit")),
            (_SET, self.tr("This day")),
        ):
            self.choice.addItem(text, key)
        self.day = DayField(name, today, self)
        self.day.box.hide()
        self.day.set_day(today)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        row.addWidget(self.choice, 1)
        row.addWidget(self.day, 1)
        self.choice.currentIndexChanged.connect(lambda _index: self._show())
        self._show()

    def _show(self) -> None:
        self.day.setVisible(self.choice.currentData() == _SET)

    @property
    def value(self) -> date | Keep | None:
        """What is chosen."""
        if self.choice.currentData() == _SET:
            return self.day.day
        return None if self.choice.currentData() == _NONE else KEEP


class ChangePeopleDialog(QDialog):
    """Says how many, asks what, and shows how far it is.

    Attributes:
        changed: how many records were changed; None until then.
    """

    def __init__(self, session: Session, people: Sequence[SubjectId], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._people = session, tuple(people)
        self.changed: int | None = None
        self.busy = False
        self.setWindowTitle(self.tr("Change people"))
        today = session.services.clock.now().astimezone(session.zone).date()
        self.department = DepartmentField(self)
        self.department.setPlaceholderText(self.tr("Leave as it is"))
        self.add_groups, self.remove_groups = GroupField(self), GroupField(self)
        self.valid_from = _DayChoice(self.tr("Valid from"), today, self)
        self.valid_until = _DayChoice(self.tr("Valid until"), today, self)
        self.state = QComboBox(self)
        for text, value in (
            (self.tr("Leave as it is"), KEEP),
            (self.tr("Suspend"), True),
            (self.tr("Resume"), False),
        ):
            self.state.addItem(text, value)
        self.verdict = Verdict(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Changing people"))
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.change_button = primary_button("", self)
        self.change_button.setDefault(True)
        self._lay_out()
        self._connect()
        self._show_busy(False)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(1, 1)
        rows = (
            (self.tr("&Department"), self.department, self.department),
            (self.tr("&Add to groups"), self.add_groups, self.add_groups),
            (self.tr("&Take out of groups"), self.remove_groups, self.remove_groups),
            (self.tr("Valid &from"), self.valid_from, self.valid_from.choice),
            (self.tr("Valid &until"), self.valid_until, self.valid_until.choice),
            (self.tr("&State"), self.state, self.state),
        )
        for number, (text, widget, buddy) in enumerate(rows):
            label = QLabel(text, self)
            label.setBuddy(buddy)
            grid.addWidget(label, number, 0)
            grid.addWidget(widget, number, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.change_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        count = self.locale().toString(len(self._people))
        box.addWidget(heading(self.tr("People to change: {number}").format(number=count), self, 1.2))
        box.addWidget(muted(self.tr("What is left as it is stays different from person to person."), self))
        box.addSpacing(UNIT)
        box.addLayout(grid)
        box.addSpacing(UNIT)
        box.addWidget(self.verdict)
        box.addWidget(self.bar)
        box.addSpacing(UNIT)
        box.addLayout(buttons)
        self.setFixedWidth(_WIDTH)

    def _connect(self) -> None:
        self.department.textChanged.connect(lambda _text: self._enable())
        for field in (self.add_groups, self.remove_groups):
            field.textChanged.connect(lambda _text: self._enable())
        for each in (self.valid_from.choice, self.valid_until.choice, self.state):
            each.currentIndexChanged.connect(lambda _index: self._enable())
        self.cancel_button.clicked.connect(self.reject)
        self.change_button.clicked.connect(self.begin)
        people = self._session.services.people
        self._session.tasks.query(self, lambda: (people.departments(), people.groups()), self._offer)

    def _offer(self, found: tuple[list[str], list[str]]) -> None:
        departments, groups = found
        self.department.offer(departments)
        for field in (self.add_groups, self.remove_groups):
            field.offer(groups)

    @property
    def change(self) -> BulkChange:
        """What was entered."""
        department = self.department.text().strip()
        return BulkChange(
            department or KEEP,
            self.add_groups.groups,
            self.remove_groups.groups,
            self.valid_from.value,
            self.valid_until.value,
            self.state.currentData(),
        )

    def _enable(self) -> None:
        self.change_button.setEnabled(not self.busy and self.change != BulkChange())

    def begin(self) -> None:
        """Change them, on the job thread; all of it or nothing."""
        people, ids, change = self._session.services.people, self._people, self.change
        self._show_busy(True)
        self._session.tasks.run(
            self,
            self.tr("Changing people"),
            lambda context: people.change_many(ids, change, context.progress),
            on_done=self._done,
            on_error=self._failed,
            on_progress=self._progressed,
        )

    def _progressed(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def _done(self, changed: int) -> None:
        self.changed = changed
        self._session.people_changed.emit()
        self._show_busy(False)
        self.accept()

    def _failed(self, error: FacegateError) -> None:
        self._show_busy(False)
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy} " + self.tr("Nobody was changed."))
        self.adjustSize()

    def reject(self) -> None:
        """Close; but not during the change: what came of it must be told."""
        if not self.busy:
            super().reject()

    def _show_busy(self, busy: bool) -> None:
        self.busy = busy
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)
        for widget in (
            self.department, self.add_groups, self.remove_groups, self.valid_from, self.valid_until, self.state,
            self.cancel_button,
        ):  # fmt: skip
            widget.setEnabled(not busy)
        self.change_button.setText(self.tr("Changing…") if busy else self.tr("Cha&nge"))
        self._enable()
