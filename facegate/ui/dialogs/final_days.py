"""Declaring days final, opening them again, and working days out anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from facegate.domain.ports_attendance import Period
from facegate.pipeline.jobs import JobContext
from facegate.ui.dialogs.acting import ActingDialog, ReasonField
from facegate.ui.i18n import translate
from facegate.ui.plan_words import period_text
from facegate.ui.session import Session
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.day_box import DayBox

_MOST_REASON = 500
"""Characters, as of changed punches."""


class _DaysDialog(ActingDialog):
    """Two days, both included."""

    def __init__(
        self, session: Session, title: str, words: str, days: tuple[date, date], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, title, parent)
        self.box.addWidget(muted(words, self))
        self.first = DayBox(self.tr("First day"), days[0], self)
        self.last = DayBox(self.tr("Last day"), days[1], self)
        self.field(self.tr("&First day"), self.first)
        self.field(self.tr("&Last day"), self.last)
        self.first.changed.connect(self._enable)
        self.last.changed.connect(self._enable)

    def _enable(self) -> None:
        backwards = self.last.day < self.first.day
        self.verdict.say("warn", self.tr("The last day lies before the first.") if backwards else "")
        self.act_button.setEnabled(not backwards)


class CloseDaysDialog(_DaysDialog):
    """Brings days up to date and declares them final.

    Attributes:
        closed: the period; None until then.
    """

    def __init__(self, session: Session, days: tuple[date, date], parent: QWidget | None = None) -> None:
        words = translate(
            "FinalDays",
            "Their minutes are worked out once more and stay as they are from then on. Punches of these days cannot"
            " be changed until the period is opened again.",
        )
        super().__init__(session, translate("FinalDays", "Close days"), words, days, parent)
        self.closed: Period | None = None
        self.finish(self.tr("&Close these days"), long=True)

    def act(self) -> None:
        """Close them."""
        attendance, first, last = self.session.services.attendance, self.first.day, self.last.day

        def work(context: JobContext) -> Period:
            return attendance.close_period(first, last, _telling(context))

        self.run(self.tr("Closing days"), work, self._done)

    def _done(self, period: Period) -> None:
        self.closed = period
        self.accept()


class RecomputeDialog(_DaysDialog):
    """Works days out whether or not anything changed.

    Attributes:
        people: of how many; None until then.
    """

    def __init__(self, session: Session, days: tuple[date, date], parent: QWidget | None = None) -> None:
        words = translate(
            "FinalDays",
            "Minutes are brought up to date by themselves whenever a punch or the plan changes. This works them all"
            " out anew; closed days stay as they are.",
        )
        super().__init__(session, translate("FinalDays", "Work days out anew"), words, days, parent)
        self.people: int | None = None
        self.finish(self.tr("&Work out"), long=True)

    def act(self) -> None:
        """Work them out."""
        attendance, first, last = self.session.services.attendance, self.first.day, self.last.day

        def work(context: JobContext) -> int:
            return attendance.recompute(first, last, progress=_telling(context))

        self.run(self.tr("Working days out"), work, self._done)

    def _done(self, people: int) -> None:
        self.people = people
        self.accept()


class ReopenDialog(ActingDialog):
    """Opens a closed period again, for a reason."""

    def __init__(self, session: Session, period: Period, parent: QWidget | None = None) -> None:
        super().__init__(session, translate("FinalDays", "Open closed days again"), parent)
        self._period = period
        self.about(period_text(period.first, period.last))
        self.reason = ReasonField(_MOST_REASON, self)
        self.field(self.tr("&Reason"), self.reason)
        self.box.addWidget(
            muted(self.tr("Their minutes change with what came in since. It is noted who opened them, and why."), self)
        )
        self.finish(self.tr("&Open again"))
        self.reason.textChanged.connect(lambda _text: self._enable())
        self._enable()

    def act(self) -> None:
        """Open it."""
        attendance, number, reason = self.session.services.attendance, self._period.period_id, self.reason.reason
        self.run(
            self.tr("Opening closed days"),
            lambda _context: attendance.reopen_period(number, reason),
            lambda _period: self.accept(),
        )

    def _enable(self) -> None:
        self.act_button.setEnabled(bool(self.reason.reason))


def _telling(context: JobContext) -> Callable[[int, int], None]:
    """Progress of people, for a job that can be cancelled."""

    def tell(done: int, total: int) -> None:
        context.check()
        context.progress(done, total)

    return tell
