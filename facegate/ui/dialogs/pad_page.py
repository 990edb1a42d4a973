"""What attack detection can and cannot do, and what to do about it: said in the program, not only in its papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.pad.results import Cue
from facegate.domain.pad.rules import CueRule
from facegate.ui.formatting import isolated
from facegate.ui.pad_test_words import rate_cell
from facegate.ui.pad_words import cue_name, pad_said
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import Card, PageBody, heading, muted, set_property

_WIDTH, _HEIGHT = 760, 640


class PadPageDialog(QDialog):
    """A page to read. Figures are those of the installed models, as their manifests give them.

    Signals:
        test_wanted: the user wants to try it on this camera.
    """

    test_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Attack detection"))
        self.now, self.tip = heading("", self, 1.05), muted("", self)
        self.now.setWordWrap(True)
        self._state = QFrame(self)
        self._state.setProperty("role", "verdict")
        self.figures = Card(self)
        self.test_button = QPushButton(self.tr("&Test this camera…"), self)
        self.test_button.clicked.connect(self.test_wanted)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addWidget(self.test_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.setContentsMargins(3 * UNIT, 0, 3 * UNIT, 2 * UNIT)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * UNIT)
        box.addWidget(self._scrolled())
        box.addLayout(buttons)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        # Methods, not lambdas: Qt lets go of those of a dialog that was closed.
        session.bridge.status_changed.connect(self._show_state)
        session.bridge.settings_changed.connect(self._show_state)
        session.models_changed.connect(self._show_figures)
        self._show_state()
        self._show_figures()

    def _scrolled(self) -> QScrollArea:
        body = PageBody()
        column = QVBoxLayout(body)
        column.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, UNIT)
        column.setSpacing(int(1.5 * UNIT))
        state = QVBoxLayout(self._state)
        state.setContentsMargins(int(1.5 * UNIT), UNIT, int(1.5 * UNIT), UNIT)
        state.setSpacing(2)
        state.addWidget(self.now)
        state.addWidget(self.tip)
        title = heading(self.tr("What attack detection can and cannot do"), body, 1.35)
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(self._state)
        for name, lines in self._parts():
            column.addSpacing(UNIT)
            column.addWidget(heading(name, body, 1.1))
            for text in lines:
                column.addLayout(_item(text, body))
            if name == self.tr("What was measured"):
                column.addWidget(self.figures)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setProperty("role", "page")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Without a mouse one reads on with the arrow keys.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(title.text())
        scroll.setWidget(body)
        return scroll

    def _parts(self) -> Sequence[tuple[str, Sequence[str]]]:
        return (
            (
                self.tr("What it does"),
                (
                    self.tr(
                        "It tells a person from a photograph or a screen that is held up to the camera, by the best "
                        "looks at a face and, where that is not sure, by a movement that it asks for. Until then "
                        "nobody is identified before a camera."
                    ),
                    self.tr(
                        "Where a picture of somebody is recognised as one, it is refused, an operator is alarmed, and "
                        "the event says what gave it away. After five attacks in two minutes the face of the person "
                        "shown does not count there for a while; card and PIN do."
                    ),
                    self.tr(
                        "Where it is not sure, it asks for a movement or lets nobody in: it errs on the side of card "
                        "and PIN."
                    ),
                ),
            ),
            (
                self.tr("What was measured"),
                (
                    self.tr(
                        "On pictures and clips of a few people and a few kinds of attack, with other cameras and in "
                        "other light than yours. Small numbers leave wide intervals; your own test says more of here."
                    ),
                ),
            ),
            (
                self.tr("What it cannot do"),
                (
                    self.tr(
                        "Masks in three dimensions, of silicone or printed, and heavy make-up: an ordinary camera sees "
                        "colours, neither depth nor warmth."
                    ),
                    self.tr(
                        "Pictures that are fed in behind the camera: by a program that plays camera, by a changed "
                        "driver, cable or network stream. They may show anything, also the movement that was asked for."
                    ),
                    self.tr(
                        "Attacks that nobody has measured: a better printer, a screen without visible edges, a puppet "
                        "on a live video. That it refuses what was tried does not mean that it refuses everything."
                    ),
                    self.tr(
                        "Bad light: glare, backlight and dusk make it refuse people, and see less of what is held up."
                    ),
                    self.tr("It does not see whether somebody is forced or asleep, and it tells no twins apart."),
                ),
            ),
            (
                self.tr("What to do"),
                (
                    self.tr("At doors that matter: level strict, and a second factor, card or PIN, beside the face."),
                    self.tr(
                        "Mount the camera out of reach, with its cable; put a network camera on a network of its own."
                    ),
                    self.tr(
                        "On this computer: no program that plays camera, and an account that may not install drivers. "
                        "A camera that another program feeds is warned of."
                    ),
                    self.tr("Let somebody see to alarms; a refused picture is the trace of somebody who tried."),
                    self.tr("Test this camera in its own light, and again when camera, lamp or version change."),
                ),
            ),
        )

    def _show_state(self, _news: object = None) -> None:
        chosen = self._session.settings.pad
        said = pad_said(self._session.services.runner.status.pad, chosen.off_reason, chosen.level)
        self.now.setText(said.text)
        self.tip.setText(said.tip)
        set_property(self._state, "kind", {"muted": "good"}.get(said.tone, said.tone))
        if (now := self._session.services.runner.status.pad) is None or now.level is None:
            set_property(self._state, "kind", "warn")

    def _show_figures(self, _news: object = None) -> None:
        engine = self._session.services.runner.handler.engine
        model = None if engine is None else engine.vision.pad
        old = self.figures.layout()
        if old is not None:
            # A layout goes with the widget that it is given to.
            QWidget().setLayout(old)
        box = QVBoxLayout(self.figures)
        box.setContentsMargins(*[2 * UNIT] * 4)
        measured = {} if model is None else {cue: rule for cue, rule in model.rules.cues.items() if rule.date}
        if not measured:
            box.addWidget(muted(self.tr("The models of attack detection are not loaded: there are no figures."), self))
            return
        box.addWidget(_Figures(measured, self.figures))


class _Figures(QWidget):
    """One line a cue: errors by track, with where they come from."""

    def __init__(self, rules: Mapping[Cue, CueRule], parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        for place, head in enumerate((self.tr("Cue"), self.tr("Attacks not seen"), self.tr("People refused"))):
            grid.addWidget(muted(head, self), 0, place)
        for number, (cue, rule) in enumerate(rules.items()):
            row = 3 * number + 2
            grid.setRowMinimumHeight(row - 1, UNIT)
            name = QLabel(cue_name(cue), self)
            name.setWordWrap(True)
            grid.addWidget(name, row, 0)
            for place, rate in ((1, rule.apcer), (2, rule.bpcer)):
                grid.addWidget(QLabel(rate_cell(rate), self), row, place, Qt.AlignmentFlag.AlignTop)
            source = self.tr("{source}, {date}").format(source=isolated(rule.source), date=rule.date)
            grid.addWidget(muted(source, self), row + 1, 0, 1, 3)
        grid.setColumnStretch(0, 1)


def _item(text: str, parent: QWidget) -> QHBoxLayout:
    dot, words = QLabel("•", parent), QLabel(text, parent)
    words.setWordWrap(True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row = QHBoxLayout()
    row.setSpacing(UNIT)
    row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row
