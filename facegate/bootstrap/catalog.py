"""The installed models as the window sees them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from facegate.domain.ids import ModelId
from facegate.vision.store import InstallProgress, ModelStore


class StoreCatalog:
    """A model store as ``domain.ports.ModelCatalog``."""

    def __init__(self, store: ModelStore) -> None:
        self._store = store

    def choices(self, task: str) -> list[ModelId]:
        """Models for a task that are installed, and the default ones, which come first."""
        fitting = [each for each in self._store.status() if each.task == task]
        usable = [each for each in fitting if each.default or each.state == "installed"]
        return [each.id for each in sorted(usable, key=lambda each: not each.default)]

    def needed_for_pad(self) -> tuple[ModelId, ...]:
        """Those without which presentation attacks cannot be judged."""
        return self._store.needed_for_pad()

    def files(self, model: ModelId) -> list[str]:
        """Names of files of which any one is enough to install a model from a folder."""
        return [variant.file for variant in self._store.manifest(model).variants]

    def missing(self, wanted: Sequence[ModelId]) -> list[ModelId]:
        """Those that are not installed, or damaged."""
        installed = {each.id for each in self._store.status() if each.state == "installed"}
        return [model for model in wanted if model not in installed]

    def fetch(
        self,
        wanted: Sequence[ModelId],
        progress: Callable[[ModelId, int, int], None],
        cancelled: Callable[[], bool],
        folder: Path | None = None,
    ) -> None:
        """Install models. Raises ModelError for the first that is still missing."""

        def tell(step: InstallProgress) -> None:
            progress(step.model_id, step.done, step.total)

        report = self._store.install(wanted, from_dir=folder, progress=tell, cancelled=cancelled)
        for error in report.missing.values():
            raise error
