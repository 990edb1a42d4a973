"""Editors for settings: one widget a kind, all with the same three members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from facegate.settings.model import MOST_LINE
from facegate.settings.threshold import SiteThreshold
from facegate.ui.formatting import distance_text
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.settings_form import FieldSpec, choice_text
from facegate.ui.widgets.completing import let_clicks_through

_SETTLE = 350
"""Milliseconds after the last step of a spin box before its value counts."""

_FINE_STEP = 0.01
_COARSE_STEP = 5.0
_FINE_LIMIT = 10.0
"""Numbers up to this are distances and step finely; larger ones are seconds."""


class Editor(QWidget):
    """What the form expects.

    Attributes:
        unsettled: the user is entering something; nothing may overwrite it.

    Signals:
        edited: the user settled on another value.
    """

    edited = Signal(object)
    unsettled = False

    def value(self) -> Any:
        """What is entered."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; not an edit."""
        raise NotImplementedError

    def focus_target(self) -> QWidget:
        """Where the keyboard goes."""
        raise NotImplementedError

    def _hold(self, inner: QWidget, *more: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        row.addWidget(inner, 1)
        for widget in more:
            row.addWidget(widget)
        self.setFocusProxy(inner)


class _NoWheel(QObject):
    """The wheel scrolls the page unless the widget has the focus: values must not change in passing."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def keep_wheel_away(widget: QWidget) -> None:
    """Let the wheel pass on to the page."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_NoWheel(widget))


class SwitchEditor(Editor):
    """Yes or no."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(self.tr("On"), self)
        self._box.setAccessibleName(spec.shown_title())
        self._box.clicked.connect(lambda on: self.edited.emit(on))
        self._hold(self._box)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self._box.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick it or not."""
        self._box.setChecked(bool(value))

    def focus_target(self) -> QWidget:
        """The box."""
        return self._box


class ChoiceEditor(Editor):
    """One of a few; a value that is not among them is shown as it is."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._box = QComboBox(self)
        self._box.setAccessibleName(spec.shown_title())
        keep_wheel_away(self._box)
        self.set_choices(spec.choices)
        self._box.activated.connect(lambda _index: self.edited.emit(self.value()))
        self._hold(self._box)

    def set_choices(self, choices: tuple[str, ...]) -> None:
        """Offer these; what is shown stays."""
        shown = self.value() if self._box.count() else None
        self._box.clear()
        for choice in choices:
            self._box.addItem(choice_text(self._spec, choice), choice)
        if shown is not None:
            self.set_value(shown)

    def value(self) -> str:
        """The chosen one."""
        return str(self._box.currentData())

    def set_value(self, value: Any) -> None:
        """Choose one."""
        if self._box.findData(value) < 0:
            self._box.addItem(choice_text(self._spec, str(value)), value)
        self._box.setCurrentIndex(self._box.findData(value))

    def focus_target(self) -> QWidget:
        """The box."""
        return self._box


class WholeEditor(Editor):
    """A whole number; snaps to the step where the setting must be a multiple of one."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = round(spec.step)
        self._box = QSpinBox(self)
        self._box.setRange(round(spec.minimum), round(spec.maximum))
        self._box.setSingleStep(self._step)
        self._box.setAccessibleName(spec.shown_title())
        _settle(self, self._box)
        self._box.valueChanged.connect(self._snap)
        self._hold(self._box)

    def value(self) -> int:
        """The number."""
        return self._box.value()

    def set_value(self, value: Any) -> None:
        """Show a number."""
        with QSignalBlocker(self._box):
            self._box.setValue(int(value))

    def focus_target(self) -> QWidget:
        """The box."""
        return self._box

    def _snap(self, value: int) -> None:
        snapped = round(value / self._step) * self._step
        if snapped != value:
            with QSignalBlocker(self._box):
                self._box.setValue(snapped)


class NumberEditor(Editor):
    """A number with decimals."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = number_box(spec, self)
        _settle(self, self._box)
        self._hold(self._box)

    def value(self) -> float:
        """The number."""
        return self._box.value()

    def set_value(self, value: Any) -> None:
        """Show a number."""
        with QSignalBlocker(self._box):
            self._box.setValue(float(value))

    def focus_target(self) -> QWidget:
        """The box."""
        return self._box


class ThresholdEditor(Editor):
    """A threshold, which is chosen on a page of its own, where one sees what it does.

    Signals:
        calibration_wanted: the user wants to go there.
    """

    calibration_wanted = Signal()

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: SiteThreshold | None = None
        self.shown = QLabel(self)
        self._button = QPushButton(self.tr("Calibrate…"), self)
        self._button.setAccessibleName(self.tr("{setting}: calibrate").format(setting=spec.shown_title()))
        self._button.clicked.connect(self.calibration_wanted)
        self._hold(self.shown, self._button)
        self.setFocusProxy(self._button)

    def show_in_force(self, threshold: float | None) -> None:
        """Show the number that decides now; None where none does."""
        self.shown.setText(distance_text(threshold))

    def value(self) -> SiteThreshold | None:
        """The site's own, None for the model's."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Keep the site's own."""
        self._value = value

    def focus_target(self) -> QWidget:
        """The way to the page."""
        return self._button


class TextEditor(Editor):
    """Text with suggestions; a suggestion has a label for the screen and a value."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None, *more: QWidget) -> None:
        super().__init__(parent)
        self._known = ""
        self._box = QComboBox(self)
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setAccessibleName(spec.shown_title())
        self._line = QLineEdit(self._box)
        self._line.setAccessibleName(spec.shown_title())
        self._box.setLineEdit(self._line)
        self._box.setMinimumContentsLength(12)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(self._box.model(), self._box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._box.setCompleter(completer)
        let_clicks_through(completer)
        keep_wheel_away(self._box)
        self._box.activated.connect(lambda _index: self._commit())
        self._line.textEdited.connect(self._typing)
        self._line.editingFinished.connect(self._commit)
        self._hold(self._box, *more)

    def set_suggestions(self, suggestions: list[tuple[str, str]]) -> None:
        """Offer these (label, value); what is shown stays."""
        shown = self._known
        with QSignalBlocker(self._box):
            self._box.clear()
            for label, value in suggestions:
                self._box.addItem(label, value)
        self.set_value(shown)

    def suggestions(self) -> list[str]:
        """The values that are offered."""
        return [str(self._box.itemData(index)) for index in range(self._box.count())]

    def value(self) -> str:
        """What is entered: the value of a suggestion, or the text itself."""
        text = self._box.currentText().strip()
        index = self._box.findText(text)
        return str(self._box.itemData(index)) if index >= 0 else text

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self._known = str(value)
        with QSignalBlocker(self._box):
            index = self._box.findData(self._known)
            if index >= 0:
                self._box.setCurrentIndex(index)
            else:
                self._box.setCurrentIndex(-1)
                self._box.setEditText(self._known)
        self._line.setCursorPosition(0)
        self._box.setToolTip(self._box.currentText())

    def focus_target(self) -> QWidget:
        """The box."""
        return self._box

    def _typing(self) -> None:
        self.unsettled = True

    def _commit(self) -> None:
        self.unsettled = False
        value = self.value()
        if value != self._known:
            self._known = value
            self.edited.emit(value)


def number_box(spec: FieldSpec, parent: QWidget) -> QDoubleSpinBox:
    """A spin box with the bounds of a setting and steps of a sensible size."""
    box = QDoubleSpinBox(parent)
    fine = spec.maximum <= _FINE_LIMIT
    box.setDecimals(2 if fine else 1)
    box.setSingleStep(_FINE_STEP if fine else _COARSE_STEP)
    box.setRange(spec.minimum, spec.maximum)
    box.setAccessibleName(spec.shown_title())
    return box


def _settle(editor: Editor, box: QSpinBox | QDoubleSpinBox) -> None:
    """Count a value when the stepping or typing has ended, not on every step."""
    keep_wheel_away(box)
    box.setKeyboardTracking(False)
    box.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
    timer = QTimer(editor)
    timer.setSingleShot(True)
    timer.setInterval(_SETTLE)

    def begin() -> None:
        editor.unsettled = True

    def settle() -> None:
        editor.unsettled = False
        editor.edited.emit(editor.value())

    def left() -> None:
        editor.unsettled = timer.isActive()

    line = QLineEdit(box)
    box.setLineEdit(line)
    line.setTextMargins(UNIT // 2, 0, UNIT // 2, 0)
    line.textEdited.connect(begin)
    box.valueChanged.connect(begin)
    box.valueChanged.connect(timer.start)
    box.editingFinished.connect(left)
    timer.timeout.connect(settle)


class LineEditor(Editor):
    """A line of text that nobody can suggest."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = ""
        self._line = QLineEdit(self)
        self._line.setAccessibleName(spec.shown_title())
        self._line.setMaxLength(MOST_LINE)
        self._line.textEdited.connect(self._typing)
        self._line.editingFinished.connect(self._commit)
        self._hold(self._line)

    def value(self) -> str:
        """What is entered."""
        return self._line.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a value."""
        self._known = str(value)
        self._line.setText(self._known)
        self._line.setCursorPosition(0)
        self._line.setToolTip(self._known)

    def focus_target(self) -> QWidget:
        """The line."""
        return self._line

    def _typing(self, _text: str) -> None:
        self.unsettled = True

    def _commit(self) -> None:
        self.unsettled = False
        if self.value() != self._known:
            self._known = self.value()
            self.edited.emit(self._known)


def make_editor(spec: FieldSpec, parent: QWidget | None = None) -> Editor:
    """The editor for a field."""
    editors: dict[str, Callable[[FieldSpec, QWidget | None], Editor]] = {
        "switch": SwitchEditor,
        "choice": ChoiceEditor,
        "model": ChoiceEditor,
        "whole": WholeEditor,
        "number": NumberEditor,
        "threshold": ThresholdEditor,
        "text": LineEditor,
    }
    return editors.get(spec.kind, TextEditor)(spec, parent)
