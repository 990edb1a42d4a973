"""Every setting and every action of the tool bar, changed in the window and found in the running pipeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from helpers.ui_fakes import Actor, Gate
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from facegate.domain.events import EventFilter
from facegate.errors import ModelError
from facegate.pipeline.results import CameraState
from facegate.settings.model import Settings, with_changes
from facegate.settings.threshold import SiteThreshold
from facegate.ui import theme
from facegate.ui.toolbar import PAGES
from facegate.ui.viewmodels.settings_form import field_specs
from facegate.ui.widgets.editors import Editor, ThresholdEditor
from facegate.ui.window import MainWindow

PATIENCE = 8000


def inner(editor: Editor, kind: type[QWidget]) -> Any:
    found = editor.findChild(kind)
    assert found is not None
    return found


def tick(qtbot: QtBot, editor: Editor, _value: object) -> None:
    box = inner(editor, QCheckBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)


def type_number(qtbot: QtBot, editor: Editor, value: float) -> None:
    box = editor.findChild(QSpinBox) or editor.findChild(QDoubleSpinBox)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, str(value))
    qtbot.keyClick(box, Qt.Key.Key_Return)


def put_threshold(_qtbot: QtBot, editor: Editor, value: SiteThreshold) -> None:
    """As the calibration page does it: the row of the settings only shows it and takes it back."""
    window = editor.window()
    assert isinstance(window, MainWindow)
    window.settings.form.change(window.settings.rows["recognition.threshold"].spec, value)


def choose(qtbot: QtBot, editor: Editor, value: str) -> None:
    box = inner(editor, QComboBox)
    box.setFocus()
    row = box.findData(value)
    assert row >= 0, f"{value} is not offered"
    for _ in range(abs(row - box.currentIndex())):
        qtbot.keyClick(box, Qt.Key.Key_Down if row > box.currentIndex() else Qt.Key.Key_Up)


def type_text(qtbot: QtBot, editor: Editor, value: str) -> None:
    line = inner(editor, QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, value)
    qtbot.keyClick(line, Qt.Key.Key_Return)


@dataclass(frozen=True)
class Case:
    """How a field is edited, where in the running program its value is found, and what must be set beside it."""

    enter: Callable[[QtBot, Editor, Any], None]
    value: Any
    running: Callable[[Gate], Any]
    first: Mapping[str, Any] = field(default_factory=dict)


def engine(gate: Gate) -> Any:
    return gate.services.runner.handler.engine


OWN = SiteThreshold(
    value=0.93, model="sface-2021dec-centred", source="this site", date="2026-03-02", fpir=1e-4, people=1200
)


def own_threshold(gate: Gate) -> SiteThreshold | None:
    """What the running pipeline decides by, None where that is the model's own."""
    value = engine(gate).policy.threshold
    return None if value == engine(gate).vision.operating_point.threshold else OWN.model_copy(update={"value": value})


def in_consent_text(gate: Gate, words: str) -> str:
    return words if words in gate.services.consents.current("en").text else ""


def dark(_gate: Gate) -> str:
    return "dark" if theme.is_dark() and QApplication.palette().window().color().lightness() < 60 else "light"


