"""How well a sample will be recognised, before it is compared with anything.

Measured on 919 photographs of 116 people with SFace (``facegate evaluate quality``;
error versus discard, Grother and Tabassi 2007, ISO/IEC 29794-1): FNMR of the 3,185
mated comparisons, and its mean while the 0 to 20 % with the poorest sample are
discarded, with 95 % intervals (bootstrap over people).

=========================  ====================  ====================
score                      at 1.22               at FMR 1e-3 (1.358)
=========================  ====================  ====================
all comparisons            8.9 % (6.6 to 11.2)   4.1 % (2.6 to 5.5)
length of the embedding    5.5 % (3.7 to 7.3)    1.6 % (0.9 to 2.4)
LightQNet                  5.7 % (4.0 to 7.6)    1.9 % (1.0 to 3.0)
components (the weakest)   7.1 % (5.0 to 9.0)    3.1 % (1.9 to 4.5)
=========================  ====================  ====================

LightQNet is behind the length by 0.2 (-0.5 to 0.8) and 0.4 points (-0.1 to 0.9), within
chance; the components, :func:`facegate.domain.enrolment.sample_quality`, by 1.6 (0.5 to
2.5) and 1.6 (0.6 to 2.5). So the length predicts: it comes with every template, where
LightQNet takes a network more.

On the 4,414 mated comparisons of LFW, which nothing was fitted to, the length brings 4.0 %
down to 2.0 (1.4 to 2.9) and the components to 3.5 (2.4 to 4.8). Its curve, fitted there,
would be the same: middle 8.98 and spread 0.73 instead of 8.95 and 0.79.
"""

from __future__ import annotations

import numpy as np

from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.domain.ids import ModelId
from facegate.domain.ports import TemplateExtractor
from facegate.domain.templates import Template
from facegate.vision.aligner import PointAligner
from facegate.vision.face_parts import QualityPart
from facegate.vision.match_curve import MatchCurve
from facegate.vision.session import Session, first_row

_MEAN, _SCALE = 128.0, 128.0


class NormPredictor:
    """By the length of the embedding before it is normalised (Meng et al. 2021, "MagFace"; Terhoerst et al. 2020).

    Costs nothing where the template is there already. As thread-safe as its extractor.
    """

    def __init__(self, extractor: TemplateExtractor, matches: MatchCurve) -> None:
        """Take the embedder in use and what the length of its embeddings says."""
        self._extractor = extractor
        self._matches = matches

    @property
    def model_id(self) -> ModelId:
        """The embedder's, marked: the score is of it, but it is no template of it."""
        return ModelId(f"{self._extractor.model_id}.norm")

    def predict(self, image: BgrImage, detection: Detection, crop: BgrImage, template: Template | None = None) -> float:
        """See :class:`facegate.domain.ports.QualityPredictor`. Raises ModelError."""
        del image, detection
        if template is None or template.model_id != self._extractor.model_id or template.norm == 0.0:
            (template,) = self._extractor.extract([crop])
        return self._matches.quality(template.norm)


class LightQNet:
    """By a network of its own (Chen, Yi and Lv 2021, "LightQNet"). Thread-safe."""

    def __init__(self, session: Session, model_id: ModelId, part: QualityPart) -> None:
        """Take the prepared network and what its manifest says of it."""
        self._session = session
        self._part = part
        self._aligner = PointAligner(part.picture_shape[0])
        self.model_id = model_id

    def predict(self, image: BgrImage, detection: Detection, crop: BgrImage, template: Template | None = None) -> float:
        """See :class:`facegate.domain.ports.QualityPredictor`. Raises ModelError."""
        del crop, template
        return self._part.matches.quality(self.score(image, detection))

    def score(self, image: BgrImage, detection: Detection) -> float:
        """What the network itself says: about 0.6 for a good sample, 0.3 for a blurred or dark one. Raises ModelError.

        Its crop is the ArcFace template on 96 pixels, whatever the embedder takes.
        """
        crop = self._aligner.align(image, detection).astype(np.float32)
        if self._part.colour == "rgb":
            crop = crop[:, :, ::-1]
        batch = np.ascontiguousarray((crop - _MEAN) / _SCALE)[None]
        return float(first_row(self._session, batch, 1, self.model_id)[0])
