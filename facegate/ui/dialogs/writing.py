"""What dialogs that write a file have in common: where to, a bar that can be cancelled, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QProgressBar, QPushButton, QWidget

from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext, Progress
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import muted, primary_button
from facegate.ui.widgets.verdict import Verdict

WIDTH = 520


class WritingDialog(QDialog):
    """The parts and the job; a subclass lays them out, names the button and says what is written.

    Attributes:
        path: where to.
        browse_button, write_button, cancel_button: in the rows of :meth:`file_row` and :meth:`buttons`.
        bar, count: shown while it is written.
        verdict: what was wrong, or came of it.
        inputs: what cannot be changed while it is written.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Handle | None = None
        self.setFixedWidth(WIDTH)

    def _add_parts(self) -> None:
        """Called where they belong among the subclass's own parts: that is the order of the tabs."""
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("File"))
        self.browse_button = QPushButton(self.tr("&Browse…"), self)
        self.browse_button.setAutoDefault(False)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.count = muted("", self)
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.write_button = primary_button("", self)
        self.write_button.setDefault(True)
        self.inputs: list[QWidget] = [self.path, self.browse_button, self.write_button]
        self.write_button.clicked.connect(self.write)
        self.cancel_button.clicked.connect(self.reject)

    def write(self) -> None:
        """Begin to write."""
        raise NotImplementedError

    def file_row(self) -> QHBoxLayout:
        """The path and the button beside it."""
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse_button)
        return row

    def buttons(self) -> QHBoxLayout:
        """The last row."""
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.write_button)
        return row

    def reject(self) -> None:
        """While it is written: stop that. Otherwise close."""
        if self._job is not None and self._job.running:
            self._job.cancel()
            self.cancel_button.setEnabled(False)
        else:
            super().reject()

    def _suggest(self, name: str) -> None:
        """A file among the account's documents."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self.path.setText(str((folder if folder.is_dir() else Path.home()) / name))
        self.path.setCursorPosition(0)

    def _choose_file(self, title: str, kind: str, suffix: str, chosen: Callable[[str], None]) -> None:
        dialog = QFileDialog(self, title, self.path.text(), f"{kind} (*.{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _target(self) -> Path | None:
        """What is in the field as a path; None, with the reason told, where it is none."""
        try:
            return Path(self.path.text().strip()).expanduser()
        except RuntimeError:  # "~somebody/…"
            self._say("bad", self.tr("There is no account of that name. Write the folder in full."))
            return None

    def _begin(self, title: str, work: Callable[[JobContext], Any], on_done: Callable[[Any], None]) -> None:
        self.verdict.say("", "")
        self._show_running(True)
        self._job = self._session.tasks.run(
            self,
            title,
            work,
            on_done=on_done,
            on_error=self._failed,
            on_progress=self._progress,
            on_cancelled=self._cancelled,
        )

    def _show_running(self, running: bool) -> None:
        for widget in self.inputs:
            widget.setEnabled(not running)
        self.cancel_button.setEnabled(True)
        self.bar.setVisible(running)
        self.count.setVisible(running)
        self.count.setText("")

    def _say(self, kind: str, text: str) -> None:
        self.verdict.say(kind, text)

    def _progress(self, progress: Progress) -> None:
        self.count.setText(self._counted(self.locale().toString(progress.done)))

    def _counted(self, number: str) -> str:
        """How far it is, in words."""
        raise NotImplementedError

    def _stopped(self) -> None:
        self._show_running(False)

    def _failed(self, error: FacegateError) -> None:
        self._stopped()
        words = error_text(error)
        self._say("bad", f"{words.message} {words.remedy}")

    def _cancelled(self) -> None:
        self._stopped()
        self._say("warn", self.tr("Cancelled. No file was written."))
