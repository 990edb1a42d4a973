"""``facegate gallery recognise``: who of a gallery file is in pictures. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.gallery_tools import (
    DetectorOption,
    EmbedderOption,
    KeyOption,
    Loaded,
    asking,
    key_place,
    loaded_models,
)
from facegate.cli.identify import box_text
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, note, printable
from facegate.cli.progress import counting
from facegate.cli.records import rounded

if TYPE_CHECKING:
    from facegate.domain.identification import DecisionPolicy
    from facegate.storage.gallery_people import StoredGallery

_COLUMNS = ("Image", "Box", "Decision", "Person", "Nearest", "Distance", "Margin", "Threshold", "Reason")


def add_to(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("recognise", epilog="Example: facegate gallery recognise visitors/ people.gallery --json")(
        recognise
    )


def recognise(
    context: typer.Context,
    images: Annotated[list[Path], typer.Argument(metavar="IMAGES", help="Pictures, or folders of pictures.")],
    gallery: Annotated[Path, typer.Argument(metavar="GALLERY", help="A file that 'facegate gallery build' wrote.")],
    detector: DetectorOption = None,
    embedder: EmbedderOption = None,
    key: KeyOption = None,
    threshold: Annotated[
        float | None,
        typer.Option(
            "--threshold",
            min=0.0,
            max=4.0,
            help="Largest squared distance of one person; else the model's own.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> int:
    """Find every face in pictures and say who of the gallery it is, if anybody; fails if a picture cannot be read.

    Without --threshold a model whose threshold nobody measured names nobody.
    """
    from facegate.cli.gallery_search import PictureRecogniser
    from facegate.evaluation.corpus import pictures

    call = invocation(context)
    if threshold is not None and isnan(threshold):
        raise typer.BadParameter("--threshold is a number from 0 to 4", ctx=context)
    stored = _opened(context, gallery, key)
    files = [path for each in images for path in (pictures(each) if each.is_dir() else [each])]
    with loaded_models(call, detector, embedder) as loaded, counting("Pictures") as progress:
        _check_model(stored, loaded)
        policy = _policy(loaded, threshold)
        recogniser = PictureRecogniser(stored, policy, loaded.vision)
        found = []
        for done, path in enumerate(files, 1):
            found.append(recogniser.image_record(path))
            progress(done, len(files))
    _tell(found)
    record = {
        "gallery": str(gallery),
        "people": len(stored.people),
        "model": stored.model_id,
        "detector": loaded.detector,
        "threshold": rounded(policy.threshold),
        # A number that somebody typed was measured by nobody.
        "measured": threshold is None and policy.calibrated,
        "images": found,
    }
    Output(as_json).table(record, _COLUMNS, [row for each in found for row in _rows(each)])
    return int(any(each["error"] is not None for each in found))


def _opened(context: typer.Context, gallery: Path, key: str | None) -> StoredGallery:
    """The gallery. Raises StorageError."""
    from facegate.storage.gallery_file import kind_of_key, read_gallery
    from facegate.storage.gallery_keys import KeyKind, key_for_reading

    kind, salt = kind_of_key(gallery)
    place = key_place(key, gallery, passphrase=kind is KeyKind.PASSPHRASE)
    return read_gallery(gallery, key_for_reading(place, kind, salt, asking(context, new=False)))


def _check_model(stored: StoredGallery, loaded: Loaded) -> None:
    """Templates of two networks are never compared. Raises GalleryError."""
    from facegate.errors import GalleryError

    model_id = loaded.vision.extractor.model_id
    if (stored.model_id, stored.network) != (model_id, loaded.network):
        other = stored.model_id != model_id
        raise GalleryError(
            "Gallery of another model",
            "The gallery was built with {built}, {now}.",
            "Name the embedder that it was built with, --embedder, or build it again.",
            built=stored.model_id,
            now=f"not with {model_id}" if other else "but with another network of that name or fed in another way",
        )
    if stored.detector != loaded.detector:
        note(
            f"The gallery's faces were found by {stored.detector}, these by {loaded.detector}: they are cut out a"
            " little differently."
        )


def _policy(loaded: Loaded, threshold: float | None) -> DecisionPolicy:
    """The rules for each look; says where nobody can be named."""
    if threshold is not None:
        return replace(loaded.policy, threshold=threshold, calibrated=True)
    if not loaded.policy.calibrated:
        note(
            f"No threshold of {loaded.vision.extractor.model_id} was measured, so nobody is named: give one with"
            " --threshold, or calibrate the model."
        )
    return loaded.policy


def _tell(found: Sequence[dict[str, Any]]) -> None:
    """Name pictures that cannot be read, and those without a face."""
    for each in found:
        if each["error"] is not None:
            note(f"{each['image']}: {each['error']['title']}. {each['error']['message']} {each['error']['remedy']}")
        elif not each["faces"]:
            note(f"{each['image']}: no face was found.")


def _rows(found: dict[str, Any]) -> list[Sequence[object]]:
    return [
        (
            found["image"],
            box_text(face["box"]),
            face["decision"].replace("_", " "),
            printable(face["name"] or ""),
            printable(face["nearest"] or ""),
            face["distance"],
            face["margin"],
            face["threshold"],
            face["reason"].replace("_", " "),
        )
        for face in found["faces"]
    ]
