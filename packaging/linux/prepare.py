"""What `make` needs of the system before it makes the virtual environment: look, install, or say the one line.

Run with the Python that the environment is to be made of; standard library only.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

# The list of libraries is the program's own; the module that holds it needs nothing installed.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

MINIMUM = (3, 11)

FONTS = {"zh": "fonts-noto-cjk", "ar": "fonts-dejavu-core"}
"""A Debian package by a language that it shows: the first Chinese, Japanese and Korean, the second Arabic, Hebrew,
Greek and Cyrillic beside Latin."""

_FONT_FILES = {"zh": "*CJK*", "ar": "DejaVuSans.ttf"}
"""What to look for where nobody lists fonts."""


def build_packages() -> list[str]:
    """Debian packages without which the environment cannot be made."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    missing = []
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"{version}-venv")
    if not any(map(shutil.which, ("c++", "g++", "clang++"))):
        missing.append("g++")
    if not (Path(sysconfig.get_path("include")) / "Python.h").is_file():
        missing.append(f"{version}-dev")
    return missing


def window_packages(tests: bool) -> list[str]:
    """Debian packages without which the window, or its tests, do not run."""
    from facegate.cli.system_libraries import missing_libraries  # not before the version is checked

    missing = [library.package for library in missing_libraries(window=True)]
    if tests and not shutil.which("xvfb-run"):
        missing += ["xvfb", "xauth"]
    if tests and not shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        missing.append("mosquitto")
    # Names of any script are shown, and printed in reports.
    missing += [package for script, package in FONTS.items() if not has_font(script)]
    return missing


def has_font(language: str) -> bool:
    """Whether names in a language can be shown."""
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", f":lang={language}", "family"], capture_output=True, text=True, check=False)
        return bool(listed.stdout.strip())
    return any(Path("/usr/share/fonts").rglob(_FONT_FILES[language]))


def install(packages: list[str]) -> bool:
    """Install through apt where that needs no password; whether it worked."""
    if not shutil.which("apt-get"):
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        allowed = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
        if not allowed:
            return False
        prefix = ["sudo", "-n"]
    print(f"Installing from the system's packages: {' '.join(packages)}", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    subprocess.run([*apt, "update"], check=False, stdout=subprocess.DEVNULL)
    done = subprocess.run([*apt, "install", "-y", "--no-install-recommends", *packages], check=False)
    return done.returncode == 0


def main() -> int:
    """Exit status 1 only where nothing can go on."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    wanted = parser.parse_args()
    if sys.version_info < MINIMUM:
        print(
            f"FaceGate needs Python {MINIMUM[0]}.{MINIMUM[1]} or newer; {sys.executable} is {sys.version.split()[0]}.\n"
            "Install a newer one, or name it: make run PYTHON=/path/to/python3",
            file=sys.stderr,
        )
        return 1
    if not sys.platform.startswith("linux"):
        return 0
    required, useful = build_packages(), window_packages(wanted.tests)
    if not required and not useful:
        return 0
    if install(required + useful):
        required, useful = build_packages(), window_packages(wanted.tests)
    if required or useful:
        from facegate.cli.system_libraries import install_line

        print(f"The system lacks packages. On Debian or Ubuntu:\n  {install_line(required + useful)}", file=sys.stderr)
    return 1 if required else 0


if __name__ == "__main__":
    sys.exit(main())
