"""What commands say: results on stdout, everything else on stderr."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any, TextIO

from facegate.errors import ConditionError

_UNBOUNDED_WIDTH = 10_000
"""Columns of a table that goes to a file or a pipe, where nothing is to be cut."""


class ReaderLeftError(Exception):
    """Nobody reads stdout any more. Not the BrokenPipeError that it comes from: Typer would turn that into status 1."""


class Output:
    """Results of one command, for people or, with ``--json``, for programs.

    Raises ReaderLeftError when nobody reads any more, ConditionError when stdout cannot be written.
    """

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, value: Any, text: str = "") -> None:
        """The command's one result: a JSON value, or ``text`` for people."""
        _write(encode(value) if self.as_json else text)

    def line(self, value: Any, text: str) -> None:
        """One of a stream of results: a line, flushed at once."""
        _write(encode(value) if self.as_json else text)

    def table(self, value: Any, columns: Sequence[str], rows: Iterable[Sequence[object]], empty: str = "") -> None:
        """The command's one result as a JSON value, or as a table for people.

        Args:
            value: for ``--json``.
            columns: headings.
            rows: cells; None is shown as nothing.
            empty: said on stderr instead of a table without rows.
        """
        if self.as_json:
            _write(encode(value))
            return
        cells = [[printable("" if cell is None else str(cell)) for cell in row] for row in rows]
        if cells:
            _write(render_table(columns, cells))
        else:
            note(empty)


def encode(value: Any) -> str:
    """JSON in one line; characters beyond ASCII as they are, unless they cannot be written as UTF-8."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False)
    return text


def printable(text: str) -> str:
    """Text without control characters: a file name must not move the terminal's cursor."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def counted(number: int, one: str, several: str = "") -> str:
    """A number and its noun: ``1 sample``, ``2 samples``; ``several`` where an s does not make the plural."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def note(text: str) -> None:
    """Say something beside the result, on stderr."""
    if text and sys.stderr is not None:  # None: started on Windows without a console
        with suppress(OSError):  # nobody reads it: no reason to stop working
            print(printable(text), file=sys.stderr, flush=True)


def render_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in plain text, aligned by the width that characters have on the screen."""
    # Here and not above: loading it takes a tenth of a second, and --json needs none of it.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = sys.stdout.isatty()
    console = Console(file=sys.stdout, width=None if terminal else _UNBOUNDED_WIDTH, color_system=None)
    table = Table(box=None, pad_edge=False, header_style="", show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says; what has no form in it is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    """Write out what is left, while errors can still be told."""
    _guarded(sys.stdout, "")


def abandon_stdout() -> None:
    """Throw away what nobody reads, so that the interpreter does not complain of it at its end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def _write(text: str) -> None:
    if text:
        _guarded(sys.stdout, text + "\n")


def _guarded(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # EINVAL: how Windows says it.
        if error.errno == errno.EPIPE or (error.errno == errno.EINVAL and os.name == "nt"):
            raise ReaderLeftError from error
        abandon_stdout()
        raise ConditionError(
            "Output not written",
            "The result cannot be written: {reason}.",
            "Free some space, or send the output elsewhere.",
            reason=error.strerror or error,
        ) from error
