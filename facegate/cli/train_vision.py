"""The program's own networks for the lab's commands: what finds faces, and what tells people apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facegate.cli.evaluate_models import load_tested
from facegate.cli.invocation import Invocation

if TYPE_CHECKING:
    from facegate.domain.ports import Vision
    from facegate.training.data.align import Finder


def load_finder(call: Invocation) -> tuple[Finder, Vision]:
    """Load the models of the settings; get what is missing. The finder is the vision's own.

    Raises:
        ModelError: a model is not known, cannot be had or does not run.
    """
    from facegate.settings.store import SettingsStore
    from facegate.training.data.align import Finder

    vision = load_tested(call, None).vision
    model = SettingsStore(call.paths.settings_file, read_only=True).current.recognition.detector
    return Finder(vision.photo_detector, model), vision