CASES = {
    "camera.source": Case(
        type_text, "rtsp://gate.example/1", lambda g: getattr(g.services.runner.status.source, "spec", None)
    ),
    "recognition.detector": Case(choose, "other-detector", lambda g: engine(g).vision.chosen.detector),
    "recognition.embedder": Case(choose, "other-embedder", lambda g: engine(g).gallery.model_id),
    "recognition.threshold": Case(put_threshold, OWN, lambda g: own_threshold(g)),
    "recognition.margin": Case(type_number, 0.21, lambda g: engine(g).policy.margin),
    "recognition.looks_needed": Case(type_number, 4, lambda g: engine(g).policy.looks_needed),
    "recognition.looks_window": Case(type_number, 9, lambda g: engine(g).policy.looks_window),
    "recognition.cool_down": Case(type_number, 12.5, lambda g: g.services.runner.handler._presence.cool_down),
    "recognition.provider": Case(choose, "cuda", lambda g: engine(g).vision.provider.name.lower()),
    "recognition.detection_size": Case(type_number, 1280, lambda g: engine(g).vision.chosen.detection_size),
    "storage.keep_pictures": Case(tick, True, lambda g: g.services.people.keep_pictures),
    "storage.keep_looks": Case(choose, "everyone", lambda g: str(g.looks.policy.keep)),
    "storage.looks_days": Case(type_number, 3, lambda g: g.looks.policy.days),
    "storage.template_updates": Case(tick, True, lambda g: g.corrections.updates is not None),
    "storage.most_updates": Case(type_number, 7, lambda g: g.corrections.updates, first={"template_updates": True}),
    "keypad.enabled": Case(tick, False, lambda g: g.services.settings.current.keypad.enabled),
    "keypad.attempts": Case(type_number, 4, lambda g: g.keypad._limiter.rule.free + 1),
    "keypad.first_wait": Case(type_number, 60.0, lambda g: g.keypad._limiter.rule.first),
    "keypad.longest_wait": Case(type_number, 1800.0, lambda g: g.keypad._limiter.rule.most),
    "consent.controller": Case(type_text, "Example Ltd", lambda g: in_consent_text(g, "Example Ltd")),
    "consent.contact": Case(type_text, "desk 3", lambda g: in_consent_text(g, "desk 3")),
    "gate.direction": Case(choose, "in", lambda g: g.services.settings.current.gate.direction),
    "gate.key_seconds": Case(type_number, 20.0, lambda g: g.services.settings.current.gate.key_seconds),
    "gate.announce": Case(choose, "sound", lambda g: g.services.settings.current.gate.announce),
    "site.zone": Case(type_text, "Asia/Tokyo", lambda g: str(g.services.exports.zone)),
    "appearance.theme": Case(choose, "dark", dark),
}


PAGES_OF_THEIR_OWN = {"doors", "access", "attendance", "pad", "reports"}


def test_every_setting_has_a_case_and_a_row(window: MainWindow) -> None:
    keys = {
        f"{section}.{name}"
        for section, info in Settings.model_fields.items()
        if section not in PAGES_OF_THEIR_OWN
        for name in info.annotation.model_fields  # type: ignore[union-attr]
    }
    assert {spec.key for spec in field_specs()} == keys == set(CASES) == set(window.settings.rows)
    for row in window.settings.rows.values():
        assert row.spec.title != row.spec.name
        assert row.spec.description.endswith(".")


@pytest.mark.parametrize("key", CASES)
def test_a_setting_reaches_the_pipeline_and_back(window: MainWindow, gate: Gate, qtbot: QtBot, key: str) -> None:
    case, row = CASES[key], window.settings.rows[key]
    settings = gate.services.settings
    settings.replace(with_changes(settings.current, row.spec.section, **case.first))
    assert case.running(gate) != case.value
    window.show_page("settings")
    case.enter(qtbot, row.editor, case.value)
    qtbot.waitUntil(lambda: case.running(gate) == case.value, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.settings.form.is_pending(key), timeout=PATIENCE)
    assert row.editor.value() == case.value
    assert not row.problem.isVisible()
    # And it still runs: pictures go on arriving with the changed pipeline.
    window.live.video.clear()
    qtbot.waitUntil(lambda: window.live.video.has_picture, timeout=PATIENCE)
    assert row.restore.isVisibleTo(row)
    row.restore.click()
    qtbot.waitUntil(lambda: row.spec.value_in(gate.services.settings.current) == row.spec.default, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not row.restore.isVisibleTo(row), timeout=PATIENCE)
    assert case.running(gate) != case.value


