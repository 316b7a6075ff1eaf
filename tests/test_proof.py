"""A department head files the receipt, and anybody can check years later that it is true."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from definition import LANGUAGES, Definition, Language
from etl.__main__ import main
from etl.messages import words
from etl.problems import Problem
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.submit import submit
from tests import figures, opened
from tests.small_group import build, open_page
from ui.documents.receipt import receipt_facts, receipt_pdf
from ui.documents.typeset import UNKNOWN

home = opened.home
STATE = {"state": "counted", "confirmed_at": datetime(2025, 2, 3, 12, 30, tzinfo=UTC)}
COUNTS = {"cover": 1, "actions": 12, "indicators": 25}


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory, definition: Definition) -> Path:
    return build(tmp_path_factory.mktemp("proof"), definition)


@pytest.fixture(scope="module")
def receipt(group: Path) -> Submitted:
    found = (r for r in Archive(group).receipts() if isinstance(r, Submitted) and r.city == "antalya")
    return max(found, key=lambda r: r.at)


def pdf(receipt: Submitted, language: Language = "tr", **state: object) -> bytes:
    return receipt_pdf(receipt, STATE | state, COUNTS, language, is_sample=False)


def text(made: bytes) -> str:
    """What a screen reader hears, without the breaks of the lines."""
    pages = PdfReader(io.BytesIO(made)).pages
    return " ".join("\n".join(page.extract_text() for page in pages).replace("\u200b", "").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_document_says_every_fact_that_the_screen_says(receipt: Submitted, language: Language) -> None:
    said = text(pdf(receipt, language))
    for name, value in receipt_facts(receipt, STATE, COUNTS, language):
        assert " ".join(name.split()) in said
        assert " ".join(value.split()) in said
    assert receipt.sha256 in said
    assert f"python -m etl verify {receipt.id}" in said


def test_every_open_warning_stands_in_the_document(receipt: Submitted, definition: Definition) -> None:
    warned = dataclasses.replace(
        receipt, problems=tuple(Problem("sheet_empty", "warning", sheet="networks") for _ in range(60))
    )
    made = pdf(warned)
    sentence = words(warned.problems[0], definition, "tr").message
    assert text(made).count(sentence) == 60
    assert len(PdfReader(io.BytesIO(made)).pages) > 1


def test_what_somebody_typed_is_shown_as_typed_and_never_obeyed(receipt: Submitted) -> None:
    name = '#panic("x") *a* $x$ _b_ @ref <l> #read("receipt.typ").xlsx'
    assert name in text(pdf(dataclasses.replace(receipt, file_name=name)))


def test_any_script_and_emoji_are_letters_and_not_boxes(receipt: Submitted) -> None:
    name = "ŞehirКиївΑθήνα東京서울हिन्दी🎉.xlsx"
    said = text(pdf(dataclasses.replace(receipt, file_name=name)))
    assert set(name) <= set(said)  # not in order: an i in Hindi stands before the letter it is said after
    assert UNKNOWN not in said


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
@settings(max_examples=25, deadline=None)
def test_no_name_keeps_anybody_from_a_receipt(name: str) -> None:
    at = datetime(2025, 2, 3, 9, 30, 1, 123456, tzinfo=UTC)
    given_one = Submitted(
        *("20250203-000000-abcdef", at, name, name, "0" * 64, 1, "acceptable"),
        *("antalya", "3", False, "1", "", ()),
    )
    assert pdf(given_one).startswith(b"%PDF")


def test_the_same_receipt_is_the_same_document_to_the_byte(receipt: Submitted) -> None:
    assert pdf(receipt) == pdf(receipt)
    assert pdf(receipt) != pdf(receipt, "en")


def test_the_document_can_be_heard_and_says_which_language_it_is_in(receipt: Submitted) -> None:
    for language in LANGUAGES:
        reader = PdfReader(io.BytesIO(pdf(receipt, language)))
        assert reader.trailer["/Root"]["/Lang"] == language
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_only_our_own_fonts_are_used(receipt: Submitted) -> None:
    """A misspelt family would be replaced silently."""
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in PdfReader(io.BytesIO(pdf(receipt))).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {"Inter-Regular", "Inter-SemiBold"}


def test_a_withdrawn_submission_says_so_with_its_reason(receipt: Submitted) -> None:
    gone = {
        "state": "withdrawn",
        "withdrawn_at": datetime(2025, 3, 1, tzinfo=UTC),
        "withdrawn_reason": "yanlış",
    }
    assert "geri alındı" in text(pdf(receipt, **gone))
    assert "yanlış" in text(pdf(receipt, **gone))


def test_invented_figures_say_so_on_the_receipt_too(receipt: Submitted, definition: Definition) -> None:
    made = receipt_pdf(receipt, STATE, COUNTS, "tr", is_sample=True)
    assert definition.text("shell.banner", "tr") in text(made)


def test_the_receipt_is_offered_where_the_submission_counts(home: Path, receipt: Submitted) -> None:
    at = open_page("submit", id=receipt.id)
    assert "Makbuz (PDF)" in {button.label for button in at.get("download_button")}


# ------------------------------------------------------------------ python -m etl verify


def run(*arguments: object) -> int:
    return main([str(a) for a in arguments])


def test_a_true_receipt_is_verified_with_everything_it_says(
    group: Path, receipt: Submitted, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", receipt.id, "--data", group) == 0
    said = capsys.readouterr().out
    assert said.startswith("✓ Doğrulandı")
    for fact in (receipt.id, receipt.sha256, receipt.file_name, "Antalya", "sayıldı"):
        assert fact in said
    assert run("verify", receipt.id, "--data", group, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["state"], told["sha256"]) == ("stored", "counted", receipt.sha256)


def test_a_file_in_hand_is_compared_with_the_one_that_was_sent(
    group: Path, receipt: Submitted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "benim.xlsx"
    mine.write_bytes(Archive(group).original(receipt.sha256))
    assert run("verify", receipt.id, "--file", mine, "--data", group) == 0
    assert "✓ Aynı" in capsys.readouterr().out
    mine.write_bytes(mine.read_bytes() + b" ")
    assert run("verify", receipt.id, "--file", mine, "--data", group, "--lang", "en") == 1
    assert "✗ Not the same" in capsys.readouterr().out
    assert run("verify", receipt.id, "--file", tmp_path / "yok.xlsx", "--data", group) == 1


@pytest.fixture
def damaged(definition: Definition, tmp_path: Path) -> tuple[Path, Submitted, Path]:
    home = build(tmp_path, definition)
    receipt = next(r for r in Archive(home).receipts() if isinstance(r, Submitted))
    return home, receipt, home / "archive" / "originals" / receipt.sha256[:2] / f"{receipt.sha256}.xlsx"


def test_a_changed_or_lost_original_is_noticed(
    damaged: tuple[Path, Submitted, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    home, receipt, original = damaged
    original.chmod(0o644)
    original.write_bytes(b"something else")
    assert run("verify", receipt.id, "--data", home) == 1
    assert "✗ Doğrulanamadı" in capsys.readouterr().out
    original.unlink()
    assert run("verify", receipt.id, "--data", home, "--json") == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "missing"


@pytest.mark.parametrize("asked", ["20990101-000000-abcdef", "../../etc/passwd", "' OR 1=1", "", "ş" * 500])
def test_a_number_that_nobody_was_given_is_refused_in_a_sentence(
    asked: str, group: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", asked, "--data", group) == 2
    assert "makbuz yok" in capsys.readouterr().out


def test_a_receipt_written_before_the_next_publishing_is_verified_without_a_state(
    group: Path, definition: Definition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "evi"
    shutil.copytree(group, home)
    sent = submit(home, definition, b"not a workbook", "elma.xlsx", "Ali").receipt
    assert run("verify", sent.id, "--data", home, "--json") == 0
    assert json.loads(capsys.readouterr().out)["state"] is None


def test_a_file_of_context_figures_is_verified_as_well(
    group: Path, definition: Definition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "evi"
    shutil.copytree(group, home)
    given = figures.hand_in(home, definition, *figures.GOOD)
    assert run("verify", given.id, "--data", home, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["city"]) == ("stored", None)
    assert told["state"] == "counted"
    assert run("verify", given.id, "--data", home) == 0
    assert given.file_name in capsys.readouterr().out
