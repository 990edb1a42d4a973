"""``facegate evaluate gallery``: search among made-up people, up to a million, against exact search."""

from __future__ import annotations

import tempfile
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from facegate.cli.invocation import JsonOption
from facegate.cli.output import Output

_SIZES = "1000,10000,100000,1000000"
_DIMENSION = 128
_LEAST = 2
"""A runner-up needs a second person."""

_COLUMNS = (
    "References",
    "Engine",
    "Person found",
    "Runner-up",
    "p50 ms",
    "p99 ms",
    "Exact p50",
    "Exact p99",
    "Build s",
    "Reload s",
    "MB",
)

_HELP = """Search among made-up people whose templates lie as far apart as real ones do, one reference each.

3,000 looks at enrolled people are searched for; both persons found, the nearest and the runner-up, are compared with
what exact search finds. A million takes about ten minutes and 1.2 GB of memory."""


class EngineChoice(StrEnum):
    """The kinds of search that can be asked for."""

    EXACT = "exact"
    SCAN = "scan"
    HNSW = "hnsw"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("gallery", help=_HELP, epilog="Example: facegate evaluate gallery --sizes 10000,100000 --json")(gallery)


def gallery(
    sizes: Annotated[str, typer.Option("--sizes", metavar="N,N,...", help="References of each gallery.")] = _SIZES,
    engine: Annotated[
        EngineChoice | None, typer.Option("--engine", help="The index; without it, what the program would use.")
    ] = None,
    dimension: Annotated[int, typer.Option("--dimension", min=2, max=4096, help="Numbers a template.")] = _DIMENSION,
    as_json: JsonOption = False,
) -> None:
    """See ``_HELP``."""
    wanted = _numbers(sizes)
    from facegate.cli.gallery_scale import measure, require_memory
    from facegate.gallery.index import Engine

    kind = None if engine is None else Engine(engine)
    for references in wanted:
        require_memory(references, dimension, kind)
    by_size: dict[str, Any] = {}
    for references in wanted:
        with tempfile.TemporaryDirectory(prefix="facegate-gallery-", ignore_cleanup_errors=True) as name:
            by_size[str(references)] = measure(references, dimension, Path(name), kind).record()
    Output(as_json).table(
        {"dimension": dimension, "by_size": by_size},
        _COLUMNS,
        [(f"{int(size):,}", *_cells(record)) for size, record in by_size.items()],
    )


def _numbers(text: str) -> list[int]:
    """Sizes, smallest first. Raises typer.BadParameter."""
    try:
        numbers = sorted({int(part) for part in text.split(",")})
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no list of whole numbers", param_hint="--sizes") from None
    if numbers[0] < _LEAST:
        raise typer.BadParameter(f"a gallery has at least {_LEAST} references", param_hint="--sizes")
    return numbers


def _cells(record: dict[str, Any]) -> list[str]:
    def share(key: str) -> str:
        value = record[key]["value"]
        return "not known" if value is None else f"{100 * value:.2f} %"

    def number(key: str, digits: int) -> str:
        return "" if record[key] is None else f"{record[key]:.{digits}f}"

    return [
        record["engine"],
        share("recall"),
        share("runner_up_recall"),
        *(number(key, 2) for key in ("p50_ms", "p99_ms", "exact_p50_ms", "exact_p99_ms")),
        *(number(key, 1) for key in ("build_s", "reload_s")),
        number("memory_mb", 0),
    ]
