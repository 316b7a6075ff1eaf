"""Each limit with a file that keeps it and one that oversteps it, hostile files, and the words for them."""

from __future__ import annotations

import re
import string
from dataclasses import replace
from pathlib import Path

import pytest

from definition import Definition
from etl.problems import Problem, Unreadable
from etl.xlsx.gate import refuse
from etl.xlsx.limits import LIMITS, Limits
from etl.xlsx.reader import read
from tests.packages import package, parts, tampered, zipped

CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
GOOD = package(CELL)
SHEET = "xl/worksheets/sheet1.xml"


def refusal(data: bytes, limits: Limits = LIMITS) -> Problem | None:
    """What the gate, or else the reader behind it, says of a file; None if it may pass."""
    try:
        refuse(data, "bildirim.xlsx", limits)
        read(data, limits)
    except Unreadable as error:
        return error.problem
    return None


def with_part(name: str, content: str | bytes = "x") -> bytes:
    return zipped(parts(CELL) | {name: content})


def lists(tag: str, **listed: int) -> str:
    return f"<{tag}>" + "".join(f"<{name}/>" * times for name, times in listed.items()) + f"</{tag}>"


TAIL = "<worksheet {{ns}}><sheetData>{{rows}}</sheetData>{}</worksheet>"
TWO_CELLS = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
BLANKS = '<row r="1"><c r="A1" s="1"/><c r="B1" s="1"/></row>'

