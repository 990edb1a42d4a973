"""How strictly a camera looks for presentation attacks: by the site's settings, and by the zones its doors lead to."""

from __future__ import annotations

from collections.abc import Callable

from facegate import logs
from facegate.domain.access.plan import AccessPlan
from facegate.domain.frames import SourceInfo
from facegate.domain.pad.levels import PadLevel, strictest
from facegate.errors import FacegateError
from facegate.settings.pad import PadSettings


class PadLevels:
    """Any thread.

    Attributes:
        assess_recordings: judge films, folders and the demo as if they were cameras; for trials and tests.
    """

    def __init__(self, settings: Callable[[], PadSettings], plan: Callable[[], AccessPlan]) -> None:
        """Take what reads the settings in force and the plan of the doors."""
        self._settings = settings
        self._plan = plan
        self.assess_recordings = False

    def of(self, source: SourceInfo) -> PadLevel | None:
        """The level at a source; None where it cannot be judged: what a recording shows was not in front of it."""
        if not source.live and not self.assess_recordings:
            return None
        return strictest([self._settings().level, *self._zones(source.spec)])

    def _zones(self, spec: str) -> list[PadLevel]:
        try:
            plan = self._plan()
        except FacegateError as error:
            # Without its plan no door opens; recognition goes on by the site's level.
            logs.recognition.warning("the zones' levels of attack detection are not known: %s", error.title)
            return []
        zones = {zone.zone_id: zone.pad for zone in plan.zones}
        levels = (zones.get(door.zone_to) for door in plan.doors if spec in door.sources)
        return [level for level in levels if level is not None]
