"""A model without a measured threshold identifies nobody, on any way to a decision; people can be enrolled with it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from helpers.people_store import MemoryPeople
from helpers.world import ToyVision, Visit, enrolled, make_frame, subject, template_of

from facegate.domain.events import EventType
from facegate.domain.identification import (
    Candidate,
    CandidateList,
    DecisionPolicy,
    OperatingPoint,
    Outcome,
    Reason,
    TrackDecision,
    judge,
)
from facegate.domain.ids import ReferenceId
from facegate.domain.presence import Presence
from facegate.domain.profiles import Profile
from facegate.pipeline.control import policy_of
from facegate.pipeline.directory import NameDirectory
from facegate.pipeline.engine import Engine
from facegate.pipeline.enrolment import EnrolmentSample
from facegate.pipeline.known_people import AlreadyEnrolledError
from facegate.pipeline.people import PeopleService
from facegate.pipeline.recognise import Recogniser
from facegate.settings.model import RecognitionSettings

BLIND = DecisionPolicy(1.1, 0.0, 3, 5, calibrated=False)


def unmeasured() -> ToyVision:
    vision = ToyVision([Visit(1, 0, 60)])
    vision.operating_point = replace(vision.operating_point, measured=False)
    return vision


@pytest.mark.parametrize("distance", [0.0, 0.5, 1.1, 3.0])
def test_no_look_names_anybody_however_near(distance: float) -> None:
    found = CandidateList((Candidate(subject(1), ReferenceId(1), distance),))
    look = judge(found, BLIND)
    assert (look.outcome, look.reason, look.distance) == (Outcome.INCONCLUSIVE, Reason.NOT_CALIBRATED, distance)
    track = TrackDecision(BLIND)
    for _ in range(5):
        track.add(look)
    assert (track.current().outcome, track.current().reason) == (Outcome.INCONCLUSIVE, Reason.NOT_CALIBRATED)


def test_rules_of_such_a_model_are_not_calibrated() -> None:
    assert policy_of(RecognitionSettings(), unmeasured()).calibrated is False
    assert policy_of(RecognitionSettings(), ToyVision()).calibrated is True


def test_somebody_enrolled_walks_by_and_is_not_named() -> None:
    vision = unmeasured()
    recogniser = Recogniser(vision, enrolled(1, 2), BLIND, Presence(60.0), "toy:")
    drafts = [draft for number in range(60) for draft in recogniser.process(make_frame(number)).drafts]
    drafts += recogniser.finish()
    results = {draft.judgement.outcome for draft in drafts if draft.type is EventType.IDENTIFICATION}
    assert results <= {Outcome.INCONCLUSIVE}
    named = Recogniser(vision, enrolled(1, 2), replace(BLIND, calibrated=True), Presence(60.0), "toy:")
    drafts = [draft for number in range(60) for draft in named.process(make_frame(number)).drafts]
    assert Outcome.IDENTIFIED in {draft.judgement.outcome for draft in drafts if draft.judgement is not None}


def test_enrolling_calls_nobody_known() -> None:
    sample = EnrolmentSample(template_of(1), 0.9, np.zeros((8, 8, 3), np.uint8))
    for policy, known in ((BLIND, False), (replace(BLIND, calibrated=True), True)):
        store = MemoryPeople()
        store.add(Profile("Ada", "A-1"), [], None, "tester")
        store.people[subject(1)] = next(iter(store.people.values()))
        engine = Engine(unmeasured(), enrolled(1), policy, 60.0)
        service = PeopleService(store, NameDirectory(), lambda engine=engine: engine, lambda _crop: b"", "tester")
        if known:
            with pytest.raises(AlreadyEnrolledError):
                service.check_samples([sample])
        else:
            service.check_samples([sample])


def test_point_is_measured_unless_said_otherwise() -> None:
    assert OperatingPoint(template_of(1).model_id, 1.1, "here", "2026-01-01").measured
