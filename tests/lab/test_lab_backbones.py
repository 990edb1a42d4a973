from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from facegate.training.backbones.build import build_backbone
from facegate.training.backbones.specs import BACKBONE_NAMES, BackboneName, BackboneSpec


def small(name: BackboneName, **options: object) -> BackboneSpec:
    """A thin network of small pictures: the same code as the published one, in milliseconds."""
    return BackboneSpec.model_validate(
        {"name": name, "embedding_size": 8, "input_size": 32, "dropout": 0.0, "width": 0.125, **options}
    )


def started(spec: BackboneSpec) -> nn.Module:
    torch.manual_seed(1)
    return build_backbone(spec)


def pictures(spec: BackboneSpec, number: int = 4) -> Tensor:
    generator = torch.Generator().manual_seed(2)
    return torch.rand(number, 3, spec.input_size, spec.input_size, generator=generator) * 2 - 1


@pytest.mark.parametrize("name", BACKBONE_NAMES)
def test_pictures_become_embeddings_that_are_not_normalised(name: BackboneName) -> None:
    spec = small(name)
    network = started(spec).eval()
    embeddings = network(pictures(spec))
    assert embeddings.shape == (4, 8)
    assert embeddings.dtype == torch.float32
    assert torch.isfinite(embeddings).all()
    assert not torch.allclose(embeddings.norm(dim=1), torch.ones(4))
    assert (network.embedding_size, network.input_size) == (8, 32)


@pytest.mark.parametrize("name", BACKBONE_NAMES)
def test_recomputing_changes_neither_gradients_nor_statistics(name: BackboneName) -> None:
    spec = small(name)
    kept, recomputed = started(spec), started(small(name, checkpointing=True))
    batch, wanted = pictures(spec), torch.randn(4, 8, generator=torch.Generator().manual_seed(3))
    for network in (kept, recomputed):
        (network(batch) * wanted).sum().backward()
    for (key, one), (_, other) in zip(kept.named_parameters(), recomputed.named_parameters(), strict=True):
        if one.requires_grad:
            assert one.grad is not None, key
            assert torch.equal(other.grad, one.grad), key
    for (key, one), (_, other) in zip(kept.named_buffers(), recomputed.named_buffers(), strict=True):
        assert torch.equal(one, other), key


@pytest.mark.parametrize("name", ["nn1", "face_resnet"])
def test_networks_are_exported_for_any_number_of_pictures(name: BackboneName) -> None:
    spec = small(name)
    network = started(spec).eval()
    batch = torch.export.Dim("batch")
    program = torch.export.export(network, (pictures(spec, 3),), dynamic_shapes=({0: batch},))
    several = pictures(spec, 5)
    torch.testing.assert_close(program.module()(several), network(several))


@pytest.mark.parametrize("name", BACKBONE_NAMES)
def test_features_are_dropped_while_training_only(name: BackboneName) -> None:
    spec = small(name, dropout=0.5)
    dropouts = [module for module in started(spec).modules() if isinstance(module, nn.Dropout)]
    assert [dropout.p for dropout in dropouts] == [0.5]
    network = started(spec).eval()
    batch = pictures(spec)
    assert torch.equal(network(batch), network(batch))


def test_training_moves_the_statistics_and_judging_does_not() -> None:
    spec = small("mobilefacenet", checkpointing=True)
    network = started(spec)
    network.eval()(pictures(spec))
    with torch.no_grad():
        network.train()(pictures(spec))
    counts = [module.num_batches_tracked for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    assert {int(count) for count in counts if count is not None} == {1}


def test_weights_start_as_the_sources_say() -> None:
    faces = build_backbone(BackboneSpec(name="face_resnet", input_size=32, width=0.5))
    deviations = [weight.std() for key, weight in faces.named_parameters() if "body" in key and weight.dim() == 4]
    torch.testing.assert_close(torch.stack(deviations), torch.full((16,), 0.01), rtol=0.05, atol=0)
    mobile = build_backbone(BackboneSpec(name="mobilefacenet", input_size=32))
    pointwise = [
        module.weight
        for module in mobile.modules()
        if isinstance(module, nn.Conv2d) and module.kernel_size == (1, 1) and module.groups == 1
    ]
    found = torch.stack([weight.std() * (weight.shape[0] / 2) ** 0.5 for weight in pointwise])
    torch.testing.assert_close(found, torch.ones(len(pointwise)), rtol=0.05, atol=0)


def test_an_l2_pooling_of_zeros_has_a_gradient() -> None:
    spec = small("nn2")
    network = started(spec)
    batch = torch.zeros(2, 3, 32, 32, requires_grad=True)
    network(batch).square().sum().backward()
    assert batch.grad is not None
    assert torch.isfinite(batch.grad).all()
    assert all(torch.isfinite(each.grad).all() for each in network.parameters() if each.grad is not None)
