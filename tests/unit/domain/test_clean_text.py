"""Names of people, whatever they are written in, and what must not be in them."""

from __future__ import annotations

import unicodedata

import pytest

from facegate.domain.clean_text import MAX_EXTERNAL_ID_LENGTH, MAX_NAME_LENGTH, clean_text

SCRIPTS = {
    "latin": "Zoë Ångström-Nuñez",
    "vietnamese": "Nguyễn Thị Hương",
    "greek": "Ἀλέξανδρος Παπαδόπουλος",
    "cyrillic": "Юлія Їжакевич",
    "armenian": "Գրիգոր Նարեկացի",
    "georgian": "შოთა რუსთაველი",
    "hebrew": "שְׁלֹמֹה בֶּן־דָּוִד",
    "arabic": "محمّد عبد الرحمٰن",
    "persian": "می‌خواهم نوشین",
    "urdu": "علّامہ اقبال",
    "devanagari": "श्रीनिवास क्‍षेत्री",
    "bengali": "রবীন্দ্রনাথ ঠাকুর",
    "tamil": "சி. வி. இராமன்",
    "telugu": "శ్రీనివాస రామానుజన్",
    "malayalam": "വള്ളത്തോള്‍",
    "sinhala": "ශ්‍රී ලංකා",
    "thai": "สมชาย ใจดี",
    "khmer": "ព្រះ សីហនុ",
    "burmese": "အောင်ဆန်းစုကြည်",
    "tibetan": "བསྟན་འཛིན་",
    "amharic": "ኃይለ ሥላሴ",
    "hangul": "김대중",
    "japanese": "安倍 カズオ・さくら",
    "chinese": "张伟",
    "rare ideograph": "𠮷野家",
    "cherokee": "ᏍᏏᏉᏯ",
    "mongolian": "ᠴᠢᠩᠭᠢᠰ",
    "family with joiners": "👨‍👩‍👧‍👦 Müller",
    "skin tone, rainbow flag": "👩🏽‍💻 🏳️‍🌈",
}


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_names_of_every_script_stay_as_they_are(name: str) -> None:
    assert clean_text(name, MAX_NAME_LENGTH) == name


@pytest.mark.parametrize(
    "text", ["../../etc/passwd", "O'Brien", '"; DROP TABLE subject; --', "=1+1", "C:\\x", "{name}", "%s", "<b>", "O."]
)
def test_paths_quotes_and_code_are_text(text: str) -> None:
    assert clean_text(text, MAX_NAME_LENGTH) == text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Ann   Lee ", "Ann Lee"),
        ("Ann\tLee\r\n", "Ann Lee"),
        ("Ann\u00a0Lee", "Ann Lee"),
        ("山田\u3000太郎", "山田 太郎"),
        ("Ann\u2028Lee\u2029", "Ann Lee"),
        ("Ann\x00Lee", "Ann Lee"),
        ("\x1b[31mAnn\x07", "[31mAnn"),
        ("Ann\x7f\x9fLee", "Ann Lee"),
    ],
)
def test_white_space_and_control_characters_become_single_spaces(text: str, cleaned: str) -> None:
    assert clean_text(text, MAX_NAME_LENGTH) == cleaned


BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("mark", BIDI, ids=lambda mark: f"U+{ord(mark):04X}")
def test_marks_for_writing_direction_go(mark: str) -> None:
    assert clean_text(f"{mark}Ann{mark}Lee {mark}", MAX_NAME_LENGTH) == "AnnLee"
    assert clean_text(f"مح{mark}مد", MAX_NAME_LENGTH) == "محمد"


@pytest.mark.parametrize(
    "hidden", "\u00ad\u180e\u200b\u2060\u2063\ufeff\ufff9\U000e0041", ids=lambda mark: f"U+{ord(mark):04X}"
)
def test_other_invisible_characters_go(hidden: str) -> None:
    assert clean_text(f"10{hidden}7", MAX_EXTERNAL_ID_LENGTH) == "107"


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_a_joiner_stays_only_where_it_joins(joiner: str) -> None:
    assert clean_text(f"م{joiner}خ", 9) == f"م{joiner}خ"
    assert clean_text(f"م{joiner}{joiner}خ", 9) == f"م{joiner}خ"
    for loose in (f"10{joiner}7", f"{joiner}107", f"107{joiner}", f"1{joiner}{joiner}07"):
        assert clean_text(loose, 9) == "107"
    assert clean_text(f"م{joiner} {joiner}خ", 9) == "م خ"


def test_the_same_name_typed_in_two_ways_is_one() -> None:
    for name in ("José", "Nguyễn Thị Hương", "김대중", "Ἀλέξανδρος"):
        assert clean_text(unicodedata.normalize("NFD", name), MAX_NAME_LENGTH) == name


def test_the_form_of_a_cjk_name_is_not_replaced() -> None:
    # U+FA19 is another form of U+795E, and the one on the person's papers; NFC alone would swap it.
    assert unicodedata.normalize("NFC", "\ufa19谷") != "\ufa19谷"
    assert clean_text("\ufa19谷 \U0002f800 Jose\u0301", 20) == "\ufa19谷 \U0002f800 José"


def test_characters_newer_than_this_python_stay() -> None:
    newest, private = "\U000323af", "\ue000"
    assert clean_text(f"王{newest}{private}", 9) == f"王{newest}{private}"


def test_half_characters_go() -> None:
    cleaned = clean_text("Ann\udcff", MAX_NAME_LENGTH)
    assert cleaned == "Ann"
    cleaned.encode()


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        " ",
        "\t\n",
        "\u200d",
        "\u200c \u200d",
        "\u202e",
        "\u3164",
        "\u2800",
        "\u115f\u1160",
        "\ufe0f",
        "\u0301",
        "\x00",
    ],
)
def test_what_shows_nothing_is_empty(nothing: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        clean_text(nothing, MAX_NAME_LENGTH)


def test_length_is_counted_after_cleaning() -> None:
    assert clean_text("  " + "x" * 64 + "\u202e  ", 64) == "x" * 64
    assert clean_text("e\u0301" * 64, 64) == "é" * 64
    with pytest.raises(ValueError, match="longer than 64"):
        clean_text("x" * 65, 64)
