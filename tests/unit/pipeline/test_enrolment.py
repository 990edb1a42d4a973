"""Taking samples in a made-up world."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from helpers.world import GOOD, ToyVision, Visit, make_frame, template_of

from facegate.domain.enrolment import SAMPLE_SPACING, SAMPLES_WANTED
from facegate.domain.quality import Defect
from facegate.errors import EnrolmentError
from facegate.pipeline.enrolment import (
    EnrolmentSample,
    EnrolmentSession,
    check_one_person,
    photo_sample,
)


def test_five_samples_are_taken_at_their_spacing() -> None:
    session = EnrolmentSession(ToyVision([Visit(1, 0, 200)]))
    progress = [session.offer(make_frame(number)) for number in range(100)]
    taken = [number for number, step in enumerate(progress) if step.just_taken]
    assert len(taken) == SAMPLES_WANTED
    assert all((b - a) / 25 >= SAMPLE_SPACING for a, b in pairwise(taken))
    assert progress[-1].complete
    assert not any(step.just_taken for step in progress[taken[-1] + 1 :])


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
    assert len(session.samples) == SAMPLES_WANTED
    assert all(float(sample.template.vector @ own.vector) > 0.5 for sample in session.samples)


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
