"""Editing the text that people agree to."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.consent_defaults import DEFAULT_LANGUAGE, DEFAULT_TEMPLATES, DEFAULT_VERSION
from facegate.errors import ConsentError, FacegateError
from facegate.pipeline.consent import ConsentTemplate
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, muted, primary_button
from facegate.ui.widgets.consent_paper import ConsentPaper, language_name
from facegate.ui.widgets.verdict import Verdict

_WIDTH, _HEIGHT = 980, 640
_PREVIEW_DELAY = 250
"""Milliseconds after the last key: a preview at every one would flicker."""

_OFFERED = (
    "ar", "bg", "cs", "da", "el", "es", "et", "fa", "fi", "fr", "ga", "hr", "hu", "it", "ja", "ko", "lt", "lv",
    "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""Languages that a site may add a text in with a click; all others by the command ``facegate consent set``."""


class ConsentTextDialog(QDialog):
    """The text with its gaps on one side, as people will see it on the other.

    Signals:
        saved: a new version is in force.
    """

    saved = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._texts = session.services.consents
        self._loaded = ""
        self.setWindowTitle(self.tr("Consent text"))
        self.languages = QComboBox(self)
        self.editor = QPlainTextEdit(self)
        self.editor.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.editor.setTabChangesFocus(True)
        self.editor.setPlaceholderText(self.tr("Write or paste the text here."))
        self.editor.setAccessibleName(self.tr("Text"))
        self.preview = ConsentPaper(self)
        self.preview.title.setText(self.tr("As people see it"))
        self.preview.sheet.setMinimumHeight(0)
        self.preview.sheet.setMaximumHeight(16777215)
        self.version = muted("", self)
        self.verdict = Verdict(self)
        self.default_button = QPushButton(self.tr("Use the &program's text"), self)
        self.cancel_button = QPushButton(self.tr("Close"), self)
        self.save_button = primary_button(self.tr("&Save as new version"), self)
        for button in (self.default_button, self.cancel_button, self.save_button):
            # Return belongs to the editor.
            button.setAutoDefault(False)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_PREVIEW_DELAY)
        self._lay_out()
        self._connect()
        self._offer()
        self.load(self._texts.best_language(QLocale().bcp47Name()))
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))

    def _lay_out(self) -> None:
        label, text = QLabel(self.tr("&Language"), self), QLabel(self.tr("&Text"), self)
        label.setBuddy(self.languages)
        text.setBuddy(self.editor)
        text.setFont(self.preview.title.font())
        top, buttons = QHBoxLayout(), QHBoxLayout()
        for row in (top, buttons):
            row.setSpacing(UNIT)
        top.addWidget(heading(self.tr("Consent text"), self, 1.2), 1)
        top.addWidget(label)
        top.addWidget(self.languages)
        sides = QGridLayout()
        sides.setHorizontalSpacing(2 * UNIT)
        sides.setVerticalSpacing(UNIT)
        sides.addWidget(text, 0, 0)
        sides.addWidget(self.editor, 1, 0)
        sides.addWidget(self.preview, 0, 1, 2, 1)
        for column in (0, 1):
            sides.setColumnStretch(column, 1)
        sides.setRowStretch(1, 1)
        self.gaps = muted("", self)
        buttons.addWidget(self.default_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addLayout(top)
        box.addLayout(sides, 1)
        box.addWidget(self.gaps)
        box.addWidget(self.version)
        box.addWidget(self.verdict)
        box.addLayout(buttons)

    def _connect(self) -> None:
        self.languages.activated.connect(lambda _index: self.load(self.languages.currentData()))
        self.editor.textChanged.connect(self._delay.start)
        self._delay.timeout.connect(self.check)
        self.default_button.clicked.connect(self._use_default)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)

    def _offer(self) -> None:
        known = self._texts.languages()
        for tag in known:
            self.languages.addItem(language_name(tag), tag)
        self.languages.insertSeparator(self.languages.count())
        for tag in sorted(set(_OFFERED) - set(known), key=language_name):
            self.languages.addItem(language_name(tag), tag)

    @property
    def language(self) -> str:
        """The language that is edited."""
        return str(self.languages.currentData())

    @property
    def changed(self) -> bool:
        """Whether something was edited and not saved."""
        return self.editor.toPlainText() != self._loaded

    def load(self, language: str) -> None:
        """Edit the text of a language, from the one in force; an empty one where there is none."""
        self.languages.setCurrentIndex(self.languages.findData(language))
        problem: FacegateError | None = None
        text = ""
        try:
            if self._texts.versions(language):
                text = self._texts.template(language).text
        except FacegateError as error:
            problem = error
        self._loaded = text
        self.editor.setPlainText(text)
        self.editor.setLayoutDirection(QLocale(language.replace("-", "_")).textDirection())
        self._delay.stop()
        self.check()
        if problem is not None:
            self._say(problem)

    def check(self) -> None:
        """Show what would be seen, and what is wrong."""
        self._delay.stop()
        self.verdict.say("", "")
        text = self.editor.toPlainText()
        template: ConsentTemplate | None = None
        try:
            template = self._texts.checked(self.language, text)
        except ConsentError as error:
            if text.strip() and self.changed:
                self._say(error)
        shown = template or ConsentTemplate("", self.language, text)
        self.preview.show_text(self._texts.preview(shown))
        self._show_state(template)

    def _show_state(self, template: ConsentTemplate | None) -> None:
        versions = self._texts.versions(self.language)
        in_force = versions[-1] if versions else ""
        new = template is not None and template.version != in_force
        own = self.tr("the program's own") if in_force == DEFAULT_VERSION else in_force
        words = [self.tr("In force: {version}.").format(version=own) if in_force else self.tr("No text yet.")]
        if new and template is not None:
            words.append(
                self.tr("Saving makes {version}; whoever agreed before stays with what they agreed to.").format(
                    version=template.version
                )
            )
        self.version.setText(" ".join(words))
        filled = "{controller}, {contact}"
        if self.language in DEFAULT_TEMPLATES:
            filled += ", {pictures}, {looks}"
        self.gaps.setText(self.tr("Filled from the settings: {gaps}").replace("{gaps}", filled))
        self.default_button.setVisible(self.language in DEFAULT_TEMPLATES)
        self.default_button.setEnabled(self.editor.toPlainText() != DEFAULT_TEMPLATES.get(self.language, ""))
        self.save_button.setEnabled(new)

    def _use_default(self) -> None:
        self.editor.setPlainText(DEFAULT_TEMPLATES.get(self.language, DEFAULT_TEMPLATES[DEFAULT_LANGUAGE]))
        self.check()

    def save(self) -> None:
        """Put the text in force."""
        language, text = self.language, self.editor.toPlainText()
        self.save_button.setEnabled(False)
        self._session.tasks.run(
            self,
            self.tr("Saving the consent text"),
            lambda _context: self._texts.save(language, text),
            on_done=self._saved,
            on_error=self._not_saved,
        )

    def _saved(self, template: ConsentTemplate) -> None:
        self.load(template.language)
        self.verdict.say("good", self.tr("{version} is in force.").format(version=template.version))
        self.saved.emit()

    def _not_saved(self, error: FacegateError) -> None:
        self.check()
        self._say(error)

    def _say(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")

    def reject(self) -> None:
        """Close; what was edited and not saved is asked for once."""
        if self.changed and self.verdict.kind != "warn":
            self.verdict.say("warn", self.tr("The changes are not saved. Close once more to drop them."))
            return
        super().reject()
