"""What small dialogs have in common that do one thing on the job thread: words, a verdict, two buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext, Progress
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, heading, muted, primary_button
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 460


class ActingDialog(QDialog):
    """A subclass adds its fields to :attr:`box` and calls :meth:`finish`.

    Attributes:
        box: the column of everything.
        act_button, cancel_button: at the foot.
        verdict: why not, or what it means.
        bar, count: shown while it is done where it tells how far it is.
        inputs: what cannot be changed while it is done.
    """

    def __init__(self, session: Session, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._job: Handle | None = None
        self._long = False
        self.setWindowTitle(title)
        self.setFixedWidth(_WIDTH)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(*[3 * UNIT] * 4)
        self.box.setSpacing(UNIT)
        self.box.addWidget(heading(title, self, 1.2))
        self.verdict = Verdict(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.count = muted("", self)
        self.inputs: list[QWidget] = []

    @property
    def busy(self) -> bool:
        """Whether it is being done."""
        return self._job is not None and self._job.running

    def about(self, text: str) -> None:
        """Say whom or what it is about."""
        label = ElidedLabel(text, self)
        label.setFont(heading("", self, 1.1).font())
        self.box.addWidget(label)

    def field(self, text: str, widget: QWidget) -> None:
        """Add a labelled field; ``text`` has its key."""
        label = QLabel(text, self)
        label.setBuddy(widget)
        self.box.addWidget(label)
        self.box.addWidget(widget)
        self.inputs.append(widget)

    def finish(self, act: str, *, long: bool = False) -> None:
        """Add the foot; ``long``: it tells how far it is and can be stopped."""
        self._long = long
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.act_button = primary_button(act, self)
        self.act_button.setDefault(True)
        self.inputs.append(self.act_button)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.act_button)
        for widget in (self.verdict, self.bar, self.count):
            self.box.addWidget(widget)
        self.box.addSpacing(UNIT)
        self.box.addLayout(row)
        self.act_button.clicked.connect(self.act)
        self.cancel_button.clicked.connect(self.reject)
        self._show_busy(False)

    def act(self) -> None:
        """Do it."""
        raise NotImplementedError

    def run(self, title: str, work: Callable[[JobContext], Any], on_done: Callable[[Any], None]) -> None:
        """Do it on the job thread; an error is shown in place."""
        self.verdict.say("", "")
        self._job = self.session.tasks.run(
            self,
            title,
            work,
            on_done=on_done,
            on_error=self._refused,
            on_progress=self._progressed,
            on_cancelled=self._stopped,
        )
        self._show_busy(True)

    def reject(self) -> None:
        """While it is done: stop it where it can be stopped, else wait. Otherwise close."""
        if not self.busy:
            super().reject()
        elif self._long and self._job is not None:
            self._job.cancel()
            self.cancel_button.setEnabled(False)

    def _show_busy(self, busy: bool) -> None:
        for widget in self.inputs:
            widget.setEnabled(not busy)
        self.cancel_button.setEnabled(self._long or not busy)
        self.bar.setVisible(busy and self._long)
        self.bar.setRange(0, 0)
        self.count.setVisible(busy and self._long)
        self.count.setText("")
        self.adjustSize()

    def _progressed(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        number = self.locale().toString
        said = self.tr("People: {done} of {total}")
        self.count.setText(said.format(done=number(progress.done), total=number(progress.total)))

    def _refused(self, error: FacegateError) -> None:
        words = error_text(error)
        self._show_busy(False)
        self.verdict.say("bad", f"{words.message} {words.remedy}")
        self.adjustSize()

    def _stopped(self) -> None:
        self._show_busy(False)
        self.verdict.say("warn", self.tr("Cancelled. What was done before stays done."))
        self.adjustSize()


class ReasonField(QLineEdit):
    """Why, in words."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(most)
        self.setAccessibleName(self.tr("Reason"))
        self.setPlaceholderText(self.tr("Why, in a few words"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def reason(self) -> str:
        """What was written."""
        return self.text().strip()
