"""Two administrators changed one record at once: what becomes of the changes of both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facegate.domain.profiles import Field, Profile

COLUMNS: dict[Field, tuple[str, ...]] = {
    Field.NAME: ("name",),
    Field.EXTERNAL_ID: ("external_id",),
    Field.DEPARTMENT: ("department",),
    Field.GROUPS: ("groups",),
    Field.CARD: ("card",),
    Field.VALIDITY: ("valid_from", "valid_until"),
    Field.NOTES: ("notes",),
}
"""What each field is made of."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What comes of two changes of one record.

    Attributes:
        profile: mine, with what only the other one changed; members of a group whom either added, without those whom
            either removed.
        theirs: fields that the other one changed.
        disputed: those of them that I changed too, and otherwise.
    """

    profile: Profile
    theirs: tuple[Field, ...]
    disputed: tuple[Field, ...]


def reconciled(before: Profile, mine: Profile, now: Profile) -> Reconciled:
    """See :class:`Reconciled`.

    Args:
        before: as I read it.
        mine: as I want it.
        now: as it was stored meanwhile.
    """
    theirs = tuple(field for field in COLUMNS if differs(before, now, field))
    disputed = tuple(
        field
        for field in theirs
        if field is not Field.GROUPS and differs(before, mine, field) and differs(mine, now, field)
    )
    profile = mine
    for field in theirs:
        if field is Field.GROUPS:
            added, removed = set(mine.groups) - set(before.groups), set(before.groups) - set(mine.groups)
            profile = replace(profile, groups=tuple(sorted((set(now.groups) | added) - removed)))
        elif field not in disputed:
            profile = taken_over(profile, now, field)
    return Reconciled(profile, theirs, disputed)


def taken_over(profile: Profile, other: Profile, field: Field) -> Profile:
    """The profile with one field of another one."""
    return replace(profile, **{column: getattr(other, column) for column in COLUMNS[field]})


def differs(one: Profile, other: Profile, field: Field) -> bool:
    """Whether a field is not the same in both."""
    return any(getattr(one, column) != getattr(other, column) for column in COLUMNS[field])
