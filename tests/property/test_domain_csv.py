"""Whatever is in a cell comes back from a CSV reader, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from helpers.world import MODEL, MemoryLog, subject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facegate.domain.events import EventDraft, EventType
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.people import Subject
from facegate.pipeline.exports import guard
from facegate.pipeline.reports.csv_cells import guarded_text
from facegate.pipeline.reports.service import ReportService, ReportSources

FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
cells = st.text(st.sampled_from("=+-@\t\r\n,;\"' \\＝") | st.characters(exclude_categories=["Cs"]), max_size=20)


@given(cells)
@example("=1+1")
@example("\n=1")
@example("")
def test_a_guarded_cell_is_no_formula_and_ends_with_what_it_was(cell: str) -> None:
    guarded = guard(cell)
    assert guarded[:1] not in tuple(FORMULA_STARTS)
    assert guarded in (cell, "'" + cell)
    assert (guarded == cell) == (cell[:1] not in tuple(FORMULA_STARTS))
    assert guard(guarded) == guarded


@given(st.lists(st.lists(cells, min_size=2, max_size=4), max_size=6))
def test_rows_of_guarded_cells_survive_the_csv_module(rows: list[list[str]]) -> None:
    guarded = [[guard(cell) for cell in row] for row in rows]
    file = io.StringIO(newline="")
    csv.writer(file).writerows(guarded)
    file.seek(0)
    assert list(csv.reader(file)) == guarded


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 10**8), st.floats(0, 4), st.floats(0, 4) | st.none()), max_size=8
    ),
    st.lists(st.tuples(cells, cells), min_size=4, max_size=4),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati"]),
)
@settings(max_examples=60)
def test_an_export_read_again_gives_the_same_values(
    seen: list[tuple[int, int, float, float | None]], names: list[tuple[str, str]], zone: str
) -> None:
    log = MemoryLog()
    people = {subject(n): Subject(subject(n), *reversed(names[n]), NOON) for n in range(4)}
    for who, second, distance, margin in seen:
        judgement = Judgement(Outcome.IDENTIFIED, Reason.AGREED, subject(who), distance, margin)
        at = NOON + timedelta(seconds=second)
        log.append(EventDraft(EventType.IDENTIFICATION, at, "0", None, judgement, 1.1, MODEL))
    service = ReportService(ReportSources(log, people.get), ZoneInfo(zone))
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.csv"
        assert service.events(None, None, out) == len(seen)
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        days = service.attendance(None, None, out)
        with out.open(encoding="utf-8-sig", newline="") as file:
            attendance = list(csv.DictReader(file))
    for row, (who, second, distance, margin) in zip(rows, seen, strict=True):
        assert datetime.fromisoformat(row["time"]) == NOON + timedelta(seconds=second)
        assert (row["name"], row["person_id"]) == tuple(guarded_text(cell) for cell in names[who])
        assert abs(float(row["distance"]) - distance) <= 0.00005001
        assert (row["margin"] == "") == (margin is None)
    assert len(attendance) == days
    assert sum(int(row["sightings"]) for row in attendance) == len(seen)
    assert all(float(row["hours"]) >= 0 for row in attendance)
