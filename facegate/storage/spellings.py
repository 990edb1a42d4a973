"""The spellings in which a name is searched: without accents, and as a passport's machine-readable line writes it.

Nobody at a foreign keyboard types the ü of Müller: they type Muller, or Mueller as it stands on the card. Only signs
that are typed on top of a letter are left out. What another script writes with signs of its own (the vowels of Indic
scripts and Thai, the sound marks of kana, the syllables of Hangul) makes other names, and stays.
"""

from __future__ import annotations

import unicodedata

_POINTS = range(10, 36)
"""Canonical combining classes of the points of Hebrew and Arabic, which are mostly not written."""

_ATTACHED_AND_DIACRITICS = range(200, 241)
"""Those of cedilla, ogonek, horn, and of what stands above or below a letter in every script (Unicode Standard,
section 4.3; the classes below are signs of single scripts: nukta, kana voicing marks, viramas, vowels)."""

_PLAIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "þ": "th", "ŧ": "t", "ŋ": "n",
     "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ə": "e"}
)  # fmt: skip
"""Letters that Unicode does not take apart."""

_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""As ICAO Doc 9303 part 3, section 6 A, transliterates them beside leaving the accent out."""


def folded(text: str) -> str:
    """Without differences of case and of compatible characters (full width, ligatures), in every script."""
    # Twice, because case folding may undo the normal form (Unicode Standard, section 3.13, D146).
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def plain(text: str) -> str:
    """A folded text without accents."""
    if text.isascii():
        return text
    kept = (each for each in unicodedata.normalize("NFD", text) if not _is_accent(unicodedata.combining(each)))
    return unicodedata.normalize("NFC", "".join(kept)).translate(_PLAIN)


def spellings(text: str) -> list[tuple[str, ...]]:
    """Of every word, how it is spelled: without accents, then with two letters for one where that is something else.

    Words of which nothing is left are left out.
    """
    words = []
    for word in folded(text).split():
        both = dict.fromkeys((plain(word), plain(word.translate(_TWO_LETTERS))))
        words.append(tuple(each for each in both if each))
    return [word for word in words if word]


def _is_accent(combining_class: int) -> bool:
    return combining_class in _ATTACHED_AND_DIACRITICS or combining_class in _POINTS
