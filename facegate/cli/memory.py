"""Memory of this process and of the machine, where the system tells."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path

_STATUS = Path("/proc/self/status")
_MEMINFO = Path("/proc/meminfo")
_CLEAR_REFERENCES = Path("/proc/self/clear_refs")
_RESET_PEAK = "5"
"""See proc(5), /proc/pid/clear_refs."""

# Of version 2 and 1 of Linux's control groups: a container has less than the machine.
_GROUP_LIMITS = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (
        Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
        Path("/sys/fs/cgroup/memory/memory.usage_in_bytes"),
    ),
)
_KIBIBYTE = 1024


def resident_bytes() -> int | None:
    """Memory of this process now."""
    return _field(_STATUS, "VmRSS")


def peak_bytes() -> int | None:
    """The most that this process had, since it began or :func:`forget_peak` was called."""
    return _field(_STATUS, "VmHWM")


def forget_peak() -> None:
    """Measure the peak from now on, where the system can."""
    with suppress(OSError):
        _CLEAR_REFERENCES.write_text(_RESET_PEAK, "ascii")


def available_bytes() -> int | None:
    """Memory that can be had without moving others to disk."""
    if sys.platform == "win32":
        return _available_on_windows()
    machine = _field(_MEMINFO, "MemAvailable")
    left = [left for limit, used in _GROUP_LIMITS if (left := _left_in_group(limit, used)) is not None]
    return min([*left, *([] if machine is None else [machine])], default=None)


def _field(path: Path, name: str) -> int | None:
    try:
        found = re.search(rf"^{name}:\s*(\d+) kB", path.read_text("ascii"), re.MULTILINE)
    except OSError:
        return None
    return None if found is None else int(found[1]) * _KIBIBYTE


def _left_in_group(limit: Path, used: Path) -> int | None:
    """None without a limit."""
    try:
        return max(0, int(limit.read_text("ascii")) - int(used.read_text("ascii")))
    except (OSError, ValueError):
        return None


def _available_on_windows() -> int | None:
    import ctypes

    class MemoryStatus(ctypes.Structure):
        """MEMORYSTATUSEX of the Windows API."""

        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "available", "a", "b", "c", "d", "e")),
        )

    status = MemoryStatus(length=ctypes.sizeof(MemoryStatus))
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - unknown to the type checker elsewhere
    return int(status.available) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None
