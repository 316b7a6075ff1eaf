"""Each limit with a file that keeps it and one that oversteps it, hostile files, and the words for them."""

from __future__ import annotations

import random
import re
import string
import time
from dataclasses import replace
from datetime import date
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from definition import LANGUAGES, Definition
from etl.check import check
from etl.messages import words
from etl.problems import Problem, Unreadable
from etl.xlsx.gate import refuse
from etl.xlsx.limits import LIMITS, Limits
from etl.xlsx.reader import read
from tests.builders import filled_workbook
from tests.packages import package, parts, relations, tampered, zipped

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


def with_sheets(count: int) -> bytes:
    """That many sheets, each in a part of its own."""
    contents = parts()
    listed = "".join(f'<sheet name="S{n}" r:id="rId{n}"/>' for n in range(10, 9 + count))
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace("</sheets>", f"{listed}</sheets>")
    more = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(10, 9 + count)}
    contents["xl/_rels/workbook.xml.rels"] = relations(rId1=("worksheet", "worksheets/sheet1.xml"), **more)
    return zipped(contents | {f"xl/worksheets/sheet{n}.xml": "<worksheet/>" for n in range(10, 9 + count)})


def nested(depth: int) -> bytes:
    """A sheet whose innermost element stands in `depth` elements, itself counted."""
    inside = "<a>" * (depth - 1) + "</a>" * (depth - 1)
    return package(sheet=f"<worksheet {{ns}}>{inside}{{rows}}</worksheet>")


def merging(*references: str, tag: str = "mergeCell") -> bytes:
    return package(sheet=TAIL.format("".join(f'<{tag} ref="{reference}"/>' for reference in references)))


PAIRS = [f"A{2 * n + 1}:A{2 * n + 2}" for n in range(5_001)]
TAIL = "<worksheet {{ns}}><sheetData>{{rows}}</sheetData>{}</worksheet>"
TWO_CELLS = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
SIX_CHARACTERS = '<row r="1"><c r="A1" t="str"><v>abc</v></c><c r="B1" t="str"><v>abc</v></c></row>'
BLANKS = '<row r="1"><c r="A1" s="1"/><c r="B1" s="1"/></row>'

# The table of limits as it is, where a file at the limit is quickly made: at it, one beyond it, code, cell.
AT_AND_BEYOND = [
    (nested(64), nested(65), "refused_unsafe", ""),
    (with_sheets(50), with_sheets(51), "refused_too_many_sheets", ""),
    (merging(*PAIRS[:5_000]), merging(*PAIRS), "refused_many_merges", ""),
    (merging("A1:J20000"), merging("A1:J20000", "L7"), "refused_merged", "L7"),
    (
        merging("A1:J20000", tag="hyperlink"),
        merging("A1:J20000", "L7", tag="hyperlink"),
        "refused_linked",
        "L7",
    ),
    (
        package(styles=lists("cellXfs", xf=20_000)),
        package(styles=lists("cellXfs", xf=20_001)),
        "refused_too_many_styles",
        "",
    ),
    (
        package(names=lists("definedNames", definedName=5_000)),
        package(names=lists("definedNames", definedName=5_001)),
        "refused_too_many_names",
        "",
    ),
    (
        package(strings="<si/>" * 300_000),
        package(strings="<si/>" * 300_001),
        "refused_too_many_strings",
        "",
    ),
    (package("<row/>" * 200_000), package("<row/>" * 200_001), "refused_too_many_rows", ""),
    (
        package(sheet=TAIL.format("<col/>" * 20_000)),
        package(sheet=TAIL.format("<col/>" * 20_001)),
        "refused_malformed",
        "",
    ),
]


@pytest.mark.parametrize(("at_the_limit", "beyond", "code", "cell"), AT_AND_BEYOND)
def test_a_file_at_the_limit_is_read_and_one_beyond_it_is_refused(
    at_the_limit: bytes, beyond: bytes, code: str, cell: str
) -> None:
    assert refusal(at_the_limit) is None
    problem = refusal(beyond)
    assert problem is not None
    assert (problem.code, problem.cell) == (code, cell)


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
    ({"characters": 5}, package(SIX_CHARACTERS), "refused_too_much_text", "B1"),
    ({"relations": 2}, GOOD, "refused_unsafe", ""),
    (
        {"merges": 1},
        package(sheet=TAIL.format('<mergeCell ref="A1:A2"/><mergeCell ref="C3:D4"/>')),
        "refused_many_merges",
        "",
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
    ({"characters": 6}, package(SIX_CHARACTERS)),
    ({"relations": 3}, GOOD),
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
        characters=10_000_000,
        text_length=32_767,
        merges=5_000,
        merged_cells=200_000,
        linked_cells=200_000,
        styles=20_000,
        names=5_000,
        relations=5_000,
        strings=300_000,
    )
    assert agreed == LIMITS


