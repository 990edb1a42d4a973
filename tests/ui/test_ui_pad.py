"""Attack detection in the window: what is shown of an attack, its level, its limits, and the self-test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from helpers.pad_fakes import PERSON, PICTURE
from helpers.ui_fakes import Actor, Gate
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facegate.domain.access.zones import Zone
from facegate.domain.identification import Outcome, Reason
from facegate.domain.pad import self_test
from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.self_test import Species, StepResult, StepState
from facegate.pipeline.results import PadInForce
from facegate.ui.pad_test_words import step_text, step_tone, verdict_text
from facegate.ui.pad_words import blocked_text, pad_said, result_look
from facegate.ui.widgets.zone_form import ZoneForm
from facegate.ui.window import MainWindow

PATIENCE = 8000


# -- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", [Reason.PRESENTATION_ATTACK, Reason.PAD_INCONCLUSIVE, Reason.FACE_BLOCKED])
def test_what_attack_detection_refuses_has_no_name(reason: Reason) -> None:
    look = result_look(Outcome.INCONCLUSIVE, reason)
    assert look.nameless
    assert (look.tone == "bad") is (reason is Reason.PRESENTATION_ATTACK)


def test_other_results_are_shown_as_ever() -> None:
    look = result_look(Outcome.NOT_IDENTIFIED, Reason.TOO_FAR)
    assert (look.text, look.tone, look.nameless) == ("Not identified", "bad", False)


def test_a_face_that_is_blocked_is_so_for_whole_seconds() -> None:
    assert blocked_text(0.0) == ""
    assert "30" in blocked_text(29.1)
    assert "1 s" in blocked_text(0.2)


@pytest.mark.parametrize(
    ("now", "words", "tone"),
    [
        (None, "–", "muted"),
        (PadInForce(None, True), "recording", "muted"),
        (PadInForce(PadLevel.OFF, True), "off (\u2068trial\u2069)", "warn"),
        (PadInForce(PadLevel.STRICT, False), "models missing", "bad"),
        (PadInForce(PadLevel.STRICT, True), "Strict", "muted"),
    ],
)
def test_the_status_bar_says_how_it_is_done(now: PadInForce | None, words: str, tone: str) -> None:
    said = pad_said(now, "trial")
    assert words in said.text
    assert said.tone == tone


def test_a_recording_does_not_hide_that_it_is_off() -> None:
    said = pad_said(PadInForce(None, True), "trial", PadLevel.OFF)
    assert (said.text, said.tone) == ("Attack detection: off · recording, not assessed", "warn")
    assert "off" not in pad_said(PadInForce(None, True), "", PadLevel.STRICT).text


def test_a_self_test_is_told_with_what_was_not_tried() -> None:
    passed = StepResult(Species.PHONE, StepState.DONE, 3, 1, 1, 1)
    held = StepResult(Species.PRINT, StepState.DONE, 3, 3)
    skipped = StepResult(Species.MASK, StepState.SKIPPED)
    assert step_text(passed) == "1 of 3 refused, 1 not sure, 1 PASSED"
    assert (step_tone(passed), step_tone(held), step_tone(skipped)) == ("bad", "good", "muted")
    assert "None of 3 attacks passed. Not tried: Cut-out mask." in verdict_text((held, skipped))
    assert "second factor" in verdict_text((passed, held))
    yourself = StepResult(Species.BONA_FIDE, StepState.SKIPPED)
    assert verdict_text((yourself, held, skipped)) == "None of 3 attacks passed. Not tried: Cut-out mask."
    assert verdict_text((yourself, skipped)) == "Nothing was tried; no report."


@pytest.mark.parametrize("level", [None, *PadLevel])
@pytest.mark.parametrize("outside", [False, True])
def test_a_zone_keeps_its_level_through_the_form(qtbot: QtBot, level: PadLevel | None, outside: bool) -> None:
    form = ZoneForm(())
    qtbot.addWidget(form)
    zone = Zone("lab", "Laboratory", outside=outside, pad=level)
    form.show_item(zone)
    assert form.item() == zone


# -- the window --------------------------------------------------------------------------------


def test_an_attack_is_red_nameless_at_the_gate_and_named_to_operators(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    gate.add_person(1, "Ada Lindqvist")
    gate.vision.pad.shown = lambda _image, _face: PICTURE
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: window.live.card.event_shown is not None, timeout=PATIENCE)
    shown = window.live.card.event_shown
    assert shown is not None
    assert shown.reason is Reason.PRESENTATION_ATTACK
    assert [label.title for label in window.live.video.labels] == ["Presentation attack"]
    written = " ".join(label.text() for label in window.live.findChildren(QLabel))
    assert "Presentation attack" in written
    assert "Ada" not in written
    assert "Unknown" not in written
    assert "Ada" not in window.live.card.accessibleDescription()
    model = window.events.model
    window.show_page("events")
    qtbot.waitUntil(lambda: "Ada" in " ".join(str(model.index(row, 1).data()) for row in range(model.rowCount())))


def test_it_is_turned_off_with_a_reason_only(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    row = window.settings.pad_row
    window.show_page("settings")
    row.level.setCurrentIndex(row.level.findData(PadLevel.OFF))
    row.level.activated.emit(row.level.currentIndex())
    assert not row.off_button.isEnabled()
    assert window.session.settings.pad.level is PadLevel.STANDARD
    row.reason.setText("  Trial in the yard ")
    row.off_button.click()
    qtbot.waitUntil(lambda: window.session.settings.pad.level is PadLevel.OFF, timeout=PATIENCE)
    assert window.session.settings.pad.off_reason == "Trial in the yard"
    qtbot.waitUntil(lambda: "off" in window.status.pad.text(), timeout=PATIENCE)
    assert not row.off_button.isEnabled()
    row.level.setCurrentIndex(row.level.findData(PadLevel.STRICT))
    row.level.activated.emit(row.level.currentIndex())
    qtbot.waitUntil(lambda: "Strict" in window.status.pad.text(), timeout=PATIENCE)
    assert window.session.settings.pad.off_reason == ""


def test_the_page_has_the_figures_of_the_models_and_a_virtual_camera_is_warned_of(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    page = window.about_pad()
    written = " ".join(label.text() for label in page.findChildren(QLabel))
    rule = next(iter(gate.vision.pad.rules.cues.values()))
    assert f"\u2068{rule.source}\u2069, {rule.date}" in written
    assert "behind the camera" in written
    page.accept()
    status = gate.services.runner.status
    assert status.source is not None
    gate.services.runner._change_status(source=replace(status.source, virtual=True, label="OBS Virtual Camera"))
    qtbot.waitUntil(lambda: window.notices.shown is not None and "OBS" in window.notices.shown.text, timeout=PATIENCE)
    gate.services.runner._change_status(source=status.source)
    qtbot.waitUntil(lambda: window.notices.shown is None, timeout=PATIENCE)


def test_a_self_test_of_nothing_writes_no_report(window: MainWindow, gate: Gate) -> None:
    dialog = window.pad.show_test()
    while dialog.kit.test.species is not None:
        dialog.skip()
    dialog.write()
    assert not dialog._writing
    assert dialog.page is None
    assert not dialog.verdict.isVisibleTo(dialog)
    assert dialog.instruction.text() == "Nothing was tried; no report."
    assert not gate.services.paths.self_tests_dir.exists()


def test_a_self_test_counts_what_the_product_says_and_writes_it_down(
    window: MainWindow, gate: Gate, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, seconds in (("READY_SECONDS", 0.2), ("STEP_SECONDS", 1.2), ("LEAST_SECONDS", 0.1)):
        monkeypatch.setattr(self_test, name, seconds)
    dialog = window.pad.show_test()
    qtbot.waitUntil(lambda: dialog.start_button.isEnabled(), timeout=PATIENCE)

    def step(score: float, x: float) -> Callable[[], bool]:
        species = dialog.kit.test.species
        gate.vision.pad.shown = lambda _image, _face: score
        gate.stage.actors = ()
        qtbot.waitUntil(lambda: not gate.services.runner.status.faulted and not dialog.video.labels, timeout=PATIENCE)
        dialog.start_button.click()
        qtbot.waitUntil(lambda: dialog.kit.state is StepState.RUNNING, timeout=PATIENCE)
        # Elsewhere: in so short a time what stands in the same place would be the same track.
        gate.stage.actors = (Actor(1, x),)
        return lambda: dialog.kit.test.species is not species

    qtbot.waitUntil(step(PERSON, 200), timeout=PATIENCE)
    dialog.skip()
    qtbot.waitUntil(step(PICTURE, 700), timeout=PATIENCE)
    while dialog.kit.test.species is not None:
        dialog.skip()
    qtbot.waitUntil(lambda: dialog.page is not None, timeout=PATIENCE)
    results = {result.species: result for result in dialog.kit.test.results}
    assert results[Species.BONA_FIDE].bona_fide == 1
    assert results[Species.PHONE].attack == 1
    assert dialog.page is not None
    text = dialog.page.read_text("utf-8")
    assert "not tried" in text
    assert "Printed photograph" in text
