"""Texts that mean the same meet, and typed dirt goes without a word that mattered."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cells import Cell
from etl.fold import clean, fold, is_blank

SAME_WORDS = [
    ("Bitiş Tarihi *", "BİTİŞ TARİHİ"),
    ("Başlangıç Tarihi", "BASLANGIC TARIHI"),
    ("İlerleme (%)", "ilerleme"),
    ("Eylem Kodu", "eylem\u00a0kodu:"),
    ("Eylem Kodu", "Eylem\nKodu *"),
    ("Eylem Kodu", "Eylem_x000D_\nKodu"),
    ("Ağırlık", unicodedata.normalize("NFD", "AĞIRLIK")),
    ("İzmir", "i\u0307zmir"),  # what .lower() makes of İzmir
    ("Diyarbakır", "DIYARBAKIR"),
    ("Üye", "\ufeffU\u0308ye\u200b"),
    ("UCLG-MEWA", "ＵＣＬＧ ＭＥＷＡ"),
    ("Straße", "STRASSE"),
]


@pytest.mark.parametrize(("one", "other"), SAME_WORDS)
def test_spellings_of_the_same_words_fold_to_the_same_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_keep_different_keys() -> None:
    assert (
        len({fold(word) for word in ("Hedef (A)", "Hedef (B)", "Hedef", "Üye", "Ülke", "E-1.1", "E-11")}) == 7
    )


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  AB\u00a0proje\tofisi  ", "AB proje ofisi"),
        ("bir\r\n\r\niki  üç \n", "bir\niki üç"),
        ("satır_x000D_\nsonu", "satır\nsonu"),
        (unicodedata.normalize("NFD", "Çığ"), "Çığ"),
        ("\ufeffsıfır\u200bgenişlik\u00ad", "sıfırgenişlik"),
        ("aile 👨\u200d👩\u200d👧", "aile 👨\u200d👩\u200d👧"),
        ("مرحبا 城市", "مرحبا 城市"),
    ],
)
def test_invisible_dirt_goes_without_a_word(typed: str, meant: str) -> None:
    assert clean(typed) == (meant, False)


@pytest.mark.parametrize("typed", ["a\x00b", "a\x07b", "a\u202eb", "a\u2066b", "a\ud800b", "a\uffffb"])
def test_what_may_deceive_or_break_is_removed_and_said(typed: str) -> None:
    assert clean(typed) == ("ab", True)


@given(st.text())
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text).text
    assert clean(once) == (once, False)


@pytest.mark.parametrize("typed", ["", " \u00a0\t", "\n", "\u200b\ufeff", "_x000D_"])
def test_a_cell_that_shows_nothing_is_blank(typed: str) -> None:
    assert is_blank(Cell(1, 1, "text", typed))


@pytest.mark.parametrize(
    "cell", [Cell(1, 1, "number", 0), Cell(1, 1, "text", "-"), Cell(1, 1, "bool", False)]
)
def test_a_cell_that_shows_something_is_not_blank(cell: Cell) -> None:
    assert not is_blank(cell)
