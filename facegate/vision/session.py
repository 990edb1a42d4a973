"""Running a network. The only module that imports onnxruntime.

CUDA is used when it works, which is decided by running the model on it, and
the CPU otherwise; the reason is kept in :attr:`Session.provider`.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as ort_state

from facegate import logs
from facegate.domain.ports import Provider
from facegate.errors import ModelError
from facegate.vision import cuda

Preference = Literal["auto", "cpu", "cuda"]
Tensor = npt.NDArray[np.float32]

CPU_THREADS = 2
"""At most: the window, the camera and the writer need cores too, and these networks gain little from more."""

LARGE_BATCH = 8 << 20
"""Bytes of an input from which working memory is given back after the run: a photograph at 2560 pixels
takes 300 MB that no frame needs again. A frame at 640 pixels has 5 MB."""

_CUDA = "CUDAExecutionProvider"
_CPU = "CPUExecutionProvider"
_CUDA_OPTIONS = {
    # The exhaustive search (the default) stalls for seconds at every new image size.
    "cudnn_conv_algo_search": "HEURISTIC",
    # TF32 rounds to 10 bits of mantissa; distances are to be the same on both providers.
    "use_tf32": "0",
}
_LOG_FATAL = 4

# They share no base class but Exception.
_ERRORS: tuple[type[Exception], ...] = (
    *(kind for kind in vars(ort_state).values() if isinstance(kind, type) and issubclass(kind, Exception)),
    RuntimeError,
    ValueError,
)

_SHRINK = onnxruntime.RunOptions()
_SHRINK.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")

# Its own log goes to stderr; what matters reaches the user as ModelError or Provider.detail.
onnxruntime.set_default_logger_severity(_LOG_FATAL)


class Session(Protocol):
    """A loaded network with one input."""

    @property
    def provider(self) -> Provider:
        """Where it runs, and why not on the GPU."""

    @property
    def output_names(self) -> tuple[str, ...]:
        """In the order in which :meth:`run` returns them."""

    def run(self, batch: Tensor) -> list[Tensor]:
        """Run once; safe from several threads. Raises ModelError."""


class OnnxSession:
    """A :class:`Session` on onnxruntime."""

    def __init__(self, session: onnxruntime.InferenceSession, name: str, provider: Provider) -> None:
        self._session = session
        self._name = name
        self._input = session.get_inputs()[0].name
        self.output_names = tuple(output.name for output in session.get_outputs())
        self.provider = provider

    def run(self, batch: Tensor) -> list[Tensor]:
        """See :class:`Session`."""
        try:
            return self._session.run(None, {self._input: batch}, _SHRINK if self._gives_back(batch) else None)
        except _ERRORS as error:
            raise _failed(self._name, error) from error

    def _gives_back(self, batch: Tensor) -> bool:
        return batch.nbytes > LARGE_BATCH and self.provider.name == "CPU"


def open_session(
    path: Path, preference: Preference, warm_up: Sequence[tuple[int, ...]], reason: str = ""
) -> OnnxSession:
    """Load a prepared model and run it once on noise of every shape in ``warm_up``.

    Args:
        path: a prepared model.
        preference: ``cpu``: never the GPU. ``auto`` and ``cuda``: the GPU when
            it works, else the CPU, the reason in the provider's detail.
        warm_up: at least one input shape, as it will be used.
        reason: why ``cpu`` was asked for, if there is anything to say.

    Raises:
        ModelError: it runs on neither.
    """
    if preference != "cpu":
        try:
            return _start(path, path.stem, Provider("CUDA", _cuda_device()), warm_up)
        except cuda.NoDeviceError as error:
            reason = str(error)
        except ModelError as error:
            reason = str(error.fields["reason"])
        logs.models.log(
            logging.WARNING if preference == "cuda" else logging.INFO, "%s runs on the CPU: %s", path.stem, reason
        )
    return _start(path, path.stem, Provider("CPU", reason), warm_up)


def try_model(model: bytes, name: str, shape: tuple[int, ...]) -> OnnxSession:
    """Run a prepared model once on the CPU, before it is installed. Raises ModelError."""
    return _start(model, name, Provider("CPU", ""), [shape])


def _start(model: Path | bytes, name: str, provider: Provider, warm_up: Sequence[tuple[int, ...]]) -> OnnxSession:
    """Load on exactly that provider and run once on every shape."""
    on_gpu = provider.name == "CUDA"
    try:
        session = onnxruntime.InferenceSession(
            model,
            _options(),
            providers=[(_CUDA, _CUDA_OPTIONS), _CPU] if on_gpu else [_CPU],
            # Its own fallback prints to stdout and says nothing to the program.
            enable_fallback=0,
        )
    except _ERRORS as error:
        raise _failed(name, error) from error
    if on_gpu and _CUDA not in session.get_providers():
        raise _failed(name, f"onnxruntime cannot load CUDA: {_missing_cuda_part()}")
    started = OnnxSession(session, name, provider)
    for shape in warm_up:
        # Not zeros: of these a network that brings its results to length 1 may rightly make nothing finite.
        picture = np.random.default_rng(0).random(shape, np.float32)
        if not all(np.isfinite(output).all() for output in started.run(picture)):
            raise _failed(name, "its results are not finite")
    return started


def _options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(CPU_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    # Idle threads that spin take the core that the window needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = _LOG_FATAL
    return options


def _failed(name: str, reason: object) -> ModelError:
    return ModelError(
        "Model cannot run",
        "{model}: {reason}.",
        "Run 'facegate doctor'; it says what is missing. 'facegate models verify' finds damaged files.",
        model=name,
        reason=(str(reason).strip().splitlines() or ["no reason given"])[0].rstrip("."),
    )


def first_row(session: Session, batch: Tensor, count: int, model: str) -> Tensor:
    """The numbers that a network returns in its first output for a batch of one picture, shape (count,).

    Raises:
        ModelError: it cannot run, or returns another number of them, or something not finite.
    """
    found = session.run(batch)[0]
    if found.shape != (1, count):
        raise _failed(model, f"it returns an array of shape {found.shape}, not (1, {count})")
    if not np.isfinite(found).all():
        raise _failed(model, "its results are not finite")
    return found[0]


def available_providers() -> list[str]:
    """What this build of onnxruntime could use: ``CUDA``, ``CPU``... Whether it works is another question."""
    return [name.removesuffix("ExecutionProvider") for name in onnxruntime.get_available_providers()]


def runtime_version() -> str:
    """Of onnxruntime."""
    return str(onnxruntime.__version__)


def clashing_runtimes() -> list[str]:
    """Packages that overwrite each other's files when installed together; empty when all is well."""
    rivals = ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml", "onnxruntime-openvino")
    names = {(each.metadata["Name"] or "").lower().replace("_", "-") for each in metadata.distributions()}
    installed = [rival for rival in rivals if rival in names]
    return installed if len(installed) > 1 else []


def _cuda_device() -> str:
    """Name of the device, after its libraries were loaded from where they are.

    Raises:
        cuda.NoDeviceError: there is no device, or no CUDA in this onnxruntime.
    """
    if _CUDA not in onnxruntime.get_available_providers():
        raise cuda.NoDeviceError("this onnxruntime is built without CUDA")
    name = cuda.device_name()
    # It prints what it does not find, and stdout may be somebody's JSON.
    with contextlib.redirect_stdout(io.StringIO()):
        onnxruntime.preload_dlls()
    return name


def _missing_cuda_part() -> str:
    """The loader's complaint about the CUDA provider, which onnxruntime itself only logs."""
    file = "onnxruntime_providers_cuda.dll" if sys.platform == "win32" else "libonnxruntime_providers_cuda.so"
    try:
        ctypes.CDLL(str(Path(onnxruntime.__file__).parent / "capi" / file))
    except OSError as error:
        return str(error)
    return "its libraries are there, but the device or the driver is too old for them"