DTD = '<!DOCTYPE x [<!ENTITY a "b">]>'
SHEET_XML = parts(CELL)[SHEET]
DTDS = [
    DTD,
    f"\ufeff{DTD}",
    f" \n\t{DTD}",
    f"<!-- -->{DTD}",
    "<!DOCTYPE worksheet>",
    '<!DOCTYPE worksheet SYSTEM "http://ornek.org/a.dtd">',
    '<!DOCTYPE worksheet PUBLIC "a" "file:///etc/passwd">',
    '<!DOCTYPE worksheet [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>',
    f'<?xml version="1.0" encoding="iso-8859-9"?>{DTD}',
    f'<?xml version="1.0" encoding="utf-7"?>{DTD}',
    f'<?xml version="1.0" encoding="rot13"?>{DTD}',
    f'<?xml version="1.0" standalone="yes"?>{DTD}',
]
TRICKS = [
    ("entries", zipped(parts(CELL) | {f"xl/{number}.bin": "" for number in range(594)})),
    ("duplicate_name", with_part("XL\\worksheets/Sheet1.xml")),
    ("duplicate_name", with_part("[content_types].xml")),
    ("nul_name", with_part("xl/a_b.xml").replace(b"xl/a_b.xml", b"xl/a\0b.xml")),
    ("absolute_name", with_part("/etc/passwd")),
    ("absolute_name", with_part("C:/windows/a.xml")),
    ("absolute_name", with_part("c:a.xml")),
    ("absolute_name", with_part("\\\\server\\a.xml")),
    ("parent_name", with_part("xl/../../a.xml")),
    ("parent_name", with_part("xl\\..\\..\\a.xml")),
    ("parent_name", with_part("..")),
    ("symlink", tampered(GOOD, SHEET, attributes=0o120777 << 16)),
    ("encrypted_entry", tampered(GOOD, SHEET, flags=1)),
    ("encrypted_entry", tampered(GOOD, SHEET, flags=0x41)),
    *(("method", tampered(GOOD, SHEET, method=method)) for method in (1, 9, 12, 14, 93, 95, 98, 99)),
    ("overlap", tampered(GOOD, SHEET, offset=0)),
    ("lying_size", tampered(GOOD, SHEET, unpacked=10)),
    ("prefix", GOOD + GOOD),
    ("prefix", b"PK\x03\x04" + GOOD),
    ("dtd", with_part("docProps/core.xml", f"{DTD}<x/>")),
    ("dtd", with_part("docProps/core.xml", f"{DTD}<x/>".encode("utf-32"))),
    ("dtd", with_part("docProps/core.xml", f"{DTD}<x/>".encode("utf-16"))),
    ("xml_depth", package("<row>" * 70 + "</row>" * 70)),
]


@pytest.mark.parametrize(("reason", "data"), TRICKS)
def test_each_trick_is_refused_with_one_sentence_and_its_reason_for_the_log(reason: str, data: bytes) -> None:
    problem = refusal(data)
    assert problem is not None
    assert (problem.code, problem.fact("reason")) == ("refused_unsafe", reason)


@pytest.mark.parametrize("part", [SHEET, "xl/_rels/workbook.xml.rels", "xl/a.vml"])
@pytest.mark.parametrize("dtd", DTDS)
def test_a_dtd_is_refused_in_each_spelling_and_part(dtd: str, part: str) -> None:
    problem = refusal(with_part(part, dtd + parts(CELL).get(part, "<x/>")))
    assert problem is not None
    assert (problem.code, problem.fact("reason")) == ("refused_unsafe", "dtd")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"])
def test_a_dtd_in_an_odd_encoding_never_reaches_the_reader(encoding: str) -> None:
    """Where the gate cannot see it, the reader knows no such encoding."""
    problem = refusal(with_part(SHEET, (DTD + SHEET_XML).encode(encoding)))
    assert problem is not None
    assert problem.code in ("refused_unsafe", "refused_malformed")


def test_a_dtd_in_a_part_with_another_ending_is_refused() -> None:
    contents = parts()
    contents["xl/worksheets/sheet1.bin"] = DTD + contents.pop(SHEET)
    of_workbook = contents["xl/_rels/workbook.xml.rels"]
    contents["xl/_rels/workbook.xml.rels"] = of_workbook.replace("sheet1.xml", "sheet1.bin")
    problem = refusal(zipped(contents))
    assert problem is not None
    assert problem.fact("reason") == "dtd"


