"""The report of a self-test as a page that loads nothing and runs nothing, in the words that it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1a1f26; background: #fff; margin: 0; }
main { max-width: 56rem; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid #d3d9e0; }
td.n, th.n { text-align: end; font-variant-numeric: tabular-nums; }
.good { color: #166b3c; } .bad { color: #b02a20; font-weight: 600; } .muted { color: #55606d; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.5rem; }
dt { color: #55606d; } dd { margin: 0; }
@media (prefers-color-scheme: dark) { body { color: #e7eaee; background: #15181c; }
  th, td { border-color: #343b44; } dt, .muted { color: #a3adb8; } .good { color: #6fce97; } .bad { color: #f4978f; } }
"""


@dataclass(frozen=True, slots=True)
class PageWords:
    """In the language of the reader.

    Attributes:
        language: BCP 47, for the page.
        right_to_left: reading direction.
        title, summary: of the page; ``summary`` is true whatever came of it.
        facts: names of date, camera, level, recognition model, program, in this order.
        date, level: their values in words.
        virtual: said beside a camera that another program feeds.
        columns: of the table: what, tries, refused or let in, not sure, wrong, light.
        species: names by value.
        skipped: where a step was left out, or gave nothing.
        nothing_wrong, wrong: with ``{errors}``, ``{tries}``, ``{high}`` (per cent).
        limits: heading and sentences of what it cannot show.
        cues: heading, then rows of what the limits in force rest on.
    """

    language: str
    right_to_left: bool
    title: str
    summary: str
    facts: tuple[str, str, str, str, str]
    date: str
    level: str
    virtual: str
    columns: tuple[str, str, str, str, str, str]
    species: Mapping[str, str]
    skipped: str
    nothing_wrong: str
    wrong: str
    limits: tuple[str, Sequence[str]]
    cues: tuple[str, Sequence[str]]


def page(record: Mapping[str, Any], words: PageWords) -> str:
    """The page of a report's record; see :meth:`facegate.pipeline.pad_selftest.SelfTestReport.record`."""
    camera = record["camera"]
    label = f"{camera['label']}, {camera['width']} × {camera['height']}"
    if camera["virtual"]:
        label += f" ({words.virtual})"
    values = (words.date, label, words.level, record["recognition_model"], f"FaceGate {record['program']}")
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in zip(words.facts, values, strict=True)
    )
    rows = "\n".join(_row(step, words) for step in record["steps"])
    heads = "".join(f'<th scope="col"{_number(place)}>{escape(name)}</th>' for place, name in enumerate(words.columns))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(words.language)}" dir="{"rtl" if words.right_to_left else "ltr"}">\n'
        '<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(words.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(words.title)}</h1>\n<p class="muted">{escape(words.summary)}</p>\n<dl>{facts}</dl>\n'
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"
        f"{_list(*words.limits)}{_list(*words.cues)}</main>\n</body>\n</html>\n"
    )


def _row(step: Mapping[str, Any], words: PageWords) -> str:
    name = escape(words.species[step["species"]])
    if not step["tries"]:
        return f'<tr><th scope="row">{name}</th><td colspan="5" class="muted">{escape(words.skipped)}</td></tr>'
    rate, attack = step["error_rate"], step["species"] != "bona_fide"
    errors, right = (step["bona_fide"], step["attack"]) if attack else (step["attack"], step["bona_fide"])
    template, tone = (words.wrong, "bad") if errors else (words.nothing_wrong, "good")
    said = template.format(errors=errors, tries=step["tries"], high=round(100 * rate["ci95"][1]))
    light = step["light"]["face"]
    cells = (step["tries"], right, step["unsure"])
    return (
        f'<tr><th scope="row">{name}</th>'
        + "".join(f'<td class="n">{number}</td>' for number in cells)
        + f'<td class="{tone}">{escape(said)}</td><td class="n">{"–" if light is None else round(light)}</td></tr>'
    )


def _number(place: int) -> str:
    return ' class="n"' if place in (1, 2, 3, 5) else ""


def _list(heading: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return f"<h2>{escape(heading)}</h2>\n<ul>" + "".join(f"<li>{escape(text)}</li>" for text in lines) + "</ul>\n"
