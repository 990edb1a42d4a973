"""Names and identifiers in the form in which they are stored."""

from __future__ import annotations

import re
import unicodedata

from facegate.errors import Phrase

MAX_NAME_LENGTH = 200
MAX_EXTERNAL_ID_LENGTH = 64


def clean_text(text: str, limit: int) -> str:
    """Bring a name or an identifier into the form in which it is stored, and check its length.

    White space and control characters become single spaces. Invisible format
    characters go: those for writing direction (U+202A..202E, U+2066..2069) make
    a name look like another one. Letters that can be written in two ways get
    one (NFC), so that both are found. Every script, emoji and the joiners
    within them are kept; path characters and quotes are text like any other.

    Raises:
        ValueError: nothing visible is left, or it is longer than ``limit`` characters; its argument is a phrase.
    """
    if text.isascii() and text.isprintable():
        # Most of what a list of 100,000 people holds; nothing below would change more of it.
        return _checked(" ".join(text.split()), limit)
    spaced = "".join(" " if unicodedata.category(character) == "Cc" else character for character in text)
    kept = "".join(character for character in spaced if _is_kept(character))
    return _checked(" ".join(_composed(_JOINER_RUN.sub(_joined, _composed(kept))).split()), limit)


def _checked(cleaned: str, limit: int) -> str:
    if not any(_is_visible(character) for character in cleaned):
        raise ValueError(Phrase("is empty"))
    if len(cleaned) > limit:
        raise ValueError(Phrase("is longer than {number} characters", number=limit))
    return cleaned


_JOINERS = "\u200c\u200d"
"""Zero-width (non-)joiner: format characters that Persian, Indian scripts and emoji need."""

_JOINER_RUN = re.compile(f"[{_JOINERS}]+")

_VIRAMA = 9
"""Canonical combining class of the signs that take an Indian consonant's vowel: a joiner after one
shapes the consonant, at the end of a word too (Malayalam)."""

_COMPOSABLE = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
"""All but the CJK compatibility ideographs: NFC would replace them, and with them the very form in
which some Japanese and Korean families write their name."""

_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Hangul fillers and the empty Braille pattern: letters and symbols to Unicode, blank to the eye."""


def _composed(text: str) -> str:
    return _COMPOSABLE.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def _joined(run: re.Match[str]) -> str:
    # A joiner that joins nothing, beside a space, a digit or a Latin letter, makes two identifiers look the same.
    before, after = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    joins = _can_join(before) and (_can_join(after) or unicodedata.combining(before) == _VIRAMA)
    return run[0][0] if joins else ""


def _can_join(character: str) -> bool:
    return not character.isascii() and not character.isspace()


def _is_kept(character: str) -> bool:
    # Surrogates (of undecodable file names) cannot be stored. What this Python's Unicode does not know yet
    # (Cn) may be a rare ideograph of somebody's name, and private use (Co) one of a site's own font.
    return character in _JOINERS or unicodedata.category(character) not in ("Cf", "Cs")


def _is_visible(character: str) -> bool:
    return unicodedata.category(character)[0] not in "ZM" and character not in _BLANKS and character not in _JOINERS
