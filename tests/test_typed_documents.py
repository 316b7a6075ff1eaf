"""What somebody typed is read as typed in every document that is handed out, and becomes nothing else."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from zipfile import ZipFile, is_zipfile

import duckdb
import pytest
from lxml import etree
from pypdf import PdfReader

import definition as definition_package
from definition import Language, load
from etl.database import snapshots
from etl.database.export import export
from etl.harmless import is_dangerous
from etl.marking.mark import mark
from etl.prefilled import prefilled_template
from etl.problem_list import problem_list
from etl.programme import keep_up
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from tests.packs import AT, pack_of
from tests.typed import OUTSIDE, Words, build, signs
from ui.documents.book import book
from ui.documents.brief import brief
from ui.documents.deck import deck
from ui.documents.pack import Chart, Series
from ui.documents.receipt import receipt_pdf
from ui.exports import csv_for_people
from ui.reminder import mail_link
from ui.theme import BLUE

_FORMULA = "f"
# What a text could become in a part of an office document.
_ELEMENTS = (_FORMULA, "hyperlink", "hlinkClick", "hlinkHover", "oleObject", "fld")
_CODED = "_x005F_"
_PDF = b"%PDF"


@dataclass(frozen=True)
class Home:
    path: Path
    words: Words


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Home]:
    """Harmless and nasty."""
    found = []
    for is_nasty in (False, True):
        home = tmp_path_factory.mktemp("typed") / "data"
        found.append(Home(home, build(home, is_nasty)))
        definition_package.keep(())
    return found[0], found[1]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_typed_words_are_read_as_typed_in_every_document(
    language: Language, homes: tuple[Home, Home], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[dict[str, bytes]] = []
    for home in homes:
        monkeypatch.setenv("PANO_DATA", str(home.path))
        keep_up(home.path)
        made.append(dict(documents(home.path, tmp_path / home.path.parent.name, language)))
    harmless, nasty = made
    assert harmless.keys() == nasty.keys()
    faults = {name: _faults(harmless[name], nasty[name], homes[1].words) for name in nasty}
    assert {name: found for name, found in faults.items() if found} == {}
    shown = signs(text for document in nasty.values() for text in texts(document))
    assert len(shown) > 200, "what was typed is in the documents"


def documents(home: Path, out: Path, language: Language) -> Iterator[tuple[str, bytes]]:
    """Everything that is handed out, by name."""
    for city in (None, "antalya", "ankara"):
        pack = pack_of(home, language=language, city=city, indicator="KAP-03")
        yield f"{city} slides", deck(pack)
        yield f"{city} workbook", book(pack)
        yield f"{city} brief", brief(pack, AT)
    known, archive = load(), Archive(home)
    sent = [one for one in archive.receipts() if isinstance(one, Submitted)]
    for receipt in sent:
        name = f"{receipt.city} {receipt.workshop} {receipt.acceptance} {receipt.at:%H%M}"
        state = {"state": "withdrawn", "withdrawn_at": AT, "withdrawn_reason": _reason(home, receipt.id)}
        yield f"{name} receipt", receipt_pdf(receipt, state, {}, language, is_sample=False)
        yield f"{name} problems", problem_list(receipt.problems, known, language, receipt.file_name)
        if receipt.acceptance != "unreadable" and language == "tr":  # as the workbook is
            yield f"{name} marked", mark(archive.original(receipt.sha256), receipt.problems, known)
    for city in ("antalya", "bursa"):
        letter = mail_link(known.workshop("3"), city, date(2025, 1, 6), language, ["a@ornek.bel.tr"])
        yield f"{city} letter", letter.encode()
    if language == "tr":  # of one language for everybody
        yield "template", prefilled_template(home, known, "antalya", "3").data
        yield from _tables(home, out, language)


def _tables(home: Path, out: Path, language: Language) -> Iterator[tuple[str, bytes]]:
    snapshot = snapshots.current(home)
    assert snapshot
    for file in (*export(snapshot, out / "csv", "csv"), *export(snapshot, out / "xlsx", "xlsx")):
        yield file.name, file.read_bytes()
    with duckdb.connect(snapshot, read_only=True) as connection:
        yield "for people.csv", csv_for_people(connection.execute("SELECT * FROM stored_cell").df(), language)


def _reason(home: Path, submission_id: str) -> str:
    with duckdb.connect(str(snapshots.current(home)), read_only=True) as connection:
        asked = "SELECT withdrawn_reason FROM submission_state WHERE submission_id = ?"
        (reason,) = connection.execute(asked, [submission_id]).fetchone() or ("",)
        return reason or ""


def _faults(harmless: bytes, nasty: bytes, words: Words) -> dict[str, Any]:
    read, is_divided = list(texts(nasty)), nasty.startswith(_PDF)
    told = {
        "more than text": became(nasty) - became(harmless),
        "formulas": became(nasty)[_FORMULA],  # in both of them a text begins like one
        "not to be found": sorted(signs(texts(harmless)) - signs(read)),
        "read otherwise": [text for text in read if not words.are_read_in(text, is_divided)][:5],
    }
    return {name: what for name, what in told.items() if what}


def became(document: bytes) -> Counter[str]:
    """What is more than text, by kind."""
    if document.startswith(_PDF):
        return Counter(str(one.get_object()["/Subtype"]) for one in _annotations(document))
    if document.startswith(b"mailto:"):
        return Counter(parse_qs(urlsplit(document.decode()).query).keys())
    if not is_zipfile(io.BytesIO(document)):
        return Counter(
            _FORMULA for field in _fields(document) if is_dangerous(field) and not _is_number(field)
        )
    found: Counter[str] = Counter()
    for name, part in _parts(document):
        if name.endswith((".xml", ".rels", ".vml")):
            tags = [element for element in etree.fromstring(part).iter() if isinstance(element.tag, str)]
            found.update(_kind(element) for element in tags)
            found.update("outside" for e in tags if e.get("TargetMode") == "External")
            found.update("bold" for e in tags if e.get("b") == "1" or e.get("i") == "1")
    del found[""]
    return found


def _kind(element: Any) -> str:
    """A chart's own f only says in which cells its figures are."""
    name = etree.QName(element)
    is_own = name.localname == _FORMULA and name.namespace.endswith("/chart")
    return name.localname if name.localname in _ELEMENTS and not is_own else ""


