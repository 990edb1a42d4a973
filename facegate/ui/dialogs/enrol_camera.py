"""Enrolling through the camera: the person turns, samples are taken by themselves, and it is said what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from facegate.domain.enrolment import EnrolmentProgress, plan_for
from facegate.domain.people import SampleSource, Subject
from facegate.domain.poses import Cue, Pose, PosePlan
from facegate.domain.profiles import Profile
from facegate.domain.quality import Defect
from facegate.errors import FacegateError
from facegate.pipeline.enrolment import EnrolmentSample
from facegate.pipeline.guided import EnrolmentSession, GuidedResult
from facegate.pipeline.results import CameraState, FrameResult, RunnerStatus
from facegate.ui import theme
from facegate.ui.announcing import announce
from facegate.ui.dialogs.enrolment import EnrolmentDialog
from facegate.ui.formatting import isolated
from facegate.ui.i18n import error_text
from facegate.ui.pose_words import cue_text, cue_tone, note_text, verdict_text
from facegate.ui.session import ModelsNews, ModelsState, Session
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.live import live_message
from facegate.ui.widgets.basics import muted, set_property
from facegate.ui.widgets.pose_ring import PoseRing
from facegate.ui.widgets.video import VideoView

_LOST_AFTER = 10
"""Results without progress after which the enrolment was ended by somebody else (other models)."""

_LEAST_PICTURE = 6 * UNIT
"""Height of the picture, at the least."""

_HINT_WIDTH = 270.0
"""Width of the picture for which the hint has the size of other text; it grows with it, up to the factors below."""
_HINT_FACTORS = (1.15, 3.0)
"""In the window's first size the letters are 8 mm high on a common screen: legible from two metres."""

_STEADY = 250
"""Milliseconds for which a hint must hold before it takes the place of another: heads tremble at a pose's edge."""


def _plan(status: RunnerStatus) -> PosePlan:
    return plan_for(status.source.spec if status.source else None)


