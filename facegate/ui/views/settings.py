"""The page of settings: every field of the model, each explained in one line, in effect at once."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from facegate.errors import FacegateError
from facegate.ui import icons, outside
from facegate.ui.announcer import speech_available
from facegate.ui.i18n import error_text
from facegate.ui.rate_words import rounded, whole_text
from facegate.ui.session import ModelsState, Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.in_force import in_force, provenance_words
from facegate.ui.viewmodels.settings_form import FieldSpec, SettingsForm, section_title
from facegate.ui.widgets.basics import Card, ElidedLabel, PageBody, heading, line, muted
from facegate.ui.widgets.consent_row import ConsentRow
from facegate.ui.widgets.editors import ChoiceEditor, Editor, TextEditor, ThresholdEditor, make_editor
from facegate.ui.widgets.pad_row import PadRow

_WIDEST = 880
_EDITOR_WIDTH = 300


class SettingRow(QWidget):
    """Title, one line, editor, what is in force or wrong."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.editor: Editor = make_editor(spec, self)
        self.editor.setMaximumWidth(_EDITOR_WIDTH)
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        title = QLabel(spec.shown_title(), self)
        title.setBuddy(self.editor.focus_target())
        bold = title.font()
        bold.setBold(True)
        title.setFont(bold)
        self.editor.focus_target().setAccessibleDescription(spec.shown_description())
        self.note = muted("", self)
        self.note.hide()
        self.problem = muted("", self)
        self.problem.setProperty("tone", "bad")
        self.problem.hide()
        self.restore = QToolButton(self)
        self.restore.setAutoRaise(True)
        self.restore.setIcon(icons.icon("undo", "muted"))
        name = self.tr("Restore the default of “{setting}”").format(setting=spec.shown_title())
        self.restore.setToolTip(name)
        self.restore.setAccessibleName(name)
        keep = self.restore.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.restore.setSizePolicy(keep)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(2)
        grid.addWidget(title, 0, 0)
        grid.addWidget(muted(spec.shown_description(), self), 1, 0)
        grid.addWidget(self.editor, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.restore, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.note, 2, 0, 1, 3)
        grid.addWidget(self.problem, 3, 0, 1, 3)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)

    def show_value(self, value: object) -> None:
        """Show what is in force, unless the user is entering something else."""
        if not self.editor.unsettled:
            self.editor.set_value(value)
        self.restore.setVisible(value != self.spec.default)

    def show_note(self, text: str) -> None:
        """Say where a value comes from, or that it is being applied."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def show_problem(self, text: str) -> None:
        """Say why a value was refused."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))


