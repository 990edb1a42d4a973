"""A plan in a file: reading it in, writing it out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from facegate.errors import AttendanceError, FacegateError
from facegate.pipeline.attendance.plans import PlanService
from facegate.settings.files import write_atomically
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.plan_desk import PlanDesk
from facegate.ui.widgets.basics import ElidedLabel, heading, muted, primary_button
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 520
_MOST_BYTES = 20_000_000
"""A plan with the absences of 10,000 people for years."""


class ImportPlanDialog(QDialog):
    """Asks whether a plan is added to what there is or takes its place.

    Attributes:
        said: what became of it, for a notice.
    """

    def __init__(self, desk: PlanDesk, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file = file
        self._busy = False
        self.said = ""
        self.setWindowTitle(self.tr("Import a plan"))
        self.adding = QRadioButton(self.tr("&Add to the plan"), self)
        self.replacing = QRadioButton(self.tr("&Replace the plan"), self)
        self.adding.setChecked(True)
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.import_button = primary_button(self.tr("&Import"), self)
        self.import_button.setDefault(True)
        self._lay_out()
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.take_over)
        self.setFixedWidth(min(_WIDTH, self.screen().availableGeometry().width()))
        self.adding.setFocus()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Import a plan"), self, 1.2))
        box.addWidget(ElidedLabel(str(self._file), self))
        box.addSpacing(UNIT)
        box.addWidget(self.adding)
        box.addWidget(muted(self.tr("What has the same identifier is changed, everything else stays."), self))
        box.addSpacing(UNIT)
        box.addWidget(self.replacing)
        gone = self.tr("What is not in the file is removed: shifts, assignments, absences, zones and doors too.")
        box.addWidget(muted(gone, self))
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(muted(self.tr("All of it is taken over, or nothing."), self), 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.import_button)
        box.addLayout(buttons)

    def take_over(self) -> None:
        """Import it; closes when it is done."""
        file, replacing = self._file, self.replacing.isChecked()
        self._set_busy(True)
        self.verdict.say("", "")
        self._desk.take_over(lambda: read_plan(file), replacing, self._done, self._refused)

    def _done(self) -> None:
        self._set_busy(False)
        items = self._desk.state.items.values()
        self.said = self.tr("The plan has {number} items now.").format(number=sum(len(each) for each in items))
        self.accept()

    def _refused(self, error: FacegateError) -> None:
        self._set_busy(False)
        self.verdict.say("bad", self._desk.said(error))
        self.adjustSize()

    def reject(self) -> None:
        """Close; but not during the import: what came of it must be told."""
        if not self._busy:
            super().reject()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for widget in (self.cancel_button, self.import_button, self.adding, self.replacing):
            widget.setEnabled(not busy)


def read_plan(file: Path) -> str:
    """A plan's text. Raises AttendanceError."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise AttendanceError("Plan not readable", "{file} is too large to be a plan.", "Choose another file.",
                                  file=file.name)  # fmt: skip
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AttendanceError(
            "Plan not readable", "{file} cannot be read: {reason}.", "Choose a text file in UTF-8.",
            file=file.name, reason=getattr(error, "strerror", None) or "not text",
        ) from error  # fmt: skip


def write_plan(plan: PlanService, out: Path) -> None:
    """Write the whole plan. Raises AttendanceError and what the service raises."""
    text = plan.export_plan()
    try:
        write_atomically(out, text.encode())
    except OSError as error:
        raise AttendanceError(
            "Plan not written", "{file} cannot be written: {reason}.", "Choose another folder.",
            file=out.name, reason=error.strerror or "",
        ) from error  # fmt: skip
