"""Lists of people in every form: what is written is read, and nothing makes the reader fail."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.clean_text import clean_text
from facegate.domain.roster import read_roster
from facegate.domain.roster_cells import guarded, joined_names, split_names, unguarded
from facegate.domain.roster_columns import HeadingError, column_of
from facegate.domain.roster_files import PhotoIndex, read_folders
from facegate.domain.roster_text import DELIMITERS, decode, sniff_delimiter

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffd"), min_size=1, max_size=20
).map(str.strip)


def usable(text: str) -> bool:
    try:
        return bool(clean_text(text, 64))
    except ValueError:
        return False


PEOPLE = st.lists(
    st.tuples(st.from_regex(r"[A-Z][0-9]{1,6}", fullmatch=True), TEXT.filter(usable), TEXT),
    min_size=1,
    max_size=6,
    unique_by=lambda person: person[0],
)
COLUMNS = ("id", "name", "department")


@given(PEOPLE, st.permutations(COLUMNS), st.sampled_from(DELIMITERS), st.sampled_from(("utf-8", "utf-8-sig", "utf-16")))
def test_what_is_written_is_read(people, order, delimiter, encoding):
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerow(order)
    for person in people:
        cells = dict(zip(COLUMNS, person, strict=True))
        writer.writerow([guarded(cells[column]) for column in order])
    text, _ = decode(stream.getvalue().encode(encoding))
    assert sniff_delimiter(text, lambda cell: column_of(cell) is not None) == delimiter
    roster = read_roster(text, delimiter)
    assert not roster.refused
    found = [(each.profile.external_id, each.profile.name) for each in roster.people]
    assert found == [(identifier, clean_text(name, 200)) for identifier, name, _ in people]


@given(st.binary(max_size=400))
def test_arbitrary_bytes_never_make_it_fail(data):
    for start in (b"", b"id,name,photo,valid from,pin\n"):
        text, _ = decode(start + data)
        delimiter = sniff_delimiter(text, lambda cell: column_of(cell) is not None)
        try:
            roster = read_roster(text, delimiter)
        except HeadingError:
            continue
        index = PhotoIndex(["a.jpg"])
        for person in roster.people:
            assert all(found for cell in person.photos for found in index.find(cell))


@given(st.text().map(str.strip))
def test_a_guarded_cell_comes_back(text):
    assert unguarded(guarded(text)) == text


@given(st.lists(TEXT.filter(lambda name: name and not name.startswith('"'))))
def test_names_in_one_cell_come_back(names):
    assert split_names(joined_names(names)) == tuple(names)


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1), max_size=5))
def test_any_names_of_files_give_people_or_reasons(names):
    folders = read_folders(names)
    placed = sum(len(each.photos) for each in (*folders.people, *folders.refused)) + len(folders.loose)
    assert placed == len(names)
