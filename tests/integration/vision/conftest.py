"""The real networks, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from facegate.domain.ids import ModelId
from facegate.vision.stack import VisionStack, load_vision
from facegate.vision.store import ModelStore


@pytest.fixture(scope="session")
def manifests_dir() -> Path:
    """The program's own list of models."""
    return Path(__file__).resolve().parents[3] / "models"


@pytest.fixture(scope="session")
def model_store(models_dir, manifests_dir) -> ModelStore:
    """What is installed."""
    return ModelStore(models_dir, manifests_dir)


@pytest.fixture(scope="session")
def vision(model_store) -> VisionStack:
    """YuNet and SFace on the CPU, whose figures do not depend on the machine."""
    return load_vision(model_store, ModelId("yunet-2023mar"), ModelId("sface-2021dec-centred"), "cpu", 640)
