"""Models that come in a folder together with their descriptions, such as the export of a training run.

A description is taken over into the site's own models with the file that lies beside it, so that the folder
may go afterwards. Templates carry a model's id: no network takes the id of another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from facegate.domain.ids import ModelId
from facegate.errors import ModelError
from facegate.settings.files import write_atomically
from facegate.vision.manifest import Manifest, Variant, parse_manifest, read_description, unusable

EXPORT_FOLDER = "export"
"""Where a training run keeps what it exported."""

MANIFEST_SUFFIX = ".toml"

_NOT_OF_WEIGHTS = (MANIFEST_SUFFIX, ".json")
"""Of descriptions and stamps: weights of such a name could take the place of another model's."""

_READ_BY_NO_TEMPLATE = {"norm_matches": None}
"""Of an embedder's table: what may change without a template of before and one of after being different things."""


@dataclass(frozen=True, slots=True)
class OfferedModel:
    """One model of a folder.

    Attributes:
        description: the manifest's own bytes.
        folder: where the manifest and its file lie.
        target: where the description goes among the site's models.
        replaces: what the site knows under this id so far, in other words; None: nothing.
    """

    manifest: Manifest
    description: bytes
    folder: Path
    target: Path
    replaces: Manifest | None = None

    def take_over(self, variant: Variant, data: bytes) -> None:
        """Put file and description among the site's models, readable by their owner only; the description last.

        Raises:
            OSError: it cannot be written.
        """
        self.target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.target.parent / variant.file, data)
        write_atomically(self.target, self.description)


@dataclass(frozen=True, slots=True)
class Offers:
    """What a folder brings.

    Attributes:
        models: can be taken over.
        known: described in the same words already, here or by the program.
        refused: cannot, and why.
        not_needed: descriptions of the program's own models in other words; the program's hold.
    """

    models: list[OfferedModel] = field(default_factory=list)
    known: list[ModelId] = field(default_factory=list)
    refused: list[ModelError] = field(default_factory=list)
    not_needed: list[ModelError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What is there already.

    Attributes:
        own: the program's models.
        site: the site's, as they are described in ``folder``.
        paths: where each of the site's is described.
        folder: of the site's models.
    """

    own: Mapping[ModelId, Manifest]
    site: Mapping[ModelId, Manifest]
    paths: Mapping[ModelId, Path]
    folder: Path


def offers_of(folder: Path, known: Known, *, replace: bool) -> Offers:
    """Look for descriptions beside their files in a folder and in its ``export``.

    Args:
        folder: what the user named.
        known: see :class:`Known`.
        replace: whether a description that the site has in other words gives way.
    """
    offers = Offers()
    seen: dict[ModelId, Manifest] = {}
    for path in (*_descriptions(folder), *_descriptions(folder / EXPORT_FOLDER)):
        try:
            # Read once: what is taken over is what was looked at.
            description = read_description(path)
            manifest = parse_manifest(path, description)
            if seen.setdefault(manifest.model_id, manifest) is not manifest:
                raise unusable(path, f"{manifest.id} is described by another file of this folder, too")
            if manifest in (known.own.get(manifest.model_id), known.site.get(manifest.model_id)):
                offers.known.append(manifest.model_id)
            elif manifest.model_id in known.own:
                offers.not_needed.append(_own(path, manifest))
            else:
                offers.models.append(_offered(path, manifest, description, known, replace=replace))
        except ModelError as error:
            offers.refused.append(error)
    return offers


def _descriptions(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*{MANIFEST_SUFFIX}") if path.is_file())


def _offered(path: Path, manifest: Manifest, description: bytes, known: Known, *, replace: bool) -> OfferedModel:
    """One model. Raises ModelError where it cannot be taken over."""
    before = known.site.get(manifest.model_id)
    if not any((path.parent / variant.file).is_file() for variant in manifest.variants):
        files = " or ".join(variant.file for variant in manifest.variants)
        raise unusable(path, f"the model's file, {files}, does not lie beside it")
    if before is not None and _is_another_network(before, manifest):
        raise _taken(path, manifest)
    if before is not None and not replace:
        raise _in_other_words(path, manifest)
    target = known.paths.get(manifest.model_id, known.folder / f"{manifest.id}{MANIFEST_SUFFIX}")
    _check_places(path, manifest, before, target, known)
    return OfferedModel(manifest, description, path.parent, target, before)


def _is_another_network(before: Manifest, after: Manifest) -> bool:
    """Whether templates of the two must not be compared; of other networks nothing is kept."""
    if before.embedder is None or after.embedder is None:
        return before.task != after.task
    fed = [each.embedder.model_copy(update=_READ_BY_NO_TEMPLATE) for each in (before, after) if each.embedder]
    files = [{variant.sha256 for variant in each.variants} for each in (before, after)]
    return fed[0] != fed[1] or files[0] != files[1] or before.prepare != after.prepare


def _check_places(path: Path, manifest: Manifest, before: Manifest | None, target: Path, known: Known) -> None:
    """Nothing that belongs to another model is overwritten. Raises ModelError."""
    if before is None and target.exists():
        raise unusable(path, f"{target} is there already and describes something else")
    own = {variant.file for variant in before.variants} if before is not None else set()
    for variant in manifest.variants:
        if Path(variant.file).suffix.lower() in _NOT_OF_WEIGHTS:
            raise unusable(path, f"{variant.file} is a name for what the program writes beside models")
        place = known.folder / variant.file
        if variant.file not in own and place.exists() and not _same_file(place, path.parent / variant.file):
            raise unusable(path, f"{place} is there already and is another file")


def _same_file(one: Path, other: Path) -> bool:
    """Whether both are there with the same bytes."""
    try:
        return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def _own(path: Path, manifest: Manifest) -> ModelError:
    return ModelError(
        "Model is the program's own",
        "{path} describes {model}, which the program describes itself, in other words.",
        "Give another network another id; nothing is to be done for the program's own.",
        path=path,
        model=manifest.id,
    )


def _taken(path: Path, manifest: Manifest) -> ModelError:
    return ModelError(
        "Model id taken",
        "{path} describes another network, or another way to feed it, under the id {model}, which is installed here.",
        "Give it an id of its own: templates carry the id, and those of two networks cannot be compared.",
        path=path,
        model=manifest.id,
    )


def _in_other_words(path: Path, manifest: Manifest) -> ModelError:
    return ModelError(
        "Model described already",
        "{path} describes {model}, which is known here, in other words: its threshold, licence or notes.",
        "With --replace the new description takes the place of the old one.",
        path=path,
        model=manifest.id,
    )
