"""``facegate bench``: this machine against the budgets of the design."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facegate.cli.invocation import JsonOption, invocation
from facegate.cli.models import ensure_models
from facegate.cli.output import Output, note

if TYPE_CHECKING:
    from facegate.cli.bench_report import Report
    from facegate.pipeline.engine import Engine
    from facegate.pipeline.services import Services
    from facegate.vision.store import ModelStore

_PEOPLE = 10_000
_LARGE = 100_000
_SAMPLES_EACH = 5

_MEBIBYTE = 2.0**20


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("bench", epilog="Example: facegate bench --json")(bench)


def bench(
    context: typer.Context,
    large: Annotated[bool, typer.Option("--large", help="Also search among 100,000; takes a minute more.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Measure this machine: the pipeline against its budgets, and beside it what others make of the same frames.

    Works in a temporary data folder with the demo's portrait; takes about two minutes.
    """
    from facegate.cli.bench_process import NO_KEYRING
    from facegate.settings.paths import MODELS_DIR_VARIABLE
    from facegate.settings.store import SettingsStore

    call = invocation(context)
    chosen = SettingsStore(call.paths.settings_file, read_only=True).current.recognition
    models = call.paths.models_dir
    os.environ.update({**NO_KEYRING, MODELS_DIR_VARIABLE: str(models)})
    with tempfile.TemporaryDirectory(prefix="facegate-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        own = replace(call, data_dir=folder)
        with own.services() as services:
            current = services.settings.current
            services.settings.replace(current.model_copy(update={"recognition": chosen}))
            ensure_models(own, services)
            report = _measure(services, call.backend.model_store(services.paths), large)
        # The data folder is free now, and another process may open it.
        _measure_processes(report, folder, models)
    _show(report, Output(as_json))


def _measure(services: Services, store: ModelStore, large: bool) -> Report:
    from facegate.cli.bench_contenders import compare, contenders
    from facegate.cli.bench_pipeline import first_sights, frames_a_second, overhead
    from facegate.cli.bench_report import Report, Row, machine, milliseconds
    from facegate.cli.bench_scene import LOOP, MOST_PEOPLE, portrait_head, render

    engine = services.controller.load()
    vision, chosen = engine.vision, services.settings.current.recognition
    report = Report(machine(f"{vision.provider.name} {vision.provider.detail}".strip()))
    _enrol_portrait(services, engine)
    head = portrait_head()
    frames = {people: [render(head, people, number) for number in range(LOOP)] for people in range(MOST_PEOPLE + 1)}

    for people in range(1, MOST_PEOPLE + 1):
        rivals, report.missing = contenders(vision, store, chosen, frames[people][0])
        note(f"Side by side, {people} of {MOST_PEOPLE} people")
        report.comparisons.append(compare(rivals, frames[people], people))
    for people in (1, MOST_PEOPLE):
        note(f"The running pipeline, people: {people}")
        fps = frames_a_second(services, engine, frames[people])
        report.rows.append(Row(f"processed frames, people: {people}", fps, "1/s", 30.0, at_least=True))
    note("First sight to identified")
    waits, missed = first_sights(services, engine, frames[0][0], frames[1])
    limit = 150.0 if vision.provider.name == "CUDA" else 400.0
    report.rows.append(
        Row(
            "first sight to identified, p95",
            milliseconds(waits, 0.95) if waits and not missed else None,
            "ms",
            limit,
            note=f"{len(waits)} visits, {missed} missed; median {milliseconds(waits):.0f} ms" if waits else "nobody",
        )
    )
    for people in (1, MOST_PEOPLE):
        note(f"Time beyond the models, people: {people}")
        cost = overhead(store, chosen, engine, frames[people])
        share = None if cost.share is None else 100.0 * cost.share
        report.rows.append(Row(f"beyond the models, frames that embed, people: {people}", share, "%", 15.0))
        report.rows.append(Row(f"beyond the models, other frames, people: {people}", cost.milliseconds, "ms", 2.0))
    _measure_search(report, engine, _PEOPLE, 1.0)
    if large:
        _measure_search(report, engine, _LARGE, 5.0)
    return report


def _enrol_portrait(services: Services, engine: Engine) -> None:
    from facegate.capture import demo_portrait
    from facegate.cli.demo import IDENTIFIER, NAME
    from facegate.cli.enrol import photo_samples
    from facegate.domain.people import SampleSource
    from facegate.domain.profiles import Profile
    from facegate.pipeline.consent import consent_record

    samples = photo_samples(engine.vision, [demo_portrait()])
    text = services.consents.current("en")
    consent = consent_record(text, attested=True, actor=services.actor, clock=services.clock)
    services.people.enrol(Profile(NAME, IDENTIFIER), samples, consent, SampleSource.PHOTO)


def _measure_processes(report: Report, folder: Path, models: Path) -> None:
    from facegate.cli.bench_process import first_recognition, memory_bytes
    from facegate.cli.bench_report import Row

    if getattr(sys, "frozen", False):
        report.missing["start-up and memory"] = "a packed program cannot start its parts one by one"
        return
    note("Start to first recognition")
    seconds = first_recognition(folder, models)
    report.rows.append(Row("start to first recognition", seconds, "s", 3.0, note="no window, demo camera"))
    note(f"Memory with {_PEOPLE} people")
    used = memory_bytes(models, _PEOPLE, _SAMPLES_EACH)
    report.rows.append(
        Row(
            f"memory, {_PEOPLE:,} enrolled",
            None if used is None else used / _MEBIBYTE,
            "MiB",
            450.0,
            note=f"{_SAMPLES_EACH} samples each; no window",
        )
    )


def _measure_search(report: Report, engine: Engine, people: int, limit: float) -> None:
    from facegate.cli.bench_gallery import search
    from facegate.cli.bench_report import Row, milliseconds, proportion

    note(f"Search among {people:,}")
    found = search(people, engine.gallery.model_id, engine.vision.extractor.dimension)
    text = f"median {milliseconds(found.seconds):.2f} ms, {found.engine}"
    report.rows.append(Row(f"search among {people:,}, p99", milliseconds(found.seconds, 0.99), "ms", limit, note=text))
    report.recall[str(people)] = proportion(found.right, len(found.seconds))


def _show(report: Report, output: Output) -> None:
    if output.as_json:
        output.result(report.record())
        return
    names = list(report.comparisons[0].milliseconds)
    output.result(None, "  ".join(f"{key}: {value}" for key, value in report.machine.items()) + "\n")
    output.table(
        None,
        ("Budget", "Measured", "", "Limit", "", "Note"),
        [
            (
                row.what,
                "?" if row.measured is None else f"{row.measured:.4g}",
                row.unit,
                f"{'>=' if row.at_least else '<='} {row.limit:g}",
                {True: "ok", False: "MISSED", None: "not measured"}[row.met],
                row.note,
            )
            for row in report.rows
        ],
    )
    output.result(None, "\nOne frame, every face found and turned into a template, median ms (faces found):")
    output.table(
        None,
        ("People", *names),
        [
            (each.people, *(f"{each.milliseconds[name]:.1f} ({each.faces[name]})" for name in names))
            for each in report.comparisons
        ],
    )
    for people, rate in report.recall.items():
        low, high = rate["ci95"]
        output.result(
            None,
            f"\nRecall@1 among {people}: {rate['value']:.4f} (95 % interval {low:.4f} to {high:.4f}, n {rate['n']})",
        )
    for name, reason in report.missing.items():
        note(f"{name}: {reason}")
