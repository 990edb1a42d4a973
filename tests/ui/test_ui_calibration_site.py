"""Calibrating a site in the window with the real service and the bundled statistics, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.ui_fakes import Gate
from helpers.world import template_of
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from facegate.bootstrap.fitting import fitter
from facegate.domain.calibration import PROFILES
from facegate.domain.ids import ModelId
from facegate.domain.people import NewReference, SampleSource
from facegate.domain.profiles import Profile
from facegate.pipeline.consent import default_consent
from facegate.settings.model import with_changes
from facegate.settings.paths import program_models_dir
from facegate.settings.threshold import SiteThreshold
from facegate.ui.viewmodels.calibration import CalibrationState
from facegate.ui.window import MainWindow

PATIENCE = 20_000
"""Milliseconds; a fit takes one or two seconds of a processor."""

PEOPLE, SAMPLES = 12, 3


def site(folder: Path) -> Gate:
    """A gate with real calibrations and a dozen made-up people, three samples each."""
    gate = Gate(folder, fit=fitter([program_models_dir()]))
    model = ModelId(gate.services.settings.current.recognition.embedder)
    consent = default_consent(attested=True, actor="tester", clock=gate.clock)
    for person in range(1, PEOPLE + 1):
        templates = [replace(template_of(person, 0.4, seed), model_id=model) for seed in range(SAMPLES)]
        subject, _ = gate.store.add(
            Profile(f"Person {person}", f"P-{person}"),
            [NewReference(each, 0.9, SampleSource.PHOTO) for each in templates],
            consent, "tester",
        )  # fmt: skip
        gate.services.directory.put(subject)
    return gate


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[list[MainWindow]]:
    """Closed again at the end."""
    shown: list[MainWindow] = []
    yield shown
    for window in shown:
        leave(window)


def show(gate: Gate, windows: list[MainWindow], qtbot: QtBot) -> MainWindow:
    window = MainWindow(gate.services, lambda _path: gate.services)
    windows.append(window)
    window.resize(1200, 680)
    window.show()
    window.start()
    window.show_page("calibration")
    settled = (CalibrationState.READY, CalibrationState.NEVER)
    qtbot.waitUntil(lambda: window.calibration.model.state in settled, timeout=PATIENCE)
    return window


def leave(window: MainWindow) -> None:
    window.close()
    window.release()
    window.services.close()
    window.deleteLater()


def threshold(gate: Gate) -> float:
    engine = gate.services.runner.handler.engine
    assert engine is not None
    return engine.policy.threshold


def test_a_site_is_calibrated_for_real_and_stays_so(qtbot: QtBot, tmp_path: Path, windows: list[MainWindow]) -> None:
    gate = site(tmp_path / "data")
    window = show(gate, windows, qtbot)
    page, own = window.calibration, threshold(gate)
    assert page.never.isVisible()
    page.first_button.click()
    qtbot.waitUntil(page.figures.isVisible, timeout=PATIENCE)
    assert f"{PEOPLE * SAMPLES} enrolled samples of {PEOPLE} people" in page.measured.text()
    assert threshold(gate) == own
    page.choice.buttons["lenient"].click()
    chosen = page.chart.threshold
    proposal = page.model.proposal
    assert proposal is not None
    assert proposal.fpir.value == pytest.approx(PROFILES["lenient"], rel=1e-3)
    page.accept_button.click()
    qtbot.waitUntil(lambda: threshold(gate) == chosen != own, timeout=PATIENCE)
    qtbot.waitUntil(lambda: f"for {PEOPLE} people" in page.in_force.text(), timeout=PATIENCE)
    assert f"{PEOPLE} people of this site" in page.in_force.text()
    leave(windows.pop())

    again = site(tmp_path / "data")
    window = show(again, windows, qtbot)
    assert threshold(again) == chosen
    assert window.calibration.figures.isVisible()
    assert window.calibration.choice.buttons["lenient"].isChecked()
    assert window.calibration.chart.threshold == pytest.approx(chosen)
    assert not window.calibration.accept_button.isEnabled()


def test_another_rule_of_looks_asks_for_another_threshold(
    qtbot: QtBot, tmp_path: Path, windows: list[MainWindow]
) -> None:
    gate = site(tmp_path / "data")
    window = show(gate, windows, qtbot)
    page, settings = window.calibration, gate.services.settings
    page.first_button.click()
    qtbot.waitUntil(page.figures.isVisible, timeout=PATIENCE)
    page.accept_button.click()
    qtbot.waitUntil(lambda: settings.current.recognition.threshold is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not page.accept_button.isEnabled(), timeout=PATIENCE)
    assert not page.due.text
    before, words = page.chart.threshold, page.alarms.sentence.text()
    gate.services.controller.change(with_changes(settings.current, "recognition", looks_needed=1))
    qtbot.waitUntil(lambda: bool(page.due.text), timeout=PATIENCE)
    assert page.due.text.startswith("Now 1 of 5 looks decide; the threshold was accepted for 3 of 5 looks")
    # The same promise needs a lower threshold where one look is enough.
    assert page.chart.threshold < before
    assert page.alarms.sentence.text() == words
    qtbot.waitUntil(page.accept_button.isEnabled, timeout=PATIENCE)
    page.accept_button.click()
    qtbot.waitUntil(lambda: not page.due.text, timeout=PATIENCE)
    assert threshold(gate) == page.chart.threshold


def test_supposed_visits_are_remembered(qtbot: QtBot, tmp_path: Path, windows: list[MainWindow]) -> None:
    window = show(site(tmp_path / "data"), windows, qtbot)
    page = window.calibration
    assert (page.model.strangers, page.model.visits) == (1000, PEOPLE * 40)
    page.model.suppose_strangers(7500)
    leave(windows.pop())
    window = show(site(tmp_path / "data"), windows, qtbot)
    page = window.calibration
    assert (page.model.strangers, page.model.visits) == (7500, PEOPLE * 40)
    page.model.suppose_visits(300)
    window.show_page("live")
    leave(windows.pop())
    gate = site(tmp_path / "data")
    window = show(gate, windows, qtbot)
    assert (window.calibration.model.strangers, window.calibration.model.visits) == (7500, 300)
    leave(windows.pop())
    (gate.services.paths.state_dir / "visits.json").write_text('{"strangers": -1, "enrolled": "many"}')
    window = show(site(tmp_path / "data"), windows, qtbot)
    assert (window.calibration.model.strangers, window.calibration.model.visits) == (1000, PEOPLE * 40)
    assert window.calibration.strangers.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_threshold_that_nobody_chose_for_so_many_people_is_told(
    qtbot: QtBot, tmp_path: Path, windows: list[MainWindow]
) -> None:
    gate = site(tmp_path / "data")
    recognition = gate.services.settings.current.recognition
    loose = SiteThreshold(value=1.4, model=recognition.embedder)
    gate.services.settings.replace(with_changes(gate.services.settings.current, "recognition", threshold=loose))
    window = show(gate, windows, qtbot)
    qtbot.waitUntil(lambda: bool(window.calibration.due.text), timeout=PATIENCE)
    assert window.calibration.due.text.startswith(f"Nobody chose the threshold for the {PEOPLE} people")
