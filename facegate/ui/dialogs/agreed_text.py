"""The exact text that somebody agreed to."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from facegate.domain.consent_texts import ConsentText
from facegate.domain.people import Consent
from facegate.errors import FacegateError
from facegate.ui.formatting import moment_text
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.consent_paper import ConsentPaper, language_name
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 520


class AgreedTextDialog(QDialog):
    """A consent record with its text, as it was shown."""

    def __init__(self, session: Session, consent: Consent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Consent on record"))
        self.setFixedWidth(_WIDTH)
        self.paper = ConsentPaper(self)
        self.paper.title.setText(self.tr("Consent on record"))
        self.verdict = Verdict(self)
        how = self.tr("Attested by {account}") if consent.attested else self.tr("Given on the screen, with {account}")
        facts = "  ·  ".join(
            (
                moment_text(consent.recorded_at, session.zone),
                how.format(account=consent.recorded_by),
                f"{consent.text_version}, {language_name(consent.language)}",
            )
        )
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(self.paper)
        box.addWidget(muted(facts, self))
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(buttons)
        self._show(session, consent)

    def _show(self, session: Session, consent: Consent) -> None:
        try:
            text = session.services.consents.text_of(consent)
        except FacegateError as error:
            words = error_text(error)
            self.verdict.say("bad", f"{words.message} {words.remedy}")
            return
        if text is None:
            self.verdict.say("bad", self.tr("The text itself is not there any more; its digest is on record."))
        else:
            self.paper.show_text(ConsentText(consent.text_version, consent.language, text))
