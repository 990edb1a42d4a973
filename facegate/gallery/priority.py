"""Background work that leaves the processor to the camera and the window."""

from __future__ import annotations

import os
import sys
import threading

# Of 19; about a tenth of a normal thread's share on a busy core, all of an idle one.
_NICENESS = 10


def lower_thread_priority() -> None:
    """Lower the calling thread's priority, and that of the threads it starts from now on.

    Linux only: there niceness belongs to the thread. Elsewhere it belongs to
    the process, and nothing is done.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)


def build_threads() -> int:
    """Threads for building an index: all processors but one, at least one."""
    return max(1, (os.cpu_count() or 1) - 1)
