"""Whether an enrolment looks for pictures depends on the camera that it looks through, whenever that is opened."""

from __future__ import annotations

from helpers.pad_fakes import PICTURE, FakePresentation
from helpers.world import MemoryLog, ToyVision, Visit, enrolled, make_frame

from facegate.domain.enrolment import EnrolmentProgress, frontal_plan
from facegate.domain.frames import SourceInfo
from facegate.domain.identification import DecisionPolicy
from facegate.domain.pad.levels import PadLevel
from facegate.domain.quality import Defect
from facegate.pipeline.engine import Engine
from facegate.pipeline.inference import FrameHandler

POLICY = DecisionPolicy(threshold=1.1, margin=0.05, looks_needed=3, looks_window=5)
CAMERA, FILM = SourceInfo("0", "camera", live=True), SourceInfo("film.avi", "film", live=False)


def handler_of_a_picture(level: PadLevel = PadLevel.STANDARD) -> FrameHandler:
    vision = ToyVision([Visit(1, 0, 10_000)])
    vision.pad = FakePresentation(lambda *_: PICTURE)
    handler = FrameHandler(MemoryLog())
    handler.install(Engine(vision, enrolled(2), POLICY, 60.0))
    handler.assess_by(lambda source: level if source.live else None)
    return handler


def offer(handler: FrameHandler, first: int, last: int) -> list[EnrolmentProgress]:
    return [told for number in range(first, last) if (told := handler.handle(make_frame(number))[2]) is not None]


def test_a_camera_that_is_opened_after_the_enrolment_began_is_looked_through_as_any() -> None:
    handler = handler_of_a_picture()
    handler.begin_enrolment(frontal_plan())
    handler.begin_source(CAMERA)
    told = offer(handler, 0, 100)
    assert not any(each.taken for each in told)
    assert any(each.defects == (Defect.PICTURE,) for each in told)


def test_what_was_taken_from_a_film_does_not_count_before_a_camera() -> None:
    handler = handler_of_a_picture()
    handler.begin_source(FILM)
    handler.begin_enrolment()
    assert offer(handler, 0, 60)[-1].taken > 0
    handler.begin_source(CAMERA)
    assert [each.taken for each in offer(handler, 60, 120)] == [0] * 60


def test_a_level_that_is_changed_meanwhile_holds_for_what_follows() -> None:
    handler = handler_of_a_picture(PadLevel.OFF)
    handler.begin_source(CAMERA)
    handler.begin_enrolment()
    assert offer(handler, 0, 60)[-1].taken > 0
    handler.assess_by(lambda _source: PadLevel.STRICT)
    assert [each.taken for each in offer(handler, 60, 120)] == [0] * 60
