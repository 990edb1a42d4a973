"""Importing people against a bare loop over the same photographs: decode, detect, embed.

Run with ``pytest tests/benchmarks/test_bench_import.py --benchmark-json FILE``, with FACEGATE_TEST_DATA set: ``ratio``
in there is the median over rounds in which both follow each other, which other work on the machine disturbs least. Both
have the low priority of an import.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from facegate.bootstrap.wiring import open_services
from facegate.capture.bundles import open_bundle
from facegate.domain.faces import principal
from facegate.domain.ports import Vision
from facegate.gallery.priority import lower_thread_priority
from facegate.pipeline.consent import default_consent
from facegate.pipeline.import_plan import plan_import
from facegate.pipeline.import_tools import ImportOptions
from facegate.settings.paths import Paths, program_models_dir
from facegate.vision.images import read_image
from facegate.vision.store import ModelStore

PEOPLE, EACH, ROUNDS = 30, 3, 7


@pytest.fixture
def staff(test_data: Path, tmp_path: Path) -> Path:
    """The first photographs of some people."""
    folder = tmp_path / "staff"
    for person in sorted(path for path in (test_data / "people").iterdir() if path.is_dir())[:PEOPLE]:
        (folder / person.name).mkdir(parents=True)
        for photo in sorted(person.iterdir())[:EACH]:
            (folder / person.name / photo.name).write_bytes(photo.read_bytes())
    return folder


def bare(vision: Vision, files: list[Path]) -> float:
    began = time.perf_counter()
    for file in files:
        image = read_image(file)
        face = principal(vision.photo_detector.detect(image))
        if face is not None:
            vision.extractor.extract([vision.aligner.align(image, face)])
    return time.perf_counter() - began


def test_import(benchmark: BenchmarkFixture, staff: Path, models_dir: Path, tmp_path: Path) -> None:
    files = sorted(path for path in staff.rglob("*") if path.is_file())
    ratios: list[float] = []

    def both() -> None:
        paths = Paths(tmp_path / f"data{len(ratios)}")
        paths.prepare()
        services = open_services(paths, ModelStore(models_dir, program_models_dir()), read_only=False)
        try:
            vision = services.controller.load().vision
            bundle, listed = open_bundle(staff)
            plan = plan_import(bundle, listed)
            consent = default_consent(attested=True, actor="bench", clock=services.clock)
            report = services.importing.run(plan, bundle, ImportOptions(), consent)
            with ThreadPoolExecutor(1, initializer=lower_thread_priority) as aside:
                ratios.append(aside.submit(bare, vision, files).result() / report.seconds)
        finally:
            services.close()

    benchmark.pedantic(both, rounds=ROUNDS)
    benchmark.extra_info["ratio"] = median(ratios)
