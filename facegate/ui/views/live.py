"""The live page: the picture, the last person, the last people."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.events import SIGN_INS, Event
from facegate.domain.identification import Outcome
from facegate.domain.ids import EventId
from facegate.pipeline.results import CameraState, FrameResult, RunnerStatus
from facegate.ui import icons, theme
from facegate.ui.announcing import announce
from facegate.ui.formatting import time_text
from facegate.ui.pad_words import result_look
from facegate.ui.session import ModelsNews, ModelsState, Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.access_desk import AccessDesk
from facegate.ui.viewmodels.announcing import GateAnnouncements
from facegate.ui.viewmodels.card_facts import CardFacts
from facegate.ui.viewmodels.challenge import ChallengeGuides, guide_of
from facegate.ui.viewmodels.keypad import KeypadModel
from facegate.ui.viewmodels.live import RecentModel, card_reason, face_label, is_shown, live_message, person_name
from facegate.ui.widgets.basics import Card, heading, primary_button
from facegate.ui.widgets.challenge_guide import Guide
from facegate.ui.widgets.direction_keys import DirectionKeys
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.keypad import KEY_SIZE, KeypadPanel
from facegate.ui.widgets.operator_strip import OperatorStrip
from facegate.ui.widgets.person_card import PersonCard
from facegate.ui.widgets.recent import RecentList
from facegate.ui.widgets.video import VideoView

_SIDE = 336
"""Width of the column beside the picture."""
_SIDE_NARROW = 272
_WIDE_ENOUGH = 900
"""Below this width of the page the column narrows: 200 % on a small screen."""
_HIGH_ENOUGH = 400
"""Below this height it holds the last person only."""
_LEAST_HEIGHT = 280
"""Below this height not even all of that."""
_KEYPAD_HEIGHT = 496
"""Below this height the keypad takes the picture's room, too, with its words beside the keys."""
_READER_KEYS = "0123456789ABCDEF"
"""What a card's number begins with: readers type decimal or hexadecimal digits."""
_ICON = 24
_UNLIMITED = 16777215
"""Qt's own name for it, QWIDGETSIZE_MAX, is not in PySide6."""


