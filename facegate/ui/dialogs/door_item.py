"""Adding or changing one item of the plan of doors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from facegate.errors import ChangedMeanwhileError, FacegateError
from facegate.ui.dialogs.unsaved import unsaved_question
from facegate.ui.door_problem_words import kind_text, named_problem, place_of, problem_text
from facegate.ui.i18n import error_text
from facegate.ui.theme import UNIT
from facegate.ui.viewmodels.door_plan import DoorPlanDesk, id_of, kind_of
from facegate.ui.widgets.basics import ElidedLabel, PageBody, heading, muted, primary_button
from facegate.ui.widgets.named_item import NamedItemForm
from facegate.ui.widgets.verdict import Verdict

_WIDTH = 680
_EDGES = 8 * UNIT
"""Around a dialog on a small screen."""


class DoorItemDialog(QDialog):
    """A form that is checked against the rest of the plan with every change, and says at the field what is wrong.

    Attributes:
        saved: the item as it was stored; None until then.
    """

    def __init__(
        self, desk: DoorPlanDesk, form: NamedItemForm, item: Any, parent: QWidget | None = None, *, existing: bool
    ) -> None:
        """``item``: what the form begins with; ``existing``: whether it is in the plan already."""
        super().__init__(parent)
        self._desk = desk
        self._kind, self._id = kind_of(item), id_of(item)
        self._busy = self._sized = False
        self._touched = not existing
        self.saved: Any | None = None
        self.form = form
        form.setParent(self)
        form.show_item(item)
        self._shown = self._entered()
        new = self.tr("New: {kind}") if not existing else self.tr("{kind}: {name}")
        title = new.format(kind=kind_text(self._kind), name=item.name)
        self.setWindowTitle(title)
        self.verdict = Verdict(self)
        self.hint = muted("", self)
        self._make_buttons()
        self._lay_out(title)
        form.changed.connect(self._edited)
        self._check()
        form.first_field().setFocus()

    def _make_buttons(self) -> None:
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.theirs_button = QPushButton(self.tr("Show &theirs"), self)
        self.save_button = primary_button(self.tr("&Save"), self)
        for button in (self.cancel_button, self.theirs_button):
            button.setAutoDefault(False)
        self.save_button.setDefault(True)
        self.theirs_button.hide()
        self.cancel_button.clicked.connect(self.reject)
        self.theirs_button.clicked.connect(self._show_theirs)
        self.save_button.clicked.connect(self.save)

    def _lay_out(self, title: str) -> None:
        shown = ElidedLabel(title, self)
        shown.setFont(heading("", self, 1.2).font())
        body = self._body = PageBody(self)
        inner = QVBoxLayout(body)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(self.form)
        self._scroll = QScrollArea(self)
        self._scroll.setProperty("role", "page")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self.hint, 1)
        for button in (self.theirs_button, self.cancel_button, self.save_button):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[3 * UNIT] * 4)
        box.setSpacing(UNIT)
        box.addWidget(shown)
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
            self.resize(width, min(around + wanted + 3 * UNIT, room.height() - _EDGES))

    # -- while it is edited ----------------------------------------------------------------

    def _entered(self) -> Any | None:
        return self.form.item() if self.form.wrong() is None else None

    def _edited(self) -> None:
        self._touched = True
        self._check()

    def _check(self) -> bool:
        """Say at the field what does not fit; whether everything does."""
        place, text = self.form.wrong() or ("", "")
        if not text and self.form.complete:
            item = self.form.item()
            problem = next(iter(self._desk.state.problems_with(item)), None)
            if problem is not None and problem.kind is self._kind and problem.item_id == id_of(item):
                place, text = place_of(problem), problem_text(problem)
            elif problem is not None:
                # Another item needs this one to be as it was.
                name = self._desk.state.names(problem.kind).get(problem.item_id, problem.item_id)
                place, text = "name", named_problem(problem, name)
        self.form.mark(place, text)
        fits = self.form.complete and not text
        self.save_button.setEnabled(fits and not self._busy)
        self.form.setEnabled(not self._busy)
        self.cancel_button.setEnabled(not self._busy)
        missing = self.tr("It needs a name.") if not self.form.complete else ""
        self.hint.setText(missing or (self.tr("See the field that is marked.") if text else ""))
        return fits

    # -- saving ------------------------------------------------------------------------------

    def save(self) -> None:
        """Store what is entered; closes when it is stored."""
        if self._busy or not self._check():
            return
        item = self.form.item()
        self._busy = True
        self._check()
        self.verdict.say("", "")
        self._desk.save([item], lambda: self._stored(item), self._refused)

    def _stored(self, item: Any) -> None:
        self._busy = False
        self.saved = item
        self.accept()

    def _refused(self, error: FacegateError) -> None:
        self._busy = False
        self._check()
        if isinstance(error, ChangedMeanwhileError):
            # Read what is stored by now: saving again is then meant.
            self._desk.read()
            self.theirs_button.show()
            self.verdict.say(
                "warn",
                self.tr("Somebody else changed it meanwhile. Saving again puts yours in its place."),
            )
            return
        words = error_text(error)
        self.verdict.say("bad", f"{words.title}: {words.message} {words.remedy}")

    def _show_theirs(self) -> None:
        item = self._desk.state.items[self._kind].get(self._id)
        if item is not None:
            self.form.show_item(item)
            self._shown, self._touched = self._entered(), False
        self.theirs_button.hide()
        said = "" if item is not None else self.tr("They removed it. Saving puts it back.")
        self.verdict.say("warn", said)

    # -- leaving -----------------------------------------------------------------------------

    def reject(self) -> None:
        """Ask before something that was entered is lost."""
        if self._busy:
            return
        if not self._touched or self._entered() == self._shown:
            super().reject()
            return
        save: Callable[[], None] | None = self.save if self.save_button.isEnabled() else None
        unsaved_question(self, save, lambda: super(DoorItemDialog, self).reject()).open()
