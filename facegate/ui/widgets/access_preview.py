"""What would happen if somebody stood at a door at some moment, with every step in words."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.access.decisions import Check, Decision
from facegate.domain.access.factors import Factor
from facegate.domain.attendance.clock_times import DAY, HOUR
from facegate.errors import FacegateError
from facegate.ui import icons, theme
from facegate.ui.access_words import alarm_text, code_text, factor_text, step_text
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.access_desk import AccessDesk
from facegate.ui.widgets.basics import Card, PageBody, heading, muted
from facegate.ui.widgets.clock_box import ClockBox
from facegate.ui.widgets.day_box import DayBox
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.item_form import beside
from facegate.ui.widgets.one_person import OnePerson
from facegate.ui.widgets.verdict import Verdict

_ICON = 18
_FIELDS = 300
_PASSED_OVER = frozenset({Check.RULE_PEOPLE, Check.RULE_DAYS, Check.RULE_HOURS})
"""Rules that did not fit: they say nothing for or against anybody."""


class AccessPreview(QWidget):
    """Fields on one side, the decision with its steps on the other; asked anew with every change."""

    def __init__(self, session: Session, desk: AccessDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._asked = 0
        self.person = OnePerson(session, self)
        self.door = QComboBox(self)
        self.door.setAccessibleName(self.tr("Door"))
        keep_wheel_away(self.door)
        self.day = DayBox(self.tr("Day"), date.min, self)
        self.clock = ClockBox(self.tr("Time"), self)
        self.clock.setMaximum(DAY - 1)
        self.shown = {factor: QCheckBox(factor_text(factor), self) for factor in Factor}
        self.shown[Factor.FACE].setChecked(True)
        self.lock_down = QCheckBox(self.tr("As if a &lock-down were in force"), self)
        self.now_button = QPushButton(self.tr("&Now"), self)
        self.verdict = Verdict(self)
        self.hint = muted(self.tr("Choose a person and a door."), self)
        self._lay_out()
        self._connect()
        self.set_now()
        self.show_doors()

    def _lay_out(self) -> None:
        fields = Card(self)
        rows = QFormLayout(fields)
        rows.setContentsMargins(*[2 * UNIT] * 4)
        rows.setSpacing(UNIT)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        clock = beside(self.clock, self.now_button, parent=self)
        for text, field in (
            (self.tr("&Person"), self.person),
            (self.tr("&Door"), self.door),
            (self.tr("Da&y, at the site"), self.day),
            (self.tr("&Time"), clock),
        ):
            label = QLabel(text, self)
            label.setBuddy(field)
            rows.addRow(label, field)
        rows.addRow(muted(self.tr("What they show"), self))
        for box in self.shown.values():
            rows.addRow(box)
        rows.addRow(self.lock_down)
        fields.setFixedWidth(_FIELDS)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(UNIT)
        right = QVBoxLayout()
        right.addWidget(self.verdict)
        right.addWidget(self.hint)
        right.addLayout(self._steps)
        right.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(fields)
        left.addStretch(1)
        # All of it scrolls: the fields are as high as a small screen.
        body = PageBody(self)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * UNIT)
        row.addLayout(left)
        row.addLayout(right, 1)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _connect(self) -> None:
        self.person.changed.connect(self.ask)
        self.door.currentIndexChanged.connect(lambda _index: self.ask())
        self.day.changed.connect(self.ask)
        self.clock.valueChanged.connect(lambda _minute: self.ask())
        for box in (*self.shown.values(), self.lock_down):
            box.toggled.connect(lambda _on: self.ask())
        self.now_button.clicked.connect(self.set_now)
        self._desk.changed.connect(self.show_doors)
        self._session.people_changed.connect(self.ask)

    def set_now(self) -> None:
        """This moment."""
        now = self._session.services.clock.now().astimezone(self._session.zone)
        self.day.set_day(now.date())
        self.clock.setValue(now.hour * HOUR + now.minute)

    def show_doors(self) -> None:
        """Offer the doors as they are planned now."""
        chosen = self.door.currentData()
        doors = [(door.door_id, self._desk.door_name(door.door_id)) for door in self._desk.doors]
        if doors != [(self.door.itemData(place), self.door.itemText(place)) for place in range(self.door.count())]:
            self.door.blockSignals(True)
            self.door.clear()
            for door_id, name in doors:
                self.door.addItem(name, door_id)
            self.door.setCurrentIndex(max(0, self.door.findData(chosen)))
            self.door.blockSignals(False)
        self.ask()

    @property
    def at(self) -> datetime:
        """The moment that is chosen, by the clock on the site's wall."""
        hour, minute = divmod(self.clock.value(), HOUR)
        return datetime.combine(self.day.day, time(hour, minute), self._session.zone)

    def ask(self) -> None:
        """Have it decided, as things stand, without anything being noted."""
        who, door_id = self.person.subject_id, self.door.currentData()
        self._asked += 1
        if who is None or door_id is None:
            self._clear()
            self.hint.show()
            return
        access, at, asked = self._session.services.access, self.at, self._asked
        shown = frozenset(factor for factor, box in self.shown.items() if box.isChecked())
        lock_down = True if self.lock_down.isChecked() else None

        def work() -> Decision:
            return access.preview(who, str(door_id), at, shown, lock_down=lock_down)

        def show(decision: Decision) -> None:
            if asked == self._asked:
                self._show(decision)

        self._session.tasks.query(self, work, show, self._refuse)

    def _show(self, decision: Decision) -> None:
        self._clear()
        tone = "good" if decision.allowed else "warn" if decision.waiting else "bad"
        self.verdict.say(tone, code_text(decision.code))
        for step in decision.steps:
            if step.check is Check.FRESH and step.passed:
                # Whoever is tried out is always there.
                continue
            if step.check in _PASSED_OVER:
                self._line("down", "muted", step_text(step), self.tr("looked at the next one"))
            elif step.passed:
                self._line("identified", "good", step_text(step), self.tr("speaks for it"))
            else:
                self._line("not-identified", "bad", step_text(step), self.tr("speaks against it"))
        if decision.alarms:
            self._steps.addWidget(heading(self.tr("An operator would be told"), self, 1.05))
        for alarm in decision.alarms:
            self._line("alarm", "warn", alarm_text(alarm), "")

    def _refuse(self, error: FacegateError) -> None:
        self._clear()
        words = error_text(error)
        self.verdict.say("bad", f"{words.title}: {words.message} {words.remedy}")

    def _line(self, icon: str, tone: str, text: str, said: str) -> None:
        """``said``: what the sign means, for those who do not see it."""
        holder = QWidget(self)
        sign, words = QLabel(holder), QLabel(text, holder)
        colour = getattr(theme.colours(), tone)
        sign.setPixmap(icons.pixmap(icon, colour, _ICON, self.devicePixelRatioF()))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setAccessibleName(f"{text} ({said})" if said else text)
        row = QHBoxLayout(holder)
        row.setContentsMargins(UNIT, 0, 0, 0)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self._steps.addWidget(holder)

    def _clear(self) -> None:
        self.hint.hide()
        self.verdict.say("good", "")
        while (item := self._steps.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
