"""People in front of an enrolment: one who turns as asked, and one who does not turn at all."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from facegate.domain.poses import Pose
from facegate.ui.dialogs.enrol_camera import EnrolCameraDialog
from helpers.ui_fakes import Actor, Gate
from helpers.world import GOOD

PATIENCE = 8000
ANGLES = {
    Pose.FRONT: (0.0, 0.0),
    Pose.LEFT: (25.0, 0.0),
    Pose.RIGHT: (-25.0, 0.0),
    Pose.UP: (0.0, 15.0),
    Pose.DOWN: (0.0, -15.0),
}
"""Yaw and pitch of somebody in a pose."""


def turned(actor: Actor, pose: Pose) -> Actor:
    """The same person looking there, close enough for a good sample."""
    yaw, pitch = ANGLES[pose]
    return replace(actor, quality=replace(GOOD, inter_eye=80.0, yaw=yaw, pitch=pitch))


def turn_as_asked(dialog: EnrolCameraDialog, gate: Gate, qtbot: QtBot, actor: Actor) -> None:
    """Show every pose until all samples are there."""
    for number, pose in enumerate(Pose, start=1):
        gate.stage.actors = (turned(actor, pose),)
        text = f"{2 * number} of 10 samples"
        qtbot.waitUntil(lambda text=text: dialog.taken.text() == text, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(dialog.samples()), timeout=PATIENCE)


def skip_the_rest(dialog: EnrolCameraDialog, qtbot: QtBot) -> None:
    """Take the two frontal samples of whoever stands there, and skip the other poses."""
    qtbot.waitUntil(dialog.skip_button.isEnabled, timeout=PATIENCE)
    for _pose in range(len(Pose) - 1):
        dialog.skip_button.click()
    assert len(dialog.samples()) == 2
