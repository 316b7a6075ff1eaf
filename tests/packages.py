"""Workbooks written part by part, for what no spreadsheet library would write."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

STRICT = {
    MAIN: "http://purl.oclc.org/ooxml/spreadsheetml/main",
    RELATIONS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def relations(**targets: tuple[str, str]) -> str:
    """A .rels part: id = (last word of the type, target)."""
    listed = "".join(
        f'<Relationship Id="{id_}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE_RELATIONS}">{listed}</Relationships>'


def parts(
    rows: str = "",
    *,
    sheet: str = "<worksheet {ns}><sheetData>{rows}</sheetData></worksheet>",
    strings: str = "",
    styles: str = "",
    properties: str = "",
    names: str = "",
) -> dict[str, str]:
    """The parts of a workbook with one sheet called Sayfa; `rows` are its <row> elements."""
    ns = f'xmlns="{MAIN}" xmlns:r="{RELATIONS}"'
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(rId1=("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {ns}><workbookPr {properties}/><sheets>"
        f'<sheet name="Sayfa" sheetId="1" r:id="rId1"/></sheets>{names}</workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            rId1=("worksheet", "worksheets/sheet1.xml"),
            rId2=("sharedStrings", "sharedStrings.xml"),
            rId3=("styles", "/xl/styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet.format(ns=ns, rows=rows),
        "xl/sharedStrings.xml": f"<sst {ns}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {ns}>{styles}</styleSheet>",
    }


def zipped(contents: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return buffer.getvalue()


def package(rows: str = "", **fields: str) -> bytes:
    return zipped(parts(rows, **fields))


# Where a field stands in an entry of the central directory, and in the header before the data.
FIELDS = {
    "flags": ("<H", 8, 6),
    "method": ("<H", 10, 8),
    "checksum": ("<I", 16, 14),
    "packed": ("<I", 20, 18),
    "unpacked": ("<I", 24, 22),
    "attributes": ("<I", 38, None),
    "offset": ("<I", 42, None),
}


def tampered(data: bytes, part: str, **fields: int) -> bytes:
    """The same zip, which now says something else of one part."""
    changed = bytearray(data)
    name = part.encode()
    entry = data.rindex(name) - 46  # the directory stands at the end
    (local,) = struct.unpack_from("<I", data, entry + 42)
    assert data[entry : entry + 4] == b"PK\x01\x02"
    for field, value in fields.items():
        layout, in_directory, in_header = FIELDS[field]
        struct.pack_into(layout, changed, entry + in_directory, value)
        if in_header is not None:
            struct.pack_into(layout, changed, local + in_header, value)
    return bytes(changed)
