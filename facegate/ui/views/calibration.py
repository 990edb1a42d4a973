"""The page where the administrator chooses how often a stranger may be taken for somebody."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facegate.errors import FacegateError
from facegate.pipeline.jobs import Progress
from facegate.ui.formatting import distance_text
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels import calibration_words as words
from facegate.ui.viewmodels.calibration import CalibrationModel, CalibrationState
from facegate.ui.views.unusable import unusable_question
from facegate.ui.visits_state import MOST_VISITS
from facegate.ui.widgets.basics import Card, PageBody, heading, line, muted, primary_button
from facegate.ui.widgets.distance_chart import DistanceChart
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.fact_card import FactCard, Swatch
from facegate.ui.widgets.histogram import columns_of
from facegate.ui.widgets.profile_choice import ProfileChoice
from facegate.ui.widgets.verdict import Verdict

_WIDEST = 1240
_SIDE = 352
"""Width of the column with the choices."""
_WIDE_ENOUGH = 900
"""Below this width of the page everything stands in one column."""
_HIGH_ENOUGH = 420
"""Below this height what is in force scrolls with the rest."""
_CHART_HEIGHT = 190

_MOST_PEOPLE = 1_000_000


class CalibrationPage(QWidget):
    """Chart, choice, words, acceptance.

    Signals:
        settings_wanted: back to where the page was opened from.
        accepted: a threshold was put into force; the Proposal.
        due_changed: why the threshold should be chosen anew; empty where it need not.
    """

    settings_wanted = Signal()
    accepted = Signal(object)
    due_changed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = CalibrationModel(session, self)
        self._make_head()
        self._make_states()
        self._make_figures()
        self._make_foot()
        self._lay_out()
        self._connect()
        self._drawn: object = None
        self.show_all()

    # -- building ------------------------------------------------------------------------------

    def _make_head(self) -> None:
        self.back = QPushButton(self.tr("&Back to the settings"), self)
        self.working = muted(self.tr("Comparing…"), self)
        self.working.setWordWrap(False)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(15 * UNIT)
        self.progress.setAccessibleName(self.tr("Progress of the calibration"))
        self.cancel_button = QPushButton(self.tr("Cance&l"), self)
        self.calibrate_button = QPushButton(self.tr("Calibrate a&gain"), self)
        self.due, self.nobody, self.problem = Verdict(self), Verdict(self), Verdict(self)

    def _make_states(self) -> None:
        self.reading = muted(self.tr("Reading…"), self)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting = EmptyState(
            "model",
            self.tr("The recognition model is not loaded"),
            self.tr("A calibration belongs to one model. It can begin when the model is loaded."),
            self,
        )
        self.never = EmptyState("settings", self.tr("Not calibrated yet"), "", self)
        self.first_button = self.never.add_button(primary_button(self.tr("&Calibrate"), self))
        self.unread = EmptyState(
            "settings", self.tr("The last calibration could not be read"), self.tr("It can be made again."), self
        )
        self.again_button = self.unread.add_button(primary_button(self.tr("&Calibrate"), self))
        for state in (self.waiting, self.never, self.unread):
            state.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _make_figures(self) -> None:
        self.measured = muted("", self)
        self.chart = DistanceChart(self)
        self.chart.setMinimumHeight(_CHART_HEIGHT)
        self.rare = QCheckBox(self.tr("Enlarge &rare cases"), self)
        self.rare.setChecked(True)
        self.rare.setToolTip(
            self.tr("Each line of the chart then stands for something much rarer than the one above it.")
        )
        self.choice = ProfileChoice(self)
        self.people, self.strangers, self.visits = (
            self._field(self.tr("People enrolled"), _MOST_PEOPLE),
            self._field(self.tr("Visits by strangers a month"), MOST_VISITS),
            self._field(self.tr("Visits by enrolled people a month"), MOST_VISITS),
        )
        self.people.setMinimum(1)
        self.people.setToolTip(self.tr("Try other numbers to plan ahead."))
        self.people_note = muted("", self)
        self.people_reset = QPushButton(self.tr("As &enrolled now"), self)
        wrong, missed = Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.FDiagPattern
        self.alarms = FactCard("bad", wrong, self)
        self.refusals = FactCard("warn", missed, self)

    def _field(self, title: str, most: int) -> QSpinBox:
        box = QSpinBox(self)
        inner = QLineEdit(box)
        box.setLineEdit(inner)
        inner.setTextMargins(UNIT // 2, 0, UNIT // 2, 0)
        box.setRange(0, most)
        box.setGroupSeparatorShown(True)
        box.setKeyboardTracking(False)
        box.setAccessibleName(title)
        box.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        keep_wheel_away(box)
        return box

    def _make_foot(self) -> None:
        self.foot = QFrame(self)
        self.in_force, self.now_means = QLabel(self.foot), muted("", self.foot)
        self.in_force.setTextFormat(Qt.TextFormat.PlainText)
        self.in_force.setWordWrap(True)
        self.accept_button = primary_button("", self.foot)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self.in_force)
        told.addWidget(self.now_means)
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * UNIT)
        row.addLayout(told, 1)
        row.addWidget(self.accept_button)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(int(1.5 * UNIT))
        self._column.addLayout(self._head())
        for verdict in (self.problem, self.due, self.nobody):
            self._column.addWidget(verdict)
        self.figures = self._figures()
        # Not a stack: that would be as high as the highest of them.
        for widget in (self.reading, self.waiting, self.never, self.unread, self.figures):
            self._column.addWidget(widget, 1)
        body = PageBody()
        middle = QHBoxLayout(body)
        middle.setContentsMargins(*[2 * UNIT] * 4)
        holder = QWidget(body)
        holder.setLayout(self._column)
        holder.setMaximumWidth(_WIDEST)
        middle.addStretch(1)
        middle.addWidget(holder, 1000)
        middle.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self._foot_line = line(self)
        self._foot_row = QHBoxLayout()
        self._foot_row.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, int(1.5 * UNIT))
        self._foot_row.addWidget(self.foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(scroll, 1)
        box.addWidget(self._foot_line)
        box.addLayout(self._foot_row)

    def _head(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(heading(self.tr("Calibration"), self, 1.35))
        row.addStretch(1)
        row.addWidget(self.working)
        row.addWidget(self.progress)
        for button in (self.cancel_button, self.calibrate_button, self.back):
            row.addWidget(button)
        box = QVBoxLayout()
        box.setSpacing(UNIT // 2)
        box.addLayout(row)
        box.addWidget(
            muted(
                self.tr(
                    "The threshold is how much two pictures of a face may differ and still count as the same person. "
                    "A lower one takes fewer strangers for somebody, and refuses enrolled people more often."
                ),
                self,
            )
        )
        return box

    def _figures(self) -> QWidget:
        made = QWidget(self)
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        self._upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._upper.setSpacing(int(1.5 * UNIT))
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(int(1.5 * UNIT))
        self._lower.addWidget(self.alarms, 1)
        self._lower.addWidget(self.refusals, 1)
        left = QVBoxLayout()
        left.setSpacing(int(1.5 * UNIT))
        left.addWidget(self._chart_card(), 1)
        left.addLayout(self._lower)
        self._choices = self._choice_card()
        self._upper.addLayout(left, 1)
        self._upper.addWidget(self._choices)
        box.addLayout(self._upper, 1)
        return made

    def _chart_card(self) -> Card:
        card = Card(self)
        legend = QHBoxLayout()
        legend.setSpacing(UNIT)
        solid = Qt.BrushStyle.SolidPattern
        for tone, text in (("good", self.tr("Same person")), ("muted", self.tr("Different people"))):
            legend.addWidget(Swatch(tone, solid, card))
            legend.addWidget(QLabel(text, card))
            legend.addSpacing(UNIT)
        legend.addStretch(1)
        legend.addWidget(self.rare)
        box = QVBoxLayout(card)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addLayout(legend)
        box.addWidget(self.chart, 1)
        return card

    def _choice_card(self) -> Card:
        card = Card(self)
        box = QVBoxLayout(card)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(UNIT)
        question = heading(self.tr("How often may a stranger be taken for somebody?"), card, 1.05)
        question.setWordWrap(True)
        box.addWidget(question)
        box.addWidget(self.choice)
        box.addWidget(muted(self.tr("A visit: somebody steps up to the camera once."), card))
        box.addWidget(line(card))
        for title, field in (
            (self.tr("&People enrolled"), self.people),
            (self.tr("Visits by &strangers a month"), self.strangers),
            (self.tr("&Visits by enrolled people a month"), self.visits),
        ):
            label = QLabel(title, card)
            label.setBuddy(field)
            label.setWordWrap(True)
            row = QHBoxLayout()
            row.setSpacing(UNIT)
            row.addWidget(label, 1)
            row.addWidget(field)
            box.addLayout(row)
            if field is self.people:
                row = QHBoxLayout()
                row.addWidget(self.people_note, 1)
                row.addWidget(self.people_reset)
                box.addLayout(row)
        box.addWidget(line(card))
        box.addWidget(self.measured)
        box.addStretch(1)
        return card

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.show_all)
        model.progressed.connect(self._progress)
        model.failed.connect(self._failed)
        model.accepted.connect(self.accepted)
        self.back.clicked.connect(self.settings_wanted)
        for button in (self.calibrate_button, self.first_button, self.again_button):
            button.clicked.connect(self._calibrate)
        self.cancel_button.clicked.connect(model.cancel)
        self.accept_button.clicked.connect(self._accept)
        self.chart.threshold_moved.connect(model.move)
        self.rare.toggled.connect(self.chart.enlarge_rare)
        self.choice.chosen.connect(model.choose)
        self.choice.by_hand.clicked.connect(lambda: model.move(self.chart.threshold))
        self.people.valueChanged.connect(model.suppose_people)
        self.people_reset.clicked.connect(lambda: model.suppose_people(max(1, model.enrolled)))
        self.strangers.valueChanged.connect(model.suppose_strangers)
        self.visits.valueChanged.connect(model.suppose_visits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is little width; the foot scrolls too where there is little height."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE_ENOUGH
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._upper.setDirection(direction)
        self._lower.setDirection(direction)
        self._choices.setFixedWidth(_SIDE) if wide else self._choices.setMaximumWidth(_WIDEST)
        if not wide:
            self._choices.setMinimumWidth(0)
        pinned = self.height() >= _HIGH_ENOUGH
        self._foot_line.setVisible(pinned)
        if pinned and self._foot_row.indexOf(self.foot) < 0:
            self._foot_row.addWidget(self.foot)
        elif not pinned and self._column.indexOf(self.foot) < 0:
            self._column.addWidget(self.foot)

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember what was supposed."""
        super().hideEvent(event)
        self.model.remember()

    # -- what is shown --------------------------------------------------------------------------

    def show_all(self) -> None:
        """Show what the model says."""
        model, state = self.model, self.model.state
        pages = {
            CalibrationState.WAITING: self.waiting,
            CalibrationState.READING: self.reading,
            CalibrationState.UNREADABLE: self.unread,
            CalibrationState.NEVER: self.never,
            CalibrationState.READY: self.figures,
        }
        for widget in pages.values():
            widget.setVisible(widget is pages[state])
        ready = state is CalibrationState.READY
        for widget in (self.working, self.progress, self.cancel_button):
            widget.setVisible(model.measuring)
        self.calibrate_button.setVisible(ready and not model.measuring)
        for button in (self.calibrate_button, self.first_button, self.again_button):
            button.setEnabled(not model.measuring)
        self._show_advice(ready)
        if ready:
            self._show_figures()
        self._show_foot()

    def _show_advice(self, ready: bool) -> None:
        model, now = self.model, self.model.in_force()
        text = ""
        if now is not None and model.due:
            text = words.due_words(now, model.enrolled)
        if now is not None and now.looks is not None and model.looks_changed:
            text = f"{text}\n{words.looks_words(now.looks, model.looks)}".strip()
        if text != self.due.text:
            self.due.say("warn", text)
            self.due_changed.emit(text)
        nobody = ready and not model.enrolled
        self.nobody.say("warn", words.nobody_words() if nobody else "")
        self.never.set_text(self.tr("Not calibrated yet"), words.never_words(model.enrolled))

    def _show_figures(self) -> None:
        model = self.model
        calibration, proposal = model.calibration, model.proposal
        if calibration is None or proposal is None:
            return
        if calibration is not self._drawn:
            self._drawn = calibration
            mated, non_mated = calibration.mated, calibration.non_mated
            self.chart.show_distances(
                columns_of(mated.edges, mated.counts), columns_of(non_mated.edges, non_mated.counts)
            )
            self.measured.setText(words.measured_words(calibration))
        self.chart.show_threshold(proposal.threshold)
        self.chart.setAccessibleDescription(
            f"{distance_text(proposal.threshold)}. {words.stranger_words(proposal)} {words.refusal_words(proposal)}"
        )
        self.choice.show_choice(model.profile, model.proposals)
        for field, value in (
            (self.people, model.people),
            (self.strangers, model.strangers),
            (self.visits, model.visits),
        ):
            with QSignalBlocker(field):
                field.setValue(value)
        self.people_note.setText(words.people_note(model.people, model.enrolled))
        self.people_reset.setVisible(bool(model.enrolled) and model.people != model.enrolled)
        self.alarms.say(
            words.stranger_words(proposal),
            words.certainty_words(proposal.fpir),
            words.alarm_words(proposal, model.strangers),
            "warn",
            "\n".join(filter(None, (words.doubtful_words(proposal), words.extrapolated_words(proposal)))),
        )
        self.refusals.say(
            words.refusal_words(proposal),
            words.certainty_words(proposal.fnir),
            words.refused_words(proposal, model.visits),
            "bad",
            words.unusable_words(proposal),
        )

    def _show_foot(self) -> None:
        model, now = self.model, self.model.in_force()
        proposal = model.proposal
        self.foot.setVisible(now is not None)
        if now is None:
            return
        self.in_force.setText(words.in_force_words(now))
        means = ""
        if model.calibration is not None and model.enrolled and now.measured:
            means = words.means_words(model.calibration.proposal_at(now.threshold, model.enrolled))
        self.now_means.setText(means)
        self.now_means.setVisible(bool(means))
        self.chart.show_mark(now.threshold if now.measured else None)
        self.accept_button.setVisible(proposal is not None)
        if proposal is None:
            return
        same = now.people == proposal.enrolled and abs(now.threshold - proposal.threshold) < 1e-9
        same = same and not model.looks_changed
        self.accept_button.setEnabled(not same and not model.accepting and not model.measuring)
        threshold = distance_text(proposal.threshold)
        if same:
            self.accept_button.setText(self.tr("{threshold} is in force").format(threshold=threshold))
        elif proposal.usable:
            self.accept_button.setText(self.tr("&Accept {threshold}").format(threshold=threshold))
        else:
            self.accept_button.setText(self.tr("&Accept {threshold} all the same").format(threshold=threshold))

    def _calibrate(self) -> None:
        self.problem.say("bad", "")
        self.progress.setMaximum(0)
        self.model.calibrate()
        self.cancel_button.setFocus()

    def _accept(self) -> None:
        self.problem.say("bad", "")
        proposal = self.model.proposal
        if proposal is not None and not proposal.usable:
            question = unusable_question(proposal, self)
            question.accepted.connect(lambda: self.model.accept() if self.model.proposal == proposal else None)
            question.open()
            return
        self.model.accept()

    def _progress(self, progress: Progress) -> None:
        self.progress.setMaximum(progress.total)
        self.progress.setValue(progress.done)

    def _failed(self, error: FacegateError) -> None:
        said = error_text(error)
        self.problem.say("bad", f"{said.title}: {said.message} {said.remedy}")
