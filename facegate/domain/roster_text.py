"""The bytes of a list as text: which encoding, and what stands between its cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice

DELIMITERS = (",", ";", "\t", "|")
"""What lists are separated by; where two do equally well, the first."""

MOST_LIST_BYTES = 256 << 20
"""Of a list: 2,500 for each of 100,000 people."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = "gb18030"
_WESTERN = "cp1252"
_ANY = "latin-1"
"""Gives every byte a character: the last resort."""

_LOOKED_AT = 20_000
"""Characters beyond ASCII that are looked at: enough to tell, quick in a list of 100,000 lines."""

_COMMON_SHARE = 0.6
"""Share of the ideographs that must be common ones for text to be taken for Chinese. In lists of Chinese names four
of five are; of Western or Cyrillic text that is read as Chinese, one in three at most."""

_FIRST_RECORDS = 20
_SEPARATOR_NOTE = "sep="
"""How Excel notes the delimiter in a first line."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return (text, name of the encoding). What cannot be decoded becomes U+FFFD.

    Args:
        data: of the whole file.
        encoding: one that the user chose; None: a byte order mark, else UTF-16 by its zero bytes, else strict UTF-8,
            else GB18030 where that gives common Chinese characters, else Windows-1252.

    Raises:
        LookupError: there is no encoding of that name.
    """
    if encoding is not None:
        codecs.lookup(encoding)  # which decoding nothing would not do
        return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name.removesuffix("-sig")
    wide = _wide(data)
    if wide is not None:
        return data.decode(wide, "replace"), wide
    for name in ("utf-8", _CHINESE, _WESTERN):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if name != _CHINESE or _is_chinese(text):
            return text, name
    return data.decode(_ANY), _ANY


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: delimiters and line ends have a zero byte, always on the same side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if not even and not odd:
        return None
    if odd > 2 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 2 * odd else None


def _is_chinese(text: str) -> bool:
    beyond = list(islice((character for character in text if character > "\x7f"), _LOOKED_AT))
    codes = [character.encode(_CHINESE) for character in beyond]
    # GB 2312: rows 1 to 9 are signs and other scripts, 16 to 55 the common ideographs. The second byte of both lies
    # above 0xA0, whereas a Western letter is mostly followed by an ASCII one.
    signs = sum(len(code) == 2 and 0xA1 <= code[0] <= 0xA9 and code[1] >= 0xA1 for code in codes)
    common = sum(len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1 for code in codes)
    return common > 0 and common >= _COMMON_SHARE * (len(codes) - signs)


def records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Stream (number of its first line, cells) of each record that is not empty, or why it cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield first, error
            continue
        if first == 1 and len(cells) <= 2 and cells and cells[0].lower().startswith(_SEPARATOR_NOTE):
            continue
        if any(cell.strip() for cell in cells):
            yield first, cells


def sniff_delimiter(text: str, known: Callable[[str], bool]) -> str:
    """The delimiter that makes the most sense of the first lines.

    Args:
        text: of the list.
        known: whether a cell is the heading of a column that is understood.
    """
    noted = text[: len(_SEPARATOR_NOTE) + 1].lower()
    if noted.startswith(_SEPARATOR_NOTE) and noted[-1:] in DELIMITERS:
        return text[len(_SEPARATOR_NOTE)]

    def sense(delimiter: str) -> tuple[int, float, int]:
        found = [cells for _, cells in islice(records(text, delimiter), _FIRST_RECORDS) if isinstance(cells, list)]
        heading = found[0] if found else []
        alike = sum(len(cells) == len(heading) for cells in found) if len(heading) > 1 else 0
        return sum(map(known, heading)), alike / max(1, len(found)), len(heading)

    return max(DELIMITERS, key=sense)
