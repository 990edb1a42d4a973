"""What became of every person, row and photograph of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from facegate.domain.import_reasons import WARNINGS, Reason
from facegate.errors import FacegateError
from facegate.pipeline.exports import write_csv

REPORT_COLUMNS = ("kind", "lines", "person_id", "name", "photo", "outcome", "reason_code", "reason")
"""Stable names; new columns are only ever added at the end."""


class Outcome(StrEnum):
    """What became of a person or a photograph; of a dry run, what would have."""

    ADDED = "added"
    """A person who was not there."""
    UPDATED = "updated"
    """A person whose record was changed or got more samples."""
    USED = "used"
    """A photograph that is a reference now."""
    BEFORE = "imported_before"
    REFUSED = "refused"


class Kind(StrEnum):
    """What a row of the report is about."""

    PERSON = "person"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One outcome.

    Attributes:
        lines: where it stands in the list; empty for a folder.
        identifier, name: of the person, as far as they are known.
        photo: file name; empty for a person.
        reasons: why it was refused, or what else there is to say.
    """

    kind: Kind
    outcome: Outcome
    identifier: str = ""
    name: str = ""
    photo: str = ""
    lines: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def reason(self) -> Reason | None:
        """The first of them."""
        return self.reasons[0] if self.reasons else None

    @property
    def codes(self) -> str:
        """Of all of them, for programs."""
        return " ".join(reason.kind for reason in self.reasons)

    @property
    def text(self) -> str:
        """All of them, in English."""
        return " ".join(reason.text for reason in self.reasons)

    @property
    def is_problem(self) -> bool:
        """Whether somebody has to look at it."""
        return self.outcome is Outcome.REFUSED or any(reason.kind in WARNINGS for reason in self.reasons)


@dataclass(slots=True)
class ImportReport:
    """The outcome of an import; grows while it runs.

    Attributes:
        dry_run: nothing was changed.
        rows: people, each followed by their photographs; then files of nobody.
        left: people whom the import did not get to.
        cancelled: the user stopped it.
        error: what stopped it.
        seconds: it took, without reading the list.
    """

    dry_run: bool
    rows: list[ReportRow] = field(default_factory=list)
    left: int = 0
    cancelled: bool = False
    error: FacegateError | None = None
    seconds: float = 0.0

    def count(self, kind: Kind, outcome: Outcome) -> int:
        """How many."""
        return sum(row.kind is kind and row.outcome is outcome for row in self.rows)

    @property
    def refusals(self) -> Counter[tuple[Kind, str]]:
        """How many of each kind were refused for each kind of reason."""
        refused = [row for row in self.rows if row.outcome is Outcome.REFUSED]
        return Counter((row.kind, reason.kind.value) for row in refused for reason in row.reasons)

    @property
    def complete(self) -> bool:
        """Whether everybody is in, or was before."""
        refused = self.count(Kind.PERSON, Outcome.REFUSED)
        return not (refused or self.left or self.cancelled or self.error is not None)


def write_report(rows: Sequence[ReportRow], out: Path) -> int:
    """Write the rows as CSV; return how many. Raises StorageError."""
    return write_csv(out, REPORT_COLUMNS, _cells(rows))


def _cells(rows: Sequence[ReportRow]) -> Iterator[list[str]]:
    for row in rows:
        yield [
            row.kind,
            " ".join(map(str, row.lines)),
            row.identifier,
            row.name,
            row.photo,
            row.outcome,
            row.codes,
            row.text,
        ]
