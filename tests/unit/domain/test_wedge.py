from __future__ import annotations

import pytest

from facegate.domain.wedge import NOTHING, Heard, WedgeDecoder, WedgeRule


def feed(decoder: WedgeDecoder, text: str, gap: float, start: float = 0.0) -> tuple[list[str], str]:
    """Cards that were read, and what was given back."""
    cards, typed, at = [], "", start
    for character in text:
        at += gap
        heard = decoder.feed(character, at)
        typed += heard.typed
        cards += [heard.card] if heard.card is not None else []
    return cards, typed + decoder.expire(at + 10.0).typed


def test_a_reader_is_heard() -> None:
    assert feed(WedgeDecoder(), "0004711815\r", 0.01) == (["0004711815"], "")


def test_a_person_is_given_back_every_key() -> None:
    assert feed(WedgeDecoder(), "hello world\r", 0.08) == ([], "hello world\r")


def test_two_cards_after_another() -> None:
    assert feed(WedgeDecoder(), "11112222\r33334444\r", 0.01) == (["11112222", "33334444"], "")


def test_a_card_after_a_word_is_told_apart() -> None:
    decoder = WedgeDecoder()
    assert [decoder.feed(key, at) for key, at in (("a", 0.0), ("b", 0.2))] == [NOTHING, Heard(typed="a")]
    assert feed(decoder, "4711\r", 0.01, start=0.5) == (["4711"], "b")


@pytest.mark.parametrize("text", ["123\r", "1" * 65 + "\r", "12\x003456\r", "１２３４５\r", "\r"])
def test_what_is_no_number_is_no_card(text: str) -> None:
    assert feed(WedgeDecoder(), text, 0.01) == ([], text)


@pytest.mark.parametrize("text", ["1" * 70 + "\r", "https://example.org/" + "a" * 45 + "?ticket=4711815\r"])
def test_the_end_of_something_longer_is_no_card_either(text: str) -> None:
    decoder = WedgeDecoder()
    assert feed(decoder, text, 0.01) == ([], text)
    assert feed(decoder, "0004711815\r", 0.01, start=5.0) == (["0004711815"], "")
    assert feed(decoder, "1" * 70, 0.01, start=10.0) == ([], "1" * 70)
    assert feed(decoder, "0004711815\r", 0.01, start=15.0) == (["0004711815"], "")


def test_prefix_and_suffix_belong_to_the_reader() -> None:
    rule = WedgeRule(prefix="%", suffix="?")
    assert feed(WedgeDecoder(rule), "%4711?", 0.01) == (["4711"], "")
    assert feed(WedgeDecoder(rule), "4711?", 0.01) == ([], "4711?")
    # Without the prefix nothing is held back, so that nobody waits for what they type.
    assert WedgeDecoder(rule).feed("a", 0.0) == Heard(typed="a")


def test_a_reader_that_stops_in_the_middle_is_given_back() -> None:
    decoder = WedgeDecoder()
    decoder.feed("4", 1.0)
    assert decoder.is_holding
    assert decoder.expire(1.01) == NOTHING
    assert decoder.expire(1.1) == Heard(typed="4")
    assert not decoder.is_holding


def test_a_rule_must_make_sense() -> None:
    for wrong in ({"suffix": ""}, {"prefix": "\r"}, {"most_gap": 0.0}, {"least": 5, "most": 4}):
        with pytest.raises(ValueError, match=r"suffix|need"):
            WedgeRule(**wrong)  # type: ignore[arg-type]
