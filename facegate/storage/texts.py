"""Names and identifiers as they are stored, sorted and searched."""

from __future__ import annotations

import unicodedata

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH, clean_text
from facegate.domain.profiles import Profile, ProfileError, clean_profile
from facegate.errors import EnrolmentError
from facegate.storage.spellings import folded, plain, spellings


def sort_key(name: str) -> str:
    """Folded and without accents, so that É stands beside E and not behind Z."""
    return "".join(
        character for character in unicodedata.normalize("NFD", folded(name)) if unicodedata.category(character) != "Mn"
    )


def clean_external_id(external_id: str) -> str | None:
    """The identifier as it is stored and compared; None for one that nobody can have."""
    try:
        return clean_text(external_id, MAX_EXTERNAL_ID_LENGTH)
    except ValueError:
        return None


def checked_profile(profile: Profile) -> Profile:
    """The profile as it is stored.

    Raises:
        EnrolmentError: a field cannot be used.
    """
    try:
        return clean_profile(profile)
    except ProfileError as error:
        raise EnrolmentError(
            "Not a valid " + error.field,
            "The " + error.field + " {problem}.",
            "Correct it and try again.",
            problem=error.problem,
        ) from None


def search_text(*texts: str) -> str:
    """What people are searched in: a line a text, and one of the words that are spelled in a second way too."""
    lines = [plain(folded(text)) for text in texts]
    # Few have one, and the text stays short: every search reads the texts of all people.
    seconds = [word[1] for text in texts if not text.isascii() for word in spellings(text) if len(word) > 1]
    return "\n".join([*lines, " ".join(dict.fromkeys(seconds))] if seconds else lines)
