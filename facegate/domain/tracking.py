"""Following faces from frame to frame by where they are.

Geometry only: who a track is does not matter here. A constant-velocity
prediction, a gate on distance and size, and the cheapest pairs first; faces
are few and rarely overlap, so an optimal assignment changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import hypot, inf, log, sqrt

import numpy as np

from facegate.domain.faces import Box, Detection
from facegate.domain.frames import BgrImage
from facegate.domain.ids import TrackId

CONFIRMING_SIGHTS = 4
"""Strong sights that make a track: hands, hair and dogs are found as faces for a few frames."""

STRONG_SCORE = 0.8
"""Detector score of a strong sight. Weaker ones continue a track and never make one: in a street
scene (six people near, more behind) everybody whose features can be told apart reaches it."""

MAX_GAP = 1.0
"""Seconds that a face may be hidden (somebody walks past) and still be the same track."""

_GATE = 0.7
"""A face moves less than this share of its size between two processed frames at a walk."""

_GATE_GROWTH = 0.6
"""Widening of the gate per second without a sight of the face."""

_MAX_SIZE_RATIO = 1.8
"""A face does not grow or shrink faster than this between two sights."""

_VELOCITY_GAIN = 0.4
"""Share of a newly measured velocity in the smoothed one; boxes jitter by a few per cent."""

_SIZE_WEIGHT = 0.5
"""What a change of size costs beside a change of place."""

_HIDDEN = 0.3
"""Seconds out of sight after which the face at the expected place may be another's."""

_FADING = 0.5
"""Seconds for which weak sights after a strong one may be a face that another one covers: the box slides
over both (looked at frame by frame in a street scene, it took 0.2 s). Later it is a weak face."""

