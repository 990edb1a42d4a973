"""Public holidays of a country or region, for some years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QLocale, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facegate.domain.attendance.calendars import Holiday
from facegate.errors import FacegateError
from facegate.pipeline.attendance.holiday_library import countries, public_holidays, region_names
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted
from facegate.ui.widgets.clock_box import NumberBox
from facegate.ui.widgets.completing import let_clicks_through
from facegate.ui.widgets.editors import keep_wheel_away
from facegate.ui.widgets.item_form import beside, keep_enter
from facegate.ui.widgets.verdict import Verdict

_AHEAD = 2
"""Years after this one that are offered at first."""
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


class HolidayLoader(QWidget):
    """Asks for a country, a region and years.

    Signals:
        found: what the library knows of them, a list of :class:`Holiday`.
    """

    found = Signal(object)

    def __init__(self, session: Session, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.country, self.region = _searched(self.tr("Country"), self), _searched(self.tr("Region"), self)
        self.first, self.last = (_year(name, self) for name in (self.tr("First year"), self.tr("Last year")))
        self.first.setValue(today.year)
        self.last.setValue(today.year + _AHEAD)
        self.button = QPushButton(self.tr("&Load"), self)
        self.button.setAutoDefault(False)
        self.button.setEnabled(False)
        self.verdict = Verdict(self)
        rows = QFormLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setHorizontalSpacing(2 * UNIT)
        rows.setVerticalSpacing(UNIT)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        years = beside(self.first, "–", self.last, self.button, parent=self)
        for text, field in (
            (self.tr("C&ountry"), self.country),
            (self.tr("&Region"), self.region),
            (self.tr("&Years"), years),
        ):
            label = QLabel(text, self)
            label.setBuddy(field)
            label.setMinimumHeight(field.sizeHint().height())
            rows.addRow(label, field)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addLayout(rows)
        box.addWidget(muted(self.tr("Days that are in the calendar already stay as they are."), self))
        box.addWidget(self.verdict)
        self.country.currentIndexChanged.connect(lambda _index: self._look_up_regions())
        self.first.valueChanged.connect(lambda year: self.last.setValue(max(year, self.last.value())))
        self.last.valueChanged.connect(lambda year: self.first.setValue(min(year, self.first.value())))
        self.button.clicked.connect(self.load)
        line = self.country.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Reading…"))
        session.tasks.query(self, lambda: sorted(countries()), self._offer, self._refused)

    def load(self) -> None:
        """Ask the library; not on the window's thread."""
        country, region = str(self.country.currentData()), self.region.currentData() or None
        years = range(self.first.value(), self.last.value() + 1)
        english = QLocale().language() == QLocale.Language.English
        # As the library calls them.
        language = "en_US" if english else QLocale().bcp47Name()
        self.button.setEnabled(False)
        self._session.tasks.query(
            self, lambda: public_holidays(country, region, years, language), self._loaded, self._refused
        )

    def tell(self, added: int, known: int) -> None:
        """Say what became of what was found."""
        text = self.tr("Added: {added}. There already: {known}.").format(added=added, known=known)
        self.verdict.say("good" if added else "warn", text)

    def _offer(self, codes: list[str]) -> None:
        for name, code in sorted((country_text(code), code) for code in codes):
            self.country.addItem(name, code)
        here = QLocale.territoryToCode(QTimeZone(self._session.zone.key.encode()).territory())
        self.country.setCurrentIndex(max(0, self.country.findData(here)))
        self.button.setEnabled(self.country.count() > 0)

    def _look_up_regions(self) -> None:
        code = str(self.country.currentData())
        self._session.tasks.query(
            self, lambda: (code, region_names(code)), lambda found: self._offer_regions(*found), self._refused
        )

    def _offer_regions(self, country: str, regions: Mapping[str, str]) -> None:
        if country != self.country.currentData():
            return
        self.region.clear()
        self.region.addItem(self.tr("All of the country"), "")
        for name, code in sorted((name, code) for code, name in regions.items()):
            self.region.addItem(f"{name} ({code})" if name != code else code, code)
        self.region.setEnabled(bool(regions))

    def _loaded(self, holidays: list[Holiday]) -> None:
        self.button.setEnabled(True)
        if holidays:
            self.found.emit(holidays)
        else:
            self.verdict.say("warn", self.tr("Nothing is known for these years."))

    def _refused(self, error: FacegateError) -> None:
        self.button.setEnabled(self.country.count() > 0)
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")


def country_text(code: str) -> str:
    """A country by its English name and its own: ``Germany, Deutschland (DE)``; its code where Qt knows neither."""
    territory = QLocale.codeToTerritory(code)
    if territory == QLocale.Country.AnyTerritory:
        return code
    english = QLocale.territoryToString(territory)
    own = QLocale(QLocale.Language.AnyLanguage, territory).nativeTerritoryName()
    names = english if own in ("", english) else f"{english}, {own}"
    return f"{names} ({code})"


def _searched(name: str, parent: QWidget) -> QComboBox:
    """A list in which one finds by typing any part of a name."""
    box = QComboBox(parent)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setAccessibleName(name)
    box.setMinimumContentsLength(16)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    completer = QCompleter(box.model(), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(completer)
    let_clicks_through(completer)
    keep_wheel_away(box)
    line = box.lineEdit()
    if line is not None:
        line.setAccessibleName(name)
        keep_enter(line)
        keep_enter(box)
        # What was typed and is nothing gives way to what is chosen.
        line.editingFinished.connect(lambda: box.setEditText(box.itemText(box.currentIndex())))
        box.currentIndexChanged.connect(lambda _index: line.setCursorPosition(0))
    return box


def _year(name: str, parent: QWidget) -> NumberBox:
    box = NumberBox(name, _LAST_YEAR, parent)
    box.setMinimum(_FIRST_YEAR)
    return box
