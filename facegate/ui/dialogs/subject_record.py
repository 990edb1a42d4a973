"""Writing a person's full record, for that person."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from facegate.domain.people import Subject
from facegate.pipeline.jobs import JobContext
from facegate.pipeline.subject_record import RecordSummary
from facegate.ui.dialogs.writing import WIDTH, WritingDialog
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, heading, muted
from facegate.ui.widgets.consent_paper import language_name

_LANGUAGES = ("en", "de")
"""In which the words beside the data are there."""


class SubjectRecordDialog(WritingDialog):
    """What is in it, where to, in which language; then a bar that can be cancelled.

    Attributes:
        written: what was written and where; None until then.
    """

    def __init__(self, session: Session, person: Subject, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setWindowTitle(self.tr("Full record for the person"))
        self._person = person
        self.written: tuple[RecordSummary, Path] | None = None
        self._add_parts()
        self.write_button.setText(self.tr("&Write"))
        self._suggest(self._suggestion())
        self.languages = QComboBox(self)
        for tag in _LANGUAGES:
            self.languages.addItem(language_name(tag), tag)
        spoken = QLocale().bcp47Name().partition("-")[0]
        self.languages.setCurrentIndex(max(0, self.languages.findData(spoken)))
        self.setTabOrder(self.browse_button, self.languages)
        self.inputs.append(self.languages)
        self._lay_out()
        self._show_running(False)
        self.path.textChanged.connect(lambda text: self.write_button.setEnabled(bool(text.strip())))
        self.browse_button.clicked.connect(self._browse)

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
        box.addLayout(self.file_row())
        box.addWidget(language_label)
        box.addWidget(self.languages)
        box.addSpacing(UNIT)
        box.addWidget(self.bar)
        box.addWidget(self.count)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(self.buttons())

    def write(self) -> None:
        """Begin to write."""
        if (out := self._target()) is None:
            return
        records, who = self._session.services.records, self._person.subject_id
        language = self.languages.currentData()

        def work(context: JobContext) -> RecordSummary:
            return records.write(
                who, out, lambda done: context.progress(done, 0), lambda: context.cancelled, language=language
            )

        self._begin(self.tr("Writing a full record"), work, lambda summary: self._done(summary, out))

    def _suggestion(self) -> str:
        number = re.sub(r"[^\w.-]+", "-", self._person.external_id).strip(".-") or "person"
        return f"record_{number}.zip"

    def _browse(self) -> None:
        self._choose_file(self.tr("Write to"), self.tr("ZIP files"), "zip", self.path.setText)

    def _show_running(self, running: bool) -> None:
        super()._show_running(running)
        self._fit()

    def _say(self, kind: str, text: str) -> None:
        super()._say(kind, text)
        self._fit()

    def _fit(self) -> None:
        # By the width: lines that are wrapped need more than they hint at.
        self._box.activate()
        self.resize(WIDTH, self._box.totalHeightForWidth(WIDTH))

    def _counted(self, number: str) -> str:
        return self.tr("Written: {number}").format(number=number)

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
