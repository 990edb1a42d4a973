"""Everything that is on record of a person, and changing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.ids import ReferenceId
from facegate.domain.people import Consent, EnrolmentRecord, ReferenceRecord, Subject
from facegate.domain.profile_changes import Reconciled, reconciled
from facegate.domain.profiles import Field, Profile, ProfileError, clean_profile
from facegate.errors import ChangedMeanwhileError, FacegateError
from facegate.pipeline.jobs import JobContext
from facegate.ui.dialogs.agreed_text import AgreedTextDialog
from facegate.ui.dialogs.refusal import refusal_text
from facegate.ui.dialogs.unsaved import unsaved_question
from facegate.ui.formatting import day_text, isolated, moment_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.people_columns import state_words
from facegate.ui.widgets.basics import Card, ElidedLabel, PageBody, heading, muted, primary_button
from facegate.ui.widgets.pin_editor import PinEditor
from facegate.ui.widgets.profile_form import ProfileForm
from facegate.ui.widgets.references_list import ReferencesList, pose_text, source_text
from facegate.ui.widgets.verdict import Verdict
from facegate.ui.wording_profile import field_text, value_text

_WIDTH, _HEIGHT = 960, 660


@dataclass(frozen=True, slots=True)
class PersonFile:
    """What is read of a person."""

    subject: Subject
    references: list[ReferenceRecord]
    consents: list[Consent]
    enrolments: list[EnrolmentRecord]
    departments: list[str]
    groups: list[str]


class EditPersonDialog(QDialog):
    """The record on the left, what is known of the face on the right.

    Attributes:
        person: the record as it was last read or saved.

    Signals:
        samples_wanted: the user wants to add samples, or with True to enrol the person anew.
        decline_wanted, erase_wanted, record_wanted: the user wants that for this Subject.
    """

    samples_wanted = Signal(object, bool)
    decline_wanted = Signal(object)
    erase_wanted = Signal(object)
    record_wanted = Signal(object)

    def __init__(self, session: Session, person: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.person = person
        self.busy = False
        self._agreed: Consent | None = None
        self.setWindowTitle(self.tr("Person"))
        today = session.services.clock.now().astimezone(session.zone).date()
        self.form = ProfileForm(today, self)
        self.pin = PinEditor(self)
        self.references = ReferencesList(session, self)
        self.verdict = Verdict(self)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show(person)
        self.form.show_profile(person.profile)
        self.form.name.setFocus()
        self.form.name.setSelection(len(person.name), -len(person.name))
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self.read()
        self._enable()

    # -- building ------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.add_button = QPushButton(self.tr("&Add samples…"), self)
        self.replace_button = QPushButton(self.tr("Enrol ane&w…"), self)
        self.suspend_button = QPushButton(self)
        self.decline_button = QPushButton(self.tr("Decline &face recognition…"), self)
        self.erase_button = QPushButton(self.tr("E&rase…"), self)
        self.text_button = QPushButton(self.tr("Consent te&xt…"), self)
        self.full_button = QPushButton(self.tr("Fu&ll record for the person…"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.reload_button = QPushButton(self.tr("Drop my changes"), self)
        self.pin_button = QPushButton(self)
        self.remove_pin_button = QPushButton(self.tr("Remove it"), self)
        self.pin.hide()
        self.save_button = primary_button(self.tr("&Save"), self)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.save_button.setDefault(True)
        self.reload_button.hide()

    def _lay_out(self) -> None:
        self.title = ElidedLabel("", self)
        self.title.setFont(heading("", self, 1.2).font())
        self.subtitle = ElidedLabel("", self)
        self.subtitle.setProperty("tone", "muted")
        columns = QWidget(self)
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * UNIT)
        row.addWidget(self._record_side(), 1)
        row.addWidget(self._face_side(), 1)
        body = PageBody(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(columns)
        inner.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        below = QHBoxLayout()
        below.setSpacing(UNIT)
        for button in (self.suspend_button, self.decline_button, self.erase_button):
            below.addWidget(button)
        below.addStretch(1)
        for button in (self.reload_button, self.cancel_button, self.save_button):
            below.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        for widget in (self.title, self.subtitle):
            box.addWidget(widget)
        box.addSpacing(UNIT)
        box.addWidget(scroll, 1)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(below)

    def _record_side(self) -> QWidget:
        card = Card(self)
        box = QVBoxLayout(card)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(self.form)
        box.addSpacing(UNIT)
        self.pin_title = QLabel(self)
        row = QHBoxLayout()
        row.addWidget(self.pin_title, 1)
        row.addWidget(self.pin_button)
        row.addWidget(self.remove_pin_button)
        box.addLayout(row)
        box.addWidget(self.pin)
        box.addStretch(1)
        return card

    def _face_side(self) -> QWidget:
        card = Card(self)
        box = QVBoxLayout(card)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(_bold(self.tr("Samples of the face"), self))
        self.face_note = muted("", self)
        box.addWidget(self.face_note)
        box.addWidget(self.references)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self.add_button)
        row.addWidget(self.replace_button)
        row.addStretch(1)
        box.addLayout(row)
        box.addSpacing(UNIT)
        box.addWidget(_bold(self.tr("Consent"), self))
        self.consents = muted("", self)
        box.addWidget(self.consents)
        box.addSpacing(UNIT)
        box.addWidget(_bold(self.tr("Enrolments"), self))
        self.enrolments = muted("", self)
        box.addWidget(self.enrolments)
        box.addSpacing(UNIT)
        papers = QHBoxLayout()
        papers.setSpacing(UNIT)
        papers.addWidget(self.text_button)
        papers.addWidget(self.full_button)
        papers.addStretch(1)
        box.addLayout(papers)
        box.addStretch(1)
        return card

    def _connect(self) -> None:
        self.form.changed.connect(self._enable)
        self.form.changed.connect(
            lambda: self.pin.set_own_numbers(self.form.card.text() or None, self.form.identifier.text())
        )
        self.pin.changed.connect(self._enable)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        self.reload_button.clicked.connect(self._drop_mine)
        self.pin_button.clicked.connect(self._ask_pin)
        self.remove_pin_button.clicked.connect(self._remove_pin)
        self.suspend_button.clicked.connect(self._suspend)
        self.references.remove_wanted.connect(self._remove_reference)
        self.add_button.clicked.connect(lambda: self._leave(lambda: self.samples_wanted.emit(self.person, False)))
        self.replace_button.clicked.connect(lambda: self._leave(lambda: self.samples_wanted.emit(self.person, True)))
        self.decline_button.clicked.connect(lambda: self._leave(lambda: self.decline_wanted.emit(self.person)))
        self.text_button.hide()
        self.text_button.clicked.connect(self._show_agreed)
        self.full_button.clicked.connect(lambda: self._leave(lambda: self.record_wanted.emit(self.person)))
        self.erase_button.clicked.connect(lambda: self._leave(lambda: self.erase_wanted.emit(self.person)))

    # -- showing -------------------------------------------------------------------

    def read(self) -> None:
        """Read what hangs on the record, off the window's thread; what is being edited stays."""
        people, who = self.session.services.people, self.person.subject_id

        def work() -> PersonFile:
            return PersonFile(
                people.get(who),
                people.references(who),
                people.consents(who),
                people.enrolments(who),
                people.departments(),
                people.groups(),
            )

        self.session.tasks.query(self, work, self._read, self.refused)

    def _read(self, read: PersonFile) -> None:
        if read.subject.revision == self.person.revision:
            self._show(read.subject)
        self.references.model.show_records(read.references)
        self.references.setVisible(bool(read.references))
        self.form.offer(read.departments, read.groups)
        zone = self.session.zone
        self._agreed = read.consents[-1] if read.consents else None
        self.text_button.setVisible(self._agreed is not None)
        self.consents.setText("\n".join(self._consent(each) for each in read.consents) or self.tr("None on record."))
        self.enrolments.setText(
            "\n".join(self._enrolment(each, day_text(each.occurred_at, zone)) for each in read.enrolments)
            or self.tr("None yet.")
        )

    def _show_agreed(self) -> None:
        if self._agreed is not None:
            dialog = AgreedTextDialog(self.session, self._agreed, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _show(self, person: Subject) -> None:
        self.person = person
        zone, today = self.session.zone, self.session.services.clock.now().astimezone(self.session.zone).date()
        self.title.set_text(person.name)
        seen = self.tr("never seen")
        if person.last_seen is not None:
            seen = self.tr("last seen {moment}").format(moment=moment_text(person.last_seen, zone))
        state = state_words(person, today)
        self.subtitle.set_text("  ·  ".join(part for part in (person.external_id, state, seen) if part))
        if person.declined_at is not None:
            note = self.tr("Declined face recognition on {day}.").format(day=day_text(person.declined_at, zone))
        elif not person.references:
            note = self.tr("None yet: this person signs in with card or PIN.")
        elif person.suspended_at is not None:
            note = self.tr("Not compared while the person is suspended.")
        else:
            note = ""
        self.face_note.setText(note)
        self.face_note.setVisible(bool(note))
        self.replace_button.setVisible(person.references > 0)
        self.decline_button.setVisible(person.declined_at is None)
        self.suspend_button.setText(self.tr("Resu&me") if person.suspended_at is not None else self.tr("Sus&pend"))
        self.pin_title.setText(self.tr("A PIN is set.") if person.has_pin else self.tr("No PIN is set."))
        self.pin_button.setText(self.tr("Set another &PIN…") if person.has_pin else self.tr("Set a &PIN…"))
        self.remove_pin_button.setVisible(person.has_pin)
        self.pin.set_own_numbers(person.card, person.external_id)

    def _consent(self, consent: Consent) -> str:
        how = self.tr("attested by {actor}") if consent.attested else self.tr("given, recorded by {actor}")
        day = day_text(consent.recorded_at, self.session.zone)
        return f"{day}  ·  {consent.text_version} ({consent.language})  ·  {how.format(actor=consent.recorded_by)}"

    def _enrolment(self, record: EnrolmentRecord, day: str) -> str:
        text = f"{day}  ·  {source_text(record.source)}  ·  " + self.tr("samples: {number}").format(
            number=record.samples
        )
        if record.skipped_poses:
            poses = ", ".join(pose_text(pose) for pose in record.skipped_poses)
            text += "  ·  " + self.tr("skipped: {poses}").format(poses=poses)
        return text

    # -- saving --------------------------------------------------------------------

    @property
    def edited(self) -> bool:
        """Whether there is something to save."""
        return not self.pin.is_empty or _cleaned(self.form.profile) != self.person.profile

    def _enable(self) -> None:
        usable = self.pin.is_empty or self.pin.pin is not None
        self.save_button.setEnabled(self.form.filled and usable and not self.busy)
        for button in (
            self.add_button, self.replace_button, self.suspend_button, self.decline_button, self.erase_button,
            self.full_button, self.cancel_button, self.remove_pin_button, self.reload_button,
        ):  # fmt: skip
            button.setEnabled(not self.busy)

    def set_busy(self, busy: bool) -> None:
        """A change began, or ended."""
        self.busy = busy
        self.form.setEnabled(not busy)
        self._enable()

    def reject(self) -> None:
        """Close; but not during a change: what came of it must be told."""
        if not self.busy:
            super().reject()

    def save(self) -> None:
        """Store what was entered; closes when it is stored."""
        self._store(self.accept)

    def _leave(self, go: Callable[[], None]) -> None:
        """Go on with something else; where something was entered it is asked what becomes of it."""

        def left() -> None:
            self.accept()
            go()

        if self.edited:
            save = (lambda: self._store(left)) if self.save_button.isEnabled() else None
            unsaved_question(self, save, left).open()
        else:
            left()

    def _store(self, then: Callable[[], None]) -> None:
        services, who, profile, revision = (
            self.session.services, self.person.subject_id, self.form.profile, self.person.revision
        )  # fmt: skip
        pin, before = self.pin.pin, self.person.profile

        def work(_context: JobContext) -> tuple[Subject, FacegateError | None]:
            subject = services.people.get(who)
            if _cleaned(profile) == before and revision == subject.revision:
                return (subject if pin is None else services.keypad.set_pin(who, pin)), None
            subject = services.people.update(who, profile, revision)
            try:
                return (subject if pin is None else services.keypad.set_pin(who, pin)), None
            except FacegateError as error:
                return subject, error

        def done(stored: tuple[Subject, FacegateError | None]) -> None:
            subject, no_pin = stored
            self.set_busy(False)
            self._show(subject)
            self.session.people_changed.emit()
            if no_pin is None:
                then()
            else:
                self._without_pin(no_pin)

        self.set_busy(True)
        self.session.tasks.run(self, self.tr("Saving a record"), work, on_done=done, on_error=self._not_saved)

    def _without_pin(self, error: FacegateError) -> None:
        """The record is stored, so that it is saved no second time; the PIN is not, and stays entered."""
        self._nothing_disputed()
        self.verdict.say("bad", self.tr("The record was saved, the PIN was not.") + " " + refusal_text(error))

    def _not_saved(self, error: FacegateError) -> None:
        self.set_busy(False)
        if isinstance(error, ChangedMeanwhileError):
            who, people = self.person.subject_id, self.session.services.people
            self.session.tasks.query(self, lambda: people.get(who), self._reconcile, self.refused)
        else:
            self.refused(error)

    def _reconcile(self, now: Subject) -> None:
        """Show what somebody else changed; what they did not touch stays as it was entered."""
        found = reconciled(self.person.profile, _cleaned(self.form.profile), now.profile)
        self._show(now)
        self.form.show_profile(found.profile)
        self.form.mark(found.theirs)
        self.verdict.say("warn", self._meanwhile(found, now.profile))
        self.reload_button.show()
        self.save_button.setText(self.tr("&Save mine"))
        self._enable()

    def _meanwhile(self, found: Reconciled, now: Profile) -> str:
        def said(fields: tuple[Field, ...]) -> str:
            return "; ".join(f"{field_text(field)}: {isolated(value_text(now, field))}" for field in fields)

        parts = [self.tr("Somebody else changed this record meanwhile.")]
        taken = tuple(field for field in found.theirs if field not in found.disputed)
        if taken:
            parts.append(self.tr("Taken over: {changes}.").format(changes=said(taken)))
        if found.disputed:
            parts.append(
                self.tr("You both changed: {changes}. Yours is still entered.").format(changes=said(found.disputed))
            )
        return " ".join(parts)

    def _drop_mine(self) -> None:
        self.form.show_profile(self.person.profile)
        self.pin.clear()
        self.verdict.say("warn", "")
        self._nothing_disputed()

    def _nothing_disputed(self) -> None:
        self.form.mark(())
        self.reload_button.hide()
        self.save_button.setText(self.tr("&Save"))

    def refused(self, error: FacegateError) -> None:
        """Say why not."""
        self.verdict.say("bad", refusal_text(error))

    # -- at once -------------------------------------------------------------------

    def _at_once(self, title: str, work: Callable[[], Subject]) -> None:
        """Change something that does not wait for saving; what is being edited stays."""

        def done(subject: Subject) -> None:
            self.set_busy(False)
            if subject.profile == self.person.profile:
                self._show(subject)
            else:
                # Somebody else changed the record meanwhile: it must not be saved over unseen.
                self._reconcile(subject)
            self.read()
            self.session.people_changed.emit()

        def failed(error: FacegateError) -> None:
            self.set_busy(False)
            self.refused(error)

        self.set_busy(True)
        self.session.tasks.run(self, title, lambda _context: work(), on_done=done, on_error=failed)

    def _suspend(self) -> None:
        people, who, on = self.session.services.people, self.person.subject_id, self.person.suspended_at is None
        self._at_once(self.tr("Suspending") if on else self.tr("Resuming"), lambda: people.suspend(who, on))

    def _ask_pin(self) -> None:
        self.pin_button.hide()
        self.pin.show()
        self.pin.first.setFocus()

    def _remove_pin(self) -> None:
        keypad, who = self.session.services.keypad, self.person.subject_id
        self._at_once(self.tr("Removing a PIN"), lambda: keypad.set_pin(who, None))

    def _remove_reference(self, reference_id: ReferenceId) -> None:
        services, who = self.session.services, self.person.subject_id

        def work() -> Subject:
            services.corrections.remove_reference(who, reference_id)
            return services.people.get(who)

        self._at_once(self.tr("Removing a sample"), work)


def _cleaned(profile: Profile) -> Profile:
    """As it would be stored; as it is where it cannot be."""
    try:
        return clean_profile(profile)
    except ProfileError:
        return profile


def _bold(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
