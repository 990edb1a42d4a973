"""What the calibration page knows: the measurement, the choice, and what is in force."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QObject, Signal

from facegate.domain.calibration import PROFILES, Calibration, Proposal
from facegate.domain.visits import VisitRule
from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext
from facegate.settings.model import Settings
from facegate.ui import visits_state
from facegate.ui.session import ModelsNews, ModelsState, Session
from facegate.ui.tasks import Handle
from facegate.ui.viewmodels.in_force import InForce, in_force
from facegate.ui.visits_state import SupposedVisits

DEFAULT_PROFILE = "balanced"

STRANGERS_A_MONTH = 1000
"""A start for the field: some thirty strangers a day."""
VISITS_A_PERSON = 40
"""A start for the field: twice on each of twenty working days a month."""

SUPPOSED_PEOPLE = 10
"""For how many people is calculated while nobody is enrolled."""


class CalibrationState(Enum):
    """Where the page stands."""

    WAITING = "waiting"
    """The models are not loaded."""
    READING = "reading"
    UNREADABLE = "unreadable"
    NEVER = "never"
    """This model was not calibrated here yet."""
    READY = "ready"


class CalibrationModel(QObject):
    """Measures, proposes, accepts. Belongs to the window's thread.

    Signals:
        changed: anything that the page shows.
        progressed: a Progress of the measurement.
        failed: a FacegateError of a measurement or of an acceptance; what was in force stays so.
        accepted: the Proposal that is in force from now on.
    """

    changed = Signal()
    progressed = Signal(object)
    failed = Signal(object)
    accepted = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._service = session.services.calibration
        self._reading: Handle | None = None
        self._measuring: Handle | None = None
        self._accepting: Handle | None = None
        self._unreadable = self._read = False
        self._embedder = session.settings.recognition.embedder
        self.calibration: Calibration | None = None
        self.proposals: dict[str, Proposal] = {}
        self.proposal: Proposal | None = None
        self.profile = DEFAULT_PROFILE
        self.people = SUPPOSED_PEOPLE
        self._people_chosen = False
        remembered = self._remembered = visits_state.restore(session.services.paths)
        self.strangers = STRANGERS_A_MONTH if remembered.strangers is None else remembered.strangers
        self._visits_chosen = remembered.enrolled is not None
        self.visits = VISITS_A_PERSON if remembered.enrolled is None else remembered.enrolled
        session.models_changed.connect(self._models_news)
        session.people_changed.connect(self.refresh)
        session.bridge.settings_changed.connect(self._settings_news)
        self.refresh()

    # -- what is known ------------------------------------------------------------------------

    @property
    def state(self) -> CalibrationState:
        """Where the page stands."""
        if self._session.services.runner.handler.engine is None:
            return CalibrationState.WAITING
        if self.calibration is not None:
            return CalibrationState.READY
        if self._unreadable:
            return CalibrationState.UNREADABLE
        return CalibrationState.NEVER if self._read else CalibrationState.READING

    @property
    def measuring(self) -> bool:
        """Whether a measurement is under way."""
        return self._measuring is not None and self._measuring.running

    @property
    def accepting(self) -> bool:
        """Whether an acceptance is under way."""
        return self._accepting is not None and self._accepting.running

    @property
    def enrolled(self) -> int:
        """People enrolled now."""
        return self._service.enrolled()

    @property
    def due(self) -> bool:
        """Whether a threshold should be chosen (anew) for as many people as are enrolled."""
        return self.state not in (CalibrationState.WAITING, CalibrationState.READING) and self._service.due()

    @property
    def looks(self) -> tuple[int, int]:
        """How many looks must agree, among how many; as the settings have it."""
        chosen = self._session.settings.recognition
        return chosen.looks_needed, chosen.looks_window

    @property
    def looks_changed(self) -> bool:
        """Whether the threshold in force was accepted for another rule of looks."""
        now = self.in_force()
        return now is not None and now.looks not in (None, self.looks)

    def in_force(self) -> InForce | None:
        """The threshold that decides now; None until the models are loaded."""
        return in_force(self._session)

    # -- what can be done ------------------------------------------------------------------------

    def refresh(self) -> None:
        """People or models changed: count again."""
        if not self._people_chosen:
            self.people = self.enrolled or SUPPOSED_PEOPLE
        if not self._visits_chosen:
            self.visits = self.people * VISITS_A_PERSON
        self._calculate()
        self.changed.emit()

    def load(self) -> None:
        """Read the last measurement of the model in use."""
        self._forget()
        self._reading = self._session.tasks.query(self, self._latest, self._found, self._not_read)
        self.refresh()

    def _latest(self) -> Calibration | None:
        # The first call with a model reads its statistics: here, not on the window's thread.
        self._service.due()
        return self._service.latest()

    def _forget(self) -> None:
        """What was measured for one model says nothing of another."""
        if self._reading is not None:
            self._reading.drop()
        self._embedder = self._session.settings.recognition.embedder
        self._unreadable = self._read = False
        self.calibration = None

    def calibrate(self) -> None:
        """Measure; what is shown stays until the new figures are there."""
        if self.measuring:
            return

        def work(context: JobContext) -> Calibration:
            made = self._service.calibrate(context.progress, lambda: context.cancelled)
            context.check()
            return made

        self._measuring = self._session.tasks.run(
            self,
            self.tr("Calibrating"),
            work,
            on_done=self._measured,
            on_error=self._failed,
            on_progress=self.progressed.emit,
            on_cancelled=self.changed.emit,
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stop measuring; everything stays as it was."""
        if self._measuring is not None:
            self._measuring.cancel()

    def choose(self, profile: str) -> None:
        """Propose for one of the profiles."""
        self.profile = profile
        self._calculate()
        self.changed.emit()

    def move(self, threshold: float) -> None:
        """Choose a threshold by hand."""
        self.profile = ""
        if self.calibration is not None:
            self.proposal = self.calibration.proposal_at(threshold, self.people)
        self.changed.emit()

    def suppose_people(self, people: int) -> None:
        """Calculate for another number of people than are enrolled."""
        self.people, self._people_chosen = people, people != self.enrolled
        self.refresh()

    def suppose_strangers(self, visits: int) -> None:
        """Visits of people who are not enrolled, a month."""
        self.strangers = visits
        self.changed.emit()

    def suppose_visits(self, visits: int) -> None:
        """Visits of enrolled people, a month."""
        self.visits, self._visits_chosen = visits, True
        self.changed.emit()

    def remember(self) -> None:
        """Keep the visits that were supposed for the next start."""
        chosen = self.visits if self._visits_chosen else None
        supposed = SupposedVisits(None if self.strangers == STRANGERS_A_MONTH else self.strangers, chosen)
        if supposed != self._remembered:
            self._remembered = supposed
            visits_state.save(supposed, self._session.services.paths)

    def accept(self) -> None:
        """Put what is proposed into force, in the running pipeline too."""
        proposal, calibration = self.proposal, self.calibration
        if proposal is None or calibration is None or self.accepting:
            return

        def done(_none: object) -> None:
            self.changed.emit()
            self.accepted.emit(proposal)

        self._accepting = self._session.tasks.run(
            self,
            self.tr("Accepting a threshold"),
            lambda _context: self._service.accept(proposal, calibration),
            on_done=done,
            on_error=self._failed,
            on_cancelled=self.changed.emit,
        )
        self.changed.emit()

    # -- what comes back ----------------------------------------------------------------------------

    def _models_news(self, news: ModelsNews) -> None:
        if news.state is ModelsState.READY:
            self.load()
        else:
            self.changed.emit()

    def _settings_news(self, settings: Settings) -> None:
        if settings.recognition.embedder == self._embedder:
            if self.calibration is not None:
                # The distances stay what they are; what they mean for a visit depends on how looks decide.
                self.calibration = replace(self.calibration, rule=VisitRule(*self.looks))
            self.refresh()
            return
        self._forget()
        # Told while the change is under way: behind it on the job thread, the new model is in use.
        self._reading = self._session.tasks.run(
            self, self.tr("Reading"), lambda _context: self._latest(), on_done=self._found,
            on_error=self._not_read,
        )  # fmt: skip
        self.refresh()

    def _found(self, calibration: Calibration | None) -> None:
        self._read = True
        self._show(calibration)

    def _not_read(self, error: FacegateError) -> None:
        self._unreadable = True
        self.changed.emit()
        self.failed.emit(error)

    def _measured(self, calibration: Calibration) -> None:
        self._read, self._unreadable = True, False
        self._show(calibration)

    def _failed(self, error: FacegateError) -> None:
        self.changed.emit()
        self.failed.emit(error)

    def _show(self, calibration: Calibration | None) -> None:
        self.calibration = calibration
        before = self.in_force()
        if before is not None and before.wanted is not None:
            self.profile = next((name for name, rate in PROFILES.items() if rate == before.wanted), DEFAULT_PROFILE)
        elif not self.profile:
            self.profile = DEFAULT_PROFILE
        self.refresh()

    def _calculate(self) -> None:
        calibration = self.calibration
        if calibration is None:
            self.proposals, self.proposal = {}, None
            return
        self.proposals = {name: calibration.threshold_for(rate, self.people) for name, rate in PROFILES.items()}
        if self.profile:
            self.proposal = self.proposals[self.profile]
        elif self.proposal is not None:
            self.proposal = calibration.proposal_at(self.proposal.threshold, self.people)
