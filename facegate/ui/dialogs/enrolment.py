"""What both ways of enrolling share: the form, the verdict, the last step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from facegate.domain.people import SampleSource, Subject
from facegate.domain.profiles import Profile
from facegate.errors import FacegateError
from facegate.pipeline.consent import consent_record
from facegate.pipeline.enrolment import EnrolmentSample
from facegate.pipeline.jobs import JobContext
from facegate.pipeline.known_people import AlreadyEnrolledError, Known
from facegate.pipeline.lookalikes import LookAlike
from facegate.ui.formatting import day_text, isolated
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import PageBody, heading, primary_button
from facegate.ui.widgets.enrol_form import EnrolForm
from facegate.ui.widgets.look_alikes import LookAlikePanel
from facegate.ui.widgets.verdict import Verdict

_SIDE = 336
_START_WIDTH, _START_HEIGHT = 1000, 632
"""Fits a 1280x720 screen with its panels."""
_HIGH_ENOUGH = 480
"""Below this height the look-alikes come without advice."""


class EnrolmentDialog(QDialog):
    """Samples on one side, the form on the other.

    Attributes:
        subject: who was enrolled, or got the samples; None until then.
        person: whose samples are taken; None for somebody new.
        replacing: the person is enrolled anew: their old references go.
    """

    source = SampleSource.CAMERA
    vouched = False
    """Whether somebody else than the person ticks the consent."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        subject: Subject | None = None,
        replace: bool = False,
        profile: Profile | None = None,
    ) -> None:
        """Enrol somebody new, or take samples of somebody on record.

        Args:
            session: of the window.
            parent: the window.
            subject: whose samples; None for somebody new.
            replace: their samples take the place of all that they have.
            profile: what is known of somebody new already.
        """
        super().__init__(parent)
        self.session = session
        self.subject: Subject | None = None
        self.person, self.replacing = subject, replace and subject is not None
        self._busy = False
        self._face_known = False
        self._known_as = ""
        self._checking: Handle | None = None
        self.form = EnrolForm(self.vouched, self)
        self.verdict = Verdict(self)
        self.look_alikes = LookAlikePanel(self)
        self.enrol_button = primary_button(self._action_text(), self)
        self.enrol_button.setDefault(True)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.left = QVBoxLayout()
        self.left.setSpacing(2 * UNIT)
        self._lay_out()
        self.form.changed.connect(self.update_state)
        self.form.consent_changed.connect(self.consent_changed)
        self.enrol_button.clicked.connect(self.enrol)
        self.cancel_button.clicked.connect(self.reject)
        self.look_alikes.confirmed_changed.connect(self._another_person)
        self.form.paper.language_wanted.connect(self._show_consent)
        self._show_consent(QLocale().bcp47Name())
        if subject is not None:
            consents = session.services.people.consents(subject.subject_id)
            day = day_text(consents[-1].recorded_at, session.zone) if consents else ""
            self.form.set_person(subject, day)
        elif profile is not None:
            self.form.show_profile(profile)
        screen = self.screen().availableGeometry()
        self.resize(min(_START_WIDTH, screen.width()), min(_START_HEIGHT, screen.height()))

    def _show_consent(self, language: str) -> None:
        """Show the text in force; where it cannot be read nobody can agree to it."""
        texts = self.session.services.consents
        try:
            self.form.show_consent(texts.current(language), texts.languages())
        except FacegateError as error:
            words = error_text(error)
            self.verdict.say("bad", f"{words.message} {words.remedy}")

    def _action_text(self) -> str:
        if self.person is None:
            return self.tr("&Enrol")
        return self.tr("R&eplace samples") if self.replacing else self.tr("Add sampl&es")

    def _lay_out(self) -> None:
        body = PageBody(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(2, 2, UNIT, 2)
        inner.addWidget(self.form)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.enrol_button)
        side = QVBoxLayout()
        side.setSpacing(UNIT)
        side.addWidget(scroll, 1)
        # In line with the fields, which leave room for their scroll bar.
        below = QVBoxLayout()
        below.setContentsMargins(2, 0, UNIT, 0)
        below.setSpacing(UNIT)
        below.addWidget(self.verdict)
        below.addLayout(buttons)
        side.addLayout(below)
        holder = QWidget(self)
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        holder.setMaximumWidth(_SIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[2 * UNIT] * 4)
        row.setSpacing(2 * UNIT)
        # Below the samples, not below the form: there it would push the identifier out of sight.
        samples = QVBoxLayout()
        samples.setSpacing(2 * UNIT)
        samples.addLayout(self.left, 1)
        samples.addWidget(self.look_alikes)
        row.addLayout(samples, 3)
        row.addWidget(holder, 2)

    def title(self, text: str) -> None:
        """Name the window and head the left side."""
        self.setWindowTitle(text)
        self.left.addWidget(heading(text, self, 1.2))

    @property
    def compact(self) -> bool:
        """Whether there is little height."""
        return self.height() < _HIGH_ENOUGH

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little height: 200 % on a small screen."""
        super().resizeEvent(event)
        self.look_alikes.set_compact(self.compact)

    # -- for the two ways ------------------------------------------------------------

    def samples(self) -> Sequence[EnrolmentSample]:
        """The samples to enrol with; empty while there are not enough."""
        raise NotImplementedError

    def skipped_poses(self) -> Sequence[str]:
        """Poses that could not be had."""
        return ()

    def consent_changed(self, agreed: bool) -> None:
        """Consent was given or taken back."""
        raise NotImplementedError

    def busy_changed(self, busy: bool) -> None:
        """The last step began or failed."""

    def face_known(self, known: bool) -> None:
        """The face is enrolled already; or it was said that this is another person."""

    # -- the last step ------------------------------------------------------------------

    def update_state(self) -> None:
        """Enable what can be done now."""
        ready = self.form.filled and bool(self.samples()) and (not self._face_known or self.look_alikes.confirmed)
        self.enrol_button.setEnabled(ready and not self._busy)
        self.form.setEnabled(not self._busy)
        self.look_alikes.setEnabled(not self._busy)
        self.cancel_button.setEnabled(not self._busy)

    def forget_face(self) -> None:
        """Nothing is known of the face any more: the samples changed."""
        self._face_known = False
        self.verdict.say("", "")
        self.look_alikes.clear()

    def check(self) -> None:
        """Find out early whether the person is enrolled already, and who looks like them."""
        samples, people = self.samples(), self.session.services.people
        if self._checking is not None:
            self._checking.drop()
        self._face_known = False
        self.look_alikes.clear()
        self.update_state()
        if samples:
            own = self.person.subject_id if self.person else None
            adding = own is not None and not self.replacing
            work = lambda _context: people.check_samples(samples, own=own, matching=adding)  # noqa: E731
            self._checking = self.session.tasks.run(
                self, self.tr("Comparing"), work, on_done=self._compared, on_error=self.refused
            )

    def enrol(self) -> None:
        """Enrol the person; closes the dialog when it is done."""
        samples = self.samples()
        if not self.enrol_button.isEnabled():
            return
        profile, asked = self.form.profile, self.form.first_field is not None
        shown = self.form.paper.shown
        services, another, skipped = self.session.services, self.look_alikes.confirmed, self.skipped_poses()
        person, replacing = self.person, self.replacing

        def work(_context: JobContext) -> Subject:
            consent = None
            if asked and shown is not None:
                consent = consent_record(shown, attested=self.vouched, actor=services.actor, clock=services.clock)
            if person is None:
                assert consent is not None  # the button waits for it
                return services.people.enrol(
                    profile, samples, consent, self.source, allow_look_alike=another, skipped_poses=skipped
                )
            return services.people.add_samples(
                person.subject_id,
                samples,
                self.source,
                replace=replacing,
                consent=consent,
                skipped_poses=skipped,
                allow_look_alike=another,
            )

        self._set_busy(True)
        self.verdict.say("", "")
        self.session.tasks.run(
            self,
            self.tr("Enrolling"),
            work,
            on_done=self._enrolled,
            on_error=self.refused,
            on_cancelled=lambda: self._set_busy(False),
        )

    def reject(self) -> None:
        """Close; but not while the person is being enrolled: whether they were must be told."""
        if not self._busy:
            super().reject()

    def refused(self, error: FacegateError) -> None:
        """Say why not; and who it is where somebody is known already."""
        self._set_busy(False)
        words = error_text(error)
        if isinstance(error, AlreadyEnrolledError):
            self._known(error)
        else:
            self.verdict.say("bad", f"{words.message} {words.remedy}")

    def _known(self, error: AlreadyEnrolledError) -> None:
        who = f"{isolated(error.subject.name)} ({isolated(error.subject.external_id)})"
        if error.by_face:
            self._face_known = True
            self.look_alikes.show_people(error.look_alikes, ask=True)
            self.update_state()
            self.face_known(True)
            told = self.tr("This person is enrolled already: {person}. They can be renamed or erased under People.")
        elif error.known is Known.CARD:
            told = self.tr("This card belongs to {person}. Give another one.")
        else:
            told = self.tr("This identifier belongs to {person}. Choose another one.")
            self.form.identifier.setFocus()
            self.form.identifier.selectAll()
        self.verdict.say("bad", told.format(person=who))

    def _compared(self, alike: list[LookAlike]) -> None:
        self.look_alikes.show_people(alike, ask=False)

    def _another_person(self, confirmed: bool) -> None:
        if self._face_known:
            self.face_known(not confirmed)
            if confirmed:
                self._known_as = self.verdict.text
                self.verdict.say("warn", self.tr("Will be enrolled as another person; that you said so is recorded."))
            else:
                self.verdict.say("bad", self._known_as)
        self.update_state()

    def _enrolled(self, subject: Subject) -> None:
        self._set_busy(False)
        self.subject = subject
        self.session.people_changed.emit()
        self.accept()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed(busy)
        self.update_state()
