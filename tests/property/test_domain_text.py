"""Properties of cleaned names and identifiers."""

from __future__ import annotations

import unicodedata

from hypothesis import assume, example, given
from hypothesis import strategies as st

from facegate.domain.clean_text import clean_text

# Any character, and often those that hide, join, compose or separate.
tricky = st.sampled_from(
    "\u200c\u200d\u202e\u2066\u200b\u00ad\u0301\u0338\u094d\u0915\u1100\u1161\u11a8"
    "\ufa19\u212a\u3164\ufe0f \t\x00\u00a0e1="
)
texts = st.text(tricky | st.characters(), max_size=40)
LIMIT = 60


def cleaned(text: str) -> str | None:
    try:
        return clean_text(text, LIMIT)
    except ValueError:
        return None


@given(texts)
@example("\u212a\u200d\u0915")
@example("e\u200d\u0301\u200d\u0915")
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = cleaned(text)
    assume(once is not None)
    assert cleaned(once) == once


@given(texts)
def test_what_is_stored_can_be_stored_and_hides_nothing(text: str) -> None:
    once = cleaned(text)
    assume(once is not None)
    once.encode()
    assert 0 < len(once) <= LIMIT
    assert once == " ".join(once.split())
    kinds = {character: unicodedata.category(character) for character in once}
    hidden = {character for character, kind in kinds.items() if kind in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert hidden <= {"\u200c", "\u200d"}


@given(
    st.text(
        st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u3164\u115f\u1160\uffa0\u2800"),
        min_size=1,
        max_size=40,
    )
)
def test_letters_and_signs_are_kept_but_for_their_composition(text: str) -> None:
    assert unicodedata.normalize("NFC", clean_text(text, 200)) == unicodedata.normalize("NFC", text)
