"""What is stored of one person's working time, for their own full record."""

from __future__ import annotations

from datetime import date
from typing import Any

from facegate.domain.attendance.assignments import Scope
from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import AttendanceStore, PersonDay, PlanStore

_MINUTES = (
    *("required", "worked", "regular", "unplanned", "paid_break", "unpaid_break", "leave", "unpaid_leave", "trip"),
    *("missing", "late", "early", "absent", "weekend", "holiday"),
)


def working_time(plans: PlanStore, store: AttendanceStore, who: SubjectId) -> dict[str, Any]:
    """Schedules that were assigned to them alone, absences, why punches were changed, and minutes of all days."""
    changes = store.changes([who]).get(who, [])
    reasons = store.reasons([event.event_id for event in changes])
    return {
        "assignments": [
            {
                "schedule": each.schedule_id,
                "first_day": each.first_day.isoformat(),
                "last_day": each.last_day and each.last_day.isoformat(),
                "temporary": each.temporary,
            }
            for each in plans.assignments()
            if each.scope is Scope.PERSON and each.who == who
        ],
        "absences": [
            {
                "kind": each.kind,
                "first_day": each.first_day.isoformat(),
                "last_day": each.last_day.isoformat(),
                "part": each.part,
                "paid": each.paid,
            }
            for each in plans.absences(who)
        ],
        "reasons_of_changed_punches": {
            event.event_id: reasons[event.event_id] for event in changes if event.event_id in reasons
        },
        "days": [_day(each) for each in store.days(date.min, date.max, [who]).get(who, [])],
    }


def _day(day: PersonDay) -> dict[str, Any]:
    result = day.result
    return {
        "day": result.day.isoformat(),
        "shift": result.shift_id,
        "kind": result.day_kind,
        "status": result.status,
        "first_in": result.first_in and result.first_in.isoformat(),
        "last_out": result.last_out and result.last_out.isoformat(),
        **{name: getattr(result, name) for name in _MINUTES},
        "overtime": list(result.overtime_tiers),
        "exceptions": list(result.exceptions),
    }
