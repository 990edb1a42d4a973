"""Lists of people: what is understood, and what is refused with which reason."""

from __future__ import annotations

from datetime import date

import pytest

from facegate.domain.import_reasons import WORDS, ReasonKind
from facegate.domain.roster import read_roster
from facegate.domain.roster_cells import (
    FormulaError,
    TwoDatesError,
    guarded,
    joined_names,
    parse_day,
    split_names,
    unguarded,
)
from facegate.domain.roster_columns import Column, HeadingError, column_of, read_heading
from facegate.domain.roster_text import decode, sniff_delimiter

NAMES = {
    "Latin": "Zoë Müller-Łukasiewicz",
    "Cyrillic": "Ольга Іванівна",
    "Greek": "Αθηνά Παπαδοπούλου",
    "Arabic": "محمد بن عبد الله",
    "Hebrew": "שרה כהן",
    "Persian": "می‌خواهم",
    "Devanagari": "श्रेया शर्मा",
    "Bengali": "অনন্যা সেন",
    "Tamil": "கண்ணன்",
    "Telugu": "శ్రీనివాస్",
    "Malayalam": "അമ്മു",
    "Thai": "สมชาย ใจดี",
    "Khmer": "សុខា",
    "Burmese": "အောင်",
    "Georgian": "ნინო",
    "Armenian": "Արամ",
    "Ethiopic": "አበበ",
    "Han": "欧阳娜娜",
    "Kana": "さくら ヤマダ",
    "Hangul": "김민수",
    "emoji": "Ada 👩🏽‍🚀",
    "long": "N" * 200,
}


def known(cell: str) -> bool:
    return column_of(cell) is not None


def read(text: str, delimiter: str | None = None):
    return read_roster(text, delimiter or sniff_delimiter(text, known))


def reasons(roster) -> list[tuple[tuple[int, ...], str, ReasonKind]]:
    return [(row.lines, row.identifier, row.reason.kind) for row in roster.refused]


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_of_every_script(name):
    (person,) = read(f"id,name\nA-1,{name}\n").people
    assert person.profile.name == name


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("ID,Name,Department,Card No.,PIN,Valid From,Valid To,Photo", "id name department card pin from until photo"),
        ("Personal-Nr.,Nachname,Vorname,Abteilung,Gültig bis,Bild", "id last first department until photo"),
        ("工号,姓名,部门,卡号,有效期开始,有效期结束,照片", "id name department card from until photo"),
        ("Matricule,Nom,Prénom,Service,N° de carte,Photo 2", "id last first department card photo"),
        ("Nummer,Name,Abtlg,Bild", "id name department photo"),
        ("Nr,Nachname,Vorname,Abt.", "id last first department"),
        ("Personalnr,Vor- und Zuname,Abt,Chip-Nr.", "id name department card"),
        ("Employee #,Full name,Dept.,Card #", "id name department card"),
        ("N° matricule,Nom,Prénom,Dépt.", "id last first department"),
        ("Núm. empleado,Nombre completo,Dpto.", "id name department"),
        ("員工工號,姓名,所屬部門", "id name department"),
        ("Nº de empleado,Apellidos,Nombre,Tarjeta,Válido hasta", "id last first card until"),
    ],
)
def test_headings_in_five_languages(heading, columns):
    short = {
        "id": "person_id",
        "last": "last_name",
        "first": "first_name",
        "from": "valid_from",
        "until": "valid_until",
    }
    assert read_heading(heading.split(",")).columns == tuple(Column(short.get(name, name)) for name in columns.split())


def test_a_column_that_numbers_the_lines_is_not_the_identifier_where_there_is_one():
    assert read_heading(["Nr.", "Personalnr", "Name"]).columns == (None, Column.IDENTIFIER, Column.NAME)
    with pytest.raises(HeadingError):
        read_heading(["Nr.", "Nummer", "Name"])


