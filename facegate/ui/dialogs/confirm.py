"""A question before something that many people feel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from facegate.ui.i18n import translate
from facegate.ui.widgets.basics import danger_button


def confirm(parent: QWidget, title: str, text: str, answer: str, act: Callable[[], object]) -> QMessageBox:
    """Ask, without waiting; to leave everything as it is is what Enter and Escape do. It deletes itself.

    Args:
        parent: over what.
        title: the question.
        text: what follows from it.
        answer: words of the button that does it.
        act: does it.
    """
    box = QMessageBox(QMessageBox.Icon.Warning, "FaceGate", title, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(text)
    button = danger_button(answer, box)
    box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(translate("Confirm", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.buttonClicked.connect(lambda pressed: act() if pressed is button else None)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
