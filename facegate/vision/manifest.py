"""What a model is, where it may come from and what it needs: one TOML file a model.

The manifests of the program lie in ``models/``; a site may add its own beside
the installed models. Unknown keys are refused, so that a misspelt one is seen.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from facegate.domain.comparison import MAX_DISTANCE
from facegate.domain.identification import OperatingPoint
from facegate.domain.ids import ModelId
from facegate.errors import ModelError

MAX_MODEL_BYTES = 1 << 30
"""Largest file that is taken. The largest embedder in use, an R100 in fp32, has 261 MB."""

_PLAIN_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"

PlainName = Annotated[str, StringConstraints(pattern=rf"^{_PLAIN_NAME}$", max_length=128)]
"""A file or model name that cannot leave its folder."""
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
HttpsUrl = Annotated[str, StringConstraints(pattern=r"^https://\S+$")]
Rate = Annotated[float, Field(ge=0.0, le=1.0)]


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
        size: bytes of that file.
        urls: addresses of the file, tried in order.
        package: a package that carries it, if any.
    """

    name: PlainName
    file: PlainName
    sha256: Sha256
    size: Annotated[int, Field(gt=0, le=MAX_MODEL_BYTES)]
    urls: tuple[HttpsUrl, ...] = ()
    package: Package | None = None


class Prepare(_Strict):
    """What is made of the file so that onnxruntime takes it.

    Attributes:
        input: name of the network's only input.
        shape: its shape; a name stands for a size that may vary.
    """

    input: str
    shape: tuple[int | str, ...]


class DetectorPart(_Strict):
    """How a detector is read.

    Attributes:
        decoder: which code reads its outputs.
        score_threshold: faces with a lower score (0..1) are dropped.
        nms_threshold: of two boxes that overlap more (intersection over union), the better one stays.
    """

    decoder: Literal["yunet"]
    score_threshold: Rate
    nms_threshold: Rate


class EmbedderPart(_Strict):
    """How an embedder is fed: ``(pixel - mean) / scale`` in ``colour`` order, as float32 NCHW.

    Attributes:
        dimension: length of its embedding.
        size: pixels along each side of its input.
        alignment: the five-point template on which its training faces were aligned.
    """

    dimension: Annotated[int, Field(gt=0, le=4096)]
    size: Annotated[int, Field(ge=32, le=512)]
    alignment: Literal["arcface"]
    colour: Literal["rgb", "bgr"]
    mean: float
    scale: Annotated[float, Field(gt=0)]


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
        licence: SPDX name of the model file's licence.
        licence_file: its text, relative to the manifest.
        notes: shown with the licence, before a download.
        detector, embedder: exactly the one that ``task`` names.
        published_points: thresholds of an embedder, the default first.
    """

    id: PlainName
    title: str
    task: Literal["detector", "embedder"]
    default: bool = False
    licence: str
    licence_file: str | None = None
    homepage: HttpsUrl | None = None
    notes: str
    prepare: Prepare
    detector: DetectorPart | None = None
    embedder: EmbedderPart | None = None
    published_points: tuple[PublishedPoint, ...] = Field(default=(), alias="operating_points")
    variants: Annotated[tuple[Variant, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_parts(self) -> Self:
        parts = {"detector": self.detector, "embedder": self.embedder}
        if [task for task, part in parts.items() if part is not None] != [self.task]:
            raise ValueError(f"a {self.task} needs the table [{self.task}] and no other of {sorted(parts)}")
        if self.task == "embedder" and not self.published_points:
            raise ValueError("an embedder needs at least one of [[operating_points]]")
        return self

    @property
    def model_id(self) -> ModelId:
        """The id, typed."""
        return ModelId(self.id)

    @property
    def operating_points(self) -> tuple[OperatingPoint, ...]:
        """Thresholds, the default first; empty for a detector."""
        return tuple(
            OperatingPoint(self.model_id, point.threshold, point.source, point.date, point.fmr, point.fnmr)
            for point in self.published_points
        )


def load_manifest(path: Path) -> Manifest:
    """Read one manifest.

    Raises:
        ModelError: it cannot be read or says something impossible.
    """
    try:
        return Manifest.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise _unusable(path, error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unusable(path, str(error)) from error
    except ValidationError as error:
        raise _unusable(path, _first_problem(error)) from error


def load_manifests(folder: Path) -> dict[ModelId, Manifest]:
    """Read every ``*.toml`` of a folder, by file name.

    Raises:
        ModelError: one of them is not usable, or two describe the same model.
    """
    found: dict[ModelId, Manifest] = {}
    for path in sorted(folder.glob("*.toml")):
        manifest = load_manifest(path)
        if manifest.model_id in found:
            raise _unusable(path, f"{manifest.id} is described twice")
        found[manifest.model_id] = manifest
    return found


def _unusable(path: Path, reason: str) -> ModelError:
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