class SettingsPage(QWidget):
    """Sections of rows.

    Signals:
        folder_wanted: the user wants to work on another data folder.
        calibration_wanted: the user wants to choose a threshold.
        consent_wanted: the user wants to edit the text that people agree to.
        doors_wanted: the user wants to plan doors.
    """

    folder_wanted = Signal()
    calibration_wanted = Signal()
    consent_wanted = Signal()
    doors_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.form = SettingsForm(session, self)
        self.rows: dict[str, SettingRow] = {}
        self.folder_button = QPushButton(self.tr("C&hange…"), self)
        self.consent_row = ConsentRow(session, self)
        self.pad_row = PadRow(session, self)
        self._lay_out()
        self._connect()
        self._offer()
        self.show_settings()

    def _lay_out(self) -> None:
        body = PageBody()
        column = QVBoxLayout()
        column.setContentsMargins(*[2 * UNIT] * 4)
        column.setSpacing(2 * UNIT)
        sections: dict[str, list[FieldSpec]] = {}
        for spec in self.form.specs:
            sections.setdefault(spec.section, []).append(spec)
        for section, specs in sections.items():
            column.addWidget(heading(section_title(section), body, 1.2))
            column.addWidget(self._card(specs))
            if section == "recognition":
                column.addWidget(heading(self.tr("Attack detection"), body, 1.2))
                column.addWidget(self._pad_card())
        column.addWidget(heading(self.tr("Doors"), body, 1.2))
        column.addWidget(self._doors_card())
        column.addWidget(heading(self.tr("Data folder"), body, 1.2))
        column.addWidget(self._folder_card())
        column.addStretch(1)
        middle = QHBoxLayout(body)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        holder = QWidget(body)
        holder.setLayout(column)
        holder.setMaximumWidth(_WIDEST)
        middle.addWidget(holder, 20)
        middle.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scroll)

    def _card(self, specs: list[FieldSpec]) -> Card:
        card = Card(self)
        box = QVBoxLayout(card)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(int(1.5 * UNIT))
        for number, spec in enumerate(specs):
            if number:
                box.addWidget(line(card))
            row = self.rows[spec.key] = SettingRow(spec, card)
            box.addWidget(row)
        if specs[0].section == "consent":
            box.addWidget(line(card))
            box.addWidget(self.consent_row)
        return card

    def _pad_card(self) -> Card:
        card = Card(self)
        box = QVBoxLayout(card)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.addWidget(self.pad_row)
        return card

    def _doors_card(self) -> Card:
        card = Card(self)
        said = muted(self.tr("Who may pass which door when, what opens it, who is inside, and the watch list."), card)
        self.doors_button = QPushButton(icons.icon("door"), self.tr("&Doors…"), card)
        row = QHBoxLayout(card)
        row.setContentsMargins(*[2 * UNIT] * 4)
        row.setSpacing(UNIT)
        row.addWidget(said, 1)
        row.addWidget(self.doors_button)
        return card

    def _folder_card(self) -> Card:
        card = Card(self)
        folder = str(self._session.services.paths.data_dir)
        path = ElidedLabel(folder, card)
        opened = QPushButton(icons.icon("folder"), self.tr("&Open"), card)
        opened.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(path)
        words.addWidget(muted(self.tr("People, events and settings of this gate are kept here."), card))
        row = QHBoxLayout(card)
        row.setContentsMargins(*[2 * UNIT] * 4)
        row.setSpacing(UNIT)
        row.addLayout(words, 1)
        row.addWidget(opened)
        row.addWidget(self.folder_button)
        return card

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self.folder_wanted)
        self.doors_button.clicked.connect(self.doors_wanted)
        self.consent_row.edit_wanted.connect(self.consent_wanted)
        self._session.people_changed.connect(self.consent_row.refresh)
        for row in self.rows.values():
            row.editor.edited.connect(lambda value, row=row: self.form.change(row.spec, value))
            row.restore.clicked.connect(lambda _checked, row=row: self._restore(row))
            if isinstance(row.editor, ThresholdEditor):
                row.editor.calibration_wanted.connect(self.calibration_wanted)
        self.form.begun.connect(self._begun)
        self.form.applied.connect(self._applied)
        self.form.refused.connect(self._refused)
        self._session.bridge.settings_changed.connect(lambda _settings: self.show_settings())
        self._session.models_changed.connect(self._models_news)

    def _offer(self) -> None:
        """Fill in what comes from this machine."""
        for row in self.rows.values():
            if row.spec.kind == "model" and isinstance(row.editor, ChoiceEditor):
                row.editor.set_choices(tuple(self._session.services.models.choices(row.spec.task)))
        zone, camera = self.rows["site.zone"].editor, self.rows["camera.source"].editor
        if isinstance(zone, TextEditor):
            self._session.tasks.query(
                self, lambda: sorted(available_timezones()), lambda names: zone.set_suggestions([(n, n) for n in names])
            )
        if isinstance(camera, TextEditor):
            self._show_cameras([])
            self._session.tasks.query(self, outside.cameras, self._show_cameras, lambda _error: None)

    def _show_cameras(self, found: list[tuple[str, str, bool]]) -> None:
        editor = self.rows["camera.source"].editor
        if isinstance(editor, TextEditor):
            ends = [(self.tr("First camera, else the demo"), "auto")], [(self.tr("Demo camera"), "demo:")]
            fed = self.tr("{camera} (virtual: fed by another program)")
            named = [(fed.format(camera=name) if virtual else name, spec) for name, spec, virtual in found]
            editor.set_suggestions([*ends[0], *named, *ends[1]])

    def show_settings(self) -> None:
        """Show what is in force, but for fields that are being changed."""
        for row in self.rows.values():
            if not self.form.is_pending(row.spec.key):
                row.show_value(self.form.value(row.spec))
        self._show_provenance()
        self._show_voice()
        self.consent_row.refresh()

    def _show_voice(self) -> None:
        """Say where a voice is wanted that this machine does not have."""
        missing = self._session.settings.gate.announce == "speech" and not speech_available()
        self.rows["gate.announce"].show_note(
            self.tr("Qt’s text to speech is not installed here, so a short sound is played instead.") if missing else ""
        )

    def _models_news(self, _news: object) -> None:
        self._show_provenance()

    def _show_provenance(self) -> None:
        row, now = self.rows["recognition.threshold"], in_force(self._session)
        if not isinstance(row.editor, ThresholdEditor):
            return
        row.editor.show_in_force(now.threshold if now is not None and now.measured else None)
        if now is None:
            waiting = self._session.models.state is not ModelsState.READY
            row.show_note(self.tr("The model's own value is known when it is loaded.") if waiting else "")
            return
        site, point = self._session.settings.recognition.threshold, self.form.operating_point()
        text = provenance_words(now)
        if now.people is None and point is not None and point.measured and point.fmr:
            text += " " + self.tr("False matches there: 1 in {number}.").format(
                number=whole_text(rounded(1 / point.fmr))
            )
        if site is not None and not site.applies_to(now.model_id):
            text += " " + self.tr("The site's own threshold is of {model} and does not apply to this model.").format(
                model=site.model
            )
        row.show_note(text)

    def _restore(self, row: SettingRow) -> None:
        row.editor.unsettled = False
        row.editor.set_value(row.spec.default)
        row.editor.focus_target().setFocus()
        self.form.change(row.spec, row.spec.default)

    def _begun(self, key: str) -> None:
        row = self.rows[key]
        row.show_problem("")
        if key != "recognition.threshold":
            row.show_note(self.tr("Being applied…"))

    def _applied(self, key: str) -> None:
        row = self.rows[key]
        if not self.form.is_pending(key):
            row.show_note("")
            row.show_value(self.form.value(row.spec))
            self._show_provenance()
            self._show_voice()

    def _refused(self, key: str, error: FacegateError) -> None:
        self._applied(key)
        words = error_text(error)
        self.rows[key].show_problem(f"{words.title}: {words.message} {words.remedy}")
