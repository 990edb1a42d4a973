"""The question before a threshold is accepted that refuses too many of the enrolled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from facegate.domain.calibration import Proposal
from facegate.ui.formatting import distance_text
from facegate.ui.i18n import translate
from facegate.ui.viewmodels import calibration_words as words


def unusable_question(proposal: Proposal, parent: QWidget) -> QMessageBox:
    """Not shown yet; ``accepted`` where the user insists. It deletes itself."""
    title = translate("Calibration", "Accept {threshold} all the same?").format(
        threshold=distance_text(proposal.threshold)
    )
    box = QMessageBox(QMessageBox.Icon.Warning, "FaceGate", title, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(words.unusable_words(proposal))
    box.addButton(translate("Calibration", "&Accept"), QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton(translate("Calibration", "&Leave it as it is"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