def test_all_columns_in_any_order():
    text = (
        "photo;valid until;PIN;groups;name;notes;card;id;valid from;department;hobby\n"
        'a.jpg;31.12.2026;7305;Night; Ada Lovelace ;"two\nlines";00 12-ab;A-17;2025-01-31;R&D;sea\n'
    )
    roster = read(text)
    (person,) = roster.people
    profile = person.profile
    assert (profile.external_id, profile.name, profile.department) == ("A-17", "Ada Lovelace", "R&D")
    assert (profile.card, profile.groups, profile.notes) == ("0012AB", ("Night",), "two\nlines")
    assert (profile.valid_from, profile.valid_until) == (date(2025, 1, 31), date(2026, 12, 31))
    assert (person.pin, person.photos, person.lines) == ("7305", ("a.jpg",), (2,))
    assert roster.heading.unused == ("hobby",)
    assert "7305" not in repr(person)


@pytest.mark.parametrize(
    ("row", "name"),
    [("A,Ada,Lovelace,", "Ada Lovelace"), ("A,,Lovelace,", "Lovelace"), ("A,娜娜,欧阳,", "欧阳娜娜"), ("A,x,y,Z", "Z")],
)
def test_a_name_in_two_columns(row, name):
    (person,) = read(f"id,first name,last name,name\n{row}\n").people
    assert person.profile.name == name


def test_name_and_first_name_as_german_lists_have_them():
    (person,) = read("Nr,Name,Vorname\n1,Lovelace,Ada\n").people
    assert person.profile.name == "Ada Lovelace"


def test_rows_of_one_identifier_are_one_person_with_several_photographs():
    (person,) = read("id,name,card,photo\nA,Ada,,1.jpg\nA,,77,2.jpg\n").people
    assert (person.photos, person.lines, person.profile.card) == (("1.jpg", "2.jpg"), (2, 3), "77")


def test_an_empty_name_is_refused_in_a_row_of_its_own():
    assert reasons(read("id,name\nA,\n")) == [((2,), "A", ReasonKind.FIELD)]


def test_rows_that_say_different_things_of_one_person_are_all_refused():
    roster = read("id,name,photo\nA,Ada,1.jpg\nB,Bea,b.jpg\nA,Eva,2.jpg\n")
    assert [person.profile.external_id for person in roster.people] == ["B"]
    assert reasons(roster) == [((2,), "A", ReasonKind.CONTRADICTION), ((4,), "A", ReasonKind.CONTRADICTION)]
    assert [row.reason.text for row in roster.refused] == [
        "Line 4 gives the same identifier another name.",
        "Line 2 gives the same identifier another name.",
    ]


def test_a_person_is_not_made_of_half_of_their_rows():
    roster = read("id,name,valid from,photo\nA,Ada,,1.jpg\nA,Ada,tomorrow,2.jpg\n")
    assert not roster.people
    assert [row.reason.kind for row in roster.refused] == [ReasonKind.OTHER_LINE, ReasonKind.BAD_DATE]


def test_two_people_with_one_card():
    roster = read("id,name,card\nA,Ada,12 34\nB,Bea,1234\nC,Cleo,99\n")
    assert [person.profile.external_id for person in roster.people] == ["C"]
    assert [row.reason.text for row in roster.refused] == ["B has the same card number.", "A has the same card number."]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (',"Ada",,,,', ReasonKind.NO_IDENTIFIER),
        ('A,"=HYPERLINK(""http://x"",""Ada"")",,,,', ReasonKind.FORMULA),
        ("A,Ada,@SUM(1),,,", ReasonKind.FORMULA),
        ("A,Ada,+cmd|' /C calc'!A0,,,", ReasonKind.FORMULA),
        ("A,Ada,,12*34,,", ReasonKind.FIELD),
        ("A,Ada,,,03/04/2025,", ReasonKind.TWO_DATES),
        ("A,Ada,,,2025-02-30,", ReasonKind.BAD_DATE),
        ("A,Ada,,,2026-01-02,2026-01-01", ReasonKind.FIELD),
        ('A,"Ada\nB,Bea",,,,', ReasonKind.SEVERAL_LINES),
        ("A,Ada,,,,,surplus", ReasonKind.TOO_MANY_CELLS),
        ("A,A\ufffda,,,,", ReasonKind.UNDECODABLE),
        (f"A,{'N' * 201},,,,", ReasonKind.FIELD),
        (f"{'9' * 65},Ada,,,,", ReasonKind.FIELD),
        (f'A,"{"x" * 200_000}",,,,', ReasonKind.BROKEN_LINE),
    ],
)
def test_a_row_is_refused_with_its_reason_and_the_next_one_is_read(row, kind):
    roster = read(f"id,name,department,card,valid from,valid until\n{row}\nZ,Zoe,,,,\n", ",")
    assert [each.reason.kind for each in roster.refused] == [kind]
    assert roster.refused[0].lines == (2,)
    assert roster.refused[0].reason.text
    assert [person.profile.external_id for person in roster.people] == ["Z"]


