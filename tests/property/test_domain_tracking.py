"""Properties of the tracker, whatever faces come and go."""

from __future__ import annotations

from dataclasses import replace

from helpers.world import detection_at
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from facegate.domain.tracking import CONFIRMING_SIGHTS, MAX_GAP, Track, Tracker

# Coarse places and sizes, so that faces often follow and often compete for each other.
faces = st.builds(
    detection_at,
    st.integers(0, 12).map(lambda step: 25.0 * step),
    st.integers(0, 2).map(lambda step: 40.0 * step),
    st.sampled_from([80.0, 100.0, 140.0]),
    st.sampled_from([0.5, 0.9]),
)
frames = st.lists(faces, max_size=5)
gaps = st.sampled_from([0.0, 0.03, 0.04, 0.2, 0.9, 1.5, 30.0])


class Following(RuleBasedStateMachine):
    """Frames, splits, resumed tracks and cuts in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.tracker = Tracker()
        self.time = 0.0
        self.visible: tuple[Track, ...] = ()
        self.over: dict[int, float] = {}
        self.alive: set[int] = set()
        self.newest = 0

    @rule(found=frames, gap=gaps)
    def frame(self, found: list, gap: float) -> None:
        self.time += gap
        step = self.tracker.update(found, self.time)
        self.visible = step.visible
        shown = [track.track for track in step.visible]
        assert len(set(shown)) == len(shown), "two faces with one id"
        used = [id(track.detection) for track in step.visible]
        assert len(set(used)) == len(used), "one face in two tracks"
        assert set(used) <= {id(face) for face in found}, "a face that is not in this frame"
        for track in step.visible:
            assert track.seen == self.time
            assert track.started <= track.seen
        ended = [track.track for track in step.ended]
        assert not set(ended) & set(shown)
        assert all(self.time - track.seen > MAX_GAP for track in step.ended)
        for name in shown:
            if name not in self.alive:
                assert name == self.newest + 1, "new ids count up"
                self.newest = name
        assert set(ended) <= self.alive
        self.alive = (self.alive | set(shown)) - set(ended)
        self.over.update(dict.fromkeys(ended, self.time))

    @rule(found=frames, number=st.integers(2, 8))
    def stay(self, found: list, number: int) -> None:
        """The same faces for some frames, so that tracks come about."""
        for _ in range(number):
            self.frame([replace(face) for face in found], 0.04)

    @rule(which=st.integers(0, 4))
    def somebody_else(self, which: int) -> None:
        if self.visible:
            track = self.visible[which % len(self.visible)]
            fresh = self.tracker.split(track)
            assert fresh.track == self.newest + 1
            self.newest = fresh.track
            self._replace(track, fresh)
            self.over[track.track] = self.time

    @rule(which=st.integers(0, 4))
    def the_same_again(self, which: int) -> None:
        if self.visible and self.over:
            track = self.visible[which % len(self.visible)]
            earlier, _ = self.over.popitem()
            self._replace(track, self.tracker.resume(track, earlier))

    @rule()
    def cut(self) -> None:
        ended = {track.track for track in self.tracker.end_all()}
        assert ended == self.alive
        self.over.update(dict.fromkeys(ended, self.time))
        self.alive, self.visible = set(), ()

    def _replace(self, before: Track, after: Track) -> None:
        self.alive = (self.alive - {before.track}) | {after.track}
        self.visible = tuple(after if track is before else track for track in self.visible)

    @invariant()
    def nobody_has_the_id_of_an_unconfirmed_face(self) -> None:
        assert 0 not in self.alive


Following.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestFollowing = Following.TestCase


@given(
    st.floats(50, 600), st.floats(50, 400), st.floats(40, 200), st.floats(-2, 2), st.floats(-1, 1), st.integers(8, 60)
)
@settings(max_examples=60, deadline=None)
def test_a_face_that_walks_alone_is_one_track(
    x: float, y: float, size: float, right: float, down: float, fps: int
) -> None:
    """Up to two face widths a second across and one down, at any frame rate from 8 to 60."""
    tracker = Tracker()
    for number in range(fps * 2):
        time = number / fps
        step = tracker.update([detection_at(x + right * size * time, y + down * size * time, size)], time)
        assert not step.ended
        assert [track.track for track in step.visible] == ([1] if number + 1 >= CONFIRMING_SIGHTS else [])
