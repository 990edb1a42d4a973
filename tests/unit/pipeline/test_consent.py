"""The consent texts and the record of them."""

from __future__ import annotations

import hashlib
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.clocks import START, ManualClock

from facegate.domain.consent_defaults import DEFAULT_TEMPLATES, DEFAULT_VERSION, PHRASES
from facegate.domain.consent_texts import (
    LEAST_LENGTH,
    MOST_LENGTH,
    ConsentFacts,
    ConsentText,
    ConsentTextError,
    TextProblem,
    clean_language,
    clean_template,
    filled,
)
from facegate.domain.people import Consent
from facegate.errors import ConsentError, DamagedDataError, EnrolmentError, StorageError
from facegate.pipeline.consent import (
    CONSENT_LANGUAGE,
    CONSENT_TEXT,
    CONSENT_TEXT_VERSION,
    ConsentTexts,
    consent_record,
    default_consent,
    facts_of,
)
from facegate.settings.model import Settings, with_changes

PUBLISHED = {
    "default-1": "7daf5df9e8ff2d5d7635129789008e9b8a76af1a14cdd15f195d2d5cb8b7507c",
    "default-2 en": "38d833f1f6b67fe44ff3a2d8dc309f474ecc593d88791f0d9f0e32bda715764b",
    "default-2 de": "593a14cc669043d705007796382c303ca166bd49684d729d0c4a63618ce4b293",
}
"""Digests of the texts that people have agreed to, with their gaps. Never change one: add a version."""

OWN = "We compute numbers from your face and keep them until you tell {contact} to stop. {controller} is responsible."


@pytest.fixture
def facts() -> dict[str, ConsentFacts]:
    return {"now": ConsentFacts("Example Ltd, 1 Main Street", "privacy@example.org")}


@pytest.fixture
def texts(tmp_path: Path, facts: dict[str, ConsentFacts]) -> ConsentTexts:
    return ConsentTexts(tmp_path / "consent", lambda: facts["now"])


def record(text: ConsentText, attested: bool = True) -> Consent:
    return consent_record(text, attested=attested, actor="desk", clock=ManualClock())


@pytest.mark.parametrize("attested", [True, False])
def test_record_says_who_when_and_what(texts: ConsentTexts, attested: bool) -> None:
    text = texts.current("de")
    consent = record(text, attested)
    assert (consent.attested, consent.recorded_by, consent.recorded_at) == (attested, "desk", START)
    assert (consent.text_version, consent.language) == (DEFAULT_VERSION, "de")
    assert consent.text_sha256 == hashlib.sha256(text.text.encode()).hexdigest()
    first = default_consent(attested=attested, actor="desk", clock=ManualClock())
    assert (first.text_version, first.language, first.attested) == (CONSENT_TEXT_VERSION, CONSENT_LANGUAGE, attested)
    assert texts.text_of(first) == CONSENT_TEXT


def test_a_changed_text_has_a_new_version() -> None:
    assert hashlib.sha256(CONSENT_TEXT.encode()).hexdigest() == PUBLISHED[CONSENT_TEXT_VERSION]
    for language, template in DEFAULT_TEMPLATES.items():
        whole = template + repr(PHRASES[language])
        assert hashlib.sha256(whole.encode()).hexdigest() == PUBLISHED[f"{DEFAULT_VERSION} {language}"], language


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("template", "encrypted", "Voluntary", "card or a PIN", "Withdrawal", "copy of my data", "How long")),
        ("de", ("Vorlagen", "verschlüsselt", "Freiwillig", "Karte oder PIN", "Widerruf", "Kopie meiner", "Wie lange")),
    ],
)
def test_the_program_s_text_says_what_is_kept_who_asks_and_how_to_leave(
    texts: ConsentTexts, facts: dict[str, ConsentFacts], language: str, words: tuple[str, ...]
) -> None:
    text = texts.current(language).text
    for word in (*words, "Example Ltd", "privacy@example.org"):
        assert word in text
    assert "{" not in text
    assert "  " not in text
    # What the site keeps is part of what is agreed to.
    facts["now"] = replace(facts["now"], pictures=True, look_days=14, updates=True)
    more = texts.current(language)
    for phrase in (PHRASES[language].pictures, PHRASES[language].updates, " 14 "):
        assert phrase in more.text
    # A text that names nobody still is a sentence.
    facts["now"] = ConsentFacts()
    assert PHRASES[language].controller in texts.current(language).text


@pytest.mark.parametrize(
    ("wanted", "got"), [("de", "de"), ("de-AT", "de"), ("DE_ch", "de"), ("fr", "en"), ("", "en"), ("../../x", "en")]
)
def test_the_language_that_serves_best_is_shown(texts: ConsentTexts, wanted: str, got: str) -> None:
    assert texts.current(wanted).language == got


