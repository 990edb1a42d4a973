"""The live page: who is there, who was there, and every state of camera and models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from helpers.ui_fakes import Actor, Gate
from helpers.world import GOOD
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facegate.domain.events import EventType
from facegate.domain.identification import Outcome, Reason
from facegate.domain.pad.results import Pad
from facegate.errors import CameraError, ModelError
from facegate.pipeline.results import CameraState
from facegate.ui.viewmodels.welcome import DoorSaid, DoorWords
from facegate.ui.window import MainWindow

PATIENCE = 8000
UNPLUGGED = CameraError("Camera lost", "It does not answer.", "Check its cable.")


def labels(window: MainWindow) -> set[str]:
    return {label.title for label in window.live.video.labels}


def message(window: MainWindow) -> str:
    shown = window.live.video.message
    return shown.title if shown else ""


def test_an_enrolled_person_is_named_and_a_stranger_is_not(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada Lindqvist")
    gate.stage.actors = (Actor(1, 300), Actor(9, 700))
    qtbot.waitUntil(lambda: labels(window) == {"Ada Lindqvist", "Not identified"}, timeout=PATIENCE)
    ada = next(label for label in window.live.video.labels if label.title.startswith("Ada"))
    assert ada.tone == "good"
    assert " of 1.10" in ada.detail


def test_the_card_shows_the_last_person_once_the_event_is_recorded(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    gate.log.hold = True
    gate.add_person(1, "Ada Lindqvist", "P-7")
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: "Ada Lindqvist" in labels(window), timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(gate.log.events), timeout=PATIENCE)
    qtbot.wait(60)
    assert window.live.card.event_shown is None
    gate.log.release()
    qtbot.waitUntil(lambda: window.live.card.name == "Ada Lindqvist", timeout=PATIENCE)
    shown = window.live.card.event_shown
    assert shown == gate.log.events[0]
    assert shown.result == "identified"
    gate.log.hold = False
    card = window.live.card
    card.set_compact(False)
    for pad, told in ((Pad.NOT_ASSESSED, True), (Pad.BONA_FIDE, False)):
        # At a door distances are of no use, but that nobody looked for a picture is said.
        card.show_event(replace(shown, pad=pad), "Ada Lindqvist", None, "", "")
        card.show_door(DoorSaid(DoorWords.ALLOWED, "Access allowed"))
        assert (card._pad.isVisibleTo(card), card._distance.isVisibleTo(card)) == (told, False)
    card.show_door(None)
    assert card._pad.isVisibleTo(card)
    assert card._distance.isVisibleTo(card)


def test_earlier_people_move_to_the_list_and_erased_ones_lose_their_name(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    ada = gate.add_person(1, "Ada")
    gate.add_person(2, "Bo")
    for person, name in ((1, "Ada"), (2, "Bo")):
        gate.stage.actors = (Actor(person),)
        qtbot.waitUntil(lambda name=name: window.live.card.name == name, timeout=PATIENCE)
    model = window.live.recent_model
    assert model.data(model.index(0)) == "Ada"
    gate.services.directory.remove(ada.subject_id)
    window.session.people_changed.emit()
    assert model.data(model.index(0)) == "Erased person"


def test_a_track_that_was_too_short_does_not_leave_the_card_denying_the_box(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    """Ada is still within her cool-down: her own event comes back, as nothing new is logged of her."""
    gate.add_person(1, "Ada")
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: window.live.card.name == "Ada", timeout=PATIENCE)
    hers = window.live.card.event_shown
    gate.stage.actors = ()
    qtbot.waitUntil(lambda: not labels(window), timeout=PATIENCE)
    short = gate.add_event(None, timedelta(0), Outcome.INCONCLUSIVE, Reason.TOO_FEW_LOOKS)
    window.live.show_event(short)
    assert window.live.card.event_shown == short
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: labels(window) == {"Ada"}, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.live.card.event_shown == hers, timeout=PATIENCE)
    model = window.live.recent_model
    shown = [model.data(model.index(row), model.EventRole) for row in range(model.rowCount())]
    assert short in shown
    assert hers not in shown


def test_what_keeps_a_face_from_being_looked_at_is_said(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada")
    gate.stage.actors = (Actor(1, quality=replace(GOOD, brightness=5.0)),)
    qtbot.waitUntil(lambda: any(l.detail == "Too dark" for l in window.live.video.labels), timeout=PATIENCE)  # noqa: E741
    assert labels(window) == {"Looking…"}


def test_opening_running_lost_and_back(make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot) -> None:
    gate.stage.opening.clear()
    window = make_window(wait=False)
    qtbot.waitUntil(lambda: message(window) == "Opening the camera…", timeout=PATIENCE)
    assert window.status.camera.text() == "Opening camera"
    gate.stage.opening.set()
    qtbot.waitUntil(lambda: window.live.video.has_picture and message(window) == "", timeout=PATIENCE)
    gate.stage.error = UNPLUGGED
    qtbot.waitUntil(lambda: message(window).startswith("Camera lost"), timeout=PATIENCE)
    assert window.notices.shown is not None
    assert "Check its cable." in window.notices.shown.text
    assert window.status.fps.text() == "– fps"
    gate.stage.error = None
    qtbot.waitUntil(lambda: message(window) == "", timeout=PATIENCE)
    assert window.notices.shown is None
    # The window hears of the camera from its thread, the log from the inference thread, which may be a frame behind.
    expected = [EventType.CAMERA_LOST, EventType.CAMERA_RESTORED]
    qtbot.waitUntil(lambda: [event.type for event in gate.log.events] == expected, timeout=PATIENCE)


def test_a_dismissed_notice_stays_away_while_the_camera_is_tried_again(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    gate.stage.error = UNPLUGGED
    qtbot.waitUntil(lambda: window.notices.shown is not None, timeout=PATIENCE)
    window.notices.dismiss()
    attempts = len(gate.stage.opened)
    qtbot.waitUntil(lambda: len(gate.stage.opened) >= attempts + 1, timeout=PATIENCE)
    qtbot.wait(100)
    assert window.notices.shown is None


def test_an_ended_recording_can_be_played_again(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.stage.ended = True
    qtbot.waitUntil(lambda: message(window) == "The recording has ended", timeout=PATIENCE)
    gate.stage.ended = False
    qtbot.mouseClick(window.live.video.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: gate.services.runner.status.camera is CameraState.RUNNING, timeout=PATIENCE)
    qtbot.waitUntil(lambda: message(window) == "", timeout=PATIENCE)


def test_repeated_failures_are_shown_as_stopped_and_can_be_started_again(
    window: MainWindow, gate: Gate, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    gate.vision.fail_detection = True
    qtbot.waitUntil(lambda: message(window) == "Recognition stopped", timeout=PATIENCE)
    assert window.notices.shown is not None
    gate.vision.fail_detection = False
    qtbot.mouseClick(window.live.video.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not gate.services.runner.status.faulted and message(window) == "", timeout=PATIENCE)


def test_missing_models_are_fetched_with_a_bar(
    make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot
) -> None:
    gate.catalog.lacking = {"sface-2021dec-centred"}
    gate.catalog.step.clear()
    window = make_window(wait=False)
    qtbot.waitUntil(lambda: message(window) == "Getting the models…", timeout=PATIENCE)
    assert window.status.provider.text() == "Models not loaded"
    gate.catalog.step.set()
    qtbot.waitUntil(lambda: window.status.provider.text() == "Runs on CPU", timeout=PATIENCE)
    assert not gate.catalog.lacking
    qtbot.waitUntil(lambda: message(window) == "", timeout=PATIENCE)


def test_fetching_models_can_be_cancelled_and_begun_again(
    make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot
) -> None:
    gate.catalog.lacking = {"sface-2021dec-centred"}
    gate.catalog.step.clear()
    window = make_window(wait=False)
    qtbot.waitUntil(lambda: message(window) == "Getting the models…", timeout=PATIENCE)
    qtbot.mouseClick(window.live.video.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: message(window) == "No models: nobody is recognised", timeout=PATIENCE)
    gate.catalog.step.set()
    qtbot.mouseClick(window.live.video.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: message(window) == "", timeout=PATIENCE)


def test_models_that_cannot_be_had_are_told_with_a_remedy(
    make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot
) -> None:
    gate.catalog.lacking = {"sface-2021dec-centred"}
    gate.catalog.fetch_error = ModelError("Model missing", "There is no network.", "Bring it by hand.")
    window = make_window(wait=False)
    qtbot.waitUntil(lambda: message(window) == "No models: nobody is recognised", timeout=PATIENCE)
    notice = window.notices.shown
    assert notice is not None
    assert notice.text == "There is no network. Bring it by hand."
    gate.catalog.fetch_error = None
    assert notice.action is not None
    notice.action[1]()
    qtbot.waitUntil(lambda: message(window) == "" and window.notices.shown is None, timeout=PATIENCE)


def test_the_status_bar_says_camera_provider_speed_and_attacks(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.status.fps.text() not in ("– fps", "0.0 fps"), timeout=PATIENCE)
    assert window.status.camera.text() == "Camera on"
    assert window.status.source.whole_text == "stage:  960 × 540"
    assert window.status.provider.text() == "Runs on CPU"
    assert window.status.provider.toolTip() == "No graphics card was found."
    assert window.status.pad.text() == "Attack detection: Standard"


def test_a_hidden_page_converts_no_pictures(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("people")
    window.live.video.clear()
    qtbot.waitUntil(lambda: window.live.video.has_picture, timeout=PATIENCE)
    qtbot.wait(100)
    assert window.live.video._prepared is None
