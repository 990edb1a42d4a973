"""What the user sees when a command fails: three lines on stderr, with ``--json`` an object on stdout too.

Who is enrolled already, and who looks alike, are further lines: for the terminal and nowhere else, never for the log.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facegate import logs
from facegate.cli.output import Output, note
from facegate.cli.records import rounded
from facegate.cli.system_libraries import LIBRARIES, Library, install_line
from facegate.errors import BugError, ConditionError, FacegateError

_LIBRARY_NAME = re.compile(r"lib[\w+.-]+\.so[.\d]*")


def show_failure(error: FacegateError, *, as_json: bool, log_file: Path | None) -> None:
    """Tell the user of an error."""
    remedy = error.remedy
    if isinstance(error, BugError) and log_file is not None:
        remedy = f"{remedy} Details are in {log_file}."
    known = getattr(error, "subject", None)
    who = "" if known is None else f"It is {known.name} ({known.external_id})."
    alike = [
        f"Looks like {one.subject.name} ({one.subject.external_id}): distance {one.distance:.2f}."
        for one in getattr(error, "look_alikes", ())
    ]
    for text in (error.title, error.message, who, *alike, remedy):
        note(text)
    if as_json:
        Output(as_json=True).result({"error": {**as_record(error), "remedy": remedy}})


def as_record(error: FacegateError) -> dict[str, Any]:
    """An error as JSON; of one who is enrolled already also who that is."""
    record: dict[str, Any] = {"title": error.title, "message": error.message, "remedy": error.remedy}
    known = getattr(error, "subject", None)
    if known is not None:
        record["subject"] = {
            "subject_id": known.subject_id,
            "person_id": known.external_id,
            "name": known.name,
        }
    if known is not None and getattr(error, "by_face", False):
        record["look_alikes"] = [
            {
                "subject_id": one.subject.subject_id,
                "person_id": one.subject.external_id,
                "name": one.subject.name,
                "distance": rounded(one.distance),
            }
            for one in getattr(error, "look_alikes", ())
        ]
    return record


def unexpected(error: Exception) -> FacegateError:
    """What stands for an exception that no part of the program expected; its traceback goes to the log."""
    if isinstance(error, ImportError):
        return _not_importable(error)
    logs.app.error("unexpected error", exc_info=error)
    return BugError(
        "Unexpected error",
        "Something went wrong inside the program ({kind}).",
        "Please report this.",
        kind=type(error).__name__,
    )


def _not_importable(error: ImportError) -> FacegateError:
    logs.app.error("a package cannot be imported", exc_info=error)
    library = _LIBRARY_NAME.search(str(error))
    if library is None:
        return ConditionError(
            "Installation incomplete",
            "The package {name} is not installed or damaged.",
            "Install FaceGate again: 'make run' in its folder, or 'pip install facegate'.",
            name=error.name or "that the program needs",
        )
    known = [each for each in LIBRARIES if each.soname == library.group()]
    return system_library_missing(known or [Library(library.group(), package="")])


def system_library_missing(libraries: Sequence[Library]) -> ConditionError:
    """The error for shared libraries that the system lacks."""
    packages = [library.package for library in libraries if library.package]
    return ConditionError(
        "System library missing",
        "The system lacks {libraries}.",
        "On Debian or Ubuntu: {line}" if packages else "Install the package that holds it.",
        libraries=", ".join(library.soname for library in libraries),
        line=install_line(packages),
    )
