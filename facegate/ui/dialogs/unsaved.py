"""The question before a dialog is left in which something was entered and not saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from facegate.ui.i18n import translate


def unsaved_question(parent: QWidget, save: Callable[[], None] | None, discard: Callable[[], None]) -> QMessageBox:
    """Not shown yet; to stay is what Escape does. It deletes itself.

    Args:
        parent: what is to be left.
        save: saves, and leaves then; None where what was entered cannot be saved as it is.
        discard: leaves without saving.
    """
    title = translate("Unsaved", "Save what you changed?")
    box = QMessageBox(QMessageBox.Icon.Question, "FaceGate", title, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    if save is None:
        box.setText(translate("Unsaved", "Leave without saving?"))
        said = translate("Unsaved", "What you entered is not complete, so it cannot be saved yet.")
    else:
        said = translate("Unsaved", "What you entered is not stored yet.")
    box.setInformativeText(said)
    acts: dict[QAbstractButton, Callable[[], None]] = {}
    if save is not None:
        acts[box.addButton(translate("Unsaved", "&Save"), QMessageBox.ButtonRole.AcceptRole)] = save
    acts[box.addButton(translate("Unsaved", "&Do not save"), QMessageBox.ButtonRole.DestructiveRole)] = discard
    stay = box.addButton(translate("Unsaved", "S&tay here"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.buttonClicked.connect(lambda button: acts[button]() if button in acts else None)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
