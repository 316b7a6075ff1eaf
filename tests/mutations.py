"""Thousands of workbooks that chance has altered: does anything but one of the three verdicts come out?

    python -m tests.mutations [--files N] [--seconds S] [--seed X] [--keep DIR]

Prints how many files ended with which verdict. Exit code 1, and the bytes in DIR, if a file ended otherwise
or took more than its share of time or memory. The suite runs a few hundred of them (test_mutations.py).
"""

from __future__ import annotations

import argparse
import json
import random
import re
import signal
import struct
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from types import FrameType
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import psutil
from openpyxl.comments import Comment
from openpyxl.styles import Font

from definition import LANGUAGES, Definition, load
from etl.check import check
from etl.report import as_json
from tests.builders import Typed, changed_workbook, filled_workbook
from tests.packages import FIELDS, MAIN, STRICT, parts, tampered, zipped

TODAY = date(2025, 2, 1)
VERDICTS = frozenset({"acceptable", "needs_fixing", "unreadable"})
Parts = Mapping[str, str | bytes]

ROWS = (
    '<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><f>B1*2</f><v>90000</v></c><c r="C2" s="0"/></row>'
    '<row><c t="inlineStr"><is><r><t>iki </t></r><r><t>parça</t></r></is></c><c t="e"><v>#REF!</v></c></row>'
)
SHEET = (
    '<worksheet {ns}><dimension ref="A1:C3"/><cols><col min="2" max="3" hidden="1"/></cols>'
    '<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A5:B6"/></mergeCells>'
    '<hyperlinks><hyperlink ref="A1"/></hyperlinks>'
    "</worksheet>"
)
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'
)
STRINGS = "<si><t>bir</t></si><si><r><t>iki_x000D_</t></r><rPh><t>i</t></rPh></si>"


@dataclass(frozen=True)
class Bounds:
    """What one file may take; the files altered here are small, so this is generous."""

    seconds: float = 5
    growth_mb: float = 300


@dataclass
class Summary:
    """What came out of a run; `faults`: what must not have."""

    files: int = 0
    seconds: float = 0
    slowest: float = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    recipes: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, bytes]] = field(default_factory=list)  # what happened, recipe, the file


def seeds() -> dict[str, Parts]:
    """The workbooks to alter, as parts: the template, what other programs write, and the smallest ones."""
    template = unzipped(filled_workbook())
    return {
        "template": template,
        "worked on": unzipped(changed_workbook(_work_on, actions_I2=Typed(0.45, "0%"), actions_K3="=10*4")),
        "shared strings": _with_shared_strings(template),
        "prefixed": {name: _prefixed(name, content) for name, content in template.items()},
        "strict": {name: _strict(content) for name, content in template.items()},
        "smallest": parts(ROWS, sheet=SHEET, styles=STYLES, strings=STRINGS),
    }


def _work_on(book: Any) -> None:
    """What people do to a workbook over the months."""
    sheet = book["Eylemler"]
    sheet.merge_cells("M2:M3")
    sheet["A3"].comment = Comment("kontrol edildi", "Merve")
    sheet["C4"].hyperlink = "https://ornek.bel.tr"
    sheet["C5"].font = Font(bold=True)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["L"].hidden = True
    book.copy_worksheet(book["Projeler"])
    book.create_sheet("Notlar")["C7"] = "taslak"


