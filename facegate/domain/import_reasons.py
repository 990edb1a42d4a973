"""Why a row, a person or a photograph was not imported, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from facegate.errors import Phrase


class ReasonKind(StrEnum):
    """What the reason is, for programs; the words are in :data:`WORDS`."""

    # of a line of the list
    NO_IDENTIFIER = "no_identifier"
    FIELD = "field"
    FORMULA = "formula"
    BAD_DATE = "bad_date"
    TWO_DATES = "two_dates"
    SEVERAL_LINES = "several_lines"
    UNDECODABLE = "undecodable"
    BROKEN_LINE = "broken_line"
    TOO_MANY_CELLS = "too_many_cells"
    CONTRADICTION = "contradiction"
    OTHER_LINE = "other_line"
    SAME_CARD = "same_card"
    SAME_FOLDER = "same_folder"
    # of a person
    EXISTS = "exists"
    CHANGED = "changed"
    CARD_ZEROS = "card_zeros"
    CARD_TAKEN = "card_taken"
    DECLINED = "declined"
    SUSPENDED = "suspended"
    NO_PHOTO = "no_photo"
    NO_USABLE_PHOTO = "no_usable_photo"
    LOOK_ALIKE = "look_alike"
    LOOKS_LIKE = "looks_like"
    WITHOUT_FACE = "without_face"
    NOT_STORED = "not_stored"
    # of a photograph
    PERSON_REFUSED = "person_refused"
    PERSON_NOT_READ = "person_not_read"
    MISSING = "missing"
    OUTSIDE = "outside"
    NOT_NAMED = "not_named"
    NO_FOLDER = "no_folder"
    NOT_A_PICTURE = "not_a_picture"
    UNREADABLE = "unreadable"
    DEFECT = "defect"
    SAME_PICTURE = "same_picture"
    SAME_PICTURE_ELSEWHERE = "same_picture_elsewhere"
    OTHER_FACE = "other_face"
    DIFFERENT_PEOPLE = "different_people"
    NOT_THE_RECORD = "not_the_record"
    TOO_MANY_PHOTOS = "too_many_photos"
    NEEDS_UPDATE = "needs_update"
    # of an entry of an archive or folder
    LINK = "link"
    NOT_A_FILE = "not_a_file"
    TWICE = "twice"
    ENCRYPTED = "encrypted"
    METHOD = "method"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    LONG_NAME = "long_name"
    DAMAGED = "damaged"


WORDS: dict[ReasonKind, str] = {
    ReasonKind.NO_IDENTIFIER: "The identifier is empty.",
    ReasonKind.FIELD: "The {field} {problem}.",
    ReasonKind.FORMULA: "The column “{column}” holds a formula, not text.",
    ReasonKind.BAD_DATE: "“{text}” in the column “{column}” is not a date; write it like 2025-03-31.",
    ReasonKind.TWO_DATES: "“{text}” in the column “{column}” can be read as two dates; write it like 2025-03-31.",
    ReasonKind.SEVERAL_LINES: "The column “{column}” runs over several lines: a quotation mark may not be closed.",
    ReasonKind.UNDECODABLE: "The column “{column}” holds characters that cannot be read; choose another encoding.",
    ReasonKind.BROKEN_LINE: "The line cannot be read: {problem}.",
    ReasonKind.TOO_MANY_CELLS: "The line has {cells} cells, the heading has {columns}.",
    ReasonKind.CONTRADICTION: "Line {line} gives the same identifier another {field}.",
    ReasonKind.OTHER_LINE: "Line {line} of the same identifier cannot be used.",
    ReasonKind.SAME_CARD: "{other} has the same card number.",
    ReasonKind.SAME_FOLDER: "The folder “{other}” has the same identifier.",
    ReasonKind.EXISTS: "A record with this identifier exists and differs: {fields}. It is changed when updating is on.",
    ReasonKind.CHANGED: "Changed: {fields}.",
    ReasonKind.CARD_ZEROS: "The card number differs from the stored one only by leading zeros, which spreadsheets "
    "drop; the stored one is kept.",
    ReasonKind.CARD_TAKEN: "The card number belongs to {other}.",
    ReasonKind.DECLINED: "The person declined face recognition; no picture of them may be used.",
    ReasonKind.SUSPENDED: "The person is suspended; nothing of their record is changed.",
    ReasonKind.NO_PHOTO: "There is no photograph.",
    ReasonKind.NO_USABLE_PHOTO: "None of the photographs can be used.",
    ReasonKind.LOOK_ALIKE: "The face matches {other}: the same person twice, or somebody who looks alike.",
    ReasonKind.LOOKS_LIKE: "Looks like {other}; unclear looks at either of them will be inconclusive.",
    ReasonKind.WITHOUT_FACE: "A record without a face: the person signs in by card or PIN.",
    ReasonKind.NOT_STORED: "{title}: {message}",
    ReasonKind.PERSON_REFUSED: "It could be used, but the person was not imported.",
    ReasonKind.PERSON_NOT_READ: "The line or folder that it belongs to cannot be used.",
    ReasonKind.MISSING: "There is no such file.",
    ReasonKind.OUTSIDE: "The path leads outside the folder.",
    ReasonKind.NOT_NAMED: "The list does not name this file.",
    ReasonKind.NO_FOLDER: "The file lies in no person's folder.",
    ReasonKind.NOT_A_PICTURE: "The name does not end like that of a picture.",
    ReasonKind.UNREADABLE: "{title}: {message}",
    ReasonKind.DEFECT: "{message}",
    ReasonKind.SAME_PICTURE: "The same picture is there twice.",
    ReasonKind.SAME_PICTURE_ELSEWHERE: "The same picture is also that of {other}.",
    ReasonKind.OTHER_FACE: "The face is not enough like that of the other photographs: somebody else, or hard to see.",
    ReasonKind.DIFFERENT_PEOPLE: "The faces in the photographs are not alike enough to be one person's for sure.",
    ReasonKind.NOT_THE_RECORD: "The face is not enough like the one on record: somebody else, or hard to see.",
    ReasonKind.TOO_MANY_PHOTOS: "At most {most} photographs of a person are used.",
    ReasonKind.NEEDS_UPDATE: "It is new, and the record exists. It is added when updating is on.",
    ReasonKind.LINK: "It is a link; links are not followed.",
    ReasonKind.NOT_A_FILE: "It is a pipe or a device, not a file.",
    ReasonKind.TWICE: "The archive holds two files of this name.",
    ReasonKind.ENCRYPTED: "It is encrypted.",
    ReasonKind.METHOD: "It is packed by a method that is not known.",
    ReasonKind.TOO_LARGE: "It has more than {most} MB.",
    ReasonKind.BOMB: "It grows more than {most} times when unpacked, as no picture does.",
    ReasonKind.LONG_NAME: "Its name with its folders has more than {most} characters.",
    ReasonKind.DAMAGED: "Its data are damaged.",
}
"""The words of each kind, with fields to be filled in."""

WARNINGS = frozenset((ReasonKind.CARD_ZEROS,))
"""What somebody has to look at although nobody was refused."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with what it is about.

    Attributes:
        kind: see :class:`ReasonKind`.
        fields: name and value of each field of its words; identifiers of people may be among them, and phrases.
    """

    kind: ReasonKind
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> Phrase:
        """In English, filled in."""
        return Phrase(WORDS[self.kind], **dict(self.fields))


def because(kind: ReasonKind, **fields: object) -> Reason:
    """A reason with its fields."""
    return Reason(
        kind, tuple((name, value if isinstance(value, Phrase) else str(value)) for name, value in fields.items())
    )


FIELD_NAMES = {
    "name": Phrase("name"),
    "department": Phrase("department"),
    "groups": Phrase("groups"),
    "card": Phrase("card number"),
    "valid_from": Phrase("valid from"),
    "valid_until": Phrase("valid until"),
    "notes": Phrase("notes"),
    "PIN": Phrase("PIN"),
    "photographs": Phrase("photographs"),
}
"""What can differ between two lines of a person, or a line and the record."""


def named_fields(names: Iterable[str]) -> str:
    """Several fields as one value of a reason, from the keys of :data:`FIELD_NAMES`."""
    return BETWEEN_FIELDS.join(FIELD_NAMES[name] for name in names)


BETWEEN_FIELDS = ", "
