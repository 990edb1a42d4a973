"""Errors and news on a card over the page, with a title, what happened and what to do; nothing moves for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from facegate import logs
from facegate.errors import AdviceError, FacegateError
from facegate.ui import icons, theme
from facegate.ui.i18n import error_text
from facegate.ui.widgets.basics import set_property

_ICON = 24
_ICONS = {"error": ("error", "bad"), "advice": ("about", "warn"), "info": ("about", "accent")}

INFO_LASTS = 8000
"""Milliseconds for which it is told that something was done; an error stays until it is dismissed or over.
Two lines are read in half of that."""

_WIDEST = 70 * theme.UNIT
_EDGE = 3 * theme.UNIT
"""To the side of the page."""
_FOOT = 9 * theme.UNIT
"""To the lower end of the page: its buttons lie below, and stay free."""
_LOW = 40 * theme.UNIT
"""Below this height of the page there is no room for that."""

_NOT_MEANT = 500
"""Milliseconds for which a click at a notice that just came was meant for what lies below it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be told.

    Attributes:
        kind: ``error``; ``info``, which goes by itself; ``advice``, which stays.
        key: notices with the same key replace each other, so that a state is told once.
        action: label and what happens; None for nothing to press.
    """

    kind: str
    title: str
    text: str
    key: str
    action: tuple[str, Callable[[], object]] | None = field(default=None, compare=False)


class NoticeBar(QFrame):
    """Shows one notice at a time, the newest first; the others wait until it is dismissed.

    It lies over its parent, where pages have the least to click at, and follows its size.

    Signals:
        shown_changed: what is shown, or that nothing is, changed.
    """

    shown_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue: list[Notice] = []
        self._shown: Notice | None = None
        self.setProperty("role", "notice")
        self.setAccessibleName(self.tr("Notice"))
        self._icon = QLabel(self)
        self._title, self._text, self._waiting = (QLabel(self) for _ in range(3))
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._waiting.setProperty("tone", "muted")
        self._action = QPushButton(self)
        self._action.clicked.connect(self._act)
        self._dismiss = QToolButton(self)
        self._dismiss.setAutoRaise(True)
        self._dismiss.setIcon(icons.icon("close"))
        self._dismiss.setToolTip(self.tr("Dismiss this notice"))
        self._dismiss.setAccessibleName(self.tr("Dismiss this notice"))
        self._dismiss.clicked.connect(self.dismiss)
        self._leaving = QTimer(self)
        self._leaving.setSingleShot(True)
        self._leaving.setInterval(INFO_LASTS)
        self._leaving.timeout.connect(self._leave)
        self._came = QElapsedTimer()
        for button in (self._action, self._dismiss):
            button.installEventFilter(self)
        if parent is not None:
            parent.installEventFilter(self)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.UNIT, theme.UNIT, theme.UNIT, theme.UNIT)
        row.setSpacing(2 * theme.UNIT)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._waiting)
        row.addWidget(self._action)
        row.addWidget(self._dismiss)

    @property
    def shown(self) -> Notice | None:
        """What is shown now."""
        return self._shown

    def error(
        self, error: FacegateError, key: str | None = None, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Tell an error, or an advice: its title, its cause, its remedy."""
        logs.app.warning("shown to the user: %s", error.title)
        words = error_text(error)
        text = f"{words.message} {words.remedy}".strip()
        kind = "advice" if isinstance(error, AdviceError) else "error"
        self.tell(Notice(kind, words.title, text, key or f"{words.title}\n{words.message}", action))

    def info(self, title: str, text: str = "", action: tuple[str, Callable[[], object]] | None = None) -> None:
        """Tell that something was done."""
        self.tell(Notice("info", title, text, "info", action))

    def tell(self, notice: Notice) -> None:
        """Show a notice at once; one with the same key is replaced."""
        self._queue = [waiting for waiting in self._queue if waiting.key != notice.key]
        self._queue.append(notice)
        self._came.start()
        self._show()

    def withdraw(self, key: str) -> None:
        """The state that a notice told of is over."""
        self._queue = [waiting for waiting in self._queue if waiting.key != key]
        self._show()

    def dismiss(self) -> None:
        """The user has read what is shown."""
        if self._queue:
            self._queue.pop()
        self._show()

    def _leave(self) -> None:
        """Go by itself, but not from under the pointer or while its buttons have the keyboard."""
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._leaving.start()
        else:
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page, and let no click through that was meant for what lies below."""
        if watched is self.parent():
            if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
                self._place()
            return False
        clicked = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        return clicked and self._came.isValid() and self._came.elapsed() < _NOT_MEANT

    def _place(self) -> None:
        """At the lower end, where reading begins."""
        page = self.parentWidget()
        if page is None or self.isHidden():
            return
        width = min(_WIDEST, page.width() - 2 * _EDGE)
        self._row.activate()
        height = max(self._row.totalHeightForWidth(width), self._row.totalMinimumSize().height())
        left = page.width() - width - _EDGE if page.layoutDirection() is Qt.LayoutDirection.RightToLeft else _EDGE
        foot = _FOOT if page.height() >= _LOW else _EDGE
        self.setGeometry(left, max(0, page.height() - height - foot), width, height)
        self.raise_()

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_icon()

    def _act(self) -> None:
        notice = self._shown
        self.dismiss()
        if notice is not None and notice.action is not None:
            notice.action[1]()

    def _show(self) -> None:
        notice = self._shown = self._queue[-1] if self._queue else None
        if notice is not None:
            set_property(self, "kind", notice.kind)
            self._title.setText(notice.title)
            self._text.setText(notice.text)
            self._text.setVisible(bool(notice.text))
            self._action.setVisible(notice.action is not None)
            self._action.setText(notice.action[0] if notice.action else "")
            more = len(self._queue) - 1
            self._waiting.setText(self.tr("{number} more").format(number=more) if more else "")
            self._waiting.setVisible(more > 0)
            self.setAccessibleDescription(f"{notice.title}. {notice.text}")
            self._draw_icon()
        if notice is not None and notice.kind == "info":
            self._leaving.start()
        else:
            self._leaving.stop()
        self.setVisible(notice is not None)
        self._place()
        self.shown_changed.emit()

    def _draw_icon(self) -> None:
        if self._shown is None:
            return
        name, tone = _ICONS[self._shown.kind]
        self._icon.setPixmap(icons.pixmap(name, getattr(theme.colours(), tone), _ICON, self.devicePixelRatioF()))
