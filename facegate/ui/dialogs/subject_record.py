"""Writing a person's full record, for that person."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.people import Subject
from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext, Progress
from facegate.pipeline.subject_record import RecordSummary
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, heading, muted, primary_button
from facegate.ui.widgets.consent_paper import language_name
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 520
_LANGUAGES = ("en", "de")
"""In which the words beside the data are there."""


class SubjectRecordDialog(QDialog):
    """What is in it, where to, in which language; then a bar that can be cancelled.

    Attributes:
        written: what was written and where; None until then.
    """

    def __init__(self, session: Session, person: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._person = person
        self._job: Handle | None = None
        self.written: tuple[RecordSummary, Path] | None = None
        self.setWindowTitle(self.tr("Full record for the person"))
        self.setFixedWidth(_WIDTH)
        self.path = QLineEdit(str(self._suggestion()), self)
        self.path.setCursorPosition(0)
        self.path.setAccessibleName(self.tr("File"))
        self.browse_button = QPushButton(self.tr("&Browse…"), self)
        self.browse_button.setAutoDefault(False)
        self.languages = QComboBox(self)
        for tag in _LANGUAGES:
            self.languages.addItem(language_name(tag), tag)
        spoken = QLocale().bcp47Name().partition("-")[0]
        self.languages.setCurrentIndex(max(0, self.languages.findData(spoken)))
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.done_label = muted("", self)
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.write_button = primary_button(self.tr("&Write"), self)
        self.write_button.setDefault(True)
        self._lay_out()
        self._show_running(False)
        self.path.textChanged.connect(lambda text: self.write_button.setEnabled(bool(text.strip())))
        self.browse_button.clicked.connect(self._browse)
        self.write_button.clicked.connect(self.write)
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        name = ElidedLabel(f"{self._person.name} ({self._person.external_id})", self)
        what = muted(
            self.tr(
                "A ZIP with everything that is stored of this person: what is on record, consents with their texts, "
                "events, templates as numbers, pictures where they are kept. It is theirs to have (GDPR, article 15)."
            ),
            self,
        )
        care = muted(
            self.tr(
                "Templates and pictures in it are not encrypted. Hand it over in person and delete it then. "
                "That it was written is recorded."
            ),
            self,
        )
        file_label, language_label = QLabel(self.tr("&File"), self), QLabel(self.tr("&Language of the words"), self)
        file_label.setBuddy(self.path)
        language_label.setBuddy(self.languages)
        file_row, buttons = QHBoxLayout(), QHBoxLayout()
        for row in (file_row, buttons):
            row.setSpacing(UNIT)
        file_row.addWidget(self.path, 1)
        file_row.addWidget(self.browse_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.write_button)
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Full record for the person"), self, 1.2))
        box.addWidget(name)
        box.addSpacing(UNIT // 2)
        box.addWidget(what)
        box.addWidget(care)
        box.addSpacing(UNIT)
        box.addWidget(file_label)
        box.addLayout(file_row)
        box.addWidget(language_label)
        box.addWidget(self.languages)
        box.addSpacing(UNIT)
        box.addWidget(self.bar)
        box.addWidget(self.done_label)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(buttons)

    def write(self) -> None:
        """Begin to write."""
        try:
            out = Path(self.path.text().strip()).expanduser()
        except RuntimeError:  # "~somebody/…"
            self._say("bad", self.tr("There is no account of that name. Write the folder in full."))
            return
        records, who = self._session.services.records, self._person.subject_id
        language = self.languages.currentData()

        def work(context: JobContext) -> RecordSummary:
            return records.write(
                who, out, lambda done: context.progress(done, 0), lambda: context.cancelled, language=language
            )

        self.verdict.say("", "")
        self._show_running(True)
        self._job = self._session.tasks.run(
            self,
            self.tr("Writing a full record"),
            work,
            on_done=lambda summary: self._done(summary, out),
            on_error=self._failed,
            on_progress=self._progress,
            on_cancelled=self._cancelled,
        )

    def reject(self) -> None:
        """While it is written: stop that. Otherwise close."""
        if self._job is not None and self._job.running:
            self._job.cancel()
            self.cancel_button.setEnabled(False)
        else:
            super().reject()

    def _suggestion(self) -> Path:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        number = re.sub(r"[^\w.-]+", "-", self._person.external_id).strip(".-") or "person"
        return (folder if folder.is_dir() else Path.home()) / f"record_{number}.zip"

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Write to"), self.path.text(), self.tr("ZIP files") + " (*.zip)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def _show_running(self, running: bool) -> None:
        for widget in (self.path, self.browse_button, self.languages, self.write_button):
            widget.setEnabled(not running)
        self.cancel_button.setEnabled(True)
        self.bar.setVisible(running)
        self.done_label.setVisible(running)
        self.done_label.setText("")
        self._fit()

    def _say(self, kind: str, text: str) -> None:
        self.verdict.say(kind, text)
        self._fit()

    def _fit(self) -> None:
        # By the width: lines that are wrapped need more than they hint at.
        self._box.activate()
        self.resize(_WIDTH, self._box.totalHeightForWidth(_WIDTH))

    def _progress(self, progress: Progress) -> None:
        self.done_label.setText(self.tr("Written: {number}").format(number=self.locale().toString(progress.done)))

    def _done(self, summary: RecordSummary, out: Path) -> None:
        self.written = summary, out
        self._show_running(False)
        self.cancel_button.setText(self.tr("Close"))
        numbers = {
            name: self.locale().toString(getattr(summary, name))
            for name in ("events", "references", "pictures", "consents")
        }
        self._say(
            "good",
            self.tr(
                "Written: events {events}, templates {references}, pictures {pictures}, consents {consents}."
            ).format(**numbers),
        )
        self.cancel_button.setFocus()

    def _failed(self, error: FacegateError) -> None:
        self._show_running(False)
        words = error_text(error)
        self._say("bad", f"{words.message} {words.remedy}")

    def _cancelled(self) -> None:
        self._show_running(False)
        self._say("warn", self.tr("Cancelled. No file was written."))
