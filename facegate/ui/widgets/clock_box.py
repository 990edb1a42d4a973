"""Boxes for times of a work date and for lengths of time, both in minutes."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QSpinBox, QWidget

from facegate.domain.attendance.clock_times import DAY, LAST_MINUTE
from facegate.ui.clock_texts import clock_minutes_of, day_clock_text, length_text, minutes_of
from facegate.ui.theme import UNIT
from facegate.ui.widgets.editors import keep_wheel_away

_QUARTER = 15
_TYPING = re.compile(r"[\d:.h +]*", re.ASCII)


class MinuteBox(QSpinBox):
    """What the boxes have in common: typed as one likes, stepped by quarters of an hour."""

    def __init__(self, name: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, most)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToPreviousValue)
        line = QLineEdit(self)
        line.setAccessibleName(name)
        # The day after stands behind the time in every language.
        line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        line.setTextMargins(UNIT // 2, 0, UNIT // 2, 0)
        self.setLineEdit(line)
        keep_wheel_away(self)

    def stepBy(self, steps: int) -> None:
        """To the next full quarter of an hour; Page Up and Down by more."""
        value = self.value()
        down = value - value % _QUARTER if steps > 0 else value + -value % _QUARTER
        self.setValue(down + steps * _QUARTER)
        self.selectAll()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Anything that could become a time."""
        minutes = self._read(text)
        if minutes is not None and self.minimum() <= minutes <= self.maximum():
            return QValidator.State.Acceptable, text, position
        fits = _TYPING.fullmatch(self._bare(text)) is not None
        return QValidator.State.Intermediate if fits else QValidator.State.Invalid, text, position

    def valueFromText(self, text: str) -> int:
        """Minutes of what was typed."""
        minutes = self._read(text)
        return self.value() if minutes is None else minutes

    def _bare(self, text: str) -> str:
        return text.removesuffix(self.suffix()).strip()

    def _read(self, text: str) -> int | None:
        return minutes_of(self._bare(text))


class ClockBox(MinuteBox):
    """A time of a work date; what lies on the day after is shown as ``06:00 +1``, and may be typed as ``30:00``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, LAST_MINUTE, parent)
        self.setToolTip(self.tr("A time such as 9:30. “6:00 +1” is six o’clock on the day after."))

    def textFromValue(self, value: int) -> str:
        """Hours and minutes."""
        return day_clock_text(value)

    def _read(self, text: str) -> int | None:
        return clock_minutes_of(self._bare(text))


class LengthBox(MinuteBox):
    """A length of time as hours and minutes: ``7:30``. ``0`` may have words of its own."""

    def __init__(self, name: str, none: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, DAY, parent)
        self.setSpecialValueText(none)
        self.setToolTip(self.tr("Hours and minutes, such as 7:30"))

    def textFromValue(self, value: int) -> str:
        """Hours and minutes."""
        return length_text(value)

    def valueFromText(self, text: str) -> int:
        """Minutes of what was typed; zero where it is the word for none."""
        return 0 if text == self.specialValueText() else super().valueFromText(text)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Anything that could become a length, and the word for none."""
        if text and text == self.specialValueText():
            return QValidator.State.Acceptable, text, position
        return super().validate(text, position)


class NumberBox(QSpinBox):
    """A number."""

    def __init__(self, name: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, most)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setTextMargins(UNIT // 2, 0, UNIT // 2, 0)
        self.setLineEdit(line)
        keep_wheel_away(self)


class ShortBox(NumberBox):
    """A few minutes."""

    def __init__(self, name: str, most: int = DAY, parent: QWidget | None = None) -> None:
        super().__init__(name, most, parent)
        self.setSuffix(self.tr(" min"))