class EnrolCameraDialog(EnrolmentDialog):
    """Mirrored live picture with a ring that fills; nothing is left behind when it is cancelled."""

    source = SampleSource.CAMERA

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        subject: Subject | None = None,
        replace: bool = False,
        profile: Profile | None = None,
    ) -> None:
        """See :class:`EnrolmentDialog`. The camera is not started here."""
        super().__init__(session, parent, subject=subject, replace=replace, profile=profile)
        self._enrolment: EnrolmentSession | None = None
        self._result: GuidedResult | None = None
        self._progress: EnrolmentProgress | None = None
        self._beginning = False
        self._missed = 0
        self._candidate, self._since = "", QElapsedTimer()
        self.title(self._title_text())
        self.video = VideoView(self, mirrored=True)
        self.hint = QLabel(self)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.taken = QLabel(self)
        self.taken.setProperty("tone", "muted")
        self.note = muted("", self)
        self.skip_button = QPushButton(self.tr("S&kip this pose"), self)
        self.again_button = QPushButton(self.tr("Take a&gain"), self)
        for button in (self.skip_button, self.again_button):
            button.setAutoDefault(False)
        self.skip_button.clicked.connect(self.skip_pose)
        self.again_button.clicked.connect(self._restart)
        self._fill_left()
        session.bridge.result_changed.connect(self._show_result)
        session.bridge.status_changed.connect(self._show_status)
        session.models_changed.connect(self._models_news)
        self.video.action_wanted.connect(session.start_camera)
        self.form.changed.connect(self._form_changed)
        self.finished.connect(self._leave)
        self._tell_state()
        self._show_status(session.services.runner.status)
        self.update_state()
        (self.form.first_field or self.cancel_button).setFocus()
        if self.form.agreed:
            self._begin()

    def _title_text(self) -> str:
        if self.person is None:
            return self.tr("Enrol through the camera")
        text = self.tr("Enrol {name} anew") if self.replacing else self.tr("More samples of {name}")
        return text.format(name=isolated(self.person.name))

    def _fill_left(self) -> None:
        # The picture gives way to the look-alikes where there is little height.
        self.video.setMinimumHeight(_LEAST_PICTURE)
        self.left.addWidget(self.video, 1)
        self.left.addWidget(self.hint)
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self.taken)
        row.addStretch(1)
        row.addWidget(self.skip_button)
        row.addWidget(self.again_button)
        self.left.addLayout(row)
        self.left.addWidget(self.note)
        self.note.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint is as large as the picture allows."""
        super().resizeEvent(event)
        self._size_hint()
        self._note(self.note.text())

    def _size_hint(self) -> None:
        least, most = _HINT_FACTORS
        self.hint.setFont(theme.heading_font(self, min(most, max(least, self.video.width() / _HINT_WIDTH))))
        # Two lines always: the picture must not jump when the hint grows.
        self.hint.setMinimumHeight(2 * self.hint.fontMetrics().lineSpacing())

    # -- for the base ----------------------------------------------------------------

    def samples(self) -> Sequence[EnrolmentSample]:
        """All of them, or none."""
        return self._result.samples if self._result else ()

    def skipped_poses(self) -> Sequence[str]:
        """Poses that the administrator skipped."""
        return [pose.value for pose in self._result.skipped] if self._result else []

    def consent_changed(self, agreed: bool) -> None:
        """Begin, or drop everything that was taken."""
        if agreed:
            self._begin()
        else:
            self._end()
        self._tell_state()

    def busy_changed(self, busy: bool) -> None:
        """No new samples while the person is being enrolled."""
        self.again_button.setEnabled(self._result is not None and not busy)

    def _form_changed(self) -> None:
        if self._result is not None and self.form.filled:
            self._note("")

    def face_known(self, known: bool) -> None:
        """The hint says so too."""
        if known:
            self._note("")
            self._say(self.tr("This person is enrolled already."), "bad")
        else:
            self._tell_state()

    # -- the enrolment -----------------------------------------------------------------

    def skip_pose(self) -> None:
        """Do without the pose that is asked for: the person cannot take it."""
        enrolment, asked = self._enrolment, self._asked
        if enrolment is not None and asked not in (None, Pose.FRONT):
            self._follow(enrolment.skip(asked))

    @property
    def _asked(self) -> Pose | None:
        return self._progress.asked if self._progress and not self._result else None

    def _begin(self) -> None:
        if self._beginning:
            return
        self._beginning = True
        runner = self.session.services.runner
        self.session.tasks.run(
            self,
            self.tr("Beginning to take samples"),
            # Not before it runs: the camera may just be being started, by the task before this one.
            lambda _context: runner.handler.begin_enrolment(_plan(runner.status)),
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
        self._enrolment, self._result, self._progress = None, None, None
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
            if self._enrolment is not None and not self._result and self._missed > _LOST_AFTER:
                self._enrolment = None
                self._begin()
        else:
            self._missed = 0
        if self._enrolment is not None and progress is not None:
            self._follow(progress)
        self.video.show_frame(result.frame.image, ring=self._ring())
        # The last pictures of a recording come after it was told that it has ended.
        self.video.show_message(live_message(self.session.services.runner.status, self.session.models, True))

    def _ring(self) -> PoseRing | None:
        shown = self._progress
        if not self.form.agreed:
            return None
        if shown is None:
            return PoseRing(None, _plan(self.session.services.runner.status).counts)
        if shown.defects:
            # Where to turn matters once nothing more basic is wrong.
            turn = shown.turn if shown.defects[0] is Defect.TURNED else None
            return PoseRing(shown.box, shown.poses, shown.asked, "warn", turn)
        return PoseRing(shown.box, shown.poses, shown.seen or shown.asked, "neutral", shown.turn)

    def _follow(self, progress: EnrolmentProgress) -> None:
        if self._result is not None:
            return
        self._progress = progress
        self._note(note_text(progress))
        self._count(progress.taken, progress.wanted)
        if progress.complete and self._enrolment is not None:
            self._result = self._enrolment.result()
            self._tell_state()
            self.check()
            return
        self._update_skip()
        if self._ended:
            self._say_ended()
        else:
            self._say_steadily(cue_text(progress), cue_tone(progress), at_once=progress.cue is Cue.HOLD)

    def _show_status(self, status: RunnerStatus) -> None:
        message = live_message(status, self.session.models, self.video.has_picture)
        self.video.show_message(message)
        if message is not None and self.form.agreed and self._result is None:
            # What was asked last cannot be done without a picture.
            if self._ended:
                self._say_ended()
            else:
                self._say("", "")

    def _models_news(self, news: ModelsNews) -> None:
        if news.state is ModelsState.READY and self.form.agreed and self._enrolment is None:
            self._begin()
        self._show_status(self.session.services.runner.status)

    # -- what is said -------------------------------------------------------------------------

    def _tell_state(self) -> None:
        self.again_button.setEnabled(self._result is not None)
        self._update_skip()
        if self._progress is None:
            counts = _plan(self.session.services.runner.status).counts
            self._count(0, sum(count.wanted for count in counts))
        if not self.form.agreed:
            self._say(self.tr("Read the text and tick the box to begin."), "")
        elif self._result is not None:
            told = self._result.shortcomings
            self._say(verdict_text(told, self._result.skipped), "warn" if told else "good")
            self._note("" if self.form.filled else self.tr("Now enter name and identifier."))
        elif self._ended:
            self._say_ended()
        else:
            self._say(self.tr("Look straight at the camera."), "")

    @property
    def _ended(self) -> bool:
        status = self.session.services.runner.status
        return status.camera is CameraState.ENDED and status.error is None

    def _say_ended(self) -> None:
        """A recording ended before there were enough samples; what was taken stays."""
        if self._asked in (None, Pose.FRONT):
            self._say(self.tr("The recording has ended. Start the camera to play it again."), "warn")
        else:
            self._say(self.tr("The recording has ended. Play it again, or skip the poses that are missing."), "warn")

    def _update_skip(self) -> None:
        self.skip_button.setEnabled(self._asked not in (None, Pose.FRONT))

    def _note(self, text: str) -> None:
        self.note.setText(text)
        # Where there is little height the picture needs it; then it is a tool tip.
        self.note.setVisible(bool(text) and not self.compact)
        self.taken.setToolTip(text)

    def _count(self, taken: int, wanted: int) -> None:
        self.taken.setText(self.tr("{taken} of {wanted} samples").format(taken=taken, wanted=wanted))

    def _say_steadily(self, text: str, tone: str, *, at_once: bool) -> None:
        """Say it once it has been true for a moment."""
        if text != self._candidate:
            self._candidate = text
            self._since.restart()
        if at_once or self._since.elapsed() >= _STEADY:
            self._say(text, tone)

    def _say(self, text: str, tone: str) -> None:
        if self.hint.text() != text:
            self.hint.setText(text)
            announce(self.hint, text)
        if self.hint.property("tone") != tone:
            set_property(self.hint, "tone", tone)
            # A style sheet that looks anew takes the font away.
            self._size_hint()
