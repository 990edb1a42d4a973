from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from facegate.cli.output import Output, ReaderLeftError, encode, note, printable, render_table
from facegate.errors import ConditionError


def test_json_is_one_line_with_characters_as_they_are() -> None:
    assert encode({"name": "陈 محمد\n"}) == '{"name": "陈 محمد\\n"}'


def test_a_file_name_that_is_no_text_is_valid_json_all_the_same() -> None:
    name = os.fsdecode(b"caf\xe9.jpg")
    encode(name).encode("utf-8")
    assert json.loads(encode(name)) == name


def test_nan_is_never_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        encode(float("nan"))


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    note("a\x1b[31mb\rc")
    assert capsys.readouterr().err == "a�[31mb�c\n"
    assert printable("陈 ok") == "陈 ok"


def test_results_and_remarks_do_not_mix(capsys: pytest.CaptureFixture[str]) -> None:
    note("progress")
    Output(as_json=True).result({"a": 1}, "for people")
    Output(as_json=False).result({"a": 1}, "for people")
    captured = capsys.readouterr()
    assert captured.out == '{"a": 1}\nfor people\n'
    assert captured.err == "progress\n"


def test_tables_are_aligned_by_what_is_seen() -> None:
    lines = render_table(("Name", "Id"), [("陈伟", "1"), ("Ada", "2"), ("[red]x", "3")]).splitlines()
    assert [line.split() for line in lines] == [["Name", "Id"], ["陈伟", "1"], ["Ada", "2"], ["[red]x", "3"]]
    # 陈伟 is two characters and four columns wide: what follows stands under the heading on the screen.
    assert lines[0].index("Id") == lines[1].index("1") + 2 == lines[2].index("2")


def test_a_table_for_a_file_is_never_cut() -> None:
    assert "x" * 500 in render_table(("Name",), [("x" * 500,)])


def test_an_empty_table_says_so_beside_the_result(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_json=False).table([], ("Name",), [], empty="Nobody.")
    Output(as_json=True).table([], ("Name",), [], empty="Nobody.")
    captured = capsys.readouterr()
    assert captured.err == "Nobody.\n"
    assert captured.out == "[]\n"


def test_a_reader_that_left_is_a_broken_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    stream = io.TextIOWrapper(io.FileIO(writing, "w"), write_through=True)
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(ReaderLeftError):
        Output(as_json=True).line({}, "")
    monkeypatch.undo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(ConditionError, match="No space left"):
            Output(as_json=True).result({})
