"""The recogniser in a made-up world."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from helpers.world import GOOD, ListGallery, MemoryLog, ToyVision, Visit, enrolled, make_frame, subject

from facegate.domain.events import Event, EventDraft
from facegate.domain.identification import DecisionPolicy, Outcome, Reason
from facegate.domain.ids import SubjectId
from facegate.domain.presence import Presence
from facegate.domain.quality import Defect
from facegate.domain.records import DoorVerdict
from facegate.pipeline.event_feed import EventFeed
from facegate.pipeline.recognise import Recogniser, Recognition

POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)


def recogniser(vision: ToyVision, gallery: ListGallery, cool_down: float = 60.0) -> Recogniser:
    return Recogniser(vision, gallery, POLICY, Presence(cool_down), "toy:")


def play(worker: Recogniser, frames: int, scene: int = 100) -> tuple[list[Recognition], list[EventDraft]]:
    steps = [worker.process(make_frame(number, scene=scene)) for number in range(frames)]
    drafts = [draft for step in steps for draft in step.drafts]
    return steps, drafts + list(worker.finish())


def named(drafts: list[EventDraft]) -> list[tuple[int, Outcome, str | None]]:
    return [(d.track or 0, d.judgement.outcome, d.judgement.subject_id) for d in drafts if d.judgement]


def test_enrolled_person_is_identified_once_after_three_looks() -> None:
    vision = ToyVision([Visit(1, 0, 60)])
    steps, drafts = play(recogniser(vision, enrolled(1, 2)), 61)
    assert named(drafts) == [(1, Outcome.IDENTIFIED, subject(1))]
    decided = next(number for number, step in enumerate(steps) if step.tracks and step.tracks[0].decided)
    # Four sights make a track, then three looks at least 0.06 s apart at 25 frames a second.
    assert decided == 7
    assert vision.extracted < 10, "an identified person is not embedded on every frame"


def test_whoever_is_only_looked_out_for_looks_like_a_stranger_to_everybody_but_the_alarm() -> None:
    worker = recogniser(ToyVision([Visit(1, 0, 120)]), enrolled(1, 2))
    worker.watched = frozenset({SubjectId(subject(1))})
    steps, drafts = play(worker, 121)
    assert named(drafts) == [(1, Outcome.NOT_IDENTIFIED, None)]
    assert [(draft.watched, draft.look) for draft in drafts] == [(subject(1), None)]
    assert {track.judgement.subject_id for step in steps for track in step.tracks} == {None}
    shown = drafts[0].judgement
    assert shown is not None
    assert shown.distance is not None
    assert shown.distance >= POLICY.threshold
    log = MemoryLog()
    told: list[Event] = []
    EventFeed(log, told.append, lambda _error: None).send(drafts)
    sighting, alarm = told
    assert (sighting.subject_id, sighting.result) == (None, Outcome.NOT_IDENTIFIED)
    assert alarm.door is not None
    assert (alarm.door.verdict, alarm.door.code) == (DoorVerdict.ALARM, "watch_list")
    assert (alarm.door.about, alarm.subject_id) == (sighting.event_id, subject(1))


def test_stranger_is_logged_once_as_not_identified() -> None:
    _, drafts = play(recogniser(ToyVision([Visit(9, 0, 120)]), enrolled(1, 2)), 121)
    assert named(drafts) == [(1, Outcome.NOT_IDENTIFIED, None)]
    assert drafts[0].judgement is not None
    assert drafts[0].judgement.reason is Reason.TOO_FAR


def test_empty_gallery_identifies_nobody() -> None:
    _, drafts = play(recogniser(ToyVision([Visit(1, 0, 90)]), ListGallery()), 91)
    assert [d.judgement.reason for d in drafts if d.judgement] == [Reason.NOBODY_ENROLLED]


def test_cool_down_suppresses_and_then_admits_the_same_person() -> None:
    _, drafts = play(recogniser(ToyVision([Visit(1, 0, 250)]), enrolled(1), cool_down=4.0), 251)
    assert len(drafts) == 3
    moments = [draft.occurred_at for draft in drafts]
    assert all((later - earlier).total_seconds() >= 4.0 for earlier, later in pairwise(moments))


def test_somebody_else_in_the_same_place_gets_a_new_track() -> None:
    vision = ToyVision([Visit(1, 0, 60), Visit(2, 61, 140)])
    steps, drafts = play(recogniser(vision, enrolled(1, 2)), 141)
    assert named(drafts) == [(1, Outcome.IDENTIFIED, subject(1)), (2, Outcome.IDENTIFIED, subject(2))]
    # From the first look at the second person on, nobody carries the first one's name.
    last_of_first = max(n for n, step in enumerate(steps) for t in step.tracks if t.judgement.subject_id == subject(1))
    assert last_of_first <= 61 + 26, "an identified track is looked at again within a second"


def test_scene_cut_ends_tracks_at_once() -> None:
    vision = ToyVision([Visit(1, 0, 30), Visit(2, 31, 60)])
    worker = recogniser(vision, enrolled(1))
    for number in range(31):
        worker.process(make_frame(number, scene=30))
    after = [worker.process(make_frame(number, scene=200)) for number in range(31, 61)]
    assert all(track.judgement.subject_id is None for step in after for track in step.tracks)


def test_lost_person_resumes_their_track_but_is_decided_anew() -> None:
    vision = ToyVision([Visit(1, 0, 40), Visit(1, 90, 130, (500, 100), (500, 100))])
    steps, drafts = play(recogniser(vision, enrolled(1), cool_down=0.5), 131)
    assert {track.track for step in steps for track in step.tracks if track.looks} == {1}
    assert {d.track for d in drafts} == {1}
    first_back = next(step.tracks[0] for step in steps[91:] if step.tracks and step.tracks[0].track == 1)
    assert first_back.judgement.outcome is Outcome.INCONCLUSIVE


def test_track_that_ends_before_a_decision_is_logged_as_inconclusive() -> None:
    _, drafts = play(recogniser(ToyVision([Visit(1, 0, 3)]), enrolled(1)), 4)
    assert named(drafts) == [(1, Outcome.INCONCLUSIVE, None)]
    assert drafts[0].judgement is not None
    assert drafts[0].judgement.reason is Reason.TOO_FEW_LOOKS


def test_unusable_looks_are_refused_with_the_reason_and_never_embedded() -> None:
    vision = ToyVision([Visit(1, 0, 60, quality=replace(GOOD, brightness=3.0))])
    steps, drafts = play(recogniser(vision, enrolled(1)), 61)
    assert vision.extracted == 0
    assert steps[-1].tracks[0].defects == (Defect.DARK,)
    assert named(drafts) == [(1, Outcome.INCONCLUSIVE, None)]


def test_batch_bounds_the_looks_of_a_frame_and_everybody_is_served() -> None:
    crowd = [Visit(p, 0, 80, (60 + 110 * p, 240), (60 + 110 * p, 240)) for p in range(5)]
    for batch in (1, 4):
        vision = ToyVision(crowd, preferred_batch=batch)
        _, drafts = play(recogniser(vision, enrolled(*range(5))), 81)
        assert {d.judgement.subject_id for d in drafts if d.judgement} == {subject(p) for p in range(5)}


def test_two_alike_are_never_guessed() -> None:
    gallery = enrolled(1)
    twin = enrolled(1)
    gallery.add([replace(twin.references[0], reference_id=99, subject_id=subject(42))])
    _, drafts = play(recogniser(ToyVision([Visit(1, 0, 80)]), gallery), 81)
    assert [d.judgement.outcome for d in drafts if d.judgement] == [Outcome.INCONCLUSIVE]
    assert [d.judgement.reason for d in drafts if d.judgement] == [Reason.AMBIGUOUS]


def test_stricter_rules_apply_to_people_who_stand_there() -> None:
    worker = recogniser(ToyVision([Visit(1, 0, 100)], noise=0.5), enrolled(1))
    for number in range(50):
        step = worker.process(make_frame(number))
    assert step.tracks[0].judgement.outcome is Outcome.IDENTIFIED
    worker.configure(DecisionPolicy(0.01, 0.05, 3, 5), 60.0)
    for number in range(50, 100):
        step = worker.process(make_frame(number))
    assert step.tracks[0].judgement.outcome is Outcome.NOT_IDENTIFIED


def test_erased_person_is_not_named_by_looks_from_before() -> None:
    worker = recogniser(ToyVision([Visit(1, 0, 200)]), enrolled(1), cool_down=0.1)
    for number in range(40):
        worker.process(make_frame(number))
    worker.gallery.remove(subject(1))
    worker.forget(subject(1))
    after = [worker.process(make_frame(number)) for number in range(40, 120)]
    assert all(track.judgement.subject_id is None for step in after for track in step.tracks)
    assert all(draft.judgement and draft.judgement.subject_id is None for step in after for draft in step.drafts)


def test_split_and_resumed_tracks_are_shown_once() -> None:
    vision = ToyVision([Visit(1, 0, 30), Visit(2, 31, 90)])
    worker = recogniser(vision, enrolled(1, 2))
    shown = [len(worker.process(make_frame(number)).tracks) for number in range(91)]
    assert shown[:3] == [0, 0, 0]
    assert max(shown) == 1
    # Only while one look says another person and no second one has confirmed it.
    assert shown[3:].count(0) == 1


def test_face_that_covers_another_takes_over_neither_its_name_nor_its_track() -> None:
    """The detector's box slides from the covered face to the one in front, less sure of it than before."""
    passing = Visit(2, 51, 58, score=0.65)
    vision = ToyVision([Visit(1, 0, 50), passing, Visit(1, 59, 120)])
    worker = recogniser(vision, enrolled(1))
    steps = [worker.process(make_frame(number)) for number in range(121)]
    assert names_in(steps[50]) == {subject(1)}
    for step in steps[passing.first : passing.last + 1]:
        assert not names_in(step)
        assert not {track.track for track in step.tracks} & {1}
    assert names_in(steps[-1]) == {subject(1)}
    assert {track.track for track in steps[-1].tracks} == {1}


