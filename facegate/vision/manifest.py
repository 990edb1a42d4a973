"""What a model is, where it may come from and what it needs: one TOML file a model.

The manifests of the program lie in ``models/``; a site may add its own beside
the installed models. Unknown keys are refused, so that a misspelt one is seen.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from facegate.domain.comparison import MAX_DISTANCE
from facegate.domain.identification import OperatingPoint
from facegate.domain.ids import ModelId
from facegate.errors import ModelError
from facegate.vision.detector_part import DetectorPart, Rate
from facegate.vision.embedder_part import EmbedderPart
from facegate.vision.face_parts import EyesPart, HeadPosePart, QualityPart
from facegate.vision.pad_part import PadPart

MAX_MODEL_BYTES = 1 << 30
"""Largest file that is taken. The largest embedder in use, an R100 in fp32, has 261 MB."""

MAX_MANIFEST_BYTES = 1 << 20
"""Largest description that is read; the program's own have some 2 kB."""

MAX_FIXED_BATCH = 64
"""Pictures that a network may insist on taking at once."""

_PICTURE = 3
"""Dimensions of a picture: colours, height, width."""

CELL = 32
"""Pixels that the sides of a detector's input are multiples of: a cell of its coarsest grid."""

PROVISIONAL = 1.2
"""Squared distance that sorts looks at one track and samples of one enrolment where a model's threshold
was not measured: cosine 0.4, between what one face and what two usually have. It names nobody."""

UNMEASURED_SOURCE = "not measured here: calibrate before use"

_PLAIN_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"

Task: TypeAlias = Literal["detector", "embedder", "head_pose", "eyes", "quality", "pad"]
"""What a model is for."""

PlainName = Annotated[str, StringConstraints(pattern=rf"^{_PLAIN_NAME}$", max_length=128)]
"""A file or model name that cannot leave its folder."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
HttpsUrl = Annotated[str, StringConstraints(pattern=r"^https://\S+$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Package(_Strict):
    """A package of the Python index that carries a model file.

    Attributes:
        member: path of the file inside the wheel.
    """

    name: PlainName
    version: PlainName
    member: Annotated[str, StringConstraints(pattern=rf"^({_PLAIN_NAME}/)*{_PLAIN_NAME}$")]


class Variant(_Strict):
    """One form in which a model is published.

    Attributes:
        name: ``fp32``, ``int8bq``...
        file: its file name, looked for in folders.
        sha256: of that file, lower-case hex.
        size: bytes of that file; None where the publisher does not say, then only the hash is checked.
        urls: addresses of the file, tried in order.
        package: a package that carries it, if any.
    """

    name: PlainName
    file: PlainName
    sha256: Sha256
    size: Annotated[int, Field(gt=0, le=MAX_MODEL_BYTES)] | None = None
    urls: tuple[HttpsUrl, ...] = ()
    package: Package | None = None

    @property
    def most(self) -> int:
        """Bytes that a file of this name may have at most."""
        return self.size or MAX_MODEL_BYTES

    def may_have(self, size: int) -> bool:
        """Whether a file of so many bytes may be the right one."""
        return size == self.size if self.size is not None else 0 < size <= MAX_MODEL_BYTES


class Prepare(_Strict):
    """What is made of the file so that onnxruntime takes it.

    Attributes:
        input: name of the network's only input; "" for whatever it is called.
        shape: its shape; a name stands for a size that may vary. A number in the first place: the network
            takes exactly so many pictures at once.
    """

    input: str
    shape: tuple[int | str, ...]


class PublishedPoint(_Strict):
    """A threshold with its provenance; see :class:`facegate.domain.identification.OperatingPoint`."""

    threshold: Annotated[float, Field(ge=0.0, le=MAX_DISTANCE)]
    source: Annotated[str, StringConstraints(min_length=1)]
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    fmr: Rate | None = None
    fnmr: Rate | None = None


class Manifest(_Strict):
    """One model.

    Attributes:
        default: whether a fresh installation gets it.
        optional: whether a fresh installation gets it where it can, and does without where it cannot.
        without: of an optional one: what the program does or leaves undone while it is missing, as a sentence.
        licence: SPDX name of the model file's licence.
        licence_file: its text, relative to the manifest.
        notes: shown with the licence, before a download.
        research_only: the licence allows no other use; such a model is never a default.
        detector, embedder, head_pose, eyes, quality, pad: exactly the one that ``task`` names.
        published_points: thresholds of an embedder, the default first.
        unmeasured: an embedder without a threshold: nobody is identified with it before the site has calibrated one.
    """

    id: PlainName
    title: str
    task: Task
    default: bool = False
    optional: bool = False
    without: str = ""
    licence: str
    licence_file: str | None = None
    homepage: HttpsUrl | None = None
    notes: str
    research_only: bool = False
    prepare: Prepare
    detector: DetectorPart | None = None
    embedder: EmbedderPart | None = None
    head_pose: HeadPosePart | None = None
    eyes: EyesPart | None = None
    quality: QualityPart | None = None
    pad: PadPart | None = None
    published_points: tuple[PublishedPoint, ...] = Field(default=(), alias="operating_points")
    unmeasured: bool = False
    variants: Annotated[tuple[Variant, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_parts(self) -> Self:
        tasks = get_args(Task)
        if [task for task in tasks if getattr(self, task) is not None] != [self.task]:
            raise ValueError(f"a model for {self.task} needs the table [{self.task}] and no other of {sorted(tasks)}")
        if self.research_only and (self.default or self.optional):
            raise ValueError("a model for research only cannot be a default one, nor one that is installed unasked")
        if self.optional and (self.default or not self.without):
            raise ValueError("an optional model is no default one, and says in 'without' what is lost without it")
        self._check_points()
        self._check_shape()
        return self

    def _check_points(self) -> None:
        if self.unmeasured == bool(self.published_points) and self.task == "embedder":
            raise ValueError(
                "an embedder needs [[operating_points]], or unmeasured = true where nobody measured its threshold"
            )
        if self.unmeasured and self.task != "embedder":
            raise ValueError("unmeasured belongs to an embedder")
        if self.unmeasured and self.default:
            raise ValueError("a model without a measured threshold cannot be a default one")

    def _check_shape(self) -> None:
        if self.detector is not None:
            self._check_canvas()
        part = self.embedder or self.head_pose or self.eyes or self.quality or self.pad
        if part is None:
            return
        batch, *picture = self.prepare.shape or (0,)
        if tuple(picture) != part.picture_shape:
            wanted = ", ".join(map(str, part.picture_shape))
            raise ValueError(
                f"prepare.shape is {list(self.prepare.shape)}, but size and layout ask for [batch, {wanted}]"
            )
        if self.pad is not None and isinstance(batch, int):
            raise ValueError("prepare.shape begins with a name: a network for pad is given several looks at once")
        if self.embedder is None and isinstance(batch, int) and batch != 1:
            raise ValueError(f"prepare.shape begins with {batch}, but this kind of model is given one face at a time")
        if isinstance(batch, int) and not 1 <= batch <= MAX_FIXED_BATCH:
            raise ValueError(f"prepare.shape begins with {batch}; give 1, or a name for any number")

    def _check_canvas(self) -> None:
        batch, *picture = self.prepare.shape or (0,)
        sides = [side for side in picture[1:] if isinstance(side, int)]
        # A network that takes one size only is given pictures of whole cells, too.
        wrong_sides = len(sides) == 1 or any(side <= 0 or side % CELL for side in sides)
        if (
            len(picture) != len(("colours", "height", "width"))
            or (isinstance(batch, int) and batch != 1)
            or wrong_sides
        ):
            raise ValueError(
                f"prepare.shape of a detector is [1, 3, height, width]: two names, or two numbers divisible by {CELL}"
            )

    @property
    def model_id(self) -> ModelId:
        """The id, typed."""
        return ModelId(self.id)

    @property
    def fixed_batch(self) -> int | None:
        """Pictures that the network takes at once, no more and no less; None: any number."""
        first = self.prepare.shape[0] if self.prepare.shape else None
        return first if isinstance(first, int) else None

    @property
    def fixed_canvas(self) -> tuple[int, int] | None:
        """Width and height of the only picture that a detector's network takes; None: any."""
        sides = [side for side in self.prepare.shape[2:] if isinstance(side, int)]
        return (sides[1], sides[0]) if self.detector is not None and sides else None

    @property
    def operating_points(self) -> tuple[OperatingPoint, ...]:
        """Thresholds, the default first; empty for a detector, and for an embedder whose threshold nobody measured."""
        return tuple(
            OperatingPoint(self.model_id, point.threshold, point.source, point.date, point.fmr, point.fnmr)
            for point in self.published_points
        )

    @property
    def operating_point(self) -> OperatingPoint:
        """An embedder's default threshold; without one, a provisional one that identifies nobody."""
        if self.unmeasured:
            return OperatingPoint(self.model_id, PROVISIONAL, UNMEASURED_SOURCE, "", measured=False)
        return self.operating_points[0]