# The limit, lowered where the real one would make a slow test; a file over it; the code and the named cell.
LIMITS_OVERSTEPPED = [
    ({"upload_bytes": 1000}, GOOD, "refused_too_big", ""),
    ({"entries": 6}, GOOD, "refused_unsafe", ""),
    ({"unpacked_bytes": 1000}, GOOD, "refused_unpacked_size", ""),
    ({"part_bytes": 500}, with_part("xl/a.bin", b"x" * 501), "refused_unpacked_size", ""),
    ({}, with_part("xl/a.bin", bytes(11 << 20)), "refused_unpacked_size", ""),
    ({"xml_depth": 4}, GOOD, "refused_unsafe", ""),
    ({"sheets": 0}, GOOD, "refused_too_many_sheets", ""),
    ({}, package('<row r="20001"><c r="C20001"><v>1</v></c></row>'), "refused_stray_value", "C20001"),
    ({}, package('<row r="1"><c r="IW1"><v>1</v></c></row>'), "refused_stray_value", "IW1"),
    (
        {},
        package('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "refused_stray_value",
        "XFD1048576",
    ),
    ({"valued_cells": 1}, package(TWO_CELLS), "refused_too_many_cells", ""),
    ({"cell_elements": 1}, package(TWO_CELLS), "refused_too_many_cells", ""),
    ({"cell_elements": 1}, package(BLANKS), "refused_too_many_cells", ""),
    ({"row_elements": 1}, package("<row/><row/>"), "refused_too_many_rows", ""),
    (
        {},
        package(f'<row r="1"><c r="A1" t="str"><v>{"x" * 32_768}</v></c></row>'),
        "refused_long_text",
        "A1",
    ),
    (
        {"merges": 1},
        package(sheet=TAIL.format('<mergeCell ref="A1:A2"/><mergeCell ref="C3:D4"/>')),
        "refused_merged",
        "C3",
    ),
    ({}, package(sheet=TAIL.format('<mergeCell ref="A1:XFD1048576"/>')), "refused_merged", "A1"),
    ({}, package(sheet=TAIL.format('<hyperlink ref="B2:XFD1048576"/>')), "refused_linked", "B2"),
    ({"styles": 1}, package(styles=lists("cellXfs", xf=2)), "refused_too_many_styles", ""),
    ({"names": 1}, package(names=lists("definedNames", definedName=2)), "refused_too_many_names", ""),
    ({"strings": 1}, package(strings="<si/><si/>"), "refused_too_many_strings", ""),
]


@pytest.mark.parametrize(("lowered", "data", "code", "cell"), LIMITS_OVERSTEPPED)
def test_each_limit_refuses_what_oversteps_it(
    lowered: dict[str, int], data: bytes, code: str, cell: str
) -> None:
    problem = refusal(data, replace(LIMITS, **lowered))
    assert problem is not None
    assert (problem.code, problem.cell) == (code, cell)


KEPT = [
    ({"upload_bytes": len(GOOD)}, GOOD),
    ({"entries": 7}, GOOD),
    ({"sheets": 1}, GOOD),
    ({"ratio_from_bytes": 10}, GOOD),
    ({}, with_part("xl/a.bin", bytes(9 << 20))),
    ({"xml_depth": 5}, GOOD),
    ({"valued_cells": 2, "cell_elements": 2, "row_elements": 1}, package(TWO_CELLS)),
    ({"cell_elements": 2}, package(BLANKS)),
    ({}, package('<row r="20000"><c r="IV20000"><v>1</v></c></row>')),
    ({}, package('<row r="1048576"><c r="XFD1048576" s="1"/></row>')),
    ({}, package(f'<row r="1"><c r="A1" t="str"><v>{"x" * 32_767}</v></c></row>')),
    ({"merges": 1, "merged_cells": 4}, package(sheet=TAIL.format('<mergeCell ref="C3:D4"/>'))),
    ({"linked_cells": 4}, package(sheet=TAIL.format('<hyperlink ref="C3:D4"/>'))),
    ({"styles": 2}, package(styles=lists("cellXfs", xf=2))),
    ({"names": 2}, package(names=lists("definedNames", definedName=2))),
    ({"strings": 2}, package(strings="<si/><si/>")),
]


@pytest.mark.parametrize(("lowered", "data"), KEPT)
def test_what_just_keeps_a_limit_is_read(lowered: dict[str, int], data: bytes) -> None:
    assert refusal(data, replace(LIMITS, **lowered)) is None


def test_the_limits_are_those_agreed() -> None:
    agreed = Limits(
        upload_bytes=10 * 2**20,
        entries=600,
        unpacked_bytes=100 * 2**20,
        part_bytes=50 * 2**20,
        ratio=150,
        ratio_from_bytes=10 * 2**20,
        xml_depth=64,
        sheets=50,
        last_row=20_000,
        last_column=256,
        valued_cells=300_000,
        cell_elements=1_500_000,
        row_elements=200_000,
        text_length=32_767,
        merges=5_000,
        merged_cells=200_000,
        linked_cells=200_000,
        styles=20_000,
        names=5_000,
        strings=300_000,
    )
    assert agreed == LIMITS


DTD = '<!DOCTYPE x [<!ENTITY a "b">]>'
TRICKS = [
    ("duplicate_name", with_part("XL\\worksheets/Sheet1.xml")),
    ("absolute_name", with_part("/etc/passwd")),
    ("absolute_name", with_part("C:/windows/a.xml")),
    ("absolute_name", with_part("\\\\server\\a.xml")),
    ("parent_name", with_part("xl/../../a.xml")),
    ("parent_name", with_part("xl\\..\\..\\a.xml")),
    ("symlink", tampered(GOOD, SHEET, attributes=0o120777 << 16)),
    ("encrypted_entry", tampered(GOOD, SHEET, flags=1)),
    ("method", tampered(GOOD, SHEET, method=12)),
    ("overlap", tampered(GOOD, SHEET, offset=0)),
    ("lying_size", tampered(GOOD, SHEET, unpacked=10)),
    ("dtd", with_part("docProps/core.xml", f"{DTD}<x/>")),
    ("dtd", with_part("docProps/core.xml", f"{DTD}<x/>".encode("utf-16"))),
    ("xml_depth", package("<row>" * 70 + "</row>" * 70)),
]


@pytest.mark.parametrize(("reason", "data"), TRICKS)
def test_each_trick_is_refused_with_one_sentence_and_its_reason_for_the_log(reason: str, data: bytes) -> None:
    problem = refusal(data)
    assert problem is not None
    assert (problem.code, problem.fact("reason")) == ("refused_unsafe", reason)


def test_the_reader_refuses_a_dtd_without_the_gate_too() -> None:
    with pytest.raises(Unreadable) as error:
        read(with_part(SHEET, f"{DTD}<worksheet/>"))
    assert error.value.problem.fact("reason") == "dtd"


def test_two_names_for_one_part_are_refused() -> None:
    at = GOOD.index(b"sheet1.xml")
    problem = refusal(GOOD[:at] + b"sheet2.xml" + GOOD[at + 10 :])
    assert problem is not None
    assert problem.fact("reason") == "two_names"


DAMAGED = [
    GOOD[: len(GOOD) // 2],
    GOOD[:-30],
    GOOD[:4],
    tampered(GOOD, SHEET, checksum=1),
    tampered(GOOD, SHEET, unpacked=5000),
    tampered(GOOD, "xl/styles.xml", packed=10_000_000),
    tampered(GOOD, SHEET, offset=99_999_999),
    GOOD.replace(b"PK\x03\x04\x14", b"PK\x07\x07\x14").replace(b"PK\x07\x07", b"PK\x03\x04", 1),
]


@pytest.mark.parametrize("data", DAMAGED)
def test_a_cut_or_damaged_file_is_called_damaged(data: bytes) -> None:
    problem = refusal(data)
    assert problem is not None
    assert problem.code == "refused_damaged"


def test_a_small_file_never_makes_the_reader_inflate_more_than_it_declares() -> None:
    bomb = tampered(with_part("xl/a.bin", bytes(9 << 20)), "xl/a.bin", unpacked=100)
    problem = refusal(bomb)
    assert problem is not None
    assert problem.fact("reason") == "lying_size"


def codes_raised_in_code() -> set[str]:
    etl = Path(__file__).parent.parent / "etl"
    text = "".join(path.read_text(encoding="utf-8") for path in etl.rglob("*.py"))
    listed = re.search(r"FileKind = Literal\[(.*?)\]\n", text, re.DOTALL)
    assert listed is not None
    kinds = {f"refused_{kind}" for kind in re.findall(r'"(\w+)"', listed[1])} - {"refused_zip"}
    return kinds | set(re.findall(r'"(refused_\w+)"', text))


def test_every_refusal_has_words_and_every_word_a_refusal(definition: Definition) -> None:
    worded = {key.split(".")[1] for key in definition.texts if key.startswith("problem.refused_")}
    assert worded == codes_raised_in_code()


def test_sentences_use_only_the_facts_a_refusal_brings(definition: Definition) -> None:
    for lowered, data, code, _ in LIMITS_OVERSTEPPED:
        problem = refusal(data, replace(LIMITS, **lowered))
        assert problem is not None
        known = {name for name, _ in problem.facts} | {"sheet"} | ({"cell"} if problem.cell else set())
        for part in ("message", "fix"):
            for words in (
                definition.text(f"problem.{code}.{part}", "tr"),
                definition.text(f"problem.{code}.{part}", "en"),
            ):
                assert {name for _, name, _, _ in string.Formatter().parse(words) if name} <= known
