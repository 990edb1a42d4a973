"""What the window does for attack detection: the status bar, its notices, the page that explains it, the self-test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facegate.domain.pad.levels import PadLevel
from facegate.errors import FacegateError
from facegate.pipeline.results import CameraState, RunnerStatus
from facegate.ui.dialogs.pad_page import PadPageDialog
from facegate.ui.dialogs.pad_self_test import PadSelfTestDialog
from facegate.ui.dialogs.pad_set_up import PadSetUpDialog
from facegate.ui.formatting import isolated
from facegate.ui.notices import Notice

if TYPE_CHECKING:
    from facegate.ui.window import MainWindow

_VIRTUAL, _MISSING = "virtual camera", "attack detection"
"""Keys of the notices."""


class WindowPad(QObject):
    """Of one session."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.session)
        self._window = window
        self._told: set[tuple[str, str]] = set()
        window.session.pad_lost.connect(self.set_up)
        window.settings.pad_row.page_wanted.connect(self.show_page)
        window.settings.pad_row.test_wanted.connect(self.show_test)

    def show_state(self) -> None:
        """How attacks are looked for now, and what an operator should know of it."""
        session = self._window.session
        status = session.services.runner.status
        chosen = session.settings.pad
        self._window.status.show_pad(status.pad, chosen.off_reason, chosen.level)
        self._tell(_VIRTUAL, self._virtual(status))
        self._tell(_MISSING, self._missing(status))

    def show_page(self) -> PadPageDialog:
        """What it can and cannot do."""
        dialog = PadPageDialog(self._window.session, self._window)
        dialog.test_wanted.connect(dialog.accept)
        dialog.test_wanted.connect(self.show_test)
        self._window.open_dialog(dialog)
        return dialog

    def show_test(self) -> PadSelfTestDialog:
        """Try it on this camera; starts it if it is off."""
        window = self._window
        if window.services.runner.status.camera in (CameraState.CLOSED, CameraState.ENDED):
            window.session.start_camera()
        dialog = PadSelfTestDialog(window.session, window)
        window.open_dialog(dialog)
        return dialog

    def set_up(self, error: FacegateError | None = None) -> PadSetUpDialog:
        """Ask what to do where its models cannot be had; ``error`` says why."""
        dialog = PadSetUpDialog(self._window.session, error, self._window)
        self._window.open_dialog(dialog)
        return dialog

    def _virtual(self, status: RunnerStatus) -> Notice | None:
        source = status.source
        if source is None or not source.virtual or status.camera is not CameraState.RUNNING:
            return None
        return Notice(
            "advice",
            self.tr("The camera is fed by another program"),
            self.tr(
                "{camera} is a virtual camera: what it shows may be a recording, and no attack detection can tell. "
                "At a door, choose a real camera, or ask for a second factor."
            ).format(camera=isolated(source.label)),
            _VIRTUAL,
            (self.tr("More…"), self.show_page),
        )

    def _missing(self, status: RunnerStatus) -> Notice | None:
        now = status.pad
        if now is None or now.ready or now.level in (None, PadLevel.OFF):
            return None
        return Notice(
            "error",
            self.tr("Nobody is identified by their face"),
            self.tr(
                "The models of attack detection are missing or do not run. Install them with “facegate models "
                "install”, from a folder where there is no network, or turn attack detection off with a reason."
            ),
            _MISSING,
            (self.tr("Set up…"), self.set_up),
        )

    def _tell(self, key: str, notice: Notice | None) -> None:
        """A state is told once: whoever dismissed it is not told again with every change of something else."""
        told = {(each, text) for each, text in self._told if each == key}
        if notice is None:
            if told:
                self._told -= told
                self._window.notices.withdraw(key)
        elif (key, notice.text) not in self._told:
            self._told = (self._told - told) | {(key, notice.text)}
            self._window.notices.tell(notice)
