"""Guidance of a challenge: words, arrow, ring of time, and what a screen reader says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facegate.domain.faces import Box
from facegate.domain.frames import Frame
from facegate.domain.identification import Judgement, Outcome, Reason
from facegate.domain.ids import TrackId
from facegate.domain.pad.challenge_view import ChallengeState, ChallengeView, Failure
from facegate.domain.pad.movements import Movement
from facegate.domain.poses import Turn
from facegate.pipeline.results import FrameResult, TrackView
from facegate.ui.challenge_words import challenge_detail, challenge_text, challenge_tone
from facegate.ui.theme import VIDEO
from facegate.ui.viewmodels.challenge import ChallengeGuides, guide_of
from facegate.ui.widgets.challenge_guide import Guide
from facegate.ui.widgets.video import VideoView
from facegate.ui.window import MainWindow

BOX = Box(270.0, 120.0, 100.0, 120.0)


def view(
    state: ChallengeState = ChallengeState.MOVE,
    movement: Movement | None = None,
    *,
    share: float = 0.0,
    blinks: int = 0,
    remaining: float = 3.2,
    failure: Failure | None = None,
) -> ChallengeView:
    return ChallengeView(state, movement, 2, 3, share, blinks, remaining, 7.0, failure, 1)


def track(number: int, challenge: ChallengeView | None, box: Box = BOX) -> TrackView:
    undecided = Judgement(Outcome.INCONCLUSIVE, Reason.PAD_INCONCLUSIVE, None, None, None)
    landmarks = np.zeros((5, 2), np.float32)
    return TrackView(TrackId(number), box, landmarks, undecided, True, 3, (), 0.0, challenge=challenge)


def result(time: float, *tracks: TrackView) -> FrameResult:
    image = np.full((360, 640, 3), 90, np.uint8)
    frame = Frame(image, 0, time, datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    return FrameResult(frame, tracks, None, 0.01, 25.0)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (view(ChallengeState.FRONT), "Look straight at the camera."),
        (view(ChallengeState.BACK), "Look straight at the camera."),
        (view(movement=Movement.LEFT), "Turn your head to the left."),
        (view(movement=Movement.LEFT, share=0.5), "A little further to the left."),
        (view(movement=Movement.RIGHT), "Turn your head to the right."),
        (view(movement=Movement.BLINK), "Blink twice."),
        (view(movement=Movement.BLINK, share=0.5, blinks=1), "Blink once more."),
        (view(movement=Movement.CLOSER, share=0.5), "A little closer."),
        (view(ChallengeState.PAUSE, failure=Failure.WRONG), "That was another movement."),
        (view(ChallengeState.PAUSE, failure=Failure.TIME), "The time is up."),
        (view(ChallengeState.PASSED), "Thank you."),
        (view(ChallengeState.SWAPPED), "Somebody else stands here now."),
    ],
)
def test_words_of_a_challenge(qapp: QApplication, shown: ChallengeView, words: str) -> None:
    assert challenge_text(shown) == words


def test_small_words_tell_where_it_stands(qapp: QApplication) -> None:
    assert challenge_detail(view(movement=Movement.LEFT)) == "Step 2 of 3 · 4 s"
    assert challenge_detail(view(ChallengeState.PAUSE, remaining=1.1)) == "Again in 2 s · tries left: 1"
    assert "PIN" in challenge_detail(view(ChallengeState.FAILED))
    tones = [challenge_tone(view(state)) for state in (ChallengeState.PASSED, ChallengeState.SWAPPED)]
    assert tones == ["good", "bad"]


def test_a_guide_shows_way_time_and_steps() -> None:
    guide = guide_of(track(1, None), view(movement=Movement.RIGHT, remaining=3.5))
    assert (guide.turn, guide.closer, guide.remaining) == (Turn.RIGHT, None, 0.5)
    assert guide.marks == (True, False, False)
    assert guide_of(track(1, None), view(movement=Movement.CLOSER, share=0.4)).closer == 0.4
    assert guide_of(track(1, None), view(ChallengeState.PASSED)).remaining is None


def test_one_person_is_guided_at_a_time_and_the_end_is_shown_for_a_moment() -> None:
    guides = ChallengeGuides()
    far = track(1, view(movement=Movement.LEFT), Box(0.0, 0.0, 50.0, 60.0))
    done, plain = track(2, view(ChallengeState.PASSED)), track(3, None)
    assert guides.choose([plain], 0.0) is None
    assert guides.choose([plain, far, done], 1.0) is far
    assert guides.choose([plain, done], 2.0) is done
    assert guides.choose([plain, done], 3.6) is None


def painted(video: VideoView, guide: Guide) -> QImage:
    video.show_frame(result(0.0).frame.image, guide=guide)
    return video.grab().toImage()


def bright(image: QImage, left: int, right: int) -> int:
    """Pixels in the colour of the arrow in a band of columns, beside the face."""
    colour = QColor(VIDEO.text)
    rows = range(140, 220, 2)
    return sum(image.pixelColor(x, y) == colour for x in range(left, right, 2) for y in rows)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_arrow_points_to_the_persons_own_side_of_a_mirror(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    video = VideoView()
    qtbot.addWidget(video)
    video.setLayoutDirection(direction)
    video.resize(640, 360)
    left = painted(video, guide_of(track(1, None), view(movement=Movement.LEFT)))
    right = painted(video, guide_of(track(1, None), view(movement=Movement.RIGHT)))
    assert bright(left, 60, 240) > 100 > 10 > bright(left, 400, 580)
    assert bright(right, 400, 580) > 100 > 10 > bright(right, 60, 240)


def test_the_picture_is_mirrored_while_somebody_is_guided(qtbot: QtBot) -> None:
    video = VideoView()
    qtbot.addWidget(video)
    video.resize(640, 360)
    image = np.full((360, 640, 3), 40, np.uint8)
    image[:, :60] = 250
    guide = guide_of(track(1, None), view(ChallengeState.FRONT))
    bands = []
    for each in (None, guide, None):
        video.show_frame(image, guide=each)
        shown = video.grab().toImage()
        bands.append((shown.pixelColor(20, 60).red() > 200, shown.pixelColor(620, 60).red() > 200))
    assert bands == [(True, False), (False, True), (True, False)]


def test_a_screen_reader_finds_what_is_asked(qtbot: QtBot) -> None:
    video = VideoView()
    qtbot.addWidget(video)
    said = []
    for state, movement in ((ChallengeState.MOVE, Movement.LEFT), (ChallengeState.PASSED, None)):
        painted(video, guide_of(track(1, None), view(state, movement)))
        said.append(video.accessibleDescription())
    video.show_frame(result(0.0).frame.image)
    assert [*said, video.accessibleDescription()] == [
        "Turn your head to the left. Step 2 of 3 · 4 s",
        "Thank you. ",
        "",
    ]


def test_the_live_page_guides_instead_of_labelling(make_window: Callable[..., MainWindow]) -> None:
    page = make_window(start=False).live
    page.show_result(result(0.0, track(1, view(movement=Movement.LEFT)), track(2, None, Box(10.0, 10.0, 60.0, 70.0))))
    assert page.video.guide is not None
    assert page.video.guide.title == "Turn your head to the left."
    assert len(page.video.labels) == 1, "whoever is guided needs no words at their face"
    page.show_result(result(1.0, track(1, view(ChallengeState.PASSED))))
    page.show_result(result(9.0, track(1, view(ChallengeState.PASSED))))
    assert page.video.guide is None
    assert len(page.video.labels) == 1
