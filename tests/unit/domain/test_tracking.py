"""Tracks of made-up faces."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from helpers.world import detection_at

from facegate.domain.faces import Box, Detection
from facegate.domain.tracking import (
    CONFIRMING_SIGHTS,
    CUT_DIFFERENCE,
    MAX_GAP,
    STRONG_SCORE,
    SceneWatch,
    Track,
    Tracker,
    TrackingStep,
)

FRAME = 1 / 25


def play(tracker: Tracker, frames: Sequence[Sequence[Detection]], start: float = 0.0) -> list[TrackingStep]:
    return [tracker.update(found, start + number * FRAME) for number, found in enumerate(frames)]


def confirmed(x: float = 300.0, y: float = 200.0, size: float = 100.0) -> tuple[Tracker, Track, float]:
    """A tracker with one track, and the time of the frame after."""
    tracker = Tracker()
    steps = play(tracker, [[detection_at(x, y, size)]] * CONFIRMING_SIGHTS)
    (track,) = steps[-1].visible
    return tracker, track, CONFIRMING_SIGHTS * FRAME


def ids(step: TrackingStep) -> list[int]:
    return [track.track for track in step.visible]


# -- confirmation -----------------------------------------------------------------


def test_a_face_is_a_track_after_enough_strong_sights() -> None:
    steps = play(Tracker(), [[detection_at(300, 200)]] * (CONFIRMING_SIGHTS + 2))
    assert [ids(step) for step in steps] == [[]] * (CONFIRMING_SIGHTS - 1) + [[1]] * 3


def test_false_detections_here_and_there_make_no_track() -> None:
    generator = random.Random(7)
    tracker = Tracker()
    frames = [
        [detection_at(200 * generator.randrange(9), 200 * generator.randrange(5))] if number % 3 else []
        for number in range(200)
    ]
    steps = play(tracker, frames)
    assert not any(step.visible or step.ended for step in steps)
    assert tracker.end_all() == ()


def test_weak_sights_make_no_track_but_continue_one() -> None:
    weak = detection_at(300, 200, score=STRONG_SCORE - 0.01)
    assert not any(step.visible for step in play(Tracker(), [[weak]] * 50))
    tracker, track, time = confirmed()
    steps = play(tracker, [[weak]] * 50, time)
    assert {tuple(ids(step)) for step in steps} == {(track.track,)}


def test_ids_count_up_from_one_and_false_detections_use_none() -> None:
    tracker = Tracker()
    play(tracker, [[detection_at(800, 600)]])
    steps = play(tracker, [[detection_at(100, 100), detection_at(500, 100)]] * CONFIRMING_SIGHTS, FRAME)
    assert sorted(ids(steps[-1])) == [1, 2]


def test_a_track_knows_its_first_and_newest_sight() -> None:
    tracker, track, time = confirmed()
    newest = detection_at(305, 200)
    (track,) = tracker.update([newest], time).visible
    assert (track.started, track.seen) == (0.0, time)
    assert track.detection is newest


# -- following ---------------------------------------------------------------------


def test_a_walk_is_one_track() -> None:
    # 3 face widths a second: a brisk walk past a near camera.
    steps = play(Tracker(), [[detection_at(100 + 12 * number, 200)] for number in range(75)])
    assert {name for step in steps for name in ids(step)} == {1}
    assert not any(step.ended for step in steps)
    (track,) = steps[-1].visible
    assert track.velocity == pytest.approx((300.0, 0.0), rel=0.01)


def test_a_walk_at_eight_frames_a_second_is_one_track() -> None:
    tracker = Tracker()
    seen = [ids(tracker.update([detection_at(100 + 300 * number / 8, 200)], number / 8)) for number in range(24)]
    assert {name for names in seen for name in names} == {1}


@pytest.mark.parametrize(
    ("x", "size", "continues"),
    [(340, 100, True), (300, 120, True), (300, 80, True), (480, 100, False), (300, 200, False), (300, 50, False)],
)
def test_a_jump_or_a_leap_in_size_is_somebody_else(x: float, size: float, continues: bool) -> None:
    tracker, track, time = confirmed()
    step = tracker.update([detection_at(x, 200, size)], time)
    assert ids(step) == ([track.track] if continues else [])


def test_somebody_coming_closer_is_one_track() -> None:
    steps = play(Tracker(), [[detection_at(300, 200, 50 * 1.03**number)] for number in range(60)])
    assert {name for step in steps for name in ids(step)} == {1}


def test_the_order_of_detections_does_not_matter() -> None:
    left, right = detection_at(100, 200), detection_at(400, 200)
    tracker = Tracker()
    play(tracker, [[left, right]] * CONFIRMING_SIGHTS)
    step = tracker.update([right, left], 1 * CONFIRMING_SIGHTS * FRAME)
    assert {track.track: track.detection for track in step.visible} == {1: left, 2: right}


# -- gaps ---------------------------------------------------------------------------


@pytest.mark.parametrize(("gap", "kept"), [(0.5, True), (MAX_GAP, True), (MAX_GAP + 0.01, False), (30.0, False)])
def test_a_hidden_face_is_the_same_track_up_to_the_gap(gap: float, kept: bool) -> None:
    tracker, track, _ = confirmed()
    step = tracker.update([detection_at(300, 200)], track.seen + gap)
    assert ids(step) == ([track.track] if kept else [])
    assert [over.track for over in step.ended] == ([] if kept else [track.track])


def test_a_track_ends_once_and_after_the_gap() -> None:
    tracker, track, time = confirmed()
    steps = play(tracker, [[]] * 40, time)
    ends = [number for number, step in enumerate(steps) if step.ended]
    assert len(ends) == 1
    assert time + ends[0] * FRAME - track.seen == pytest.approx(MAX_GAP + FRAME, abs=FRAME)
    assert steps[ends[0]].ended[0].track == track.track
    assert not any(step.visible for step in steps)


def test_whoever_comes_after_a_lost_camera_is_no_old_track() -> None:
    tracker, track, _ = confirmed()
    after = [tracker.update([detection_at(500, 300)], 60.0 + number * FRAME) for number in range(CONFIRMING_SIGHTS)]
    assert [over.track for over in after[0].ended] == [track.track]
    assert [ids(step) for step in after][-1] == [track.track + 1]


@pytest.mark.parametrize("walked_on", [True, False], ids=["walked on", "stopped"])
def test_somebody_hidden_is_found_where_they_should_be_or_where_they_were(walked_on: bool) -> None:
    # 300 pixels a second, hidden for 0.6 s: the two places are farther apart than the gate is wide.
    tracker = Tracker()
    play(tracker, [[detection_at(100 + 12 * number, 200)] for number in range(20)])
    play(tracker, [[]] * 14, 20 * FRAME)
    x = 100 + 12 * (34 if walked_on else 19)
    assert ids(tracker.update([detection_at(x, 200)], 34 * FRAME)) == [1]


def test_two_frames_of_one_time_show_what_is_in_the_second() -> None:
    tracker, track, _ = confirmed()
    assert tracker.update([], track.seen).visible == ()
    assert ids(tracker.update([detection_at(301, 200)], track.seen)) == [track.track]


# -- several people --------------------------------------------------------------------


def crossing(seed: int, fps: int, apart: float) -> tuple[set[int], set[int]]:
    """Track ids of two people who walk through each other; the one behind is hidden meanwhile."""
    generator = random.Random(seed)
    tracker, size = Tracker(), 100.0
    front, back = generator.uniform(60, 300), -generator.uniform(0, 300)
    names: tuple[set[int], set[int]] = (set(), set())

    def jittered(x: float, y: float) -> Detection:
        return detection_at(x + generator.gauss(0, 2), y + generator.gauss(0, 2), size * (1 + generator.gauss(0, 0.02)))

    for number in range(int(700 / (front - back) * fps) + 1):
        time = number / fps
        first, second = jittered(150 + front * time, 200), jittered(850 + back * time, 200 + apart * size)
        found = [first] if first.box.iou(second.box) > 0.3 else [first, second]
        generator.shuffle(found)
        for track in tracker.update(found, time).visible:
            names[track.detection is second].add(track.track)
    return names


@pytest.mark.parametrize("fps", [10, 30])
def test_people_who_cross_at_different_heights_keep_their_tracks(fps: int) -> None:
    for seed in range(20):
        assert crossing(seed, fps, apart=0.3) in (({1}, {2}), ({2}, {1}))


def test_people_who_cross_at_one_height_rarely_swap() -> None:
    swaps = sum(bool(first & second) for first, second in (crossing(seed, 30, 0.0) for seed in range(60)))
    assert swaps <= 1


def test_one_face_continues_the_nearer_of_two_tracks() -> None:
    tracker = Tracker()
    play(tracker, [[detection_at(300, 200), detection_at(380, 200)]] * CONFIRMING_SIGHTS)
    step = tracker.update([detection_at(375, 200)], CONFIRMING_SIGHTS * FRAME)
    assert ids(step) == [2]


def test_the_other_of_two_faces_near_a_track_is_a_new_one() -> None:
    tracker, track, time = confirmed()
    frame = [detection_at(335, 200), detection_at(302, 200)]
    first = tracker.update(frame, time)
    assert [seen.detection for seen in first.visible] == [frame[1]]
    steps = play(tracker, [frame] * CONFIRMING_SIGHTS, time + FRAME)
    assert {seen.track: seen.detection for seen in steps[-1].visible} == {track.track: frame[1], 2: frame[0]}


def test_a_box_without_extent_is_no_face_and_breaks_nothing() -> None:
    tracker, track, time = confirmed()
    flat = replace(detection_at(300, 200), box=Box(300, 200, 0, 50))
    steps = play(tracker, [[flat, detection_at(300, 200)]] * 10, time)
    assert {tuple(ids(step)) for step in steps} == {(track.track,)}
    assert not any(seen.detection is flat for step in steps for seen in step.visible)


def test_all_that_is_followed_can_be_ended() -> None:
    tracker, track, time = confirmed()
    tracker.update([detection_at(300, 200), detection_at(700, 200)], time)
    assert [over.track for over in tracker.end_all()] == [track.track]
    assert tracker.end_all() == ()
    step = tracker.update([detection_at(300, 200)], time + FRAME)
    assert (step.visible, step.ended) == ((), ())


# -- somebody else, and the same again ---------------------------------------------------


def test_split_goes_on_under_a_new_id_from_now() -> None:
    tracker, track, time = confirmed()
    fresh = tracker.split(track)
    assert (fresh.track, fresh.started, fresh.detection) == (track.track + 1, track.seen, track.detection)
    (after,) = tracker.update([detection_at(301, 200)], time).visible
    assert (after.track, after.started) == (fresh.track, track.seen)


def test_split_and_resume_leave_others_alone() -> None:
    tracker = Tracker()
    frame = [detection_at(100, 200), detection_at(500, 200)]
    first, second = play(tracker, [frame] * CONFIRMING_SIGHTS)[-1].visible
    fresh = tracker.split(first)
    (_, after) = tracker.update(frame, 1.0).visible
    assert after.track == second.track
    tracker.resume(fresh, first.track)
    step = tracker.update(frame, 1.1)
    assert ids(step) == [first.track, second.track]


def test_an_id_that_was_left_is_not_given_again() -> None:
    tracker, track, _ = confirmed()
    tracker.end_all()
    play(tracker, [[detection_at(300, 200)]] * CONFIRMING_SIGHTS, 10.0)
    (second,) = tracker.update([detection_at(300, 200)], 10.5).visible
    assert second.track == 2
    tracker.resume(second, track.track)
    frame = [detection_at(300, 200), detection_at(700, 200)]
    (*_, last) = play(tracker, [frame] * CONFIRMING_SIGHTS, 10.6)
    assert ids(last) == [1, 3]


# -- cuts ------------------------------------------------------------------------------


def scene(value: int, shape: tuple[int, int] = (48, 64)) -> np.ndarray:
    return np.full((*shape, 3), value, np.uint8)


def test_the_first_picture_is_no_cut() -> None:
    assert not SceneWatch().is_cut(scene(200))


@pytest.mark.parametrize(("step", "cut"), [(0, False), (int(CUT_DIFFERENCE), False), (int(CUT_DIFFERENCE) + 1, True)])
def test_a_cut_is_a_large_change_brighter_or_darker(step: int, cut: bool) -> None:
    for before, after in ((100, 100 + step), (100 + step, 100), (0, step), (255, 255 - step)):
        watch = SceneWatch()
        watch.is_cut(scene(before))
        assert watch.is_cut(scene(after)) is cut


def test_slow_change_is_no_cut() -> None:
    watch = SceneWatch()
    assert not any(watch.is_cut(scene(value)) for value in range(0, 256, 30))


def test_a_person_walking_through_is_no_cut() -> None:
    watch = SceneWatch()
    for left in range(0, 64, 8):
        picture = scene(30)
        picture[12:, left : left + 12] = 220
        assert not watch.is_cut(picture)


def test_a_change_of_size_is_judged_by_what_is_shown() -> None:
    watch = SceneWatch()
    watch.is_cut(scene(100, (480, 640)))
    assert not watch.is_cut(scene(100, (1, 1)))
    assert watch.is_cut(scene(250, (720, 1280)))


def test_the_same_picture_again_is_no_cut() -> None:
    watch, picture = SceneWatch(), np.random.default_rng(1).integers(0, 256, (480, 640, 3), np.uint8)
    watch.is_cut(picture)
    assert not watch.is_cut(picture.copy())
    assert watch.is_cut(picture[::-1])


def test_the_picture_compared_with_is_a_copy() -> None:
    watch, picture = SceneWatch(), scene(0)
    watch.is_cut(picture)
    picture[:] = 255
    assert watch.is_cut(picture)
