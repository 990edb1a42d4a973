"""Looking out for somebody: who, on what basis, and whether they are let in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.access.watch_list import MAX_BASIS_LENGTH, WatchEntry
from facegate.errors import FacegateError
from facegate.pipeline.access.watching import unnamed
from facegate.pipeline.enrolment import EnrolmentSample, photo_sample
from facegate.pipeline.jobs import JobContext
from facegate.pipeline.known_people import AlreadyEnrolledError
from facegate.ui import outside
from facegate.ui.formatting import isolated
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, muted, primary_button
from facegate.ui.widgets.one_person import OnePerson
from facegate.ui.widgets.verdict import Verdict
from facegate.ui.widgets.watched_photos import WatchedPhotos

_WIDTH = 520
_LINES = 4


class WatchDialog(QDialog):
    """Adds an entry, of somebody on record or from photographs, or changes one."""

    def __init__(
        self, session: Session, entry: WatchEntry | None, parent: QWidget | None = None, *, watched_only: bool = False
    ) -> None:
        """``watched_only``: the entry is of somebody who is on record for nothing else."""
        super().__init__(parent)
        self._session = session
        self._new, self._watched_only = entry is None, watched_only
        self._job: Handle | None = None
        self.setWindowTitle(self.tr("Watch list"))
        self.setFixedWidth(_WIDTH)
        self.on_record, self.from_photos = (
            QRadioButton(self.tr("Somebody on re&cord"), self),
            QRadioButton(self.tr("Somebody who is not, from &photographs"), self),
        )
        self.person = OnePerson(session, self)
        self.photos = WatchedPhotos(self)
        self.basis = QPlainTextEdit(self)
        self.basis.setTabChangesFocus(True)
        self.basis.setPlaceholderText(self.tr("Such as: banned from the house on 2026-03-02, letter 17/26"))
        self.basis.setAccessibleName(self.tr("Legal basis"))
        self.basis.setFixedHeight(self.basis.fontMetrics().lineSpacing() * _LINES + 2 * UNIT)
        self.left = muted("", self)
        self.alarm, self.refuse = (
            QRadioButton(self.tr("&Alarm only: they are treated like everybody else"), self),
            QRadioButton(self.tr("&Refuse: at the door it looks as if no rule let them in"), self),
        )
        for pair in ((self.alarm, self.refuse), (self.on_record, self.from_photos)):
            group = QButtonGroup(self)
            for button in pair:
                group.addButton(button)
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.save_button = primary_button(self.tr("&Save"), self)
        self.save_button.setDefault(True)
        self._lay_out()
        self._fill(entry)
        self.on_record.toggled.connect(lambda _on: self._show_way())
        self.photos.changed.connect(self._photos_changed)
        self.person.changed.connect(self._enable)
        self.basis.textChanged.connect(self._enable)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self._show_way()

    def _lay_out(self) -> None:
        title = self.tr("Look out for somebody") if self._new else self.tr("Somebody who is looked out for")
        why = QLabel(self.tr("Legal &basis"), self)
        self.person.picker.setAccessibleName(self.tr("Person"))
        why.setBuddy(self.basis)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        way = (self.on_record, self.from_photos, self.person, self.photos)
        for widget in (heading(title, self, 1.2), *way, why, self.basis, self.left, self.alarm, self.refuse):
            box.addWidget(widget)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(buttons)

    def _fill(self, entry: WatchEntry | None) -> None:
        self.on_record.setChecked(True)
        self.alarm.setChecked(entry is None or not entry.refuse)
        self.refuse.setChecked(entry is not None and entry.refuse)
        if entry is None:
            self.person.setFocus()
            return
        self.person.show_person(entry.subject_id)
        self.person.setEnabled(False)
        self.basis.setPlainText(entry.basis)
        self.basis.setFocus()

    def _text(self) -> str:
        return " ".join(self.basis.toPlainText().split())

    def _enable(self) -> None:
        length = len(self._text())
        said = self.tr("Needed: without a legal basis nobody may be looked out for.")
        if length > MAX_BASIS_LENGTH:
            said = self.tr("Too long by {number} characters.").format(number=length - MAX_BASIS_LENGTH)
        self.left.setText("" if 0 < length <= MAX_BASIS_LENGTH else said)
        named = bool(self.photos.paths) if self.from_photos.isChecked() else self.person.subject_id is not None
        self.save_button.setEnabled(named and 0 < length <= MAX_BASIS_LENGTH and not self._busy)
        self.cancel_button.setEnabled(not self._busy)

    def _show_way(self) -> None:
        """The fields of one way or of the other."""
        photos = self.from_photos.isChecked()
        for button in (self.on_record, self.from_photos):
            button.setVisible(self._new)
        self.person.setVisible(not photos)
        self.photos.setVisible(photos)
        for button in (self.alarm, self.refuse):
            # Who is on record for nothing else is let in nowhere, whatever is said here.
            button.setVisible(not photos and not self._watched_only)
        self.verdict.say("", "")
        self._enable()
        self.adjustSize()

    def _photos_changed(self) -> None:
        self.verdict.say("", "")
        self._enable()
        self.adjustSize()

    @property
    def _busy(self) -> bool:
        return self._job is not None and self._job.running

    def reject(self) -> None:
        """Close; not while it is stored, as nobody would know then whether it was."""
        if not self._busy:
            super().reject()

    def save(self) -> None:
        """Store it; closes when it is stored."""
        if not self.save_button.isEnabled():
            return
        self.verdict.say("", "")
        work = self._photographed() if self.from_photos.isChecked() else self._recorded()
        self._job = self._session.tasks.run(
            self,
            self.tr("Changing the watch list"),
            work,
            on_done=lambda _none: self._saved(),
            on_error=self._refused,
        )
        self._enable()

    def _recorded(self) -> Callable[[JobContext], object]:
        """What puts somebody on record on the list, or changes what is said of them."""
        watching, who = self._session.services.access.watching, self.person.subject_id
        basis, refuse = self._text(), self.refuse.isChecked()
        if who is None:
            raise RuntimeError("nobody is chosen")
        return lambda _context: watching.add(who, basis, refuse=refuse)

    def _photographed(self) -> Callable[[JobContext], object]:
        """What looks at the photographs and puts whom they show on the list."""
        watching, handler = self._session.services.access.watching, self._session.services.runner.handler
        basis, paths = self._text(), self.photos.paths
        profile = unnamed(self.photos.name.text().strip() or None, None)
        another = self.photos.another.isChecked()

        def work(context: JobContext) -> object:
            # Nothing is looked at where that would be in vain.
            watching.check(basis)
            samples: list[EnrolmentSample] = []
            for path in paths:
                context.check()
                picture = outside.photograph(path)
                samples.append(handler.use_vision(partial(photo_sample, image=picture, label=path.name)))
            return watching.add_from_photographs(profile, samples, basis, allow_look_alike=another)

        return work

    def _saved(self) -> None:
        if self.from_photos.isChecked():
            self._session.people_changed.emit()
        self.accept()

    def _refused(self, error: FacegateError) -> None:
        self._job = None
        words = error_text(error)
        said = f"{words.title}: {words.message} {words.remedy}"
        if isinstance(error, AlreadyEnrolledError) and error.by_face:
            said = self.tr(
                "This is the face of {name}: choose them as somebody on record, or say that it is another person."
            ).format(name=isolated(error.subject.name))
            self.photos.ask_whether_another()
        self.verdict.say("bad", said)
        self._enable()
        self.adjustSize()
