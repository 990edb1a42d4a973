"""Choosing the columns of a report, in order, and keeping them under a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.report_kinds import COLUMNS, ReportKind
from facegate.errors import FacegateError
from facegate.pipeline.reports import profiles
from facegate.settings.reports import MOST_NAME
from facegate.ui import icons
from facegate.ui.i18n import error_text
from facegate.ui.report_words import report_words
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import heading, muted, primary_button
from facegate.ui.widgets.verdict import Verdict

_WIDTH, _LIST = 460, 280


class ReportColumnsDialog(QDialog):
    """A list with ticks; rows are dragged or moved by buttons.

    Attributes:
        name: the profile that was saved last; empty for none.

    Signals:
        profiles_changed: one was saved or forgotten.
    """

    profiles_changed = Signal()

    def __init__(
        self, session: Session, kind: ReportKind, keys: Sequence[str], name: str = "", parent: QWidget | None = None
    ) -> None:
        """``keys``: chosen now; ``name``: the profile that they come from, or empty."""
        super().__init__(parent)
        self._session, self._kind = session, kind
        self.name = name
        self.setWindowTitle(self.tr("Columns"))
        self.setFixedWidth(_WIDTH)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Columns"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setFixedHeight(_LIST)
        self.up_button = QPushButton(icons.icon("up"), self.tr("&Up"), self)
        self.down_button = QPushButton(icons.icon("down"), self.tr("&Down"), self)
        self.profile = QLineEdit(name, self)
        self.profile.setMaxLength(MOST_NAME)
        self.profile.setPlaceholderText(self.tr("A name, to use these columns again"))
        self.save_button = QPushButton(self.tr("&Save"), self)
        self.forget_button = QPushButton(self.tr("&Forget"), self)
        self.verdict = Verdict(self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.take_button = primary_button(self.tr("&Use these columns"), self)
        self.take_button.setDefault(True)
        for button in (self.up_button, self.down_button, self.save_button, self.forget_button, self.cancel_button):
            button.setAutoDefault(False)
        self._fill(keys)
        self._lay_out()
        self._connect()
        self._enable()

    def _fill(self, keys: Sequence[str]) -> None:
        headings = {column.key: column.heading for column in COLUMNS[self._kind]}
        chosen = [key for key in keys if key in headings]
        for key in [*chosen, *(key for key in headings if key not in chosen)]:
            item = QListWidgetItem(report_words(headings[key]))
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        order = QHBoxLayout()
        order.setSpacing(UNIT)
        order.addWidget(self.up_button)
        order.addWidget(self.down_button)
        order.addStretch(1)
        keep = QHBoxLayout()
        keep.setSpacing(UNIT)
        keep.addWidget(self.profile, 1)
        keep.addWidget(self.save_button)
        keep.addWidget(self.forget_button)
        foot = QHBoxLayout()
        foot.setSpacing(UNIT)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.take_button)
        label = QLabel(self.tr("&Name"), self)
        label.setBuddy(self.profile)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Columns of the report"), self, 1.2))
        box.addWidget(muted(self.tr("Tick what the file has, and put it in order."), self))
        box.addWidget(self.list)
        box.addLayout(order)
        box.addWidget(label)
        box.addLayout(keep)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(foot)

    def _connect(self) -> None:
        self.up_button.clicked.connect(lambda: self._move(-1))
        self.down_button.clicked.connect(lambda: self._move(1))
        self.list.itemChanged.connect(lambda _item: self._enable())
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.profile.textChanged.connect(lambda _text: self._enable())
        self.save_button.clicked.connect(self._save)
        self.forget_button.clicked.connect(self._forget)
        self.cancel_button.clicked.connect(self.reject)
        self.take_button.clicked.connect(self.accept)

    @property
    def keys(self) -> tuple[str, ...]:
        """What is ticked, in order."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)

    def _enable(self) -> None:
        row, some, name = self.list.currentRow(), bool(self.keys), self.profile.text().strip()
        known = profiles.names_of(self._session.settings.reports, self._kind)
        self.up_button.setEnabled(row > 0)
        self.down_button.setEnabled(0 <= row < self.list.count() - 1)
        self.take_button.setEnabled(some)
        self.save_button.setEnabled(some and bool(name))
        self.forget_button.setEnabled(name in known)

    def _save(self) -> None:
        store, kind, keys = self._session.services.settings, self._kind, self.keys
        name = self.profile.text().strip()
        self._store(self.tr("Saving columns"), lambda: profiles.save(store, kind, name, keys), self.tr("Saved."), name)

    def _forget(self) -> None:
        store, kind, name = self._session.services.settings, self._kind, self.profile.text().strip()
        self._store(
            self.tr("Forgetting columns"), lambda: profiles.remove(store, kind, name), self.tr("Forgotten."), ""
        )

    def _store(self, title: str, work: Callable[[], None], said: str, name: str) -> None:
        def done(_none: object) -> None:
            self.name = name
            self.verdict.say("good", said)
            self._enable()
            self.profiles_changed.emit()

        self._session.tasks.run(self, title, lambda _context: work(), on_done=done, on_error=self._refused)

    def _refused(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")
