"""The text that somebody agrees to, as on a sheet of paper that is turned where it is longer than its place."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from facegate.domain.consent_texts import ConsentText
from facegate.ui.theme import UNIT
from facegate.ui.widgets.editors import keep_wheel_away

_LINES = 16
"""Seen at once: enough to see what it is about, and few enough to leave room for what else is asked."""

_FEW_LINES = 6
"""Where there is little height: 200 % on a small screen."""


_PLAIN = {"en": "English", "es": "Español"}
"""Without a country, which Qt puts to them."""


def language_name(tag: str) -> str:
    """A language by its own name, so that whoever speaks it finds it."""
    if tag in _PLAIN:
        return _PLAIN[tag]
    locale = QLocale(tag.replace("-", "_"))
    name = locale.nativeLanguageName()
    if not name or locale.language() is QLocale.Language.C:
        return tag
    return name[:1].upper() + name[1:] + (f" ({locale.nativeTerritoryName()})" if "-" in tag else "")


class ConsentPaper(QWidget):
    """A text, and in which languages there is one.

    Signals:
        language_wanted: another language was chosen, a BCP 47 tag.
    """

    language_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: ConsentText | None = None
        self.title = QLabel(self.tr("Consent"), self)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.languages = QComboBox(self)
        self.languages.setAccessibleName(self.tr("Language of the consent text"))
        keep_wheel_away(self.languages)
        self.languages.hide()
        self.text = QLabel(self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.text.setMargin(int(1.5 * UNIT))
        self.sheet = QScrollArea(self)
        self.sheet.setProperty("role", "paper")
        self.sheet.setWidgetResizable(True)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setAccessibleName(self.tr("Consent text"))
        self.sheet.setWidget(self.text)
        self.set_compact(False)
        self.title.setBuddy(self.sheet)
        self._lay_out()
        self.languages.activated.connect(lambda _index: self.language_wanted.emit(self.languages.currentData()))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.languages)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addLayout(top)
        box.addWidget(self.sheet)

    def set_compact(self, compact: bool) -> None:
        """Show fewer lines at once."""
        lines = _FEW_LINES if compact else _LINES
        self.sheet.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 3 * UNIT)

    def show_text(self, text: ConsentText) -> None:
        """Show a text from its beginning; it runs in the direction of its own language."""
        self.shown = text
        self.text.setText(text.text)
        self.sheet.setAccessibleDescription(text.text)
        self.text.setLayoutDirection(QLocale(text.language.replace("-", "_")).textDirection())
        self.sheet.verticalScrollBar().setValue(0)
        self.languages.setCurrentIndex(self.languages.findData(text.language))

    def offer(self, languages: list[str]) -> None:
        """Let one of these be chosen; a single one is no choice."""
        self.languages.clear()
        for tag in languages:
            self.languages.addItem(language_name(tag), tag)
        self.languages.setVisible(len(languages) > 1)
        if self.shown is not None:
            self.languages.setCurrentIndex(self.languages.findData(self.shown.language))
