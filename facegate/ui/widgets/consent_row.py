"""The consent texts among the settings: which are in force, who agreed to others, and a button to edit them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from facegate.errors import FacegateError
from facegate.ui import icons
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.consent_paper import language_name


class ConsentRow(QWidget):
    """One row of the page of settings.

    Signals:
        edit_wanted: the user wants to change a text.
    """

    edit_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        title = QLabel(self.tr("Consent text"), self)
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        self.edit_button = QPushButton(icons.icon("rename"), self.tr("&Edit the text…"), self)
        self.edit_button.setAutoDefault(False)
        self.versions = muted("", self)
        self.others = muted("", self)
        self.unnamed = muted(self.tr("The text names nobody yet: fill in who is responsible, and a contact."), self)
        self.unnamed.setProperty("tone", "warn")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(2)
        grid.addWidget(title, 0, 0)
        grid.addWidget(
            muted(self.tr("What people read and agree to before anything of their face is computed."), self), 1, 0
        )
        grid.addWidget(self.versions, 2, 0)
        grid.addWidget(self.others, 3, 0)
        grid.addWidget(self.unnamed, 4, 0)
        grid.addWidget(self.edit_button, 0, 1, 5, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        self.edit_button.clicked.connect(self.edit_wanted)
        self.others.hide()

    def refresh(self) -> None:
        """Look again: a text, a setting that is part of it, or people changed."""
        who = self._session.settings.consent
        self.unnamed.setVisible(not (who.controller and who.contact))
        self._session.tasks.query(self, self._look, self._show, self._failed)

    def _look(self) -> tuple[list[tuple[str, str]], int]:
        """On the thread of look-ups."""
        texts, people = self._session.services.consents, self._session.services.people
        versions = [(language, texts.versions(language)[-1]) for language in texts.languages()]
        in_force = texts.in_force()
        return versions, sum(count for digest, count in people.agreed_texts().items() if digest not in in_force)

    def _show(self, found: tuple[list[tuple[str, str]], int]) -> None:
        versions, others = found
        shown = ", ".join(f"{language_name(language)} ({version})" for language, version in versions)
        self.versions.setText(self.tr("In force: {versions}").format(versions=shown))
        self.others.setText(
            self.tr(
                "People who agreed to another text than those in force: {number}. Their consent stays as it is."
            ).format(number=self.locale().toString(others))
        )
        self.others.setVisible(others > 0)

    def _failed(self, error: FacegateError) -> None:
        self.versions.setText(error_text(error).message)
        self.others.hide()
