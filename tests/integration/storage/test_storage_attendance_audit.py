"""What the audit says of attendance, and what an erasure takes out of words beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from helpers.data_folder import ACTOR, enrol, files_with, opened

from facegate.storage.period_reasons import REMOVED


def test_a_second_person_is_asked_for_or_not_by_whom_the_audit_says(tmp_path: Path) -> None:
    with opened(tmp_path) as storage:
        for on in (False, True, True, False, False):
            storage.attendance.note_second_person(on, ACTOR)
        said = [(entry.actor, entry.details) for entry in storage.people.audit() if entry.action == "second_person"]
    assert said == [(ACTOR, {"on": False}), (ACTOR, {"on": True})]


def test_an_erasure_reaches_the_reason_for_which_days_were_opened_again(tmp_path: Path) -> None:
    words = ["Forgotten by person 1, told late", "the gate was off"]
    with opened(tmp_path) as storage:
        who = enrol(storage, 1)[0].subject_id
        ids = [
            storage.attendance.close_period(date(2026, 3, day), date(2026, 3, day), ACTOR).period_id for day in (2, 3)
        ]
        for period_id, reason in zip(ids, words, strict=True):
            storage.attendance.reopen_period(period_id, reason, ACTOR)
    with opened(tmp_path) as storage:
        storage.people.erase(who, ACTOR)
        assert [period.reason for period in storage.attendance.periods()] == [REMOVED, words[1]]
    assert files_with(tmp_path, {"reason": words[0].encode()}) == {}
