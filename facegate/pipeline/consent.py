"""The texts that people agree to, and the record of it.

The site's texts are files in the data folder, one a language and version, which are never changed: a new text is a
new version. Beside them every text that somebody agreed to lies as it was shown, named after its digest. Those stay
for as long as the data folder: they name nobody but the controller, and a database that is put back from a backup may
refer to any of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from facegate.domain.consent_defaults import (
    DEFAULT_LANGUAGE,
    DEFAULT_TEMPLATES,
    DEFAULT_VERSION,
    EVERYWHERE,
    IN_WORDS,
    PHRASES,
)
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
    unknown_gaps,
)
from facegate.domain.people import Consent
from facegate.domain.ports import Clock
from facegate.errors import ConsentError, EnrolmentError, StorageError
from facegate.pipeline.consent_files import ConsentFiles
from facegate.settings.model import Settings

CONSENT_TEXT_VERSION = "default-1"
"""Of the text below, which people agreed to before sites had their own. It never changes."""

CONSENT_LANGUAGE = "en"

CONSENT_TEXT = (
    "I agree that this organisation computes a numerical template from pictures of my face and stores it, "
    "encrypted, on this computer in order to recognise me at this gate and to record when I was there. "
    "The template is not passed on and is not used for anything else. Taking part is voluntary: I can use another "
    "way to sign in instead, and I can withdraw at any time, whereupon my template is erased."
)

_FIRST = ConsentText(CONSENT_TEXT_VERSION, CONSENT_LANGUAGE, CONSENT_TEXT)

_OWN = "site-"
"""Begins the version of a site's own text."""


@dataclass(frozen=True, slots=True)
class ConsentTemplate:
    """A text with gaps, as an administrator edits it.

    Attributes:
        version: ``default-2``, or ``site-3`` for the site's own third one in this language.
        language: BCP 47 tag, lower case.
        text: with ``{controller}`` and other gaps, see :func:`facegate.domain.consent_texts.filled`.
    """

    version: str
    language: str
    text: str

    @property
    def own(self) -> bool:
        """Whether it is the site's, not the program's."""
        return self.version.startswith(_OWN)