def test_face_at_the_place_of_one_out_of_sight_is_shown_when_it_is_known_whose_it_is() -> None:
    vision = ToyVision([Visit(1, 0, 50), Visit(2, 66, 120)])
    worker = recogniser(vision, enrolled(1))
    steps = [worker.process(make_frame(number)) for number in range(121)]
    assert {track.track for step in steps[:51] for track in step.tracks} == {1}
    assert {track.track for step in steps[66:] for track in step.tracks} == {2}
    assert steps[67].tracks


def test_doubt_that_no_look_settles_ends_the_track() -> None:
    dark = replace(GOOD, brightness=3.0)
    vision = ToyVision([Visit(1, 0, 50), Visit(2, 66, 66), Visit(2, 67, 120, quality=dark)])
    worker = recogniser(vision, enrolled(1))
    steps = [worker.process(make_frame(number)) for number in range(121)]
    assert not any(step.tracks for step in steps[66:78])
    assert {track.track for track in steps[80].tracks} == {2}
    assert {track.defects for track in steps[-1].tracks} == {(Defect.DARK,)}


def test_blurred_look_at_the_same_person_changes_nothing_but_the_moment() -> None:
    """One odd look, then the person again: the track goes on and is decided anew."""
    vision = ToyVision([Visit(1, 0, 50), Visit(2, 66, 66), Visit(1, 67, 120)])
    steps, drafts = play(recogniser(vision, enrolled(1)), 121)
    assert {track.track for step in steps for track in step.tracks} == {1}
    assert named(drafts) == [(1, Outcome.IDENTIFIED, subject(1))]


