"""Importing people in the window: from choosing to the report."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from helpers.ui_fakes import Actor, Gate, save_photo
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from facegate.domain.import_reasons import ReasonKind, because
from facegate.pipeline.import_report import Kind, Outcome
from facegate.pipeline.import_tools import ImportProgress
from facegate.ui.dialogs.import_people import ImportPeopleDialog
from facegate.ui.import_words import reason_text
from facegate.ui.session import Session

PATIENCE = 8000
ATTESTED = "I attest that everybody in this import &agreed to this text"


@pytest.fixture
def dialog(gate: Gate, qtbot: QtBot):
    gate.services.controller.load()
    session = Session(gate.services)
    made = ImportPeopleDialog(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    session.close()


@pytest.fixture
def staff(gate: Gate, tmp_path: Path) -> Path:
    """Three people, one of them enrolled already under another identifier; one line that is wrong."""
    gate.add_person(9, "Nina", "N-9")
    folder = tmp_path / "staff"
    folder.mkdir()
    for number, person in enumerate((1, 2, 9)):
        save_photo(gate.stage, folder / f"{number}.png", Actor(person), number=100 + number)
    rows = ("id;name;from;photo;hobby", "A-1;Ada;;0.png;", "A-2;محمد;;1.png;", "A-3;Twin;;2.png;", "A-4;Bo;3/4/2025;;")
    (folder / "staff.csv").write_bytes("\n".join(rows).encode("utf-16"))
    return folder


def chosen(dialog: ImportPeopleDialog, qtbot: QtBot, path: Path) -> None:
    dialog.choose(path)
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=PATIENCE)


def finished(dialog: ImportPeopleDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is dialog.outcome, timeout=PATIENCE)


def test_from_choosing_to_the_saved_report(dialog, gate, staff, qtbot, tmp_path):
    assert dialog.stack.currentWidget() is dialog.empty
    assert not dialog.import_button.isVisible()
    chosen(dialog, qtbot, staff)
    preview = dialog.preview
    assert "hobby" in preview.facts.text()
    assert "UTF-16" in preview.encodings.currentText()
    assert "Semicolon" in preview.delimiters.currentText()
    assert [preview.model.cells(row)[1] for row in range(preview.model.rowCount())] == ["A-4", "A-1", "A-2", "A-3"]
    assert "two dates" in preview.detail.text()
    assert preview.paper.text.text() == gate.services.consents.current("en").text
    assert not dialog.import_button.isEnabled(), "nobody attests consent yet"
    before = dict(gate.store.people)
    dialog.try_button.click()
    finished(dialog, qtbot)
    assert gate.store.people == before
    assert dialog.report.dry_run
    assert dialog.outcome.problems_only.isChecked()
    assert dialog.outcome.model.rowCount() == 3
    dialog.outcome.problems_only.setChecked(False)
    assert dialog.outcome.model.rowCount() == 7
    assert not dialog.import_button.isEnabled()
    dialog.back_button.click()
    preview.consent.setFocus()
    qtbot.keyClick(preview.consent, Qt.Key.Key_Space)
    assert dialog.import_button.isEnabled()
    with qtbot.waitSignal(dialog._session.people_changed, timeout=PATIENCE):
        dialog.import_button.click()
    assert not dialog.report.dry_run
    assert dialog.report.count(Kind.PERSON, Outcome.ADDED) == 2
    assert "N-9" in " ".join(dialog.outcome.model.cells(row)[-1] for row in range(dialog.outcome.model.rowCount()))
    (consent,) = gate.store.consents(gate.store.find("A-2").subject_id)
    assert (consent.attested, consent.text_sha256) == (True, gate.services.consents.current("en").sha256)
    out = tmp_path / "report.csv"
    dialog.save_report(out)
    qtbot.waitUntil(lambda: "saved" in dialog.verdict.text, timeout=PATIENCE)
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["outcome"] for row in csv.DictReader(file)].count("added") == 2


def test_another_encoding_and_separator(dialog, staff, qtbot):
    chosen(dialog, qtbot, staff)
    dialog.preview.delimiters.setCurrentIndex(dialog.preview.delimiters.findData(","))
    dialog.preview.format_changed.emit()
    qtbot.waitUntil(lambda: "names no column" in dialog.verdict.text, timeout=PATIENCE)
    assert dialog.stack.currentWidget() is dialog.scroll_area, "where it can be chosen again"
    assert not dialog.try_button.isEnabled()
    dialog.preview.delimiters.setCurrentIndex(dialog.preview.delimiters.findData(";"))
    dialog.preview.format_changed.emit()
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=PATIENCE)
    assert dialog.preview.delimiter == ";"
    assert not dialog.verdict.text


def test_what_changed_since_it_was_shown_is_not_imported(dialog, gate, staff, qtbot):
    chosen(dialog, qtbot, staff)
    dialog.preview.consent.setChecked(True)
    (staff / "staff.csv").write_text("id,name,photo\nX,Somebody else,0.png\n")
    before = dict(gate.store.people)
    dialog.import_button.click()
    qtbot.waitUntil(lambda: "not the same" in dialog.verdict.text, timeout=PATIENCE)
    assert gate.store.people == before
    chosen(dialog, qtbot, staff)
    assert not dialog.preview.attested, "that was for others"


def test_what_cannot_be_imported_is_said(dialog, qtbot, tmp_path):
    dialog.choose(tmp_path / "absent")
    qtbot.waitUntil(lambda: "no such file" in dialog.verdict.text, timeout=PATIENCE)
    assert dialog.stack.currentWidget() is dialog.empty


def test_the_consent_text_is_chosen_in_the_language_people_agreed_in(dialog, gate, staff, qtbot):
    chosen(dialog, qtbot, staff)
    preview = dialog.preview
    assert preview.paper.languages.isVisible()
    preview.consent.setChecked(True)
    preview.paper.languages.setCurrentIndex(preview.paper.languages.findData("de"))
    preview.paper.languages.activated.emit(preview.paper.languages.currentIndex())
    german = gate.services.consents.current("de")
    assert preview.paper.text.text() == german.text
    assert not preview.attested, "another text is attested anew"
    assert "zugestimmt" in preview.consent.text(), "what is attested is in the language of the text"
    preview.consent.setChecked(True)
    consent = dialog._consent()
    assert (consent.language, consent.text_sha256) == ("de", german.sha256)
    preview.language_wanted.emit("en")
    assert preview.consent.text() == ATTESTED


def test_dropped_stopped_and_gone_on_with(dialog, gate, qtbot, tmp_path):
    folder = tmp_path / "people"
    for person in range(1, 9):
        (folder / str(person)).mkdir(parents=True)
        save_photo(gate.stage, folder / str(person) / "1.png", Actor(person), number=100 + person)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    qtbot.waitUntil(lambda: dialog.plan is not None, timeout=PATIENCE)
    assert dialog.preview.format_row.isHidden(), "no list"
    dialog.preview.consent.setChecked(True)
    add = gate.store.add

    def add_and_stop(*given, **named):
        dialog._job.cancel()
        return add(*given, **named)

    gate.store.add = add_and_stop
    dialog.import_button.click()
    assert dialog.close_button.text() == "Stop"
    finished(dialog, qtbot)
    gate.store.add = add
    assert "People left: 7" in dialog.verdict.text
    assert len(gate.store.people) == 1
    dialog.back_button.click()
    dialog.import_button.click()
    finished(dialog, qtbot)
    assert dialog.report.complete
    assert len(gate.store.people) == 8
    assert not dialog.outcome.problems_only.isEnabled()


def test_how_far_it_is_in_words(dialog):
    page = dialog.progress
    page.begin("Importing…")
    for seconds, words in ((None, ""), (4.0, "A few seconds"), (37.0, "40 seconds"), (200.0, "3 minutes")):
        page.newest = ImportProgress(3, 10, 7, 20, seconds)
        page.show_newest()
        assert words in page.left.text()
    assert page.bar.value() == 10
    assert "3 of 10" in page.counts.text()


def test_reasons_in_words():
    assert reason_text(None) == ""
    assert (
        reason_text(because(ReasonKind.DEFECT, defect="no_face", message="No face was found.")) == "No face was found."
    )
    assert reason_text(because(ReasonKind.CARD_TAKEN, other="A-1")) == "The card number belongs to A-1."
