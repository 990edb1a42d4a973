"""The watch list: off by default, and nobody on it without what entitles the site to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facegate.domain.access.watch_list import WatchEntry
from facegate.domain.ids import SubjectId
from facegate.errors import FacegateError
from facegate.pipeline.access.watching import WatchList
from facegate.settings.model import with_changes
from facegate.ui import icons
from facegate.ui.dialogs.confirm import confirm
from facegate.ui.dialogs.watch import WatchDialog
from facegate.ui.formatting import isolated, moment_text
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index
from facegate.ui.viewmodels.live import person_name
from facegate.ui.widgets.basics import muted, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.table import Table
from facegate.ui.widgets.verdict import Verdict

WHO, WHAT, SINCE, BY, BASIS = range(5)


class WatchModel(FlatTableModel):
    """Who was added first first.

    Attributes:
        watched_only: those who are on record for nothing else.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entries: Sequence[WatchEntry] = ()
        self.watched_only: frozenset[SubjectId] = frozenset()
        self.headings = (
            self.tr("Person"), self.tr("What happens"), self.tr("Since"), self.tr("Added by"), self.tr("Legal basis")
        )  # fmt: skip

    def row_number(self) -> int:
        """People."""
        return len(self._entries)

    def entry(self, row: int) -> WatchEntry | None:
        """One of them."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def show_entries(self, entries: Sequence[WatchEntry], watched_only: frozenset[SubjectId]) -> None:
        """Show others."""
        self.beginResetModel()
        self._entries, self.watched_only = tuple(entries), watched_only
        self.endResetModel()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return {
            WHO: person_name(entry.subject_id, self._session.services.directory.get),
            WHAT: self.tr("Alarm, and not let in") if self._refused(entry) else self.tr("Alarm"),
            SINCE: moment_text(entry.added_at, self._session.zone),
            BY: entry.added_by,
            BASIS: entry.basis,
        }[index.column()]

    def _refused(self, entry: WatchEntry) -> bool:
        # Nobody who did not consent is identified at a door.
        return entry.refuse or entry.subject_id in self.watched_only


class WatchListPanel(QWidget):
    """A switch, a table, and buttons."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = WatchModel(session, self)
        self.table = Table(self.model, self.tr("Watch list"), self)
        self.table.share_width(
            {WHO: "A name of usual length", WHAT: self.tr("Alarm, and not let in"), SINCE: "2026-12-31  23:59:59",
             BY: "administrator"},
            stretched=BASIS,
        )  # fmt: skip
        self.switch = QCheckBox(self.tr("&Look out for the people on this list"), self)
        self.verdict = Verdict(self)
        self.add_button = primary_button(self.tr("&Add somebody…"), self)
        self.edit_button = QPushButton(icons.icon("rename"), self.tr("D&etails…"), self)
        self.remove_button = QPushButton(icons.icon("erase"), self.tr("&Remove…"), self)
        self.empty = EmptyState(
            "search",
            self.tr("Nobody is looked out for"),
            self.tr("Somebody on record can be looked out for, and from photographs somebody who is not. Without their "
                    "consent that needs a legal basis, such as a ban from the house or the order of a court; it is "
                    "recorded here for each of them. At the door nothing tells that they are watched; the operator "
                    "gets an alarm."),
            self,
        )  # fmt: skip
        self.first_button = self.empty.add_button(primary_button("", self))
        self.first_button.clicked.connect(lambda: self.add() if self._on else self._ask_on())
        self._lay_out()
        self._connect()
        self._show_setting()

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for row in (top, bottom):
            row.setSpacing(UNIT)
        top.addWidget(self.switch, 1)
        top.addWidget(self.add_button)
        said = self.tr("Nobody on the list is named as watched on the live page.")
        bottom.addWidget(muted(said, self), 1)
        for button in (self.edit_button, self.remove_button):
            bottom.addWidget(button)
        self.stack = QStackedWidget(self)
        for widget in (self.table, self.empty):
            self.stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        box.addLayout(top)
        box.addWidget(self.verdict)
        box.addWidget(self.stack, 1)
        box.addLayout(bottom)

    def _connect(self) -> None:
        self.switch.clicked.connect(self._switch)
        self.add_button.clicked.connect(self.add)
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._ask_remove)
        self.table.activated.connect(lambda _index: self._edit())
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self._session.bridge.settings_changed.connect(lambda _settings: self._show_setting())

    def showEvent(self, event: QShowEvent) -> None:
        """Read when it is looked at: nobody needs to know of it otherwise."""
        super().showEvent(event)
        self.read()

    def read(self) -> None:
        """Read it anew."""
        watching = self._session.services.access.watching
        self._session.tasks.query(self, lambda: _read(watching), self._show, self._refused)

    def _show(self, found: tuple[Sequence[WatchEntry], frozenset[SubjectId]]) -> None:
        entries, watched_only = found
        self.model.show_entries(entries, watched_only)
        self.stack.setCurrentWidget(self.table if entries else self.empty)
        self._enable()

    def _show_setting(self) -> None:
        self.switch.setChecked(self._session.settings.access.watch_list)
        self._enable()

    def _enable(self) -> None:
        some, on = self.model.row_number() > 0, self._on
        # While it is off nobody is put on it, either.
        self.add_button.setEnabled(on)
        self.add_button.setToolTip("" if on else self.tr("Switch the watch list on first"))
        self.first_button.setText(self.tr("Add somebody…") if on else self.tr("Switch it on…"))
        self.add_button.setVisible(some)
        for button in (self.edit_button, self.remove_button):
            button.setVisible(some)
            chosen = self.table.selectionModel().hasSelection()
            button.setEnabled(chosen and (on or button is self.remove_button))
        self.verdict.say("warn", self.tr("Switched off: nobody is looked out for now.") if some and not on else "")

    @property
    def _on(self) -> bool:
        return self._session.settings.access.watch_list

    def _chosen(self) -> WatchEntry | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.entry(rows[0].row()) if rows else None

    # -- what can be done --------------------------------------------------------------

    def _switch(self, on: bool) -> None:
        # Shown only once it is in force.
        self.switch.setChecked(not on)
        if on:
            self._ask_on()
        else:
            self._change(False)

    def _ask_on(self) -> None:
        confirm(
            self.window(),
            self.tr("Look out for people?"),
            self.tr("This compares everybody who passes with people who did not consent to it. It is lawful only with "
                    "a legal basis for each person on the list, which you record with them. Whether it is, a data "
                    "protection officer can say; this program cannot."),
            self.tr("We &have a legal basis"),
            lambda: self._change(True),
        )  # fmt: skip

    def _change(self, on: bool) -> None:
        store, controller = self._session.services.settings, self._session.services.controller
        self._session.tasks.run(
            self,
            self.tr("Changing a setting"),
            lambda _context: controller.change(with_changes(store.current, "access", watch_list=on)),
            on_error=self._refused,
        )

    def add(self) -> WatchDialog:
        """Add somebody."""
        return self._open(None)

    def _edit(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self._open(entry)

    def _open(self, entry: WatchEntry | None) -> WatchDialog:
        only = entry is not None and entry.subject_id in self.model.watched_only
        dialog = WatchDialog(self._session, entry, self, watched_only=only)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.read)
        dialog.finished.connect(self.window().activateWindow)
        dialog.open()
        return dialog

    def _ask_remove(self) -> None:
        entry = self._chosen()
        if entry is None:
            return
        name = person_name(entry.subject_id, self._session.services.directory.get)
        said = self.tr("The recorded legal basis is removed with it; that somebody removed it stays in the audit.")
        if entry.subject_id in self.model.watched_only:
            said = self.tr(
                "They are on record for nothing else: their face, their name and the legal basis are erased. That "
                "somebody erased them stays in the audit."
            )
        confirm(
            self.window(),
            self.tr("Look out for {name} no longer?").format(name=isolated(name)),
            said,
            self.tr("&Remove"),
            lambda: self._remove(entry),
        )

    def _remove(self, entry: WatchEntry) -> None:
        watching = self._session.services.access.watching
        self._session.tasks.run(
            self,
            self.tr("Changing the watch list"),
            lambda _context: watching.remove(entry.subject_id),
            on_done=lambda _found: self._removed(),
            on_error=self._refused,
        )

    def _removed(self) -> None:
        self._session.people_changed.emit()
        self.read()

    def _refused(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.title}: {words.message} {words.remedy}")


def _read(watching: WatchList) -> tuple[Sequence[WatchEntry], frozenset[SubjectId]]:
    """Everybody on the list, and those who are on record for nothing else."""
    entries = watching.entries()
    return entries, frozenset(each.subject_id for each in entries if watching.is_watched_only(each.subject_id))
