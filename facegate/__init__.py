"""FaceGate: face attendance and access on one machine, with nothing leaving it."""

__version__ = "0.1.0"
