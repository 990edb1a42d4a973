"""The pairs of enrolled people who look too much alike."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facegate.domain.lookalikes import Advice
from facegate.domain.people import Subject
from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext, Progress
from facegate.pipeline.lookalikes import LookAlikePair, LookAlikePairs
from facegate.ui.formatting import distance_text, isolated
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.widgets.basics import heading, muted
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.table import Table
from facegate.ui.widgets.verdict import Verdict

_WIDTH, _HEIGHT = 920, 560

_STEPS = 1000
"""Of the bar: comparisons are more than fit into its whole numbers."""


class LookAlikeTableModel(FlatTableModel):
    """Pairs, closest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = (
            self.tr("Person"),
            self.tr("Looks like"),
            self.tr("Distance"),
            self.tr("Margin"),
            self.tr("What to do"),
        )
        self.pairs: Sequence[LookAlikePair] = ()

    def show_pairs(self, pairs: Sequence[LookAlikePair]) -> None:
        """Show others."""
        self.beginResetModel()
        self.pairs = pairs
        self.endResetModel()

    def row_number(self) -> int:
        """Pairs."""
        return len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        pair = self.pairs[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() not in (0, 1, 4):
            return None
        return (
            _who(pair.first),
            _who(pair.second),
            distance_text(pair.distance),
            distance_text(pair.margin),
            self._advice(pair),
        )[index.column()]

    def _advice(self, pair: LookAlikePair) -> str:
        if pair.advice is Advice.SECOND_FACTOR:
            return self.tr("Larger margin; a card or a PIN is safer")
        return self.tr("Larger margin")


class LookAlikesDialog(QDialog):
    """Compares everybody with everybody on the job thread, and lists who is too close.

    Signals:
        show_wanted: a Subject whom the user wants to see among the people.
    """

    show_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Handle | None = None
        self.setWindowTitle(self.tr("Look-alikes"))
        self.model = LookAlikeTableModel(self)
        self.table = Table(self.model, self.tr("Pairs of people who look alike"), self)
        self.table.share_width({0: "M" * 14, 1: "M" * 14, 2: "0.00", 3: "0.00"}, stretched=4)
        self.summary = muted("", self)
        self.verdict = Verdict(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Comparing everybody with everybody"))
        self.nobody = EmptyState("people", self.tr("Nobody looks too much alike"), "", self)
        self.first_button, self.second_button = QPushButton(self), QPushButton(self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._lay_out()
        self.first_button.clicked.connect(lambda: self._show(0))
        self.second_button.clicked.connect(lambda: self._show(1))
        self.close_button.clicked.connect(self.reject)
        self.table.activated.connect(lambda _index: self._show(0))
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self.finished.connect(self._drop)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self.compare()

    def _lay_out(self) -> None:
        waiting = QWidget(self)
        middle = QVBoxLayout(waiting)
        middle.addStretch(1)
        middle.addWidget(muted(self.tr("Comparing everybody with everybody…"), self))
        middle.addWidget(self.bar)
        middle.addStretch(1)
        self.stack = QStackedWidget(self)
        self._waiting = waiting
        for widget in (waiting, self.table, self.nobody):
            self.stack.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        for button in (self.first_button, self.second_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("People who look alike"), self, 1.2))
        box.addWidget(self.summary)
        box.addSpacing(UNIT)
        box.addWidget(self.stack, 1)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(buttons)

    def compare(self) -> None:
        """Begin; closing the dialog stops it."""
        look_alikes = self._session.services.people.look_alikes

        def work(context: JobContext) -> LookAlikePairs:
            def progress(done: int, total: int) -> None:
                context.check()
                context.progress(_STEPS * done // max(1, total), _STEPS)

            return look_alikes.pairs(progress=progress)

        self.stack.setCurrentWidget(self._waiting)
        self.bar.setRange(0, 0)
        self._enable()
        self._job = self._session.tasks.run(
            self,
            self.tr("Looking for look-alikes"),
            work,
            on_done=self._found,
            on_error=self._failed,
            on_progress=self._progress,
        )

    def _progress(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)

    def _found(self, found: LookAlikePairs) -> None:
        self.model.show_pairs(found.pairs)
        limit, number = distance_text(found.within), self.locale().toString(found.people)
        if not found.pairs:
            told = self.tr("People compared: {number}. No two are closer than {limit}.")
            self.nobody.set_text(self.tr("Nobody looks too much alike"), told.format(number=number, limit=limit))
            self.stack.setCurrentWidget(self.nobody)
            return
        told = self.tr(
            "Pairs closer than {limit}: {pairs}. There the threshold {threshold} and the margin {margin} leave doubt, "
            "so both people need the larger margin shown; with less the result is inconclusive. A second factor, such "
            "as a card or a PIN, is safer."
        )
        self.summary.setText(
            told.format(
                limit=limit,
                threshold=distance_text(found.threshold),
                margin=distance_text(found.margin),
                pairs=self.locale().toString(len(found.pairs)),
            )
        )
        notes = []
        if any(pair.matching for pair in found.pairs):
            notes.append(self.tr("The closest pairs match: check that nobody is enrolled twice."))
        if not found.complete:
            notes.append(self.tr("There are more pairs than are shown; these are the closest."))
        self.verdict.say("warn", " ".join(notes))
        self.stack.setCurrentWidget(self.table)
        self.table.selectRow(0)
        self.table.setFocus()
        self._enable()

    def _failed(self, error: FacegateError) -> None:
        words = error_text(error)
        self.nobody.set_text(self.tr("Not compared"), f"{words.message} {words.remedy}")
        self.stack.setCurrentWidget(self.nobody)

    @property
    def chosen(self) -> LookAlikePair | None:
        """The pair of the chosen row."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.pairs[rows[0].row()] if rows else None

    def _enable(self) -> None:
        pair = self.chosen if self.stack.currentWidget() is self.table else None
        for button in (self.first_button, self.second_button):
            button.setVisible(pair is not None)
        if pair is not None:
            self.first_button.setText(self._button_text(pair.first))
            self.second_button.setText(self._button_text(pair.second))

    def _button_text(self, person: Subject) -> str:
        # The identifier, which is short and unique; an ampersand in it is no shortcut.
        return self.tr("Show {identifier}").format(identifier=isolated(person.external_id).replace("&", "&&"))

    def _show(self, which: int) -> None:
        pair = self.chosen
        if pair is not None:
            self.show_wanted.emit(pair.second if which else pair.first)
            self.accept()

    def _drop(self, _result: int) -> None:
        if self._job is not None:
            self._job.drop()


def _who(subject: Subject) -> str:
    return f"{isolated(subject.name)} ({isolated(subject.external_id)})"