def texts(document: bytes) -> Iterator[str]:
    if document.startswith(_PDF):
        yield " ".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)
    elif document.startswith(b"mailto:"):
        yield unquote(document.decode())
    elif not is_zipfile(io.BytesIO(document)):
        yield from _fields(document)
    else:
        for name, part in _parts(document):
            if name.endswith((".xml", ".vml")):
                yield from _paragraphs(etree.fromstring(part))


def _paragraphs(root: Any) -> Iterator[str]:
    """A cell, a note, a paragraph of a slide: what stands together."""
    for element in root.iter("{*}si", "{*}is", "{*}comment", "{*}p", "{*}v", "{*}title"):
        yield "".join(element.itertext()).replace(_CODED, "_")


def _parts(document: bytes) -> Iterator[tuple[str, bytes]]:
    """Of the document and of the workbooks in it."""
    with ZipFile(io.BytesIO(document)) as opened:
        for name in opened.namelist():
            part = opened.read(name)
            yield name, part
            if name.endswith(".xlsx"):
                yield from _parts(part)


def _annotations(document: bytes) -> Iterator[Any]:
    for page in PdfReader(io.BytesIO(document)).pages:
        yield from page.get("/Annots", ())


def _fields(document: bytes) -> Iterator[str]:
    separator = ";" if document.startswith(b"\xef\xbb\xbf") else ","
    for row in csv.reader(io.StringIO(document.decode("utf-8-sig"), newline=""), delimiter=separator):
        yield from row


def _is_number(field: str) -> bool:
    return field.replace(",", ".").lstrip("-").replace(".", "", 1).replace("e-", "").isdigit()


def test_a_letter_has_one_head_and_one_receiver(
    monkeypatch: pytest.MonkeyPatch, homes: tuple[Home, Home]
) -> None:
    monkeypatch.setenv("PANO_DATA", str(homes[1].path))
    keep_up(homes[1].path)
    link = mail_link(load().workshop("3"), "antalya", date(2025, 1, 6), "tr", ["a@ornek.bel.tr"])
    assert parse_qs(urlsplit(link).query).keys() == {"subject", "body"}
    assert "\n" not in unquote(urlsplit(link).query.partition("&body=")[0])
    assert OUTSIDE not in urlsplit(link).path


def test_names_in_the_table_behind_a_slide_s_chart_are_no_formulas_and_no_links(
    monkeypatch: pytest.MonkeyPatch, homes: tuple[Home, Home]
) -> None:
    monkeypatch.setenv("PANO_DATA", str(homes[0].path))
    pack = pack_of(homes[0].path)
    shown = Chart("bars", ("=1+1", f"https://{OUTSIDE}"), (Series("=2+2", (1.0, 2.0), BLUE),), "", False, "")
    changed = [replace(table, chart=shown) if table.chart else table for table in pack.tables]
    before, after = deck(pack), deck(replace(pack, tables=tuple(changed)))
    assert became(after) - became(before) == Counter()
    assert {"=1+1", "=2+2", f"https://{OUTSIDE}"} <= set(texts(after))
