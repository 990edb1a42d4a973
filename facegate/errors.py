"""What the user is told when something goes wrong, and whose fault it was.

A leaf: imports nothing of the package, so that every adapter can raise these
and everybody else can catch them without knowing the adapter's library.

The texts are templates with named fields. The window translates the template
and then fills it in; the command line fills in the English one.
"""

from __future__ import annotations

from typing import Self


class Phrase(str):
    """A text within the text of an error, such as the name of a field: a template that the window translates, too.

    As a string it is the English one, filled in.

    Attributes:
        template: with named fields, like those of an error.
        fields: their values.
    """

    template: str
    fields: dict[str, object]

    def __new__(cls, template: str, **fields: object) -> Self:
        """Fill in the fields."""
        phrase = super().__new__(cls, template.format(**fields))
        phrase.template, phrase.fields = template, fields
        return phrase


class FacegateError(Exception):
    """An error with a title, what happened, and what to do about it.

    Attributes:
        title: a few words, no full stop ("Camera not found").
        remedy: what the user can do, one sentence.
        fields: the values of the templates' fields. They reach the log, so
            never a person's name, a picture or a template.
    """

    def __init__(self, title: str, message: str, remedy: str, **fields: object) -> None:
        self.title = title
        self.message_template = message
        self.remedy_template = remedy
        self.fields = fields
        super().__init__(self.text())

    @property
    def message(self) -> str:
        """What happened, filled in."""
        return self.message_template.format(**self.fields)

    @property
    def remedy(self) -> str:
        """What to do, filled in."""
        return self.remedy_template.format(**self.fields)

    def text(self) -> str:
        """All three in one line, for a terminal or a log."""
        return f"{self.title}: {self.message} {self.remedy}"


class ConditionError(FacegateError):
    """The environment is at fault: no camera, a full disk, a wrong file."""


class AdviceError(ConditionError):
    """Nothing failed, but something about the machine or the data folder should be known."""


class BugError(FacegateError):
    """The program is at fault: a contract between two parts was broken."""


class CameraError(ConditionError):
    """A frame source cannot be opened or was lost."""


class ModelError(ConditionError):
    """A model is missing, damaged or cannot run here."""


class ImageError(ConditionError):
    """A picture cannot be read or is not usable."""


class StorageError(ConditionError):
    """The database or a file of the data folder cannot be read or written."""


class InUseError(StorageError):
    """Another process has the data folder, and only one may write there."""


class DamagedDataError(StorageError):
    """Stored data failed a check: corrupt file, broken chain, wrong key."""


class GalleryError(ConditionError):
    """The search index cannot be built or used here; exact search answers instead."""


class SettingsError(ConditionError):
    """A setting is not valid or the settings file cannot be read."""


class EvaluationError(ConditionError):
    """Pictures or lists that were given for an evaluation cannot be used."""


class CalibrationError(ConditionError):
    """A site cannot be calibrated: no model, or nothing known of its distances."""


class TrainingError(ConditionError):
    """A network cannot be trained like that: a wrong option, unusable pictures, a run that came to nothing."""


class DivergedError(TrainingError):
    """A run's loss is not a number any more."""


class EnrolmentError(ConditionError):
    """A person cannot be enrolled: no usable sample, already enrolled, no consent."""


class ConsentError(ConditionError):
    """A consent text cannot be used, or there is no such text."""


class ChangedMeanwhileError(EnrolmentError):
    """A record was changed by somebody else since it was read; nothing was written."""


class RosterError(ConditionError):
    """A list, folder or archive that people were to be imported from cannot be used at all."""


class ReportError(ConditionError):
    """A report cannot be made like that: an unknown column, too long for paper, no printer here."""


class CorrectionError(ConditionError):
    """An event cannot be corrected like that, or there is nothing to learn from."""


class DoorError(ConditionError):
    """An output cannot be reached, or did not do what it was told."""


class UnconfirmedDoorError(DoorError):
    """An order left and no answer came back: it may have been carried out."""


class AttendanceError(ConditionError):
    """A plan, an absence or a punch cannot be as it was asked for."""


class AccessError(AttendanceError):
    """A plan of doors, or something about somebody at a door, cannot be as it was asked for."""


class PeriodError(AttendanceError):
    """Days are closed, or are not."""


class NotFoundError(ConditionError):
    """A person, event or model that was named does not exist."""
