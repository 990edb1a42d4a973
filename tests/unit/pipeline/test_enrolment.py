"""Taking samples in a made-up world."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from helpers.pad_fakes import PERSON, PICTURE, UNSURE, FakePresentation
from helpers.world import GOOD, ToyVision, Visit, frame_number, make_frame, template_of

from facegate.domain.enrolment import LANDMARK_PITCH, Aid, EnrolmentProgress
from facegate.domain.head_pose import HeadPose
from facegate.domain.ids import ModelId
from facegate.domain.poses import SAMPLE_SPACING, Cue, Pose, Turn
from facegate.domain.quality import Defect
from facegate.domain.sample_choice import REFERENCES_KEPT, Shortcoming
from facegate.errors import EnrolmentError, ModelError
from facegate.pipeline.enrolment import (
    EnrolmentSample,
    check_one_person,
    photo_sample,
)
from facegate.pipeline.guided import EnrolmentSession

ANGLES = {Pose.FRONT: (0, 0), Pose.LEFT: (25, 0), Pose.RIGHT: (-25, 0), Pose.UP: (0, 15), Pose.DOWN: (0, -15)}


def shown(pose: Pose, person: int, first: int, last: int) -> Visit:
    """Somebody who looks there for so many frames."""
    yaw, pitch = ANGLES[pose]
    return Visit(person, first, last, quality=replace(GOOD, yaw=float(yaw), pitch=float(pitch)))


def willing(person: int = 1, start: int = 0, frames: int = 25) -> list[Visit]:
    """Every pose for a second."""
    return [
        shown(pose, person, start + number * frames, start + (number + 1) * frames - 1)
        for number, pose in enumerate(Pose)
    ]


def run(session: EnrolmentSession, last: int, first: int = 0) -> list[EnrolmentProgress]:
    return [session.offer(make_frame(number)) for number in range(first, last)]


def test_two_samples_a_pose_are_taken_at_their_spacing_and_the_five_best_are_kept() -> None:
    session = EnrolmentSession(ToyVision(willing()))
    progress = run(session, 125)
    taken = [number for number, step in enumerate(progress) if step.just_taken]
    assert len(taken) == 10
    assert all((b - a) / 25 >= SAMPLE_SPACING for a, b in pairwise(taken))
    assert progress[-1].complete
    assert progress[-1].asked is None
    result = session.result()
    assert len(result.samples) == REFERENCES_KEPT
    assert result.samples[0].pose == Pose.FRONT
    assert set(result.samples) <= set(session.samples)
    assert result.skipped == ()
    assert result.shortcomings == (Shortcoming.SMALL,), "the eyes of the toy face are 60 px apart"
    assert run(session, 200, 125)[-1].taken == 10


def test_what_is_asked_and_which_way_to_turn_is_told() -> None:
    session = EnrolmentSession(ToyVision([shown(Pose.RIGHT, 1, 0, 9), shown(Pose.FRONT, 1, 10, 60)]))
    assert run(session, 5)[-1].defects == (Defect.TURNED,)
    step = run(session, 10, 5)[-1]
    assert (step.asked, step.seen, step.cue, step.turn) == (Pose.FRONT, None, Cue.BACK, Turn.LEFT)
    step = run(session, 12, 10)[-1]
    assert (step.asked, step.seen, step.cue, step.turn) == (Pose.FRONT, Pose.FRONT, Cue.HOLD, None)
    step = run(session, 60, 12)[-1]
    assert (step.asked, step.seen, step.cue, step.turn) == (Pose.LEFT, None, Cue.GO, Turn.LEFT)
    assert step.small


def test_a_pose_that_happens_to_be_shown_counts() -> None:
    session = EnrolmentSession(ToyVision([shown(Pose.FRONT, 1, 0, 24), shown(Pose.DOWN, 1, 25, 60)]))
    counts = {count.pose: count.taken for count in run(session, 60)[-1].poses}
    assert counts[Pose.DOWN] == 2
    assert session.progress.asked is Pose.LEFT


def test_a_pose_that_is_skipped_is_recorded_and_the_front_cannot_be() -> None:
    session = EnrolmentSession(ToyVision(willing()))
    run(session, 75)
    assert session.progress.asked is Pose.UP
    session.skip(Pose.UP)
    assert session.progress.asked is Pose.DOWN
    with pytest.raises(EnrolmentError):
        session.result()
    assert session.skip(Pose.DOWN).complete
    result = session.result()
    assert result.skipped == (Pose.UP, Pose.DOWN)
    assert Shortcoming.FEW_VIEWS in result.shortcomings
    assert len(result.samples) == 5
    with pytest.raises(ValueError, match="front"):
        session.skip(Pose.FRONT)


def test_nothing_is_left_when_a_session_is_given_up() -> None:
    session = EnrolmentSession(ToyVision(willing()))
    run(session, 60)
    assert session.samples
    session.forget()
    assert session.samples == ()
    assert session.progress.taken == 0


class Aids:
    """Models that are there or break."""

    model_id = ModelId("toy-quality")

    def __init__(self, openness: float = 0.3, broken: bool = False) -> None:
        self.openness = openness
        self.broken = broken
        self.asked = 0

    def _answer(self, value: object) -> object:
        self.asked += 1
        if self.broken:
            raise ModelError("Model damaged", "It does not run.", "Install it again.")
        return value

    def estimate(self, image: object, detection: object) -> HeadPose:
        return self._answer(HeadPose(0.0, 0.0, 0.0))  # type: ignore[return-value]

    def measure(self, image: object, detection: object) -> float:
        return self._answer(self.openness)  # type: ignore[return-value]

    def predict(self, image: object, detection: object, crop: object, template: object = None) -> float:
        return self._answer(0.6)  # type: ignore[return-value]


def test_closed_eyes_are_waited_for_and_predictions_are_stored() -> None:
    vision = ToyVision([shown(Pose.FRONT, 1, 0, 100)])
    eyes = Aids(openness=0.05)
    vision.eyes, vision.quality_predictor = eyes, Aids()
    session = EnrolmentSession(vision)
    assert run(session, 20)[-1].defects == (Defect.EYES_CLOSED,)
    eyes.openness = 0.3
    run(session, 40, 20)
    assert [(sample.predicted, sample.predictor) for sample in session.samples] == [(0.6, "toy-quality")] * 2
    assert session.progress.without == ()
    before = eyes.asked
    run(session, 60, 40)
    assert eyes.asked == before, "eyes are looked at only where a frontal sample is due"


def test_a_model_that_breaks_is_done_without() -> None:
    level = replace(GOOD, pitch=LANDMARK_PITCH[0])
    vision = ToyVision([Visit(1, 0, 100, quality=level)])
    broken = Aids(broken=True)
    vision.head_pose = vision.eyes = vision.quality_predictor = broken
    session = EnrolmentSession(vision)
    assert run(session, 30)[-1].taken == 2
    assert session.progress.without == (Aid.HEAD_POSE, Aid.EYES)
    assert broken.asked == 3
    assert session.samples[0].predicted is None


@pytest.mark.parametrize(
    ("quality", "defect"),
    [
        (replace(GOOD, inter_eye=20.0), Defect.TOO_SMALL),
        (replace(GOOD, yaw=40.0), Defect.TURNED),
        (replace(GOOD, pitch=-40.0), Defect.TURNED),
        (replace(GOOD, roll=30.0), Defect.TILTED),
        (replace(GOOD, sharpness=5.0), Defect.BLURRED),
        (replace(GOOD, brightness=20.0), Defect.DARK),
        (replace(GOOD, brightness=240.0), Defect.BRIGHT),
        (replace(GOOD, inside=0.5), Defect.CUT_OFF),
        (replace(GOOD, contrast=2.0), Defect.LOW_CONTRAST),
        (replace(GOOD, detection_score=float("nan")), Defect.UNSURE),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken(quality: object, defect: Defect) -> None:
    session = EnrolmentSession(ToyVision([Visit(1, 0, 50, quality=quality)]))  # type: ignore[arg-type]
    progress = [session.offer(make_frame(number)) for number in range(20)]
    assert progress[-1].defects == (defect,)
    assert progress[-1].box is not None
    assert session.samples == ()


def test_nobody_and_several_people_are_told_apart() -> None:
    session = EnrolmentSession(ToyVision([Visit(1, 5, 50), Visit(2, 10, 50, (100, 100), (100, 100))]))
    assert session.offer(make_frame(0)).defects == (Defect.NO_FACE,)
    assert session.offer(make_frame(5)).defects == ()
    assert session.offer(make_frame(10)).defects == (Defect.SEVERAL_FACES,)


def test_samples_of_two_people_never_mix() -> None:
    session = EnrolmentSession(ToyVision([Visit(1, 0, 20), Visit(2, 21, 200)]))
    steps = [session.offer(make_frame(number)) for number in range(120)]
    assert any(step.defects == (Defect.OTHER_PERSON,) and step.taken == 0 for step in steps)
    own = template_of(2)
    assert len(session.samples) == 2
    assert all(float(sample.template.vector @ own.vector) > 0.5 for sample in session.samples)


def test_turned_looks_at_somebody_else_are_refused_and_the_third_starts_anew() -> None:
    session = EnrolmentSession(ToyVision([shown(Pose.FRONT, 1, 0, 24), shown(Pose.LEFT, 2, 25, 200)]))
    steps = run(session, 60)
    strange = [number for number, step in enumerate(steps) if step.defects == (Defect.OTHER_PERSON,)]
    assert [steps[number].taken for number in strange] == [2, 2, 0]
    assert steps[-1].asked is Pose.FRONT


def test_photograph_gives_a_sample_or_says_why_not() -> None:
    sample = photo_sample(ToyVision([Visit(1, 0, 0)]), make_frame(0).image, "a.jpg")
    assert 0.0 < sample.quality <= 1.0
    with pytest.raises(EnrolmentError) as caught:
        photo_sample(ToyVision(), make_frame(0).image, "b.jpg")
    assert "b.jpg" in caught.value.message
    assert caught.value.fields["defect"] is Defect.NO_FACE


def test_photographs_of_different_people_are_refused_by_number() -> None:
    samples = [EnrolmentSample(template_of(p, 0.2, n), 0.9, make_frame(0).image) for n, p in enumerate((1, 1, 7, 1))]
    check_one_person([samples[0], samples[1], samples[3]], 1.1)
    for mixed in ((1, 1, 7, 7), (1, 1, 1, 7, 7), (1, 7)):
        two = [EnrolmentSample(template_of(p, 0.2, n), 0.9, make_frame(0).image) for n, p in enumerate(mixed)]
        with pytest.raises(EnrolmentError):
            check_one_person(two, 1.1)
    with pytest.raises(EnrolmentError) as caught:
        check_one_person(samples, 1.1)
    assert caught.value.fields["number"] == 3


def test_only_of_a_person_who_is_there_is_a_sample_taken_where_attacks_are_looked_for() -> None:
    for shown_score, said in ((PICTURE, Defect.PICTURE), (UNSURE, Defect.UNPROVEN)):
        vision = ToyVision(willing())
        vision.pad = FakePresentation(lambda _image, _face, score=shown_score: score)
        progress = run(EnrolmentSession(vision, assess=True), 125)
        assert not any(step.taken for step in progress)
        assert any(step.defects == (said,) for step in progress)
    vision = ToyVision(willing())
    assert run(EnrolmentSession(vision, assess=True), 125)[-1].complete


def test_without_what_tells_a_person_from_a_picture_nobody_is_enrolled_but_where_it_is_off() -> None:
    failing = FakePresentation()
    failing.fails = True
    for model in (None, failing):
        vision = ToyVision(willing())
        vision.pad = model
        progress = run(EnrolmentSession(vision, assess=True), 125)
        assert not any(step.taken for step in progress)
        assert any(step.defects == (Defect.UNPROVEN,) for step in progress)
        assert run(EnrolmentSession(vision), 125)[-1].complete


def test_a_picture_held_up_in_the_middle_drops_what_was_taken() -> None:
    vision = ToyVision([shown(Pose.FRONT, 1, 0, 200)])
    vision.pad = FakePresentation(lambda image, _face: PERSON if frame_number(image) < 10 else PICTURE)
    progress = run(EnrolmentSession(vision, assess=True), 40)
    assert max(step.taken for step in progress) == 1
    assert progress[-1].taken == 0


def test_one_lucky_look_among_many_doubtful_ones_is_not_enough() -> None:
    vision = ToyVision([shown(Pose.FRONT, 1, 0, 400)])
    vision.pad = FakePresentation(lambda image, _face: PERSON if frame_number(image) % 10 == 9 else -2.0)
    progress = run(EnrolmentSession(vision, assess=True), 400)
    assert not any(step.taken for step in progress)
