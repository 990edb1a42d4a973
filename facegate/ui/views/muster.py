"""Who is inside now: for the screen, for paper, for a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from facegate.domain.events import Event
from facegate.domain.records import DoorVerdict
from facegate.errors import FacegateError
from facegate.pipeline.access.muster import Inside
from facegate.pipeline.exports import write_csv
from facegate.ui import icons
from facegate.ui.formatting import isolated, time_text
from facegate.ui.i18n import error_text
from facegate.ui.printing.paper import print_table
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.access_desk import AccessDesk
from facegate.ui.viewmodels.muster import (
    CSV_COLUMNS,
    FOR,
    NAME,
    NUMBER,
    SINCE,
    ZONE,
    MusterModel,
    csv_rows,
    paper_table,
)
from facegate.ui.widgets.basics import ElidedLabel, heading, muted, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.table import Table

_TICK = 30_000
"""Milliseconds between two looks at it, for how long people have been inside, and whatever came in unheard."""


class MusterPanel(QWidget):
    """Counts, a table, and three buttons.

    Signals:
        reset_wanted: this Inside is not there any more.
        written: a file was written; its Path and the number of people.
        failed: it was not; a FacegateError.
    """

    reset_wanted = Signal(object)
    written = Signal(object, int)
    failed = Signal(object)

    def __init__(self, session: Session, desk: AccessDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self.model = MusterModel(session, self)
        self.table = Table(self.model, self.tr("Who is inside"), self)
        samples = {
            NUMBER: "P-000 000", ZONE: "A zone’s usual name", SINCE: "2026-12-31  23:59:59", FOR: "100:00"
        }  # fmt: skip
        self.table.share_width(samples, stretched=NAME)
        self.count = heading("", self, 1.35)
        self.zones = ElidedLabel("", self)
        self.zones.setProperty("tone", "muted")
        self.print_button = primary_button(self.tr("&Print"), self)
        self.print_button.setIcon(icons.icon("print", "on_accent"))
        self.print_button.setToolTip(self.tr("To the usual printer; as a PDF file where there is none"))
        self.csv_button = QPushButton(icons.icon("export"), self.tr("Save as &CSV"), self)
        self.csv_button.setToolTip(self.tr("Into the folder for documents"))
        self.reset_button = QPushButton(icons.icon("undo"), self.tr("Not &inside any more…"), self)
        self._make_states()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._connect()
        self._enable()

    def _make_states(self) -> None:
        self.reading = muted(self.tr("Reading the log…"), self)
        self.nobody = EmptyState("people", "", "", self)
        self.unread = EmptyState("people", self.tr("The list could not be read"), "", self)
        self.retry_button = self.unread.add_button(QPushButton(self.tr("Try again"), self))

    def _lay_out(self) -> None:
        self.stack = QStackedWidget(self)
        for widget in (self.reading, self.table, self.nobody, self.unread):
            self.stack.addWidget(widget)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.count)
        words.addWidget(self.zones)
        top = QHBoxLayout()
        top.setSpacing(UNIT)
        top.addLayout(words, 1)
        top.addWidget(self.csv_button)
        top.addWidget(self.print_button)
        bottom = QHBoxLayout()
        said = self.tr("Made from the log of the doors, so it is the same after a restart. Whoever came in behind "
                       "somebody else is not on it.")  # fmt: skip
        bottom.addWidget(muted(said, self), 1)
        bottom.addWidget(self.reset_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(int(1.5 * UNIT))
        box.addLayout(top)
        box.addWidget(self.stack, 1)
        box.addLayout(bottom)

    def _connect(self) -> None:
        self.model.loaded.connect(self._show)
        self.model.unread.connect(self._fail)
        self.retry_button.clicked.connect(self.model.refresh)
        self._timer.timeout.connect(self.model.refresh)
        self._session.bridge.event_logged.connect(self._moved)
        self._desk.changed.connect(self._refresh_if_shown)
        self._session.people_changed.connect(self._refresh_if_shown)
        self._session.plan_changed.connect(self._refresh_if_shown)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._enable())
        self.model.modelReset.connect(self._enable)
        self.print_button.clicked.connect(self.print_list)
        self.csv_button.clicked.connect(lambda: self.save(self._file("csv")))
        self.reset_button.clicked.connect(self._reset)

    def showEvent(self, event: QShowEvent) -> None:
        """Read when it is looked at."""
        super().showEvent(event)
        self.model.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    # -- what is shown ---------------------------------------------------------------

    def _moved(self, event: Event) -> None:
        reset = event.door is not None and event.door.verdict is DoorVerdict.RESET
        if reset or (event.access is not None and event.access.allowed):
            self._refresh_if_shown()

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.model.refresh()

    def _show(self) -> None:
        self.stack.setCurrentWidget(self.table if self.model.everybody else self.nobody)
        if self._desk.has_doors:
            self.nobody.set_text(
                self.tr("Nobody is inside"),
                self.tr("As far as the doors know. Whoever is let in appears here until they are seen leaving."),
            )
        else:
            self.nobody.set_text(
                self.tr("It is not known who is inside"),
                self.tr("No door is planned that would tell who comes and goes. Doors are planned on the next tabs."),
            )
        self._count()
        self._enable()

    def _fail(self, error: FacegateError) -> None:
        words = error_text(error)
        self.unread.set_text(self.tr("The list could not be read"), f"{words.message} {words.remedy}")
        self.stack.setCurrentWidget(self.unread)
        self.count.setText("")
        self.zones.set_text("")
        self._enable()

    def _count(self) -> None:
        number, zone = self.locale().toString, self._session.zone
        if not self._desk.has_doors:
            self.count.setText("")
            self.zones.set_text("")
            return
        self.count.setText(self.tr("Inside now: {number}").format(number=number(len(self.model.everybody))))
        parts = [f"{isolated(name)}: {number(count)}" for name, count in self.model.zones()]
        if self.model.as_of is not None:
            parts.append(self.tr("as of {time}").format(time=isolated(time_text(self.model.as_of, zone))))
        self.zones.set_text("   ".join(parts))

    def _enable(self) -> None:
        # Without doors an empty list would say that nobody is inside.
        known = self.stack.currentWidget() in (self.table, self.nobody) and self._desk.has_doors
        some = bool(self.model.everybody) and known
        # An empty list is worth a sheet of paper, too: it says that nobody is inside.
        self.print_button.setEnabled(known)
        self.csv_button.setEnabled(known)
        self.reset_button.setVisible(some)
        self.reset_button.setEnabled(some and self._chosen() is not None)

    def _chosen(self) -> Inside | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.person(rows[0].row()) if rows else None

    def _reset(self) -> None:
        inside = self._chosen()
        if inside is not None:
            self.reset_wanted.emit(inside)

    # -- paper and file ----------------------------------------------------------------

    def _now(self) -> datetime:
        return self.model.as_of or self._session.services.clock.now()

    def _file(self, suffix: str) -> Path:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        moment = self._now().astimezone(self._session.zone)
        return Path(folder or Path.home()) / f"muster-{moment:%Y-%m-%d-%H%M%S}.{suffix}"

    def save(self, out: Path) -> None:
        """Write the list as it is shown to this file."""
        rows = csv_rows(self.model.everybody, self._session.zone)

        def work() -> int:
            out.parent.mkdir(parents=True, exist_ok=True)
            return write_csv(out, CSV_COLUMNS, rows)

        # Not on the job thread: an import may keep it for an hour, and a building is being emptied.
        self._session.tasks.act(self, work, lambda number: self.written.emit(out, number), self.failed.emit)

    def print_list(self) -> None:
        """To the usual printer, or as a PDF file where there is none."""
        everybody, zone = list(self.model.everybody), self._session.zone
        table, out, now = paper_table(everybody, zone, self._now()), self._file("pdf"), self._now()

        def done(file: Path | None) -> None:
            if file is not None:
                self.written.emit(file, len(everybody))

        self._session.tasks.act(self, lambda: print_table(table, out, now), done, self.failed.emit)
