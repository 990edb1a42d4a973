"""The models of this installation: which there are, in what state, where, and how to get them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from facegate import logs
from facegate.domain.ids import ModelId
from facegate.errors import ModelError
from facegate.vision.downloads import UrlSource
from facegate.vision.installed import file_problem, read_stamp, remove_stale
from facegate.vision.installer import InstallJob, InstallProgress, InstallReport
from facegate.vision.manifest import Manifest, load_manifest, load_manifests, unusable
from facegate.vision.offered import EXPORT_FOLDER, Known, OfferedModel, Offers, offers_of
from facegate.vision.packages import PackageSource
from facegate.vision.pad_sets import pad_sets
from facegate.vision.sources import Cancelled, FolderSource, Source

__all__ = ["InstallProgress", "InstallReport", "ModelStatus", "ModelStore"]

State = Literal["installed", "missing", "damaged"]


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """One model of the list.

    Attributes:
        optional: whether a fresh installation does without it where it cannot be had.
        without: of an optional one, what is lost while it is missing, a sentence.
        research_only: whether its licence allows no other use.
        measured: False for an embedder that identifies nobody before the site has calibrated a threshold.
        file: the prepared file, None unless installed.
        variant: which published form it was made from, "" unless installed.
        problem: what is wrong when damaged or out of date, else "".
    """

    id: ModelId
    title: str
    task: str
    default: bool
    optional: bool
    without: str
    research_only: bool
    measured: bool
    state: State
    licence: str
    notes: str
    file: Path | None
    variant: str
    problem: str


class ModelStore:
    """Models in ``models_dir`` by the manifests in ``manifests_dir`` and in ``models_dir`` itself.

    Thread-safe; two processes that install the same model write the same files.
    """

    def __init__(self, models_dir: Path, manifests_dir: Path) -> None:
        """Read the manifests.

        Raises:
            ModelError: one of the program's own is not usable. One of the site
                that is not usable is left out, logged and told in :attr:`unusable`.
        """
        self._models_dir = models_dir
        self._manifests_dir = manifests_dir
        self._lock = threading.Lock()
        self.manifests: dict[ModelId, Manifest] = load_manifests(manifests_dir)
        self._own = frozenset(self.manifests)
        self._site_files: dict[ModelId, Path] = {}
        self._lent: dict[ModelId, Path] = {}
        self.unusable: list[ModelError] = []
        self._add_site_manifests()

    def _add_site_manifests(self) -> None:
        for path in sorted(self._models_dir.glob("*.toml")):
            try:
                manifest = load_manifest(path)
            except ModelError as error:
                self._leave_out(error)
                continue
            if manifest.model_id in self.manifests:
                self._leave_out(unusable(path, f"{manifest.id} is described already, by the program or another file"))
                continue
            self.manifests[manifest.model_id] = manifest
            self._site_files[manifest.model_id] = path

    def _leave_out(self, error: ModelError) -> None:
        logs.models.warning("%s", error.text())
        self.unusable.append(error)

    def status(self) -> list[ModelStatus]:
        """Every model, without reading the files whole."""
        return [self._status(manifest, thorough=False) for manifest in self.manifests.values()]

    def verify(self) -> list[ModelStatus]:
        """Every model, hashes checked."""
        return [self._status(manifest, thorough=True) for manifest in self.manifests.values()]

    def manifest(self, model_id: ModelId) -> Manifest:
        """One manifest. Raises ModelError if there is none of that name."""
        try:
            return self.manifests[model_id]
        except KeyError:
            raise ModelError(
                "Model unknown",
                "There is no model {model}; known are {known}.",
                "Choose one of these in the settings.",
                model=model_id,
                known=", ".join(self.manifests),
            ) from None

    def prepared_path(self, model_id: ModelId) -> Path:
        """The file to load, hash checked.

        Raises:
            ModelError: unknown, not installed, or damaged.
        """
        if model_id in self._lent:
            return self._lent[model_id]
        status = self._status(self.manifest(model_id), thorough=True)
        if status.state == "installed" and status.file is not None:
            return status.file
        raise ModelError(
            "Model damaged" if status.state == "damaged" else "Model not installed",
            "{model}: {problem}.",
            "Run 'facegate models install'.",
            model=model_id,
            problem=status.problem or "it is not installed",
        )

    def lend(self, manifest: Manifest, prepared: Path) -> None:
        """Use a model that is not installed, before any installed one of its id, until the process ends."""
        self.manifests[manifest.model_id] = manifest
        self._lent[manifest.model_id] = prepared

    def needed_for_pad(self) -> tuple[ModelId, ...]:
        """The networks without which presentation attacks cannot be judged, whether they are installed or not.

        Of several sets one that is installed, else the first.
        """
        installed = {each.id for each in self.status() if each.state == "installed"}
        sets = pad_sets(self.manifests.values())
        return next((each for each in sets if installed.issuperset(each)), sets[0] if sets else ())

    def offered(self, folder: Path, *, replace: bool = False) -> Offers:
        """What a folder brings together with its description; see :func:`facegate.vision.offered.offers_of`.

        Raises:
            ModelError: there is no such folder.
        """
        _check_folder(folder)
        own = {name: manifest for name, manifest in self.manifests.items() if name in self._own}
        site = {name: manifest for name, manifest in self.manifests.items() if name not in self._own}
        return offers_of(folder, Known(own, site, self._site_files, self._models_dir), replace=replace)

    def held_in(self, folder: Path) -> list[ModelId]:
        """Known models of which a file of the right name lies in a folder, or in its ``export``."""
        sources = _sources(folder)
        return [name for name, manifest in self.manifests.items() if _holds(sources, manifest)]

    def take_over(
        self, models: Sequence[OfferedModel], progress: Callable[[InstallProgress], None] | None = None
    ) -> InstallReport:
        """Install offered models and make their descriptions the site's; ``progress`` is called on this thread."""
        report = InstallReport()
        with self._lock:
            for model in models:
                sources = [FolderSource(model.folder)]
                InstallJob(
                    model.manifest, self._models_dir, sources, report, progress, lambda: False, keep=model.take_over
                ).run()
                if model.manifest.model_id in report.installed:
                    self.manifests[model.manifest.model_id] = model.manifest
                    self._site_files[model.manifest.model_id] = model.target
        return report

    def install(
        self,
        ids: Sequence[ModelId] | None = None,
        from_dir: Path | None = None,
        progress: Callable[[InstallProgress], None] | None = None,
        cancelled: Cancelled | None = None,
    ) -> InstallReport:
        """Install models that are missing or damaged.

        Args:
            ids: which; None: the default and the optional ones, and what else ``from_dir`` and the models' own
                folder hold. Only then an optional one that cannot be had is none that is missing.
            from_dir: a folder that is looked into first.
            progress: called on this thread.
            cancelled: asked often; once it says yes, nothing more is installed.

        Raises:
            ModelError: an id is unknown, or ``from_dir`` is not a folder.
        """
        if from_dir is not None:
            _check_folder(from_dir)
        report = InstallReport()
        with self._lock, ExitStack() as stack:
            given = _sources(from_dir)
            beside = FolderSource(self._models_dir)
            folders: list[Source] = [*given, beside, FolderSource(self._manifests_dir)]
            packages = stack.enter_context(PackageSource())
            patient, quick = UrlSource(), UrlSource(timeout=UrlSource.QUICK)
            remove_stale(self._models_dir)
            for manifest in self._wanted(ids, [*given, beside]):
                needed = ids is not None or not manifest.optional
                sources = [*folders, patient if needed else quick, packages]
                asked = cancelled or (lambda: False)
                job = InstallJob(manifest, self._models_dir, sources, report, progress, asked, needed)
                if self._status(manifest, thorough=True).state == "installed":
                    report.already.append(manifest.model_id)
                else:
                    job.run()
        return report

    def _wanted(self, ids: Sequence[ModelId] | None, folders: Sequence[FolderSource]) -> Iterator[Manifest]:
        if ids is not None:
            yield from [self.manifest(model_id) for model_id in ids]
            return
        for manifest in self.manifests.values():
            if manifest.default or manifest.optional or _holds(folders, manifest):
                yield manifest

    def _status(self, manifest: Manifest, *, thorough: bool) -> ModelStatus:
        stamp, problem = read_stamp(self._models_dir, manifest)
        state: State = "missing"
        file = None
        if stamp is not None:
            file = self._models_dir / stamp.file
            problem = file_problem(file, stamp, thorough=thorough)
            state = "damaged" if problem else "installed"
        return ModelStatus(
            id=manifest.model_id,
            title=manifest.title,
            task=manifest.task,
            default=manifest.default,
            optional=manifest.optional,
            without=manifest.without,
            research_only=manifest.research_only,
            measured=not manifest.unmeasured,
            state=state,
            licence=manifest.licence,
            notes=manifest.notes,
            file=file if state == "installed" else None,
            variant=stamp.variant if stamp is not None and state == "installed" else "",
            problem=problem,
        )


def _sources(folder: Path | None) -> list[FolderSource]:
    """A folder that the user named, and what a training run exported there."""
    return [] if folder is None else [FolderSource(folder), FolderSource(folder / EXPORT_FOLDER)]


def _holds(folders: Sequence[FolderSource], manifest: Manifest) -> bool:
    return any(folder.has(variant) for folder in folders for variant in manifest.variants)


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise ModelError("Folder not found", "{folder} is not a folder.", "Name another one.", folder=folder)