def _with_shared_strings(template: Parts) -> Parts:
    """The same with its texts in a part of their own, as Excel and LibreOffice write them."""
    strings: dict[str, int] = {}

    def shared(match: re.Match[str]) -> str:
        index = strings.setdefault(match[2], len(strings))
        return f'<c {match[1]} t="s"><v>{index}</v></c>'

    contents = dict(template)
    for name in template:
        if name.startswith("xl/worksheets/sheet"):
            text = _text(template[name])
            contents[name] = re.sub(r'<c ([^>]*?) t="inlineStr"><is>(<t.*?</t>)</is></c>', shared, text)
    listed = "".join(f"<si>{text}</si>" for text in strings)
    contents["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{listed}</sst>'
    relations = _text(contents["xl/_rels/workbook.xml.rels"])
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    more = f'<Relationship Id="rIdS" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    contents["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", more)
    return contents


def _prefixed(name: str, content: str | bytes) -> str | bytes:
    if not name.startswith("xl/worksheets/sheet"):
        return content
    return re.sub(r"<(/?)(?=\w)", r"<\1x:", _text(content)).replace("xmlns=", "xmlns:x=", 1)


def _strict(content: str | bytes) -> str:
    text = _text(content)
    for transitional, strict in STRICT.items():
        text = text.replace(transitional, strict)
    return text


def _text(content: str | bytes) -> str:
    return content if isinstance(content, str) else content.decode()


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def unzipped(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def altered(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, or a piece cut out, doubled or moved."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(max(len(changed), 1))
        changed = changed or bytearray(b"<")
        piece = slice(at, at + chance.randint(1, 40))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[piece]
            case 2:
                changed[at:at] = changed[piece]
            case 3:
                changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)


_SPELLINGS = re.compile(rb'"[^"<>]*"|(?<=>)[^<>]+(?=<)')  # values of attributes, and texts
_TAGS = re.compile(rb"<[^<>]*>")
_LISTED = """0|-1|1|1e999|-0.0|NaN|1_0|١|12,5|%45|1e308|99999999999999999999|true|on|s|str|b|d|e|inlineStr|x
A1|a1|$A$1|A0|XFD1048576|XFE1|A1:XFD1048576|B2:A1|IV20000|rId1|../../x|/xl/workbook.xml|0%|[h]||
#REF!|=1+1|Kapak|Toplam|\u202e|İıÇ|😀|_xD83D_|_x0000_|&#9;|&#0;|&amp;lt;|<!DOCTYPE a>|<![CDATA[<c/>]]>
{found}|dd.mm.yyyy|2024-13-45|E-1.1|KAP-01|hidden|1904|]]>"""
_ODD = [*re.split(r"[|\n]", _LISTED), "y" * 40_000, "[" * 2_000]


def respelled(markup: bytes, chance: random.Random) -> bytes:
    """Some values or texts replaced by odd ones; the markup stays whole."""
    for _ in range(chance.randint(1, 6)):
        found = list(_SPELLINGS.finditer(markup))
        if not found:
            return markup
        match = chance.choice(found)
        odd = chance.choice(_ODD).encode()
        quoted = b'"' + odd.replace(b"<", b"&lt;") + b'"' if match[0].startswith(b'"') else odd
        markup = markup[: match.start()] + quoted + markup[match.end() :]
    return markup


def rearranged(markup: bytes, chance: random.Random) -> bytes:
    """Whole tags left out, doubled or put elsewhere."""
    for _ in range(chance.randint(1, 3)):
        found = list(_TAGS.finditer(markup))
        if not found:
            return markup
        tag, other = chance.choice(found), chance.choice(found)
        match chance.randrange(3):
            case 0:
                markup = markup[: tag.start()] + markup[tag.end() :]
            case 1:
                markup = markup[: tag.start()] + tag[0] * chance.randint(2, 80) + markup[tag.end() :]
            case 2:
                markup = markup[: other.start()] + tag[0] + markup[other.start() :]
    return markup


def repeated(markup: bytes, chance: random.Random) -> bytes:
    """A stretch between two tags, so mostly whole elements, many times."""
    found = list(_TAGS.finditer(markup))
    if len(found) < 2:
        return markup
    first = chance.randrange(len(found) - 1)
    last = min(first + chance.randint(1, 12), len(found) - 1)
    piece = markup[found[first].start() : found[last].start()]
    return markup[: found[first].start()] + piece * chance.randint(2, 30) + markup[found[first].start() :]


def mutant(books: Mapping[str, Parts], chance: random.Random) -> tuple[str, bytes]:
    """How it was made, and a file."""
    name = chance.choice(list(books))
    recipe = chance.choice(list(_RECIPES))
    return f"{recipe}, {name}", _RECIPES[recipe](books, books[name], chance)


def _some_parts(
    how: Callable[[bytes, random.Random], bytes],
) -> Callable[[Mapping[str, Parts], Parts, random.Random], bytes]:
    def change(_books: Mapping[str, Parts], book: Parts, chance: random.Random) -> bytes:
        sheets = [name for name in book if name.startswith("xl/worksheets/sheet")]
        read = sheets if chance.random() < 0.6 else list(book)
        chosen = chance.sample(read, k=min(chance.choice((1, 1, 2, 4)), len(read)))
        return zipped(book | {name: how(_bytes(book[name]), chance) for name in chosen}, ZIP_STORED)

    return change


def _container(_books: Mapping[str, Parts], book: Parts, chance: random.Random) -> bytes:
    return altered(zipped(book, chance.choice((ZIP_STORED, ZIP_DEFLATED))), chance)


def _directory(_books: Mapping[str, Parts], book: Parts, chance: random.Random) -> bytes:
    """The central directory and its end, where a flipped bit means most."""
    data = zipped(book)
    start = data.index(b"PK\x01\x02")
    return data[:start] + altered(data[start:], chance)


def _cut(_books: Mapping[str, Parts], book: Parts, chance: random.Random) -> bytes:
    data = zipped(book)
    return data[: chance.randrange(len(data))] if chance.random() < 0.8 else data[chance.randrange(1, 60) :]


def _joined(books: Mapping[str, Parts], book: Parts, chance: random.Random) -> bytes:
    """Two files after each other, or one with something around it."""
    other = zipped(books[chance.choice(list(books))])
    junk = chance.choice((other, b"PK\x03\x04", chance.randbytes(chance.randint(1, 300)), bytes(30)))
    data = zipped(book)
    return chance.choice((data + junk, junk + data, data[:100] + junk + data[100:]))


def _lying(_books: Mapping[str, Parts], book: Parts, chance: random.Random) -> bytes:
    data = zipped(book)
    for _ in range(chance.randint(1, 3)):
        name, what = chance.choice(list(book)), chance.choice(list(FIELDS))
        largest = 0xFFFF if what in ("flags", "method") else 0xFFFFFFFF
        value = chance.choice((0, 1, 8, 10, 1000, largest >> 1, largest, chance.randint(0, largest)))
        try:
            data = tampered(data, name, **{what: value})
        except (AssertionError, ValueError, struct.error):  # a lie about the offset hides the entry
            break
    return data


def _spliced(books: Mapping[str, Parts], book: Parts, chance: random.Random) -> bytes:
    """Parts of another workbook, or other parts of the same, in place of its own; some missing."""
    contents = dict(book)
    for _ in range(chance.randint(1, 5)):
        other = books[chance.choice(list(books))]
        name = chance.choice(list(contents))
        taken = name if name in other and chance.random() < 0.5 else chance.choice(list(other))
        contents[name] = other[taken]
        if chance.random() < 0.2 and len(contents) > 1:
            del contents[chance.choice(list(contents))]
    return zipped(contents, ZIP_STORED)


def _renamed(_books: Mapping[str, Parts], book: Parts, chance: random.Random) -> bytes:
    contents: dict[str, str | bytes] = {}
    chosen = chance.choice(list(book))
    odd = [
        chosen.upper(),
        chosen.replace("/", "\\"),
        f"../{chosen}",
        f"/{chosen}",
        f"{chosen}\u0130",
        f"C:{chosen}",
    ]
    for name, content in book.items():
        contents[chance.choice([*odd, *book]) if name == chosen else name] = content
    return zipped(contents, ZIP_STORED)


_RECIPES: dict[str, Callable[[Mapping[str, Parts], Parts, random.Random], bytes]] = {
    "bytes of the zip": _container,
    "bytes of the directory": _directory,
    "a cut": _cut,
    "two files in one": _joined,
    "a lying entry": _lying,
    "bytes of the XML": _some_parts(altered),
    "values of the XML": _some_parts(respelled),
    "tags of the XML": _some_parts(rearranged),
    "elements repeated": _some_parts(repeated),
    "parts exchanged": _spliced,
    "a part renamed": _renamed,
}


def outcome(data: bytes, definition: Definition) -> str:
    """The verdict on a file, with the first code where it is no submission. Raises what the check raises."""
    checked = check(data, "bildirim.xlsx", definition, TODAY)
    for language in LANGUAGES:
        json.dumps(as_json(checked, definition, language), allow_nan=False)
    if checked.acceptance != "unreadable":
        return checked.acceptance
    return f"{checked.acceptance}: {checked.problems[0].code}"


class _Late(BaseException):
    """Not an Exception, so that nothing on the way takes it for a fault of the file."""


class _Alarm:
    """Ends what hangs, where the system knows alarms."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            self._before = signal.signal(signal.SIGALRM, _ring)
            signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise _Late


def judge(data: bytes, definition: Definition, bounds: Bounds) -> tuple[str, str, float]:
    """The outcome, the fault if there is one, and the seconds it took."""
    process = psutil.Process()
    before, begun = process.memory_info().rss, time.perf_counter()
    found, fault = "", ""
    try:
        with _Alarm(4 * bounds.seconds):
            found = outcome(data, definition)
    except _Late:
        fault = "never ended"
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"[:300]
    took = time.perf_counter() - begun
    growth = (process.memory_info().rss - before) / 2**20
    if not fault and found.partition(":")[0] not in VERDICTS:
        fault = f"verdict {found}"
    if not fault and took > bounds.seconds:
        fault = f"took {took:.1f} s"
    if not fault and growth > bounds.growth_mb:
        fault = f"left {growth:.0f} MB behind"
    return found, fault, took


def run(
    definition: Definition, files: int, seconds: float, seed: int = 1, bounds: Bounds = Bounds()
) -> Summary:
    """Judge `files` altered workbooks, or as many as the seconds allow."""
    summary, begun = Summary(), time.perf_counter()
    for recipe, data in _mutants(files, seed):
        found, fault, took = judge(data, definition, bounds)
        summary.files += 1
        summary.seconds = time.perf_counter() - begun
        summary.slowest = max(summary.slowest, took)
        summary.outcomes[found or "fault"] += 1
        summary.recipes[f"{recipe.partition(',')[0]}: {found.partition(':')[0] or 'fault'}"] += 1
        if fault:
            summary.faults.append((fault, recipe, data))
        if summary.seconds > seconds:
            break
    return summary


def _mutants(files: int, seed: int) -> Iterator[tuple[str, bytes]]:
    books, chance = seeds(), random.Random(seed)
    for _ in range(files):
        yield mutant(books, chance)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("mutations"), help="where offending files are put")
    chosen = parser.parse_args(arguments)
    summary = run(load(), chosen.files, chosen.seconds, chosen.seed)
    print(f"{summary.files} files in {summary.seconds:.0f} s, the slowest took {summary.slowest:.2f} s")
    for found, times in [*sorted(summary.outcomes.items()), *sorted(summary.recipes.items())]:
        print(f"{times:7}  {found}")
    for number, (fault, recipe, data) in enumerate(summary.faults):
        chosen.keep.mkdir(parents=True, exist_ok=True)
        path = chosen.keep / f"{chosen.seed}-{number}.xlsx"
        path.write_bytes(data)
        print(f"{path}: {fault} ({recipe})", file=sys.stderr)
    return 1 if summary.faults else 0


if __name__ == "__main__":
    sys.exit(main())
