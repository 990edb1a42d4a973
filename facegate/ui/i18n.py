"""Languages: the system's where there is a translation, English otherwise."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from facegate.errors import FacegateError, Phrase

SOURCE_LANGUAGE = "en"

translate = QCoreApplication.translate


def assets_dir() -> Path:
    """The folder with icons and translations: of the checkout or frozen program, else of the installation."""
    checkout = Path(__file__).resolve().parent.parent.parent / "assets"
    return checkout if checkout.is_dir() else Path(sys.prefix) / "share" / "facegate" / "assets"


def install(application: QApplication, locale: QLocale | None = None) -> list[QTranslator]:
    """Translate the window, and Qt's own dialogs, for ``locale`` (the system's); return the translators, to be kept.

    The direction of reading follows the language that is shown, not the
    system's: English sentences stay left to right on an Arabic system.
    """
    locale = locale or QLocale.system()
    own = QTranslator(application)
    if not own.load(locale, "facegate", "_", str(assets_dir() / "translations")):
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return []
    translators = [own]
    qt = QTranslator(application)
    if qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        translators.insert(0, qt)
    for translator in translators:
        application.installTranslator(translator)
    application.setLayoutDirection(QLocale(own.language() or SOURCE_LANGUAGE).textDirection())
    return translators


class LanguageTexts:
    """The window's texts in a language of choice: for the words beside a text in that language."""

    def __init__(self, tag: str) -> None:
        """``tag``: BCP 47, in any case."""
        self._is_source = tag.partition("-")[0].lower() == SOURCE_LANGUAGE
        self._own = _translator(tag)

    def translate(self, context: str, text: str) -> str:
        """The text in that language; in the window's where there is no translation."""
        if self._is_source:
            return text
        return (self._own.translate(context, text) if self._own is not None else None) or translate(context, text)


@cache
def _translator(tag: str) -> QTranslator | None:
    made = QTranslator()
    known = made.load(QLocale(tag.replace("-", "_")), "facegate", "_", str(assets_dir() / "translations"))
    return made if known else None


@dataclass(frozen=True, slots=True)
class ErrorText:
    """An error in the language of the window."""

    title: str
    message: str
    remedy: str


def error_text(error: FacegateError) -> ErrorText:
    """Translate an error: its templates first, then its fields are filled in."""
    return ErrorText(
        translate("errors", error.title),
        _filled(error.message_template, error.fields),
        _filled(error.remedy_template, error.fields),
    )


PHRASES = "imports"
"""Context of the translations of :class:`facegate.errors.Phrase`; most are reasons of an import."""


def phrase_text(text: str, context: str = PHRASES) -> str:
    """Translate a phrase, with those in it; or a text without fields. One that is not known stays as it is."""
    return _filled(text.template, text.fields, context) if isinstance(text, Phrase) else translate(context, text)


def _filled(template: str, fields: dict[str, object], context: str = "errors") -> str:
    shown = {name: phrase_text(value) if isinstance(value, Phrase) else value for name, value in fields.items()}
    try:
        return translate(context, template).format(**shown)
    except (KeyError, IndexError, ValueError):
        # A translator's slip must not hide the error.
        return template.format(**shown)
