"""Items of the plan as JSON and as what an administrator writes: the same item comes back."""

from __future__ import annotations

import re
from datetime import date

import pytest

from facegate.domain.access.zones import Zone
from facegate.domain.attendance.calendars import Calendar, Holiday
from facegate.domain.attendance.rotations import Rotation
from facegate.domain.attendance.shifts import Break, BreakKind, Overtime, Rounding, RoundingWay, Shift, Span
from facegate.errors import AttendanceError
from facegate.pipeline.attendance.holiday_library import countries, public_holidays
from facegate.pipeline.attendance.plan_codec import decoded, encoded, from_readable, readable
from facegate.pipeline.attendance.plan_file import parsed

NIGHT = Shift(
    "night",
    "Night",
    (Span(1320, 1560), Span(1590, 1800)),
    late_grace=5,
    breaks=(Break(BreakKind.FIXED, start=1380, end=1395), Break(BreakKind.AUTOMATIC, minutes=30, after=360)),
    rounding_in=Rounding(15, RoundingWay.UP),
    overtime=Overtime(15, (60, 120)),
)
FLEXIBLE = Shift("flexible", "Flexible", (Span(360, 1200),), flexible_minutes=480, core=Span(600, 900))


@pytest.mark.parametrize(
    "item",
    [
        NIGHT,
        FLEXIBLE,
        Rotation("week", "Week", date(2026, 3, 2), ("night", "", "flexible")),
        Calendar("c", "C", (5, 6), (Holiday(date(2026, 1, 1), "Neujahr 元旦"),)),
        Zone("stores", "Stores", limit=3),
    ],
    ids=lambda item: type(item).__name__,
)
def test_an_item_comes_back(item: object) -> None:
    assert decoded(type(item), encoded(item)) == item
    assert from_readable(type(item), readable(item)) == item


def test_what_an_administrator_writes() -> None:
    written = readable(NIGHT)
    assert written["spans"] == ["22:00-26:00", "26:30-30:00"]
    assert written["breaks"][0] == {"kind": "fixed", "start": "23:00", "end": "23:15"}
    assert written["rounding_in"] == {"step": 15, "way": "up"}
    assert readable(FLEXIBLE)["core"] == "10:00-15:00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("shift = 1", "[[shift]]"),
        ('[[shift]]\nid = "a"\nspans = ["09:00"]', "09:00"),
        (
            '[[shift]]\nid = "a"\nspans = ["09:00-17:00"]\nbreaks = [{ kind = "punched", minutes = 9, piad = true }]',
            "piad",
        ),
        ('[[shift]]\nid = "a"\nspans = ["09:00-17:00"]\nlate_grace = "a little"', "late_grace"),
        ('[[assignment]]\nid = "a"\nschedule = "a"\nfrom = 2026-01-01', "one of"),
        ('[[assignment]]\nid = "a"\nschedule = "a"\nfrom = 2026-01-01\neverybody = true\nperson = "b"', "one of"),
        ('[[rotation]]\nid = "a"\nanchor = 2026-02-30\ndays = ["a"]', "TOML"),
        ('[[nothing]]\nid = "a"', "nothing"),
    ],
)
def test_slips_are_named(text: str, said: str) -> None:
    with pytest.raises(AttendanceError, match=re.escape(said)):
        parsed(text, lambda _identifier: pytest.fail("nobody is looked for"))


def test_public_holidays() -> None:
    assert "BY" in countries()["DE"]
    found = {each.day for each in public_holidays("DE", "BY", [2028], None)}
    assert {date(2028, 1, 1), date(2028, 1, 6), date(2028, 12, 26)} <= found
    assert date(2028, 1, 6) not in {each.day for each in public_holidays("DE", "HH", [2028], "no-such-language")}
    for country, region in (("XX", None), ("DE", "XX")):
        with pytest.raises(AttendanceError, match="XX"):
            public_holidays(country, region, [2028], None)
