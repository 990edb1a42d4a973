"""Somebody who is not on record and did not consent: what they are called, and photographs of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from facegate.domain.clean_text import MAX_NAME_LENGTH
from facegate.ui import icons
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, muted

MAX_PHOTOGRAPHS = 20
"""More of one person only make searching slower."""

_FILTER = "*.jpg *.jpeg *.png *.bmp *.tif *.tiff *.webp"


class WatchedPhotos(QWidget):
    """Asks for them; nothing is looked at here, before there is a legal basis.

    Attributes:
        paths: of the photographs.
        another: that it is somebody else than whom the face was found to be; shown once that is a question.

    Signals:
        changed: the photographs, or that it is another person.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: tuple[Path, ...] = ()
        self.pick_button = QPushButton(icons.icon("photo"), self.tr("Choose p&hotographs…"), self)
        self.pick_button.setAutoDefault(False)
        self.chosen = ElidedLabel("", self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(MAX_NAME_LENGTH)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("What operators call them; may stay empty"))
        self.another = QCheckBox(self.tr("It is an&other person who looks like them"), self)
        self.another.hide()
        said = self.tr(
            "They are compared with everybody who passes only while the list is on, named in the alarm and nowhere "
            "else, let in nowhere, and erased when they are taken off the list."
        )
        named = QLabel(self.tr("&Name"), self)
        named.setBuddy(self.name)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self.pick_button)
        row.addWidget(self.chosen, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addLayout(row)
        for widget in (named, self.name, muted(said, self), self.another):
            box.addWidget(widget)
        self.setFocusProxy(self.pick_button)
        self.pick_button.clicked.connect(self._pick)
        self.another.toggled.connect(lambda _on: self.changed.emit())
        self.choose(())

    def choose(self, paths: Sequence[Path]) -> None:
        """Take these, instead of others."""
        self.paths = tuple(dict.fromkeys(paths))[:MAX_PHOTOGRAPHS]
        names = ", ".join(path.name for path in self.paths)
        self.chosen.set_text(names or self.tr("None yet. From the front, the face 100 pixels wide."))
        # Whom a face looks like was said of the others.
        self.another.setChecked(False)
        self.another.hide()
        self.changed.emit()

    def ask_whether_another(self) -> None:
        """The face is known: let it be said that it is somebody else's all the same."""
        self.another.show()

    def _pick(self) -> None:
        dialog = QFileDialog(self, self.tr("Photographs of one person"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Photographs") + f" ({_FILTER})", self.tr("All files") + " (*)"])
        dialog.filesSelected.connect(lambda files: self.choose([Path(file) for file in files]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
