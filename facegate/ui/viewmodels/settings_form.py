"""The settings form, derived from the settings model: no field can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from PySide6.QtCore import QObject, Signal

from facegate.domain.identification import OperatingPoint
from facegate.errors import FacegateError
from facegate.pipeline.jobs import JobContext
from facegate.settings.model import Settings, with_changes
from facegate.ui.i18n import translate
from facegate.ui.session import Session

Kind = Literal["switch", "choice", "whole", "number", "threshold", "text", "camera", "model", "zone"]

_SPECIAL: dict[tuple[str, str], tuple[Kind, str]] = {
    ("camera", "source"): ("camera", ""),
    ("recognition", "detector"): ("model", "detector"),
    ("recognition", "embedder"): ("model", "embedder"),
    ("recognition", "threshold"): ("threshold", ""),
    ("site", "zone"): ("zone", ""),
}
"""Fields that need more than their type says; the second is the task of a model."""

_UNBOUNDED = 1e9


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of the form.

    Attributes:
        section, name: where it is in :class:`Settings`.
        title, description: English; translated when shown.
        kind: which editor it gets.
        minimum, maximum, step: of numbers.
        choices: values to choose from; for models filled in by the page.
        task: of models.
        default: value of a fresh installation.
    """

    section: str
    name: str
    title: str
    description: str
    kind: Kind
    default: Any
    minimum: float = -_UNBOUNDED
    maximum: float = _UNBOUNDED
    step: float = 1.0
    choices: tuple[str, ...] = ()
    task: str = ""

    @property
    def key(self) -> str:
        """``section.name``."""
        return f"{self.section}.{self.name}"

    def shown_title(self) -> str:
        """The title in the language of the window."""
        return translate("settings", self.title)

    def shown_description(self) -> str:
        """The description in the language of the window."""
        return translate("settings", self.description)

    def value_in(self, settings: Settings) -> Any:
        """The field's value in some settings."""
        return getattr(getattr(settings, self.section), self.name)


def field_specs() -> tuple[FieldSpec, ...]:
    """Every field of the settings, in their order; but sections that have a page of their own."""
    defaults = Settings()
    specs: list[FieldSpec] = []
    for section, section_info in Settings.model_fields.items():
        if isinstance(section_info.json_schema_extra, dict) and section_info.json_schema_extra.get("in_form") is False:
            continue
        specs += _section_specs(section, defaults)
    return tuple(specs)


def section_specs(section: str) -> tuple[FieldSpec, ...]:
    """Every field of a section that has a page of its own."""
    return tuple(_section_specs(section, Settings()))


def _section_specs(section: str, defaults: Settings) -> list[FieldSpec]:
    model = Settings.model_fields[section].annotation
    if not (isinstance(model, type) and issubclass(model, BaseModel)):
        raise TypeError(f"settings section {section} is not a model")
    values = getattr(defaults, section)
    return [_spec(section, name, info, getattr(values, name)) for name, info in model.model_fields.items()]


def _spec(section: str, name: str, info: FieldInfo, default: Any) -> FieldSpec:
    special = _SPECIAL.get((section, name))
    kind, choices = (special[0], ()) if special else _kind(info.annotation)
    spec = FieldSpec(section, name, info.title or name, info.description or "", kind, default, choices=choices)
    if special:
        return replace(spec, task=special[1])
    for rule in info.metadata:
        if isinstance(rule, annotated_types.Ge):
            spec = replace(spec, minimum=float(rule.ge))  # type: ignore[arg-type]
        elif isinstance(rule, annotated_types.Le):
            spec = replace(spec, maximum=float(rule.le))  # type: ignore[arg-type]
        elif isinstance(rule, annotated_types.MultipleOf):
            spec = replace(spec, step=float(rule.multiple_of))  # type: ignore[arg-type]
    return spec


