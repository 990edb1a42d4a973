"""The table of losses as a page of Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from facegate.training.table import SHARE, Line, Sheet, lines_of

_UNKNOWN = "–"


def table_page(sheet: Sheet) -> str:
    """Compose it: what was asked, every recipe, the baseline in every form, and who missed what."""
    baseline, lines = sheet.baseline, lines_of(sheet)
    trained, tested = baseline["trained_on"], baseline["tested_on"]
    machine = ", ".join(str(sheet.machine[key]) for key in ("device", "threads", "torch") if key in sheet.machine)
    parts = [
        "# Losses on unseen people",
        f"Trained on {trained['pictures']} pictures of {trained['people']} people, judged on all pairs of"
        f" {tested['pictures']} pictures of {tested['people']} others. Medians over seeds, of the network after its"
        f" last step; in brackets the lowest and the highest. Asked: an equal error rate of at most {SHARE:g} times"
        " that of the same networks before their first step, and below that of Eigenfaces in the best form,"
        f" {_percent(baseline['eer']['value'])} ({baseline['best']})."
        + (f" Seconds are of training and validation: {machine}." if machine else ""),
        _markdown(
            ("Recipe", "Losses", "EER", "", "Untrained", "VAL at FAR 1 %", "Accuracy", "Seconds", "Seeds", "Asked"),
            [_row(line) for line in lines],
        ),
        _missed(lines),
        "## Eigenfaces",
        f"{baseline['directions']} directions that hold {100 * baseline['variance']:.1f} % of the variance."
        f" {baseline['scaling']}",
        _markdown(
            ("Form", "EER", "VAL at FAR 1 %"),
            [
                (each["form"], _percent(each["eer"]["value"]), _percent(each["tar_at_fmr"]["1e-2"]["value"]))
                for each in baseline["forms"]
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _row(line: Line) -> tuple[str, ...]:
    spread = "" if line.lowest is None else f"({_percent(line.lowest)} to {_percent(line.highest)})"
    return (
        line.recipe,
        line.losses,
        _percent(line.eer),
        spread,
        _percent(line.untrained),
        _percent(line.val),
        _percent(line.accuracy),
        _UNKNOWN if line.seconds is None else f"{line.seconds:.0f}",
        f"{line.seeds}",
        "missed" if line.misses else "met",
    )


def _missed(lines: Sequence[Line]) -> str:
    missed = [f"- {line.recipe}: {', '.join(line.misses)}" for line in lines if line.misses]
    return "Missed:\n\n" + "\n".join(missed) if missed else f"All {len(lines)} did what was asked."


def _percent(share: float | None) -> str:
    return _UNKNOWN if share is None else f"{100 * share:.1f} %"


def _markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose columns are as wide as what they hold: legible as text, too."""
    widths = [max(len(row[place]) for row in (columns, *rows)) for place in range(len(columns))]

    def line(cells: Sequence[str]) -> str:
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
        return "| " + " | ".join(padded) + " |"

    return "\n".join((line(columns), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(line, rows)))
