"""Keeps the people of an evaluation out of training: by their names, and by pictures that both sets hold.

A network that was trained on somebody tells nothing of unseen people when it is
judged on them. Published sets share people under other spellings, and photographs
that were saved anew, made smaller or cut differently. The program's own embedder
sees through that: it is asked how far a picture is from every one of the evaluation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from facegate.domain.ports import Vision
from facegate.errors import ImageError
from facegate.evaluation.corpus import Progress, Reader
from facegate.training.data.cutting import Cut, FaceCutter
from facegate.training.data.layouts import People
from facegate.training.data.sources import relative, sources_key
from facegate.training.data.specs import DataSpec
from facegate.vision.images import read_image

By: TypeAlias = Literal["name", "picture", "both"]
"""What two sets are compared by. Names say nothing where they are numbers: each set has its own person 12."""

SAME_FACE = 0.61
"""Share of the embedder's threshold up to which a picture is taken for one of the evaluation's.

Of SFace's 1.22 that is 0.74. Measured on LFW: of 320 pictures, each saved anew as JPEG of quality 20, at half the size
with quality 60, cut differently, lighter, grey or mirrored, 99.7 % or more of each kind stay within it. So does half
of the other photographs of the same person, who is not to be trained on either. Of 7.26 million pairs of different
names four are within it, all of one person under two names or of a wrong name; the next is at 0.78, all but
four begin beyond 1.0. Thumbnails of 16 x 16 grey pixels were tried and left: copies correlate from 0.67 on, strangers
up to 0.93.
"""

_SAME_NAME = "has the name of somebody in the evaluation"


def name_key(name: str) -> str:
    """A name without case, accents' ways of being written, and what stands between its parts."""
    return " ".join(re.split(r"[\W_]+", unicodedata.normalize("NFKC", name).casefold())).strip()


class EvaluationPeople:
    """Knows whom an evaluation needs; see :class:`facegate.training.data.align.Exclusion`."""

    def __init__(
        self,
        people: People,
        evaluations: Sequence[People],
        vision: Vision,
        progress: Progress,
        by: By = "both",
        read: Reader = read_image,
    ) -> None:
        """Compare names now, and photographs when they are asked for.

        Args:
            people: of whom a training set is to be made.
            evaluations: whom it must not hold.
            vision: the program's; its embedder compares.
            progress: told how many of the evaluations' pictures were looked at.
            by: see :data:`By`.
            read: reads a picture; raises ImageError.
        """
        self._evaluations = evaluations
        self._vision = vision
        self._progress = progress
        self._by = by
        self._limit = SAME_FACE * vision.operating_point.threshold
        self._read = read
        self._vectors: npt.NDArray[np.float32] = np.empty((0, vision.extractor.dimension), np.float32)
        self._paths: list[str] = []
        taken = {name_key(name) for each in evaluations for name in each.pictures} if by != "picture" else set()
        self.names: Mapping[str, str] = {name: _SAME_NAME for name in people.pictures if name_key(name) in taken}
        options = {"by": by, "model": vision.extractor.model_id, "distance": self._limit}
        self.key = sources_key(evaluations, options)
        self.unseen = 0

    def prepare(self) -> None:
        """Look at the evaluations' pictures, where they are to be compared.

        Those that show no face are counted in ``unseen``: by them nobody is known.

        Raises:
            ModelError: a network cannot run.
        """
        if self._by == "name":
            return
        cutter = FaceCutter(self._vision.photo_detector, DataSpec())
        files = [(each, path) for each in self._evaluations for paths in each.pictures.values() for path in paths]
        vectors: list[npt.NDArray[np.float32]] = []
        self._progress(0, len(files))
        for done, (each, path) in enumerate(files, 1):
            try:
                cut = cutter.cut(self._read(path), centred=each.centred)
            except ImageError:
                cut = None
            if cut is None:
                self.unseen += 1
            else:
                vectors.append(self._vector(cut))
                self._paths.append(f"{each.folder.name}/{relative(path, each.folder)}")
            self._progress(done, len(files))
        if vectors:
            self._vectors = np.stack(vectors)

    def near(self, cut: Cut) -> str:
        """Which picture of the evaluation shows the same face, and how far it is; "" where none does.

        Raises:
            ModelError: the embedder cannot run.
        """
        if cut.face is None or not self._paths:
            return ""
        # Of unit vectors: |a - b|^2 = 2 - 2 a.b
        distances = 2.0 - 2.0 * (self._vectors @ self._vector(cut))
        nearest = int(distances.argmin())
        if distances[nearest] > self._limit:
            return ""
        return f"{self._paths[nearest]} (distance {max(0.0, float(distances[nearest])):.2f})"

    def _vector(self, cut: Cut) -> npt.NDArray[np.float32]:
        """The template of a face, shape (D,), unit length."""
        if cut.face is None:
            raise ValueError("without a face there is no template")
        (template,) = self._vision.extractor.extract([self._vision.aligner.align(cut.image, cut.face)])
        return template.vector
