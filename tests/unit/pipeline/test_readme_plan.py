"""The plan that the README shows is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from facegate.domain.attendance.plan import Plan
from facegate.domain.ids import SubjectId
from facegate.pipeline.attendance.plan_file import parsed


def test_the_plan_of_working_time_in_the_readme_can_be_used() -> None:
    readme = (Path(__file__).resolve().parents[3] / "README.md").read_text("utf-8")
    example = readme.split("### Working time")[1].split("```toml\n")[1].split("```")[0]
    file = parsed(example, lambda _id: SubjectId("a" * 32))
    of = {kind: tuple(item for each, item in file.items if each == kind) for kind, _ in file.items}
    plan = Plan(
        shifts=of["shift"], rotations=of["rotation"], calendars=of["calendar"], assignments=tuple(file.assignments)
    )
    weeks = plan.schedules(SubjectId("a" * 32), "", date(2026, 1, 5), date(2026, 1, 18))
    assert [each.shift.shift_id if each.shift else "" for each in weeks] == [
        *["early"] * 5, "", "", *["late"] * 5, "", "",
    ]  # fmt: skip
