"""The people who were enrolled with another model, and new templates for those of whom pictures were kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from facegate.errors import ConditionError, FacegateError
from facegate.pipeline.jobs import JobContext, Progress
from facegate.pipeline.reextraction import ReextractionReport, WithoutReference
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.viewmodels.other_model import OtherModelPeople
from facegate.ui.widgets.basics import heading, muted, primary_button
from facegate.ui.widgets.table import Table
from facegate.ui.widgets.verdict import Verdict

_WIDTH, _HEIGHT = 720, 520


class OtherModelTableModel(FlatTableModel):
    """Who it is, and what can be done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = (
            self.tr("Name"),
            self.tr("Identifier"),
            self.tr("What to do"),
        )
        self.people: Sequence[WithoutReference] = ()

    def show_people(self, people: Sequence[WithoutReference]) -> None:
        """Show others."""
        self.beginResetModel()
        self.people = people
        self.endResetModel()

    def row_number(self) -> int:
        """People."""
        return len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        each = self.people[index.row()]
        advice = self.tr("Make templates") if each.has_picture else self.tr("Enrol again: no picture was kept")
        return (each.subject.name, each.subject.external_id, advice)[index.column()]


class OtherModelDialog(QDialog):
    """Lists them; makes templates on the job thread, with a bar and a way to stop.

    Attributes:
        report: what was made; None until then.
    """

    def __init__(self, session: Session, others: OtherModelPeople, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._others = session, others
        self._job: Handle | None = None
        self.report: ReextractionReport | None = None
        self.setWindowTitle(self.tr("Enrolled with another model"))
        self.model = OtherModelTableModel(self)
        self.table = Table(self.model, self.tr("People enrolled with another model"), self)
        self.table.share_width({1: "P-0123456789", 2: self.tr("Enrol again: no picture was kept")}, stretched=0)
        self.verdict = Verdict(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Making templates"))
        self.make_button = primary_button(self.tr("&Make templates"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._lay_out()
        self.make_button.clicked.connect(self.make)
        self.close_button.clicked.connect(self.reject)
        others.changed.connect(self._show_people)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self._show_people()
        self._show_running(False)
        (self.make_button if self.make_button.isEnabled() else self.close_button).setFocus()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.make_button)
        text = self.tr(
            "Templates of different models cannot be compared, so these people are not recognised with {model}. "
            "Their earlier templates stay and count again when you go back to that model."
        ).format(model=self._others.model)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Enrolled with another model"), self, 1.2))
        box.addWidget(muted(text, self))
        box.addSpacing(UNIT)
        box.addWidget(self.table, 1)
        box.addWidget(self.verdict)
        box.addWidget(self.bar)
        box.addLayout(buttons)

    def make(self) -> None:
        """Begin."""
        services = self._session.services

        def work(context: JobContext) -> ReextractionReport:
            engine = services.runner.handler.engine
            if engine is None:
                raise ConditionError("Not ready", "The models are still being loaded.", "Wait a moment and try again.")
            return services.reextraction.run(
                engine.vision, lambda done, total: context.progress(done, total), lambda: context.cancelled
            )

        self._show_running(True)
        self._job = self._session.tasks.run(
            self,
            self.tr("Making templates"),
            work,
            on_done=self._done,
            on_error=self._failed,
            on_progress=self._progressed,
            on_cancelled=lambda: self._show_running(False),
        )

    def reject(self) -> None:
        """Stop what runs; close where nothing does."""
        if self._job is not None and self._job.running:
            self._job.cancel()
            self.close_button.setEnabled(False)
            return
        super().reject()

    def _progressed(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def _done(self, report: ReextractionReport) -> None:
        self.report = report
        self._show_running(False)
        number = self.locale().toString
        texts = [self.tr("{people} people are recognised again.").format(people=number(report.people))]
        if report.unusable:
            texts.append(
                self.tr("The pictures of {people} show no face clearly enough.").format(people=number(report.unusable))
            )
        if report.left:
            texts.append(self.tr("Stopped: {people} are left.").format(people=number(report.left)))
        self.verdict.say("bad" if report.unusable else "good", " ".join(texts))
        self._session.people_changed.emit()

    def _failed(self, error: FacegateError) -> None:
        self._show_running(False)
        words = error_text(error)
        self.verdict.say("bad", f"{words.title}: {words.message} {words.remedy}")
        self._session.people_changed.emit()

    def _show_people(self) -> None:
        self.model.show_people(self._others.people)
        self._enable(self._job is not None and self._job.running)

    def _show_running(self, running: bool) -> None:
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        if running:
            self.verdict.say("good", "")
        self.close_button.setText(self.tr("Stop") if running else self.tr("Close"))
        self.close_button.setEnabled(True)
        self._enable(running)

    def _enable(self, running: bool) -> None:
        self.make_button.setEnabled(not running and any(each.has_picture for each in self._others.people))
