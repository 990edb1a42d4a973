"""The lab's tests run in an environment with PyTorch, on the processor and on one core: networks as small as theirs
lose more by sharing work among threads than they gain, and many times as much where other programs want the cores."""

from __future__ import annotations

import torch

torch.set_num_threads(1)
