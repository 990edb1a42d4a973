"""Asking for a PIN: never as an argument, which everybody on the machine can read in the list of processes."""

from __future__ import annotations

import getpass
import sys

import typer


def read_pin(context: typer.Context) -> str:
    """A PIN, typed twice without being shown, or the first line of stdin where that is no terminal.

    Raises:
        typer.BadParameter: there is none, or the two do not agree.
    """
    if sys.stdin is None:
        raise _nothing(context)
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        if not line:
            raise _nothing(context)
        return line.strip()
    try:
        pin, again = getpass.getpass("New PIN: "), getpass.getpass("PIN again: ")
    except EOFError:
        raise _nothing(context) from None
    if pin != again:
        raise typer.BadParameter("the two PINs do not agree", ctx=context)
    return pin.strip()


def _nothing(context: typer.Context) -> typer.BadParameter:
    return typer.BadParameter("no PIN was given: type it, or give it on stdin", ctx=context)
