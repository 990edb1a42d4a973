"""Several looks at one person made into one template."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facegate.domain.templates import Template, normalised
from facegate.errors import BugError


def fuse(templates: Sequence[Template], weights: Sequence[float] | None = None) -> Template:
    """The direction of the weighted mean: the point nearest to all of them on the sphere.

    A template may be a set of looks (Ranjan et al. 2017, L2-constrained softmax, section 5.2).

    Args:
        templates: at least one; all of one model.
        weights: one a template, at least 0 and not all 0; None: all alike.

    Returns:
        The fused template; its norm is the weighted mean of the norms.

    Raises:
        BugError: the templates are of different models.
        ValueError: there is none, the weights do not fit, or the templates cancel each other out.
    """
    models = {template.model_id for template in templates}
    if len(models) > 1:
        raise BugError(
            "Templates of different models",
            "Templates of {models} were to be fused.",
            "Please report this.",
            models=", ".join(sorted(models)),
        )
    shares = np.ones(len(templates)) if weights is None else np.asarray(weights, np.float64)
    if not templates or shares.shape != (len(templates),):
        raise ValueError(f"{len(templates)} templates and {shares.size} weights")
    if not (shares >= 0).all() or not 0 < shares.sum() < np.inf:
        raise ValueError("weights must be finite, at least 0 and not all 0")
    shares = shares / shares.sum()
    mean = shares @ np.stack([template.vector for template in templates]).astype(np.float64)
    direction = normalised(templates[0].model_id, mean.astype(np.float32))
    norm = float(shares @ np.array([template.norm for template in templates]))
    return Template(direction.model_id, direction.vector, norm)
