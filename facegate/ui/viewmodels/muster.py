"""Who is inside now, as a table, and the same for paper and for a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal

from facegate.domain.report_tables import Column, ColumnKind, Table
from facegate.errors import FacegateError
from facegate.pipeline.access.muster import Inside
from facegate.ui.clock_texts import length_text
from facegate.ui.formatting import moment_text
from facegate.ui.i18n import translate
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.viewmodels.flat_table import FlatTableModel, Index

NAME, NUMBER, ZONE, SINCE, FOR = range(5)

CSV_COLUMNS = ("person", "identifier", "zone", "since", "subject_id")


class MusterModel(FlatTableModel):
    """Everybody who is inside, by zone and name; read anew with every move at a door.

    Signals:
        loaded: the list is as it is now.
        unread: it could not be read; a FacegateError.
    """

    loaded = Signal()
    unread = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._asking: Handle | None = None
        self._stale = False
        self.everybody: Sequence[Inside] = ()
        self.as_of: datetime | None = None
        self.headings = (
            self.tr("Name"), self.tr("Identifier"), self.tr("Zone"), self.tr("Since"), self.tr("For, h:min")
        )  # fmt: skip

    def refresh(self) -> None:
        """Read it anew."""
        if self._asking is not None and self._asking.running:
            self._stale = True
            return
        access, clock = self._session.services.access, self._session.services.clock
        self._asking = self._session.tasks.query(self, lambda: (access.muster(), clock.now()), self._show, self._fail)

    def row_number(self) -> int:
        """People."""
        return len(self.everybody)

    def person(self, row: int) -> Inside | None:
        """One of them."""
        return self.everybody[row] if 0 <= row < len(self.everybody) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts."""
        inside = self.person(index.row()) if index.isValid() else None
        if inside is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return {
            NAME: called(inside),
            NUMBER: "" if inside.person is None else inside.person.external_id,
            ZONE: inside.zone,
            SINCE: moment_text(inside.since, self._session.zone),
            FOR: self._for(inside),
        }[index.column()]

    def zones(self) -> list[tuple[str, int]]:
        """How many are in each zone, by name."""
        return sorted(Counter(each.zone for each in self.everybody).items())

    def _for(self, inside: Inside) -> str:
        now = self.as_of or inside.since
        # A clock that was set back makes nobody come in the future.
        return length_text(max(0, int((now - inside.since).total_seconds() // 60)))

    def _show(self, found: tuple[list[Inside], datetime]) -> None:
        everybody, self.as_of = found
        if list(self.everybody) != everybody:
            self.beginResetModel()
            self.everybody = everybody
            self.endResetModel()
        elif everybody:
            # The same people, for longer.
            self.dataChanged.emit(self.index(0, FOR), self.index(len(everybody) - 1, FOR))
        self.loaded.emit()
        self._again()

    def _fail(self, error: FacegateError) -> None:
        self.unread.emit(error)
        self._again()

    def _again(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()


def called(inside: Inside) -> str:
    """Their name; of those who were erased that they are there all the same."""
    return translate("Muster", "Erased person") if inside.person is None else inside.person.name


def csv_rows(everybody: Sequence[Inside], zone: ZoneInfo) -> list[list[str]]:
    """Rows under :data:`CSV_COLUMNS`; moments in ISO 8601 with the site's offset."""
    return [
        [
            "" if each.person is None else each.person.name,
            "" if each.person is None else each.person.external_id,
            each.zone,
            each.since.astimezone(zone).isoformat(timespec="seconds"),
            str(each.subject_id),
        ]
        for each in everybody
    ]


def paper_table(everybody: Sequence[Inside], zone: ZoneInfo, as_of: datetime) -> Table:
    """The list for a muster point: with room to tick off who is there."""
    columns = (
        Column("seen", translate("Muster", "Here")),
        Column("person", translate("Muster", "Name")),
        Column("identifier", translate("Muster", "Identifier")),
        Column("zone", translate("Muster", "Zone")),
        Column("since", translate("Muster", "Since"), ColumnKind.TIME),
    )
    rows = [
        (
            "☐",
            called(each),
            "" if each.person is None else each.person.external_id,
            each.zone,
            each.since.astimezone(zone),
        )
        for each in everybody
    ]
    said = translate("Muster", "{number} inside, {moment}").format(
        number=len(everybody), moment=moment_text(as_of, zone)
    )
    today = as_of.astimezone(zone).date()
    return Table(translate("Muster", "Muster list"), columns, rows, today, today, zone.key, subtitle=said)
