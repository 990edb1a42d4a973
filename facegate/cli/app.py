"""The command line: ``facegate [--data-dir DIR] COMMAND``; without a command, the window.

Light to import: commands load what they need when they run.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from facegate import __version__
from facegate.cli import (
    absence,
    access,
    attendance,
    bench,
    calibrate,
    cluster,
    consent,
    doctor,
    doors,
    enrol,
    evaluate,
    events,
    export,
    gallery,
    identify,
    keys,
    models,
    people,
    plan,
    recipes,
    score_statistics,
    train,
    verify,
    watch,
)
from facegate.cli.failures import show_failure, unexpected
from facegate.cli.invocation import Backend, Invocation, invocation
from facegate.cli.output import ReaderLeftError, abandon_stdout, flush, note, use_utf8
from facegate.cli.signals import Signals, Stopped
from facegate.errors import ConditionError, FacegateError

OK, FAILED, WRONG_USAGE = 0, 1, 2
BROKEN_PIPE = 141
"""What a shell shows for a process that SIGPIPE ended: its reader has left."""

# Typer brings its own copy of Click from some release on; this is the common parent in all of them.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


def run(backend: Backend, arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; whatever goes wrong, the user gets a message."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in arguments
    use_utf8()
    try:
        with Signals().installed() as signals:
            status = _dispatch(backend, signals, arguments)
            flush()
            return status
    except Stopped as stop:
        note("Stopped.")
        return stop.exit_code
    except ReaderLeftError:
        abandon_stdout()
        return BROKEN_PIPE
    except _UsageError as error:
        return _explain_usage(error, as_json)
    except typer.Abort:
        note("Nothing was done.")
        return FAILED
    except FacegateError as error:
        return _fail(error, as_json, backend)
    except Exception as error:  # noqa: BLE001 - the program's boundary: no traceback for the user
        return _fail(unexpected(error), as_json, backend)


def _dispatch(backend: Backend, signals: Signals, arguments: Sequence[str]) -> int:
    call = Invocation(backend, signals, None)
    status = whole_command().main(list(arguments), prog_name="facegate", standalone_mode=False, obj=call)
    return status if isinstance(status, int) else OK


def _fail(error: FacegateError, as_json: bool, backend: Backend) -> int:
    try:
        show_failure(error, as_json=as_json, log_file=backend.log_file)
    except ReaderLeftError:
        abandon_stdout()
    return FAILED


def _explain_usage(error: Exception, as_json: bool) -> int:
    text = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        # A group without a command: the message is its whole help.
        for line in text.splitlines():
            note(line)
        text = "A command is missing."
    usage = context.get_usage() if context is not None else "facegate --help"
    shown = ConditionError("Wrong usage", "{text}", "{usage}", text=text, usage=usage)
    show_failure(shown, as_json=as_json, log_file=None)
    return WRONG_USAGE


@cache
def whole_command() -> Any:
    """The program as one command of Click, which is called with an :class:`Invocation` as its object.

    Made once: to read what all the functions take is a tenth of a second of a processor.
    """
    app = typer.Typer(
        name="facegate",
        help="Face attendance and access on one machine. Without a command: the window.",
        epilog="Example: facegate --data-dir /srv/gate watch 0 --json",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
    )

    @app.callback()
    def start(
        context: typer.Context,
        data_dir: Annotated[
            Path | None, typer.Option("--data-dir", metavar="DIR", help="Folder of database, settings and models.")
        ] = None,
        version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
    ) -> int:
        if version:
            print(f"facegate {__version__}")
            raise typer.Exit(OK)
        call = replace(invocation(context), data_dir=data_dir)
        context.obj = call
        if context.invoked_subcommand is None:
            return call.backend.window(call)
        return OK

    for module in (
        models,
        people,
        consent,
        keys,
        attendance,
        plan,
        absence,
        access,
        doors,
        evaluate,
        gallery,
        events,
        train,
    ):
        app.add_typer(module.commands)
    for module in (
        enrol,
        identify,
        verify,
        cluster,
        watch,
        calibrate,
        score_statistics,
        export,
        doctor,
        bench,
        recipes,
    ):
        module.add_to(app)
    return typer.main.get_command(app)