def test_everything_that_is_wrong_with_a_line_is_said_at_once_with_its_name():
    heading = "id,name,department,card,valid from,valid until,pin\n"
    roster = read(heading + "B,Bea,=1+1,12*34,tomorrow,03/04/2025,1111\n,Cleo,,,,,12\nA,Ada,,,,,,surplus\n", ",")
    bea, cleo, ada = roster.refused
    kinds = [ReasonKind.FORMULA, ReasonKind.BAD_DATE, ReasonKind.TWO_DATES, ReasonKind.FIELD, ReasonKind.FIELD]
    assert (bea.identifier, bea.name, [reason.kind for reason in bea.reasons]) == ("B", "Bea", kinds)
    assert bea.reasons[-2].text == "The card number holds something other than digits and the letters A to Z."
    assert (cleo.name, [reason.kind for reason in cleo.reasons]) == (
        "Cleo",
        [ReasonKind.NO_IDENTIFIER, ReasonKind.FIELD],
    )
    assert (ada.identifier, ada.name, len(ada.reasons)) == ("A", "Ada", 1)


def test_everything_in_which_lines_differ_is_said_at_once():
    roster = read("id,name,card,pin\nA,Ada,,7305\nA,Eva,,9262\nB,Bo,5,1111\nC,Cy,5,\n")
    one, other, both, _ = roster.refused
    assert [reason.text for reason in one.reasons] == [
        "Line 3 gives the same identifier another name.",
        "Line 3 gives the same identifier another PIN.",
    ]
    assert [dict(reason.fields)["line"] for reason in other.reasons] == ["2", "2"]
    assert [reason.kind for reason in both.reasons] == [ReasonKind.SAME_CARD, ReasonKind.FIELD]


@pytest.mark.parametrize("pin", ["12", "1234", "1111", "abcd", "1234567890123", "4711"])
def test_a_pin_that_may_not_be_used_is_refused_and_not_repeated(pin):
    roster = read(f"id,name,card,pin\nA,Ada,994711,{pin}\n")
    assert not roster.people
    assert roster.refused[0].reason.kind is ReasonKind.FIELD
    assert pin not in roster.refused[0].reason.text


def test_text_that_only_looks_a_little_like_a_formula_is_text():
    roster = read("id,name,department\n-1,- ,@home\n+2,Bo-Göran,'=1+1\n")
    assert [person.profile.department for person in roster.people] == ["@home", "=1+1"]


@pytest.mark.parametrize(
    ("heading", "missing"),
    [("name,photo", "identifier"), ("id,photo", "name"), ("", "identifier"), ("eins,zwei", "identifier")],
)
def test_a_list_without_the_columns_that_are_needed(heading, missing):
    with pytest.raises(HeadingError) as caught:
        read(f"{heading}\nA,B\n")
    assert caught.value.missing == missing


