"""The page: escaped, self-contained, whole."""

from __future__ import annotations

import io
import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from facegate.domain.rates import Rate, wilson
from facegate.errors import StorageError
from facegate.evaluation.report import charts
from facegate.evaluation.report.html import Chart, Draw, Report, Section, Table, render, write
from facegate.evaluation.report.palette import DARK, LIGHT, Palette
from facegate.evaluation.report.words import format_rate, rate_text

NASTY = "<script>alert('x')</script> & \"Zoë\" \udcff"
REAL = partial(charts.histograms, np.linspace(0, 4, 41), np.arange(40), np.arange(40)[::-1], 1.1)


def draw(*, palette: Palette) -> bytes:
    """A dot, at once."""
    stream = io.BytesIO()
    Image.new("RGB", (2, 2), palette.ground).save(stream, "PNG")
    return stream.getvalue()


def report(text: str = NASTY, drawn: Draw = draw) -> Report:
    table = Table(text, (text, "Rate", "Count"), [(text, wilson(3, 1000), 3000), ("none", None, 1.5)])
    chart = Chart("scores", text, text, drawn)
    return Report(text, text, [(text, text)], [Section(text, [text], [table], [chart])])


class Strict(HTMLParser):
    """Notes tags and attributes, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "img", "source"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(page: str) -> Strict:
    parser = Strict()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser


def test_every_text_is_escaped_and_comes_back_as_it_was() -> None:
    page = parsed(render(report()))
    assert "script" not in page.tags
    assert page.text.count(NASTY) == 11
    assert ("alt", NASTY) in page.attributes


def test_the_page_asks_nobody_for_anything() -> None:
    page = parsed(render(report()))
    assert not {"script", "link", "iframe", "form", "a"} & set(page.tags)
    sources = [value or "" for name, value in page.attributes if name in ("src", "srcset", "href")]
    assert len(sources) == 2
    assert all(value.startswith("data:image/png;base64,") for value in sources)
    assert sources[0] != sources[1]  # light and dark
    assert not re.search(r"url\(|@import|https?:", render(report("plain")))


def test_rates_are_shown_with_their_intervals() -> None:
    page = render(report("plain"))
    assert "0.30&nbsp;%" in page
    assert "0.10–0.88&nbsp;%" in page
    assert "n 1,000" in page
    assert "3,000" in page


def test_many_rates_stand_above_their_intervals() -> None:
    few, many = (
        render(Report("", "", [], [Section("", [], [Table("", ["a"] * size, [[wilson(1, 9)] * size])])]))
        for size in (2, 3)
    )
    assert '<table class="dense">' in many
    assert '<table class="dense">' not in few


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (wilson(17, 3000), "0.57 % (0.35–0.91 %)"),
        (Rate(0.9943, 0.9912, 0.9966, 3000), "99.43 % (99.12–99.66 %)"),
        (Rate(2.1e-5, 1.2e-5, 1e-4, 9), "0.0021 % (0.0012–0.010 %)"),
        (Rate(None, 0.0, 0.06, 49), "not seen (0–6.0 %)"),
        (Rate(None, None, None, 0), "not seen"),
        (Rate(0.99999, 0.9999, 1.0, 9), "99.999 % (99.99–100 %)"),
        (wilson(0, 3), "0 % (0–56.1 %)"),
        (Rate(0.5, None, None, 2), "50.0 %"),
    ],
)
def test_rates_in_words(rate: Rate, text: str) -> None:
    assert format_rate(rate) == text


def test_a_rate_of_nothing_is_not_a_number() -> None:
    assert rate_text(None) == "not seen"


def test_page_and_pictures_are_written(tmp_path: Path) -> None:
    out, pictures = tmp_path / "below" / "report.html", tmp_path / "charts"
    write(report("plain", REAL), out, pictures)
    assert out.read_text("utf-8") == render(report("plain", REAL))
    assert [file.name for file in pictures.iterdir()] == ["report-scores.png"]
    assert (pictures / "report-scores.png").read_bytes() == REAL(palette=LIGHT)
    assert [file.name for file in out.parent.iterdir()] == ["report.html"]


def test_a_text_that_is_no_unicode_can_be_written(tmp_path: Path) -> None:
    write(report(), tmp_path / "report.html")
    assert "&#56575;" in (tmp_path / "report.html").read_text("utf-8")


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    out, blocked = tmp_path / "report.html", tmp_path / "file"
    out.write_text("old")
    blocked.write_text("in the way")
    with pytest.raises(StorageError, match="Report not written"):
        write(report("plain"), out, blocked / "pictures")
    assert out.read_text() == "old"
    with pytest.raises(StorageError):
        write(report("plain"), blocked / "report.html")


def test_names_of_charts_are_file_names_and_unique() -> None:
    for name in ("../evil", "Two Words", "", "a/b"):
        with pytest.raises(ValueError, match="name"):
            Chart(name, "", "", draw)
    chart = Chart("same", "", "", draw)
    with pytest.raises(ValueError, match="unique"):
        Report("", "", [], [Section("", [], charts=[chart]), Section("", [], charts=[chart])])


def test_a_table_needs_whole_rows() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Table("", ("a", "b"), [("only one",)])


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_words_and_lines_can_be_seen(palette: Palette) -> None:
    assert all(contrast(colour, palette.ground) >= 4.5 for colour in (palette.text, palette.muted, palette.accent))
    assert contrast(palette.other, palette.ground) >= 3.0