def test_the_threshold_decides_who_is_named(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada")
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: any(x.title == "Ada" for x in window.live.video.labels), timeout=PATIENCE)
    window.show_page("settings")
    near = OWN.model_copy(update={"value": 0.05})
    put_threshold(qtbot, window.settings.rows["recognition.threshold"].editor, near)
    qtbot.waitUntil(lambda: any(x.title == "Not identified" for x in window.live.video.labels), timeout=PATIENCE)


def test_the_threshold_shows_where_it_comes_from_and_can_be_given_up(
    window: MainWindow, gate: Gate, qtbot: QtBot
) -> None:
    row = window.settings.rows["recognition.threshold"]
    assert isinstance(row.editor, ThresholdEditor)
    assert row.editor.shown.text() == "1.10"
    assert "cross pairs of a data set" in row.note.text()
    assert "1 in 48,000" in row.note.text()
    put_threshold(qtbot, row.editor, OWN)
    qtbot.waitUntil(lambda: row.editor.shown.text() == "0.93", timeout=PATIENCE)
    for part in ("2026-03-02", "once in 10,000 visits", "1,200 people", "sface-2021dec-centred", "this site"):
        assert part in row.note.text()
    row.restore.click()
    qtbot.waitUntil(lambda: row.editor.shown.text() == "1.10", timeout=PATIENCE)
    assert engine(gate).policy.threshold == 1.1


