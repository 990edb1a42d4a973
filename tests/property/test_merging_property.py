"""Merging records: nothing is lost below the limit, nothing is counted twice, and doing it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from helpers.clocks import START
from helpers.data_folder import ACTOR, CONSENT, MODEL, identified, opened, sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facegate.domain.attendance.first_last import Sighting, summarise
from facegate.domain.events import EventFilter
from facegate.domain.ids import ModelId, ReferenceId, SubjectId, new_subject_id
from facegate.domain.merging import CHOICES, conflicts, kept_references, merged_profile
from facegate.domain.people import ReferenceRecord, SampleSource
from facegate.domain.profiles import MAX_GROUPS, MAX_NOTES_LENGTH, Profile, clean_profile
from facegate.storage.open import Storage

texts = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
profiles = st.builds(
    Profile,
    texts,
    texts,
    st.just("") | texts,
    st.sets(texts, max_size=MAX_GROUPS).map(lambda names: tuple(sorted(names))),
    st.none() | st.from_regex(r"[0-9A-Z]{1,8}", fullmatch=True),
    days,
    st.none(),
    st.just("") | st.lists(st.text("ab", min_size=1, max_size=MAX_NOTES_LENGTH // 2), max_size=4).map("\n".join),
).filter(lambda profile: len(profile.notes) <= MAX_NOTES_LENGTH)


@given(profiles, profiles, st.sets(st.sampled_from(CHOICES)))
def test_a_merged_profile_can_be_stored_and_merging_again_changes_nothing(kept, other, chosen) -> None:  # type: ignore[no-untyped-def]
    merged = merged_profile(kept, other, chosen)
    assert merged_profile(merged, other) == merged
    assert merged == clean_profile(merged)
    if len({*kept.groups, *other.groups}) <= MAX_GROUPS:
        assert set(merged.groups) == {*kept.groups, *other.groups}
    assert set(kept.groups) <= set(merged.groups)
    assert merged.notes.startswith(kept.notes)
    for field in conflicts(kept, other):
        source = other if field in chosen else kept
        assert not conflicts(source, merged).count(field)


records = st.builds(
    ReferenceRecord,
    reference_id=st.integers(1, 10**6).map(ReferenceId),
    model_id=st.sampled_from(["one", "two"]),
    quality=st.floats(0, 1),
    source=st.sampled_from(SampleSource),
    created_at=st.just(START),
    retired=st.booleans(),
    pose=st.sampled_from([None, "front", "left", "right", "up", "down"]),
    predicted=st.none() | st.floats(0, 1),
)


@given(st.lists(records, max_size=30, unique_by=lambda record: record.reference_id), st.integers(1, 8))
def test_no_reference_is_lost_below_the_limit(given_records: list[ReferenceRecord], limit: int) -> None:
    kept = kept_references(given_records, limit)
    for model in ("one", "two"):
        mine = [record for record in given_records if record.model_id == model]
        used = [record for record in mine if not record.retired]
        left = [record for record in mine if record.reference_id in kept]
        if len(used) <= limit:
            assert left == mine
            continue
        assert len(left) == limit
        assert not any(record.retired for record in left)
        # Of every pose there is one as long as there is room.
        assert len({record.pose for record in left}) == min(limit, len({record.pose for record in used}))
    again = [record for record in given_records if record.reference_id in kept]
    assert kept_references(again, limit) == kept


moments = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4000)), max_size=40)


@given(moments, st.integers(0, 2))
def test_totals_of_attendance_stay(seen: list[tuple[int, int]], into: int) -> None:
    def totals(merged: bool) -> tuple[int, int]:
        sightings = [
            Sighting(SubjectId(f"{into if merged and who == 3 else who}"), START + timedelta(minutes=minute))
            for who, minute in seen
        ]
        days = list(summarise(sightings, ZoneInfo("Europe/Berlin")))
        return sum(day.sightings for day in days), len({day.day for day in days})

    assert totals(merged=True) == totals(merged=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    with opened(Path(tmp_path_factory.mktemp("merging"))) as storage:
        yield storage


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=6), st.integers(1, 3))
def test_in_whatever_order_records_are_merged_one_person_has_it_all(
    folder: Storage, order: list[int], seen: list[int], each: int
) -> None:
    people = []
    for number in range(4):
        name = new_subject_id()
        samples = [sample(10 * number + index, model_id=ModelId(MODEL)) for index in range(each)]
        people.append(folder.people.add(Profile(f"P {number}", name), samples[: number + 1], CONSENT, ACTOR)[0])
    for minute, who in enumerate(seen):
        folder.events.append(identified(people[who].subject_id, minute)).result(5)
    stored = sum(person.references for person in people)
    # Each merger names a record by any id that it ever had.
    for second in order[1:]:
        kept = folder.people.get(people[second].subject_id)
        folder.merging.merge(people[second].subject_id, people[order[0]].subject_id, kept.profile, ACTOR)
    ids = {folder.people.get(person.subject_id).subject_id for person in people}
    assert len(ids) == 1
    (last,) = ids
    assert folder.people.get(last).references == min(stored, 10)
    events = list(folder.events.query(EventFilter(subject_id=last)))
    assert len(events) == len(seen)
    assert {event.subject_id for event in events} <= {last}
    assert len(folder.people.consents(last)) == 4
