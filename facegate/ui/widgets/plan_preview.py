"""Trying the plan: what would happen for somebody on a day with some punches."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.attendance.clock_times import HOUR
from facegate.domain.attendance.workdays import work_date
from facegate.domain.people import Subject
from facegate.ui.plan_words import problem_text
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.plan_desk import PlanDesk
from facegate.ui.viewmodels.plan_preview import Who, previewed, usual_punches
from facegate.ui.widgets.basics import Card, PageBody, muted
from facegate.ui.widgets.day_answer import DayAnswer
from facegate.ui.widgets.day_box import DayBox
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.one_person import OnePerson
from facegate.ui.widgets.punch_rows import PunchRows

_SIDE_BY_SIDE, _QUESTION, _WIDE = 860, 360, 16_777_215
"""Width from which on the answer stands beside the question; width of the question there, and without a bound."""
_JUST_IN_TIME = 2
"""Minutes before the beginning of the shift at which the first punch is tried."""
_NO_SHIFT_AT = 9 * HOUR - _JUST_IN_TIME


class PlanPreview(QWidget):
    """Answers at once, with every change."""

    def __init__(self, desk: PlanDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person: Subject | None = None
        self.person = OnePerson(desk.session, self)
        self.day = DayBox(self.tr("Day"), desk.today, self)
        self.punches = PunchRows(self)
        self.usual_button = QPushButton(self.tr("As &planned"), self)
        self.usual_button.setToolTip(self.tr("Punches as they would be if the shift were kept"))
        self.answer = DayAnswer(desk, self)
        self.unasked = EmptyState(
            "search",
            self.tr("Choose somebody and a day"),
            self.tr("You see which schedule holds, what the day would be with these punches, and why."),
            self,
        )
        self.broken = EmptyState("error", self.tr("The plan does not fit together"), "", self)
        self._lay_out()
        self.person.changed.connect(self._look_up)
        self.day.changed.connect(self.ask)
        self.punches.changed.connect(self.ask)
        self.answer.day_wanted.connect(self.day.set_day)
        self.usual_button.clicked.connect(self._take_usual)
        desk.loaded.connect(self._replanned)
        desk.session.bridge.settings_changed.connect(lambda _settings: self.ask())
        self.ask()

    def _lay_out(self) -> None:
        self._question = self._make_question()
        body = PageBody(self)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(0, 0, UNIT, 0)
        self._columns.setSpacing(int(1.5 * UNIT))
        self._columns.addWidget(self._question, 0, Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget(body)
        for widget in (self.unasked, self.answer, self.broken):
            self.stack.addWidget(widget)
        self._columns.addWidget(self.stack, 1)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)

    def _make_question(self) -> Card:
        card = Card(self)
        question = QVBoxLayout(card)
        question.setContentsMargins(*[2 * UNIT] * 4)
        question.setSpacing(UNIT)
        for text, field in (
            (self.tr("What &would happen for"), self.person),
            (self.tr("&on"), self.day),
            (self.tr("with these punches"), self.punches),
        ):
            label = QLabel(text, card)
            label.setBuddy(field)
            question.addWidget(label)
            question.addWidget(field)
            question.addSpacing(UNIT // 2)
        last = QHBoxLayout()
        last.addWidget(self.usual_button)
        last.addStretch(1)
        question.addLayout(last)
        question.addWidget(muted(self.tr("As if the day were over. Nothing of this is stored."), card))
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Question and answer side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        self._columns.setAlignment(self._question, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0))
        self._question.setMinimumWidth(_QUESTION if wide else 0)
        self._question.setMaximumWidth(_QUESTION if wide else _WIDE)

    def ask(self) -> None:
        """Answer what stands there."""
        state = self._desk.state
        known = self._person is not None and self._person.subject_id == self.person.subject_id
        self.usual_button.setEnabled(known and state.plan is not None)
        if state.problem is not None:
            said = problem_text(state.problem, self._desk.called)
            self.broken.set_text(self.tr("The plan does not fit together"), said)
            self.stack.setCurrentWidget(self.broken)
        elif not known or self._person is None or state.plan is None:
            self.stack.setCurrentWidget(self.unasked)
        else:
            session = self._desk.session
            policy, who = session.settings.attendance.policy, _who(self._person, session.zone)
            found = previewed(
                state.plan,
                who,
                self.day.day,
                self.punches.punches,
                policy,
                session.zone,
            )
            self.answer.show_preview(found, self._person.name, session.zone)
            self.stack.setCurrentWidget(self.answer)

    def _look_up(self) -> None:
        chosen = self.person.subject_id
        if chosen is None:
            self._person = None
            self.ask()
            return
        people = self._desk.session.services.people
        self._desk.session.tasks.query(self, lambda: people.get(chosen), self._chosen)

    def _chosen(self, person: Subject) -> None:
        first = self._person is None
        self._person = person
        if first and not self.punches.punches:
            self._take_usual()
        else:
            self.ask()

    def _take_usual(self) -> None:
        plan = self._desk.state.plan
        if plan is not None and self._person is not None:
            who = _who(self._person, self._desk.session.zone)
            schedule = plan.schedule_of(who.subject_id, who.department, self.day.day)
            start = _NO_SHIFT_AT if schedule.shift is None else max(0, schedule.shift.start - _JUST_IN_TIME)
            self.punches.set_punches(usual_punches(schedule, start))
        self.ask()

    def _replanned(self) -> None:
        if self._person is not None:
            # Their department may have changed.
            self._look_up()
        else:
            self.ask()


def _who(person: Subject, zone: ZoneInfo) -> Who:
    first = person.valid_from or work_date(person.created_at, zone)
    return Who(person.subject_id, person.department, first, person.valid_until or date.max)