def test_a_column_that_is_there_twice():
    with pytest.raises(HeadingError) as caught:
        read("id,name,Abteilung,department\n")
    assert caught.value.twice == ("Abteilung", "department")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_delimiters_and_encodings_of_a_chinese_list(delimiter, encoding):
    rows = [("工号", "姓名", "部门"), ("A,1;2|3", "王小明", "研发部"), ("B-2", "欧阳娜娜", "人事")]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    found, name = decode(text.encode(encoding))
    assert name.replace("-sig", "") == encoding.replace("-sig", "")
    roster = read(found)
    assert [person.profile.name for person in roster.people] == ["王小明", "欧阳娜娜"]
    assert roster.people[0].profile.external_id == "A,1;2|3"


@pytest.mark.parametrize(
    "name", ["Jörg Müßig", "Zoë Françoise", "Ñuño Peñalver", "Åsa Öberg", "João Conceição", "äöüß ÄÖÜ"]
)
def test_a_western_list_is_not_taken_for_chinese(name):
    text = f"Nr;Name;Abteilung\n1;{name};Außendienst\n"
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_another_encoding_where_the_user_knows_better():
    text = "id,name\n1,Ольга\n"
    assert decode(text.encode("cp1251"), "cp1251") == (text, "cp1251")
    with pytest.raises(LookupError):
        decode(b"", "klingon")
    (row,) = read(decode("id,name\n1,Ольга\n".encode("cp1251"), "utf-8")[0]).refused
    assert row.reason.kind is ReasonKind.UNDECODABLE


def test_excels_note_of_the_delimiter():
    (person,) = read("sep=;\nid;name, first\n".replace("name, first", "name") + "A;Lovelace, Ada\n").people
    assert (person.profile.name, person.lines) == ("Lovelace, Ada", (3,))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-01", date(2025, 3, 1)),
        ("2025/3/1", date(2025, 3, 1)),
        ("20250301", date(2025, 3, 1)),
        ("1.3.2025", date(2025, 3, 1)),
        ("31/12/2025", date(2025, 12, 31)),
        ("12/31/2025", date(2025, 12, 31)),
        ("5/5/2025", date(2025, 5, 5)),
        ("2025年3月1日", date(2025, 3, 1)),
        ("2025-03-01 00:00:00", date(2025, 3, 1)),
        ("2037/12/31 23:59:59", date(2037, 12, 31)),
        ("", None),
    ],
)
def test_dates(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize("text", ["tomorrow", "2025-13-01", "1.3.25", "45000", "2025-03-01 8:00", "00/00/2025", "٢٠٢٥"])
def test_what_is_no_date(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_day(text)


def test_a_date_that_can_be_two():
    with pytest.raises(TwoDatesError):
        parse_day("03/04/2025")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@y", "'=1", "''", "Ada", "", "＝1"])
def test_a_guarded_cell_comes_back(text):
    assert unguarded(guarded(text)) == text


def test_what_a_spreadsheet_would_calculate():
    for cell in ("=A1", " =A1", "＝A1", "+SUM(A1)", "-1|x"):
        with pytest.raises(FormulaError):
            unguarded(cell)


@pytest.mark.parametrize("names", [(), ("a",), ("a", "b c"), ("a;b", 'c"d', '"e"', "f, g"), ("'x", "=y")])
def test_names_in_one_cell_come_back(names):
    assert split_names(joined_names(names)) == names


def test_every_reason_has_words_that_can_be_filled_in():
    assert set(WORDS) == set(ReasonKind)


def test_many_rows():
    text = "id,name,card,photo\n" + "".join(f"P{i},Person {i},{i + 1000},{i}.jpg\n" for i in range(20_000))
    roster = read(text)
    assert len(roster.people) == 20_000
    assert not roster.refused
    assert roster.people[-1].lines == (20_001,)
    assert Column.CARD in roster.people[-1].given


def test_a_card_that_reads_like_the_identifier_of_somebody_else_is_refused():
    roster = read("id,name,card\nA-17,Yvonne,\n900,Xaver,A17\nB-2,Zoe,b2\n")
    assert [person.profile.external_id for person in roster.people] == ["A-17", "B-2"]
    assert reasons(roster) == [((3,), "900", ReasonKind.SAME_CARD)]
