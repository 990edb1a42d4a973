"""The references of a person: pose, quality, age and origin, and a way to take one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from facegate.domain.people import ReferenceRecord, SampleSource
from facegate.ui import icons
from facegate.ui.formatting import NONE, day_text, share_text
from facegate.ui.i18n import translate
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.widgets.table import Table

_ROWS = 5


def source_text(source: SampleSource) -> str:
    """Where a sample came from."""
    return {
        SampleSource.CAMERA: translate("References", "Camera"),
        SampleSource.PHOTO: translate("References", "Photograph"),
        SampleSource.UPDATE: translate("References", "Confirmed look"),
    }[source]


def pose_text(pose: str | None) -> str:
    """Which pose was asked for; none where none was."""
    words = {
        "front": translate("References", "Front"),
        "left": translate("References", "Left"),
        "right": translate("References", "Right"),
        "up": translate("References", "Up"),
        "down": translate("References", "Down"),
    }
    return NONE if pose is None else words.get(pose, pose)


class ReferencesModel(FlatTableModel):
    """References as they were stored."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.records: Sequence[ReferenceRecord] = ()
        self.headings = (self.tr("Pose"), self.tr("Quality"), self.tr("Taken on"), self.tr("From"))

    def show_records(self, records: Sequence[ReferenceRecord]) -> None:
        """Show others."""
        self.beginResetModel()
        self.records = records
        self.endResetModel()

    def row_number(self) -> int:
        """References."""
        return len(self.records)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell; the tool tip says of which model it is and why it may rest."""
        if not index.isValid():
            return None
        record = self.records[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._more(record)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        quality = record.quality if record.predicted is None else record.predicted
        return (
            pose_text(record.pose),
            share_text(quality),
            day_text(record.created_at, self._session.zone),
            source_text(record.source) + self._resting(record),
        )[index.column()]

    def _of_other_model(self, record: ReferenceRecord) -> bool:
        return record.model_id != self._session.settings.recognition.embedder

    def _resting(self, record: ReferenceRecord) -> str:
        if self._of_other_model(record):
            return self.tr(", of another model")
        return self.tr(", rests") if record.retired else ""

    def _more(self, record: ReferenceRecord) -> str:
        lines = [self.tr("Reference {number}, model {model}").format(number=record.reference_id, model=record.model_id)]
        if record.retired:
            lines.append(self.tr("It is not compared, because a newer one took its place."))
        if record.predictor is not None:
            lines.append(self.tr("Quality as {model} predicts it.").format(model=record.predictor))
        return "\n".join(lines)


class ReferencesList(QWidget):
    """The list and its button.

    Signals:
        remove_wanted: the number of the reference that is to go.
    """

    remove_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ReferencesModel(session, self)
        self.table = Table(self.model, self.tr("Samples"), self)
        self.table.share_width({0: "Front", 1: "100 %", 2: "2026-12-31"}, stretched=3)
        rows = self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight((_ROWS + 1) * rows + UNIT)
        self.remove_button = QPushButton(icons.icon("erase"), self.tr("Remove this sample"), self)
        self.remove_button.setAutoDefault(False)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.remove_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(self.table)
        box.addLayout(below)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self.model.modelReset.connect(self._enable)
        self.remove_button.clicked.connect(self._remove)
        self._enable()

    def _chosen(self) -> ReferenceRecord | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.records[rows[0].row()] if rows else None

    def _enable(self) -> None:
        # The last one of a model goes with the person's own decision only: decline, or erase.
        self.remove_button.setEnabled(self._chosen() is not None and len(self.model.records) > 1)

    def _remove(self) -> None:
        record = self._chosen()
        if record is not None:
            self.remove_wanted.emit(record.reference_id)
