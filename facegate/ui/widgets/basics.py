"""Small pieces used everywhere: labels that elide, headings, cards, buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QStyle, QStyleOption, QWidget

from facegate.ui import theme

_LEAST_CHARACTERS = 6


class ElidedLabel(QLabel):
    """One line of text that ends in an ellipsis where there is no room; the tool tip has the whole."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._align()
        self.set_text(text)

    @property
    def whole_text(self) -> str:
        """The text without ellipsis."""
        return self._whole

    def set_text(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * _LEAST_CHARACTERS, metrics.height())

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 1, metrics.height())

    def resizeEvent(self, _event: QEvent) -> None:
        """Cut anew."""
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Cut anew when the font changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._elide()
        elif event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        # By itself a label aligns by the script of its text: a Latin name would leave an Arabic column.
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter)

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Card(QFrame):
    """A raised area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")


class PageBody(QWidget):
    """A page's ground, painted by the style sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pagebody")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A plain QWidget subclass paints no style sheet of its own."""
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)


def heading(text: str, parent: QWidget | None = None, factor: float = 1.35) -> QLabel:
    """A heading; plain text."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.heading_font(label, factor))
    return label


def muted(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Words that explain; plain text, wrapped."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("tone", "muted")
    return label


def line(parent: QWidget | None = None) -> QFrame:
    """A thin line between two areas."""
    made = QFrame(parent)
    made.setProperty("role", "line")
    return made


def primary_button(text: str, parent: QWidget | None = None) -> QPushButton:
    """The one button of a page or dialog that does what one came for."""
    button = QPushButton(text, parent)
    button.setProperty("role", "primary")
    return button


def danger_button(text: str, parent: QWidget | None = None) -> QPushButton:
    """A button that cannot be undone."""
    button = QPushButton(text, parent)
    button.setProperty("role", "danger")
    return button


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet looks at, and have it look."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
