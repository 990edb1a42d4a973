"""What an import would do, what is wrong with it, and how it is to be done."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.consent_texts import ConsentText
from facegate.pipeline.import_plan import ImportPlan
from facegate.pipeline.import_tools import ImportOptions
from facegate.ui.i18n import LanguageTexts
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.import_tables import PREVIEWED, PreviewModel
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.consent_paper import ConsentPaper
from facegate.ui.widgets.table import Table

# fmt: off
ENCODINGS = (
    "utf-8", "utf-16", "gb18030", "big5", "shift_jis", "euc_kr", "cp1252", "cp1250", "cp1251", "cp1253", "cp1256",
)
# fmt: on
"""Encodings to choose from; the first three and cp1252 are found without help."""

_ROWS = 6
"""Of the preview that are always seen, its heading included; where there is less room, the page scrolls."""


class ImportPreview(QWidget):
    """The first people of a plan, options, and the attestation.

    Signals:
        format_changed: another encoding or delimiter was chosen.
        changed: an option or the attestation was.
        language_wanted: the consent text in another language, a BCP 47 tag.
    """

    format_changed = Signal()
    changed = Signal()
    language_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = muted("", self)
        self.encodings, self.delimiters = QComboBox(self), QComboBox(self)
        self.model = PreviewModel(self)
        self.table = Table(self.model, self.tr("Preview"), self)
        samples = {0: "1000", 1: "P-012345", 2: "M" * 12, 3: "M" * 8, 4: "0012345678", 5: "Photos"}
        self.table.share_width(samples, stretched=6)
        self.table.setMinimumHeight(_ROWS * self.table.verticalHeader().defaultSectionSize())
        self.detail = muted("", self)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._show_detail())
        self.update_box = QCheckBox(self.tr("&Update records that exist, and add photographs to them"), self)
        self.faceless_box = QCheckBox(self.tr("Also import people &without a usable photograph, for card or PIN"), self)
        self.alike_box = QCheckBox(self.tr("Also import people whose face &matches somebody (they look alike)"), self)
        self.paper = ConsentPaper(self)
        self.paper.set_compact(True)
        self.consent = QCheckBox(_attestation(QLocale().bcp47Name()), self)
        self.consent.setEnabled(False)
        self._lay_out()
        self.paper.language_wanted.connect(self.language_wanted)
        for box in (self.update_box, self.faceless_box, self.alike_box, self.consent):
            box.toggled.connect(lambda _on: self.changed.emit())
        for choice in (self.encodings, self.delimiters):
            choice.activated.connect(lambda _index: self.format_changed.emit())

    def _lay_out(self) -> None:
        self.format_row = QWidget(self)
        row = QHBoxLayout(self.format_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for text, choice in ((self.tr("&Encoding"), self.encodings), (self.tr("Se&parator"), self.delimiters)):
            label = QLabel(text, self)
            label.setBuddy(choice)
            row.addWidget(label)
            row.addWidget(choice)
            row.addSpacing(UNIT)
        row.addStretch(1)
        options = QGridLayout()
        options.setHorizontalSpacing(3 * UNIT)
        for place, ticked in enumerate((self.update_box, self.faceless_box, self.alike_box)):
            options.addWidget(ticked, place, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(self.facts)
        box.addWidget(self.format_row)
        box.addWidget(self.table, 1)
        box.addWidget(self.detail)
        box.addLayout(options)
        box.addWidget(self.paper)
        box.addWidget(self.consent)
        self.forget_format()

    def show_consent(self, text: ConsentText, languages: list[str]) -> None:
        """Show the text that was agreed to; another one is attested anew."""
        if self.paper.shown != text:
            self.consent.setChecked(False)
        self.paper.show_text(text)
        self.paper.offer(languages)
        self.consent.setText(_attestation(text.language))
        self.consent.setAccessibleDescription(text.text)
        self.consent.setEnabled(True)

    @property
    def options(self) -> ImportOptions:
        """How to import."""
        return ImportOptions(
            update=self.update_box.isChecked(),
            without_face=self.faceless_box.isChecked(),
            another_person=self.alike_box.isChecked(),
        )

    @property
    def attested(self) -> bool:
        """Whether somebody vouches for everybody's consent."""
        return self.consent.isChecked()

    @property
    def encoding(self) -> str | None:
        """That was chosen; None: find it out."""
        chosen = self.encodings.currentData()
        return None if chosen is None else str(chosen)

    @property
    def delimiter(self) -> str | None:
        """That was chosen; None: find it out."""
        chosen = self.delimiters.currentData()
        return None if chosen is None else str(chosen)

    def forget_format(self) -> None:
        """Find out encoding and delimiter of the next list."""
        self._fill_format("", "")

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what was understood."""
        number = self.locale().toString
        texts = [
            self.tr("People: {people}. Photographs: {photos}.").format(
                people=number(len(plan.people)), photos=number(plan.photos)
            )
        ]
        problems = len(plan.refused) + len(plan.loose)
        if problems:
            texts.append(self.tr("Lines or files that cannot be used: {number}.").format(number=number(problems)))
        if len(plan.people) > PREVIEWED:
            texts.append(self.tr("The first {number} are shown.").format(number=number(PREVIEWED)))
        if plan.format is not None and plan.format.heading.unused:
            unused = ", ".join(plan.format.heading.unused)
            texts.append(self.tr("Columns that are not used: {columns}.").format(columns=unused))
        self.facts.setText(" ".join(texts))
        self.format_row.setVisible(plan.format is not None)
        if plan.format is not None:
            self._fill_format(plan.format.encoding, plan.format.delimiter)
        for widget in (self.paper, self.consent):
            widget.setVisible(plan.photos > 0)
        for column in (0, 3, 4):
            self.table.setColumnHidden(column, plan.format is None)
        self.model.show_plan(plan)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_detail()

    def _show_detail(self) -> None:
        """The whole problem of the chosen row: a column has no room for it."""
        rows = self.table.selectionModel().selectedRows()
        text = self.model.cells(rows[0].row())[-1] if rows else ""
        self.detail.setText(text)
        self.detail.setVisible(bool(text))

    def _fill_format(self, encoding: str, delimiter: str) -> None:
        """Offer to choose; what was chosen stays chosen unless nothing was found."""
        names = {",": self.tr("Comma"), ";": self.tr("Semicolon"), "\t": self.tr("Tab"), "|": self.tr("Bar")}
        kept = (self.encoding, self.delimiter) if encoding else (None, None)
        found = encoding.upper().replace("_", "-"), names.get(delimiter, delimiter)
        choices = ([(name.upper().replace("_", "-"), name) for name in ENCODINGS], [(n, d) for d, n in names.items()])
        for combo, what, offered, chosen in zip((self.encodings, self.delimiters), found, choices, kept, strict=True):
            combo.clear()
            # What was chosen says so itself; what was found is named, so that one sees whether it is right.
            by_itself = self.tr("Automatic")
            combo.addItem(f"{by_itself} ({what})" if what and chosen is None else by_itself, None)
            for text, data in offered:
                combo.addItem(text, data)
            combo.setCurrentIndex(max(0, combo.findData(chosen)) if chosen is not None else 0)


def _attestation(language: str) -> str:
    words = LanguageTexts(language)
    return words.translate("ImportPreview", "I attest that everybody in this import &agreed to this text")
