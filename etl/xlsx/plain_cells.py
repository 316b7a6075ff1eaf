"""The cells of a worksheet that is spelled as spreadsheet programs spell it, without walking its XML.

To be called back for four to seven elements a cell is most of what reading costs. What Excel, LibreOffice,
Google Sheets and openpyxl write is so regular that one pattern recognizes it in a third less time. It is
strict: every character between <sheetData> and </sheetData> must belong to a row or a cell in that spelling,
or nothing of the sheet is read here and its XML is walked. The tests hold both ways equal."""

from __future__ import annotations

import re
from html import unescape

from etl.xlsx.addresses import position
from etl.xlsx.shared_strings import unescaped
from etl.xlsx.sheet_cells import SheetCells

_DEPTH = 6  # of an inline text below the worksheet
_BEGIN, _END = "<sheetData>", "</sheetData>"
_TOKEN = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="([a-zA-Z]{1,9})")? ?(?:/>|>'
    r'(?:<f(?: aca="false")?>([^<]*)</f>)?'
    r'(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
    r'|<row((?: [a-zA-Z][a-zA-Z0-9:]*="[^"<&]*")*) ?(/?)>'
    r"|</row>"
)
_ATTRIBUTE = re.compile(r' ([a-zA-Z0-9:]+)="([^"]*)"')
_REFERENCE = re.compile(r"&(?:amp|lt|gt|quot|apos|#x[2-9a-fA-F][0-9a-fA-F]{1,3}|#[1-9][0-9]{2,3});")
# What only a parser of XML judges rightly: carriage returns, characters XML forbids, another encoding.
_CONTROLS = bytes({*range(32)} - {9, 10})
_FOR_THE_PARSER = (b"]]>", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_OTHER_ENCODING = re.compile(rb'\s*<\?xml[^>]*encoding=["\'](?!utf-8["\'])', re.IGNORECASE)


class _OtherwiseError(Exception):
    """Something in the sheet is spelled otherwise."""


def collect(xml: bytes, cells: SheetCells) -> bytes | None:
    """Put the cells into `cells` and return the XML of the rest of the sheet; None where it must be walked,
    and then `cells` may hold some already."""
    if (
        cells.limits.xml_depth < _DEPTH
        or _OTHER_ENCODING.match(xml)
        or any(odd in xml for odd in _FOR_THE_PARSER)
    ):
        return None
    head, begin, body = xml.partition(_BEGIN.encode())
    body, end, tail = body.rpartition(_END.encode())
    if not begin or not end or len(body.translate(None, _CONTROLS)) != len(body):
        return None
    try:
        _read(body.decode("utf-8"), cells)
    except (_OtherwiseError, ValueError, LookupError, OverflowError):
        return None
    return head + begin + end + tail


def _read(body: str, cells: SheetCells) -> None:
    known = cells.columns
    row, row_digits, end, inside = 0, "", 0, False
    for token in _TOKEN.finditer(body):
        if token.start() != end:
            raise _OtherwiseError
        end = token.end()
        letters, digits, style, type_, formula, value, inline, start, closed = token.groups()
        if letters is not None:
            if not inside:
                raise _OtherwiseError
            cells.count()
            column = known.get(letters)
            if column is None or digits != row_digits:
                row, column = position(letters + digits)
                row_digits, known[letters] = digits, column
            if formula is not None:
                formula = _text(formula)
            if inline is not None:
                cells.add(row, column, "inlineStr", "0", unescaped(_text(inline)), formula)
            elif value is not None or formula is not None:
                cells.add(row, column, type_ or "n", style or "0", value and _text(value), formula)
        elif start is None:
            if not inside:
                raise _OtherwiseError
            inside = False
        else:
            if inside:
                raise _OtherwiseError
            inside = not closed
            cells.start_row(_attributes(start))
    if end != len(body) or inside:
        raise _OtherwiseError


def _attributes(spelled: str) -> dict[str, str]:
    found = _ATTRIBUTE.findall(spelled)
    attributes = dict(found)
    if len(attributes) != len(found):  # one of them twice
        raise _OtherwiseError
    return attributes


def _text(escaped: str) -> str:
    if "&" not in escaped:
        return escaped
    if "&" in _REFERENCE.sub("", escaped):
        raise _OtherwiseError
    return unescape(escaped)
