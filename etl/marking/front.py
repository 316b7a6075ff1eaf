"""The sheet in front: one row a problem, each linked to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from etl.harmless import in_workbook
from etl.marking.parts import Element, Parts
from etl.xlsx.refusals import malformed

_PART = "xl/worksheets/panoDuzeltilecekler.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WIDTHS = (9, 18, 9, 60, 60)
_LINK_COLUMN = "C"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """One problem in words. `sheet` is the worksheet's own name; `cell` may be empty."""

    severity: str
    sheet: str
    cell: str
    message: str
    fix: str


def add_front(
    parts: Parts,
    main: str,
    name: str,
    headers: Sequence[str],
    lines: Sequence[Line],
    styles: tuple[str, str],
) -> None:
    """Put the sheet `name` before all others and make it the one that is seen when the file is opened.

    `styles`: the numbers of the style of the header and of the lines."""
    book = parts.tree(main)
    ns = etree.QName(book).namespace
    sheets = _sheets(book)
    for at in book.iterfind(f"{{{ns}}}definedNames/{{{ns}}}definedName[@localSheetId]"):
        at.set("localSheetId", str(int(at.get("localSheetId", "0")) + 1))
    for view in book.iterfind(f"{{{ns}}}bookViews/{{{ns}}}workbookView"):
        view.set("activeTab", "0")
        view.set("firstSheet", "0")
    parts.add(_PART, etree.tostring(_sheet(ns, headers, lines, styles)), _SHEET_TYPE)
    identity = parts.relate(main, _PART, "worksheet")
    number = max((int(sheet.get("sheetId", "0")) for sheet in sheets), default=0) + 1
    front = parts.referring(f"{{{ns}}}sheet", identity)
    front.set("name", name)
    front.set("sheetId", str(number))
    sheets.insert(0, front)


def remove_front(parts: Parts, main: str, name: str) -> None:
    """Take away the sheet that an earlier marking added, and lower what counts the sheets."""
    book = parts.tree(main)
    ns = etree.QName(book).namespace
    sheets = _sheets(book)
    for place, sheet in enumerate(list(sheets)):
        if sheet.get("name") != name or len(sheets) == 1:
            continue
        identity = next(value for key, value in sheet.items() if key.endswith("}id"))
        part = parts.related_by_id(main, identity)
        sheets.remove(sheet)
        parts.unrelate(main, part)
        parts.remove(part)
        names = book.find(f"{{{ns}}}definedNames")
        for at in list(names) if names is not None else ():
            local = int(at.get("localSheetId", "-1"))
            if local == place:
                names.remove(at)
            elif local > place:
                at.set("localSheetId", str(local - 1))
        if names is not None and len(names) == 0:
            book.remove(names)
        for view in book.iterfind(f"{{{ns}}}bookViews/{{{ns}}}workbookView"):
            view.set("activeTab", "0")
            view.set("firstSheet", "0")
        return


def unselect(sheet: Element) -> None:
    """Two selected sheets are a group: what is typed in one would be typed in both."""
    ns = etree.QName(sheet).namespace
    for view in sheet.iterfind(f"{{{ns}}}sheetViews/{{{ns}}}sheetView[@tabSelected]"):
        del view.attrib["tabSelected"]


def _sheets(book: Element) -> Element:
    found = book.find(f"{{{etree.QName(book).namespace}}}sheets")
    if found is None:
        raise malformed("no_sheets")
    return found


def _sheet(ns: str | None, headers: Sequence[str], lines: Sequence[Line], styles: tuple[str, str]) -> Element:
    def sub(parent: Element, tag: str, **attributes: str) -> Element:
        return etree.SubElement(parent, f"{{{ns}}}{tag}", **attributes)

    sheet = etree.Element(f"{{{ns}}}worksheet", nsmap={None: ns})
    sub(sub(sheet, "sheetPr"), "pageSetUpPr", fitToPage="1")
    view = sub(sub(sheet, "sheetViews"), "sheetView", tabSelected="1", workbookViewId="0")
    sub(view, "pane", ySplit="1", topLeftCell="A2", activePane="bottomLeft", state="frozen")
    columns = sub(sheet, "cols")
    for number, width in enumerate(_WIDTHS, 1):
        sub(columns, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    data = sub(sheet, "sheetData")
    links = etree.Element(f"{{{ns}}}hyperlinks")
    rows = [tuple(headers), *((li.severity, li.sheet, li.cell, li.message, li.fix) for li in lines)]
    for number, row in enumerate(rows, 1):
        at = sub(data, "row", r=str(number))
        for letter, text in zip("ABCDE", row, strict=True):
            if text:
                cell = sub(at, "c", r=f"{letter}{number}", s=styles[number > 1], t="inlineStr")
                spelled = sub(sub(cell, "is"), "t")
                spelled.text = in_workbook(text[:_LONGEST])
                spelled.set(_SPACE, "preserve")
    for number, line in enumerate(lines, 2):
        if line.cell:
            quoted = line.sheet.replace("'", "''")
            place = f"'{quoted}'!{line.cell}"
            sub(links, "hyperlink", ref=f"{_LINK_COLUMN}{number}", location=place, display=line.cell)
    if len(links):
        sheet.append(links)
    sub(sheet, "pageSetup", orientation="landscape", fitToHeight="0")
    return sheet
