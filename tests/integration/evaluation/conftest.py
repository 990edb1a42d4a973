"""The real networks on the CPU, whose figures do not depend on the machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from facegate.domain.ids import ModelId
from facegate.vision.stack import VisionStack, load_vision
from facegate.vision.store import ModelStore


@pytest.fixture(scope="session")
def vision(models_dir: Path) -> VisionStack:
    """YuNet and SFace."""
    store = ModelStore(models_dir, Path(__file__).resolve().parents[3] / "models")
    return load_vision(store, ModelId("yunet-2023mar"), ModelId("sface-2021dec-centred"), "cpu", 640)
