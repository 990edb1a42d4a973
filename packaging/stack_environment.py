"""Let one virtual environment see another one's packages: what both need is installed once.

Run with the interpreter of the one that is seen; standard library only.
"""

from __future__ import annotations

import argparse
import sys
import sysconfig
from pathlib import Path

NAME = "facegate-program.pth"
"""Python adds every line of such a file, in its own packages' folder, to where it looks for packages."""


def main() -> int:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("environment", type=Path, help="the environment that shall see this one's packages")
    environment: Path = parser.parse_args().environment
    seen = Path(sysconfig.get_path("purelib"))
    own = environment.resolve() / seen.relative_to(Path(sys.prefix).resolve())
    (own / NAME).write_text(f"{seen.resolve()}\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
