"""Measures the accuracy baselines anew, on purpose: after a change that is meant to move them.

FACEGATE_TEST_DATA=DIR PYTHONPATH=tests .venv/bin/python tests/baselines/update.py [lfw] [people] [pad]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from helpers import baselines, pad_baseline

from facegate.domain.ids import ModelId
from facegate.vision.stack import load_vision
from facegate.vision.store import ModelStore

REPOSITORY = Path(__file__).resolve().parents[2]

MEASURES = {"lfw": baselines.measure_lfw, "people": baselines.measure_people, "pad": pad_baseline.measure_pad}

COMPLAINTS = {"pad": pad_baseline.complaints}
"""By name, where it is not that of distances."""


def main(names: list[str]) -> None:
    data = Path(os.environ["FACEGATE_TEST_DATA"])
    models = Path(os.environ.get("FACEGATE_MODELS_DIR", REPOSITORY / "build" / "models"))
    store = ModelStore(models, REPOSITORY / "models")
    vision = load_vision(store, ModelId("yunet-2023mar"), ModelId("sface-2021dec-centred"), "cpu", 640)
    for name in names or MEASURES:
        measured = MEASURES[name](vision, data / name)
        before = baselines.read(name) if (baselines.FOLDER / f"{name}.json").exists() else None
        path = baselines.write(name, measured)
        said = (
            "new"
            if before is None
            else "; ".join(COMPLAINTS.get(name, baselines.complaints)(before, measured)) or "not worse"
        )
        sys.stdout.write(f"{path.relative_to(REPOSITORY)}: {said}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
