"""Who was enrolled with another model than the one in use, and is not recognised."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from facegate.domain.ids import ModelId, SubjectId
from facegate.errors import AdviceError
from facegate.pipeline.reextraction import WithoutReference
from facegate.ui.session import ModelsState, Session


class OtherModelPeople(QObject):
    """Looks whenever models, settings or people change.

    Signals:
        changed: the people, or the model in use, are others.

    Attributes:
        model: the embedder in use; None until one is loaded.
        people: who has no reference of it, in order of name.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model: ModelId | None = None
        self.people: tuple[WithoutReference, ...] = ()
        self._ids: frozenset[SubjectId] = frozenset()
        session.models_changed.connect(lambda news: self.refresh() if news.state is ModelsState.READY else None)
        session.bridge.settings_changed.connect(lambda _settings: self.refresh())
        session.people_changed.connect(self.refresh)

    def __contains__(self, subject_id: SubjectId) -> bool:
        return subject_id in self._ids

    def refresh(self) -> None:
        """Look again, off the window's thread."""
        if self._session.models.state is not ModelsState.READY:
            return
        # The settings', not the engine's: they are told of a moment before the engine is changed.
        model, without = (
            ModelId(self._session.settings.recognition.embedder),
            self._session.services.reextraction.without,
        )
        self._session.tasks.query(self, lambda: tuple(without(model)), lambda found: self._show(model, found))

    def _show(self, model: ModelId, found: tuple[WithoutReference, ...]) -> None:
        ids = frozenset(each.subject.subject_id for each in found)
        same = model == self.model and ids == self._ids
        self.model, self.people, self._ids = model, found, ids
        if not same:
            self.changed.emit()

    def notice(self) -> AdviceError | None:
        """What the user is told; None where everybody can be recognised."""
        if not self.people:
            return None
        return AdviceError(
            "People enrolled with another model",
            "{number} people are not recognised: they were enrolled with another model than {model}.",
            "New templates can be made where pictures were kept; the others have to be enrolled again.",
            number=len(self.people),
            model=self.model,
        )