def load_manifest(path: Path) -> Manifest:
    """Read one manifest.

    Raises:
        ModelError: it cannot be read or says something impossible.
    """
    return parse_manifest(path, read_description(path))


def read_description(path: Path) -> bytes:
    """A manifest's own bytes. Raises ModelError where they cannot be read, or are far too many."""
    try:
        with path.open("rb") as stream:
            # Of a foreign folder it may be anything, and of any size.
            data = stream.read(MAX_MANIFEST_BYTES + 1)
    except OSError as error:
        raise unusable(path, error.strerror or str(error)) from error
    if len(data) > MAX_MANIFEST_BYTES:
        raise unusable(path, f"it has more than {MAX_MANIFEST_BYTES} bytes")
    return data


def parse_manifest(path: Path, data: bytes) -> Manifest:
    """What a manifest says, read from ``path`` before. Raises ModelError as :func:`load_manifest`."""
    try:
        return Manifest.model_validate(tomllib.loads(data.decode("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise unusable(path, str(error)) from error
    except ValidationError as error:
        raise unusable(path, _first_problem(error)) from error


def load_manifests(folder: Path) -> dict[ModelId, Manifest]:
    """Read every ``*.toml`` of a folder, by file name.

    Raises:
        ModelError: one of them is not usable, or two describe the same model.
    """
    found: dict[ModelId, Manifest] = {}
    for path in sorted(folder.glob("*.toml")):
        manifest = load_manifest(path)
        if manifest.model_id in found:
            raise unusable(path, f"{manifest.id} is described twice")
        found[manifest.model_id] = manifest
    return found


def unusable(path: Path, reason: str) -> ModelError:
    """The error for a manifest that cannot be used; ``reason`` is a clause."""
    return ModelError(
        "Model description not usable",
        "{path}: {reason}.",
        "Mend or remove that file.",
        path=path,
        reason=reason.rstrip("."),
    )


def _first_problem(error: ValidationError) -> str:
    """The first complaint in one line, with the key that it is about.

    A key that is not known goes first: misspelt, it is also why another is missing.
    """
    first = min(error.errors(include_url=False), key=lambda each: each["type"] != "extra_forbidden")
    where = ".".join(str(part) for part in first["loc"])
    text = re.sub(r"^Value error, ", "", first["msg"])
    return f"{where}: {text}" if where else text
