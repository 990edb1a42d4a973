"""Asking for a PIN or a secret: never as an argument, which everybody on the machine can read in its list."""

from __future__ import annotations

import getpass
import sys

import typer


def read_pin(context: typer.Context) -> str:
    """A PIN, see :func:`read_hidden`."""
    return read_hidden(context, "PIN")


def read_hidden(context: typer.Context, what: str) -> str:
    """Something typed twice without being shown, or the first line of stdin where that is no terminal.

    Raises:
        typer.BadParameter: there is none, or the two do not agree.
    """
    if sys.stdin is None:
        raise _nothing(context, what)
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        if not line:
            raise _nothing(context, what)
        return line.strip()
    try:
        typed, again = getpass.getpass(f"New {what}: "), getpass.getpass(f"{what[0].upper()}{what[1:]} again: ")
    except EOFError:
        raise _nothing(context, what) from None
    if typed != again:
        raise typer.BadParameter(f"the two {what}s do not agree", ctx=context)
    return typed.strip()


def _nothing(context: typer.Context, what: str) -> typer.BadParameter:
    return typer.BadParameter(f"no {what} was given: type it, or give it on stdin", ctx=context)
