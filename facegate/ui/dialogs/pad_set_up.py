"""What to do where the networks that attack detection needs cannot be had: a folder, or off with a reason."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from facegate.domain.pad.levels import PadLevel
from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext
from facegate.settings.model import with_changes
from facegate.settings.pad import MOST_REASON
from facegate.ui.formatting import isolated
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import danger_button, heading, muted, primary_button
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 560


class PadSetUpDialog(QDialog):
    """Asks until attack detection works or is off; closed without an answer, nobody is identified."""

    def __init__(self, session: Session, error: FacegateError | None, parent: QWidget | None = None) -> None:
        """``error``: why the models could not be had, where that was tried."""
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Attack detection"))
        self.setFixedWidth(_WIDTH)
        self.folder_button = primary_button(self.tr("Install from a &folder…"), self)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(MOST_REASON)
        self.reason.setAccessibleName(self.tr("Reason for turning it off"))
        self.reason.setPlaceholderText(self.tr("Why pictures and screens may pass here; name nobody"))
        self.off_button = danger_button(self.tr("Turn attack detection o&ff"), self)
        self.later_button = QPushButton(self.tr("&Later"), self)
        self.verdict = Verdict(self)
        for button in (self.folder_button, self.off_button, self.later_button):
            button.setAutoDefault(False)
        self._lay_out(error)
        self.folder_button.clicked.connect(self._choose_folder)
        self.off_button.clicked.connect(self.turn_off)
        self.reason.returnPressed.connect(self.turn_off)
        self.reason.textChanged.connect(lambda _text: self._enable(True))
        self.later_button.clicked.connect(self.reject)
        self._enable(True)
        self.folder_button.setFocus()

    def _lay_out(self, error: FacegateError | None) -> None:
        title = heading(self.tr("Attack detection cannot work yet"), self, 1.2)
        title.setWordWrap(True)
        said = self.tr(
            "Attack detection keeps photographs and screens from being taken for the people whom they show. The models "
            "that it needs are not here, so nobody is identified."
        )
        off = QLabel(self.tr("&Or do without it, for a reason that is logged:"), self)
        off.setBuddy(self.reason)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(title)
        box.addWidget(muted(said, self))
        if error is not None:
            box.addWidget(muted(error_text(error).message, self))
        box.addSpacing(UNIT)
        box.addLayout(self._row(QLabel(self.tr("Files that you brought here:"), self), self.folder_button))
        box.addWidget(muted(self._wanted_files(), self))
        box.addSpacing(UNIT)
        box.addWidget(off)
        box.addWidget(self.reason)
        box.addLayout(self._row(None, self.off_button))
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(self._row(None, self.later_button))

    def _wanted_files(self) -> str:
        """One line a model, with the file names under which it is published."""
        models = self._session.services.models
        between = f" {self.tr('or')} "
        return "\n".join(
            between.join(isolated(name) for name in models.files(model)) for model in models.needed_for_pad()
        )

    def _row(self, label: QLabel | None, button: QPushButton) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        if label is not None:
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(button)
        return row

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder with model files"))
        if folder:
            self.install_from(Path(folder))

    def install_from(self, folder: Path) -> None:
        """Install what is missing from a folder, and recognise with it."""
        session = self._session

        def work(context: JobContext) -> None:
            session.fetch_pad_models(context, folder)
            session.services.controller.load()
            session.check_pad_works()

        self._enable(False)
        self.verdict.say("good", self.tr("Installing…"))
        session.tasks.run(
            self,
            self.tr("Installing models"),
            work,
            on_done=lambda _none: self._settled(),
            on_error=self._refused,
            on_cancelled=lambda: self._enable(True),
        )

    def turn_off(self) -> None:
        """Turn attack detection off, if there is a reason."""
        if not self.off_button.isEnabled():
            return
        store, controller = self._session.services.settings, self._session.services.controller
        reason = self.reason.text().strip()

        def work(_context: JobContext) -> None:
            controller.change(with_changes(store.current, "pad", level=PadLevel.OFF, off_reason=reason))

        self._enable(False)
        self._session.tasks.run(
            self,
            self.tr("Changing a setting"),
            work,
            on_done=lambda _none: self.accept(),
            on_error=self._refused,
            on_cancelled=lambda: self._enable(True),
        )

    def _settled(self) -> None:
        self._session.models_changed.emit(self._session.models)
        self.accept()

    def _refused(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.title}: {words.message} {words.remedy}")
        self._enable(True)

    def _enable(self, on: bool) -> None:
        self.folder_button.setEnabled(on)
        self.reason.setEnabled(on)
        self.off_button.setEnabled(on and bool(self.reason.text().strip()))
