"""Files that chance has altered: they are read or refused, and nothing else ever happens."""

from __future__ import annotations

import random
from zipfile import ZIP_STORED

import pytest

from etl.problems import Unreadable
from etl.xlsx.gate import refuse
from etl.xlsx.reader import read
from tests.builders import filled_workbook
from tests.packages import parts, zipped

TIMES = 150


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


def read_or_refused(data: bytes) -> bool:
    try:
        refuse(data, "bildirim.xlsx")
        read(data)
    except Unreadable:
        return False
    return True


def test_a_file_with_altered_bytes_is_read_or_refused() -> None:
    chance = random.Random(1)
    good = filled_workbook()
    assert sum(read_or_refused(altered(good, chance)) for _ in range(TIMES)) < TIMES / 2


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


@pytest.mark.parametrize("part", sorted(parts()))
def test_a_workbook_with_altered_markup_is_read_or_refused(part: str) -> None:
    chance = random.Random(2)
    contents: dict[str, str | bytes] = {**parts(ROWS, sheet=SHEET, styles=STYLES, strings=STRINGS)}
    markup = str(contents[part]).encode()
    read_or_not = [
        read_or_refused(zipped(contents | {part: altered(markup, chance)}, ZIP_STORED)) for _ in range(TIMES)
    ]
    assert len(read_or_not) == TIMES


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_an_upload_that_was_cut_is_called_damaged(share: float) -> None:
    good = filled_workbook()
    with pytest.raises(Unreadable) as refusal:
        refuse(good[: int(len(good) * share)], "bildirim.xlsx")
    assert refusal.value.problem.code == "refused_damaged"
