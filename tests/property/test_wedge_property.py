from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facegate.domain.wedge import WedgeDecoder


@given(st.lists(st.tuples(st.characters() | st.just("\r"), st.floats(0.0, 0.2)), max_size=40))
def test_no_key_is_lost_or_made_up(keys: list[tuple[str, float]]) -> None:
    decoder, at, back = WedgeDecoder(), 0.0, ""
    for character, gap in keys:
        at += gap
        heard = decoder.feed(character, at)
        back += heard.typed + (f"{heard.card}\r" if heard.card is not None else "")
    assert back + decoder.expire(at + 1.0).typed == "".join(character for character, _gap in keys)
