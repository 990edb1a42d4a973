"""Two who edit one record at once, and the columns that a merger decides on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from facegate.domain.profile_changes import COLUMNS, reconciled
from facegate.domain.profiles import Field, Profile

BEFORE = Profile("Ada", "1", "Gate", ("Day", "First aid"), "7", None, None, "")


def test_what_only_the_other_one_changed_is_taken_over() -> None:
    found = reconciled(BEFORE, replace(BEFORE, name="Ada L."), replace(BEFORE, card="8", valid_until=date(2027, 1, 1)))
    assert found.profile == replace(BEFORE, name="Ada L.", card="8", valid_until=date(2027, 1, 1))
    assert found.theirs == (Field.CARD, Field.VALIDITY)
    assert found.disputed == ()


def test_what_both_changed_stays_mine_and_is_told() -> None:
    found = reconciled(BEFORE, replace(BEFORE, department="Stores"), replace(BEFORE, department="Sales", notes="x"))
    assert found.profile == replace(BEFORE, department="Stores", notes="x")
    assert found.disputed == (Field.DEPARTMENT,)


def test_what_both_changed_alike_is_no_dispute() -> None:
    both = replace(BEFORE, name="Ada L.")
    assert reconciled(BEFORE, both, both).disputed == ()


def test_groups_keep_what_either_did() -> None:
    mine, theirs = ("Day", "First aid", "Night"), ("First aid", "Fire wardens")
    found = reconciled(BEFORE, replace(BEFORE, groups=mine), replace(BEFORE, groups=theirs))
    assert found.profile.groups == ("Fire wardens", "First aid", "Night")
    assert found.disputed == ()


def test_every_column_belongs_to_a_field() -> None:
    assert sorted(column for columns in COLUMNS.values() for column in columns) == sorted(Profile.__dataclass_fields__)
