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
