"""What all networks are: blocks one after another, and a head that makes the embedding."""

from __future__ import annotations

from collections.abc import Iterable

from torch import Tensor, nn

from facegate.training.backbones.recomputing import is_training, run_recomputing
from facegate.training.backbones.specs import BackboneSpec


class Backbone(nn.Module):
    """Blocks and a head.

    Attributes:
        embedding_size: numbers of an embedding.
        input_size: pixels a side of its pictures.
        checkpointing: whether its blocks are computed again for the backward pass.
        blocks: run in their order; each takes and gives one tensor.
        head: features to embeddings.
    """

    def __init__(self, spec: BackboneSpec, blocks: Iterable[nn.Module], head: nn.Module) -> None:
        super().__init__()
        self.embedding_size = spec.embedding_size
        self.input_size = spec.input_size
        self.checkpointing = spec.checkpointing
        self.blocks = nn.ModuleList(blocks)
        self.head = head

    def forward(self, pictures: Tensor) -> Tensor:
        """Embed pictures.

        Args:
            pictures: float32 (B, 3, S, S), RGB, after preprocessing, S = ``input_size``.

        Returns:
            float32 (B, D), raw: not normalised.
        """
        features = pictures
        recomputing = self.checkpointing and is_training(self)
        for block in self.blocks:
            features = run_recomputing(block, features) if recomputing else block(features)
        embeddings: Tensor = self.head(features)
        # Under mixed precision the head gives half precision, in which no loss is safe.
        return embeddings.float()
