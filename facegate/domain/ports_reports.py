"""How a table becomes a file: the contract between reports and the libraries that write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import IO, Protocol

from facegate.domain.attendance.months import PersonMonth
from facegate.domain.ids import SubjectId
from facegate.domain.ports_attendance import DayLine, PersonDay
from facegate.domain.report_tables import Table, WrittenReport

RowProgress = Callable[[int], None]
"""Told now and then how many rows were read or written so far; may raise to cancel."""


class ReportWriter(Protocol):
    """One format. May be used from any thread, unless it says otherwise."""

    def write(self, table: Table, file: IO[bytes], progress: RowProgress) -> WrittenReport:
        """Write a table to an open file.

        Args:
            table: its rows are read once.
            file: empty, seekable.
            progress: told how many rows are written.

        Raises:
            OSError: the file cannot be written.
            ReportError: a table like that does not go into this format.
        """


class ReportPrinter(ReportWriter, Protocol):
    """The format for paper, PDF: made by the part of the program that has fonts."""


class StoredDays(Protocol):
    """Where reports about very many days get them as they are stored. Thread-safe.

    None everywhere where days are not stored, because the data folder is only read. Days are brought up to date before
    they are read; ``first``, ``last``, ``subject_id`` and ``progress``: see :meth:`WorkedOutDays.days`.
    """

    def lines(
        self, first: date | None, last: date | None, subject_id: SubjectId | None, progress: RowProgress
    ) -> Iterator[list[DayLine]] | None:
        """Days with anything to say, thousands at a time, in the order of :meth:`WorkedOutDays.days`."""

    def months(
        self, first: date | None, last: date | None, subject_id: SubjectId | None, progress: RowProgress
    ) -> list[PersonMonth] | None:
        """What all days come to, in any order."""


class WorkedOutDays(Protocol):
    """Where reports get days from. Thread-safe."""

    def days(
        self,
        first: date | None,
        last: date | None,
        subject_id: SubjectId | None = None,
        progress: RowProgress = lambda _done: None,
    ) -> Iterator[PersonDay]:
        """Days in order of date, both included, of everybody or of one person, brought up to date before they are read.

        Of one day, people come in order of name, those who were erased last. None as a bound: from the first day, or
        until today. ``progress``: told of how many people the days are up to date; may raise to cancel.

        Raises:
            StorageError: they cannot be read.
        """

    def shift_name(self, shift_id: str) -> str:
        """What the plan calls a shift; its id where the plan does not know it."""
