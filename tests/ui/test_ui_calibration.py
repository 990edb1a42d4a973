"""The calibration page: what is shown, what the line and the choice do, what acceptance changes in the running gate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from helpers.calibration_fakes import hopeless_calibration, site_calibration
from helpers.ui_fakes import Gate
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QBoxLayout, QMessageBox
from pytestqt.qtbot import QtBot

from facegate.domain.calibration import PROFILES
from facegate.errors import StorageError
from facegate.ui.viewmodels.calibration import CalibrationState
from facegate.ui.views.calibration import CalibrationPage
from facegate.ui.window import MainWindow

PATIENCE = 8000
FULL = StorageError("Disk full", "The calibration cannot be kept.", "Free some space.")

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def page(gate: Gate, make_window: MakeWindow, qtbot: QtBot) -> CalibrationPage:
    """The page of a gate with a hundred people, calibrated, nothing accepted."""
    gate.calibrating.supposed = 100
    gate.calibrating.stored = site_calibration(100)
    return opened(make_window(), qtbot)


def opened(window: MainWindow, qtbot: QtBot) -> CalibrationPage:
    window.show_page("calibration")
    settled = (CalibrationState.READY, CalibrationState.NEVER, CalibrationState.UNREADABLE)
    qtbot.waitUntil(lambda: window.calibration.model.state in settled, timeout=PATIENCE)
    return window.calibration


def policy(gate: Gate) -> float:
    engine = gate.services.runner.handler.engine
    assert engine is not None
    return engine.policy.threshold


def site(gate: Gate) -> object:
    return gate.services.settings.current.recognition.threshold


def sentence(page: CalibrationPage) -> str:
    return page.alarms.sentence.text()


# -- the choice ----------------------------------------------------------------------------


def test_the_page_proposes_for_the_people_enrolled(page: CalibrationPage) -> None:
    wanted = site_calibration(100).threshold_for(PROFILES["balanced"], 100)
    assert page.choice.buttons["balanced"].isChecked()
    assert page.people.value() == 100
    assert page.chart.threshold == pytest.approx(wanted.threshold)
    assert sentence(page) == "A stranger is taken for somebody about once in 10,000 visits."
    assert "300 enrolled samples of 100 people" in page.measured.text()


@pytest.mark.parametrize(("profile", "words"), [("lenient", "1,000"), ("strict", "100,000")])
def test_choosing_a_profile_moves_the_line_and_changes_the_words(
    page: CalibrationPage, qtbot: QtBot, profile: str, words: str
) -> None:
    before = page.chart.threshold
    button = page.choice.buttons[profile]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    wanted = site_calibration(100).threshold_for(PROFILES[profile], 100)
    assert page.chart.threshold == pytest.approx(wanted.threshold)
    assert (page.chart.threshold > before) == (profile == "lenient")
    assert sentence(page) == f"A stranger is taken for somebody about once in {words} visits."
    assert f"{words} visits" in button.text()
    assert page.choice.notes[profile].text().startswith("Refuses enrolled people once in ")


def test_another_number_of_people_changes_the_proposal_and_can_be_given_up(page: CalibrationPage) -> None:
    before = page.chart.threshold
    page.people.setValue(5000)
    assert page.chart.threshold < before
    assert page.people_note.text() == "Supposed: 100 are enrolled now."
    assert page.visits.value() == 5000 * 40
    page.people_reset.click()
    assert page.chart.threshold == pytest.approx(before)
    assert page.people.value() == 100
    assert not page.people_reset.isVisible()


def test_visits_a_month_become_expected_alarms_and_refusals(page: CalibrationPage) -> None:
    page.strangers.setValue(1000)
    assert page.alarms.monthly.text().startswith("Expected false alarms: 1 in 10 months (at most ")
    page.strangers.setValue(500_000)
    assert page.alarms.monthly.text().startswith("Expected false alarms: 50 a month (")
    page.visits.setValue(0)
    assert page.refusals.monthly.text() == "Expected refusals: practically none (practically none)."
    page.visits.setValue(100_000)
    assert "a month (" in page.refusals.monthly.text()


def test_an_extrapolated_rate_is_said_to_be_one(page: CalibrationPage, qtbot: QtBot) -> None:
    page.choice.buttons["strict"].click()
    assert page.alarms.verdict.text.startswith("Extrapolated: ")
    assert "generalised Pareto" in page.alarms.verdict.text
    page.choice.buttons["lenient"].click()
    assert page.alarms.verdict.text == ""


def test_a_rate_that_the_data_cannot_promise_is_said_to_be_one(
    gate: Gate, make_window: MakeWindow, qtbot: QtBot
) -> None:
    sure = site_calibration(100)
    vague = replace(sure.false_match, log_sd=np.full(len(sure.false_match.log_rates), 3.0))
    gate.calibrating.supposed = 100
    gate.calibrating.stored = replace(sure, false_match=vague)
    page = opened(make_window(), qtbot)
    assert page.alarms.verdict.text.startswith("The data cannot promise this rate: ")
    assert page.choice.buttons["balanced"].text() == "Balanced: about once in 10,000 visits"


def test_what_the_model_cannot_do_is_said_with_what_helps(gate: Gate, make_window: MakeWindow, qtbot: QtBot) -> None:
    gate.calibrating.stored = hopeless_calibration(100)
    page = opened(make_window(), qtbot)
    assert page.refusals.verdict.kind == "bad"
    assert "more than 20 % of their visits" in page.refusals.verdict.text
    assert "a card or a PIN" in page.refusals.verdict.text
    assert page.choice.notes["lenient"].text() == "This model cannot do it here."
    assert page.accept_button.text().endswith("all the same")


# -- the line --------------------------------------------------------------------------------


def test_moving_the_line_by_keyboard_changes_the_words(page: CalibrationPage, qtbot: QtBot) -> None:
    chart = page.chart
    chart.setFocus()
    start, words = chart.threshold, sentence(page)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.threshold == pytest.approx(start + 0.01, abs=1e-3)
    assert page.choice.by_hand.isChecked()
    qtbot.keyClick(chart, Qt.Key.Key_PageUp)
    assert chart.threshold == pytest.approx(start + 0.11, abs=1e-3)
    assert sentence(page) != words
    assert sentence(page) == f"A stranger is taken for somebody about {_often(page)}."
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.threshold == pytest.approx(chart.shown[0])
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.threshold == pytest.approx(chart.shown[1])
    assert sentence(page) == "A stranger is taken for somebody in about 100 % of visits."
    qtbot.keyClick(chart, Qt.Key.Key_PageDown)
    assert chart.threshold == pytest.approx(chart.shown[1] - 0.1)


def _often(page: CalibrationPage) -> str:
    proposal = site_calibration(100).proposal_at(page.chart.threshold, 100)
    from facegate.ui.rate_words import visits_text

    assert proposal.fpir.value is not None
    return visits_text(proposal.fpir.value)


def test_moving_the_line_by_mouse(page: CalibrationPage, qtbot: QtBot) -> None:
    chart, moved = page.chart, []
    chart.threshold_moved.connect(moved.append)
    row = chart.height() // 2
    places = [round(chart._x(chart._plot(), distance)) for distance in (0.8, 1.3)]
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(places[0], row))
    assert chart.threshold == pytest.approx(0.8, abs=0.015)
    qtbot.mouseMove(chart, QPoint(places[1], row))
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(places[1], row))
    assert chart.threshold == pytest.approx(1.3, abs=0.015)
    assert moved[-1] == chart.threshold
    assert page.choice.by_hand.isChecked()
    assert page.accept_button.text() == f"&Accept {chart.threshold:.2f}"
    # Let go of: the pointer moves on, the line does not.
    qtbot.mouseMove(chart, QPoint(places[0], row))
    assert chart.threshold == pytest.approx(1.3, abs=0.015)


def test_a_screen_reader_finds_a_slider_with_a_value(page: CalibrationPage, qtbot: QtBot) -> None:
    spoken = QAccessible.queryAccessibleInterface(page.chart)
    assert spoken.role() is QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "Threshold line"
    assert spoken.valueInterface().currentValue() == round(page.chart.threshold * 1000)
    assert "once in 10,000 visits" in spoken.text(QAccessible.Text.Description)


def test_choosing_by_hand_keeps_the_line_where_it_is(page: CalibrationPage) -> None:
    before = page.chart.threshold
    page.choice.by_hand.click()
    assert page.chart.threshold == before
    page.people.setValue(200)
    assert page.chart.threshold == before


def test_the_chart_draws_on_both_scales_and_marks_what_is_in_force(page: CalibrationPage) -> None:
    enlarged = page.chart.grab().toImage()
    page.rare.click()
    plain = page.chart.grab().toImage()
    assert plain != enlarged
    page.chart.show_mark(None)
    assert page.chart.grab().toImage() != plain


# -- acceptance ------------------------------------------------------------------------------


def test_acceptance_reaches_the_running_pipeline(page: CalibrationPage, gate: Gate, qtbot: QtBot) -> None:
    assert policy(gate) == 1.1
    assert page.in_force.text().startswith("In force: 1.10. Default of sface-2021dec-centred.")
    page.choice.buttons["strict"].click()
    threshold = page.chart.threshold
    page.accept_button.click()
    qtbot.waitUntil(lambda: policy(gate) == threshold, timeout=PATIENCE)
    stored = gate.services.settings.current.recognition.threshold
    assert stored is not None
    assert (stored.value, stored.model, stored.fpir, stored.people) == (threshold, "sface-2021dec-centred", 1e-5, 100)
    qtbot.waitUntil(lambda: "once in 100,000 visits, for 100 people" in page.in_force.text(), timeout=PATIENCE)
    assert not page.accept_button.isEnabled()
    window = page.window()
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: window.notices.shown is not None, timeout=PATIENCE)
    row = window.settings.rows["recognition.threshold"]
    qtbot.waitUntil(lambda: "100 people" in row.note.text(), timeout=PATIENCE)


def test_a_threshold_by_hand_is_accepted_as_that(page: CalibrationPage, gate: Gate, qtbot: QtBot) -> None:
    page.chart.setFocus()
    qtbot.keyClick(page.chart, Qt.Key.Key_PageDown)
    page.accept_button.click()
    qtbot.waitUntil(lambda: policy(gate) == page.chart.threshold, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "by hand, for 100 people" in page.in_force.text(), timeout=PATIENCE)


@pytest.mark.parametrize("insists", [False, True])
def test_what_the_model_cannot_do_is_accepted_only_after_a_question(
    gate: Gate, make_window: MakeWindow, qtbot: QtBot, insists: bool
) -> None:
    gate.calibrating.stored = hopeless_calibration(100)
    page = opened(make_window(), qtbot)
    qtbot.waitUntil(page.accept_button.isEnabled, timeout=PATIENCE)
    page.accept_button.click()
    [question] = page.findChildren(QMessageBox)
    assert "more than 20 % of their visits" in question.informativeText()
    assert site(gate) is None
    roles = {question.buttonRole(button): button for button in question.buttons()}
    assert question.defaultButton() is roles[QMessageBox.ButtonRole.RejectRole]
    role = QMessageBox.ButtonRole.AcceptRole if insists else QMessageBox.ButtonRole.RejectRole
    qtbot.mouseClick(roles[role], Qt.MouseButton.LeftButton)
    if insists:
        qtbot.waitUntil(lambda: site(gate) is not None, timeout=PATIENCE)
    else:
        assert not page.model.accepting
        assert site(gate) is None


def test_an_acceptance_that_fails_changes_nothing(page: CalibrationPage, gate: Gate, qtbot: QtBot) -> None:
    gate.calibrating.error = FULL
    page.accept_button.click()
    qtbot.waitUntil(lambda: bool(page.problem.text), timeout=PATIENCE)
    assert page.problem.text == "Disk full: The calibration cannot be kept. Free some space."
    assert policy(gate) == 1.1
    assert site(gate) is None
    assert page.accept_button.isEnabled()


# -- measuring -------------------------------------------------------------------------------


def test_a_first_calibration(make_window: MakeWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.calibrating.supposed = 100
    page = opened(make_window(), qtbot)
    assert page.never.isVisible()
    assert not page.accept_button.isVisible()
    page.first_button.click()
    qtbot.waitUntil(page.figures.isVisible, timeout=PATIENCE)
    assert not page.never.isVisible()
    assert policy(gate) == 1.1
    assert site(gate) is None


def test_cancelling_leaves_everything(page: CalibrationPage, gate: Gate, qtbot: QtBot) -> None:
    calibrating, shown = gate.calibrating, page.model.calibration
    page.choice.buttons["strict"].click()
    threshold = page.chart.threshold
    calibrating.next = site_calibration(100, mated_looks=site_calibration(1).non_mated_looks)
    calibrating.go.clear()
    page.calibrate_button.click()
    qtbot.waitUntil(lambda: page.progress.maximum() == 3, timeout=PATIENCE)
    assert page.progress.isVisible()
    assert not page.accept_button.isEnabled()
    page.cancel_button.click()
    qtbot.waitUntil(lambda: not page.model.measuring, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not page.progress.isVisible(), timeout=PATIENCE)
    assert page.model.calibration is shown is calibrating.stored
    assert page.chart.threshold == threshold
    assert policy(gate) == 1.1
    assert not page.problem.text


def test_a_calibration_that_fails_is_told_in_place(page: CalibrationPage, gate: Gate, qtbot: QtBot) -> None:
    gate.calibrating.error = FULL
    shown = page.model.calibration
    page.calibrate_button.click()
    qtbot.waitUntil(lambda: bool(page.problem.text), timeout=PATIENCE)
    assert page.model.calibration is shown
    gate.calibrating.error = None
    page.calibrate_button.click()
    assert not page.problem.text
    qtbot.waitUntil(lambda: page.model.calibration is gate.calibrating.next, timeout=PATIENCE)


def test_a_last_calibration_that_cannot_be_read(make_window: MakeWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.calibrating.unreadable = FULL
    page = opened(make_window(), qtbot)
    assert page.unread.isVisible()
    assert "Disk full" in page.problem.text
    page.again_button.click()
    qtbot.waitUntil(page.figures.isVisible, timeout=PATIENCE)


def test_before_the_models_are_loaded(make_window: MakeWindow, gate: Gate, qtbot: QtBot) -> None:
    window = make_window(start=False)
    window.show_page("calibration")
    page = window.calibration
    assert page.waiting.isVisible()
    assert not page.foot.isVisible()
    window.start()
    qtbot.waitUntil(page.never.isVisible, timeout=PATIENCE)


def test_another_model_has_no_calibration_yet(page: CalibrationPage, gate: Gate, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    gate.calibrating.stored = None
    spec = next(spec for spec in window.settings.form.specs if spec.key == "recognition.embedder")
    window.settings.form.change(spec, "other-embedder")
    qtbot.waitUntil(page.never.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Default of other-embedder" in page.in_force.text(), timeout=PATIENCE)


def test_a_threshold_that_another_model_leaves_unused_is_told_by_the_window(
    page: CalibrationPage, gate: Gate, qtbot: QtBot
) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.accept_button.click()
    qtbot.waitUntil(lambda: site(gate) is not None, timeout=PATIENCE)
    spec = next(spec for spec in window.settings.form.specs if spec.key == "recognition.embedder")
    window.settings.form.change(spec, "other-embedder")
    title = "The site’s threshold is not applied"
    qtbot.waitUntil(lambda: window.notices.shown is not None and window.notices.shown.title == title, timeout=PATIENCE)
    assert window.notices.shown is not None
    assert "other-embedder is in use with its own threshold" in window.notices.shown.text


# -- who is enrolled -----------------------------------------------------------------------------


def test_nobody_enrolled_means_the_bundled_statistics_and_says_so(
    make_window: MakeWindow, gate: Gate, qtbot: QtBot
) -> None:
    page = opened(make_window(), qtbot)
    gate.calibrating.next = site_calibration(0)
    page.first_button.click()
    qtbot.waitUntil(page.figures.isVisible, timeout=PATIENCE)
    assert page.nobody.text.startswith("Nobody is enrolled yet. These figures come only from the statistics")
    assert page.measured.text().startswith("Calculated on ")
    assert page.people.value() == 10
    assert page.people_note.text() == "Supposed: nobody is enrolled yet."
    assert not page.people_reset.isVisible()


def test_twice_as_many_people_ask_for_another_threshold(page: CalibrationPage, gate: Gate, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.accept_button.click()
    qtbot.waitUntil(lambda: site(gate) is not None, timeout=PATIENCE)
    gate.calibrating.supposed = 199
    window.session.people_changed.emit()
    assert not page.due.text
    gate.calibrating.supposed = 200
    window.notices.withdraw("info")
    window.show_page("live")
    window.session.people_changed.emit()
    assert page.due.text.startswith("200 people are enrolled now; the threshold was accepted for 100.")
    assert page.people.value() == 200
    notice = window.notices.shown
    assert notice is not None
    assert "200 people" in notice.text
    assert notice.action is not None
    notice.action[1]()
    assert window.pages.currentWidget() is page
    assert window.notices.shown is None
    qtbot.waitUntil(page.accept_button.isEnabled, timeout=PATIENCE)
    page.accept_button.click()
    qtbot.waitUntil(lambda: not page.due.text, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.notices.shown is None or window.notices.shown.key != "calibration", timeout=PATIENCE)


# -- getting there ---------------------------------------------------------------------------------


def test_there_and_back_by_keyboard(page: CalibrationPage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.tools.pages["settings"].isChecked()
    qtbot.keyClick(page.back, Qt.Key.Key_Space)
    assert window.pages.currentWidget() is window.settings
    way = window.settings.rows["recognition.threshold"].editor.focus_target()
    qtbot.keyClick(way, Qt.Key.Key_Space)
    assert window.pages.currentWidget() is page
    window.show_page("live")
    qtbot.keyClick(window, "7", Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is page


def test_narrow_and_low_everything_can_be_reached(page: CalibrationPage, qtbot: QtBot) -> None:
    window = page.window()
    assert page._upper.direction() is QBoxLayout.Direction.LeftToRight
    window.resize(640, 340)
    qtbot.waitUntil(lambda: page._upper.direction() is QBoxLayout.Direction.TopToBottom, timeout=PATIENCE)
    assert window.width() <= 640
    # What is in force scrolls with the rest there, and comes back to the edge where there is room.
    assert page._column.indexOf(page.foot) >= 0
    window.resize(1200, 680)
    qtbot.waitUntil(lambda: page._column.indexOf(page.foot) < 0, timeout=PATIENCE)
    qtbot.waitUntil(page.accept_button.isVisible, timeout=PATIENCE)


def test_right_to_left_the_numbers_still_grow_to_the_right(
    gate: Gate, make_window: MakeWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    gate.calibrating.supposed, gate.calibrating.stored = 100, site_calibration(100)
    page = opened(make_window(), qtbot)
    assert page.chart.mapTo(page, QPoint(0, 0)).x() > page.choice.mapTo(page, QPoint(0, 0)).x()
    before = page.chart.threshold
    page.chart.setFocus()
    qtbot.keyClick(page.chart, Qt.Key.Key_Right)
    assert page.chart.threshold > before
    page.grab()
