"""The live page: the picture, the last person, the last people."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.events import Event, EventType
from facegate.pipeline.results import CameraState, FrameResult, RunnerStatus
from facegate.ui.formatting import time_text
from facegate.ui.session import ModelsNews, ModelsState, Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.live import RecentModel, card_reason, face_label, live_message, person_name
from facegate.ui.widgets.basics import Card, heading, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.person_card import PersonCard
from facegate.ui.widgets.recent import RecentList
from facegate.ui.widgets.video import VideoView

_SIDE = 336
"""Width of the column beside the picture."""
_SIDE_NARROW = 240
_WIDE_ENOUGH = 900
"""Below this width of the page the column narrows: 200 % on a small screen."""


class LivePage(QWidget):
    """Shows what the pipeline sees; decides nothing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._who = session.services.directory.get
        self.video = VideoView(self)
        self.card = PersonCard(self)
        self.recent_model = RecentModel(self._who, lambda moment: time_text(moment, session.zone), self)
        self.recent = RecentList(self.recent_model, self)
        self._nobody = EmptyState(
            "person", self.tr("Nobody yet"), self.tr("Whoever is recognised next appears here."), self
        )
        self._strip = self._make_strip()
        self._side = self._make_side()
        self._lay_out()
        bridge = session.bridge
        bridge.result_changed.connect(self.show_result)
        bridge.status_changed.connect(self.show_status)
        bridge.event_logged.connect(self.show_event)
        bridge.settings_changed.connect(lambda _settings: self.refresh())
        session.models_changed.connect(self.show_models)
        session.people_changed.connect(self.refresh)
        self.show_models(session.models)

    # -- building ------------------------------------------------------------------

    def _make_strip(self) -> Card:
        strip = Card(self)
        self.strip_text = QLabel(strip)
        self.progress = QProgressBar(strip)
        self.progress.setTextVisible(False)
        self.strip_button = primary_button("", strip)
        self.strip_button.clicked.connect(self._press_strip)
        row = QHBoxLayout(strip)
        row.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        row.setSpacing(2 * UNIT)
        row.addWidget(self.strip_text)
        row.addWidget(self.progress, 1)
        row.addWidget(self.strip_button)
        return strip

    def _make_side(self) -> QWidget:
        side = QWidget(self)
        self._last = QStackedWidget(side)
        waiting = Card(self._last)
        box = QVBoxLayout(waiting)
        box.addWidget(self._nobody)
        self._last.addWidget(waiting)
        self._last.addWidget(self.card)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(self._last)
        self._earlier = heading(self.tr("Earlier"), side, 1.05)
        column.addWidget(self._earlier)
        column.addWidget(self.recent, 1)
        return side

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(2 * UNIT)
        left.addWidget(self.video, 1)
        left.addWidget(self._strip)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*[2 * UNIT] * 4)
        self._row.setSpacing(2 * UNIT)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._side)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the column where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._side.setFixedWidth(_SIDE if self.width() >= _WIDE_ENOUGH else _SIDE_NARROW)

    # -- what comes in --------------------------------------------------------------

    def show_result(self, result: FrameResult) -> None:
        """The newest picture and who is in it."""
        threshold = self._session.threshold
        labels = tuple(face_label(track, self._who, threshold) for track in result.tracks)
        self.video.show_frame(result.frame.image, labels)
        self._show_message()

    def show_status(self, _status: RunnerStatus) -> None:
        """State of the camera and of recognition."""
        if self._session.services.runner.status.camera is CameraState.CLOSED:
            self.video.clear()
        self._show_message()
        self._show_strip()

    def show_models(self, _news: ModelsNews) -> None:
        """State of the models."""
        self._show_message()
        self._show_strip()

    def show_event(self, event: Event) -> None:
        """Somebody was decided on, and it is recorded."""
        if event.type is not EventType.IDENTIFICATION:
            return
        shown = self.card.event_shown
        if shown is not None:
            self.recent_model.add(shown)
        self._fill_card(event)

    def refresh(self) -> None:
        """Names or the zone changed."""
        self.recent_model.refresh()
        if self.card.event_shown is not None:
            self._fill_card(self.card.event_shown)

    def _fill_card(self, event: Event) -> None:
        known = event.subject_id is not None
        name = person_name(event.subject_id, self._who) if known else self.tr("Unknown person")
        time = time_text(event.occurred_at, self._session.zone)
        self.card.show_event(event, name, self._who(event.subject_id), time, card_reason(event))
        self._last.setCurrentWidget(self.card)

    def _show_message(self) -> None:
        status = self._session.services.runner.status
        self.video.show_message(live_message(status, self._session.models, self.video.has_picture))

    def _show_strip(self) -> None:
        news, status = self._session.models, self._session.services.runner.status
        installing = news.state is ModelsState.INSTALLING
        self.progress.setVisible(installing)
        if installing and news.progress is not None:
            self.progress.setMaximum(news.progress.total)
            self.progress.setValue(news.progress.done)
            self.strip_text.setText(news.progress.text)
            self.strip_button.setText(self.tr("Cancel"))
        elif news.state is ModelsState.FAILED:
            self.strip_text.setText(self.tr("Recognition needs its models."))
            self.strip_button.setText(self.tr("Try again"))
        elif status.faulted:
            self.strip_text.setText(self.tr("Recognition gave up after repeated failures."))
            self.strip_button.setText(self.tr("Start again"))
        elif status.camera is CameraState.LOST:
            self.strip_text.setText(self.tr("The connection is tried again by itself."))
            self.strip_button.setText(self.tr("Try now"))
        elif status.camera in (CameraState.CLOSED, CameraState.ENDED):
            self.strip_text.setText("")
            self.strip_button.setText(self.tr("Start camera"))
        else:
            self._strip.hide()
            return
        self._strip.show()

    def _press_strip(self) -> None:
        news = self._session.models
        if news.state is ModelsState.INSTALLING:
            self._session.cancel_models()
        elif news.state is ModelsState.FAILED:
            self._session.load_models()
        else:
            self._session.start_camera()
