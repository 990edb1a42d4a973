"""Groups of pictures for which rates are repeated: by a list that the user brings, and by the embedding's norm.

A comparison belongs to a group where both its sides do, a search where its probe
does. Comparisons across groups are in the whole's rates only (Grother et al.
2019, NISTIR 8280, repeats non-mated comparisons within groups likewise).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path, PurePosixPath

import numpy as np

from facegate.errors import EvaluationError
from facegate.evaluation.list_files import UnreadableListError, read_list

_KEYS = ("file", "person")

TERCILE_NAMES = ("short", "middle", "long")
"""Of the norms of embeddings: short ones come from blurred, dark or turned faces."""

NORM = "norm_tercile"
"""Name of the grouping that is always made."""


@dataclass(frozen=True, slots=True)
class Groups:
    """What the user's list says.

    Attributes:
        by_person: whether it lists people, by folder name, or pictures, by path or file name.
        columns: group of each key, by column.
    """

    by_person: bool = False
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, column: str, name: str, person: str) -> str | None:
        """The group of a picture, which has a path below the pictures' folder and a person; None if it is in none."""
        listed = self.columns[column]
        if self.by_person:
            return listed.get(person)
        return listed.get(name, listed.get(PurePosixPath(name).name))


def read_groups(file: Path) -> Groups:
    """Read a CSV file: the first column is headed ``file`` or ``person``, each other one is a grouping.

    An empty cell says that the picture or person is in no group.

    Raises:
        EvaluationError: it cannot be read, or is not of that form.
    """
    try:
        stream = StringIO(read_list(file), newline="")
        rows = [row for row in csv.reader(stream) if any(cell.strip() for cell in row)]
    except UnreadableListError as error:
        raise _refused(f"it {error}") from error
    except csv.Error as error:
        raise _refused("it cannot be read as CSV") from error
    heading = [cell.strip() for cell in rows[0]] if rows else []
    if len(heading) < 2 or heading[0] not in _KEYS:
        raise _refused("its first line must be 'file' or 'person' and the names of the groupings")
    if len(set(heading)) != len(heading) or "" in heading or NORM in heading:
        raise _refused(f"its groupings must have names, each its own and none {NORM}")
    columns: dict[str, dict[str, str]] = {name: {} for name in heading[1:]}
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(heading):
            raise _refused(f"row {number} has {len(row)} cells, the first one {len(heading)}")
        for name, cell in zip(heading[1:], row[1:], strict=True):
            if cell.strip():
                columns[name][row[0].strip()] = cell.strip()
    return Groups(heading[0] == "person", columns)


@dataclass(frozen=True, slots=True)
class Terciles:
    """Where a third, and two thirds, of the norms end.

    Attributes:
        first, second: norms, in the model's units.
    """

    first: float
    second: float

    def of(self, norm: float) -> str:
        """The tercile's name."""
        return TERCILE_NAMES[int(norm > self.first) + int(norm > self.second)]


def terciles(norms: Iterable[float]) -> Terciles | None:
    """Cut norms into three parts of one size; None without norms."""
    values = np.fromiter(norms, np.float64)
    if not len(values):
        return None
    first, second = (float(cut) for cut in np.quantile(values, (1 / 3, 2 / 3)))
    return Terciles(first, second)


def _refused(reason: str) -> EvaluationError:
    return EvaluationError(
        "List of groups not usable",
        "Of the list of groups: {reason}.",
        "Give a CSV file such as 'person,age' and below it 'A-17,young'.",
        reason=reason,
    )
