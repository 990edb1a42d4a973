"""What the window does for the doors: their page, the tool bar, the banner, and who is told what where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facegate.domain.access.codes import Alarm
from facegate.domain.access.plan_problems import ItemKind
from facegate.domain.ids import EventId
from facegate.ui.dialogs.output import OutputDialog
from facegate.ui.dialogs.reset_place import ResetPlaceDialog
from facegate.ui.formatting import moment_text
from facegate.ui.notices import Notice
from facegate.ui.views.doors import ALARMS

if TYPE_CHECKING:
    from facegate.ui.window import MainWindow


_ATTACK = "attack"
"""Key of the notice of pictures that were held up."""


class WindowDoors(QObject):
    """Of one session. Alarms are told nowhere that whoever passes sees.

    But for pictures that are held up where there are no doors: the live page shows them anyway.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.session)
        self._window = window
        self._told_attack: EventId | None = None
        desk, doors, live, notices = window.desk, window.doors, window.live, window.notices
        desk.changed.connect(self.show_state)
        desk.failed.connect(lambda error: notices.error(error))
        window.lock_banner.follow(desk)
        live.strip.told.connect(lambda title, text: notices.info(title, text))
        live.strip.alarms_wanted.connect(self.show_alarms)
        doors.told.connect(lambda title, text, action: notices.info(title, text, action))
        doors.failed.connect(lambda error: notices.error(error))
        doors.written.connect(lambda out, rows: window.told_written(rows, out))
        doors.reset_wanted.connect(lambda inside: window.open_dialog(ResetPlaceDialog(window.session, inside, window)))
        doors.output_wanted.connect(lambda output: window.open_dialog(OutputDialog(window.session, output, window)))
        window.settings.doors_wanted.connect(self.plan_doors)

    @property
    def operated(self) -> bool:
        """Whether only an operator looks at what is shown: everything but the live page, or the whole screen."""
        window = self._window
        return window.pages.currentWidget() is not window.live or window.session.settings.access.operator_screen

    def show_state(self) -> None:
        """What the tool bar and the banner show of the doors."""
        desk, operated = self._window.desk, self.operated
        alarms = len(desk.state.alarms) if operated else 0
        self._window.tools.show_doors(planned=desk.has_doors or alarms > 0, alarms=alarms)
        self._window.lock_banner.show_operated(operated)
        self._tell_attacks()

    def _tell_attacks(self) -> None:
        """Where no door is planned nobody looks at the page of the doors for alarms: tell the newest picture here."""
        desk, notices = self._window.desk, self._window.notices
        code = Alarm.PRESENTATION_ATTACK.value
        attacks = [each for each in desk.state.alarms if each.event.door and each.event.door.code == code]
        if desk.has_doors or not attacks:
            if self._told_attack is not None:
                notices.withdraw(_ATTACK)
        elif attacks[0].event.event_id != self._told_attack:
            newest = attacks[0]
            self._told_attack = newest.event.event_id
            when = moment_text(newest.event.occurred_at, self._window.session.zone)
            action = self.tr("&Show the alarms"), self.show_alarms
            notices.tell(Notice("advice", newest.text, self.tr("Last at {time}.").format(time=when), _ATTACK, action))

    def plan_doors(self) -> None:
        """Show the doors there are, or how to begin."""
        self._window.show_page("doors")
        self._window.doors.show_part(ItemKind.DOOR)

    def show_alarms(self) -> None:
        """Show what nobody saw to."""
        self._window.show_page("doors")
        self._window.doors.show_part(ALARMS)