@pytest.mark.parametrize(("reason", "data"), TRICKS)
def test_who_sent_a_trick_reads_nothing_of_the_reason_and_the_log_does(
    reason: str, data: bytes, definition: Definition, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "etl.check"):
        checked = check(data, "bildirim.xlsx", definition, date(2025, 2, 1))
    assert reason in caplog.text
    (problem,) = checked.problems
    for language in LANGUAGES:
        said = words(problem, definition, language)
        assert said == words(Problem("refused_unsafe", "error"), definition, language)
        assert said.message != ""


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


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999])
def test_an_upload_that_was_cut_is_called_damaged(share: float) -> None:
    good = filled_workbook()
    problem = refusal(good[: int(len(good) * share)])
    assert problem is not None
    assert problem.code == "refused_damaged"


def streamed() -> bytes:
    """As programs write that cannot go back: sizes and checksum behind each part."""
    target = BytesIO()
    with ZipFile(Forward(target), "w", ZIP_DEFLATED) as file:
        for name, content in parts(CELL).items():
            file.writestr(name, content)
    assert b"PK\x07\x08" in target.getvalue()
    return target.getvalue()


class Forward(RawIOBase):
    def __init__(self, target: BytesIO) -> None:
        self.target = target

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self.target.write(data)


def with_large_headers() -> bytes:
    """Zip64, as for parts of unknown size, and the longest remark a zip can carry."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as file:
        for name, content in parts(CELL).items():
            with file.open(name, "w", force_zip64=True) as entry:
                entry.write(content.encode())
        file.comment = b"x" * 65_535
    return target.getvalue()


@pytest.mark.parametrize("data", [streamed(), with_large_headers(), zipped(parts(CELL), ZIP_STORED)])
def test_honest_zips_of_other_writers_are_read(data: bytes) -> None:
    assert refusal(data) is None


@pytest.mark.parametrize("before", [b"MZ", b"\n", b"%PDF-1.7\n", bytes(100)])
def test_a_zip_that_begins_later_is_no_workbook(before: bytes) -> None:
    problem = refusal(before + GOOD)
    assert problem is not None
    assert problem.code in ("refused_not_excel", "refused_pdf")


def test_a_part_over_the_ratio_is_refused_and_one_under_it_read() -> None:
    """Eleven megabytes of which one fifteenth of a megabyte, or a little more, is no repetition."""
    chance = random.Random(1)
    for incompressible, code in ((60_000, "refused_unpacked_size"), (80_000, None)):
        problem = refusal(with_part("xl/a.bin", chance.randbytes(incompressible) + bytes(11 << 20)))
        assert (problem.code if problem else None) == code


def test_huge_attributes_and_columns_from_nowhere_are_read() -> None:
    long = "y" * (8 << 20)
    columns = '<col min="0" max="99999999999999999999" hidden="1"/><col min="-9" max="-1" hidden="1"/>'
    assert refusal(package(sheet=TAIL.format(f'{columns}<x a="{long}"/>'))) is None


def test_sheets_may_not_share_a_part() -> None:
    """Or a few kilobytes would be read fifty times over."""
    contents = parts(CELL)
    twice = '<sheet name="B" r:id="rId1"/></sheets>'
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace("</sheets>", twice)
    problem = refusal(zipped(contents))
    assert problem is not None
    assert problem.fact("reason") == "sheet_part_twice"


def seconds(data: bytes) -> float:
    begun = time.process_time()
    assert refusal(data) is None
    return time.process_time() - begun


def test_a_part_with_comments_is_read_once_however_often_it_is_listed() -> None:
    listed = '<Override PartName="/xl/comments1.xml" ContentType="a.comments+xml"/>' * 2_000
    contents = parts(CELL) | {
        "[Content_Types].xml": f"<Types>{listed}</Types>",
        "xl/comments1.xml": "y" * (4 << 20),
    }
    assert seconds(zipped(contents)) < 3


@pytest.mark.parametrize("code", ["[" * 200_000, "[&gt;1]0;" * 3_000])
def test_a_number_format_of_endless_length_takes_no_time(code: str) -> None:
    styles = f'<numFmts><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
    assert seconds(package(styles=styles)) < 3


@pytest.mark.parametrize(("length", "read"), [(255, True), (256, False)])
def test_the_name_of_a_sheet_has_a_length_that_can_be_shown(length: int, read: bool) -> None:
    contents = parts(CELL)
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace("Sayfa", "S" * length)
    assert (refusal(zipped(contents)) is None) == read


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
            for sentence in (
                definition.text(f"problem.{code}.{part}", "tr"),
                definition.text(f"problem.{code}.{part}", "en"),
            ):
                assert {name for _, name, _, _ in string.Formatter().parse(sentence) if name} <= known


def test_a_zip_that_begins_with_an_empty_folder_is_nothing_out_of_the_way() -> None:
    assert refusal(zipped({"xl/": "", **parts(CELL)})) is None
