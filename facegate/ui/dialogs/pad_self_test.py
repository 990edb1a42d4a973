"""The self-test of attack detection: half an hour with a print, a phone, a tablet and scissors."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.pad.levels import PadLevel
from facegate.domain.pad.results import Pad
from facegate.domain.pad.self_test import READY_SECONDS, STEP_SECONDS, Species, StepState
from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext
from facegate.pipeline.pad_selftest import PadSelfTest, write_report
from facegate.pipeline.results import CameraState, FrameResult, PadInForce, TrackView
from facegate.ui import icons, theme
from facegate.ui.announcing import announce
from facegate.ui.i18n import error_text
from facegate.ui.pad_test_words import (
    hint_text,
    instruction,
    page_words,
    ready_text,
    species_name,
    step_text,
    step_tone,
    verdict_text,
)
from facegate.ui.pad_words import pad_said, pad_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.challenge import ChallengeGuides, guide_of
from facegate.ui.viewmodels.live import live_message
from facegate.ui.widgets.basics import ElidedLabel, PageBody, heading, muted, primary_button, set_property
from facegate.ui.widgets.overlay import FaceLabel
from facegate.ui.widgets.verdict import Verdict
from facegate.ui.widgets.video import VideoView

_WIDTH, _HEIGHT = 980, 600
_SIDE = 384
_ICON = 18
_TONES = {Pad.ATTACK: "bad", Pad.BONA_FIDE: "good", Pad.INCONCLUSIVE: "warn", Pad.NOT_ASSESSED: "neutral"}
_ICONS = {"good": "identified", "bad": "error"}


class PadSelfTestDialog(QDialog):
    """Asks for one thing after another, and shows what the product itself says of it.

    Attributes:
        kit: what counts.
        page: the report, once it is written.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Self-test of attack detection"))
        self._session = session
        self.kit = PadSelfTest(session.services.clock)
        self.page: Path | None = None
        self._guides = ChallengeGuides()
        self._writing = False
        self._said = self._problem = ""
        self.video = VideoView(self)
        self.title, self.instruction = heading("", self, 1.2), QLabel(self)
        self.hint = heading("", self, 1.05)
        for label in (self.title, self.instruction, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.instruction.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setMaximum(round(STEP_SECONDS))
        self.verdict = Verdict(self)
        self.start_button = primary_button(self.tr("&Start"), self)
        self.skip_button = QPushButton(self.tr("Leave &out"), self)
        self.save_button = QPushButton(self.tr("&Write the report"), self)
        self.open_button = primary_button(self.tr("&Open the report"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._rows: dict[Species, tuple[QLabel, QLabel, ElidedLabel, QPushButton]] = {}
        self._lay_out()
        self._connect()
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self._show()

    def _lay_out(self) -> None:
        care = muted(
            self.tr(
                "No picture is stored. What you hold up is logged and alarms as on any other day, and doors open as "
                "on any other day: tell your colleagues."
            ),
            self,
        )
        side = QVBoxLayout()
        side.setSpacing(UNIT)
        for widget in (self.title, self.instruction, self.bar, self.hint):
            side.addWidget(widget)
        side.addSpacing(UNIT)
        side.addLayout(self._steps())
        side.addStretch(1)
        side.addWidget(care)
        column = PageBody(self)
        side.setContentsMargins(0, 0, UNIT, 0)
        column.setLayout(side)
        # On a small screen at 200 % what is to be done stays in view, and the list is scrolled to.
        self._side = QScrollArea(self)
        self._side.setProperty("role", "page")
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setWidgetResizable(True)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setWidget(column)
        top = QHBoxLayout()
        top.setSpacing(2 * UNIT)
        top.addWidget(self.video, 1)
        top.addWidget(self._side)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        for button in (self.save_button, self.open_button, self.skip_button, self.start_button):
            buttons.addWidget(button)
            button.setAutoDefault(False)
        self.close_button.setAutoDefault(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[2 * UNIT] * 4)
        box.setSpacing(int(1.5 * UNIT))
        box.addLayout(top, 1)
        box.addWidget(self.verdict)
        box.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture keeps half of the room."""
        super().resizeEvent(event)
        self._side.setFixedWidth(min(_SIDE, self.width() // 2))

    def _steps(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        for row, species in enumerate(Species):
            icon, name, result = QLabel(self), QLabel(species_name(species), self), ElidedLabel("", self)
            icon.setFixedSize(QSize(_ICON, _ICON))
            again = QPushButton(icons.icon("undo", "muted"), "", self)
            again.setFlat(True)
            again.setAutoDefault(False)
            again.setFixedSize(QSize(3 * UNIT, 3 * UNIT))
            again.setProperty("tight", "true")
            told = self.tr("{step}: do it over").format(step=species_name(species))
            again.setToolTip(told)
            again.setAccessibleName(told)
            again.clicked.connect(lambda _on, species=species: self._again(species))
            keep = again.sizePolicy()
            keep.setRetainSizeWhenHidden(True)
            again.setSizePolicy(keep)
            for place, widget in enumerate((icon, name, result, again)):
                grid.addWidget(widget, row, place)
            self._rows[species] = icon, name, result, again
        grid.setColumnStretch(2, 1)
        return grid

    def _connect(self) -> None:
        self.start_button.clicked.connect(self.start)
        self.skip_button.clicked.connect(self.skip)
        self.save_button.clicked.connect(self.write)
        self.open_button.clicked.connect(self._open)
        self.close_button.clicked.connect(self.reject)
        bridge = self._session.bridge
        bridge.result_changed.connect(self._see)
        bridge.status_changed.connect(self._show)
        self._session.models_changed.connect(self._show)

    # -- what is done ------------------------------------------------------------------

    def start(self) -> None:
        """Begin the step that is on; anew where it runs."""
        self.kit.test.start()
        self._show()

    def skip(self) -> None:
        """Leave it out."""
        self.kit.test.skip()
        self._stepped()

    def _again(self, species: Species) -> None:
        self.kit.again(species)
        self.page = None
        self._show()
        self.start_button.setFocus()

    def write(self) -> None:
        """Write down what came of it so far."""
        services = self._session.services
        engine, source, now = services.runner.handler.engine, services.runner.status.source, self._now
        if engine is None or source is None or now is None or self._writing or not self._tried:
            return
        rules = engine.vision.pad.rules.cues if engine.vision.pad is not None else {}
        report = self.kit.report(source, now, str(engine.vision.extractor.model_id), rules)
        words = page_words(report, self._session.zone, self.locale())
        folder = services.paths.self_tests_dir
        self._writing, self._problem = True, ""

        def work(_context: JobContext) -> Path:
            return write_report(report, folder, words)

        title = self.tr("Writing a report")
        self._session.tasks.run(self, title, work, on_done=self._written, on_error=self._not_written)

    def _written(self, page: Path) -> None:
        self._writing, self.page = False, page
        self._show()

    def _not_written(self, error: FacegateError) -> None:
        self._writing = False
        words = error_text(error)
        self._problem = f"{words.title}: {words.message} {words.remedy}"
        self._show()

    def _open(self) -> None:
        if self.page is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.page)))

    # -- what comes in -----------------------------------------------------------------

    def _see(self, result: FrameResult) -> None:
        before = self.kit.test.species
        if self.ready:
            self.kit.see(result)
        asked = self._guides.choose(result.tracks, result.frame.time)
        guide = guide_of(asked, asked.challenge) if asked is not None and asked.challenge is not None else None
        labels = tuple(_label(track) for track in result.tracks if track is not asked)
        self.video.show_frame(result.frame.image, labels, guide=guide)
        if self.kit.test.species is not before:
            self._stepped()
        else:
            self._show()

    def _stepped(self) -> None:
        """A step is over."""
        self._show()
        if self.kit.test.over:
            self.write()
        else:
            self.start_button.setFocus()

    @property
    def _now(self) -> PadInForce | None:
        return self._session.services.runner.status.pad

    @property
    def _tried(self) -> bool:
        """Whether there is anything to write down."""
        return any(result.tried for result in self.kit.test.results)

    @property
    def ready(self) -> bool:
        """Whether anything is assessed at this camera now."""
        now, status = self._now, self._session.services.runner.status
        assessed = now is not None and now.ready and now.level not in (None, PadLevel.OFF)
        return assessed and status.camera is CameraState.RUNNING

    # -- what is shown -------------------------------------------------------------------

    def _show(self, _news: object = None) -> None:
        test, state = self.kit.test, self.kit.state
        running = state in (StepState.READY, StepState.RUNNING)
        species, results = test.species, test.results
        self.video.show_message(
            live_message(self._session.services.runner.status, self._session.models, self.video.has_picture)
        )
        for result in results:
            self._show_step(result.species, step_text(result), step_tone(result), current=result.species is species)
            over = result.state in (StepState.DONE, StepState.SKIPPED)
            self._rows[result.species][3].setVisible(over and not running)
        self._show_task(species, state)
        self.start_button.setVisible(species is not None)
        self.start_button.setText(self.tr("&Start over") if running else self.tr("&Start"))
        self.start_button.setEnabled(self.ready)
        self.skip_button.setVisible(species is not None)
        self.save_button.setVisible(self._tried and self.page is None)
        self.save_button.setEnabled(not running and not self._writing)
        self.open_button.setVisible(self.page is not None and species is None)
        self._show_verdict()

    def _show_step(self, species: Species, text: str, tone: str, *, current: bool) -> None:
        icon, name, result, _again = self._rows[species]
        set_property(result, "tone", tone)
        if result.whole_text != text:
            result.set_text(text)
        font = name.font()
        if font.bold() != current:
            font.setBold(current)
            name.setFont(font)
        shown = _ICONS.get(tone, "")
        if icon.property("shown") != (shown, theme.is_dark()):
            icon.setProperty("shown", (shown, theme.is_dark()))
            icon.clear()
            if shown:
                icon.setPixmap(icons.pixmap(shown, getattr(theme.colours(), tone), _ICON, self.devicePixelRatioF()))

    def _show_task(self, species: Species | None, state: StepState) -> None:
        running = state is StepState.RUNNING
        self.bar.setVisible(species is not None and state in (StepState.READY, StepState.RUNNING))
        if species is None:
            self.title.setText(self.tr("Done"))
            self.instruction.setText(verdict_text(self.kit.test.results))
            self._hint("", "")
            return
        self.title.setText(species_name(species))
        self.instruction.setText(instruction(species))
        if not self.ready:
            chosen = self._session.settings.pad
            said = pad_said(self._now, chosen.off_reason, chosen.level)
            self._hint(self.tr("Nothing can be tested now. {state}").format(state=said.text), "warn")
        elif state is StepState.READY:
            self._hint(ready_text(), "")
        elif running:
            hint = self.kit.test.hint
            self._hint(self.tr("It counts.") if hint is None else hint_text(hint, species), "good" if not hint else "")
        else:
            self._hint("", "")
        total = STEP_SECONDS if running else READY_SECONDS
        self.bar.setMaximum(round(total))
        self.bar.setValue(round(self.kit.remaining))

    def _hint(self, text: str, tone: str) -> None:
        self.hint.setText(text)
        if self.hint.property("tone") != tone:
            set_property(self.hint, "tone", tone)
            # A style sheet that looks anew takes the font away.
            self.hint.setFont(theme.heading_font(self, 1.05))
        if text and text != self._said:
            announce(self.hint, text)
        self._said = text

    def _show_verdict(self) -> None:
        source = self._session.services.runner.status.source
        if self._problem:
            self.verdict.say("bad", self._problem)
        elif self.page is not None:
            self.verdict.say("good", self.tr("The report is in {folder}.").format(folder=self.page.parent))
        elif source is not None and source.virtual:
            self.verdict.say(
                "warn", self.tr("Another program feeds this camera: what it shows says nothing about a real one.")
            )
        else:
            self.verdict.say("warn", "")


def _label(track: TrackView) -> FaceLabel:
    return FaceLabel(track.box, _TONES[track.pad.pad], pad_text(track.pad.pad))
