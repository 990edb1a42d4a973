"""``facegate gallery build``: a folder of pictures per person, made into one sealed file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facegate.cli.gallery_tools import (
    PASSPHRASE_VARIABLE,
    DetectorOption,
    EmbedderOption,
    KeyOption,
    Loaded,
    asking,
    key_place,
    loaded_models,
)
from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.output import Output, counted, note
from facegate.cli.progress import counting

if TYPE_CHECKING:
    from facegate.domain.faces import Detection
    from facegate.domain.frames import BgrImage
    from facegate.evaluation.corpus import Sample
    from facegate.storage.gallery_people import StoredGallery

_TOLD = 5
"""Pictures or people that a note names; all are in the JSON."""


def add_to(commands: typer.Typer) -> None:
    """Add the command."""
    commands.command("build", epilog="Example: facegate gallery build people/ people.gallery --key people.key")(build)


def build(
    context: typer.Context,
    data: Annotated[Path, typer.Argument(metavar="DATA", help="A folder that holds a folder of pictures per person.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The gallery file; an older gallery is replaced.")],
    detector: DetectorOption = None,
    embedder: EmbedderOption = None,
    key: KeyOption = None,
    as_json: JsonOption = False,
) -> int:
    """Make a template of every picture and seal names and templates into one file; fails if somebody gave none.

    Of several faces in a picture the largest counts.
    """
    from facegate.evaluation.corpus import people
    from facegate.storage.gallery_file import write_gallery
    from facegate.storage.gallery_keys import PASSPHRASE, key_for_writing

    call = invocation(context)
    _check_free(out)
    persons = people(data)
    # Before the work of minutes: it may fail.
    place = key_place(key, out, passphrase=bool(os.environ.get(PASSPHRASE_VARIABLE)))
    if place != PASSPHRASE and Path(place).absolute() == out.absolute():
        raise typer.BadParameter("--key and OUT are one file: the gallery would overwrite its key", ctx=context)
    opened = key_for_writing(place, asking(context, new=True))
    with loaded_models(call, detector, embedder) as loaded:
        samples, several = _samples(persons, loaded)
        gallery = _gallery(persons, samples, loaded)
    write_gallery(out, gallery, opened)
    record = _record(data, persons, samples, several, gallery)
    _tell(record)
    if key is None and place == f"{out}.key":
        note(f"The key lies in {place}. Whoever has both files can read the gallery: keep them apart.")
    text = f"{out}: {counted(len(gallery.people), 'person', 'people')}, {counted(record['templates'], 'template')}."
    Output(as_json).result({"gallery": str(out), "key": place, **record}, text)
    return int(bool(record["people_without"]))


def _check_free(out: Path) -> None:
    """Nothing but a gallery is overwritten. Raises StorageError."""
    from facegate.errors import StorageError
    from facegate.storage.gallery_file import is_gallery

    try:
        free = (is_gallery(out) if out.exists() else True) and out.absolute().parent.is_dir()
    except OSError:
        free = False
    if not free:
        raise StorageError(
            "Place not usable",
            "{path} is there already and is no gallery, or its folder is not there.",
            "Name another file for the gallery.",
            path=out,
        )


class _Choosing:
    """Takes the principal face of each picture, and remembers which picture showed several."""

    def __init__(self) -> None:
        self.several: list[Path] = []
        self._path = Path()

    def read(self, path: Path) -> BgrImage:
        from facegate.vision.images import read_image

        self._path = path
        return read_image(path)

    def choose(self, image: BgrImage, faces: Sequence[Detection]) -> Detection | None:
        from facegate.evaluation.corpus import principal_face

        if len(faces) > 1:
            self.several.append(self._path)
        return principal_face(image, faces)


def _samples(persons: Mapping[str, Sequence[Path]], loaded: Loaded) -> tuple[dict[Path, Sample], list[Path]]:
    from facegate.evaluation.corpus import extract

    choosing = _Choosing()
    with counting("Pictures") as progress:
        files = [path for some in persons.values() for path in some]
        return extract(files, loaded.vision, choosing.read, choosing.choose, progress), choosing.several


def _gallery(persons: Mapping[str, Sequence[Path]], samples: Mapping[Path, Sample], loaded: Loaded) -> StoredGallery:
    """Everybody with a template. Raises EnrolmentError where nobody has one."""
    from facegate.domain.templates import Template
    from facegate.errors import EnrolmentError
    from facegate.storage.gallery_people import GalleryPerson, StoredGallery

    made = [
        GalleryPerson(name, tuple(each for path in files if isinstance(each := samples[path], Template)))
        for name, files in persons.items()
    ]
    kept = tuple(person for person in made if person.templates)
    if not kept:
        raise EnrolmentError(
            "Nobody to be recognised",
            "In none of the {count} pictures a face was found.",
            "Give pictures that show a face of at least 40 pixels, or another detector.",
            count=len(samples),
        )
    extractor = loaded.vision.extractor
    return StoredGallery(extractor.model_id, loaded.network, loaded.detector, extractor.dimension, kept)


def _record(
    data: Path,
    persons: Mapping[str, Sequence[Path]],
    samples: Mapping[Path, Sample],
    several: Sequence[Path],
    gallery: StoredGallery,
) -> dict[str, Any]:
    from facegate.domain.templates import Template

    kept = {person.name for person in gallery.people}
    return {
        "model": gallery.model_id,
        "detector": gallery.detector,
        "people": len(gallery.people),
        "templates": sum(len(person.templates) for person in gallery.people),
        "people_without": [name for name in persons if name not in kept],
        "failed": [
            {"image": path.relative_to(data).as_posix(), "reason": sample}
            for path, sample in samples.items()
            if not isinstance(sample, Template)
        ],
        "several_faces": [path.relative_to(data).as_posix() for path in several],
    }


def _tell(record: dict[str, Any]) -> None:
    failed = [f"{each['image']} ({each['reason'].replace('_', ' ')})" for each in record["failed"]]
    for what, names in (
        ("without a template", failed),
        ("with several faces, of which the largest was taken", record["several_faces"]),
    ):
        if names:
            note(f"{counted(len(names), 'picture')} {what}: {_some(names)}.")
    if record["people_without"]:
        note(f"Not in the gallery, for want of a usable picture: {_some(record['people_without'])}.")


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _TOLD} more" if len(names) > _TOLD else ""
    return ", ".join(names[:_TOLD]) + more
