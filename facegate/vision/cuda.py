"""Asks the NVIDIA driver what there is, without loading CUDA's libraries.

Those are hundreds of megabytes and take a second to load: a machine without a
GPU must not pay that at every start.
"""

from __future__ import annotations

import ctypes
import sys

_DRIVER = {"win32": "nvcuda.dll", "linux": "libcuda.so.1"}
_SUCCESS = 0
_NAME_BYTES = 256


class NoDeviceError(Exception):
    """There is no usable NVIDIA device; the text says why, as a clause without full stop."""


def device_name() -> str:
    """Name of the first NVIDIA device.

    Raises:
        NoDeviceError: there is none, or its driver does not answer.
    """
    driver = _load_driver()
    status = driver.cuInit(0)
    if status != _SUCCESS:
        raise NoDeviceError(f"the NVIDIA driver finds no device (code {status})")
    count = ctypes.c_int()
    if driver.cuDeviceGetCount(ctypes.byref(count)) != _SUCCESS or count.value == 0:
        raise NoDeviceError("the NVIDIA driver finds no device")
    device, name = ctypes.c_int(), ctypes.create_string_buffer(_NAME_BYTES)
    if driver.cuDeviceGet(ctypes.byref(device), 0) != _SUCCESS:
        raise NoDeviceError("the NVIDIA device does not answer")
    if driver.cuDeviceGetName(name, _NAME_BYTES, device) != _SUCCESS:
        raise NoDeviceError("the NVIDIA device does not answer")
    return name.value.decode(errors="replace")


def _load_driver() -> ctypes.CDLL:
    library = _DRIVER.get(sys.platform)
    if library is None:
        raise NoDeviceError("this system has no CUDA")
    try:
        return ctypes.CDLL(library)
    except OSError:
        raise NoDeviceError("no NVIDIA driver is installed") from None
