"""The numbers of a run as they come: one JSON object a line. Needs no PyTorch.

A line of training: ``step`` (steps done), ``epoch`` (with its fraction), ``loss``, ``parts`` and ``diagnostics`` (means
since the line before), ``rate``, ``momentum``, ``seconds`` since the start of the run, ``pictures_per_second``.
A line of validation: ``step``, ``epoch``, ``seconds`` and ``validation`` (:func:`facegate.evaluation.unseen.summary`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facegate.settings.files import write_atomically


class Metrics:
    """The lines of one run."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def append(self, line: Mapping[str, Any]) -> None:
        """Write a line, on disk before the next step is done."""
        with self._file.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line, allow_nan=False) + "\n")

    def lines(self) -> list[dict[str, Any]]:
        """All whole lines; one that was cut off is left out."""
        try:
            texts = self._file.read_text("utf-8").splitlines()
        except OSError:
            return []
        return [line for text in texts if (line := _parsed(text)) is not None]

    def training(self) -> list[dict[str, Any]]:
        """Lines of training."""
        return [line for line in self.lines() if "loss" in line]

    def validations(self) -> list[dict[str, Any]]:
        """Lines of validation."""
        return [line for line in self.lines() if "validation" in line]

    def forget_after(self, step: int) -> None:
        """Drop what was written after a checkpoint that a run goes on from: its steps are done again."""
        kept = [json.dumps(line) + "\n" for line in self.lines() if line["step"] <= step]
        write_atomically(self._file, "".join(kept).encode())


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) and "step" in found else None
