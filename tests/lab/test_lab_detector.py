"""The detector's network and loss, against published sizes and values reckoned by hand."""

from __future__ import annotations

import math

import pytest
import torch

from facegate.training.detection.loss import TargetBatch, detection_loss, hardest_negatives
from facegate.training.detection.network import RawFaces, RetinaFaceNetwork
from facegate.training.detection.published import PUBLISHED
from facegate.training.detection.specs import AnchorSpec, DetectionLossSpec
from facegate.vision.anchors import make_anchors

ANCHORS = 4
NAN = float("nan")


@pytest.mark.parametrize("backbone", ["mobilenet0.25", "resnet50"])
def test_parameters_are_the_published_ones(backbone):
    with torch.device("meta"):
        network = RetinaFaceNetwork(backbone)
    count = sum(each.numel() for each in network.parameters())
    assert count == pytest.approx(PUBLISHED[backbone].parameters, rel=0.01)


@pytest.mark.parametrize("backbone", ["mobilenet0.25", "resnet50"])
def test_every_anchor_is_told_of(backbone):
    raw = RetinaFaceNetwork(backbone).eval()(torch.zeros(1, 3, 32, 64))
    spec = AnchorSpec()
    count = len(make_anchors(spec.steps, spec.min_sizes, (64, 32)))
    assert [tuple(part.shape) for part in raw] == [(1, count, 4), (1, count, 2), (1, count, 10)]


def test_cells_are_told_of_in_the_order_of_anchors():
    """A head that says its cell's value puts it where the anchor of that cell is."""
    network = RetinaFaceNetwork("mobilenet0.25").eval()
    level = torch.zeros(1, 64, 2, 3)
    level[0, 0] = torch.arange(6.0).reshape(2, 3)
    for head in network.heads["boxes"]:
        torch.nn.init.zeros_(head.weight)
        torch.nn.init.zeros_(head.bias)
        # The second anchor's third number.
        head.weight.data[1 * 4 + 2, 0] = 1.0
    told = network._read("boxes", [level, level[:, :, :1, :1], level[:, :, :1, :1]], 4)
    # Row 1, column 2 is cell 5: its second anchor is the twelfth.
    assert told[0, 11].tolist() == [0.0, 0.0, 5.0, 0.0]
    assert told[0, 10].tolist() == [0.0, 0.0, 0.0, 0.0]


def targets(positive, ignored=(), boxes=0.0, landmarks=NAN):
    flags = torch.zeros(2, 1, ANCHORS, dtype=torch.bool)
    flags[0, 0, list(positive)] = True
    flags[1, 0, list(ignored)] = True
    return TargetBatch(flags[0], flags[1], torch.full((1, ANCHORS, 4), boxes), torch.full((1, ANCHORS, 10), landmarks))


def raw(requires_grad=False):
    return RawFaces(*(torch.zeros(1, ANCHORS, size, requires_grad=requires_grad) for size in (4, 2, 10)))


def test_the_three_tasks_by_hand():
    wanted = targets([1])
    wanted.boxes[0, 1] = torch.tensor([1.0, 0.0, 0.0, -3.0])
    wanted.landmarks[0, 1, :2] = torch.tensor([2.0, 0.5])
    loss = detection_loss(raw(), wanted, DetectionLossSpec(negatives=2))
    # Of zeros every entropy is ln 2: of the face and of two negatives, for one positive anchor.
    assert loss.face == pytest.approx(3 * math.log(2))
    # Smooth L1: half the square up to 1, then the distance less a half.
    assert loss.box == pytest.approx(0.5 + 2.5)
    assert loss.landmarks == pytest.approx(1.5 + 0.125)
    assert float(loss.total) == pytest.approx(2 * 3.0 + 3 * math.log(2) + 1.625)


def test_unknown_landmarks_teach_nothing():
    given = raw(requires_grad=True)
    detection_loss(given, targets([0]), DetectionLossSpec()).total.backward()
    assert not given.landmarks.grad.any()
    assert given.scores.grad.any()


def test_the_hardest_negatives_are_taken_and_ignored_anchors_never():
    entropy = torch.tensor([[0.1, 0.9, 0.5, 0.7, 0.3]])
    positive = torch.tensor([[True, False, False, False, False]])
    ignored = torch.tensor([[False, True, False, False, False]])
    assert hardest_negatives(entropy, positive, ignored, 2).tolist() == [[False, False, True, True, False]]
    assert hardest_negatives(entropy, positive, ignored, 9).sum() == 3


def test_picture_without_a_face_still_teaches_what_is_none():
    loss = detection_loss(raw(), targets([]), DetectionLossSpec(negatives=3))
    assert loss.face == pytest.approx(3 * math.log(2))
    assert (loss.box, loss.landmarks) == (0.0, 0.0)


def test_gradient_is_that_of_the_formula():
    torch.manual_seed(0)
    wanted = targets([0, 2], ignored=[3], boxes=0.3, landmarks=0.4)
    wanted = TargetBatch(*(part.double() if part.is_floating_point() else part for part in wanted))
    given = [torch.randn(1, ANCHORS, size, dtype=torch.float64, requires_grad=True) for size in (4, 2, 10)]
    assert torch.autograd.gradcheck(
        lambda *parts: detection_loss(RawFaces(*parts), wanted, DetectionLossSpec(negatives=1)).total, given
    )
