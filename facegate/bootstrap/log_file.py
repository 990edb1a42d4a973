"""The log file of a data folder: ids only, for its owner only (the folder is private)."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from facegate.settings.paths import Paths

_MAX_BYTES = 1_000_000
_BACKUPS = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(process)d %(threadName)s] %(message)s"


class _PrivateFormatter(logging.Formatter):
    """Says where an exception came from and of what type it is, never its text: that may quote a name."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        """Frames and type of an exception and of those that it came from."""
        kind, error, _ = ei
        lines: list[str] = []
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
            lines.append(type(error).__name__)
            error = error.__cause__ or error.__context__
        return "\n".join(lines) or str(kind)


def open_log(paths: Paths) -> Path | None:
    """Write the program's log into the data folder from now on; return the file, None where that is not possible.

    A log that cannot be written stops nothing: what must not be lost is in the
    database and on the screen.
    """
    file = paths.logs_dir / "facegate.log"
    root = logging.getLogger("facegate")
    for handler in list(root.handlers):
        if isinstance(handler, RotatingFileHandler):
            if handler.baseFilename == str(file.absolute()):
                return file
            root.removeHandler(handler)
            handler.close()
    try:
        handler = RotatingFileHandler(file, maxBytes=_MAX_BYTES, backupCount=_BACKUPS, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(_PrivateFormatter(_FORMAT))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # A full disk must not print tracebacks to the user's terminal.
    logging.raiseExceptions = False
    return file
