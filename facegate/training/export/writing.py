"""The folder of an export: networks, descriptions, a report of what was measured."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facegate.errors import TrainingError
from facegate.settings.files import PRIVATE_FOLDER, write_atomically
from facegate.training.export.describing import manifest_text
from facegate.training.export.exporting import Exported
from facegate.vision.offered import MANIFEST_SUFFIX

REPORT_FILE = "export.json"
"""In the export's folder: what was measured, and which files are part of it."""


def write_export(folder: Path, made: Sequence[Exported]) -> list[dict[str, Any]]:
    """Write networks and descriptions, then the report; files of an earlier export that are none of these go.

    Raises:
        TrainingError: they cannot be written.
    """
    report = [
        {
            "id": each.manifest.id,
            "form": each.manifest.variants[0].name,
            "file": each.manifest.variants[0].file,
            "manifest": f"{each.manifest.id}{MANIFEST_SUFFIX}",
            "measured": not each.manifest.unmeasured,
            **each.record,
        }
        for each in made
    ]
    try:
        folder.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        earlier = _files_of(folder)
        for entry, each in zip(report, made, strict=True):
            write_atomically(folder / str(entry["file"]), each.data)
            write_atomically(folder / str(entry["manifest"]), manifest_text(each.manifest))
        write_atomically(folder / REPORT_FILE, json.dumps(report, indent=1, allow_nan=False).encode())
        for name in earlier - {str(entry[key]) for entry in report for key in ("file", "manifest")}:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise TrainingError(
            "Export not written",
            "Nothing can be written in {folder}: {reason}.",
            "Free some space, or give your account the right to write there.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
    return report


def _files_of(folder: Path) -> set[str]:
    """Files that an earlier export made; none where its report cannot be read."""
    try:
        entries = json.loads((folder / REPORT_FILE).read_text("utf-8"))
        names = {str(entry[key]) for entry in entries for key in ("file", "manifest")}
    except (OSError, ValueError, LookupError, TypeError):
        return set()
    return {name for name in names if Path(name).name == name}
