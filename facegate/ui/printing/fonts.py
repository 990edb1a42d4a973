"""Fonts of printed pages, and which scripts none of them shows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

_PREFERRED = (
    *("Noto Sans", "Segoe UI", "Helvetica Neue", "Liberation Sans", "Arial", "DejaVu Sans"),
    *("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", "Droid Sans Fallback"),
    *("Noto Naskh Arabic", "Noto Sans Arabic", "Geeza Pro", "DejaVu Sans"),
)
"""Sans-serif fonts that are common, by system and script; a letter is taken from the first that has it."""

_NO_LETTERS = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me", "Cn", "Co", "Cs"})
"""Categories of characters (Unicode, 4.5) that are not seen by themselves."""


def page_font(points: float, *, bold: bool = False) -> QFont:
    """A font of a printed page, with others after it for the scripts that it lacks; digits are as wide as each other.

    Args:
        points: size on paper.
        bold: for headings.
    """
    installed = set(QFontDatabase.families())
    families = [family for family in dict.fromkeys(_PREFERRED) if family in installed]
    font = QFont()
    if families:
        font.setFamilies(families)
    font.setPointSizeF(points)
    font.setBold(bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def missing_scripts(characters: Iterable[str], font: QFont) -> tuple[str, ...]:
    """Scripts of letters that the font and all after it lack, by their names in Unicode: ``Thai``, ``Cjk``."""
    metrics = QFontMetricsF(font)
    names = {
        _script(character)
        for character in characters
        if unicodedata.category(character) not in _NO_LETTERS and not metrics.inFontUcs4(ord(character))
    }
    return tuple(sorted(names))


def _script(character: str) -> str:
    first = unicodedata.name(character, "UNKNOWN").split()[0].partition("-")[0]
    return "Chinese" if first == "CJK" else first.title()