class LivePage(QWidget):
    """Shows what the pipeline sees; decides nothing."""

    def __init__(self, session: Session, desk: AccessDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._who = session.services.directory.get
        self.video = VideoView(self)
        self.card = PersonCard(self)
        self.facts = CardFacts(session, desk, self)
        self.announcements = GateAnnouncements(session, self.facts, self._who, desk.watches, self)
        self.strip = OperatorStrip(desk, self)
        self.recent_model = RecentModel(self._who, lambda moment: time_text(moment, session.zone), self)
        self.recent = RecentList(self.recent_model, self)
        self._nobody = EmptyState(
            "person", self.tr("Nobody yet"), self.tr("Whoever is recognised next appears here."), self
        )
        self.keypad = KeypadPanel(KeypadModel(session, self), self)
        self._signing_in = False
        self._guides = ChallengeGuides()
        self._instructed = ""
        self.keypad_button = self._make_keypad_button()
        self.direction_keys = DirectionKeys(session.services.directions, self)
        self._side = self._make_side()
        self._lay_out()
        self._listen_to_readers()
        self.video.action_wanted.connect(self._act)
        self.facts.changed.connect(self._more_known)
        desk.changed.connect(self._show_strip)
        bridge = session.bridge
        bridge.result_changed.connect(self.show_result)
        bridge.status_changed.connect(self.show_status)
        bridge.event_logged.connect(self.show_event)
        bridge.event_logged.connect(self.direction_keys.show_event)
        bridge.settings_changed.connect(lambda _settings: self._settings_changed())
        session.models_changed.connect(self.show_models)
        session.people_changed.connect(self.refresh)
        self.show_models(session.models)
        self._settings_changed()

    # -- building ------------------------------------------------------------------

    def _make_keypad_button(self) -> QPushButton:
        """The way in for whoever is not recognised by their face: as large as anything here, and always there."""
        button = primary_button(self.tr("Card or &PIN"), self)
        button.setIcon(icons.icon("keypad", "on_accent"))
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFont(theme.heading_font(button, 1.2))
        button.setMinimumHeight(KEY_SIZE)
        button.setToolTip(self.tr("Sign in without your face: with a card, or a number and a PIN (Ctrl+K)"))
        button.setAccessibleDescription(button.toolTip())
        button.clicked.connect(self.open_keypad)
        return button

    def _listen_to_readers(self) -> None:
        """A card held to the reader works without a touch: its digits open the keypad wherever the keyboard is."""
        self._reader_keys = []
        for character in _READER_KEYS:
            # A reader presses Shift for capital letters.
            for key in (character, f"Shift+{character}") if character.isalpha() else (character,):
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(lambda character=character: self._type(character))
                self._reader_keys.append(shortcut)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(self.keypad.leave)
        self.keypad.closed.connect(self.close_keypad)
        self.keypad.page_changed.connect(self._fit_keypad)

    def _make_side(self) -> QWidget:
        side = QWidget(self)
        self._last = QStackedWidget(side)
        waiting = Card(self._last)
        box = QVBoxLayout(waiting)
        box.addWidget(self._nobody)
        self._last.addWidget(waiting)
        self._last.addWidget(self.card)
        # Too little height hides parts of the column; it must not keep the window from shrinking to it.
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(self._last)
        self._earlier = heading(self.tr("Earlier"), side, 1.05)
        self._earlier.hide()
        column.addWidget(self._earlier)
        column.addWidget(self.recent, 1)
        column.addStretch()
        column.addWidget(self.direction_keys)
        column.addWidget(self.keypad_button)
        return side

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(int(1.5 * UNIT))
        box.addWidget(self.strip)
        self._row = QHBoxLayout()
        self._row.setSpacing(2 * UNIT)
        self._row.addWidget(self.video, 1)
        self._row.addWidget(self._side)
        self._row.addWidget(self.keypad)
        box.addLayout(self._row, 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow and shorten the column where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._side.setFixedWidth(_SIDE if self.width() >= _WIDE_ENOUGH else _SIDE_NARROW)
        self._fit_keypad()
        short = self.height() < _HIGH_ENOUGH
        self.card.set_compact(short, least=self.height() < _LEAST_HEIGHT)
        self.recent.setVisible(not short)
        self._earlier.setVisible(not short and self.recent_model.rowCount() > 0)

    def _fit_keypad(self) -> None:
        roomy, column = self.height() >= _KEYPAD_HEIGHT, self._side.maximumWidth()
        self.keypad.set_wide(not roomy)
        column = max(column, self.keypad.least_width)
        self.keypad.setMinimumWidth(column if roomy else 0)
        self.keypad.setMaximumWidth(column if roomy else _UNLIMITED)
        shown = {self.video: roomy or not self._signing_in, self._side: not self._signing_in}
        shown[self.keypad] = self._signing_in
        # What goes, goes first: all of it at once would make the window grow.
        for widget in sorted(shown, key=lambda widget: shown[widget]):
            widget.setVisible(shown[widget])

    # -- card or PIN ------------------------------------------------------------------

    def open_keypad(self) -> None:
        """Let somebody sign in with a card or a PIN."""
        if not self._session.settings.keypad.enabled:
            return
        self._signing_in = True
        self._fit_keypad()
        self.keypad.start()

    def close_keypad(self) -> None:
        """Show the last people again."""
        if not self._signing_in:
            return
        focused = self.window().focusWidget()
        had_focus = focused is not None and (focused is self.keypad or self.keypad.isAncestorOf(focused))
        self._signing_in = False
        self._fit_keypad()
        if had_focus:
            self.keypad_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, character: str) -> None:
        self.open_keypad()
        self.keypad.type(character)

    def _settings_changed(self) -> None:
        enabled = self._session.settings.keypad.enabled
        self.keypad_button.setVisible(enabled)
        self.direction_keys.setVisible(self._session.settings.gate.direction == "key")
        for shortcut in self._reader_keys:
            shortcut.setEnabled(enabled)
        if not enabled:
            self.close_keypad()
        self._show_strip()
        self.refresh()

    def _show_strip(self) -> None:
        """Nobody but an operator opens doors here."""
        self.strip.setVisible(self._desk.has_doors and self._session.settings.access.operator_screen)

    # -- what comes in --------------------------------------------------------------

    def show_result(self, result: FrameResult) -> None:
        """The newest picture and who is in it."""
        threshold = self._session.threshold
        asked = self._guides.choose(result.tracks, result.frame.time)
        guide = guide_of(asked, asked.challenge) if asked is not None and asked.challenge is not None else None
        labels = tuple(face_label(track, self._who, threshold) for track in result.tracks if track is not asked)
        self.video.show_frame(result.frame.image, labels, guide=guide)
        self._instruct(guide)
        self._follow(result)
        self._show_message()

    def _instruct(self, guide: Guide | None) -> None:
        """Say what somebody is to do, once: with a screen reader, and aloud where the gate speaks."""
        words = "" if guide is None else guide.title
        if words != self._instructed:
            self._instructed = words
            announce(self.video, words, urgent=True)
            if words:
                self.announcements.instruct(words)

    def _follow(self, result: FrameResult) -> None:
        """The card must not deny what the box says.

        Whoever is seen again within the cool-down is not logged again; if a track of theirs that was too short to
        tell was logged meanwhile, their own event comes back to the card.
        """
        shown = self.card.event_shown
        if shown is None or shown.result is Outcome.IDENTIFIED or len(result.tracks) != 1:
            return
        judgement = result.tracks[0].judgement
        if judgement.outcome is Outcome.IDENTIFIED and judgement.subject_id is not None:
            known = self.recent_model.take(judgement.subject_id)
            if known is not None:
                self.recent_model.add(shown)
                self._fill_card(known)

    def show_status(self, _status: RunnerStatus) -> None:
        """State of the camera and of recognition."""
        if self._session.services.runner.status.camera is CameraState.CLOSED:
            self.video.clear()
        self._show_message()

    def show_models(self, _news: ModelsNews) -> None:
        """State of the models."""
        self._show_message()

    def show_event(self, event: Event) -> None:
        """Somebody was decided on, and it is recorded."""
        self.recent_model.decided(event)
        if not is_shown(event):
            return
        shown = self.card.event_shown
        if shown is not None:
            self.recent_model.add(shown)
            self._fit()
        self._fill_card(event)

    def refresh(self) -> None:
        """Names or the zone changed."""
        self.recent_model.refresh()
        if self.card.event_shown is not None:
            self._fill_card(self.card.event_shown)

    def _fill_card(self, event: Event) -> None:
        known = event.subject_id is not None
        look = result_look(event.result, event.reason)
        name = person_name(event.subject_id, self._who) if known else self.tr("Unknown person")
        if look.nameless:
            name = look.asked
        time = time_text(event.occurred_at, self._session.zone)
        self.card.show_event(event, name, self._who(event.subject_id), time, card_reason(event))
        self._show_facts(event)
        self._last.setCurrentWidget(self.card)

    def _more_known(self, event_id: EventId) -> None:
        shown = self.card.event_shown
        if shown is None or shown.event_id != event_id:
            return
        self._show_facts(shown)
        if self._signing_in and shown.type in SIGN_INS and self.card.door.said is not None:
            # Whoever signed in at a door wants to know whether it opens, which stands below the keypad.
            self.keypad.leave()

    def _show_facts(self, event: Event) -> None:
        self.card.show_welcome(self.facts.welcome(event))
        self.card.show_door(self.facts.door(event))

    def _show_message(self) -> None:
        status = self._session.services.runner.status
        self.video.show_message(live_message(status, self._session.models, self.video.has_picture))

    def _act(self) -> None:
        state = self._session.models.state
        if self._session.services.runner.status.faulted:
            self._session.start_camera()
        elif state is ModelsState.INSTALLING:
            self._session.cancel_models()
        elif state is ModelsState.FAILED:
            self._session.load_models()
        else:
            self._session.start_camera()
