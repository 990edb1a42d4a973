"""Enrolling from photographs: each is judged, and it is said why one cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from facegate.domain.people import SampleSource, Subject
from facegate.domain.profiles import Profile
from facegate.errors import FacegateError
from facegate.pipeline.enrolment import EnrolmentSample, photo_sample
from facegate.pipeline.jobs import JobContext
from facegate.ui import icons, outside, theme
from facegate.ui.dialogs.enrolment import EnrolmentDialog
from facegate.ui.i18n import error_text
from facegate.ui.imaging import to_qimage
from facegate.ui.session import Session
from facegate.ui.tasks import Handle
from facegate.ui.theme import UNIT
from facegate.ui.widgets.empty_state import EmptyState

_THUMBNAIL = 56

_FILTER = "*.jpg *.jpeg *.png *.bmp *.tif *.tiff *.webp"

MAX_PHOTOGRAPHS = 20
"""More samples of one person only make searching slower."""


class PhotoItem(QListWidgetItem):
    """One photograph.

    Attributes:
        sample: None until it was found usable.
        verdict: what is said of it.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path
        self.sample: EnrolmentSample | None = None
        self.verdict = ""
        self.handle: Handle | None = None

    def judge(self, verdict: str, icon: QIcon) -> None:
        """Say what was found."""
        self.verdict = verdict
        self.setText(f"{self.path.name}\n{verdict}")
        self.setToolTip(f"{self.path}\n{verdict}")
        self.setIcon(icon)


class EnrolPhotosDialog(EnrolmentDialog):
    """A list of photographs with verdicts."""

    source = SampleSource.PHOTO
    vouched = True

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        subject: Subject | None = None,
        replace: bool = False,
        profile: Profile | None = None,
    ) -> None:
        super().__init__(session, parent, subject=subject, replace=replace, profile=profile)
        self.title(self.tr("Enrol from photographs") if subject is None else self.tr("Samples from photographs"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Photographs"))
        self.list.setIconSize(QSize(_THUMBNAIL, _THUMBNAIL))
        self.list.setSpacing(UNIT // 2)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.add_button = QPushButton(icons.icon("photo"), self.tr("&Add photographs…"), self)
        self.remove_button = QPushButton(icons.icon("erase"), self.tr("&Remove"), self)
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
        self._empty = EmptyState("photo", "", "", self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._empty)
        self.stack.addWidget(self.list)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        self.left.addWidget(self.stack, 1)
        self.left.addLayout(buttons)
        self.setAcceptDrops(True)
        self.add_button.clicked.connect(self._pick)
        self.remove_button.clicked.connect(self._remove)
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._remove, context=Qt.ShortcutContext.WidgetShortcut)
        self.list.itemSelectionChanged.connect(self.update_state)
        self.finished.connect(self._drop_all)
        self.update_state()
        (self.form.first_field or self.add_button).setFocus()

    # -- for the base --------------------------------------------------------------------

    def samples(self) -> Sequence[EnrolmentSample]:
        """Those that can be used; none while one is still being looked at."""
        items = self.items()
        if any(item.handle is not None and item.handle.running for item in items):
            return ()
        return [item.sample for item in items if item.sample is not None]

    def consent_changed(self, agreed: bool) -> None:
        """Photographs are looked at after consent only; without it those that were are dropped."""
        if not agreed:
            self._drop_all()
        self.update_state()

    def update_state(self) -> None:
        """Enable what can be done now."""
        super().update_state()
        agreed = self.form.agreed
        self.add_button.setEnabled(agreed and self.list.count() < MAX_PHOTOGRAPHS)
        self.remove_button.setEnabled(bool(self.list.selectedItems()))
        self.stack.setCurrentIndex(1 if self.list.count() else 0)
        if agreed:
            self._empty.set_text(
                self.tr("Add photographs"),
                self.tr("From the front, the face at least 100 pixels wide. Several are better."),
            )
        else:
            self._empty.set_text(
                self.tr("Consent first"), self.tr("Tick the box once the person has agreed, then add photographs.")
            )

    # -- photographs -------------------------------------------------------------------------

    def items(self) -> list[PhotoItem]:
        """All photographs in the list."""
        listed = [self.list.item(row) for row in range(self.list.count())]
        return [item for item in listed if isinstance(item, PhotoItem)]

    def add(self, paths: Sequence[Path]) -> None:
        """Look at photographs, one after another; those that are in the list already are left out."""
        known = {item.path for item in self.items()}
        for path in dict.fromkeys(paths):
            if self.form.agreed and path not in known and self.list.count() < MAX_PHOTOGRAPHS:
                self._look_at(path)
        self.verdict.say("", "")
        self.update_state()

    def _look_at(self, path: Path) -> None:
        item = PhotoItem(path)
        item.judge(self.tr("Being looked at…"), self._small_icon("photo", "muted"))
        self.list.addItem(item)
        handler = self.session.services.runner.handler

        def work(context: JobContext) -> EnrolmentSample:
            context.check()
            picture = outside.photograph(path)
            return handler.use_vision(lambda vision: photo_sample(vision, picture, path.name))

        def usable(sample: EnrolmentSample) -> None:
            item.sample = sample
            item.judge(self.tr("Can be used"), QIcon(QPixmap.fromImage(to_qimage(sample.crop))))
            self._judged()

        def unusable(error: FacegateError) -> None:
            words = error_text(error)
            said = words.message.removeprefix(f"{path.name}: ")
            item.judge(f"{said[:1].upper()}{said[1:]} {words.remedy}", self._small_icon("not-identified", "bad"))
            self._judged()

        title = self.tr("Looking at a photograph")
        item.handle = self.session.tasks.run(self, title, work, on_done=usable, on_error=unusable)

    def _small_icon(self, name: str, tone: str) -> QIcon:
        """An icon of the usual size in the middle of a thumbnail's place."""
        ratio = self.devicePixelRatioF()
        place = QPixmap(round(_THUMBNAIL * ratio), round(_THUMBNAIL * ratio))
        place.setDevicePixelRatio(ratio)
        place.fill(Qt.GlobalColor.transparent)
        painter = QPainter(place)
        corner = (_THUMBNAIL - icons.ICON_SIZE) / 2
        colour = getattr(theme.colours(), tone)
        icons.paint_icon(painter, name, QRectF(corner, corner, icons.ICON_SIZE, icons.ICON_SIZE), colour)
        painter.end()
        return QIcon(place)

    def _judged(self) -> None:
        self.update_state()
        self.check()

    def _remove(self) -> None:
        for item in self.list.selectedItems():
            if isinstance(item, PhotoItem) and item.handle is not None:
                item.handle.drop()
            self.list.takeItem(self.list.row(item))
        self.verdict.say("", "")
        self._judged()

    def _drop_all(self, _result: int = 0) -> None:
        for item in self.items():
            if item.handle is not None:
                item.handle.drop()
        self.list.clear()
        self.forget_face()

    def _pick(self) -> None:
        dialog = QFileDialog(self, self.tr("Photographs"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Photographs") + f" ({_FILTER})", self.tr("All files") + " (*)"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda files: self.add([Path(file) for file in files]))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the dialog."""
        if self.form.agreed and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
