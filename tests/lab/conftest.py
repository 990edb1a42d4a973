"""The lab's tests run in an environment with PyTorch, on the processor and, beside another worker, on one core."""

from __future__ import annotations

import os

import torch

if "PYTEST_XDIST_WORKER" in os.environ:
    torch.set_num_threads(1)
