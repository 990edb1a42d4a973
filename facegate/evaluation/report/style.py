"""The style sheet of the report's page: system fonts, one column, light, dark and on paper."""

from __future__ import annotations

from dataclasses import fields

from facegate.evaluation.report.palette import DARK, LIGHT, Palette

_RULES = """
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 720px; margin: 0 auto; padding: 40px 24px 64px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 12px; }
h2 { font-size: 20px; line-height: 1.3; margin: 56px 0 8px; }
p { margin: 0 0 12px; max-width: 66ch; overflow-wrap: anywhere; }
.summary { font-size: 18px; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 24px; margin: 24px 0 0; font-size: 14px; }
.facts dt { color: var(--muted); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin: 20px 0; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding: 0 0 6px; }
th, td { text-align: left; vertical-align: baseline; padding: 7px 12px 7px 0; border-bottom: 1px solid var(--grid); }
th { font-weight: 600; }
thead th { border-bottom: 1px solid var(--other); white-space: nowrap; }
.number { text-align: right; white-space: nowrap; padding: 7px 0 7px 16px; }
.number + :not(.number) { padding-left: 24px; }
.detail { color: var(--muted); font-size: 13px; font-weight: 400; margin-left: 8px; }
.dense .detail { display: block; margin: 0; line-height: 1.4; }
figure { margin: 24px 0 0; }
figcaption { font-weight: 600; margin: 0 0 8px; }
figure img { display: block; width: 100%; max-width: 640px; height: auto; }
footer { margin: 56px 0 0; padding: 12px 0 0; border-top: 1px solid var(--grid); color: var(--muted); font-size: 13px; }
@media (max-width: 520px) {
  main { padding: 24px 16px 40px; }
  h1 { font-size: 24px; }
  h2 { margin-top: 40px; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin: 0 0 8px; }
}
@media print {
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  figure, tr { break-inside: avoid; }
  .wide { overflow: visible; }
}
@page { margin: 18mm; }
"""

DARK_SCREEN = "screen and (prefers-color-scheme: dark)"
"""Where the dark colours are used: never on paper."""


def style_sheet() -> str:
    """Everything between ``<style>`` and ``</style>``."""
    return (
        f":root {{ color-scheme: light dark; {_variables(LIGHT)} }}\n"
        f"@media {DARK_SCREEN} {{ :root {{ {_variables(DARK)} }} }}\n"
        f"@media print {{ :root {{ color-scheme: light; }} }}{_RULES}"
    )


def _variables(palette: Palette) -> str:
    return " ".join(f"--{field.name}: {getattr(palette, field.name)};" for field in fields(palette))
