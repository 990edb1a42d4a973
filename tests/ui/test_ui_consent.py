"""Consent texts, erasing with a certificate, and a person's full record, in their dialogs."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.ui_fakes import Gate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from facegate.domain.certificates import Standing
from facegate.domain.consent_defaults import DEFAULT_TEMPLATES
from facegate.domain.ids import SubjectId
from facegate.errors import StorageError
from facegate.pipeline.consent import CONSENT_TEXT
from facegate.pipeline.jobs import JobCancelled
from facegate.settings.model import with_changes
from facegate.ui.dialogs.agreed_text import AgreedTextDialog
from facegate.ui.dialogs.consent_text import ConsentTextDialog
from facegate.ui.dialogs.enrol_photos import EnrolPhotosDialog
from facegate.ui.dialogs.erase import EraseDialog
from facegate.ui.dialogs.subject_record import SubjectRecordDialog
from facegate.ui.i18n import LanguageTexts
from facegate.ui.session import Session
from facegate.ui.views.settings import SettingsPage
from facegate.ui.widgets.consent_paper import language_name

PATIENCE = 8000
AGREED = "The person agrees to &this text"
OWN = "We compute numbers from your face and keep them until you tell {contact} to stop. {controller} is responsible."


@pytest.fixture
def session(gate: Gate) -> Iterator[Session]:
    """What dialogs work with; no camera, no models."""
    made = Session(gate.services)
    yield made
    made.close()


def test_a_text_is_edited_with_a_preview_and_becomes_a_new_version(session: Session, gate: Gate, qtbot: QtBot) -> None:
    store = gate.services.settings
    store.replace(with_changes(store.current, "consent", controller="Example Ltd", contact="desk 3"))
    dialog = ConsentTextDialog(session)
    qtbot.addWidget(dialog)
    assert dialog.editor.toPlainText() == DEFAULT_TEMPLATES["en"]
    assert not dialog.save_button.isEnabled()
    dialog.load("de")
    dialog.editor.setPlainText(OWN + " {contacts}")
    qtbot.waitUntil(lambda: "{contacts}" in dialog.verdict.text, timeout=PATIENCE)
    assert not dialog.save_button.isEnabled()
    dialog.editor.setPlainText(OWN)
    qtbot.waitUntil(dialog.save_button.isEnabled, timeout=PATIENCE)
    assert dialog.preview.text.text() == OWN.format(controller="Example Ltd", contact="desk 3")
    assert "site-1" in dialog.version.text()
    with qtbot.waitSignal(dialog.saved, timeout=PATIENCE):
        dialog.save_button.click()
    assert gate.services.consents.current("de").version == "site-1"
    assert not dialog.changed
    dialog.default_button.click()
    assert dialog.editor.toPlainText() == DEFAULT_TEMPLATES["de"]
    # What was edited is not dropped by a slip.
    dialog.show()
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()
    assert gate.services.consents.versions("de")[-1] == "site-1"


def test_a_language_without_a_text_begins_empty_and_fills_fewer_gaps(session: Session, qtbot: QtBot) -> None:
    dialog = ConsentTextDialog(session)
    qtbot.addWidget(dialog)
    dialog.load("fr")
    assert dialog.editor.toPlainText() == ""
    assert "{looks}" not in dialog.gaps.text()
    assert not dialog.default_button.isVisibleTo(dialog)
    assert not dialog.save_button.isEnabled()
    dialog.load("ar")
    assert dialog.editor.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert (language_name("en"), language_name("de"), language_name("pt-br")[:9]) == ("English", "Deutsch", "Português")


def test_another_language_is_another_text_so_it_is_agreed_to_anew(session: Session, gate: Gate, qtbot: QtBot) -> None:
    dialog = EnrolPhotosDialog(session)
    qtbot.addWidget(dialog)
    form = dialog.form
    assert form.paper.text.text() == gate.services.consents.current("en").text
    form.consent.setChecked(True)
    form.paper.languages.setCurrentIndex(form.paper.languages.findData("de"))
    form.paper.languages.activated.emit(form.paper.languages.currentIndex())
    assert form.paper.shown == gate.services.consents.current("de")
    assert not form.agreed
    assert "Einwilligung" in form.consent.accessibleDescription()
    # The words to tick are in its language, too; where there are none, in the window's.
    assert "diesem" in form.consent.text()
    assert LanguageTexts("fr").translate("EnrolForm", AGREED) == AGREED
    assert LanguageTexts("de-AT").translate("EnrolForm", AGREED) == form.consent.text() != AGREED


def test_a_text_that_cannot_be_read_cannot_be_agreed_to(session: Session, gate: Gate, qtbot: QtBot) -> None:
    gate.services.consents.save("en", OWN)
    (gate.services.paths.consent_dir / "en.1.txt").write_bytes(b"\xff\xfe")
    dialog = EnrolPhotosDialog(session)
    qtbot.addWidget(dialog)
    assert not dialog.form.consent.isEnabled()
    assert "en.1.txt" in dialog.verdict.text
    editing = ConsentTextDialog(session)
    qtbot.addWidget(editing)
    assert "en.1.txt" in editing.verdict.text


def test_what_somebody_agreed_to_is_shown_as_it_was(session: Session, gate: Gate, qtbot: QtBot) -> None:
    subject = gate.add_person(1, "Ada")
    (consent,) = gate.store.consents(subject.subject_id)
    dialog = AgreedTextDialog(session, consent)
    qtbot.addWidget(dialog)
    assert dialog.paper.text.text() == CONSENT_TEXT
    gone = AgreedTextDialog(session, replace(consent, text_sha256="ab" * 32))
    qtbot.addWidget(gone)
    assert gone.verdict.kind == "bad"


def test_the_settings_say_who_agreed_to_another_text(session: Session, gate: Gate, qtbot: QtBot) -> None:
    gate.add_person(1, "Ada")  # to the program's first text
    page = SettingsPage(session)
    qtbot.addWidget(page)
    row = page.consent_row
    qtbot.waitUntil(lambda: "English (default-2)" in row.versions.text(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: ": 1." in row.others.text(), timeout=PATIENCE)
    with qtbot.waitSignal(page.consent_wanted, timeout=PATIENCE):
        row.edit_button.click()


def test_an_erasure_ends_with_a_certificate_that_can_be_saved(
    session: Session, gate: Gate, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = EraseDialog(session, gate.add_person(1, "Ada"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.cancel_button or dialog.cancel_button.isDefault()
    dialog.erase_button.click()
    qtbot.waitUntil(dialog.close_button.isVisible, timeout=PATIENCE)
    assert not dialog.erase_button.isVisible()
    file = tmp_path / "proof.json"
    dialog.save_certificate(file)
    qtbot.waitUntil(lambda: str(file) in dialog.verdict.text, timeout=PATIENCE)
    assert gate.services.erasure.verify(file).standing is Standing.CURRENT
    assert len(list(gate.services.paths.certificates_dir.iterdir())) == 1
    dialog.save_certificate(tmp_path / "nowhere" / "proof.json")
    qtbot.waitUntil(lambda: dialog.verdict.kind == "bad", timeout=PATIENCE)
    dialog.reject()  # done is done, however it is closed
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_what_an_erasure_left_behind_is_told(session: Session, gate: Gate, qtbot: QtBot) -> None:
    plain, left = gate.store.erase, StorageError("Old data remains", "In {file}.", "Delete it.", file="old.db")
    gate.store.erase = lambda who, actor: replace(plain(who, actor), left=(left,))  # type: ignore[method-assign]
    dialog = EraseDialog(session, gate.add_person(1, "Ada"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.erase_button.click()
    qtbot.waitUntil(lambda: "In old.db. Delete it." in dialog.verdict.text, timeout=PATIENCE)


def test_a_full_record_is_written_cancelled_and_refused(
    session: Session, gate: Gate, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = SubjectRecordDialog(session, gate.add_person(1, "Ada", "A/17"))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.path.text().endswith("record_A-17.zip")
    out = tmp_path / "record.zip"
    dialog.path.setText(str(out))
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.verdict.kind == "good", timeout=PATIENCE)
    with zipfile.ZipFile(out) as archive:
        assert json.loads(archive.read("record.json"))["person"]["name"] == "Ada"
    dialog.path.setText(str(tmp_path / "nowhere" / "record.zip"))
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.verdict.kind == "bad", timeout=PATIENCE)

    def stopped(_who: SubjectId, _out: Path, _progress: object, _cancelled: object, **_more: object) -> None:
        raise JobCancelled

    monkeypatch.setattr(gate.services.records, "write", stopped)
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.verdict.kind == "warn", timeout=PATIENCE)