def test_a_threshold_of_another_model_is_shown_as_that(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    row = window.settings.rows["recognition.threshold"]
    put_threshold(qtbot, row.editor, OWN.model_copy(update={"model": "other-embedder"}))
    qtbot.waitUntil(lambda: "is of other-embedder and does not apply" in row.note.text(), timeout=PATIENCE)
    assert isinstance(row.editor, ThresholdEditor)
    assert row.editor.shown.text() == "1.10"
    assert engine(gate).policy.threshold == 1.1


def test_the_way_to_the_calibration_page(window: MainWindow, qtbot: QtBot) -> None:
    editor = window.settings.rows["recognition.threshold"].editor
    window.show_page("settings")
    qtbot.keyClick(editor.focus_target(), Qt.Key.Key_Space)
    assert window.pages.currentWidget() is window.calibration


def test_a_value_that_does_not_fit_the_others_is_refused_in_place(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    row = window.settings.rows["recognition.looks_needed"]
    window.show_page("settings")
    type_number(qtbot, row.editor, 8)
    qtbot.waitUntil(lambda: row.problem.isVisible(), timeout=PATIENCE)
    assert "looks_window" in row.problem.text()
    assert row.editor.value() == 3
    assert engine(gate).policy.looks_needed == 3


def test_a_model_that_does_not_load_leaves_the_old_one_running(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    before, row = engine(gate), window.settings.rows["recognition.embedder"]
    gate.load_error = ModelError("Model missing", "It is not installed.", "Install it.")
    window.show_page("settings")
    choose(qtbot, row.editor, "other-embedder")
    qtbot.waitUntil(lambda: row.problem.isVisible(), timeout=PATIENCE)
    assert "It is not installed. Install it." in row.problem.text()
    assert row.editor.value() == "sface-2021dec-centred"
    assert engine(gate) is before


def test_an_unknown_zone_is_refused(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    row = window.settings.rows["site.zone"]
    window.show_page("settings")
    type_text(qtbot, row.editor, "Atlantis/Centre")
    qtbot.waitUntil(lambda: row.problem.isVisible(), timeout=PATIENCE)
    assert row.editor.value() == str(gate.services.exports.zone) == "UTC"


def test_detection_size_snaps_to_what_the_detector_takes(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    window.show_page("settings")
    type_number(qtbot, window.settings.rows["recognition.detection_size"].editor, 700)
    qtbot.waitUntil(lambda: engine(gate).vision.chosen.detection_size == 704, timeout=PATIENCE)


def test_the_wheel_scrolls_the_page_and_changes_nothing(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    window.show_page("settings")
    box = inner(window.settings.rows["recognition.margin"].editor, QDoubleSpinBox)
    window.settings.folder_button.setFocus()
    middle = QPointF(box.rect().center())
    turn = QWheelEvent(
        middle, box.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert turn.type() is QEvent.Type.Wheel
    assert box.value() == 0.05


def test_cameras_models_and_zones_are_offered(
    make_window: Callable[..., MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "facegate.ui.outside.cameras", lambda: [("Front door", "Front door", False), ("Twin", "3", True)]
    )
    rows = make_window().settings.rows
    camera, zone = rows["camera.source"].editor, rows["site.zone"].editor
    qtbot.waitUntil(lambda: "3" in camera.suggestions(), timeout=PATIENCE)  # type: ignore[attr-defined]
    assert camera.suggestions() == ["auto", "Front door", "3", "demo:"]  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: "Europe/Berlin" in zone.suggestions(), timeout=PATIENCE)  # type: ignore[attr-defined]
    assert rows["camera.source"].editor.value() == "auto"


# -- the tool bar ---------------------------------------------------------------------------


def test_pages_by_key_and_by_button(window: MainWindow, qtbot: QtBot) -> None:
    for key, page in enumerate(PAGES, 1):
        other = "live" if page == "settings" else "settings"
        window.show_page(other)
        qtbot.keyClick(window, str(key), Qt.KeyboardModifier.ControlModifier)
        assert window.pages.currentWidget() is getattr(window, page)
        window.show_page(other)
        window.tools.pages[page].trigger()
        assert window.pages.currentWidget() is getattr(window, page)
        assert window.tools.pages[page].isChecked()


def test_the_camera_action_stops_and_starts_the_pipeline(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    runner = gate.services.runner
    assert window.tools.camera.text() == "Stop camera"
    qtbot.keyClick(window, "r", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: runner.status.camera is CameraState.CLOSED, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.tools.camera.text() == "Start camera", timeout=PATIENCE)
    assert not window.live.video.has_picture
    window.tools.camera.trigger()
    qtbot.waitUntil(lambda: runner.status.camera is CameraState.RUNNING, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.live.video.has_picture, timeout=PATIENCE)


def test_the_enrol_action_starts_a_camera_that_is_off(window: MainWindow, gate: Gate, qtbot: QtBot) -> None:
    window.session.stop_camera()
    qtbot.waitUntil(lambda: gate.services.runner.status.camera is CameraState.CLOSED, timeout=PATIENCE)
    window.tools.enrol.trigger()
    qtbot.waitUntil(lambda: gate.services.runner.status.camera is CameraState.RUNNING, timeout=PATIENCE)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.form.consent.setChecked(True)
    handler = gate.services.runner.handler
    qtbot.waitUntil(lambda: handler._enrolment is not None, timeout=PATIENCE)
    dialog.reject()
    qtbot.waitUntil(lambda: handler._enrolment is None, timeout=PATIENCE)


def test_the_export_action_writes_what_the_pipeline_logged(
    window: MainWindow, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    gate.add_person(1, "Ada")
    gate.stage.actors = (Actor(1),)
    qtbot.waitUntil(lambda: window.live.card.name == "Ada", timeout=PATIENCE)
    window.tools.export.trigger()
    dialog = QApplication.activeModalWidget()
    out = tmp_path / "out.csv"
    dialog.path.setText(str(out))
    dialog.path.textEdited.emit(str(out))
    dialog.write_button.click()
    qtbot.waitUntil(out.exists, timeout=PATIENCE)
    assert "Ada" in out.read_text("utf-8-sig")
    day = datetime.now(UTC).date().isoformat()
    assert day in out.read_text("utf-8-sig")
    assert len(list(gate.log.query(EventFilter()))) >= 1


def test_the_about_action_lists_every_key(window: MainWindow, qtbot: QtBot) -> None:
    window.tools.about.trigger()
    dialog = QApplication.activeModalWidget()
    texts = {label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text")}
    assert {"Ctrl+1", "Ctrl+5", "Ctrl+R", "Ctrl+N", "Ctrl+E", "F1"} <= texts
    dialog.accept()
