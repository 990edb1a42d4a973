from __future__ import annotations

import pytest

from facegate.storage.spellings import spellings
from facegate.storage.texts import search_text


def finds(query: str, name: str) -> bool:
    text = search_text(name, "P-1")
    return all(any(each in text for each in word) for word in spellings(query))


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("Müller", ["müller", "muller", "mueller", "MÜLLER", "Mu\u0308ller", "ller"]),
        ("Mueller", ["müller", "mueller"]),
        ("Muller", ["müller", "muller"]),
        ("Straße 5", ["strasse", "straße", "STRASSE"]),
        ("Łukasz Wójcik", ["lukasz", "wojcik łukasz"]),
        ("Şahin Yıldız", ["sahin", "yildiz", "YILDIZ", "şahin"]),
        ("İpek", ["ipek", "İPEK"]),
        ("Søren Ågård", ["soren", "soeren", "agard", "aagaard", "søren ågård"]),
        ("Nguyễn Đặng", ["nguyen", "dang", "đặng"]),
        ("Ærø Œuvre Þór", ["aero", "oeuvre", "thor"]),
        ("Γιώργος", ["γιωργος", "ΓΙΏΡΓΟΣ"]),
        ("Пётр Чайка", ["петр", "пётр", "чайка"]),
        ("مُحَمَّد", ["محمد"]),
        ("שָׂרָה", ["שרה"]),
        ("がくと 陳大文", ["がくと", "大文"]),
        ("김민준", ["김민"]),
        ("कुमार", ["कुमार", "कु"]),
        ("สมหญิง", ["หญิง"]),
    ],
)
def test_a_name_is_found_by_every_way_to_type_it(name: str, queries: list[str]) -> None:
    assert [query for query in queries if not finds(query, name)] == []


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("かくと", "がくと"),
        ("कमार", "कुमार"),
        ("หญง", "หญิง"),
        ("기민", "김민"),
        ("Maller", "Müller"),
        ("Muller", "mueller"),
    ],
)
def test_what_a_script_writes_with_signs_stays_another_name(name: str, query: str) -> None:
    assert not finds(query, name)


def test_an_accent_alone_asks_for_nothing() -> None:
    assert spellings(" \u0301 Anna ´") == [("anna",)]


def test_a_text_without_accents_has_no_second_line() -> None:
    assert search_text("José Peña", "P-1", "", "") == "jose pena\np-1\n\n"
    assert search_text("Jürgen Groß", "P-1", "Küche") == "jurgen gross\np-1\nkuche\njuergen kueche"
