"""Where a network runs, decided by running it."""

from __future__ import annotations

import ctypes
import sys

import numpy as np
import onnxruntime
import pytest
from helpers.vision_fakes import tiny_network

from facegate.errors import ModelError
from facegate.vision import cuda, session
from facegate.vision.prepare import prepare
from facegate.vision.session import clashing_runtimes, open_session

SHAPE = (1, 3, 8, 8)


@pytest.fixture
def network(tmp_path):
    path = tmp_path / "tiny.onnx"
    path.write_bytes(prepare(tiny_network(), "x", ("batch", 3, "height", "width")))
    return path


def no_device(reason="no NVIDIA driver is installed"):
    def answer():
        raise cuda.NoDeviceError(reason)

    return answer


def test_runs_on_the_cpu_without_a_reason_when_asked_to(network):
    opened = open_session(network, "cpu", [SHAPE])
    assert (opened.provider.name, opened.provider.detail) == ("CPU", "")
    assert opened.output_names == ("y",)
    np.testing.assert_array_equal(opened.run(np.ones(SHAPE, np.float32))[0], np.full(SHAPE, 2))


@pytest.mark.parametrize("preference", ["auto", "cuda"])
def test_without_a_device_the_cpu_runs_and_says_why(network, monkeypatch, preference):
    monkeypatch.setattr(session.cuda, "device_name", no_device())
    monkeypatch.setattr(session.onnxruntime, "get_available_providers", lambda: ["CUDAExecutionProvider"])
    provider = open_session(network, preference, [SHAPE]).provider
    assert (provider.name, provider.detail) == ("CPU", "no NVIDIA driver is installed")


def test_onnxruntime_without_cuda_says_so(network, monkeypatch):
    monkeypatch.setattr(session.onnxruntime, "get_available_providers", lambda: ["CPUExecutionProvider"])
    assert "without CUDA" in open_session(network, "auto", [SHAPE]).provider.detail


class FakeInference:
    """Stands for onnxruntime's session on a machine with a GPU."""

    made = None
    providers = ("CUDAExecutionProvider", "CPUExecutionProvider")
    result = 1.0

    def __init__(self, path, options, providers, enable_fallback):
        FakeInference.made = (options, providers, enable_fallback)
        self._real = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self._gpu = providers[0] != "CPUExecutionProvider"

    def get_inputs(self):
        return self._real.get_inputs()

    def get_outputs(self):
        return self._real.get_outputs()

    def get_providers(self):
        return list(self.providers)

    def run(self, names, feed, run_options=None):
        outputs = self._real.run(names, feed)
        return [output + np.float32(self.result) for output in outputs] if self._gpu else outputs


@pytest.fixture
def gpu(monkeypatch):
    """A machine whose driver names a device."""
    real = session.onnxruntime

    class Runtime:
        InferenceSession = type("Inference", (FakeInference,), {})
        SessionOptions = real.SessionOptions
        __file__ = real.__file__

        @staticmethod
        def get_available_providers():
            return ["CUDAExecutionProvider", "CPUExecutionProvider"]

        @staticmethod
        def preload_dlls():
            sys.stdout.write("Failed to load something")

    monkeypatch.setattr(session, "onnxruntime", Runtime)
    monkeypatch.setattr(session.cuda, "device_name", lambda: "Test Device")
    return Runtime.InferenceSession


def test_gpu_that_works_is_used_and_named(network, gpu, capfd):
    provider = open_session(network, "auto", [SHAPE]).provider
    assert (provider.name, provider.detail) == ("CUDA", "Test Device")
    _, providers, fallback = gpu.made
    assert providers[0][0] == "CUDAExecutionProvider"
    assert providers[0][1]["use_tf32"] == "0"
    assert fallback == 0
    # stdout may be somebody's JSON.
    assert capfd.readouterr().out == ""


def test_gpu_is_not_touched_when_the_cpu_is_asked_for(network, gpu):
    assert open_session(network, "cpu", [SHAPE]).provider.name == "CPU"
    assert gpu.made[1] == ["CPUExecutionProvider"]


def test_gpu_that_onnxruntime_drops_silently_is_noticed(network, gpu):
    gpu.providers = ("CPUExecutionProvider",)
    provider = open_session(network, "auto", [SHAPE]).provider
    assert provider.name == "CPU"
    assert "CUDA" in provider.detail


