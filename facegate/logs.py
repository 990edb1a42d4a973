"""Loggers named by subject, not by module.

Levels: error = an operation was abandoned; warning = it goes on, but somebody
should know; info = a state change; debug = the rest. No logger ever gets a
name, a picture or a template: ids only.
"""

from __future__ import annotations

import logging

capture = logging.getLogger("facegate.capture")
recognition = logging.getLogger("facegate.recognition")
gallery = logging.getLogger("facegate.gallery")
storage = logging.getLogger("facegate.storage")
models = logging.getLogger("facegate.models")
settings = logging.getLogger("facegate.settings")
doors = logging.getLogger("facegate.doors")
training = logging.getLogger("facegate.training")
app = logging.getLogger("facegate.app")

logging.getLogger("facegate").addHandler(logging.NullHandler())
