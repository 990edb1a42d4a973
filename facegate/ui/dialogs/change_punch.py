"""Adding, moving or voiding a punch, with a reason."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QComboBox, QWidget

from facegate.domain.attendance.punches import Direction
from facegate.domain.attendance.site_clock import SiteClock, moment_of
from facegate.domain.events import Event
from facegate.domain.people import Subject
from facegate.pipeline.attendance.punching import MAX_REASON
from facegate.ui.dialogs.acting import ActingDialog, ReasonField
from facegate.ui.formatting import isolated
from facegate.ui.i18n import translate
from facegate.ui.plan_words import long_day_text
from facegate.ui.session import Session
from facegate.ui.step_words import direction_text
from facegate.ui.viewmodels.missing_punch import ProposedPunch, wall_minute
from facegate.ui.viewmodels.person_day import PunchRow, clock_text
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.clock_box import ClockBox


class ChangePunchDialog(ActingDialog):
    """What all three have in common.

    Attributes:
        recorded: the change's event; None until then.
    """

    def __init__(self, session: Session, title: str, person: Subject, day: date, parent: QWidget | None = None) -> None:
        super().__init__(session, title, parent)
        self.person, self.day = person, day
        self.recorded: Event | None = None
        self.about(self.tr("{person} on {day}").format(person=isolated(person.name), day=long_day_text(day)))
        self.reason = ReasonField(MAX_REASON, self)
        self.reason.textChanged.connect(lambda _text: self._enable())

    def close_with(self, act: str) -> None:
        """The reason, what becomes of it, and the foot."""
        self.field(self.tr("&Reason"), self.reason)
        self.box.addWidget(muted(self.tr("What was recorded stays on record; a change can be taken back."), self))
        self.finish(act)
        if self.session.settings.attendance.second_person:
            self.verdict.say("warn", self.tr("A second person has to approve it before it counts."))
        self._enable()

    def done_with(self, event: Event) -> None:
        """It is on record."""
        self.recorded = event
        self.accept()

    def _enable(self) -> None:
        self.act_button.setEnabled(bool(self.reason.reason))


class PlacePunchDialog(ChangePunchDialog):
    """Adds a punch, or moves one."""

    def __init__(
        self,
        session: Session,
        person: Subject,
        day: date,
        start: PunchRow | ProposedPunch,
        parent: QWidget | None = None,
    ) -> None:
        """``start``: the punch that is moved; or where one that is added is put first."""
        row = start if isinstance(start, PunchRow) else None
        title = translate("Punches", "Add a punch") if row is None else translate("Punches", "Move a punch")
        super().__init__(session, title, person, day, parent)
        self._row = row
        self._clock = SiteClock(session.zone)
        self.time = ClockBox(self.tr("Time"), self)
        minute = start.minute if isinstance(start, ProposedPunch) else wall_minute(start.line.at, day, session.zone)
        self.time.setValue(minute)
        self.direction = QComboBox(self)
        self.direction.setAccessibleName(self.tr("Direction"))
        nothing = self.tr("As the rules for punches find it out") if row is None else self.tr("As it was")
        self.direction.addItem(nothing, None)
        for each in Direction:
            self.direction.addItem(direction_text(each), each)
        if isinstance(start, ProposedPunch) and start.direction is not None:
            self.direction.setCurrentIndex(self.direction.findData(start.direction))
        self.field(self.tr("&Time"), self.time)
        self.field(self.tr("&Direction"), self.direction)
        self.close_with(self.tr("&Add") if row is None else self.tr("&Move"))
        self.time.setFocus()
        self.time.selectAll()

    @property
    def moment(self) -> datetime:
        """Where it is put, aware, UTC."""
        return moment_of(self._clock.instant(self.day.toordinal(), self.time.value()))

    def act(self) -> None:
        """Record it."""
        punches, row, at = self.session.services.punches, self._row, self.moment
        chosen = self.direction.currentData()
        direction = None if chosen is None else Direction(chosen)
        who, reason = self.person.subject_id, self.reason.reason
        if row is None:
            self.run(self.windowTitle(), lambda _c: punches.add_punch(who, at, direction, reason), self.done_with)
        else:
            event_id = row.event_id
            self.run(self.windowTitle(), lambda _c: punches.move_punch(event_id, at, direction, reason), self.done_with)


class VoidPunchDialog(ChangePunchDialog):
    """Says that a punch does not count, or takes a change back."""

    def __init__(
        self, session: Session, person: Subject, day: date, row: PunchRow, parent: QWidget | None = None
    ) -> None:
        title = (
            translate("Punches", "Take the change back") if row.is_change else translate("Punches", "Void the punch")
        )
        super().__init__(session, title, person, day, parent)
        self._event_id = row.event_id
        self.box.addWidget(muted(f"{clock_text(row.line.at, day, session.zone)}  {row.what()}", self))
        self.close_with(self.tr("&Take back") if row.is_change else self.tr("&Void"))
        self.reason.setFocus()

    def act(self) -> None:
        """Record it."""
        punches, event_id, reason = self.session.services.punches, self._event_id, self.reason.reason
        self.run(self.windowTitle(), lambda _c: punches.void_punch(event_id, reason), self.done_with)
