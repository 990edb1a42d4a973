"""Starts FaceGate from a checkout: ``python main.py``."""

import sys

from facegate.bootstrap import main

if __name__ == "__main__":
    sys.exit(main())
