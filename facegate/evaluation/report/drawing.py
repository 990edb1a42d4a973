"""One picture: a figure with one pair of axes, or several panels, in the report's style, as PNG.

Only matplotlib's objects, never ``pyplot``: that keeps figures in a global
list, and chooses a window system by itself. Everything that the user's own
matplotlib settings could change is set here. Usable on any thread.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from facegate.evaluation.report.palette import Palette

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 5.8
"""Inches. With :data:`TEXT` chosen so that the words can be read on a telephone too."""

HEIGHT = 3.7
DPI = 220
"""Twice what a page shows, for sharp screens and print."""

TEXT = 10.0
"""Points, of everything that is written."""

CURVE, HAIR = 2.0, 0.8
"""Points: what is shown, and what guides the eye."""

_COLOURS = 96
"""Of a picture: those of the palette, and the steps between them at edges."""

_SCRIPTS = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans Arabic", "Microsoft YaHei", "Hiragino Sans GB", "SimHei")
"""Where the letters of groups' names are taken from that the bundled font lacks; those that are installed."""


class Drawing:
    """A figure in the making.

    Attributes:
        axes: matplotlib's, dressed: those that are drawn on.
        panels: all of them, row by row.
        palette: the colours in use.
    """

    def __init__(self, palette: Palette, height: float = HEIGHT, *, rows: int = 1, columns: int = 1) -> None:
        """Make an empty one, ``height`` inches high, with one pair of axes in each of its panels."""
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.palette = palette
        self._figure: Figure = Figure(
            figsize=(WIDTH, height), dpi=DPI, facecolor=palette.ground, edgecolor=palette.ground, layout="constrained"
        )
        FigureCanvasAgg(self._figure)
        self.panels: list[Axes] = list(self._figure.subplots(rows, columns, squeeze=False).flat)
        for panel in self.panels:
            self._dress(panel)
        self.axes = self.panels[0]

    def _dress(self, axes: Axes) -> None:
        palette = self.palette
        axes.set_facecolor(palette.ground)
        axes.set_axisbelow(True)
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(palette.other)
        axes.spines["bottom"].set_linewidth(HAIR)
        axes.grid(True, which="major", color=palette.grid, linewidth=HAIR, linestyle="-")
        axes.tick_params(which="both", length=0, labelsize=TEXT, labelcolor=palette.muted, pad=5)
        # Lower, so that the first label of this axis does not meet that of the other.
        axes.tick_params(axis="x", which="both", pad=9)

    def ticks(self, axis: Literal["x", "y"], places: Sequence[float], labels: Sequence[str]) -> None:
        """Put labels at places; exactly these."""
        from matplotlib.ticker import NullLocator

        one = self.axes.xaxis if axis == "x" else self.axes.yaxis
        one.set_minor_locator(NullLocator())
        one.set_ticks(list(places), labels=list(labels))
        for label in one.get_ticklabels():
            # Names of groups come from outside: a dollar sign in one is no formula.
            label.set_parse_math(False)
            label.set_fontfamily(families())

    def name(self, across: str, up: str, colour: str = "") -> None:
        """Say what the axes are: below, and above the upright one, where it can be read without turning the head.

        ``colour`` of what stands above; the muted one otherwise.
        """
        self.axes.set_xlabel(across, fontsize=TEXT, color=self.palette.muted, family=families(), labelpad=6)
        self.axes.set_title(
            up, fontsize=TEXT, color=colour or self.palette.muted, family=families(), loc="left", pad=8,
            fontweight="normal",
        )  # fmt: skip

    def head(self, text: str) -> None:
        """Say above all panels what is common to them."""
        self._figure.suptitle(
            text, x=0.01, ha="left", fontsize=TEXT, color=self.palette.muted, family=families(), fontweight="normal",
            linespacing=1.5,
        )  # fmt: skip

    def write(
        self,
        text: str,
        place: tuple[float, float],
        *,
        colour: str,
        offset: tuple[float, float] = (0.0, 0.0),
        across: Literal["left", "center", "right"] = "left",
        up: Literal["baseline", "bottom", "center", "top"] = "center",
        system: str | tuple[str, str] = "data",
    ) -> None:
        """Write beside a place.

        Args:
            text: as it is, no formulas.
            place: in the axes' own units, or shares of them with ``system="axes fraction"``.
            colour: of the words.
            offset: points to the right and up.
            across: which part of the text stands there.
            up: the same in height.
            system: matplotlib's name of the coordinates.
        """
        from matplotlib.patheffects import withStroke

        written = self.axes.annotate(
            text,
            place,
            xytext=offset,
            xycoords=system,
            textcoords="offset points",
            ha=across,
            va=up,
            fontsize=TEXT,
            color=colour,
            family=families(),
            annotation_clip=False,
            # A halo: words stay legible over curves and grid.
            path_effects=[withStroke(linewidth=3.0, foreground=self.palette.ground)],
            zorder=5,
        )
        written.set_parse_math(False)

    def png(self) -> bytes:
        """The finished picture."""
        from PIL import Image

        raw = io.BytesIO()
        with warnings.catch_warnings():
            # With next to no data labels may leave no room for the axes: an odd picture, and no news for a terminal.
            warnings.simplefilter("ignore", UserWarning)
            self._figure.savefig(raw, format="rgba", dpi=DPI, facecolor=self.palette.ground)
        width = round(WIDTH * DPI)
        picture = Image.frombytes("RGBA", (width, raw.tell() // (4 * width)), raw.getvalue()).convert("RGB")
        stream = io.BytesIO()
        # A chart has few colours: as a table of them it takes a fourth of the space, and looks the same.
        picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(stream, "PNG", optimize=True)
        return stream.getvalue()


@cache
def families() -> list[str]:
    """The bundled font, then the installed ones that know more scripts."""
    from matplotlib.font_manager import fontManager

    known = set(fontManager.get_font_names())
    return ["DejaVu Sans", *(name for name in _SCRIPTS if name in known)]