def test_a_site_s_own_text_is_a_new_version_and_the_old_ones_stay(texts: ConsentTexts, tmp_path: Path) -> None:
    assert texts.save("de", OWN + "\r\n").version == "site-1"
    assert texts.save("de", OWN).version == "site-1", "nothing differs, so nothing is new"
    assert texts.save("de", OWN + "\nMore.").version == "site-2"
    assert texts.versions("de") == [DEFAULT_VERSION, "site-1", "site-2"]
    assert texts.template("de", "site-1").text == OWN
    assert texts.current("de").text.endswith("\nMore.")
    assert texts.current("en").version == DEFAULT_VERSION
    assert texts.save("pt-BR", OWN).language == "pt-br"
    assert texts.languages() == ["de", "en", "pt-br"]
    texts.keep(record(texts.current("de")))
    assert len(list((tmp_path / "consent").rglob("*.txt"))) == 4
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "consent").stat().st_mode) == 0o700
        for path in (tmp_path / "consent").rglob("*"):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    with pytest.raises(ConsentError):
        texts.template("fr")
    with pytest.raises(ConsentError):
        texts.template("de", "site-9")


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("de", "x" * (LEAST_LENGTH - 1), "fewer than"),
        ("de", "x" * (MOST_LENGTH + 1), "more than"),
        ("de", "\u202e" + "x" * LEAST_LENGTH, "cannot be seen"),
        ("de", "\0" + "x" * LEAST_LENGTH, "cannot be seen"),
        ("de", OWN + " {contacts}", "{contacts}"),
        ("fr", OWN + " {pictures}", "{pictures}"),
        ("../x", OWN, "no tag"),
    ],
)
def test_a_text_that_cannot_be_used_is_refused(texts: ConsentTexts, language: str, text: str, part: str) -> None:
    with pytest.raises(ConsentError) as caught:
        texts.save(language, text)
    assert part in caught.value.message
    assert texts.languages() == ["de", "en"]


def test_what_somebody_agreed_to_can_be_shown_whatever_came_later(
    texts: ConsentTexts, facts: dict[str, ConsentFacts], tmp_path: Path
) -> None:
    shown = texts.current("de")
    consent = record(shown)
    texts.keep(consent)
    facts["now"] = ConsentFacts("Another Ltd", "nobody")
    texts.save("de", OWN)
    later = ConsentTexts(tmp_path / "consent", lambda: facts["now"], read_only=True)
    assert later.text_of(consent) == shown.text
    assert shown.sha256 not in later.in_force()
    assert later.in_force() == {later.current("de").sha256, later.current("en").sha256}
    (kept,) = (tmp_path / "consent" / "agreed").iterdir()
    kept.write_text(shown.text + " and more")
    with pytest.raises(DamagedDataError):
        later.text_of(consent)
    kept.unlink()
    assert later.text_of(consent) is None


def test_a_text_that_nobody_was_shown_cannot_be_agreed_to(texts: ConsentTexts, tmp_path: Path) -> None:
    for digest in ("ab" * 32, "../../secret", ""):
        consent = Consent("site-1", "de", digest, True, "desk", START)
        with pytest.raises(EnrolmentError):
            texts.keep(consent)
        assert texts.text_of(consent) is None
    preview = texts.preview(texts.checked("de", OWN))
    with pytest.raises(EnrolmentError):
        texts.keep(record(preview))
    assert not (tmp_path / "consent").exists()


def test_a_damaged_text_is_told_and_can_be_replaced(texts: ConsentTexts, tmp_path: Path) -> None:
    texts.save("de", OWN)
    (tmp_path / "consent" / "de.1.txt").write_bytes(b"\xff\xfe broken")
    with pytest.raises(DamagedDataError):
        texts.current("de")
    assert texts.in_force() == {texts.current("en").sha256}
    assert texts.save("de", OWN).version == "site-2"
    assert texts.current("de").version == "site-2"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "consent").write_text("a file")
    texts = ConsentTexts(tmp_path / "consent", ConsentFacts)
    with pytest.raises(StorageError):
        texts.save("de", OWN)
    with pytest.raises(StorageError):
        texts.keep(record(texts.current("de")))


def test_gaps_are_filled_once() -> None:
    """What an administrator enters is not looked into for gaps again."""
    facts = ConsentFacts("{contact} & Sons {pictures}", "me")
    assert filled("{controller} / {other}", facts, PHRASES["en"]) == "{contact} & Sons {pictures} / {other}"


def test_facts_come_from_the_settings() -> None:
    settings = with_changes(Settings(), "consent", controller=" Example\tLtd ", contact="")
    settings = with_changes(settings, "storage", keep_pictures=True, keep_looks="everyone", looks_days=3)
    assert facts_of(settings) == ConsentFacts("Example Ltd", "", True, 3, False)
    assert facts_of(Settings()).look_days is None


def test_languages_and_texts_are_cleaned() -> None:
    assert clean_language(" zh_Hant-TW ") == "zh-hant-tw"
    with pytest.raises(ConsentTextError) as caught:
        clean_language("deutsch")
    assert caught.value.problem is TextProblem.LANGUAGE
    assert clean_template("\ufeff" + OWN + "  \r\n\r\n") == OWN
