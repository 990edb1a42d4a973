"""Adding or changing one item of the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from facegate.domain.attendance.assignments import Assignment
from facegate.domain.attendance.plan_errors import PlanError
from facegate.domain.attendance.shifts import Shift
from facegate.errors import ChangedMeanwhileError, FacegateError
from facegate.ui.dialogs.unsaved import unsaved_question
from facegate.ui.plan_words import problem_text
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.day_strips import shift_strip
from facegate.ui.viewmodels.merged_items import merged
from facegate.ui.viewmodels.plan_desk import PlanDesk, clash_of, id_of, kind_of
from facegate.ui.widgets.basics import ElidedLabel, PageBody, heading, muted, primary_button
from facegate.ui.widgets.day_strip import DayStrip
from facegate.ui.widgets.item_form import ENTER, ItemForm, NamedForm
from facegate.ui.widgets.verdict import Verdict

_WIDTH, _HIGHEST = 720, 860
_ROOM_FOR_LEGEND = 60 * UNIT
_EDGES = 8 * UNIT
"""Around a dialog on a small screen."""


class PlanItemDialog(QDialog):
    """A form that is checked against the rest of the plan with every change, and says at the field what clashes.

    Attributes:
        saved: the item as it was stored; None until then.
    """

    def __init__(
        self,
        desk: PlanDesk,
        form: ItemForm,
        item: Any,
        title: str,
        *,
        existing: bool,
        parent: QWidget | None = None,
    ) -> None:
        """``item``: what the form begins with; ``existing``: whether it is in the plan already."""
        super().__init__(parent)
        self._desk = desk
        self._before: Any | None = item if existing else None
        self._kind, self._id = kind_of(item), id_of(item)
        self._revision = desk.state.revisions.get((self._kind, self._id), 0) if existing else 0
        self._busy = self._sized = False
        self._making_way: Assignment | None = None
        self._touched = False
        self.saved: Any | None = None
        self.form = form
        form.setParent(self)
        form.show_item(item)
        if not existing:
            form.ask_for_id()
        self._shown = self._entered()
        self.setWindowTitle(title)
        self.strip = DayStrip(self)
        self.strip.setVisible(isinstance(item, Shift))
        self.verdict = Verdict(self)
        self._make_buttons()
        self._lay_out(title)
        self.form.changed.connect(self._edited)
        self._check()
        form.first_field().setFocus()

    def _make_buttons(self) -> None:
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.reload_button = QPushButton(self.tr("Drop my changes"), self)
        self.way_button = QPushButton(self.tr("&End the other one before"), self)
        self.way_button.setToolTip(
            self.tr("The other assignment ends on the day before this one begins; both are saved")
        )
        self.save_button = primary_button(self.tr("&Save"), self)
        for button in (self.cancel_button, self.reload_button, self.way_button):
            button.setAutoDefault(False)
        self.way_button.hide()
        self.way_button.clicked.connect(self._make_way)
        self.save_button.setDefault(True)
        self.reload_button.hide()
        self.cancel_button.clicked.connect(self.reject)
        self.reload_button.clicked.connect(self._drop)
        self.save_button.clicked.connect(self.save)

    def _lay_out(self, title: str) -> None:
        self.title = ElidedLabel(title, self)
        self.title.setFont(heading("", self, 1.2).font())
        body = self._body = PageBody(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(self.form)
        inner.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setProperty("role", "page")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        self.hint = muted("", self)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self.hint, 1)
        for button in (self.way_button, self.reload_button, self.cancel_button, self.save_button):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        for widget in (self.title, self.strip):
            box.addWidget(widget)
        box.addWidget(self._scroll, 1)
        box.addWidget(self.verdict)
        box.addSpacing(UNIT)
        box.addLayout(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its form, where the screen has room."""
        super().showEvent(event)
        if not self._sized:
            self._sized = True
            room = self.screen().availableGeometry()
            body = self._body
            width = min(_WIDTH, room.width() - _EDGES)
            around = self.sizeHint().height() - self._scroll.sizeHint().height()
            wanted = body.heightForWidth(width - 6 * UNIT) if body.hasHeightForWidth() else body.sizeHint().height()
            self.resize(width, min(around + wanted + 2 * UNIT, _HIGHEST, room.height() - _EDGES))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves, but where it means something by itself."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focus is not None and focus.property(ENTER):
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form before what explains it, where there is little height."""
        super().resizeEvent(event)
        self.strip.show_legend(self.height() >= _ROOM_FOR_LEGEND)

    # -- while it is edited ----------------------------------------------------------------

    def _entered(self) -> Any | None:
        try:
            return self.form.item()
        except PlanError:
            return None

    def _edited(self) -> None:
        self._touched = True
        self._check()

    def _check(self) -> PlanError | None:
        """Say at the field what does not fit; returns it."""
        self.form.mark("", "")
        self._making_way = None
        problem: PlanError | None = None
        item: Any | None = None
        try:
            item = self.form.item()
            if self.form.complete and not self._is_taken():
                self._desk.state.check(item)
        except PlanError as error:
            problem = error
        if isinstance(item, Shift):
            self.strip.show_strip(shift_strip(item))
        self.strip.setEnabled(item is not None)
        if problem is not None and self.form.complete:
            self._mark(problem, item)
        elif self._is_taken():
            self.form.mark("id", self.tr("Something else has this identifier. Choose another one."))
        self._enable(problem)
        return problem

    @property
    def _own_id(self) -> str:
        return self.form.naming.values[0] if isinstance(self.form, NamedForm) else self._id

    def _is_taken(self) -> bool:
        return isinstance(self.form, NamedForm) and self.form.naming.is_taken

    def _mark(self, problem: PlanError, item: Any | None) -> None:
        own = self._kind, self._own_id
        text = problem_text(problem, lambda ref: self._desk.called(ref, item, own))
        self.form.mark(self.form.place_of(problem), text)
        self._making_way = self._desk.state.could_make_way(item, problem)

    def _enable(self, problem: PlanError | None) -> None:
        usable = self.form.complete and problem is None and not self._is_taken() and not self._busy
        self.save_button.setEnabled(usable)
        self.way_button.setVisible(self._making_way is not None)
        for widget in (self.form, self.cancel_button, self.reload_button, self.way_button):
            widget.setEnabled(not self._busy)
        missing = self.tr("Something is still missing.") if not self.form.complete else ""
        wrong = self.tr("See the field that is marked.") if self.form.marked else ""
        self.hint.setText(missing or wrong)

    # -- saving ------------------------------------------------------------------------------

    def save(self) -> None:
        """Store what is entered; closes when it is stored."""
        if self._check() is not None or not self.save_button.isEnabled():
            return
        self._save(None)

    def _make_way(self) -> None:
        if self._check() is not None and self._making_way is not None:
            self._save(self._making_way)

    def _save(self, making_way: Assignment | None) -> None:
        item = self.form.item()
        self._busy = True
        self.verdict.say("", "")
        self._enable(None)
        self._desk.save(item, self._before, self._revision, lambda: self._stored(item), self._refused, making_way)

    def _stored(self, item: Any) -> None:
        self._busy = False
        self.saved = item
        self.accept()

    def _refused(self, error: FacegateError) -> None:
        if isinstance(error, ChangedMeanwhileError):
            # What is stored by now is read before anything is said.
            self._desk.loaded.connect(self._reconcile)
            self._desk.unread.connect(self._unread)
            self._desk.read()
            return
        self._busy = False
        self._enable(None)
        clash = clash_of(error)
        if clash is not None:
            # The plan is another one than was read: somebody else changed it.
            self._mark(clash, self._entered())
            self._desk.read()
        self.verdict.say("bad", self._desk.said(error, self._entered()))
        self._show_marked()

    def _unread(self, error: FacegateError) -> None:
        self._listen_no_more()
        self._busy = False
        self._enable(None)
        self.verdict.say("bad", self._desk.said(error))

    def _listen_no_more(self) -> None:
        self._desk.loaded.disconnect(self._reconcile)
        self._desk.unread.disconnect(self._unread)

    def _reconcile(self) -> None:
        self._listen_no_more()
        self._busy = False
        mine, state = self._entered(), self._desk.state
        now = state.find(self._kind, self._id)
        if self._before is None:
            # A new one: what somebody else added has its identifier.
            if isinstance(self.form, NamedForm):
                self.form.naming.ask_for_id([*state.items[self._kind]])
            self.verdict.say("warn", self.tr("Somebody else added one with this identifier. It has another one now."))
        elif now is None:
            self._before, self._revision = None, 0
            self.verdict.say("warn", self.tr("Somebody else removed it meanwhile. Saving puts it back."))
        elif mine is None:
            self._take(now)
        else:
            self._merge(mine, now)
        self._check()

    def _merge(self, mine: Any, now: Any) -> None:
        names, found = self.form.field_names(), merged(self._before, mine, now)
        try:
            self.form.show_item(found.into(mine))
        except PlanError:
            # Both fitted by themselves, and do not fit together: mine is shown, and the form says what clashes.
            self.form.show_item(mine)
        self._adopt(now)
        said = self.tr("Somebody else changed it meanwhile: {fields}.").format(fields=_named(names, found.theirs))
        if found.disputed:
            said += " " + self.tr(
                "Of {fields}, what you entered is shown; saving puts it in the place of theirs."
            ).format(fields=_named(names, found.disputed))
        else:
            said += " " + self.tr("It is taken in. Look at it, and save again.")
        self.verdict.say("warn", said)
        self.reload_button.show()

    def _adopt(self, now: Any) -> None:
        self._before = now
        self._revision = self._desk.state.revisions.get((self._kind, id_of(now)), 0)

    def _take(self, now: Any) -> None:
        self._adopt(now)
        self.form.show_item(now)
        self._shown = now
        self._touched = False

    def _drop(self) -> None:
        if self._before is not None:
            self._take(self._before)
        self.verdict.say("", "")
        self.reload_button.hide()
        self._check()

    def _show_marked(self) -> None:
        for key in ("days", "spans", "breaks", "schedule", "id"):
            note = self.form.note_of(key)
            if note is not None and note.isVisibleTo(self.form):
                self._scroll.ensureWidgetVisible(note)

    # -- leaving -----------------------------------------------------------------------------

    def reject(self) -> None:
        """Ask before something that was entered is lost."""
        if self._busy:
            return
        if not self._touched or (self._shown is not None and self._entered() == self._shown):
            super().reject()
            return
        save: Callable[[], None] | None = self.save if self.save_button.isEnabled() else None
        unsaved_question(self, save, lambda: super(PlanItemDialog, self).reject()).open()


def _named(names: dict[str, str], fields: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(names.get(name, name) for name in fields))
