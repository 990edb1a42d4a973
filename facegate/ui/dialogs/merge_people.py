"""Two records that are one person become one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from facegate.domain.ids import SubjectId
from facegate.domain.merging import CHOICES
from facegate.domain.people import Subject
from facegate.domain.profiles import Field
from facegate.errors import ChangedMeanwhileError, FacegateError
from facegate.pipeline.merging import MergePreview
from facegate.ui.formatting import day_text, distance_text, moment_text
from facegate.ui.i18n import error_text
from facegate.ui.session import Session
from facegate.ui.theme import UNIT
from facegate.ui.widgets.basics import Card, ElidedLabel, heading, muted, primary_button
from facegate.ui.widgets.verdict import Verdict
from facegate.ui.wording_profile import field_text, value_text

_WIDTH = 680
_CHOICE_WIDTH = 220
"""Pixels of a value that can be chosen; the tool tip has the whole."""


class MergeDialog(QDialog):
    """Both records side by side; of each field in which they differ one is chosen.

    Attributes:
        merged: the one record; None until then.
    """

    def __init__(self, session: Session, people: Sequence[SubjectId], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = people[0], people[1]
        self._seen: MergePreview | None = None
        self._choices: dict[Field, QRadioButton] = {}
        self.merged: Subject | None = None
        self.busy = False
        self.setWindowTitle(self.tr("Merge two records"))
        self.likeness, self.verdict = Verdict(self), Verdict(self)
        self.table = QWidget(self)
        self.consequences = muted("", self)
        self.sure = QCheckBox(self.tr("It is one &person all the same"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.swap_button = QPushButton(self.tr("S&wap"), self)
        self.swap_button.setAutoDefault(False)
        self.swap_button.setToolTip(self.tr("Keep the other record"))
        self.merge_button = primary_button(self.tr("&Merge"), self)
        self.merge_button.setDefault(True)
        self._lay_out()
        self.cancel_button.clicked.connect(self.reject)
        self.swap_button.clicked.connect(self._swap)
        self.merge_button.clicked.connect(self.merge)
        self.sure.toggled.connect(lambda _on: self._enable())
        self._read()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self.swap_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.merge_button)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*[3 * UNIT] * 4)
        self._box.setSpacing(UNIT)
        self._box.addWidget(heading(self.tr("Are these one person?"), self, 1.2))
        self._box.addWidget(self.likeness)
        self._box.addWidget(self.sure)
        self._box.addSpacing(UNIT)
        self._box.addWidget(self.table)
        self._box.addSpacing(UNIT)
        self._box.addWidget(self.consequences)
        self._box.addWidget(self.verdict)
        self._box.addSpacing(UNIT)
        self._box.addLayout(buttons)
        self.setFixedWidth(_WIDTH)
        self.sure.hide()
        self._enable()

    # -- showing -------------------------------------------------------------------

    def _read(self) -> None:
        merging, (first, second) = self._session.services.merging, self._ids
        self._session.tasks.query(self, lambda: merging.preview(first, second), self._show, self._refused)

    def _swap(self) -> None:
        if self._seen is not None:
            self._ids = self._ids[1], self._ids[0]
            self._show(self._seen.swapped())

    def _show(self, seen: MergePreview) -> None:
        self._seen = seen
        self._say_likeness(seen)
        old, self.table = self.table, self._compare(seen)
        self._box.replaceWidget(old, self.table)
        old.deleteLater()
        self.consequences.setText(self._consequences(seen))
        self._enable()
        self.adjustSize()

    def _say_likeness(self, seen: MergePreview) -> None:
        if seen.distance is None:
            said = self.tr("The faces cannot be compared: see for yourself whether it is one person.")
            self.likeness.say("warn", said)
        else:
            words = self.tr("distance {distance}, threshold {threshold}").format(
                distance=distance_text(seen.distance), threshold=distance_text(seen.threshold)
            )
            match, other = self.tr("The faces match ({words})."), self.tr("The faces do not match ({words}).")
            said = (other if seen.unlike else match).format(words=words)
            self.likeness.say("bad" if seen.unlike else "good", said)
        self.sure.setVisible(seen.doubtful)

    def _compare(self, seen: MergePreview) -> QWidget:
        card = Card(self)
        grid = QGridLayout(card)
        grid.setContentsMargins(*[2 * UNIT] * 4)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setVerticalSpacing(UNIT // 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, text in ((1, self.tr("Stays")), (2, self.tr("Is merged into it"))):
            label = QLabel(text, card)
            font = label.font()
            font.setBold(True)
            label.setFont(font)
            grid.addWidget(label, 0, column)
        self._choices = {}
        fields = [each for each in Field if value_text(seen.kept.profile, each) != value_text(seen.other.profile, each)]
        for row, field in enumerate(fields, 1):
            grid.addWidget(muted(field_text(field), card), row, 0)
            self._values(grid, row, field, seen, card)
        for row in range(len(fields) + 1):
            # A round button is higher than a line of words.
            grid.setRowMinimumHeight(row, card.fontMetrics().height() + UNIT)
        facts = (
            (self.tr("Samples"), str(seen.kept.references), str(seen.other.references)),
            (self.tr("Last seen"), self._moment(seen.kept), self._moment(seen.other)),
            (self.tr("Enrolled on"), self._day(seen.kept), self._day(seen.other)),
        )
        for row, (name, first, second) in enumerate(facts, len(fields) + 1):
            grid.addWidget(muted(name, card), row, 0)
            grid.addWidget(ElidedLabel(first, card), row, 1)
            grid.addWidget(ElidedLabel(second, card), row, 2)
        return card

    def _values(self, grid: QGridLayout, row: int, field: Field, seen: MergePreview, card: QWidget) -> None:
        texts = value_text(seen.kept.profile, field), value_text(seen.other.profile, field)
        if field not in seen.conflicts:
            kept = field in CHOICES
            for column, text in enumerate(texts, 1):
                label = ElidedLabel(text, card)
                label.setEnabled(not kept or text == value_text(seen.profile(), field))
                grid.addWidget(label, row, column)
            return
        group = QButtonGroup(card)
        for column, text in enumerate(texts, 1):
            shown = card.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _CHOICE_WIDTH)
            button = QRadioButton(shown.replace("&", "&&"), card)
            button.setToolTip(text)
            button.setAccessibleName(f"{field_text(field)}: {text}")
            button.setChecked(column == 1)
            group.addButton(button)
            grid.addWidget(button, row, column)
            if column == 2:
                self._choices[field] = button

    def _moment(self, subject: Subject) -> str:
        return moment_text(subject.last_seen, self._session.zone)

    def _day(self, subject: Subject) -> str:
        return day_text(subject.created_at, self._session.zone)

    def _consequences(self, seen: MergePreview) -> str:
        said = [self.tr("Groups, notes, consent, samples and all events of both belong to one person from then on.")]
        if seen.standing.declined_at is not None:
            said.append(self.tr("One of them declined face recognition last: all samples are erased."))
        elif seen.dropped:
            said.append(self.tr("Samples that are too many and go, the poorest: {number}.").format(number=seen.dropped))
        if seen.standing.suspended_at is not None:
            said.append(self.tr("The one record is suspended, as one of the two was."))
        if seen.kept.has_pin or seen.other.has_pin:
            said.append(self.tr("The PIN of the record that stays holds; without one, the other’s."))
        said.append(self.tr("This cannot be undone."))
        return " ".join(said)

    # -- merging -------------------------------------------------------------------

    @property
    def from_other(self) -> list[Field]:
        """Fields that are taken from the record that goes."""
        return [field for field, button in self._choices.items() if button.isChecked()]

    def _enable(self) -> None:
        seen = self._seen
        ready = seen is not None and (not seen.doubtful or self.sure.isChecked())
        self.merge_button.setEnabled(ready and not self.busy)
        self.swap_button.setEnabled(seen is not None and not self.busy)
        self.cancel_button.setEnabled(not self.busy)

    def merge(self) -> None:
        """Do it, on the job thread."""
        seen, merging, chosen = self._seen, self._session.services.merging, self.from_other
        if seen is None:
            return
        unlike = self.sure.isChecked()
        self._set_busy(True)
        self._session.tasks.run(
            self,
            self.tr("Merging two records"),
            lambda _context: merging.merge(seen, chosen, although_unlike=unlike),
            on_done=self._done,
            on_error=self._refused,
        )

    def _done(self, subject: Subject) -> None:
        self.merged = subject
        self._set_busy(False)
        self._session.people_changed.emit()
        self.accept()

    def _refused(self, error: FacegateError) -> None:
        self._set_busy(False)
        words = error_text(error)
        self.verdict.say("bad", f"{words.message} {words.remedy}")
        if isinstance(error, ChangedMeanwhileError):
            # What was chosen of an older state says nothing of this one.
            self._read()
        self.adjustSize()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.table.setEnabled(not busy)
        self._enable()

    def reject(self) -> None:
        """Close; but not while merging: what came of it must be told."""
        if not self.busy:
            super().reject()
