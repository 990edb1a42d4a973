"""The training lab is an extra: what its commands say where it is not installed."""

from __future__ import annotations

from importlib.util import find_spec

from facegate.errors import ConditionError

EXTRA = "facegate[train]"
"""What to install for it."""

_MODULES = {
    "torch": "PyTorch",
    "pytorch_metric_learning": "pytorch-metric-learning",
    "tensorboard": "TensorBoard",
    "onnxscript": "onnxscript",
}


def require_lab() -> None:
    """Make sure that the lab's packages are there; looks, and imports nothing.

    Raises:
        ConditionError: one is missing; names the extra.
    """
    missing = [title for module, title in _MODULES.items() if find_spec(module) is None]
    if missing:
        raise ConditionError(
            "Training lab not installed",
            "Training needs {missing}, which the program does without.",
            "Install them: pip install '{extra}' (without a GPU, first PyTorch's build for processors, a tenth of "
            "the size).",
            missing=", ".join(missing),
            extra=EXTRA,
        )
