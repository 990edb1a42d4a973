"""A list of completions that does not take the click which closes it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCompleter, QWidget


class _ClickThrough(QObject):
    """Listens to the list: Qt only closes it at a click beside it, so that a button has to be pressed twice."""

    def __init__(self, completer: QCompleter, popup: QWidget) -> None:
        super().__init__(completer)
        self._completer = completer
        # Asked before the completer, whose filter was set first.
        popup.installEventFilter(self)

    def eventFilter(self, popup: QObject, event: QEvent) -> bool:
        """Hand a click beside the list to what lies there."""
        if event.type() is not QEvent.Type.MouseButtonPress or not isinstance(event, QMouseEvent):
            return False
        if not isinstance(popup, QWidget) or popup.rect().contains(event.position().toPoint()):
            return False
        popup.hide()
        field = self._completer.widget()
        window = None if field is None else field.window().windowHandle()
        if window is not None:
            there = window.mapFromGlobal(event.globalPosition())
            # At once: posted, it would come after the release of a quick click.
            QCoreApplication.sendEvent(
                window,
                QMouseEvent(
                    event.type(), there, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
                ),
            )
        return True


def let_clicks_through(completer: QCompleter) -> None:
    """Have a click beside the list of completions close it and do what it does there."""
    popup = completer.popup()
    if popup is not None:
        _ClickThrough(completer, popup)
