"""How punches are read: rules of the whole site, in effect at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from facegate.errors import FacegateError
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.settings_form import SettingsForm, section_specs
from facegate.ui.views.settings import SettingRow
from facegate.ui.widgets.basics import Card, PageBody, line, muted

_WIDEST = 880


class PunchRules(QWidget):
    """A row a rule."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = SettingsForm(session, self)
        self.rows = {spec.key: SettingRow(spec, self) for spec in section_specs("attendance")}
        self._lay_out()
        for row in self.rows.values():
            row.editor.edited.connect(lambda value, row=row: self._form.change(row.spec, value))
            row.restore.clicked.connect(lambda _checked, row=row: self._restore(row))
        self._form.begun.connect(self._begun)
        self._form.applied.connect(self._applied)
        self._form.refused.connect(self._refused)
        session.bridge.settings_changed.connect(lambda _settings: self.show_rules())
        self.show_rules()

    def _lay_out(self) -> None:
        body = PageBody(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, UNIT, 0)
        column.setSpacing(int(1.5 * UNIT))
        about = self.tr("How hours are made of sightings, for everybody. Days that are not closed follow at once.")
        column.addWidget(muted(about, body))
        card = Card(body)
        box = QVBoxLayout(card)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(int(1.5 * UNIT))
        for number, row in enumerate(self.rows.values()):
            if number:
                box.addWidget(line(card))
            box.addWidget(row)
        column.addWidget(card)
        column.addStretch(1)
        body.setMaximumWidth(_WIDEST)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_rules(self) -> None:
        """Show what is in force, but for what is being changed."""
        for row in self.rows.values():
            if not self._form.is_pending(row.spec.key):
                row.show_value(self._form.value(row.spec))

    def _restore(self, row: SettingRow) -> None:
        row.editor.unsettled = False
        row.editor.set_value(row.spec.default)
        row.editor.focus_target().setFocus()
        self._form.change(row.spec, row.spec.default)

    def _begun(self, key: str) -> None:
        if key in self.rows:
            self.rows[key].show_problem("")

    def _applied(self, key: str) -> None:
        if key in self.rows and not self._form.is_pending(key):
            self.rows[key].show_value(self._form.value(self.rows[key].spec))

    def _refused(self, key: str, error: FacegateError) -> None:
        self._applied(key)
        if key in self.rows:
            words = error_text(error)
            self.rows[key].show_problem(f"{words.title}: {words.message} {words.remedy}")
