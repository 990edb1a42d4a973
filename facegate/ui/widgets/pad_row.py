"""How presentation attacks are looked for, among the settings: a level, and a reason where it is off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.pad.levels import PadLevel
from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext
from facegate.settings.model import with_changes
from facegate.settings.pad import MOST_REASON
from facegate.ui.i18n import error_text
from facegate.ui.pad_words import level_explained, level_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.settings_form import section_specs
from facegate.ui.widgets.basics import danger_button, line, muted, set_property
from facegate.ui.widgets.editors import keep_wheel_away

_EDITOR_WIDTH, _END = 300, 5 * UNIT
_OFFERED = (PadLevel.STANDARD, PadLevel.STRICT, PadLevel.OFF)


class PadRow(QWidget):
    """A part of the page of settings. A level is in effect at once, but off not before there is a reason.

    Signals:
        page_wanted: the user wants to read what it can and cannot do.
        test_wanted: the user wants to try it on this camera.
    """

    page_wanted = Signal()
    test_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pending = 0
        level, reason = section_specs("pad")
        self._title = QLabel(level.shown_title(), self)
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._described = muted(level.shown_description(), self)
        self.level = QComboBox(self)
        self.level.setAccessibleName(level.shown_title())
        self.level.setAccessibleDescription(level.shown_description())
        for offered in _OFFERED:
            self.level.addItem(level_text(offered), offered)
        self._title.setBuddy(self.level)
        keep_wheel_away(self.level)
        self.note = muted("", self)
        self.problem = muted("", self)
        self.problem.setProperty("tone", "bad")
        self.problem.hide()
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(MOST_REASON)
        self.reason.setAccessibleName(reason.shown_title())
        self.reason.setAccessibleDescription(reason.shown_description())
        self._reason_title = QLabel(reason.shown_title(), self)
        self._reason_title.setFont(bold)
        self._reason_title.setBuddy(self.reason)
        self._reason_hint = muted(reason.shown_description(), self)
        self.off_button = danger_button("", self)
        self.stay_button = QPushButton(self.tr("Leave it &on"), self)
        self.page_button = QPushButton(self.tr("What it can and &cannot do…"), self)
        self.test_button = QPushButton(self.tr("&Test this camera…"), self)
        for button in (self.off_button, self.stay_button, self.page_button, self.test_button):
            button.setAutoDefault(False)
        self._lay_out()
        self.level.activated.connect(lambda _index: self._chosen())
        self.reason.textChanged.connect(lambda _text: self._arrange())
        self.reason.returnPressed.connect(self._turn_off)
        self.off_button.clicked.connect(self._turn_off)
        self.stay_button.clicked.connect(self.show_settings)
        self.page_button.clicked.connect(self.page_wanted)
        self.test_button.clicked.connect(self.test_wanted)
        session.bridge.settings_changed.connect(self._settings_changed)
        self.show_settings()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._described, 1, 0)
        grid.addWidget(self.level, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        # In line with the rows of other sections, which have a button at the end.
        self.level.setMaximumWidth(_EDITOR_WIDTH)
        self.level.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.setColumnMinimumWidth(2, _END)
        self._off = QWidget(self)
        column = QVBoxLayout(self._off)
        column.setContentsMargins(0, UNIT, 0, 0)
        column.setSpacing(UNIT // 2)
        column.addWidget(self._reason_title)
        column.addWidget(self.reason)
        column.addWidget(self._reason_hint)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addStretch(1)
        buttons.addWidget(self.stay_button)
        buttons.addWidget(self.off_button)
        column.addLayout(buttons)
        more = QHBoxLayout()
        more.setSpacing(UNIT)
        more.addWidget(self.page_button)
        more.addWidget(self.test_button)
        more.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addLayout(grid)
        box.addWidget(self.note)
        box.addWidget(self._off)
        box.addWidget(self.problem)
        box.addWidget(line(self))
        box.addLayout(more)

    @property
    def chosen(self) -> PadLevel:
        """The level that is shown, in effect or not yet."""
        return PadLevel(self.level.currentData())

    def show_settings(self) -> None:
        """Show what is in force."""
        now = self._session.settings.pad
        self.level.setCurrentIndex(self.level.findData(now.level))
        self.reason.setText(now.off_reason)
        self.problem.hide()
        self._arrange()

    def _settings_changed(self, _settings: object = None) -> None:
        # Somebody who writes a reason is not interrupted by another setting.
        if not self._pending and not (self.chosen is PadLevel.OFF and self.reason.hasFocus()):
            self.show_settings()

    def _arrange(self) -> None:
        off, now = self.chosen is PadLevel.OFF, self._session.settings.pad
        text = self.reason.text().strip()
        self._off.setVisible(off)
        self.stay_button.setVisible(now.level is not PadLevel.OFF)
        self.off_button.setText(
            self.tr("Change the &reason") if now.level is PadLevel.OFF else self.tr("Turn attack detection o&ff")
        )
        self.off_button.setEnabled(bool(text) and (now.level is not PadLevel.OFF or text != now.off_reason))
        self.note.setText(level_explained(self.chosen))
        set_property(self.note, "tone", "warn" if off else "muted")

    def _chosen(self) -> None:
        self.problem.hide()
        self._arrange()
        if self.chosen is PadLevel.OFF:
            self.reason.setFocus()
        else:
            self._change(self.chosen, "")

    def _turn_off(self) -> None:
        if self.off_button.isEnabled():
            self._change(PadLevel.OFF, self.reason.text().strip())

    def _change(self, level: PadLevel, reason: str) -> None:
        store, controller = self._session.services.settings, self._session.services.controller

        def work(_context: JobContext) -> None:
            controller.change(with_changes(store.current, "pad", level=level, off_reason=reason))

        self._pending += 1
        title = self.tr("Changing a setting")
        self._session.tasks.run(
            self, title, work, on_done=lambda _none: self._done(), on_error=self._refused, on_cancelled=self._done
        )

    def _done(self) -> None:
        self._pending -= 1
        if not self._pending:
            self.show_settings()

    def _refused(self, error: FacegateError) -> None:
        self._done()
        words = error_text(error)
        self.problem.setText(f"{words.title}: {words.message} {words.remedy}")
        self.problem.show()
