"""The status bar: camera, where inference runs, speed, presentation attacks, people."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStatusBar, QWidget

from facegate.domain.pad.levels import PadLevel
from facegate.pipeline.results import CameraState, FrameResult, PadInForce, RunnerStatus
from facegate.ui import theme
from facegate.ui.formatting import NONE
from facegate.ui.i18n import error_text
from facegate.ui.pad_words import pad_said
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, set_property
from facegate.ui.wording import camera_state_text

_DOT = 10
_WIDE_ENOUGH = 700
_PAD_SHARE = 0.3
"""Of the bar, that the words on attack detection take at most."""

_FPS_SHOWN = 0.4
"""Seconds between two changes of the speed: a number that flickers cannot be read."""

_TONES = {
    CameraState.RUNNING: "good",
    CameraState.OPENING: "warn",
    CameraState.LOST: "bad",
    CameraState.CLOSED: "muted",
    CameraState.ENDED: "muted",
}


class Dot(QWidget):
    """A coloured dot; the words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "muted"
        self.setFixedSize(_DOT, _DOT)

    @property
    def tone(self) -> str:
        """Colour by name."""
        return self._tone

    def set_tone(self, tone: str) -> None:
        """Colour by name: a field of :class:`facegate.ui.theme.Colours`."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(theme.colours(), self._tone)))
        painter.drawEllipse(self.rect())


class StatusItems(QStatusBar):
    """Always visible, whatever page is shown.

    Signals:
        pad_wanted: the user wants to know what attack detection can do.
    """

    pad_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._dot = Dot(self)
        self.camera, self.source = QLabel(self), ElidedLabel("", self)
        self.provider, self.fps, self.people = (QLabel(self) for _ in range(3))
        self.pad = QPushButton(self)
        self.pad.setProperty("role", "status")
        self.pad.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.pad.setCursor(Qt.CursorShape.PointingHandCursor)
        self.pad.clicked.connect(self.pad_wanted)
        self._pad_text = ""
        self._last_fps = float("-inf")
        left = QWidget(self)
        row = QHBoxLayout(left)
        row.setContentsMargins(2 * UNIT, UNIT // 2, UNIT, UNIT // 2)
        row.setSpacing(UNIT)
        row.addWidget(self._dot)
        row.addWidget(self.camera)
        self.source.setProperty("tone", "muted")
        self.source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self.source, 1)
        self.addWidget(left, 1)
        for number, item in enumerate((self.people, self.pad, self.provider, self.fps)):
            if number:
                self.addPermanentWidget(self._separator())
            item.setContentsMargins(UNIT // 2, 0, UNIT // 2, 0)
            self.addPermanentWidget(item)
        self.setContentsMargins(0, 0, 2 * UNIT, 0)
        self.show_pad(None)
        self.show_fps(None, 0.0)

    def _separator(self) -> QFrame:
        made = QFrame(self)
        made.setProperty("role", "separator")
        made.setFixedHeight(2 * UNIT)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The number of people is the first to go where there is little room, then the end of long words."""
        super().resizeEvent(event)
        self.people.setVisible(self.width() >= _WIDE_ENOUGH)
        self._fit_pad()

    def show_status(self, status: RunnerStatus, models_ready: bool) -> None:
        """Camera and provider."""
        self.camera.setText(camera_state_text(status.camera))
        self._dot.set_tone("bad" if status.faulted else _TONES[status.camera])
        source = status.source
        size = f"  {source.width} × {source.height}" if source and source.width else ""
        self.source.set_text(f"{source.label}{size}" if source else "")
        if status.error is not None:
            words = error_text(status.error)
            self.camera.setToolTip(f"{words.title}. {words.message}")
        else:
            self.camera.setToolTip("")
        self._show_provider(status, models_ready)
        if status.camera is not CameraState.RUNNING:
            self.show_fps(None, 0.0)

    def _show_provider(self, status: RunnerStatus, models_ready: bool) -> None:
        if status.provider is None:
            self.provider.setText(self.tr("Models not loaded") if not models_ready else NONE)
            self.provider.setToolTip("")
            return
        self.provider.setText(self.tr("Runs on {provider}").format(provider=status.provider.name))
        self.provider.setToolTip(status.provider.detail)

    def show_pad(self, now: PadInForce | None, off_reason: str = "", chosen: PadLevel | None = None) -> None:
        """How presentation attacks are looked for; arguments as of :func:`~facegate.ui.pad_words.pad_said`."""
        said = pad_said(now, off_reason, chosen)
        self._pad_text = said.text
        self.pad.setToolTip("\n".join((said.text, said.tip, self.tr("Press to read what it can and cannot do."))))
        self.pad.setAccessibleName(said.text)
        self.pad.setAccessibleDescription(said.tip)
        set_property(self.pad, "tone", said.tone)
        self._fit_pad()

    def _fit_pad(self) -> None:
        """A reason may be long: the camera's state must not go for it."""
        room = int(self.width() * _PAD_SHARE)
        shown = self.pad.fontMetrics().elidedText(self._pad_text, Qt.TextElideMode.ElideRight, room)
        # A button takes what follows an ampersand for a key.
        self.pad.setText(shown.replace("&", "&&"))

    def show_people(self, number: int) -> None:
        """How many are on record, with a face or without."""
        self.people.setText(self.tr("On record: {number}").format(number=self.locale().toString(number)))

    def show_result(self, result: FrameResult) -> None:
        """Speed."""
        self.show_fps(result.fps, result.frame.time)

    def show_fps(self, fps: float | None, time: float) -> None:
        """Processed frames a second; None while there are none."""
        if fps is None:
            self._last_fps = float("-inf")
            self.fps.setText(self.tr("{fps} fps").format(fps=NONE))
        elif not 0.0 <= time - self._last_fps < _FPS_SHOWN:
            self._last_fps = time
            self.fps.setText(self.tr("{fps} fps").format(fps=self.locale().toString(fps, "f", 1)))
