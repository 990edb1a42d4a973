"""Accuracy on LFW pairs must not get worse than the committed baseline."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from facegate.domain.comparison import squared_distance
from facegate.vision.images import read_image

BASELINE = json.loads((Path(__file__).parent / "lfw_baseline.json").read_text("utf-8"))
STEP = 10
"""Every tenth of the 3,000 pairs: 300, half a minute on two cores."""
BATCH = 8


def read_pairs(folder):
    """(first picture, second picture, same person) of the published list."""
    pairs = []
    for line in (folder / "pairs.txt").read_text("utf-8").splitlines()[1:]:
        facts = line.split("\t")
        if len(facts) == 3:
            facts = [facts[0], facts[1], facts[0], facts[2]]
            same = True
        else:
            same = False
        first, second = (
            folder / "images" / name / f"{name}_{int(number):04d}.jpg" for name, number in (facts[:2], facts[2:])
        )
        pairs.append((first, second, same))
    return pairs


def central(faces, image):
    """The face nearest to the middle, where LFW shows the person."""
    middle = np.array([image.shape[1], image.shape[0]]) / 2
    return min(faces, key=lambda face: np.hypot(*(np.array(face.box.center) - middle)))


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_lfw_pairs(test_data, vision):
    pairs = read_pairs(test_data / "lfw")[::STEP]
    assert len(pairs) == BASELINE["pairs"]
    paths = sorted({path for first, second, _ in pairs for path in (first, second)})
    crops, missed = {}, 0
    for path in paths:
        image = read_image(path)
        faces = vision.detector.detect(image)
        missed += not faces
        if faces:
            crops[path] = vision.aligner.align(image, central(faces, image))
    names = list(crops)
    templates = {}
    for start in range(0, len(names), BATCH):
        some = names[start : start + BATCH]
        templates |= dict(zip(some, vision.extractor.extract([crops[name] for name in some]), strict=True))
    compared = [
        (squared_distance(templates[first], templates[second]), same)
        for first, second, same in pairs
        if first in templates and second in templates
    ]
    distances, same = (np.array(column) for column in zip(*compared, strict=True))
    threshold = vision.operating_point.threshold
    accuracy = max(float(((distances <= cut) == same).mean()) for cut in distances)
    figures = {
        "pairs": len(pairs),
        "not_found": missed,
        "best_accuracy": round(accuracy, 4),
        "false_matches_at_threshold": int((distances[~same] <= threshold).sum()),
        "fnmr_at_threshold": round(float((distances[same] > threshold).mean()), 4),
        "mated_median": round(float(np.median(distances[same])), 3),
        "non_mated_median": round(float(np.median(distances[~same])), 3),
    }
    print(json.dumps(figures))  # noqa: T201 - seen with -s; the next baseline is copied from here
    # One pair of 300 more or less is another machine's rounding, not another accuracy.
    assert figures["not_found"] <= BASELINE["not_found"]
    assert figures["best_accuracy"] >= BASELINE["best_accuracy"] - 0.0035
    assert figures["false_matches_at_threshold"] <= BASELINE["false_matches_at_threshold"]
    assert figures["fnmr_at_threshold"] <= BASELINE["fnmr_at_threshold"] + 0.007
    assert figures["mated_median"] == pytest.approx(BASELINE["mated_median"], abs=0.02)
    assert figures["non_mated_median"] == pytest.approx(BASELINE["non_mated_median"], abs=0.02)
