"""Telling aloud that somebody was recognised, and whether a door opens. What fails here never disturbs the gate."""

from __future__ import annotations

import importlib
import importlib.util
import shutil
import sys
from collections.abc import Callable
from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtWidgets import QApplication

from facegate import logs
from facegate.ui.i18n import assets_dir

_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
"""Programs of the systems that play a file, the usual one first."""


class Tone(Enum):
    """What is to be told; the value is the name of the file."""

    WELCOME = "welcome"
    WAIT = "wait"
    REFUSED = "refused"


class Announcer(QObject):
    """Plays or speaks. Belongs to the window's thread; returns at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech: Any = None
        self._play: Callable[[str], object] | None = None

    def tell(self, way: str, tone: Tone, words: str) -> None:
        """Tell something in the ``way`` of the settings: ``off``, ``sound`` or ``speech``."""
        try:
            if way == "speech" and words and self._voice() is not None:
                self._voice().say(words)
            elif way != "off":
                self._sound(tone)
        except Exception as error:  # noqa: BLE001 - sound drivers raise what they like, and doors are not theirs
            logs.app.warning("nothing could be told aloud (%s)", type(error).__name__)

    def silence(self) -> None:
        """Stop speaking."""
        if self._speech is not None:
            self._speech.stop()

    def _voice(self) -> Any:
        if self._speech is None and speech_available():
            module = importlib.import_module("PySide6.QtTextToSpeech")
            self._speech = module.QTextToSpeech(self)
        return self._speech

    def _sound(self, tone: Tone) -> None:
        if self._play is None:
            self._play = _player(self)
        self._play(str(assets_dir() / "sounds" / f"{tone.value}.wav"))


def speech_available() -> bool:
    """Whether Qt's text to speech is installed; it is not part of what the program needs."""
    try:
        return importlib.util.find_spec("PySide6.QtTextToSpeech") is not None
    except (ImportError, ValueError):
        return False


def _player(owner: QObject) -> Callable[[str], object]:
    """What plays a file here: Qt where it can, else a program of the system, else the system's beep."""
    if importlib.util.find_spec("PySide6.QtMultimedia") is not None:
        return _effects(owner)
    if sys.platform == "win32":
        import winsound

        return lambda file: winsound.PlaySound(file, winsound.SND_FILENAME | winsound.SND_ASYNC)
    for player, *options in _PLAYERS:
        program = shutil.which(player)
        if program is not None:
            return lambda file: QProcess.startDetached(program, [*options, file])
    return lambda _file: QApplication.beep()


def _effects(owner: QObject) -> Callable[[str], object]:
    module = importlib.import_module("PySide6.QtMultimedia")
    made: dict[str, Any] = {}

    def play(file: str) -> None:
        if file not in made:
            made[file] = module.QSoundEffect(owner)
            made[file].setSource(QUrl.fromLocalFile(file))
        made[file].play()

    return play
