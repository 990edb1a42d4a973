"""Colours, spacing and type of the window, light and dark.

One accent colour, three colours for results, everything else grey. The tests
check that every text colour reaches 4.5 : 1 on its ground (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from facegate.ui.i18n import assets_dir
from facegate.ui.stylesheet import stylesheet

UNIT = 8
"""The grid: margins and gaps are multiples of it, in device-independent pixels."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by purpose, as ``#rrggbb``.

    Attributes:
        window, surface, sunken: grounds of the window, of cards and fields, and of recessed areas.
        border: lines between areas; decorative.
        text, muted: words, and words that explain.
        disabled: words of what cannot be used now.
        accent, on_accent: the one colour for what is chosen, and words on it.
        good, warn, bad: identified, undecided, refused or failed.
        good_ground, warn_ground, bad_ground, info_ground: tinted grounds for notices.
    """

    window: str
    surface: str
    sunken: str
    border: str
    text: str
    muted: str
    disabled: str
    accent: str
    on_accent: str
    good: str
    warn: str
    bad: str
    good_ground: str
    warn_ground: str
    bad_ground: str
    info_ground: str


LIGHT = Colours(
    window="#f5f6f8",
    surface="#ffffff",
    sunken="#e9ecf0",
    border="#d3d9e0",
    text="#1a1f26",
    muted="#55606d",
    disabled="#8d97a3",
    accent="#0b6280",
    on_accent="#ffffff",
    good="#166b3c",
    warn="#835000",
    bad="#b02a20",
    good_ground="#e3f3e9",
    warn_ground="#fcf0d8",
    bad_ground="#fbe7e5",
    info_ground="#e0eff5",
)

DARK = Colours(
    window="#15181c",
    surface="#1d2126",
    sunken="#101316",
    border="#343b44",
    text="#e7eaee",
    muted="#a3adb8",
    disabled="#6c7681",
    accent="#62c3e0",
    on_accent="#08222c",
    good="#6fce97",
    warn="#e8b865",
    bad="#f4978f",
    good_ground="#17301f",
    warn_ground="#352a14",
    bad_ground="#3a1f1d",
    info_ground="#152c35",
)


@dataclass(frozen=True, slots=True)
class VideoColours:
    """Colours on the picture, the same by day and by night: the ground is always dark."""

    ground: str = "#0d0f12"
    text: str = "#f4f6f8"
    muted: str = "#b6bec8"
    plaque: str = "#14181d"
    good: str = "#5fd08c"
    warn: str = "#f0c269"
    bad: str = "#ff9d94"
    neutral: str = "#dfe5ea"


VIDEO = VideoColours()


_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}

_state = {"theme": "system"}
"""The theme in force. Qt keeps no such choice on desktops without a platform theme of their own."""


def is_dark() -> bool:
    """Whether the window is dark now; an unknown system scheme counts as light."""
    scheme = _SCHEMES.get(_state["theme"], QGuiApplication.styleHints().colorScheme())
    return scheme is Qt.ColorScheme.Dark


def colours() -> Colours:
    """The colours in force."""
    return DARK if is_dark() else LIGHT


def palette(chosen: Colours) -> QPalette:
    """The palette for all widgets."""
    made = QPalette(QColor(chosen.window))
    roles = {
        QPalette.ColorRole.Window: chosen.window,
        QPalette.ColorRole.WindowText: chosen.text,
        QPalette.ColorRole.Base: chosen.surface,
        QPalette.ColorRole.AlternateBase: chosen.window,
        QPalette.ColorRole.Text: chosen.text,
        QPalette.ColorRole.Button: chosen.surface,
        QPalette.ColorRole.ButtonText: chosen.text,
        QPalette.ColorRole.BrightText: chosen.bad,
        QPalette.ColorRole.ToolTipBase: chosen.surface,
        QPalette.ColorRole.ToolTipText: chosen.text,
        QPalette.ColorRole.PlaceholderText: chosen.muted,
        QPalette.ColorRole.Link: chosen.accent,
        QPalette.ColorRole.LinkVisited: chosen.accent,
        QPalette.ColorRole.Highlight: chosen.accent,
        QPalette.ColorRole.HighlightedText: chosen.on_accent,
        QPalette.ColorRole.Accent: chosen.accent,
        QPalette.ColorRole.Light: chosen.surface,
        QPalette.ColorRole.Midlight: chosen.window,
        QPalette.ColorRole.Mid: chosen.border,
        QPalette.ColorRole.Dark: chosen.border,
        QPalette.ColorRole.Shadow: chosen.border,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.disabled))
    return made


def choose(theme: str) -> None:
    """Put ``system``, ``light`` or ``dark`` in force; ``system`` follows the system from then on."""
    _state["theme"] = theme
    # For what the system draws: window frames, its own dialogs.
    QGuiApplication.styleHints().setColorScheme(_SCHEMES.get(theme, Qt.ColorScheme.Unknown))
    refresh()


def refresh() -> None:
    """Give every widget the colours of the scheme in force."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        chosen = colours()
        named = {field.name: getattr(chosen, field.name) for field in fields(chosen)}
        sheet = stylesheet(named, dark=is_dark(), icons=assets_dir() / "icons")
        if sheet != application.styleSheet():
            # Dressing every widget anew takes a tenth of a second.
            application.setPalette(palette(chosen))
            application.setStyleSheet(sheet)


def heading_font(widget: QWidget, factor: float = 1.35) -> QFont:
    """The widget's font, larger and semi-bold; relative, so that the system's text size counts."""
    font = QFont(widget.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1..21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        # The sRGB transfer function (IEC 61966-2-1).
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    value = QColor(colour)
    return 0.2126 * linear(value.redF()) + 0.7152 * linear(value.greenF()) + 0.0722 * linear(value.blueF())
