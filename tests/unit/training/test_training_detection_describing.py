"""What an exported detector's description says of its threshold, and which file is measured for it."""

from __future__ import annotations

import pytest
from helpers.vision_fakes import tiny_network, write_manifest

from facegate.errors import ModelError
from facegate.training.detection.describing import _score_threshold
from facegate.training.detection.opening import detector_of_folder
from facegate.training.detection.reading import SCORE_THRESHOLD


@pytest.mark.parametrize(("measured", "told"), [(0.99995, 0.999), (0.4317, 0.431), (1.0, 1.0), (0.0204, 0.02)])
def test_threshold_is_told_so_that_what_scored_it_is_found(measured, told):
    assert _score_threshold({"threshold": {"score": measured}}) == told


def test_threshold_that_nobody_measured_is_half():
    assert _score_threshold(None) == _score_threshold({"threshold": None}) == SCORE_THRESHOLD


def test_another_file_of_that_name_is_not_measured(tmp_path):
    write_manifest(tmp_path, "faces", tiny_network())
    (tmp_path / "faces.bin").write_bytes(tiny_network(factor=3.0))
    with pytest.raises(ModelError, match="SHA-256"):
        detector_of_folder(tmp_path, 64)
