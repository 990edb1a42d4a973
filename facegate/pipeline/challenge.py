"""A challenge of one track: looks at its face, measures, compares, and asks for the next movement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random

from facegate import logs
from facegate.domain.comparison import squared_distance
from facegate.domain.enrolment import with_head_pose
from facegate.domain.faces import Detection
from facegate.domain.frames import BgrImage
from facegate.domain.fusion import fuse
from facegate.domain.pad.challenge import MOST_TRIES, Challenge
from facegate.domain.pad.challenge_view import ChallengeState, ChallengeView
from facegate.domain.pad.movements import CLOSER_BY, FaceLook, Movement, judgeable
from facegate.domain.pad.results import PadResult
from facegate.domain.ports import EyeOpenness, HeadPoseEstimator, Vision
from facegate.domain.quality import RECOGNITION_GATE, FaceQuality
from facegate.domain.templates import Template
from facegate.errors import ModelError

CHECK_EVERY = 0.25
"""Seconds after which a look is compared at the latest: nobody changes places twice in between."""

_DOUBT_SPACING = 0.1
"""Seconds between comparisons while the newest was of somebody else: neighbouring frames show the same blur."""

_SAME_SHARE = 0.8
"""A frontal look within this share of the model's threshold of the looks before shows the same person. In clips of
twelve people the farthest such look was at 0.72 (SFace, whose threshold is 1.22), the nearest of another person at
1.38."""

_TURNED_SLACK = 0.3
"""By how much farther from the looks before a turned look may be than a frontal one: a head that is turned is unlike
its own front. It proves only that a movement was made; the frontal look at the end has no slack."""

_UNLIKE_LOOKS = 2
"""Frontal looks in a row that do not show whom the person claims to be, after which their movement begins anew."""

_MOST_ANCHORS = 6
"""Looks that say who is asked."""

_HIGHEST = 0.85
"""Share of the picture's height that a face may fill after it came closer."""


def possible_movements(vision: Vision) -> frozenset[Movement]:
    """What the installed models can tell; none: there are no challenges here. Loads the models at the first call."""
    return judgeable(eyes=vision.eyes is not None, head_pose=vision.head_pose is not None)


