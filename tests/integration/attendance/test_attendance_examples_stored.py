"""The worked examples through database, recompute, explanation and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from helpers.attendance_examples import MINUTES, example_files, expected_values, load_example, result_values
from helpers.attendance_house import LONG_AGO, House, house
from keyring.backends.fail import Keyring

from facegate.domain.attendance.explanations import GIVES, TAKES, describe
from facegate.domain.attendance.results import DayResult, DayStatus
from facegate.domain.attendance.schedules import DayKind
from facegate.domain.attendance.workdays import day_bounds
from facegate.domain.report_kinds import ReportKind

_COLUMNS = tuple(name for name in MINUTES if name in ("required", "worked", "late", "early", "leave", "missing"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One data folder for all examples: each has a person of its own, and the plan is replaced as a whole."""
    keyring.set_keyring(Keyring())
    with house(tmp_path_factory.mktemp("site")) as opened:
        yield opened


@pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)
def test_an_example_is_the_same_everywhere(path: Path, site: House) -> None:
    site.set_now(LONG_AGO)
    number = len(site.names) + 1
    who = site.person(number, load_example(path).department)
    example = load_example(path, who)
    over = day_bounds(example.last, example.zone)[1] + timedelta(days=5)
    site.set_now(over)
    site.follow(example, f"P-{number}")
    for punch in example.punches:
        site.punched(who, punch)
    site.set_now(example.now or over)
    last = min(example.last, site.attendance.today)

    assert site.attendance.recompute(example.first, last, [who]) == 1
    stored = {each.result.day: each for each in site.attendance.days(example.first, last, people=[who])}
    rows = {row["date"]: row for row in site.report(ReportKind.PERSON, {"first": example.first, "last": last,
                                                                       "subject_id": who})}  # fmt: skip
    for day, expected in example.expected.items():
        if day > last:
            continue
        explained = site.attendance.explain(who, day).result
        assert result_values(explained, example.zone, expected) == expected_values(expected), day
        given = sum(step.minutes for step in explained.steps if step.code in GIVES)
        taken = sum(step.minutes for step in explained.steps if step.code in TAKES)
        assert given - taken == explained.worked
        assert all(describe(step, example.zone) for step in explained.steps)
        nothing = DayResult(day, None, DayKind.UNPLANNED, DayStatus.OFF)
        result = stored[day].result if day in stored else nothing
        wanted = {**expected_values(expected), "ignored": []}
        if day not in stored:
            assert wanted["kind"] == "unplanned"
            wanted["status"] = "off" if wanted["status"] == "open" else wanted["status"]
            assert day.isoformat() not in rows
        else:
            assert stored[day].ignored == len(expected.get("ignored", []))
            row = rows[day.isoformat()]
            assert {name: int(row[f"{name}_minutes"]) for name in _COLUMNS} == {name: wanted[name] for name in _COLUMNS}
            assert (row["day_kind"], row["status"]) == (wanted["kind"], wanted["status"])
        assert result_values(result, example.zone, expected) == wanted, day
