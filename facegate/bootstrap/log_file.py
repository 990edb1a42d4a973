"""The log file of a data folder: ids only, for its owner only (the folder is private)."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from facegate.settings.paths import Paths

_MAX_BYTES = 1_000_000
_BACKUPS = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s [%(process)d %(threadName)s] %(message)s"


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
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # A full disk must not print tracebacks to the user's terminal.
    logging.raiseExceptions = False
    return file
