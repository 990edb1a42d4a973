"""Opening whatever people are imported from."""

from __future__ import annotations

import zipfile
from pathlib import Path

from facegate.capture.bundle_folder import FolderBundle
from facegate.capture.bundle_zip import ZipBundle
from facegate.domain.bundles import Bundle
from facegate.errors import RosterError


def open_bundle(path: Path) -> tuple[Bundle, str | None]:
    """A folder, an archive, or what lies around a list; for a list also its name in there.

    Raises:
        RosterError: it is not there, or none of the three.
    """
    try:
        if path.is_dir():
            return FolderBundle(path), None
        if not path.is_file():
            raise FileNotFoundError
        if zipfile.is_zipfile(path):
            return ZipBundle(path), None
    except OSError as error:
        raise RosterError(
            "Not found",
            "There is no such file or folder, or it cannot be read.",
            "Name a folder, a list (CSV) or an archive (ZIP).",
        ) from error
    return FolderBundle(path.absolute().parent, path.name), path.name