def test_gpu_that_computes_nonsense_is_not_used(network, gpu):
    gpu.result = float("nan")
    provider = open_session(network, "cuda", [SHAPE]).provider
    assert provider.name == "CPU"
    assert "not finite" in provider.detail


def test_options_leave_room_for_the_window():
    options = session._options()
    assert options.inter_op_num_threads == 1
    assert 1 <= options.intra_op_num_threads <= 2
    assert options.get_session_config_entry("session.intra_op.allow_spinning") == "0"


@pytest.mark.parametrize("data", [b"", b"rubbish"])
def test_broken_file_is_a_model_error(tmp_path, data):
    path = tmp_path / "broken.onnx"
    path.write_bytes(data)
    with pytest.raises(ModelError, match="broken"):
        open_session(path, "cpu", [SHAPE])


def test_absent_file_is_a_model_error(tmp_path):
    with pytest.raises(ModelError):
        open_session(tmp_path / "absent.onnx", "cpu", [SHAPE])


@pytest.mark.parametrize("batch", [np.zeros((1, 5, 8, 8), np.float32), np.zeros(SHAPE, np.float64)])
def test_wrong_input_is_a_model_error(network, batch):
    opened = open_session(network, "cpu", [SHAPE])
    with pytest.raises(ModelError, match="tiny"):
        opened.run(batch)


def test_nothing_is_written_to_the_terminal(network, tmp_path, capfd):
    open_session(network, "auto", [SHAPE])
    (tmp_path / "broken.onnx").write_bytes(b"rubbish")
    with pytest.raises(ModelError):
        open_session(tmp_path / "broken.onnx", "auto", [SHAPE])
    assert capfd.readouterr() == ("", "")


class Distribution:
    def __init__(self, name):
        self.metadata = {"Name": name}


@pytest.mark.parametrize(
    ("names", "clash"),
    [
        (["onnxruntime_gpu", "numpy"], []),
        (["onnxruntime"], []),
        (["ONNXRuntime", "onnxruntime-gpu", None], ["onnxruntime", "onnxruntime-gpu"]),
    ],
)
def test_two_runtimes_at_once_are_noticed(monkeypatch, names, clash):
    monkeypatch.setattr(session.metadata, "distributions", lambda: [Distribution(name) for name in names])
    assert clashing_runtimes() == clash


class FakeDriver:
    """The five calls of the CUDA driver that are made."""

    def __init__(self, status=0, count=1, name=b"Test Device"):
        self.status, self.count, self.name = status, count, name

    def cuInit(self, flags):  # noqa: N802 - the driver's name
        return self.status

    def cuDeviceGetCount(self, count):  # noqa: N802 - the driver's name
        count._obj.value = self.count
        return 0

    def cuDeviceGet(self, device, ordinal):  # noqa: N802 - the driver's name
        return 0

    def cuDeviceGetName(self, name, length, device):  # noqa: N802 - the driver's name
        name.value = self.name
        return 0


def test_device_is_named(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: FakeDriver())
    assert cuda.device_name() == "Test Device"


@pytest.mark.parametrize(("driver", "reason"), [(FakeDriver(status=999), "999"), (FakeDriver(count=0), "no device")])
def test_driver_without_a_device(monkeypatch, driver, reason):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: driver)
    with pytest.raises(cuda.NoDeviceError, match=reason):
        cuda.device_name()


def test_no_driver(monkeypatch):
    def absent(name):
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", absent)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(cuda.NoDeviceError, match="no NVIDIA driver"):
        cuda.device_name()


def test_macos_has_no_cuda(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(cuda.NoDeviceError, match="no CUDA"):
        cuda.device_name()


def test_large_batch_gives_its_memory_back_and_the_same_result(network):
    opened = open_session(network, "cpu", [SHAPE])
    large = np.ones((1, 3, 1024, 1024), np.float32)
    assert large.nbytes > session.LARGE_BATCH
    np.testing.assert_array_equal(opened.run(large)[0], large * 2)
    np.testing.assert_array_equal(opened.run(np.ones(SHAPE, np.float32))[0], np.full(SHAPE, 2))
