"""Forgetting where somebody is, so that anti-passback lets them in again."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from facegate.domain.access.codes import ResetReason
from facegate.errors import FacegateError
from facegate.pipeline.access.muster import Inside
from facegate.ui.access_words import reset_text
from facegate.ui.formatting import isolated, moment_text
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.muster import called
from facegate.ui.widgets.basics import heading, muted, primary_button
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 460


class ResetPlaceDialog(QDialog):
    """Asks why, for the audit; then it is done at once."""

    def __init__(self, session: Session, inside: Inside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._inside = inside
        self.setWindowTitle(self.tr("Not inside any more"))
        self.setFixedWidth(_WIDTH)
        self.reason = QComboBox(self)
        self.reason.setAccessibleName(self.tr("Reason"))
        # Chosen from few: the log takes no free text, as it never forgets.
        self.reason.setPlaceholderText(self.tr("Choose a reason"))
        for reason in ResetReason:
            self.reason.addItem(reset_text(reason), reason)
        self.reason.setCurrentIndex(-1)
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.reset_button = primary_button(self.tr("&Take off the list"), self)
        self.reset_button.setDefault(True)
        title = heading(self.tr("Is {name} not inside any more?").format(name=isolated(called(inside))), self, 1.2)
        title.setWordWrap(True)
        said = self.tr(
            "The doors think that they have been in {zone} since {since}. Taken off the list they may come in again "
            "through any door whose rules let them. Who did it, when and why is logged."
        ).format(zone=isolated(inside.zone), since=isolated(moment_text(inside.since, session.zone)))
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.reset_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        for widget in (title, muted(said, self), self.reason, self.verdict):
            box.addWidget(widget)
        box.addSpacing(UNIT)
        box.addLayout(buttons)
        self.cancel_button.clicked.connect(self.reject)
        self.reset_button.clicked.connect(self._reset)
        self.reason.currentIndexChanged.connect(lambda _index: self._enable())
        self._enable()
        self.reason.setFocus()

    def _enable(self) -> None:
        self.reset_button.setEnabled(self.reason.currentIndex() >= 0)

    def _reset(self) -> None:
        access, who = self._session.services.access, self._inside.subject_id
        self.reset_button.setEnabled(False)
        reason = ResetReason(self.reason.currentData())
        self._session.tasks.act(self, lambda: access.reset(who, reason), lambda _event: self.accept(), self._refused)

    def _refused(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.title}: {words.message} {words.remedy}")
        self._enable()
