"""Enrolling through the camera."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.enrolling import skip_the_rest, turn_as_asked, turned
from helpers.ui_fakes import Actor, Gate
from helpers.world import GOOD
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facegate.domain.people import SampleSource
from facegate.domain.poses import Pose, Turn
from facegate.domain.profiles import Profile
from facegate.domain.quality import Defect
from facegate.errors import CameraError, StorageError
from facegate.pipeline.results import FrameResult
from facegate.ui.dialogs.enrol_camera import EnrolCameraDialog
from facegate.ui.pose_words import hint_text
from facegate.ui.window import MainWindow

PATIENCE = 8000
GRACE = Actor(7)


def open_dialog(window: MainWindow, qtbot: QtBot) -> EnrolCameraDialog:
    dialog = window.enrol()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def complete(window: MainWindow, gate: Gate, qtbot: QtBot, *actors: Actor) -> EnrolCameraDialog:
    gate.stage.actors = actors or (GRACE,)
    dialog = open_dialog(window, qtbot)
    dialog.form.consent.setChecked(True)
    skip_the_rest(dialog, qtbot)
    return dialog


def enrolling(gate: Gate) -> bool:
    return gate.services.runner.handler._enrolment is not None


def test_a_person_is_enrolled_by_keyboard_alone_and_recognised(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.stage.actors = (GRACE,)
    qtbot.keyClick(window, "n", Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EnrolCameraDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is dialog.form.consent
    qtbot.keyClick(dialog.form.consent, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.form.name
    qtbot.keyClicks(dialog.form.name, "Grace Okafor")
    qtbot.keyClick(dialog.form.name, Qt.Key.Key_Tab)
    qtbot.keyClicks(dialog.form.identifier, "P-077")
    qtbot.keyClick(dialog.form.identifier, Qt.Key.Key_Return)
    assert dialog.subject is None, "nobody may be enrolled before the samples are there"
    qtbot.waitUntil(dialog.skip_button.isEnabled, timeout=PATIENCE)
    for left in ("2 of 8", "2 of 6", "2 of 4", "2 of 2"):
        qtbot.keyClick(dialog.form.identifier, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda left=left: dialog.taken.text() == f"{left} samples", timeout=PATIENCE)
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    qtbot.keyClick(dialog.form.identifier, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(gate.store.people), timeout=PATIENCE)
    (subject,) = gate.store.people.values()
    assert (subject.name, subject.external_id, subject.references) == ("Grace Okafor", "P-077", 2)
    qtbot.waitUntil(lambda: window.live.card.name == "Grace Okafor", timeout=PATIENCE)
    assert window.notices.shown is not None
    assert "Grace Okafor" in window.notices.shown.text
    page = window.people
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.name == subject.name, timeout=PATIENCE)


def test_the_consent_is_recorded_as_given_on_the_screen(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    dialog = complete(window, gate, qtbot)
    shown = gate.services.consents.current("en")
    assert dialog.form.paper.text.text() == shown.text
    dialog.form.name.setText("Grace")
    dialog.form.identifier.setText("1")
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: bool(gate.store.people), timeout=PATIENCE)
    ((consent,),) = gate.store.given_consents.values()
    assert (consent.text_version, consent.attested, consent.recorded_by) == (shown.version, False, "tester")
    assert gate.services.consents.text_of(consent) == shown.text


def test_nothing_is_computed_before_consent_and_all_is_dropped_when_it_is_taken_back(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    gate.stage.actors = ()
    qtbot.waitUntil(lambda: not window.live.video.labels, timeout=PATIENCE)
    dialog = open_dialog(window, qtbot)
    qtbot.waitUntil(lambda: dialog.video.has_picture, timeout=PATIENCE)
    assert not enrolling(gate)
    assert "tick the box" in dialog.hint.text()
    gate.stage.actors = (GRACE,)
    dialog.form.consent.setChecked(True)
    skip_the_rest(dialog, qtbot)
    dialog.form.consent.setChecked(False)
    assert dialog.samples() == ()
    qtbot.waitUntil(lambda: not enrolling(gate), timeout=PATIENCE)
    assert not dialog.enrol_button.isEnabled()


HINTS = {
    Defect.NO_FACE: (),
    Defect.SEVERAL_FACES: (replace(GRACE, x=250.0), Actor(8, 700.0)),
    Defect.CUT_OFF: (replace(GRACE, quality=replace(GOOD, inside=0.5)),),
    Defect.TOO_SMALL: (replace(GRACE, quality=replace(GOOD, inter_eye=15.0)),),
    Defect.DARK: (replace(GRACE, quality=replace(GOOD, brightness=20.0)),),
    Defect.BRIGHT: (replace(GRACE, quality=replace(GOOD, brightness=240.0)),),
    Defect.LOW_CONTRAST: (replace(GRACE, quality=replace(GOOD, contrast=5.0)),),
    Defect.TURNED: (replace(GRACE, quality=replace(GOOD, yaw=50.0)),),
    Defect.TILTED: (replace(GRACE, quality=replace(GOOD, roll=40.0)),),
    Defect.BLURRED: (replace(GRACE, quality=replace(GOOD, sharpness=3.0)),),
    Defect.UNSURE: (replace(GRACE, quality=replace(GOOD, detection_score=0.5)),),
}


def test_every_defect_is_said_in_words(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    # Those that need looks before, or a picture that is held up, are shown by tests of their own.
    others = {Defect.OTHER_PERSON, Defect.EYES_CLOSED, Defect.PICTURE, Defect.UNPROVEN}
    assert set(HINTS) | others == set(Defect)
    assert len({hint_text(defect) for defect in Defect}) == len(Defect)
    dialog = open_dialog(window, qtbot)
    dialog.form.consent.setChecked(True)
    for defect, actors in HINTS.items():
        gate.stage.actors = actors
        qtbot.waitUntil(lambda defect=defect: dialog.hint.text() == hint_text(defect), timeout=PATIENCE)
        # To stand somewhere else before it begins is no mistake.
        assert dialog.hint.property("tone") == ("" if defect is Defect.NO_FACE else "warn")
    assert dialog.taken.text() == "0 of 10 samples"


def test_somebody_willing_is_asked_for_every_pose_and_told_how_good_it_is(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.form.consent.setChecked(True)
    qtbot.waitUntil(lambda: dialog.video.ring is not None and dialog.video.ring.tone == "warn", timeout=PATIENCE)
    assert dialog.video.ring is not None
    assert dialog.video.ring.box is None
    assert not dialog.skip_button.isEnabled(), "the front cannot be skipped"
    gate.stage.actors = (replace(turned(GRACE, Pose.FRONT), x=300.0),)
    qtbot.waitUntil(lambda: dialog.hint.text() == "Hold still.", timeout=PATIENCE)
    qtbot.waitUntil(lambda: dialog.hint.text() == "Turn your head to the left.", timeout=PATIENCE)
    ring = dialog.video.ring
    assert (ring.done, ring.wanted, ring.active, ring.turn) == (2, 10, Pose.LEFT, Turn.LEFT)
    assert ring.box is not None
    assert ring.box.center == (300.0, 270.0)
    assert "eyes" in dialog.note.text(), "models that are not there are told"
    gate.stage.actors = (replace(GRACE, quality=replace(GOOD, inter_eye=40.0)),)
    qtbot.waitUntil(lambda: "closer" in dialog.note.text(), timeout=PATIENCE)
    turn_as_asked(dialog, gate, qtbot, GRACE)
    assert dialog.video.ring.done == 10
    assert len(dialog.samples()) == 5
    assert {sample.pose for sample in dialog.samples()} <= {pose.value for pose in Pose}
    assert dialog.hint.text() == "Done. The samples are good."
    assert dialog.hint.property("tone") == "good"
    assert "name and identifier" in dialog.note.text()
    assert not dialog.skip_button.isEnabled()


def test_poses_that_were_skipped_are_recorded_and_told(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    dialog.form.consent.setChecked(True)
    gate.stage.actors = (turned(GRACE, Pose.FRONT),)
    qtbot.waitUntil(lambda: dialog.hint.text() == "Turn your head to the left.", timeout=PATIENCE)
    dialog.skip_button.click()
    gate.stage.actors = (turned(GRACE, Pose.RIGHT),)
    qtbot.waitUntil(lambda: dialog.taken.text() == "4 of 8 samples", timeout=PATIENCE)
    dialog.skip_button.click()
    dialog.skip_button.click()
    assert [sample.pose for sample in dialog.samples()] == ["front", "front", "right", "right"]
    assert dialog.hint.text() == "Done. Usable, but these poses are missing: left, up, down."
    dialog.form.name.setText("Grace")
    dialog.form.identifier.setText("1")
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: bool(gate.store.people), timeout=PATIENCE)
    (subject_id,) = gate.store.people
    assert gate.store.skipped[subject_id] == ("left", "up", "down")


def test_somebody_else_in_between_starts_the_samples_again(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.stage.actors = (GRACE,)
    dialog = open_dialog(window, qtbot)
    dialog.form.consent.setChecked(True)
    qtbot.waitUntil(lambda: dialog.taken.text() == "2 of 10 samples", timeout=PATIENCE)
    gate.stage.actors = (Actor(8),)
    qtbot.waitUntil(lambda: dialog.taken.text() == "0 of 10 samples", timeout=PATIENCE)
    skip_the_rest(dialog, qtbot)


@pytest.mark.parametrize("replacing", [False, True])
def test_samples_are_taken_of_somebody_on_record(window: MainWindow, gate: Gate, qtbot: QtBot, replacing: bool) -> None:
    ada = gate.add_person(1, "Ada Lindqvist", "P-001")
    gate.stage.actors = (Actor(1),)
    dialog = window.take_samples(ada, replace=replacing)
    assert "Ada Lindqvist" in dialog.windowTitle()
    assert not dialog.form.name.isVisible()
    assert not dialog.form.consent.isVisible(), "consent is on record"
    skip_the_rest(dialog, qtbot)
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: window.notices.shown is not None, timeout=PATIENCE)
    assert window.notices.shown is not None
    assert window.notices.shown.title == ("Enrolled anew" if replacing else "Samples added")
    assert gate.store.get(ada.subject_id).references == (2 if replacing else 3)


def test_consent_is_asked_of_somebody_on_record_who_never_gave_it(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    bea = gate.services.people.add_without_face(Profile("Bea", "P-2"), declined=False)
    gate.stage.actors = (GRACE,)
    dialog = window.take_samples(bea)
    assert dialog.form.consent.isVisible()
    assert not enrolling(gate)
    dialog.form.consent.setChecked(True)
    skip_the_rest(dialog, qtbot)
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: len(gate.store.given_consents[bea.subject_id]) == 1, timeout=PATIENCE)


def test_a_known_face_is_refused_with_the_name(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada Lindqvist", "P-001")
    dialog = complete(window, gate, qtbot, Actor(1))
    qtbot.waitUntil(lambda: dialog.verdict.isVisible(), timeout=PATIENCE)
    assert "Ada Lindqvist" in dialog.verdict.text
    assert "P-001" in dialog.verdict.text
    dialog.form.name.setText("Somebody")
    dialog.form.identifier.setText("9")
    assert not dialog.enrol_button.isEnabled()
    gate.stage.actors = (GRACE,)
    dialog.again_button.click()
    assert not dialog.verdict.isVisible()
    skip_the_rest(dialog, qtbot)
    qtbot.waitUntil(dialog.enrol_button.isEnabled, timeout=PATIENCE)
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: len(gate.store.people) == 2, timeout=PATIENCE)


def test_an_identifier_that_is_taken_is_refused_with_the_name(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada Lindqvist", "P-001")
    dialog = complete(window, gate, qtbot)
    dialog.form.name.setText("Grace")
    dialog.form.identifier.setText("P-001")
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: dialog.verdict.isVisible(), timeout=PATIENCE)
    assert "Ada Lindqvist" in dialog.verdict.text
    assert dialog.focusWidget() is dialog.form.identifier
    qtbot.keyClicks(dialog.form.identifier, "P-002")
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: len(gate.store.people) == 2, timeout=PATIENCE)


def test_an_error_of_the_disk_is_told_and_nobody_is_enrolled(
    window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = complete(window, gate, qtbot)

    def full(*_args: object, **_names: object) -> None:
        raise StorageError("Disk full", "There is no room on the disk.", "Make room.")

    monkeypatch.setattr(gate.store, "add", full)
    dialog.form.name.setText("Grace")
    dialog.form.identifier.setText("1")
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: dialog.verdict.text == "There is no room on the disk. Make room.", timeout=PATIENCE)
    assert dialog.isVisible()
    assert dialog.enrol_button.isEnabled()
    assert not gate.store.people


@pytest.mark.parametrize("moment", ["before consent", "while samples are taken", "when complete"])
def test_cancel_leaves_nothing(window: MainWindow, gate: Gate, qtbot: QtBot, moment: str) -> None:
    if moment == "when complete":
        dialog = complete(window, gate, qtbot)
        dialog.form.name.setText("Grace")
        dialog.form.identifier.setText("1")
    else:
        gate.stage.actors = (GRACE,)
        dialog = open_dialog(window, qtbot)
        if moment == "while samples are taken":
            dialog.form.consent.setChecked(True)
            qtbot.waitUntil(lambda: dialog.taken.text() == "1 of 10 samples", timeout=PATIENCE)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not enrolling(gate), timeout=PATIENCE)
    assert not gate.store.people
    assert not gate.store.stored
    # Recognition goes on: the person is a stranger.
    qtbot.waitUntil(lambda: any(x.title == "Not identified" for x in window.live.video.labels), timeout=PATIENCE)


def test_other_models_in_between_start_the_samples_again(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.stage.actors = (GRACE,)
    dialog = open_dialog(window, qtbot)
    dialog.form.consent.setChecked(True)
    qtbot.waitUntil(lambda: dialog.taken.text() == "2 of 10 samples", timeout=PATIENCE)
    spec = next(spec for spec in window.settings.form.specs if spec.name == "embedder")
    window.settings.form.change(spec, "other-embedder")
    qtbot.waitUntil(lambda: dialog.taken.text() == "0 of 10 samples", timeout=PATIENCE)
    skip_the_rest(dialog, qtbot)
    assert {sample.template.model_id for sample in dialog.samples()} == {"other-embedder"}


def test_a_camera_that_is_lost_meanwhile_is_shown_in_the_dialog(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot)
    qtbot.waitUntil(lambda: dialog.video.has_picture, timeout=PATIENCE)
    gate.stage.error = CameraError("Camera lost", "It does not answer.", "Check its cable.")
    qtbot.waitUntil(lambda: dialog.video.message is not None, timeout=PATIENCE)
    assert dialog.video.message is not None
    assert dialog.video.message.title.startswith("Camera lost")
    gate.stage.error = None
    qtbot.waitUntil(lambda: dialog.video.message is None, timeout=PATIENCE)


def test_a_recording_that_ends_meanwhile_is_said_with_what_to_do(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.stage.actors = (turned(GRACE, Pose.FRONT),)
    dialog = open_dialog(window, qtbot)
    dialog.form.consent.setChecked(True)
    shown: list[FrameResult] = []
    window.session.bridge.result_changed.connect(shown.append)
    qtbot.waitUntil(lambda: dialog.hint.text() == "Turn your head to the left.", timeout=PATIENCE)
    gate.stage.ended = True
    qtbot.waitUntil(lambda: "recording has ended" in dialog.hint.text(), timeout=PATIENCE)
    assert "skip the poses" in dialog.hint.text()
    assert dialog.hint.property("tone") == "warn"
    # The last picture may come after the end was told.
    dialog._show_result(shown[-1])
    assert "recording has ended" in dialog.hint.text()
    assert dialog.video.message is not None
    assert dialog.video.message.action == "Start camera"
    gate.stage.ended = False
    dialog.video.action_wanted.emit()
    qtbot.waitUntil(lambda: dialog.video.message is None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: dialog.hint.text() == "Turn your head to the left.", timeout=PATIENCE)


def test_pictures_are_kept_only_when_the_setting_says_so(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.services.people.keep_pictures = True
    dialog = complete(window, gate, qtbot)
    dialog.form.name.setText("Grace")
    dialog.form.identifier.setText("1")
    dialog.enrol_button.click()
    qtbot.waitUntil(lambda: bool(gate.store.people), timeout=PATIENCE)
    assert all(picture and picture[:2] == b"\xff\xd8" for picture in gate.store.pictures.values())
    assert dialog.source is SampleSource.CAMERA
