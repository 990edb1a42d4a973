"""An exported network in integers of 8 bits: static quantisation. The only module that imports onnxruntime's tools."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static

from facegate.errors import TrainingError
from facegate.training.export.facts import INPUT, ExportFacts
from facegate.training.export.trying import Pictures
from facegate.vision.prepare import prepare

CALIBRATION_CROPS = 256
"""Faces that show how far the numbers between layers reach."""

_OPERATORS = ["Conv", "Gemm", "MatMul"]
"""Where the time goes. What lies between is quicker in floats than in integers and back."""


class _Batches(CalibrationDataReader):
    """Calibration pictures in onnxruntime's words."""

    def __init__(self, batches: Iterable[Pictures]) -> None:
        self._left = iter(batches)

    def get_next(self) -> dict[str, Pictures] | None:
        """The next batch."""
        batch = next(self._left, None)
        return None if batch is None else {INPUT: batch}


def quantise(data: bytes, facts: ExportFacts, batches: Iterable[Pictures]) -> bytes:
    """Quantise weights, one scale a channel, and what flows between layers, one scale a tensor.

    Activations without a sign and weights with one: the pair that processors since 2017 multiply fastest. Weights have
    7 bits, because older ones add two products in 16 bits and saturate with 8: the same picture would then give other
    numbers there.

    Args:
        data: the exported network.
        facts: of it.
        batches: pictures of the training set, in batches.

    Raises:
        TrainingError: onnxruntime cannot quantise it.
    """
    with tempfile.TemporaryDirectory(prefix="facegate-") as folder, _quietly():
        before, after = Path(folder) / "before.onnx", Path(folder) / "after.onnx"
        # As installed: PRelu in operators that are quick beside integers, and shapes known.
        before.write_bytes(prepare(data, INPUT, facts.shape))
        try:
            quantize_static(
                str(before),
                str(after),
                _Batches(batches),
                quant_format=QuantFormat.QDQ,
                op_types_to_quantize=_OPERATORS,
                per_channel=True,
                reduce_range=True,
                activation_type=QuantType.QUInt8,
                weight_type=QuantType.QInt8,
                calibrate_method=CalibrationMethod.MinMax,
            )
        except (ValueError, RuntimeError) as error:
            raise TrainingError(
                "Network not quantisable",
                "onnxruntime cannot write this network in integers: {reason}.",
                "Export it without --int8.",
                reason=(str(error).strip().splitlines() or [type(error).__name__])[0].rstrip("."),
            ) from error
        return after.read_bytes()


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep to itself the advice to prepare the network first, which was followed: it goes to the root logger."""

    def nothing(_record: logging.LogRecord) -> bool:
        return False

    root = logging.getLogger()
    root.addFilter(nothing)
    try:
        yield
    finally:
        root.removeFilter(nothing)
