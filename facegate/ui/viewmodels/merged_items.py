"""Two administrators changed one item of the plan at once: what becomes of the changes of both."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of two changes of one item.

    Attributes:
        values: of the fields of mine that only the other one changed.
        theirs: fields that the other one changed.
        disputed: those of them that I changed too, and otherwise.
    """

    values: dict[str, Any]
    theirs: tuple[str, ...]
    disputed: tuple[str, ...]

    def into(self, mine: Any) -> Any:
        """Mine with what only the other one changed. May raise PlanError: each fitted by itself."""
        return replace(mine, **self.values)


def merged(before: Any, mine: Any, now: Any) -> Merged:
    """See :class:`Merged`.

    Args:
        before: the item as I read it.
        mine: as I want it.
        now: as it was stored meanwhile.
    """
    names = [field.name for field in fields(before)]
    theirs = tuple(name for name in names if getattr(before, name) != getattr(now, name))
    disputed = tuple(
        name
        for name in theirs
        if getattr(mine, name) != getattr(before, name) and getattr(mine, name) != getattr(now, name)
    )
    values = {name: getattr(now, name) for name in theirs if name not in disputed}
    return Merged(values, theirs, disputed)
