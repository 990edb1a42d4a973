"""The window: pages, notices, status, and the dialogs that are opened from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from facegate.domain.calibration import Proposal
from facegate.domain.events import Event, Verdict
from facegate.domain.ids import SubjectId
from facegate.domain.people import Subject
from facegate.domain.report_kinds import ReportKind
from facegate.errors import FacegateError
from facegate.pipeline.people_export import export_people
from facegate.pipeline.results import CameraState, RunnerStatus
from facegate.pipeline.services import Services
from facegate.settings.model import Settings
from facegate.ui import theme, window_state
from facegate.ui.dialogs.about import AboutDialog
from facegate.ui.dialogs.add_person import AddPersonDialog
from facegate.ui.dialogs.change_people import ChangePeopleDialog
from facegate.ui.dialogs.consent_text import ConsentTextDialog
from facegate.ui.dialogs.correct import CorrectDialog
from facegate.ui.dialogs.daily_reports import DailyReportsDialog
from facegate.ui.dialogs.edit_person import EditPersonDialog
from facegate.ui.dialogs.enrol_camera import EnrolCameraDialog
from facegate.ui.dialogs.enrol_photos import EnrolPhotosDialog
from facegate.ui.dialogs.enrolment import EnrolmentDialog
from facegate.ui.dialogs.erase import EraseDialog
from facegate.ui.dialogs.export import ExportDialog
from facegate.ui.dialogs.import_people import ImportPeopleDialog
from facegate.ui.dialogs.look_alikes import LookAlikesDialog
from facegate.ui.dialogs.merge_people import MergeDialog
from facegate.ui.dialogs.other_model import OtherModelDialog
from facegate.ui.dialogs.pad_page import PadPageDialog
from facegate.ui.dialogs.person import DeclineDialog
from facegate.ui.dialogs.subject_record import SubjectRecordDialog
from facegate.ui.formatting import isolated
from facegate.ui.notices import Notice, NoticeBar
from facegate.ui.reopen import FolderSwitch
from facegate.ui.session import ModelsNews, ModelsState, Session
from facegate.ui.toolbar import MainToolBar
from facegate.ui.viewmodels.access_desk import AccessDesk
from facegate.ui.viewmodels.calibration_words import stranger_words
from facegate.ui.viewmodels.other_model import OtherModelPeople
from facegate.ui.viewmodels.report_reading import Wanted
from facegate.ui.views.attendance import AttendancePage
from facegate.ui.views.calibration import CalibrationPage
from facegate.ui.views.doors import DoorsPage
from facegate.ui.views.events import EventsPage
from facegate.ui.views.live import LivePage
from facegate.ui.views.people import PeoplePage
from facegate.ui.views.plan import PlanPage
from facegate.ui.views.settings import SettingsPage
from facegate.ui.widgets.lock_banner import LockBanner
from facegate.ui.widgets.status_items import StatusItems
from facegate.ui.window_doors import WindowDoors
from facegate.ui.window_pad import WindowPad

_START_WIDTH, _START_HEIGHT = 1200, 680


class MainWindow(QMainWindow):
    """Shows one session at a time."""

    def __init__(self, services: Services, reopen: Callable[[Path], Services], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("FaceGate")
        self.tools = MainToolBar(self)
        self.addToolBar(self.tools)
        self.pages = QStackedWidget(self)
        central = QWidget(self)
        self.notices = NoticeBar(central)
        box = QVBoxLayout(central)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.lock_banner = LockBanner(central)
        box.addWidget(self.lock_banner)
        box.addWidget(self.pages, 1)
        self.setCentralWidget(central)
        self.status = StatusItems(self)
        self.setStatusBar(self.status)
        self._switch = FolderSwitch(reopen, self)
        self._shown_error = ""
        self._connect()
        self._open_session(services)
        if not window_state.restore(self, services.paths):
            room = self.screen().availableGeometry()
            self.resize(min(_START_WIDTH, room.width()), min(_START_HEIGHT, room.height()))

    @property
    def services(self) -> Services:
        """Those in use: others than at the start once the data folder was changed."""
        return self.session.services

    def start(self) -> None:
        """Open the camera and load the models."""
        self.session.start()

    def release(self) -> None:
        """Stop listening; the services may be closed then."""
        self._switch.release()
        self.attendance.release()
        self.session.close()

    # -- building ----------------------------------------------------------------------

    def _connect(self) -> None:
        self.tools.page_wanted.connect(self.show_page)
        self.tools.camera_wanted.connect(self._set_camera)
        self.tools.enrol.triggered.connect(lambda: self.enrol())
        self.tools.export.triggered.connect(lambda: self.export(None, None))
        self.tools.about.triggered.connect(self.about)
        self.tools.keypad.triggered.connect(self.sign_in)
        self.status.pad_wanted.connect(self.about_pad)
        self.addAction(self.tools.calibration)
        self.addAction(self.tools.keypad)
        self._switch.opened.connect(self._moved)
        self._switch.stayed.connect(self._stayed)
        self._switch.lost.connect(self._lost)
        self.lock_banner.end_wanted.connect(lambda: self.doors.strip.ask_lock_down())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self, self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)

    def _open_session(self, services: Services) -> None:
        session = self.session = Session(services, self)
        self.others = OtherModelPeople(session, session)
        self.desk = AccessDesk(session, session)
        self.live = LivePage(session, self.desk, self)
        self.people = PeoplePage(session, self)
        self.events = EventsPage(session, self)
        self.attendance = AttendancePage(session, self)
        self.plan = PlanPage(session, self)
        self.settings = SettingsPage(session, self)
        self.calibration = CalibrationPage(session, self)
        self.doors = DoorsPage(session, self.desk, self)
        self._by_name: dict[str, QWidget] = {
            "live": self.live,
            "doors": self.doors,
            "people": self.people,
            "events": self.events,
            "attendance": self.attendance,
            "plan": self.plan,
            "settings": self.settings,
            "calibration": self.calibration,
        }
        for page in self._by_name.values():
            self.pages.addWidget(page)
        bridge = session.bridge
        bridge.status_changed.connect(self._show_status)
        bridge.result_changed.connect(self.status.show_result)
        bridge.settings_changed.connect(self._settings_changed)
        session.models_changed.connect(self._models_news)
        session.people_changed.connect(self._count_people)
        session.failed.connect(lambda error: self.notices.error(error))
        self.others.changed.connect(self._others_changed)
        self.people.model.mark(self.others)
        self.people.enrol_wanted.connect(self.enrol)
        self.people.photos_wanted.connect(self.enrol_from_photographs)
        self.people.without_face_wanted.connect(self.add_without_face)
        self.people.import_wanted.connect(self.import_people)
        self.people.list_wanted.connect(self.export_people)
        self.people.edit_wanted.connect(self.edit)
        self.people.change_wanted.connect(self.change_people)
        self.people.merge_wanted.connect(self.merge)
        self.people.erase_wanted.connect(self.erase)
        self.people.look_alikes_wanted.connect(self.look_alikes)
        self.events.export_wanted.connect(lambda first, last: self.export(first, last, ReportKind.EVENTS))
        self.events.correct_wanted.connect(self.correct)
        self.events.undo_wanted.connect(self.undo_correction)
        self.attendance.export_wanted.connect(self.export_report)
        self.attendance.told.connect(lambda title, text: self.notices.info(title, text))
        self.attendance.failed.connect(lambda error: self.notices.error(error))
        self.attendance.plan_wanted.connect(lambda: self.show_page("plan"))
        self.attendance.enrol_wanted.connect(self.enrol)
        self.plan.told.connect(lambda title, text, action: self.notices.info(title, text, action))
        self.plan.failed.connect(lambda error: self.notices.error(error))
        self.plan.refused.connect(
            lambda title, text, action: self.notices.tell(Notice("error", title, text, "plan", action))
        )
        self._for_doors = WindowDoors(self)
        self.pad = WindowPad(self)
        self.settings.folder_wanted.connect(self._pick_folder)
        self.settings.consent_wanted.connect(self.edit_consent)
        self.settings.calibration_wanted.connect(lambda: self.show_page("calibration"))
        self.calibration.settings_wanted.connect(lambda: self.show_page("settings"))
        self.calibration.accepted.connect(self._threshold_accepted)
        self.calibration.due_changed.connect(self._calibration_due)
        self._settings_changed(session.settings)
        self._told_notices = 0
        self._show_status(services.runner.status)
        if services.settings.problem is not None:
            self.notices.error(services.settings.problem)
        self.show_page("live")

    def _close_session(self) -> None:
        self.attendance.release()
        self.session.close()
        for page in self._by_name.values():
            self.pages.removeWidget(page)
            page.deleteLater()
        self.session.deleteLater()

    # -- pages --------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Show ``live``, ``people``, ``events``, ``settings`` or ``calibration``."""
        self.pages.setCurrentWidget(self._by_name[name])
        self.tools.show_page(name)
        self._for_doors.show_state()
        if name == "calibration":
            # The page says it itself.
            self.notices.withdraw("calibration")

    def sign_in(self) -> None:
        """Let somebody sign in with a card or a PIN."""
        self.show_page("live")
        self.live.open_keypad()

    def _find(self) -> None:
        self.show_page("people")
        self.people.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room in the tool bar."""
        super().resizeEvent(event)
        self.tools.fit(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; the threads end after the window is gone from the screen."""
        if not self._switch.busy:
            window_state.save(self, self.services.paths)
        event.accept()

    # -- what comes in ---------------------------------------------------------------------

    def _show_status(self, status: RunnerStatus) -> None:
        self.status.show_status(status, self.session.models.state is ModelsState.READY)
        self.tools.show_camera(status.camera)
        self.pad.show_state()
        self._show_error(status)
        self._tell_notices()
        self._count_people()

    def _show_error(self, status: RunnerStatus) -> None:
        error = status.error
        text = error.text() if error is not None else ""
        if text == self._shown_error:
            # Told already; a user who dismissed it is not told again with every attempt.
            return
        self._shown_error = text
        if error is None:
            self.notices.withdraw("runner")
        else:
            self.notices.error(error, key="runner")

    def _models_news(self, news: ModelsNews) -> None:
        self._show_status(self.services.runner.status)
        if news.state is ModelsState.FAILED and news.error is not None:
            self.notices.error(news.error, "models", (self.tr("Try again"), self.session.load_models))
        elif news.state is ModelsState.READY:
            self.notices.withdraw("models")

    def _others_changed(self) -> None:
        problem = self.others.notice()
        if problem is None:
            self.notices.withdraw("other model")
        else:
            self.notices.error(problem, "other model", (self.tr("Show…"), self.other_model))

    def _tell_notices(self) -> None:
        """Show what the data folder has to say and has not said yet."""
        notices = tuple(self.services.notices)
        for notice in notices[self._told_notices :]:
            self.notices.error(notice)
        self._told_notices = len(notices)

    def _settings_changed(self, settings: Settings) -> None:
        theme.choose(settings.appearance.theme)
        self._for_doors.show_state()
        self.pad.show_state()
        if self.session.models.state is ModelsState.READY:
            # Told while the change is under way: behind it on the job thread, everything is said.
            self.session.tasks.run(
                self, self.tr("Settings"), lambda _context: None, on_done=lambda _none: self._tell_notices()
            )

    def _calibration_due(self, text: str) -> None:
        if text and self.pages.currentWidget() is not self.calibration:
            action = self.tr("Calibration"), lambda: self.show_page("calibration")
            self.notices.tell(
                Notice("advice", self.tr("The threshold should be chosen anew"), text, "calibration", action)
            )
        else:
            self.notices.withdraw("calibration")

    def _threshold_accepted(self, proposal: Proposal) -> None:
        self.notices.info(self.tr("Threshold accepted"), stranger_words(proposal))

    def _count_people(self) -> None:
        self.status.show_people(len(self.services.directory))

    def _set_camera(self, on: bool) -> None:
        if on:
            self.session.start_camera()
        else:
            self.session.stop_camera()

    # -- dialogs ------------------------------------------------------------------------------

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over the window; it deletes itself when it is left."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # A kiosk without a window manager does not give the keyboard back by itself.
        dialog.finished.connect(self.activateWindow)
        dialog.open()

    def enrol(self) -> EnrolCameraDialog:
        """Enrol somebody through the camera; starts it if it is off."""
        self._wake_camera()
        dialog = EnrolCameraDialog(self.session, self)
        self._open_enrolment(dialog)
        return dialog

    def take_samples(self, person: Subject, *, replace: bool = False) -> EnrolCameraDialog:
        """More samples of somebody through the camera; with ``replace`` they are enrolled anew."""
        self._wake_camera()
        dialog = EnrolCameraDialog(self.session, self, subject=person, replace=replace)
        dialog.accepted.connect(lambda: self._sampled(dialog))
        self.open_dialog(dialog)
        return dialog

    def _wake_camera(self) -> None:
        if self.services.runner.status.camera in (CameraState.CLOSED, CameraState.ENDED):
            self.session.start_camera()

    def _sampled(self, dialog: EnrolmentDialog) -> None:
        if dialog.subject is not None:
            told = self.tr("Enrolled anew") if dialog.replacing else self.tr("Samples added")
            self.notices.info(told, isolated(dialog.subject.name))
            self.people.choose(dialog.subject.subject_id)

    def enrol_from_photographs(self) -> EnrolPhotosDialog:
        """Enrol somebody from photographs."""
        dialog = EnrolPhotosDialog(self.session, self)
        self._open_enrolment(dialog)
        return dialog

    def _open_enrolment(self, dialog: EnrolmentDialog) -> None:
        dialog.accepted.connect(lambda: self._enrolled(dialog.subject))
        self.open_dialog(dialog)

    def _enrolled(self, subject: Subject | None) -> None:
        if subject is not None:
            text = self.tr("{name} is recognised from now on.").format(name=isolated(subject.name))
            self.notices.info(self.tr("Enrolled"), text)
            self.people.choose(subject.subject_id)

    def add_without_face(self) -> AddPersonDialog:
        """Add somebody who signs in with card or PIN."""
        dialog = AddPersonDialog(self.session, self)
        dialog.accepted.connect(lambda: self._added(dialog.subject))
        self.open_dialog(dialog)
        return dialog

    def _added(self, subject: Subject | None) -> None:
        if subject is not None:
            text = self.tr("{name} signs in with card or PIN.")
            if subject.card is None and not subject.has_pin:
                text = self.tr("{name} has neither card nor PIN yet, and cannot sign in.")
            self.notices.info(self.tr("Added"), text.format(name=isolated(subject.name)))
            self.people.choose(subject.subject_id)

    def edit(self, person: Subject) -> EditPersonDialog:
        """Show and change everything that is on record of somebody."""
        dialog = EditPersonDialog(self.session, person, self)
        dialog.accepted.connect(lambda: self.people.choose(person.subject_id))
        dialog.samples_wanted.connect(lambda who, anew: self.take_samples(who, replace=anew))
        dialog.decline_wanted.connect(self.decline)
        dialog.erase_wanted.connect(self.erase)
        dialog.record_wanted.connect(self.write_record)
        self.open_dialog(dialog)
        return dialog

    def decline(self, person: Subject) -> DeclineDialog:
        """Forget somebody's face, after a confirmation."""
        dialog = DeclineDialog(self.session, person, self)
        dialog.accepted.connect(lambda: self.people.choose(person.subject_id))
        self.open_dialog(dialog)
        return dialog

    def change_people(self, people: Sequence[SubjectId]) -> ChangePeopleDialog:
        """One change for many."""
        dialog = ChangePeopleDialog(self.session, people, self)
        dialog.accepted.connect(lambda: self._changed(dialog.changed))
        self.open_dialog(dialog)
        return dialog

    def _changed(self, number: int | None) -> None:
        if number is not None:
            text = self.tr("Records: {number}.").format(number=self.locale().toString(number))
            self.notices.info(self.tr("Changed"), text)

    def merge(self, people: Sequence[SubjectId]) -> MergeDialog:
        """Make one record of two."""
        dialog = MergeDialog(self.session, people, self)
        dialog.accepted.connect(lambda: self._merged(dialog.merged))
        self.open_dialog(dialog)
        return dialog

    def _merged(self, subject: Subject | None) -> None:
        if subject is not None:
            text = self.tr("Events of both are {name}’s from now on.").format(name=isolated(subject.name))
            self.notices.info(self.tr("Merged"), text)
            self.people.choose(subject.subject_id)
            self._tell_notices()

    def import_people(self) -> ImportPeopleDialog:
        """Enrol many from a folder, a list or an archive."""
        dialog = ImportPeopleDialog(self.session, self)
        self.open_dialog(dialog)
        return dialog

    def export_people(self) -> None:
        """Write everybody's record to a CSV file."""
        dialog = QFileDialog(self, self.tr("Export the list of people"), str(Path.home() / "people.csv"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter(self.tr("CSV files (*.csv)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.write_people(Path(file)))
        dialog.open()

    def write_people(self, out: Path) -> None:
        """Write everybody's record to this file, on the job thread."""
        people, zone = self.services.people, self.session.zone
        self.session.tasks.run(
            self,
            self.tr("Exporting the list of people"),
            lambda _context: export_people(people, zone, out),
            on_done=lambda rows: self.told_written(rows, out),
        )

    def erase(self, person: Subject) -> EraseDialog:
        """Erase somebody, after a confirmation."""
        dialog = EraseDialog(self.session, person, self)
        dialog.accepted.connect(lambda: self._erased(dialog))
        self.open_dialog(dialog)
        return dialog

    def correct(self, event: Event, verdict: Verdict) -> CorrectDialog:
        """Say what an event got wrong."""
        dialog = CorrectDialog(self.session, event, self.events.model.says(event), verdict, self)
        self.open_dialog(dialog)
        return dialog

    def undo_correction(self, event: Event) -> None:
        """Take a correction back; it can be made again."""
        corrections = self.services.corrections
        self.session.tasks.run(
            self,
            self.tr("Undoing a correction"),
            lambda _context: corrections.undo(event.event_id),
            on_done=self.session.corrected,
        )

    def _erased(self, dialog: EraseDialog) -> None:
        if dialog.report is not None:
            self._tell_notices()

    def write_record(self, person: Subject) -> SubjectRecordDialog:
        """Write everything that is stored of somebody, for them."""
        dialog = SubjectRecordDialog(self.session, person, self)
        self.open_dialog(dialog)
        return dialog

    def edit_consent(self) -> ConsentTextDialog:
        """Change the text that people agree to."""
        dialog = ConsentTextDialog(self.session, self)
        dialog.saved.connect(self.settings.consent_row.refresh)
        self.open_dialog(dialog)
        return dialog

    def look_alikes(self) -> LookAlikesDialog:
        """Compare everybody with everybody."""
        dialog = LookAlikesDialog(self.session, self)
        dialog.show_wanted.connect(lambda person: self.people.choose(person.subject_id))
        self.open_dialog(dialog)
        return dialog

    def other_model(self) -> OtherModelDialog:
        """Those who were enrolled with another model."""
        dialog = OtherModelDialog(self.session, self.others, self)
        self.open_dialog(dialog)
        return dialog

    def export(self, first: date | None, last: date | None, kind: ReportKind = ReportKind.ATTENDANCE) -> ExportDialog:
        """Write a report."""
        return self.export_report(Wanted(kind, first, last))

    def export_report(self, wanted: Wanted, shown: Sequence[str] = ()) -> ExportDialog:
        """Write a report of these people, with the columns that are shown of it if one likes."""
        dialog = ExportDialog(self.session, wanted, shown, self)
        dialog.accepted.connect(lambda: self._exported(dialog))
        dialog.daily_wanted.connect(lambda: self.daily_reports(dialog))
        self.open_dialog(dialog)
        return dialog

    def daily_reports(self, over: QWidget | None = None) -> DailyReportsDialog:
        """Have reports written every day."""
        dialog = DailyReportsDialog(self.session, over or self)
        self.open_dialog(dialog)
        return dialog

    def _exported(self, dialog: ExportDialog) -> None:
        if dialog.written is not None:
            self.told_written(*dialog.written)

    def told_written(self, rows: int, out: Path) -> None:
        """Tell of a file that was written, and offer its folder."""
        text = self.tr("Rows: {rows}. File: {file}").format(rows=self.locale().toString(rows), file=isolated(str(out)))
        folder = QUrl.fromLocalFile(str(out.parent))
        self.notices.info(self.tr("Exported"), text, (self.tr("Open folder"), lambda: QDesktopServices.openUrl(folder)))

    def about(self) -> AboutDialog:
        """Version, licences, keys."""
        dialog = AboutDialog(self.tools.shortcuts(), self)
        dialog.pad_wanted.connect(dialog.accept)
        dialog.pad_wanted.connect(self.about_pad)
        self.open_dialog(dialog)
        return dialog

    def about_pad(self) -> PadPageDialog:
        """What attack detection can and cannot do."""
        return self.pad.show_page()

    # -- data folder -------------------------------------------------------------------------------

    def _pick_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Data folder"), str(self.services.paths.data_dir))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.move_to(Path(folder)))
        dialog.open()

    def move_to(self, folder: Path) -> None:
        """Work on another data folder from now on."""
        if self._switch.busy or folder == self.services.paths.data_dir:
            return
        old = self.services
        self._close_session()
        self.tools.setEnabled(False)
        self._moving = QLabel(self.tr("Opening the data folder…"), self)
        self._moving.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.addWidget(self._moving)
        self.pages.setCurrentWidget(self._moving)
        self._switch.begin(old, folder)

    def _moved(self, services: Services) -> None:
        self._arrive(services)
        text = isolated(str(services.paths.data_dir))
        self.notices.info(self.tr("Data folder changed"), text)

    def _stayed(self, services: Services, problem: FacegateError) -> None:
        self._arrive(services)
        self.notices.error(problem)

    def _lost(self, problem: FacegateError) -> None:
        self._moving.setText(self.tr("No data folder is open. Close the program and start it again."))
        self.notices.error(problem)

    def _arrive(self, services: Services) -> None:
        self.pages.removeWidget(self._moving)
        self._moving.deleteLater()
        self.tools.setEnabled(True)
        self._open_session(services)
        self.session.start()
