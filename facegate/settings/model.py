"""What the user can choose: every setting with its bounds, its title and one line that explains it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationError, model_validator

from facegate.domain.clean_text import clean_text
from facegate.domain.comparison import MAX_DISTANCE
from facegate.domain.looks import DEFAULT_DAYS, MOST_DAYS
from facegate.domain.teaching import DEFAULT_UPDATES, MOST_UPDATES
from facegate.errors import SettingsError
from facegate.settings.access import AccessSettings
from facegate.settings.attendance import AttendanceSettings
from facegate.settings.doors import DoorSettings
from facegate.settings.pad import PadSettings
from facegate.settings.reports import ReportSettings
from facegate.settings.threshold import STRICT_FROZEN, SiteThreshold
from facegate.settings.zones import is_zone, local_zone_name

AUTO_CAMERA = "auto"

DAY = 86400.0

MOST_LINE = 300
"""Characters of a name with its address."""


class _Section(BaseModel):
    model_config = STRICT_FROZEN


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text.strip()


def _one_line(text: str) -> str:
    try:
        return clean_text(text, MOST_LINE)
    except ValueError as error:
        if not text.strip():
            return ""
        raise ValueError(f"it {error}") from None


def _zone(name: str) -> str:
    if not is_zone(name):
        raise ValueError(f"{name!r} is not an IANA time zone")
    return name


class CameraSettings(_Section):
    """Where pictures come from."""

    source: Annotated[str, AfterValidator(_filled)] = Field(
        default=AUTO_CAMERA,
        title="Camera",
        description="Number, name or address of the camera; auto takes the first one, or the demo where there is none.",
    )


class RecognitionSettings(_Section):
    """How faces are found and decided on."""

    detector: str = Field(
        default="yunet-2023mar", min_length=1, title="Detector", description="The model that finds faces."
    )
    embedder: str = Field(
        default="sface-2021dec-centred",
        min_length=1,
        title="Recognition model",
        description="The model that tells faces apart. People enrolled with another model are not found with this one.",
    )
    threshold: SiteThreshold | None = Field(
        default=None,
        title="Threshold",
        description="Largest squared distance at which two faces are the same person; smaller is stricter.",
    )
    margin: float = Field(
        default=0.05,
        ge=0.0,
        le=MAX_DISTANCE,
        title="Margin",
        description="How much farther the second person must be, so that nobody is taken for somebody alike.",
    )
    looks_needed: int = Field(
        default=3,
        ge=1,
        le=10,
        title="Agreeing looks",
        description="How many looks at a face must name the same person.",
    )
    looks_window: int = Field(
        default=5, ge=1, le=30, title="Looks counted", description="Among how many of the last looks they must agree."
    )
    cool_down: float = Field(
        default=60.0,
        ge=0.0,
        le=DAY,
        title="Cool-down",
        description="Seconds after an identification in which the same person is not logged again.",
    )
    provider: Literal["auto", "cpu", "cuda"] = Field(
        default="auto",
        title="Computed on",
        description="The graphics card when it works, else the processor; or one of them.",
    )
    detection_size: int = Field(
        default=640,
        ge=320,
        le=1920,
        multiple_of=32,
        title="Detection size",
        description="Pixels of the longer side in which faces are searched; more finds smaller faces and takes longer.",
    )

    @model_validator(mode="after")
    def _window_holds_looks(self) -> RecognitionSettings:
        if self.looks_needed > self.looks_window:
            raise ValueError(f"looks_needed ({self.looks_needed}) must not exceed looks_window ({self.looks_window})")
        return self


class StorageSettings(_Section):
    """What is kept."""

    keep_pictures: bool = Field(
        default=False,
        title="Keep enrolment pictures",
        description="Store the pictures of an enrolment, encrypted; without it only the templates are kept.",
    )
    keep_looks: Literal["none", "enrolled", "everyone"] = Field(
        default="none",
        title="Keep looks",
        description="Store each visit's best face template, encrypted, so that a correction can teach; "
        "with everyone this is biometric data of people who never consented, too. "
        "Nobody’s also erases all negative examples, which stay without a time limit otherwise.",
    )
    looks_days: int = Field(
        default=DEFAULT_DAYS,
        ge=1,
        le=MOST_DAYS,
        title="Days for looks",
        description="After this many days a kept look is erased, unless a correction made it a negative example or a "
        "reference; a shorter time holds at once for those that are kept.",
    )
    template_updates: bool = Field(
        default=False,
        title="Add confirmed looks",
        description="Let an operator who confirms a good look add it to the person's references; "
        "never happens by itself, and can be undone.",
    )
    most_updates: int = Field(
        default=DEFAULT_UPDATES,
        ge=1,
        le=MOST_UPDATES,
        title="Confirmed looks a person",
        description="Beyond this many the oldest confirmed look of the person rests; "
        "the samples of the enrolment always stay.",
    )


class KeypadSettings(_Section):
    """Signing in without a face. What makes one wait has bounds that a PIN of four digits needs."""

    enabled: bool = Field(
        default=True,
        title="Card or PIN",
        description="Let people sign in on the live page with a card, or a number and a PIN: "
        "whoever declines face recognition needs a way that is just as good.",
    )
    attempts: int = Field(
        default=3,
        ge=2,
        le=5,
        title="Attempts",
        description="Failed tries with one number before it has to wait; the whole terminal waits after some more, "
        "whatever the numbers.",
    )
    first_wait: float = Field(
        default=30.0,
        ge=15.0,
        le=600.0,
        title="First wait",
        description="Seconds that a number waits then; each further failure doubles it.",
    )
    longest_wait: float = Field(
        default=300.0,
        ge=300.0,
        le=DAY,
        title="Longest wait",
        description="Seconds that a number waits at the most; a new PIN ends the wait.",
    )


class ConsentSettings(_Section):
    """Who asks for consent."""

    controller: Annotated[str, AfterValidator(_one_line)] = Field(
        default="",
        max_length=MOST_LINE,
        title="Responsible",
        description="Name and address of the organisation that people give their consent to; shown in the text.",
    )
    contact: Annotated[str, AfterValidator(_one_line)] = Field(
        default="",
        max_length=MOST_LINE,
        title="Contact",
        description="Where consent is withdrawn and a copy of one's data is asked for: a person, address or number.",
    )


class GateSettings(_Section):
    """Which way people go here."""

    direction: Literal["unknown", "in", "out", "key"] = Field(
        default="unknown",
        title="Direction",
        description="What a recognition at this gate means: coming, leaving, what the person says by a key on the "
        "screen, or nothing; then comings and leavings take turns.",
    )
    key_seconds: float = Field(
        default=15.0,
        ge=5.0,
        le=60.0,
        title="Key counts for",
        description="Seconds in which whoever pressed a key is recognised, or was.",
    )
    announce: Literal["off", "sound", "speech"] = Field(
        default="off",
        title="Said aloud",
        description="Whether a short sound, or a voice, tells people that they were recognised and whether a door "
        "opens; a voice says their name, but never why somebody is refused.",
    )


class SiteSettings(_Section):
    """Where the gate stands."""

    zone: Annotated[str, AfterValidator(_zone)] = Field(
        default_factory=local_zone_name,
        title="Time zone",
        description="Decides when a day of attendance begins; an IANA name such as Europe/Berlin.",
    )


class AppearanceSettings(_Section):
    """How the window looks."""

    theme: Literal["system", "light", "dark"] = Field(
        default="system", title="Theme", description="Light or dark, or as the system has it."
    )


class Settings(_Section):
    """All settings. Immutable; change one with :func:`with_changes`."""

    camera: CameraSettings = CameraSettings()
    recognition: RecognitionSettings = RecognitionSettings()
    pad: PadSettings = Field(default=PadSettings(), json_schema_extra={"in_form": False})
    storage: StorageSettings = StorageSettings()
    keypad: KeypadSettings = KeypadSettings()
    consent: ConsentSettings = ConsentSettings()
    gate: GateSettings = GateSettings()
    site: SiteSettings = Field(default_factory=SiteSettings)
    doors: DoorSettings = Field(default=DoorSettings(), json_schema_extra={"in_form": False})
    access: AccessSettings = Field(default=AccessSettings(), json_schema_extra={"in_form": False})
    attendance: AttendanceSettings = Field(default=AttendanceSettings(), json_schema_extra={"in_form": False})
    reports: ReportSettings = Field(default=ReportSettings(), json_schema_extra={"in_form": False})
    appearance: AppearanceSettings = AppearanceSettings()


def with_changes(settings: Settings, section: str, **changes: object) -> Settings:
    """A copy with some fields of one section changed, checked as a whole.

    Raises:
        SettingsError: a value is out of bounds, or does not fit the others.
    """
    document = settings.model_dump()
    document[section] = {**document[section], **changes}
    return parse_settings(document)


def parse_settings(document: Mapping[str, object]) -> Settings:
    """Settings from a mapping of sections; what is not given has its default.

    Raises:
        SettingsError: naming the first field that is not valid and why.
    """
    try:
        return Settings.model_validate(document)
    except ValidationError as error:
        raise _first_problem(error) from error


def salvaged_settings(document: Mapping[str, object]) -> tuple[Settings, SettingsError | None]:
    """Settings from a mapping that may hold values that are not valid: those have their defaults, all others stay.

    A slip in one place must not take back a threshold in another.

    Returns:
        The settings, and what was wrong with the first value that was left out; None where nothing was.
    """
    left: dict[str, object] = {
        name: dict(section) if isinstance(section, Mapping) else section for name, section in document.items()
    }
    problem: SettingsError | None = None
    # Each turn takes at least one value away.
    while True:
        try:
            return Settings.model_validate(left), problem
        except ValidationError as error:
            problem = problem or _first_problem(error)
            before = repr(left)
            for each in error.errors(include_url=False, include_context=False, include_input=False):
                _leave_out(left, each["loc"])
            if repr(left) == before:  # about nothing that could be left out
                return Settings(), problem


def _leave_out(document: dict[str, object], place: tuple[int | str, ...]) -> None:
    """Take away the field that an error is about; where values of a section do not fit together, those that matter."""
    name = str(place[0]) if place else ""
    section = document.get(name)
    if len(place) > 1 and isinstance(section, dict):
        section.pop(str(place[1]), None)
        return
    if isinstance(section, dict) and any(section.pop(field, None) is not None for field in _FIT_TOGETHER):
        return
    document.pop(name, None)


_FIT_TOGETHER = ("looks_needed", "looks_window", "off_reason", "level")
"""Fields that are checked against each other; without a reason attack detection is not off."""


def _first_problem(error: ValidationError) -> SettingsError:
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "settings"
    reason = first["msg"].removeprefix("Value error, ")
    return SettingsError("Setting not valid", "{field}: {reason}.", "Correct that value.", field=field, reason=reason)
