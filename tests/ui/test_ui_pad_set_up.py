"""Where the networks for attack detection cannot be had, the window asks: a folder, or off with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.ui_fakes import Gate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facegate.domain.pad.levels import PadLevel
from facegate.errors import ModelError
from facegate.ui.dialogs.pad_set_up import PadSetUpDialog
from facegate.ui.window import MainWindow

PATIENCE = 8000
REFUSED = ModelError("Model not installed", "print-network could not be had.", "Check the network.")


def asked() -> PadSetUpDialog | None:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, PadSetUpDialog) and each.isVisible()]
    return found[0] if found else None


@pytest.fixture
def dialog(gate: Gate, make_window, qtbot: QtBot) -> PadSetUpDialog:
    """The question, in a window whose networks for attacks could not be had."""
    gate.catalog.lacking = set(gate.catalog.needed_for_pad())
    gate.catalog.fetch_error = REFUSED
    window: MainWindow = make_window()
    qtbot.waitUntil(lambda: asked() is not None, timeout=PATIENCE)
    assert window.services.runner.handler.engine is not None
    return asked()


def test_files_that_were_brought_are_installed_and_used(
    dialog: PadSetUpDialog, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    for folder in (empty, full):
        folder.mkdir()
    for model in gate.catalog.needed_for_pad():
        (full / model).touch()
    dialog.install_from(empty)
    qtbot.waitUntil(lambda: "could not be had" in dialog.verdict.text, timeout=PATIENCE)
    assert dialog.folder_button.isEnabled()
    gate.catalog.fetch_error = None
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        dialog.install_from(full)
    assert gate.services.runner.handler.engine.vision.pad is not None
    assert gate.services.settings.current.pad.level is PadLevel.STANDARD


def test_it_is_turned_off_with_a_reason_only(dialog: PadSetUpDialog, gate: Gate, qtbot: QtBot) -> None:
    assert not dialog.off_button.isEnabled()
    qtbot.keyClicks(dialog.reason, "   ")
    assert not dialog.off_button.isEnabled()
    qtbot.keyClicks(dialog.reason, "Trial without doors")
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        qtbot.mouseClick(dialog.off_button, Qt.MouseButton.LeftButton)
    chosen = gate.services.settings.current.pad
    assert (chosen.level, chosen.off_reason) == (PadLevel.OFF, "Trial without doors")


def test_nobody_is_asked_where_it_is_off(gate: Gate, make_window, qtbot: QtBot) -> None:
    gate.catalog.lacking = set(gate.catalog.needed_for_pad())
    off = gate.services.settings.current.pad.model_copy(update={"level": PadLevel.OFF, "off_reason": "Trial"})
    gate.services.settings.replace(gate.services.settings.current.model_copy(update={"pad": off}))
    make_window()
    qtbot.wait(50)
    assert asked() is None