def _kind(annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    if get_origin(annotation) is Literal:
        return "choice", tuple(str(choice) for choice in get_args(annotation))
    kinds: dict[Any, Kind] = {bool: "switch", int: "whole", float: "number"}
    return kinds.get(annotation, "text"), ()


def section_title(section: str) -> str:
    """Heading of a section."""
    return {
        "camera": translate("settings", "Camera"),
        "recognition": translate("settings", "Recognition"),
        "storage": translate("settings", "Storage"),
        "keypad": translate("settings", "Card or PIN"),
        "consent": translate("settings", "Consent"),
        "gate": translate("settings", "Gate"),
        "site": translate("settings", "Site"),
        "appearance": translate("settings", "Appearance"),
    }.get(section, section.replace("_", " ").capitalize())


def choice_text(spec: FieldSpec, choice: str) -> str:
    """A choice in words."""
    return {
        ("provider", "auto"): translate("settings", "Graphics card if possible"),
        ("provider", "cpu"): translate("settings", "Processor"),
        ("provider", "cuda"): translate("settings", "Graphics card (CUDA)"),
        ("keep_looks", "none"): translate("settings", "Nobody’s"),
        ("keep_looks", "enrolled"): translate("settings", "Of enrolled people"),
        ("keep_looks", "everyone"): translate("settings", "Everyone’s"),
        ("directions", "strict"): translate("settings", "Do not count"),
        ("directions", "alternating"): translate("settings", "Take turns"),
        ("pairing", "first_last"): translate("settings", "From the first to the last"),
        ("pairing", "every_pair"): translate("settings", "Every pair"),
        ("direction", "unknown"): translate("settings", "Taking turns"),
        ("direction", "in"): translate("settings", "Coming"),
        ("direction", "out"): translate("settings", "Leaving"),
        ("direction", "key"): translate("settings", "By a key on the screen"),
        ("announce", "off"): translate("settings", "Nothing"),
        ("announce", "sound"): translate("settings", "A short sound"),
        ("announce", "speech"): translate("settings", "A voice"),
        ("theme", "system"): translate("settings", "As the system"),
        ("theme", "light"): translate("settings", "Light"),
        ("theme", "dark"): translate("settings", "Dark"),
    }.get((spec.name, choice), choice)


class SettingsForm(QObject):
    """Puts changes into effect and tells how that went.

    Signals:
        begun: a change of the field with this key is under way.
        applied: it is in effect and stored.
        refused: it is not; the key and the FacegateError. The old value is in effect.
    """

    begun = Signal(str)
    applied = Signal(str)
    refused = Signal(str, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pending: dict[str, int] = {}
        self.specs = field_specs()

    def value(self, spec: FieldSpec) -> Any:
        """What is in force."""
        return spec.value_in(self._session.settings)

    def is_pending(self, key: str) -> bool:
        """Whether a change of that field is under way."""
        return bool(self._pending.get(key))

    def change(self, spec: FieldSpec, value: Any) -> None:
        """Put a value into effect. Changes happen one after another, each on top of what is in force then."""
        store, controller = self._session.services.settings, self._session.services.controller

        def work(_context: JobContext) -> None:
            controller.change(with_changes(store.current, spec.section, **{spec.name: value}))

        def done(_none: object = None) -> None:
            self._pending[spec.key] -= 1
            self.applied.emit(spec.key)

        def failed(error: FacegateError) -> None:
            self._pending[spec.key] -= 1
            self.refused.emit(spec.key, error)

        self._pending[spec.key] = self._pending.get(spec.key, 0) + 1
        self.begun.emit(spec.key)
        title = self.tr("Changing a setting")
        self._session.tasks.run(self, title, work, on_done=done, on_error=failed, on_cancelled=done)

    def operating_point(self) -> OperatingPoint | None:
        """The model's own threshold and where it comes from; None until a model is loaded."""
        engine = self._session.services.runner.handler.engine
        return engine.vision.operating_point if engine is not None else None
