"""Languages: every text of the window is translated, keeps its fields, and is shown."""

from __future__ import annotations

import importlib.util
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest
from helpers.ui_fakes import Actor, Gate
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facegate.domain.import_reasons import ReasonKind, because, named_fields
from facegate.domain.pins import PinProblem
from facegate.errors import CameraError, Phrase, RosterError
from facegate.pipeline.keypad import PinError
from facegate.ui import i18n
from facegate.ui.i18n import assets_dir, error_text, phrase_text
from facegate.ui.import_words import reasons_text
from facegate.ui.window import MainWindow

PATIENCE = 8000
FOLDER = assets_dir() / "translations"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.ts"))


def translations(stem: str) -> dict[tuple[str, str], str]:
    return {
        (context.findtext("name") or "", message.findtext("source") or ""): message.findtext("translation") or ""
        for context in ET.parse(FOLDER / f"{stem}.ts").getroot().iter("context")
        for message in context.iter("message")
    }


@pytest.fixture(scope="module")
def collector() -> ModuleType:
    """The script that collects the texts."""
    spec = importlib.util.spec_from_file_location("update_translations", FOLDER / "update.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("stem", LANGUAGES)
def test_every_text_of_the_window_is_translated(collector: ModuleType, stem: str) -> None:
    known = translations(stem)
    texts = [(context, text) for context, found in collector.texts().items() for text in found]
    assert len(texts) > 250
    missing = [key for key in texts if key[0] != "errors" and not known.get(key)]
    assert not missing, "run python assets/translations/update.py, then translate these"


@pytest.mark.parametrize("stem", LANGUAGES)
def test_translations_keep_fields_and_mnemonics(stem: str) -> None:
    for (context, text), translated in translations(stem).items():
        if translated:
            fields = sorted(re.findall(r"{[^}]*}", text))
            assert sorted(re.findall(r"{[^}]*}", translated)) == fields, text
            if context != "errors":
                assert translated.count("&") == text.count("&"), text
                assert translated.endswith("…") == text.endswith("…"), text


@pytest.fixture
def german(qapp: QApplication) -> Iterator[list[QTranslator]]:
    installed = i18n.install(qapp, QLocale("de_DE"))
    yield installed
    for translator in installed:
        qapp.removeTranslator(translator)


def test_phrases_within_texts_are_collected_and_translated(collector: ModuleType, german: list[QTranslator]) -> None:
    phrases = collector.texts()[i18n.PHRASES]
    assert {"is longer than {number} characters", "are more than {number}", "valid from", "photographs"} <= set(phrases)
    assert error_text(PinError(PinProblem.RUN)).message == (
        "Die PIN ist nicht zulässig: ist eine auf- oder absteigende Ziffernfolge."
    )
    missing = RosterError(
        "x", "The first line of the list names no column for the {what}.", "y", what=Phrase("identifier")
    )
    assert error_text(missing).message == "In der ersten Zeile der Liste fehlt eine Spalte: Kennung."
    long = Phrase("is longer than {number} characters", number=64)
    assert long == "is longer than 64 characters"
    assert "64" in phrase_text(long)
    differs = because(ReasonKind.EXISTS, fields=named_fields(["name", "card", "PIN"]))
    assert "Name, Kartennummer, PIN" in reasons_text([differs])
    refused = because(
        ReasonKind.NOT_STORED, title="PIN not usable", message=Phrase("The PIN {problem}.", problem=Phrase("is empty"))
    )
    assert "Die PIN ist nicht zulässig: ist leer." in reasons_text([refused])


def test_the_compiled_file_is_what_the_source_says(qapp: QApplication, german: list[QTranslator]) -> None:
    assert len(german) >= 1
    for (context, text), translated in translations("facegate_de").items():
        if translated:
            assert QApplication.translate(context, text) == translated


def test_the_window_speaks_german(
    german: list[QTranslator], make_window: Callable[..., MainWindow], gate: Gate, qtbot: QtBot
) -> None:
    window = make_window()
    assert window.tools.pages["people"].text() == "Personen"
    assert window.status.camera.text() == "Kamera an"
    assert window.settings.rows["recognition.margin"].spec.shown_title() == "Vorsprung"
    gate.stage.actors = (Actor(9),)
    qtbot.waitUntil(lambda: any(x.title == "Nicht erkannt" for x in window.live.video.labels), timeout=PATIENCE)
    gate.stage.error = CameraError("Camera lost", "{label} does not answer.", "Correct it.", label="Tor 1")
    qtbot.waitUntil(lambda: window.notices.shown is not None, timeout=PATIENCE)
    assert window.notices.shown is not None
    assert window.notices.shown.title == "Kamera verloren"
    assert window.notices.shown.text == "Tor 1 antwortet nicht. Berichtigen Sie sie."


def test_an_unknown_language_stays_english_and_left_to_right(qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert i18n.install(qapp, QLocale("ar_EG")) == []
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert error_text(CameraError("Camera lost", "x", "y")).title == "Camera lost"
