"""What the live page shows: labels of faces, messages of state, the last people."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import QCoreApplication as Core

from facegate.domain.events import SIGHTINGS, SIGN_INS, Event
from facegate.domain.identification import Outcome, Reason
from facegate.domain.ids import EventId, SubjectId
from facegate.domain.people import PersonName
from facegate.errors import FacegateError
from facegate.pipeline.results import CameraState, RunnerStatus, TrackView
from facegate.ui.formatting import distance_text
from facegate.ui.i18n import error_text
from facegate.ui.pad_words import blocked_text, result_look
from facegate.ui.session import ModelsNews, ModelsState
from facegate.ui.widgets.overlay import FaceLabel
from facegate.ui.widgets.video import Message
from facegate.ui.wording import defect_text, outcome_text, outcome_tone, reason_text

RECENT = 50
"""Events kept for the list beside the picture; the page of events has them all."""

_MOST_REFUSED = 2 * RECENT
"""Refusals remembered: those of the list, and of sightings that come to it later."""

Who = Callable[[SubjectId | None], PersonName | None]

Index = QModelIndex | QPersistentModelIndex


def person_name(subject_id: SubjectId | None, who: Who) -> str:
    """The name that goes with an id; erased people have none."""
    person = who(subject_id)
    if person is not None:
        return person.name
    return Core.translate("Live", "Erased person") if subject_id else Core.translate("Live", "Unknown person")


def face_label(track: TrackView, who: Who, threshold: float | None) -> FaceLabel:
    """Box and words of one person in the picture."""
    judgement = track.judgement
    look = result_look(judgement.outcome, judgement.reason)
    if look.nameless:
        detail = blocked_text(track.blocked) or look.detail or reason_text(judgement.reason)
        return FaceLabel(track.box, look.tone, look.asked or look.text, detail)
    if not track.decided:
        waiting = defect_text(track.defects[0]) if track.defects else ""
        return FaceLabel(track.box, "neutral", Core.translate("Live", "Looking…"), waiting)
    tone = outcome_tone(judgement.outcome)
    if judgement.outcome is Outcome.IDENTIFIED:
        return FaceLabel(track.box, tone, person_name(judgement.subject_id, who), measures(judgement, threshold))
    detail = measures(judgement, threshold)
    if judgement.outcome is Outcome.INCONCLUSIVE or not detail:
        detail = reason_text(judgement.reason)
    return FaceLabel(track.box, tone, outcome_text(judgement.outcome), detail)


def measures(judgement: object, threshold: float | None) -> str:
    """Distance against the threshold and margin to the second person, as far as there are any."""
    distance, margin = getattr(judgement, "distance", None), getattr(judgement, "margin", None)
    if distance is None:
        return ""
    if threshold is None:
        text = distance_text(distance)
    else:
        text = Core.translate("Live", "{distance} of {threshold}").format(
            distance=distance_text(distance), threshold=distance_text(threshold)
        )
    if margin is not None:
        text += Core.translate("Live", " · margin {margin}").format(margin=distance_text(margin))
    return text


def live_message(status: RunnerStatus, models: ModelsNews, has_picture: bool) -> Message | None:
    """What is said instead of, or over, the picture, and what can be done; the most basic trouble first."""
    if status.faulted:
        title, action = Core.translate("Live", "Recognition stopped"), Core.translate("Live", "Start again")
        return Message("error", title, _cause(status.error), action)
    told = _models_message(models) or _camera_message(status)
    if told is None and not has_picture:
        return Message("camera", Core.translate("Live", "Waiting for a picture…"))
    return told


def _camera_message(status: RunnerStatus) -> Message | None:
    start = Core.translate("Live", "Start camera")
    if status.camera is CameraState.OPENING:
        label = status.source.label if status.source else ""
        return Message("camera", Core.translate("Live", "Opening the camera…"), label)
    if status.camera is CameraState.LOST:
        title = Core.translate("Live", "Camera lost – reconnecting…")
        return Message("camera-off", title, _cause(status.error), Core.translate("Live", "Try now"))
    if status.camera is CameraState.CLOSED:
        hint = Core.translate("Live", "Nobody is recognised while it is off.")
        return Message("camera-off", Core.translate("Live", "The camera is off"), hint, start)
    if status.camera is CameraState.ENDED:
        if status.error is not None:
            title = Core.translate("Live", "Camera not available")
            return Message("camera-off", title, _cause(status.error), Core.translate("Live", "Try again"))
        hint = Core.translate("Live", "Start the camera to play it again.")
        return Message("camera", Core.translate("Live", "The recording has ended"), hint, start)
    return None


def _models_message(models: ModelsNews) -> Message | None:
    # While models load the picture is worth seeing; without them nobody is recognised, so that is said.
    if models.state is ModelsState.INSTALLING:
        hint = Core.translate("Live", "This happens once. Recognition begins when they are here.")
        action, progress = Core.translate("Live", "Cancel"), models.progress
        steps = (progress.done, progress.total) if progress else (0, 0)
        return Message("model", Core.translate("Live", "Getting the models…"), hint, action, steps)
    if models.state is ModelsState.FAILED:
        title = Core.translate("Live", "No models: nobody is recognised")
        return Message("model", title, _cause(models.error), Core.translate("Live", "Try again"))
    return None


def _cause(error: FacegateError | None) -> str:
    return error_text(error).message if error is not None else ""


class RecentModel(QAbstractListModel):
    """The last identifications, newest first; names are looked up when shown, so an erased one is gone at once."""

    EventRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, who: Who, tell_time: Callable[[datetime], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._who = who
        self._tell_time = tell_time
        self._events: list[Event] = []
        self._refused: deque[EventId] = deque(maxlen=_MOST_REFUSED)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Events."""
        return 0 if parent.isValid() else len(self._events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name and result for readers; the event for the delegate."""
        if not index.isValid() or index.row() >= len(self._events):
            return None
        event = self._events[index.row()]
        if role == self.EventRole:
            return event
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            result = result_look(event.result, event.reason).text if event.result else ""
            result = Core.translate("Access", "No access") if self.is_refused(event) else result
            return f"{self.title(event)}, {result}, {self._tell_time(event.occurred_at)}"
        return self.title(event) if role == Qt.ItemDataRole.DisplayRole else None

    def title(self, event: Event) -> str:
        """Name of the person, or the result where there is none."""
        if event.subject_id is not None:
            return person_name(event.subject_id, self._who)
        return result_look(event.result, event.reason).text if event.result else ""

    def time(self, event: Event) -> str:
        """When it was."""
        return self._tell_time(event.occurred_at)

    def is_refused(self, event: Event) -> bool:
        """Whether a door stayed shut for whoever was identified."""
        return event.event_id in self._refused

    def decided(self, event: Event) -> None:
        """A decision about a sighting, which may be listed already, was recorded."""
        if event.access is not None and not event.access.allowed:
            self._refused.append(event.access.about)
            self.refresh()

    def add(self, event: Event) -> None:
        """One more event, in order of time; only those are listed that :func:`is_shown` lets through."""
        if not is_shown(event):
            return
        newer = (row for row, known in enumerate(self._events) if known.occurred_at <= event.occurred_at)
        row = next(newer, len(self._events))
        self.beginInsertRows(QModelIndex(), row, row)
        self._events.insert(row, event)
        self.endInsertRows()
        if len(self._events) > RECENT:
            self.beginRemoveRows(QModelIndex(), RECENT, len(self._events) - 1)
            del self._events[RECENT:]
            self.endRemoveRows()

    def take(self, subject_id: SubjectId) -> Event | None:
        """Take the newest identification of a person out of the list; None where there is none."""
        for row, event in enumerate(self._events):
            if event.subject_id == subject_id and event.result is Outcome.IDENTIFIED:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._events[row]
                self.endRemoveRows()
                return event
        return None

    def refresh(self) -> None:
        """Names changed."""
        if self._events:
            self.dataChanged.emit(self.index(0), self.index(len(self._events) - 1))


def is_shown(event: Event) -> bool:
    """Whether an event is told beside the picture, where everybody reads it.

    A refused sign-in is not: whoever tried somebody's number would learn whose it is.
    """
    return event.type in SIGHTINGS and (event.type not in SIGN_INS or event.result is Outcome.IDENTIFIED)


def card_reason(event: Event) -> str:
    """The sentence on the card below a result; empty where the result says it all."""
    if event.reason in (None, Reason.AGREED):
        return ""
    return reason_text(event.reason)