_ABSENCE_WEIGHT = 0.5
"""What a second out of sight costs: of two people who cross, the face in front goes on as the one who
was in sight all the time. Without it 6 % of simulated crossings at one height swapped, with it below 1 %."""


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A face that is followed.

    Attributes:
        track: its id; 0 while it is not confirmed.
        detection: the newest sight of it.
        started, seen: time of the first and of the newest sight, seconds.
        velocity: pixels a second (x, y).
        strong: strong sights so far.
        strong_seen: time of the newest strong sight, seconds.
        hidden: seconds out of sight before the newest sight.
    """

    track: TrackId
    detection: Detection
    started: float
    seen: float
    velocity: tuple[float, float] = (0.0, 0.0)
    strong: int = 0
    strong_seen: float = -inf
    hidden: float = 0.0

    @property
    def covered(self) -> bool:
        """Whether the newest sight may be of a face in front of the one followed: where it is proves little."""
        weak = self.detection.score < STRONG_SCORE
        return self.hidden >= _HIDDEN or (weak and self.seen - self.strong_seen <= _FADING)

    @property
    def confirmed(self) -> bool:
        """Whether it was seen often enough to be a face."""
        return self.strong >= CONFIRMING_SIGHTS

    def predicted(self, time: float) -> Box:
        """Where the face should be at that time."""
        gap = time - self.seen
        return self.detection.box.moved(self.velocity[0] * gap, self.velocity[1] * gap)


@dataclass(frozen=True, slots=True)
class TrackingStep:
    """What one frame changed.

    Attributes:
        visible: confirmed tracks that were seen in this frame.
        ended: confirmed tracks that are over.
    """

    visible: tuple[Track, ...]
    ended: tuple[Track, ...]


class Tracker:
    """Keeps tracks. Not thread-safe; lives on the inference thread."""

    def __init__(self, numbers: Iterator[int] | None = None) -> None:
        """Start without tracks, which are numbered from 1 or as ``numbers`` goes on."""
        self._tracks: list[Track] = []
        self._numbers = count(1) if numbers is None else numbers

    def update(self, detections: Sequence[Detection], time: float) -> TrackingStep:
        """Match the faces of a frame with the tracks; ``time`` in seconds, never going back."""
        matched, unmatched = self._associate(detections, time)
        kept: list[Track] = []
        visible: list[Track] = []
        ended: list[Track] = []
        for index, track in enumerate(self._tracks):
            found = matched.get(index)
            if found is not None:
                followed = self._seen(track, detections[found], time)
                kept.append(followed)
                if followed.confirmed:
                    visible.append(followed)
            elif track.confirmed and time - track.seen <= MAX_GAP:
                kept.append(track)
            elif track.confirmed:
                ended.append(track)
        kept += [_first_sight(detections[index], time) for index in unmatched]
        self._tracks = kept
        return TrackingStep(tuple(visible), tuple(ended))

    def split(self, track: Track) -> Track:
        """The same place now shows somebody else: end the track there and go on under a new id."""
        fresh = replace(track, track=self._next_id(), started=track.seen)
        self._tracks = [fresh if other.track == track.track else other for other in self._tracks]
        return fresh

    def resume(self, track: Track, earlier: TrackId) -> Track:
        """The face is one that was followed before: go on under the earlier id."""
        resumed = replace(track, track=earlier)
        self._tracks = [resumed if other.track == track.track else other for other in self._tracks]
        return resumed

    def end_all(self) -> tuple[Track, ...]:
        """End every track (the scene changed, or the source ended); return the confirmed ones."""
        ended = tuple(track for track in self._tracks if track.confirmed)
        self._tracks = []
        return ended

    def _next_id(self) -> TrackId:
        return TrackId(next(self._numbers))

    def _seen(self, track: Track, detection: Detection, time: float) -> Track:
        elapsed = time - track.seen
        velocity = track.velocity
        if elapsed > 0:
            (x0, y0), (x1, y1) = track.detection.box.center, detection.box.center
            gain = _VELOCITY_GAIN
            velocity = (
                (1 - gain) * velocity[0] + gain * (x1 - x0) / elapsed,
                (1 - gain) * velocity[1] + gain * (y1 - y0) / elapsed,
            )
        strong = _is_strong(detection)
        followed = replace(
            track,
            detection=detection,
            seen=time,
            velocity=velocity,
            strong=track.strong + strong,
            strong_seen=time if strong else track.strong_seen,
            hidden=elapsed,
        )
        return replace(followed, track=self._next_id()) if followed.confirmed and not track.confirmed else followed

    def _associate(self, detections: Sequence[Detection], time: float) -> tuple[dict[int, int], list[int]]:
        pairs = sorted(
            (cost, t, d)
            for t, track in enumerate(self._tracks)
            for d, detection in enumerate(detections)
            if (cost := _cost(track, detection.box, time)) is not None
        )
        matched: dict[int, int] = {}
        taken: set[int] = set()
        for _, t, d in pairs:
            if t not in matched and d not in taken:
                matched[t] = d
                taken.add(d)
        return matched, [d for d in range(len(detections)) if d not in taken]


def _first_sight(detection: Detection, time: float) -> Track:
    strong = _is_strong(detection)
    return Track(TrackId(0), detection, time, time, strong=int(strong), strong_seen=time if strong else -inf)


def _is_strong(detection: Detection) -> bool:
    return detection.score >= STRONG_SCORE


def _cost(track: Track, box: Box, time: float) -> float | None:
    """How badly a box continues a track: relative displacement and change of size; None beyond the gate."""
    expected, absence = track.predicted(time), time - track.seen
    # Also where no frame came for so long: a camera that was lost.
    if absence > MAX_GAP or expected.area <= 0 or box.area <= 0:
        return None
    size = (sqrt(expected.area) + sqrt(box.area)) / 2
    ratio = abs(log(box.area) - log(expected.area)) / 2
    (x0, y0), (x1, y1) = expected.center, box.center
    displacement = hypot(x1 - x0, y1 - y0) / size
    # A prediction may be wrong where the last box was right: somebody who walked stops behind a pillar.
    (x2, y2) = track.detection.box.center
    displacement = min(hypot(x1 - x2, y1 - y2) / size, displacement)
    if displacement > _GATE + _GATE_GROWTH * absence or ratio > log(_MAX_SIZE_RATIO):
        return None
    return displacement + _SIZE_WEIGHT * ratio + _ABSENCE_WEIGHT * absence


_SCENE_GRID = 24
"""Points a side at which two frames are compared."""

CUT_DIFFERENCE = 45.0
"""Mean absolute difference (0..255) beyond which two frames show two scenes. Moving people in
front of a fixed camera stay below 20 in the clips looked at, cuts lie above 50."""


class SceneWatch:
    """Notices cuts in a recording and a camera that is turned: tracks must not outlive the scene."""

    def __init__(self) -> None:
        self._before: BgrImage | None = None

    def is_cut(self, image: BgrImage) -> bool:
        """Whether this BGR picture shows another scene than the one before."""
        rows = np.linspace(0, image.shape[0] - 1, _SCENE_GRID).astype(np.intp)
        columns = np.linspace(0, image.shape[1] - 1, _SCENE_GRID).astype(np.intp)
        points = image[rows[:, None], columns[None, :]]
        before, self._before = self._before, points
        if before is None:
            return False
        return float(np.abs(points.astype(np.int16) - before.astype(np.int16)).mean()) > CUT_DIFFERENCE
