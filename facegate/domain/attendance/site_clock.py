"""The clock of a site: times of a work date as instants.

Instants are whole minutes since 1970 in UTC, so that differences are elapsed minutes on every night of the year. A time
that the clock skips is the instant at which it skips; of one that it shows twice the first is meant. So no time of
a day ever comes before an earlier one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from facegate.domain.attendance.clock_times import DAY, HOUR, LAST_MINUTE

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
_SAMPLES = tuple(range(0, LAST_MINUTE + 1, DAY // 2))
"""No zone ever changed its offset twice within half a day."""
_KEPT = 100_000
"""Times that are kept: those of some ten shifts for some ten years."""


def instant_of(moment: datetime) -> int:
    """The minute in which an aware moment lies."""
    return (moment - EPOCH) // MINUTE


def moment_of(instant: int) -> datetime:
    """The beginning of a minute, aware, in UTC."""
    return EPOCH + instant * MINUTE


class SiteClock:
    """Times of one zone. Keeps what it found: not for several threads at once.

    Attributes:
        zone: the site's.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._midnights: dict[int, int | None] = {}
        self._odd: dict[tuple[int, int], int] = {}

    def instant(self, day: int, minute: int) -> int:
        """Of a time of the clock.

        Args:
            day: ordinal of the work date.
            minute: after its local midnight, 0..2880.
        """
        try:
            midnight = self._midnights[day]
        except KeyError:
            midnight = self._midnights[day] = self._plain_midnight(day)
        if midnight is not None:
            return midnight + minute
        if (known := self._odd.get((day, minute))) is None:
            known = self._odd[day, minute] = self._looked_up(day, minute)
        return known

    def minute_of_day(self, instant: int) -> int:
        """What the clock shows."""
        local = moment_of(instant).astimezone(self.zone)
        return local.hour * HOUR + local.minute

    def _plain_midnight(self, day: int) -> int | None:
        """Instant of a midnight; None where the clock changes within the two days that follow."""
        if len(self._midnights) + len(self._odd) >= _KEPT:
            self._midnights.clear()
            self._odd.clear()
        offsets = {self._at(day, minute, 0).utcoffset() for minute in _SAMPLES}
        offsets.add(self._at(day, 0, 1).utcoffset())
        if len(offsets) > 1:
            return None
        return instant_of(self._at(day, 0, 0))

    def _looked_up(self, day: int, minute: int) -> int:
        # By PEP 495 a skipped time is, with fold 0, reckoned with the offset from before: after the change; with
        # fold 1 with the one from after: before the change.
        late, early = (instant_of(self._at(day, minute, fold)) for fold in (0, 1))
        if late <= early:
            return late
        # The change is the first minute with another offset than the early one's.
        offset = self._offset(early)
        while late - early > 1:
            middle = (early + late) // 2
            early, late = (middle, late) if self._offset(middle) == offset else (early, middle)
        return late

    def _offset(self, instant: int) -> timedelta | None:
        return moment_of(instant).astimezone(self.zone).utcoffset()

    def _at(self, day: int, minute: int, fold: int) -> datetime:
        days, minute = divmod(minute, DAY)
        local = date.fromordinal(day + days)
        return datetime(local.year, local.month, local.day, minute // HOUR, minute % HOUR, tzinfo=self.zone, fold=fold)
