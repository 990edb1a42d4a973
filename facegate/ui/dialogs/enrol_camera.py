"""Enrolling through the camera: samples are taken by themselves, the person is told what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facegate.domain.enrolment import SAMPLES_WANTED, EnrolmentProgress, frontal_plan
from facegate.domain.people import SampleSource
from facegate.errors import FacegateError
from facegate.pipeline.enrolment import EnrolmentSample, EnrolmentSession
from facegate.pipeline.results import FrameResult, RunnerStatus
from facegate.ui import theme
from facegate.ui.dialogs.enrolment import EnrolmentDialog
from facegate.ui.i18n import error_text
from facegate.ui.session import ModelsNews, ModelsState, Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.live import live_message
from facegate.ui.widgets.basics import set_property
from facegate.ui.widgets.overlay import Ring
from facegate.ui.widgets.video import VideoView
from facegate.ui.wording import hint_text

_LOST_AFTER = 10
"""Results without progress after which the enrolment was ended by somebody else (other models)."""

_LEAST_PICTURE = 6 * UNIT
"""Height of the picture, at the least."""


class EnrolCameraDialog(EnrolmentDialog):
    """Live picture with a ring that fills; nothing is left behind when it is cancelled."""

    source = SampleSource.CAMERA

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._enrolment: EnrolmentSession | None = None
        self._samples: tuple[EnrolmentSample, ...] = ()
        self._beginning = False
        self._missed = 0
        self.title(self.tr("Enrol through the camera"))
        self.video = VideoView(self)
        self.hint = QLabel(self)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setFont(theme.heading_font(self.hint, 1.15))
        # Two lines always: the picture must not jump when the hint grows.
        self.hint.setMinimumHeight(2 * self.hint.fontMetrics().lineSpacing())
        self.taken = QLabel(self)
        self.taken.setProperty("tone", "muted")
        self.again_button = QPushButton(self.tr("&Take again"), self)
        self.again_button.setAutoDefault(False)
        self.again_button.clicked.connect(self._restart)
        self._fill_left()
        session.bridge.result_changed.connect(self._show_result)
        session.bridge.status_changed.connect(self._show_status)
        session.models_changed.connect(self._models_news)
        self.video.action_wanted.connect(session.start_camera)
        self.finished.connect(self._leave)
        self._tell_state()
        self._show_status(session.services.runner.status)
        self.update_state()
        self.form.consent.setFocus()

    def _fill_left(self) -> None:
        # The picture gives way to the look-alikes where there is little height.
        self.video.setMinimumHeight(_LEAST_PICTURE)
        self.left.addWidget(self.video, 1)
        row = QHBoxLayout()
        row.setSpacing(2 * UNIT)
        row.addWidget(self.hint, 1)
        row.addWidget(self.taken)
        row.addWidget(self.again_button)
        self.left.addLayout(row)

    # -- for the base ----------------------------------------------------------------

    def samples(self) -> Sequence[EnrolmentSample]:
        """All of them, or none."""
        return self._samples

    def consent_changed(self, agreed: bool) -> None:
        """Begin, or drop everything that was taken."""
        if agreed:
            self._begin()
        else:
            self._end()
        self._tell_state()

    def busy_changed(self, busy: bool) -> None:
        """No new samples while the person is being enrolled."""
        self.again_button.setEnabled(bool(self._samples) and not busy)

    def face_known(self, known: bool) -> None:
        """The hint says so too."""
        if known:
            self._say(self.tr("This person is enrolled already."), "bad")
        else:
            self._tell_state()

    # -- the enrolment -----------------------------------------------------------------

    def _begin(self) -> None:
        if self._beginning:
            return
        self._beginning = True
        handler = self.session.services.runner.handler
        self.session.tasks.run(
            self,
            self.tr("Beginning to take samples"),
            lambda _context: handler.begin_enrolment(frontal_plan()),
            on_done=self._begun,
            on_error=self._not_begun,
        )

    def _begun(self, enrolment: EnrolmentSession) -> None:
        self._beginning, self._missed = False, 0
        if not self.form.agreed:
            self._end()
            return
        self._enrolment = enrolment
        self._tell_state()

    def _not_begun(self, error: FacegateError) -> None:
        self._beginning = False
        self.again_button.setEnabled(self.form.agreed)
        self._say(error_text(error).message, "warn")

    def _end(self) -> None:
        """Identify again, and forget what was taken."""
        self._enrolment, self._samples = None, ()
        self.forget_face()
        handler = self.session.services.runner.handler
        # Nobody waits for this, and the dialog may be gone before it has run.
        self.session.tasks.run(self.session, self.tr("Ending the samples"), lambda _context: handler.end_enrolment())
        self.update_state()

    def _restart(self) -> None:
        self._end()
        self._begin()
        self._tell_state()

    def _leave(self, _result: int) -> None:
        self._end()

    # -- what comes in ---------------------------------------------------------------------

    def _show_result(self, result: FrameResult) -> None:
        progress = result.enrolment
        if progress is None:
            self._missed += 1
            if self._enrolment is not None and not self._samples and self._missed > _LOST_AFTER:
                self._enrolment = None
                self._begin()
        else:
            self._missed = 0
        shown = progress if self._enrolment is not None else None
        self.video.show_frame(result.frame.image, ring=self._ring(shown))
        self.video.show_message(None)
        if shown is not None:
            self._follow(shown)

    def _ring(self, progress: EnrolmentProgress | None) -> Ring | None:
        if not self.form.agreed:
            return None
        if self._samples:
            return None
        if progress is None:
            return Ring(None, 0, SAMPLES_WANTED, "neutral")
        return Ring(progress.box, progress.taken, progress.wanted, "warn" if progress.defects else "neutral")

    def _follow(self, progress: EnrolmentProgress) -> None:
        if self._samples:
            return
        if progress.complete and self._enrolment is not None:
            self._samples = tuple(self._enrolment.samples)
            self._tell_state()
            self.check()
            return
        self._count(progress.taken, progress.wanted)
        if progress.defects:
            self._say(hint_text(progress.defects[0]), "warn")
        else:
            self._say(self.tr("Good. Hold still and look at the camera."), "good")

    def _show_status(self, status: RunnerStatus) -> None:
        self.video.show_message(live_message(status, self.session.models, self.video.has_picture))

    def _models_news(self, news: ModelsNews) -> None:
        if news.state is ModelsState.READY and self.form.agreed and self._enrolment is None:
            self._begin()
        self._show_status(self.session.services.runner.status)

    # -- what is said -------------------------------------------------------------------------

    def _tell_state(self) -> None:
        self.again_button.setEnabled(bool(self._samples))
        self._count(len(self._samples), SAMPLES_WANTED)
        if not self.form.agreed:
            self._say(self.tr("Read the text and tick the box to begin."), "")
        elif self._samples:
            self._say(self.tr("All samples are taken. Enter name and identifier."), "good")
        else:
            self._say(self.tr("Look straight at the camera."), "")

    def _count(self, taken: int, wanted: int) -> None:
        self.taken.setText(self.tr("{taken} of {wanted}").format(taken=taken, wanted=wanted))
        self.taken.setAccessibleName(self.tr("Samples: {taken} of {wanted}").format(taken=taken, wanted=wanted))

    def _say(self, text: str, tone: str) -> None:
        if self.hint.text() != text:
            self.hint.setText(text)
        set_property(self.hint, "tone", tone)
