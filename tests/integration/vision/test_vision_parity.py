"""The same networks in OpenCV's own classes find the same faces and the same distances."""

from __future__ import annotations

import numpy as np
import pytest

from facegate.cv import cv2
from facegate.domain.comparison import squared_distance
from facegate.domain.ids import ModelId
from facegate.domain.templates import normalised
from facegate.vision.images import read_image

GROUPS = ("bald_guys.jpg", "group-1.jpg", "group-4.jpg", "2008_002470.jpg")
SIZE = 640
SCORE, OVERLAP, MOST = 0.6, 0.3, 5000


def padded(image):
    """The picture as our detector hands it to the network: longer side 640, then whole cells of 32."""
    scale = SIZE / max(image.shape[:2])
    small = image
    while small.shape[0] >= 2 * image.shape[0] * scale and small.shape[1] >= 2 * image.shape[1] * scale:
        small = cv2.resize(small, (small.shape[1] // 2, small.shape[0] // 2))
    small = cv2.resize(small, (round(image.shape[1] * scale), round(image.shape[0] * scale)))
    height, width = (-(-side // 32) * 32 for side in small.shape[:2])
    return cv2.copyMakeBorder(small, 0, height - small.shape[0], 0, width - small.shape[1], cv2.BORDER_CONSTANT)


@pytest.fixture(scope="module")
def opencv(model_store):
    detector = cv2.FaceDetectorYN.create(
        str(model_store.prepared_path(ModelId("yunet-2023mar"))), "", (SIZE, SIZE), SCORE, OVERLAP, MOST
    )
    recogniser = cv2.FaceRecognizerSF.create(str(model_store.prepared_path(ModelId("sface-2021dec-centred"))), "")
    return detector, recogniser


@pytest.fixture(scope="module")
def centre(model_store):
    """What is taken away from an embedding, of which OpenCV knows nothing."""
    return np.array(model_store.manifest(ModelId("sface-2021dec-centred")).embedder.centre)


@pytest.mark.parametrize("name", GROUPS)
def test_same_faces(test_data, vision, opencv, name):
    image = read_image(test_data / "groups" / name)
    canvas = padded(image)
    opencv[0].setInputSize((canvas.shape[1], canvas.shape[0]))
    theirs = opencv[0].detect(canvas)[1]
    theirs[:, :14] *= max(image.shape[:2]) / SIZE
    ours = vision.detector.detect(image)
    assert len(ours) == len(theirs) >= 4
    for face, row in zip(ours, theirs[np.argsort(-theirs[:, 14])], strict=True):
        assert face.score == pytest.approx(row[14], abs=1e-3)
        box = face.box
        np.testing.assert_allclose([box.x, box.y, box.width, box.height], row[:4], atol=1.0)
        np.testing.assert_allclose(face.landmarks.ravel(), row[4:14], atol=1.0)


def test_same_distances(test_data, vision, opencv, centre):
    pairs = []
    for folder in sorted((test_data / "people").iterdir())[:15]:
        for path in sorted(folder.iterdir())[:2]:
            image = read_image(path)
            faces = vision.detector.detect(image)
            if faces:
                pairs.append((path.parent.name, *both_templates(image, faces[0], vision, opencv[1], centre)))
    assert len(pairs) > 20
    for _, ours, theirs in pairs:
        # The two align by the same rule but sample differently where a face is larger than the crop.
        assert squared_distance(ours, theirs) < 0.12
    distances = np.array(
        [
            (squared_distance(first[1], second[1]), squared_distance(first[2], second[2]))
            for place, first in enumerate(pairs)
            for second in pairs[:place]
        ]
    )
    differences = distances[:, 0] - distances[:, 1]
    assert abs(differences.mean()) < 0.01
    assert np.abs(differences).max() < 0.25
    assert np.corrcoef(distances.T)[0, 1] > 0.98


def test_same_template_of_the_same_crop(test_data, vision, opencv, centre):
    image = read_image(test_data / "clip_with_names" / "obama.jpg")
    (face,) = vision.detector.detect(image)
    crop = vision.aligner.align(image, face)
    theirs = normalised(vision.extractor.model_id, opencv[1].feature(crop)[0], centre)
    assert squared_distance(vision.extractor.extract([crop])[0], theirs) < 1e-5


def both_templates(image, face, vision, recogniser, centre):
    ours = vision.extractor.extract([vision.aligner.align(image, face)])[0]
    row = np.array([[face.box.x, face.box.y, face.box.width, face.box.height, *face.landmarks.ravel(), face.score]])
    aligned = recogniser.alignCrop(image, row.astype(np.float32))
    return ours, normalised(vision.extractor.model_id, recogniser.feature(aligned)[0].copy(), centre)