class ConsentTexts:
    """The consent texts of one data folder. Thread-safe."""

    def __init__(self, folder: Path, facts: Callable[[], ConsentFacts], *, read_only: bool = False) -> None:
        """``facts`` fill the gaps at the moment when a text is shown."""
        self._files = ConsentFiles(folder, read_only)
        self._facts = facts
        self._lock = threading.Lock()
        self._shown: dict[str, ConsentText] = {}
        # Two who save at once get two versions.
        self._saving = threading.Lock()

    def languages(self) -> list[str]:
        """Languages with a text, those of the program and the site's own."""
        return sorted({*DEFAULT_TEMPLATES, *(language for language, _ in self._files.own())})

    def best_language(self, wanted: str) -> str:
        """The language with a text that serves a speaker of ``wanted``: itself, without its region, else English."""
        known = self.languages()
        try:
            tag = clean_language(wanted)
        except ConsentTextError:
            return DEFAULT_LANGUAGE
        while tag:
            if tag in known:
                return tag
            tag = tag.rpartition("-")[0]
        return DEFAULT_LANGUAGE

    def current(self, language: str) -> ConsentText:
        """The text in force in a language, or the best other one, exactly as it is to be shown.

        Raises:
            DamagedDataError, StorageError: the site's text cannot be read; no other one may stand for it.
        """
        shown = self.preview(self.template(self.best_language(language)))
        with self._lock:
            self._shown[shown.sha256] = shown
        return shown

    def template(self, language: str, version: str | None = None) -> ConsentTemplate:
        """The text with gaps: the one in force, or a version of it.

        Raises:
            ConsentError: there is none.
            DamagedDataError, StorageError: it cannot be read.
        """
        language = _checked_language(language)
        versions = self.versions(language)
        wanted = version or (versions[-1] if versions else "")
        if wanted not in versions:
            raise ConsentError(
                "No such text",
                "There is no consent text {version} in the language {language}.",
                "'facegate consent list' shows all texts.",
                version=version or "",
                language=language,
            )
        if not wanted.startswith(_OWN):
            return ConsentTemplate(wanted, language, DEFAULT_TEMPLATES[language])
        return ConsentTemplate(wanted, language, self._files.read(language, _number(wanted)))

    def versions(self, language: str) -> list[str]:
        """The versions of a language, oldest first; the last is in force."""
        own = sorted(number for found, number in self._files.own() if found == language)
        return [*([DEFAULT_VERSION] if language in DEFAULT_TEMPLATES else []), *(f"{_OWN}{number}" for number in own)]

    def preview(self, template: ConsentTemplate) -> ConsentText:
        """A text as it is shown, its gaps filled."""
        words = PHRASES.get(template.language, PHRASES[DEFAULT_LANGUAGE])
        return ConsentText(template.version, template.language, filled(template.text, self._facts(), words))

    def checked(self, language: str, text: str) -> ConsentTemplate:
        """A text as the next version of a language, not saved yet; the one in force where nothing differs.

        Raises:
            ConsentError: text or language cannot be used.
        """
        language = _checked_language(language)
        try:
            cleaned = clean_template(text)
        except ConsentTextError as error:
            message, fields = _PROBLEMS[error.problem]
            raise ConsentError("Text not usable", message, "Correct the text and save it again.", **fields) from None
        known = EVERYWHERE | IN_WORDS if language in PHRASES else EVERYWHERE
        unknown = unknown_gaps(cleaned, known)
        if unknown:
            raise ConsentError(
                "Text not usable",
                "Nothing fills {gaps} in a text of the language {language}; it would be shown as it stands.",
                "Use {known}, or write the words out.",
                gaps=", ".join(f"{{{name}}}" for name in unknown),
                language=language,
                known=", ".join(f"{{{name}}}" for name in sorted(known)),
            )
        versions = self.versions(language)
        before = self._in_force_or_damaged(language) if versions else None
        if before is not None and before.text == cleaned:
            return before
        last = versions[-1] if versions else ""
        number = _number(last) + 1 if last.startswith(_OWN) else 1
        return ConsentTemplate(f"{_OWN}{number}", language, cleaned)

    def save(self, language: str, text: str) -> ConsentTemplate:
        """Put a text in force, as a new version unless nothing differs; earlier versions stay.

        Raises:
            ConsentError: text or language cannot be used.
            StorageError: it cannot be written.
        """
        with self._saving:
            template = self.checked(language, text)
            if template.own and template.version not in self.versions(template.language):
                self._files.write(template.language, _number(template.version), template.text)
            return template

    def keep(self, consent: Consent) -> None:
        """Before a consent is stored: make sure that the text it refers to can be shown for as long as it is needed.

        Raises:
            EnrolmentError: nobody was shown such a text here.
            StorageError: it cannot be written.
        """
        digest = consent.text_sha256
        if digest == _FIRST.sha256 or self._files.is_kept(digest):
            return
        with self._lock:
            shown = self._shown.get(digest)
        if shown is None:
            raise EnrolmentError(
                "Consent text unknown",
                "The text that the consent refers to was not shown here, so nobody could show it later.",
                "Show the consent text to the person and record their consent anew.",
            )
        self._files.keep(digest, shown.text)

    def text_of(self, consent: Consent) -> str | None:
        """The exact text that somebody agreed to; None where it is not there any more.

        Raises:
            DamagedDataError: it was changed.
            StorageError: it cannot be read.
        """
        digest = consent.text_sha256
        if digest == _FIRST.sha256:
            return _FIRST.text
        if self._files.is_kept(digest):
            return self._files.kept(digest)
        with self._lock:
            shown = self._shown.get(digest)
        return shown.text if shown is not None else None

    def _in_force_or_damaged(self, language: str) -> ConsentTemplate | None:
        try:
            return self.template(language)
        except StorageError:
            return None  # a new text is the way out

    def in_force(self) -> set[str]:
        """Digests of the texts that are shown now, in any language; those that cannot be read are left out."""
        digests = set()
        for language in self.languages():
            try:
                digests.add(self.current(language).sha256)
            except StorageError:
                continue
        return digests


def consent_record(text: ConsentText, *, attested: bool, actor: str, clock: Clock) -> Consent:
    """A record of consent to a text, now.

    Args:
        text: what was shown, of :meth:`ConsentTexts.current`.
        attested: True when an administrator vouches for it, False when the
            person ticked it on the screen.
        actor: account of the operating system that records it.
        clock: for the time of the record.
    """
    return Consent(text.version, text.language, text.sha256, attested, actor, clock.now())


def default_consent(*, attested: bool, actor: str, clock: Clock) -> Consent:
    """A record of consent to the program's first text, now; see :func:`consent_record`."""
    return consent_record(_FIRST, attested=attested, actor=actor, clock=clock)


def facts_of(settings: Settings) -> ConsentFacts:
    """What fills the gaps of the texts at a site."""
    return ConsentFacts(
        controller=settings.consent.controller,
        contact=settings.consent.contact,
        pictures=settings.storage.keep_pictures,
        look_days=None if settings.storage.keep_looks == "none" else settings.storage.looks_days,
        updates=settings.storage.template_updates,
    )


def _checked_language(language: str) -> str:
    try:
        return clean_language(language)
    except ConsentTextError as error:
        message, fields = _PROBLEMS[error.problem]
        raise ConsentError("Language not known", message, "Give a tag such as de or pt-BR.", **fields) from None


def _number(version: str) -> int:
    return int(version.removeprefix(_OWN))


_PROBLEMS: Mapping[TextProblem, tuple[str, dict[str, object]]] = {
    TextProblem.SHORT: (
        "The text has fewer than {number} characters, too few to say what is stored, what for and how long.",
        {"number": LEAST_LENGTH},
    ),
    TextProblem.LONG: ("The text has more than {number} characters.", {"number": MOST_LENGTH}),
    TextProblem.HIDDEN: ("The text holds characters that cannot be seen.", {}),
    TextProblem.LANGUAGE: ("That is no tag of a language.", {}),
}
"""Messages and their fields."""
