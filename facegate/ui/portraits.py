"""Small pictures of people, where the site keeps pictures: decoded off the window's thread, a few of them kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPixmap

from facegate.domain.ids import ReferenceId, SubjectId
from facegate.errors import FacegateError
from facegate.ui.session import Session

SIDE = 24
"""Device-independent pixels: as high as a row leaves room for."""

_KEPT = 600
"""Pictures that are kept: some screens of a table."""
_AT_ONCE = 24
"""Pictures a look-up decodes, so that a search does not wait behind a hundred."""


class Portraits(QObject):
    """Asked for every row that is drawn; what is not there yet is fetched and told of.

    Signals:
        ready: pictures of these people, a list of ids, are there.
    """

    ready = Signal(object)

    def __init__(self, session: Session, side: int = SIDE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.side = side
        self._known: dict[SubjectId, ReferenceId] = {}
        self._made: OrderedDict[ReferenceId, QPixmap | None] = OrderedDict()
        self._wanted: dict[SubjectId, ReferenceId] = {}
        self._asking = False
        self._nobody = QPixmap(side, side)
        self._nobody.fill(QColor(Qt.GlobalColor.transparent))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fetch)

    def know(self, found: Mapping[SubjectId, ReferenceId], among: Sequence[SubjectId]) -> None:
        """Which references of these people have a picture."""
        for subject_id in among:
            self._known.pop(subject_id, None)
        self._known.update(found)

    def of(self, subject_id: SubjectId) -> QPixmap | None:
        """The picture of a person; an empty one where others have one, so that names stand in line; else None."""
        reference = self._known.get(subject_id)
        if reference is None:
            return self._nobody if self._known else None
        if reference in self._made:
            self._made.move_to_end(reference)
            return self._made[reference] or self._nobody
        self._wanted[subject_id] = reference
        if not self._asking and not self._soon.isActive():
            self._soon.start()
        return self._nobody

    def _fetch(self) -> None:
        # The newest first: what was asked for before may have been scrolled away.
        some = list(self._wanted.items())[-_AT_ONCE:]
        self._wanted.clear()
        if not some:
            return
        people, pixels = self._session.services.people, round(self.side * 2)
        self._asking = True

        def work() -> dict[ReferenceId, QImage]:
            return {reference: _small(people.picture(reference), pixels) for _, reference in some}

        def done(images: dict[ReferenceId, QImage]) -> None:
            self._asking = False
            for reference, image in images.items():
                pixmap = None if image.isNull() else QPixmap.fromImage(_rounded(image))
                if pixmap is not None:
                    pixmap.setDevicePixelRatio(pixmap.width() / self.side)
                self._made[reference] = pixmap
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
            self.ready.emit([subject_id for subject_id, _ in some])
            if self._wanted:
                self._soon.start()

        def failed(_error: FacegateError) -> None:
            # A picture that does not open is a picture less: the page of its person says so.
            done({reference: QImage() for _, reference in some})

        self._session.tasks.query(self, work, done, failed)


def _rounded(image: QImage) -> QImage:
    """Without its corners."""
    made = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawEllipse(made.rect())
    painter.end()
    return made


def _small(jpeg: bytes | None, pixels: int) -> QImage:
    """Square, ``pixels`` wide; null where it cannot be read. On any thread."""
    image = QImage.fromData(jpeg or b"")
    if image.isNull():
        return image
    return image.scaled(
        pixels, pixels, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
