"""Times of a CSV file that are put together from parts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from facegate.pipeline.reports.csv_days import LocalTimes

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CHANGE = 1_793_494_800 - 3 * 86_400 * 7
"""An instant of autumn 2026 near which many zones change their offset."""
ZONES = [
    *("UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia"),
    *("Africa/Casablanca", "Asia/Kathmandu", "Africa/Monrovia"),
]
moments = st.one_of(
    st.integers(0, 4 * 10**15),
    # Until 1972 Monrovia had an offset of odd seconds.
    st.integers(0, 75 * 10**12),
    st.integers(-40 * 86_400, 40 * 86_400).map(lambda seconds: (CHANGE + seconds) * 10**6 + 999_999),
)


@given(st.sampled_from(ZONES), st.lists(moments, min_size=1, max_size=20))
@example("Africa/Monrovia", [63_593_069_999_999, 63_593_070_000_000, 63_593_100_000_000])
@example("Europe/Berlin", [1_792_890_000_000_000 + step * 10**6 for step in (-3601, -3600, -1, 0, 1, 3599)])
def test_a_time_is_that_of_the_clock_to_the_second(name: str, micros: list[int]) -> None:
    zone = ZoneInfo(name)
    times = LocalTimes(zone)
    for each in [*micros, *(near + 1_000_000 for near in micros)]:
        moment = EPOCH + timedelta(microseconds=each)
        assert times.text(each) == moment.astimezone(zone).isoformat(timespec="seconds")
