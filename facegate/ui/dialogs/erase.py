"""Erasing a person, and the certificate of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facegate.domain.people import ErasureReport, Subject
from facegate.errors import FacegateError
from facegate.pipeline.erasure import Erased
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, danger_button, heading, muted, primary_button
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 460


class EraseDialog(QDialog):
    """Says what erasing does before it is done, and afterwards what was done.

    Attributes:
        erased: what was removed, with the certificate; None until then.
    """

    def __init__(self, session: Session, person: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.person = person
        self.erased: Erased | None = None
        self._busy = False
        self.setWindowTitle(self.tr("Erase a person"))
        self.setFixedWidth(_WIDTH)
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.reject)
        self.erase_button = danger_button(self.tr("&Erase"), self)
        self.erase_button.setAutoDefault(False)
        self.erase_button.clicked.connect(self._erase)
        self.certificate_button = QPushButton(self.tr("Save &certificate…"), self)
        self.certificate_button.setAutoDefault(False)
        self.certificate_button.clicked.connect(self._choose_file)
        self.close_button = primary_button(self.tr("Close"), self)
        self.close_button.clicked.connect(self.accept)
        self._question, self._answer = QWidget(self), QWidget(self)
        self._removed = muted("", self)
        self._lay_out()
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
        self._fit()

    @property
    def report(self) -> ErasureReport | None:
        """What was removed; None until then."""
        return self.erased.report if self.erased is not None else None

    def _lay_out(self) -> None:
        self._ask()
        self._tell()
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self.certificate_button)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.erase_button, self.close_button):
            buttons.addWidget(button)
        for button in (self.certificate_button, self.close_button):
            button.hide()
        self._answer.hide()
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(self._question)
        box.addWidget(self._answer)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(buttons)

    def _ask(self) -> None:
        name, number = ElidedLabel(self.person.name, self), ElidedLabel(self.person.external_id, self)
        name.setFont(heading("", self, 1.2).font())
        number.setProperty("tone", "muted")
        box = QVBoxLayout(self._question)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Erase this person?"), self, 1.2))
        box.addSpacing(UNIT)
        box.addWidget(name)
        box.addWidget(number)
        box.addSpacing(UNIT)
        for text in (
            self.tr(
                "Name, identifier and everything else on record, face templates, pictures and consent are removed, "
                "from backups too."
            ),
            self.tr("The person is not recognised any more, from this moment on."),
            self.tr("Events of the past stay, under a random number that no longer leads to anybody."),
            self.tr("A signed certificate says what was removed. It names nobody."),
            self.tr("This cannot be undone."),
        ):
            box.addLayout(self._point(text))

    def _tell(self) -> None:
        box = QVBoxLayout(self._answer)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("The person was erased"), self, 1.2))
        box.addSpacing(UNIT)
        box.addWidget(self._removed)
        kept = self.tr("A certificate of it is kept in the folder “certificates” of the data folder.")
        self._kept = muted(kept, self)
        box.addWidget(self._kept)

    def _point(self, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        words = QLabel(text, self)
        words.setWordWrap(True)
        words.setFixedWidth(_WIDTH - 8 * UNIT)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        row.addWidget(QLabel("•", self), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return row

    def reject(self) -> None:
        """Close; but not during the erasure: what came of it must be told. Afterwards it is done, whatever closes."""
        if self.erased is not None:
            self.accept()
        elif not self._busy:
            super().reject()

    # -- erasing -------------------------------------------------------------------

    def _erase(self) -> None:
        erasure, who = self.session.services.erasure, self.person.subject_id
        language = QLocale().bcp47Name()
        self._set_busy(True)
        self.verdict.say("", "")
        self.session.tasks.run(
            self,
            self.tr("Erasing a person"),
            lambda _context: erasure.erase(who, None, language),
            on_done=self._done,
            on_error=self._failed,
            on_cancelled=lambda: self._set_busy(False),
        )

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.erase_button.setText(self.tr("Erasing…") if busy else self.tr("&Erase"))
        self.erase_button.setEnabled(not busy)
        self.cancel_button.setEnabled(not busy)

    def _done(self, erased: Erased) -> None:
        self._busy = False
        self.erased = erased
        report = erased.report
        self._removed.setText(
            self.tr(
                "Removed: templates {references}, pictures {pictures}, consents {consents}, kept looks {looks}. "
                "Backups cleaned: {backups}. Events that stay as they are: {events}."
            ).format(**report.numbers)
        )
        self._kept.setVisible(erased.kept is not None)
        for widget in (self._question, self.cancel_button, self.erase_button):
            widget.hide()
        for widget in (self._answer, self.certificate_button, self.close_button):
            widget.show()
        if report.left:
            told = "\n".join(f"{error_text(error).message} {error_text(error).remedy}" for error in report.left)
            self.verdict.say("warn", self.tr("Not everything could be cleaned up:") + "\n" + told)
        elif erased.problem is not None:
            self.verdict.say("warn", self.tr("The certificate could not be kept. Save it now."))
        self.close_button.setDefault(True)
        self.close_button.setFocus()
        self._fit()
        self.session.people_changed.emit()

    def _failed(self, error: FacegateError) -> None:
        self._set_busy(False)
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")
        self._fit()

    def _fit(self) -> None:
        self._box.activate()
        # By the width: lines that are wrapped need more than they hint at.
        self.resize(_WIDTH, self._box.totalHeightForWidth(_WIDTH))

    # -- the certificate -------------------------------------------------------------

    def _choose_file(self) -> None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        name = self.erased.kept.name if self.erased is not None and self.erased.kept is not None else "erasure.json"
        dialog = QFileDialog(
            self,
            self.tr("Save the certificate"),
            str((folder if folder.is_dir() else Path.home()) / name),
            self.tr("Certificates") + " (*.json)",
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.save_certificate(Path(file)))
        dialog.open()

    def save_certificate(self, file: Path) -> None:
        """Write the certificate to a file."""
        if self.erased is None:
            return
        erasure, certificate = self.session.services.erasure, self.erased.certificate
        self.session.tasks.run(
            self,
            self.tr("Saving a certificate"),
            lambda _context: erasure.save(certificate, file),
            on_done=lambda _none: self._saved(file),
            on_error=self._not_saved,
        )

    def _saved(self, file: Path) -> None:
        self.verdict.say("good", self.tr("The certificate was saved: {file}").format(file=file))
        self._fit()

    def _not_saved(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")
        self._fit()