class TrackChallenge:
    """One person is asked for movements and must stay the same. Not thread-safe; lives on the inference thread.

    Attributes:
        view: what to tell the person now.
    """

    def __init__(
        self,
        vision: Vision,
        rng: Random,
        anchors: Sequence[Template] = (),
        tries: int = MOST_TRIES,
        shows: Callable[[Template, float], bool] = lambda _look, _slack: True,
    ) -> None:
        """Begin with the next look.

        Args:
            vision: with head pose at least, see :func:`possible_movements`.
            rng: in use one that nobody can foresee (:class:`random.SystemRandom`).
            anchors: looks at the track so far, which say who is asked; without them the first frontal look does.
            tries: how often they may try.
            shows: whether a look shows whom they claim to be, where it may be so much farther away than usually;
                without it they need only be one person throughout.

        Raises:
            ValueError: the models that are needed are not installed, or no try is left.
        """
        head_pose = vision.head_pose
        if head_pose is None:
            raise ValueError("there are no challenges without a model of head pose")
        self._vision = vision
        self._head_pose: HeadPoseEstimator = head_pose
        self._eyes: EyeOpenness | None = vision.eyes
        self._challenge = Challenge(judgeable(eyes=self._eyes is not None, head_pose=True), rng, tries)
        self._anchors = list(anchors)[-_MOST_ANCHORS:]
        self._compared: float | None = None
        self._doubted = False
        self._shows = shows
        self._unlike = 0
        self.view: ChallengeView = self._challenge.view

    @property
    def result(self) -> PadResult | None:
        """What it says; None before the first try is over."""
        return self._challenge.result

    @property
    def failures(self) -> int:
        """Tries that failed so far."""
        return self._challenge.failures

    @property
    def over(self) -> bool:
        """Whether nothing more is asked and the result is final."""
        return self._challenge.state.over

    def observe(self, image: BgrImage, detection: Detection, time: float, template: Template | None) -> ChallengeView:
        """Take one sight of the face into account; never raises.

        Args:
            image: BGR, uint8, shape (height, width, 3).
            detection: the face, in its pixels.
            time: of the frame, seconds.
            template: of this very sight, where it was made already.
        """
        if not self.over:
            try:
                self._look(image, detection, time, template)
            except ModelError as error:
                logs.models.warning("a challenge ends without result: %s", error.text())
                self._challenge.give_up()
            self.view = self._challenge.view
        return self.view

    def _look(self, image: BgrImage, detection: Detection, time: float, template: Template | None) -> None:
        if self._challenge.state is ChallengeState.PAUSE:
            # Nothing is measured, but the clock runs; a swap in the pause shows afterwards.
            self._challenge.wait(time)
            return
        crop = self._vision.aligner.align(image, detection)
        quality = self._vision.assessor.assess(image, detection, crop)
        self._challenge.look(self._measure(image, detection, quality), time, room=_has_room(image, detection))
        if RECOGNITION_GATE.defects(quality):
            return
        if template is None and (self._challenge.wants_proof or self._due(time)):
            template = self._vision.extractor.extract([crop])[0]
        if template is not None:
            self._compared = time
            self._compare(template)

    def _measure(self, image: BgrImage, detection: Detection, quality: FaceQuality) -> FaceLook:
        head = self._head_pose.estimate(image, detection)
        openness = None
        if self._eyes is not None and self._challenge.wants_eyes:
            openness = self._eyes.measure(image, detection)
        # The assessor's yaw is that of the five landmarks.
        return FaceLook(head.yaw, head.pitch, quality.yaw, with_head_pose(quality, head).inter_eye, openness)

    def _due(self, time: float) -> bool:
        rest = _DOUBT_SPACING if self._doubted else CHECK_EVERY
        return self._compared is None or not 0.0 <= time - self._compared < rest

    def _compare(self, template: Template) -> None:
        """What a look says: of the same person, and of whom they claim to be, or of another.

        A picture between two people's is near enough to both: who is identified by it, and takes it away, is still
        the same person as in the picture, and not whom it showed.
        """
        frontal = self._challenge.frontal
        slack = 0.0 if frontal else _TURNED_SLACK
        claimed = self._shows(template, slack)
        same = self._is_same(template, slack, frontal=frontal, claimed=claimed)
        self._doubted = not same or not claimed
        if same and not claimed:
            # One look may be a poor one; it proves nothing either way.
            self._unlike += frontal
            if self._unlike >= _UNLIKE_LOOKS:
                self._challenge.spoil()
            return
        self._unlike = 0
        self._challenge.compare(same)

    def _is_same(self, template: Template, slack: float, *, frontal: bool, claimed: bool) -> bool:
        if not self._anchors:
            if frontal and claimed:
                self._anchors.append(template)
            return frontal
        same = self._distance(template) <= _SAME_SHARE * self._vision.operating_point.threshold + slack
        if not claimed:
            return same
        if same and self._challenge.state is ChallengeState.FRONT and frontal and len(self._anchors) < _MOST_ANCHORS:
            # Only before the first movement of a try: who is asked must not drift with what is shown.
            self._anchors.append(template)
        return same

    def _distance(self, template: Template) -> float:
        """To the nearest of the looks that say who is asked, or to their mean."""
        distances = [squared_distance(anchor, template) for anchor in self._anchors]
        with suppress(ValueError):  # opposite looks have no mean
            distances.append(squared_distance(fuse(self._anchors), template))
        return min(distances)


def _has_room(image: BgrImage, detection: Detection) -> bool:
    """Whether the face may come closer without leaving the picture."""
    height: int = image.shape[0]
    return CLOSER_BY * detection.box.height <= _HIGHEST * height
