"""Importing many people: choose, see what was understood, try, attest consent, import, read the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.bundles import Bundle
from facegate.domain.people import Consent
from facegate.errors import FacegateError, RosterError
from facegate.pipeline.consent import consent_record
from facegate.pipeline.import_plan import ImportPlan, plan_import
from facegate.pipeline.import_report import ImportReport, write_report
from facegate.pipeline.import_tools import ImportOptions, ImportProgress
from facegate.pipeline.jobs import JobContext
from facegate.ui import icons, outside
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import ElidedLabel, heading, primary_button
from facegate.ui.widgets.empty_state import EmptyState
from facegate.ui.widgets.import_preview import ImportPreview
from facegate.ui.widgets.import_progress import ImportProgressPage
from facegate.ui.widgets.import_report import ImportReportPage
from facegate.ui.widgets.verdict import Verdict

_WIDTH, _HEIGHT = 980, 720
_LISTS = "*.csv *.tsv *.txt *.zip"


class ImportPeopleDialog(QDialog):
    """One page after another; whatever it says it did is done, and what it left can be gone on with.

    Attributes:
        plan: what would be imported; None until something was chosen and understood.
        report: of the last import or dry run; None until then.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Handle | None = None
        self._path: Path | None = None
        self.plan: ImportPlan | None = None
        self.report: ImportReport | None = None
        self.setWindowTitle(self.tr("Import people"))
        self.setAcceptDrops(True)
        self.path_label = ElidedLabel("", self)
        self.folder_button = QPushButton(icons.icon("folder"), self.tr("&Folder…"), self)
        self.file_button = QPushButton(icons.icon("export"), self.tr("&List or archive…"), self)
        self.verdict = Verdict(self)
        self.empty = EmptyState(
            "people",
            self.tr("Choose what to import"),
            self.tr(
                "A folder or ZIP archive with a folder for each person, named by the identifier or by identifier and "
                "name (“A-17 Ada Lovelace”). Or a list (CSV) whose first line names its columns: id, name, department, "
                "groups, card, PIN, valid from, valid until, notes, photo; the photographs lie beside it."
            ),
            self,
        )
        self.preview = ImportPreview(self)
        self._show_consent(QLocale().bcp47Name())
        self.progress = ImportProgressPage(self)
        self.outcome = ImportReportPage(self)
        self.stack = QStackedWidget(self)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setWidget(self.preview)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in (self.empty, self.scroll_area, self.progress, self.outcome):
            self.stack.addWidget(page)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.back_button = QPushButton(self.tr("&Back"), self)
        self.try_button = QPushButton(self.tr("&Try without changing anything"), self)
        self.import_button = primary_button(self.tr("&Import"), self)
        self._lay_out()
        self._connect()
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))
        self._show(self.empty)
        self.folder_button.setFocus()

    def _show_consent(self, language: str) -> None:
        """Show the text in force; where it cannot be read nobody's consent to it can be attested."""
        texts = self._session.services.consents
        try:
            text = texts.current(language)
        except FacegateError as error:
            words = error_text(error)
            self.verdict.say("bad", f"{words.message} {words.remedy}")
            self.preview.paper.offer(texts.languages())
        else:
            self.preview.show_consent(text, texts.languages())

    def _lay_out(self) -> None:
        source = QHBoxLayout()
        source.setSpacing(UNIT)
        source.addWidget(self.folder_button)
        source.addWidget(self.file_button)
        source.addSpacing(UNIT)
        source.addWidget(self.path_label, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        for button in (self.close_button, self.try_button, self.import_button):
            buttons.addWidget(button)
        for button in (self.folder_button, self.file_button, self.back_button, self.close_button, self.try_button):
            button.setAutoDefault(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(heading(self.tr("Import people"), self, 1.2))
        box.addLayout(source)
        box.addWidget(self.stack, 1)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT // 2)
        box.addLayout(buttons)

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self._pick_folder)
        self.file_button.clicked.connect(self._pick_file)
        self.preview.format_changed.connect(self._understand_again)
        self.preview.changed.connect(self._enable)
        self.preview.language_wanted.connect(self._show_consent)
        self.outcome.save_wanted.connect(self._pick_report)
        self.back_button.clicked.connect(lambda: self._show(self.scroll_area))
        self.try_button.clicked.connect(lambda: self.start(dry_run=True))
        self.import_button.clicked.connect(lambda: self.start(dry_run=False))
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self._drop)

    # -- what to import --------------------------------------------------------------------

    def choose(self, path: Path) -> None:
        """Look at a folder, a list or an archive."""
        if self._running:
            return
        self._path = path
        self.path_label.set_text(str(path))
        self.preview.forget_format()
        # It was attested for other people.
        self.preview.consent.setChecked(False)
        self._understand()

    def _understand_again(self) -> None:
        if self._path is not None and not self._running:
            self._understand()

    def _understand(self) -> None:
        path, encoding, delimiter = self._path, self.preview.encoding, self.preview.delimiter
        if path is None:
            return

        def work(_context: JobContext) -> ImportPlan:
            bundle, listed = outside.bundle(path)
            try:
                return plan_import(bundle, listed, encoding, delimiter)
            finally:
                bundle.close()

        self.plan = None
        self.verdict.say("", "")
        self.progress.begin(self.tr("Reading the list and the names of the files…"))
        self._show(self.progress)
        self._job = self._session.tasks.run(
            self, self.tr("Reading a list"), work, on_done=self._understood, on_error=self._not_understood
        )
        self._enable()

    def _understood(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.preview.show_plan(plan)
        self._show(self.scroll_area)

    def _not_understood(self, error: FacegateError) -> None:
        self._show(self.empty if self.preview.encoding is None and self.preview.delimiter is None else self.scroll_area)
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")

    # -- the import --------------------------------------------------------------------------

    def start(self, *, dry_run: bool) -> None:
        """Import, or try to."""
        path, plan = self._path, self.plan
        if path is None or plan is None or self._running:
            return
        options = replace(self.preview.options, dry_run=dry_run)
        consent = None if dry_run or not self.preview.attested else self._consent()
        format_ = self.preview.encoding, self.preview.delimiter

        def work(context: JobContext) -> ImportReport:
            bundle, listed = outside.bundle(path)
            try:
                if plan_import(bundle, listed, *format_) != plan:
                    raise RosterError(
                        "Files were changed",
                        "The list or the files are not the same as when they were shown here.",
                        "Choose them again.",
                    )
                return self._import(context, plan, bundle, options, consent)
            finally:
                bundle.close()

        self.verdict.say("", "")
        title = self.tr("Trying the import…") if dry_run else self.tr("Importing…")
        self.progress.begin(title)
        self._show(self.progress)
        self._job = self._session.tasks.run(
            self,
            title,
            work,
            on_done=self._done,
            on_error=self._failed,
            on_progress=lambda _progress: self.progress.show_newest(),
            on_cancelled=lambda: self._show(self.scroll_area),
        )
        self._enable()

    def _consent(self) -> Consent | None:
        # What is recorded is the very text that was shown.
        services, shown = self._session.services, self.preview.paper.shown
        if shown is None:
            return None
        return consent_record(shown, attested=True, actor=services.actor, clock=services.clock)

    def _import(
        self, context: JobContext, plan: ImportPlan, bundle: Bundle, options: ImportOptions, consent: Consent | None
    ) -> ImportReport:
        """On the job thread."""

        def tell(progress: ImportProgress) -> None:
            self.progress.newest = progress
            context.progress(progress.photos, progress.all_photos)

        importing = self._session.services.importing
        return importing.run(plan, bundle, options, consent, tell, lambda: context.cancelled)

    def _done(self, report: ImportReport) -> None:
        self.report = report
        self.outcome.show_report(report)
        self._show(self.outcome)
        if report.error is not None:
            words = error_text(report.error)
            again = self.tr("What was imported stays; import again to go on.")
            self.verdict.say("bad", f"{words.message} {words.remedy} {again}")
        elif report.cancelled:
            left = self.tr("Stopped. People left: {number}. What was imported stays; import again to go on.")
            self.verdict.say("warn", left.format(number=self.locale().toString(report.left)))
        if not report.dry_run:
            self._session.people_changed.emit()

    def _failed(self, error: FacegateError) -> None:
        words = error_text(error)
        self._show(self.scroll_area)
        self.verdict.say("bad", f"{words.message} {words.remedy}")

    def reject(self) -> None:
        """Stop what runs; close where nothing does."""
        if self._job is not None and self._job.running:
            self._job.cancel()
            self.close_button.setEnabled(False)
            return
        super().reject()

    def _drop(self, _result: int) -> None:
        if self._job is not None:
            self._job.drop()

    # -- the report ------------------------------------------------------------------------

    def save_report(self, out: Path) -> None:
        """Write the report as CSV."""
        report = self.report
        if report is None:
            return

        def saved(rows: int) -> None:
            self.verdict.say("good", self.tr("Report saved: {rows} rows.").format(rows=self.locale().toString(rows)))

        self._session.tasks.query(self, lambda: write_report(report.rows, out), saved, self._not_saved)

    def _not_saved(self, error: FacegateError) -> None:
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")

    # -- pieces ------------------------------------------------------------------------------

    @property
    def _running(self) -> bool:
        return self._job is not None and self._job.running

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        self._enable()

    def _enable(self) -> None:
        page, running = self.stack.currentWidget(), self._running and self.stack.currentWidget() is self.progress
        at_preview = page is self.scroll_area and self.plan is not None
        tried = page is self.outcome and self.report is not None and self.report.dry_run
        for button in (self.folder_button, self.file_button):
            button.setEnabled(not running)
        self.back_button.setVisible(page is self.outcome)
        self.try_button.setVisible(page is self.scroll_area)
        self.try_button.setEnabled(at_preview)
        self.import_button.setVisible(page is self.scroll_area or tried)
        self.import_button.setEnabled((at_preview or tried) and self._may_import)
        self.close_button.setText(self.tr("Stop") if running else self.tr("Close"))
        self.close_button.setEnabled(True)
        if self.import_button.isEnabled():
            self.import_button.setDefault(True)

    @property
    def _may_import(self) -> bool:
        """Consent is attested, or there is nothing to consent to."""
        return self.plan is not None and (self.preview.attested or not self.plan.photos)

    def _pick_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder with people"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open(dialog)

    def _pick_file(self) -> None:
        dialog = QFileDialog(self, self.tr("List or archive"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Lists and archives") + f" ({_LISTS})", self.tr("All files") + " (*)"])
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.choose(Path(file)))
        dialog.open()

    def _pick_report(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the report"), "import-report.csv", self.tr("CSV files") + " (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda file: self.save_report(Path(file)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder or file may be dropped anywhere on the dialog."""
        if not self._running and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first of what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.choose(paths[0])
