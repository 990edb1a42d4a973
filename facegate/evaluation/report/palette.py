"""Colours of reports, light and dark: the window's, so that both look like one program.

One accent colour for what the report is about; everything else is grey.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by purpose, as ``#rrggbb``.

    Attributes:
        ground: behind everything.
        text, muted: words, and words that explain; both reach 4.5 : 1 on the ground (WCAG 2.2, 1.4.3).
        grid: lines that guide the eye.
        accent: what the chart is about.
        other: what it is compared with; 3 : 1 on the ground (WCAG 2.2, 1.4.11).
        sunken: ground of headings in tables.
    """

    ground: str
    text: str
    muted: str
    grid: str
    accent: str
    other: str
    sunken: str


LIGHT = Palette(
    ground="#ffffff",
    text="#1a1f26",
    muted="#55606d",
    grid="#e3e7ec",
    accent="#0b6280",
    other="#7d8793",
    sunken="#f2f4f7",
)

DARK = Palette(
    ground="#1d2126",
    text="#e7eaee",
    muted="#a3adb8",
    grid="#343b44",
    accent="#62c3e0",
    other="#838d98",
    sunken="#262b31",
)
