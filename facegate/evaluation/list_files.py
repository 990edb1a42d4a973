"""Text files that a user brings to an evaluation: pairs, groups, aliases."""

from __future__ import annotations

from pathlib import Path

MAX_BYTES = 16 << 20
"""A hundred times LFW's pairs file. Whoever names a video or a disk by mistake does not fill the memory."""


class UnreadableListError(Exception):
    """Why a list cannot be read, in words that complete "it ..."; whoever asked says which list it is."""


def read_list(file: Path) -> str:
    """The whole text, line ends as they are.

    Raises:
        UnreadableListError: it is not there, is too large or is not UTF-8 text.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableListError(f"cannot be read: {error.strerror or type(error).__name__}") from error
    if len(data) > MAX_BYTES:
        raise UnreadableListError(f"is larger than {MAX_BYTES >> 20} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableListError("cannot be read as UTF-8 text") from error
    if "\0" in text:
        raise UnreadableListError("cannot be read as text")
    return text
