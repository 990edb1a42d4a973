"""What people agree to before anything of their face is computed: texts with gaps, and what fills them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

LEAST_LENGTH = 80
"""Characters: nothing shorter can say who stores what, for what, where and how long."""

MOST_LENGTH = 20_000
"""Characters. Nobody reads more at a gate; a larger file is something else."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_GAP = re.compile(r"\{([^{}\n]*)\}")
_HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Overrides and isolates of direction: with them a text reads otherwise than it is."""


class TextProblem(StrEnum):
    """What can be wrong."""

    SHORT = "short"
    LONG = "long"
    HIDDEN = "hidden"
    """It holds characters that cannot be seen."""
    LANGUAGE = "language"
    """No BCP 47 tag."""


class ConsentTextError(ValueError):
    """A text or a language that cannot be used; see :class:`TextProblem`."""

    def __init__(self, problem: TextProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A text exactly as it is shown.

    Attributes:
        version: ``default-2``, or ``site-3`` for one of the site's own.
        language: BCP 47 tag, lower case.
        text: lines, separated by line feeds.
        sha256: hex digest of the text in UTF-8.
    """

    version: str
    language: str
    text: str
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.text.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What fills the gaps of a text: who asks for consent, and what this site stores.

    Attributes:
        controller: name of whoever is responsible (GDPR, article 4(7)); empty: not given yet.
        contact: where consent is withdrawn; empty: not given yet.
        pictures: whether the pictures of an enrolment are kept.
        look_days: for how many days the best look of each visit is kept; None: not at all.
        updates: whether an operator may add a confirmed look to somebody's templates.
    """

    controller: str = ""
    contact: str = ""
    pictures: bool = False
    look_days: int | None = None
    updates: bool = False


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language for what fills the gaps."""

    controller: str
    contact: str
    pictures: str
    no_pictures: str
    looks: str
    updates: str


def filled(template: str, facts: ConsentFacts, phrases: Phrases) -> str:
    """The text as it is shown.

    ``{controller}`` and ``{contact}`` are replaced by what the settings say or by words that name nobody,
    ``{pictures}`` and ``{looks}`` by sentences about what this site keeps. Other braces stay.
    """
    looks = phrases.looks.format(days=facts.look_days) if facts.look_days is not None else ""
    if facts.updates and looks:
        looks = f"{looks} {phrases.updates}"
    values = {
        "controller": facts.controller or phrases.controller,
        "contact": facts.contact or phrases.contact,
        "pictures": phrases.pictures if facts.pictures else phrases.no_pictures,
        "looks": looks,
    }
    whole = _GAP.sub(lambda gap: values.get(gap[1], gap[0]), template)
    # A sentence that is left out leaves no double blank and no blank at a line's end.
    return "\n".join(re.sub(r" {2,}", " ", line).rstrip() for line in whole.split("\n")).strip()


def clean_template(text: str) -> str:
    """A text with gaps in the form in which it is stored.

    Raises:
        ConsentTextError: it is too short or too long, or holds what cannot be shown.
    """
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    cleaned = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    if len(cleaned) < LEAST_LENGTH:
        raise ConsentTextError(TextProblem.SHORT)
    if len(cleaned) > MOST_LENGTH:
        raise ConsentTextError(TextProblem.LONG)
    if any(character in _HIDDEN or _is_control(character) for character in cleaned):
        raise ConsentTextError(TextProblem.HIDDEN)
    return cleaned


def unknown_gaps(template: str, known: frozenset[str]) -> list[str]:
    """Names in braces that nothing fills: most likely slips, as ``{contacts}``."""
    return list(dict.fromkeys(name for name in _GAP.findall(template) if name not in known))


def clean_language(language: str) -> str:
    """A BCP 47 tag in lower case, as ``de`` or ``pt-br``. Raises ConsentTextError."""
    tag = language.strip().replace("_", "-").lower()
    if not _LANGUAGE.fullmatch(tag):
        raise ConsentTextError(TextProblem.LANGUAGE)
    return tag


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