def watch_slowly(visits: list[Visit], *people: int, seconds: int, fps: float) -> list[Recognition]:
    worker = recogniser(ToyVision(visits, preferred_batch=1), enrolled(*people))
    return [worker.process(make_frame(number, fps=fps)) for number in range(int(seconds * fps))]


def names_in(step: Recognition) -> set[str]:
    return {track.judgement.subject_id for track in step.tracks if track.judgement.subject_id is not None}


def test_faces_that_cannot_be_used_starve_nobody() -> None:
    blurred = replace(GOOD, sharpness=0.0)
    poster = [Visit(p, 0, 400, (60 + 110 * p, 100), (60 + 110 * p, 100), blurred) for p in (2, 3, 4)]
    for fps in (30.0, 10.0):
        steps = watch_slowly([*poster, Visit(1, 20, 400, (320, 350), (320, 350))], 1, seconds=12, fps=fps)
        first = next(number for number, step in enumerate(steps) if names_in(step))
        assert (first - 20) / fps < 3.0


def test_name_does_not_outlive_its_last_usable_look() -> None:
    blurred = replace(GOOD, sharpness=0.0)
    steps = watch_slowly([Visit(1, 0, 50), Visit(2, 51, 400, quality=blurred)], 1, 2, seconds=12, fps=25.0)
    assert names_in(steps[50]) == {subject(1)}
    assert not any(names_in(step) for step in steps[50 + 4 * 25 :])
