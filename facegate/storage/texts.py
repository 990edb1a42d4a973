"""Names and identifiers as they are stored, sorted and searched."""

from __future__ import annotations

import unicodedata

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH, MAX_NAME_LENGTH, clean_text
from facegate.errors import EnrolmentError


def folded(text: str) -> str:
    """Without differences of case and of compatible characters (full width, ligatures), in every script."""
    # Twice, because case folding may undo the normal form (Unicode Standard, section 3.13, D146).
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def sort_key(name: str) -> str:
    """Folded and without accents, so that É stands beside E and not behind Z."""
    return "".join(
        character for character in unicodedata.normalize("NFD", folded(name)) if unicodedata.category(character) != "Mn"
    )


def clean_name(name: str) -> str:
    """The name as it is stored.

    Raises:
        EnrolmentError: nothing is left, or it is too long.
    """
    try:
        return clean_text(name, MAX_NAME_LENGTH)
    except ValueError as error:
        raise EnrolmentError(
            "Name not usable",
            "The name {reason}.",
            "Give a name of 1 to {limit} characters.",
            reason=error,
            limit=MAX_NAME_LENGTH,
        ) from error


def clean_external_id(external_id: str) -> str:
    """The identifier as it is stored and compared.

    Raises:
        EnrolmentError: nothing is left, or it is too long.
    """
    try:
        return clean_text(external_id, MAX_EXTERNAL_ID_LENGTH)
    except ValueError as error:
        raise EnrolmentError(
            "Identifier not usable",
            "The identifier {reason}.",
            "Give an identifier of 1 to {limit} characters.",
            reason=error,
            limit=MAX_EXTERNAL_ID_LENGTH,
        ) from error


def search_text(name: str, external_id: str) -> str:
    """What :meth:`PeopleStore.search` looks into."""
    return f"{folded(name)}\n{folded(external_id)}"
