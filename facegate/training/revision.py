"""Which code and which machine a run was made with. Needs no PyTorch."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from facegate import __version__

_PACKAGE = Path(__file__).resolve().parent.parent
_GIT_SECONDS = 10.0
"""Longer than git takes for a checkout of this size on a slow disk."""

_LIBRARIES = ("torch", "numpy", "pytorch-metric-learning")


def code_revision() -> dict[str, Any]:
    """The code: ``version``; ``sources``, SHA-256 of the package's files; ``commit`` and ``modified`` in a checkout."""
    found: dict[str, Any] = {"version": __version__, "sources": _hash_of_sources(), "commit": None, "modified": None}
    commit = _git("rev-parse", "HEAD")
    # Somebody else's repository may lie around an installed package: ours has it in its tree.
    if commit and _git("ls-files", "--error-unmatch", "__init__.py"):
        found["commit"] = commit
        found["modified"] = bool(_git("status", "--porcelain", "--", "."))
    return found


def machine() -> dict[str, Any]:
    """The machine and the libraries, as far as they change results or times."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "libraries": {name: _version_of(name) for name in _LIBRARIES},
    }


def _hash_of_sources() -> str:
    digest = sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _git(*arguments: str) -> str:
    """What git says of the package's folder; "" where there is no git or it has nothing to say."""
    program = shutil.which("git")
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments
            [program, "-C", str(_PACKAGE), *arguments],
            capture_output=True,
            text=True,
            timeout=_GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _version_of(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
