"""What kind of file is this? Told from its content; the name only decides what content cannot."""

from __future__ import annotations

import re
from typing import Literal

FileKind = Literal[
    "zip",  # an .xlsx is one, and much else too
    "empty",
    "lock_file",
    "password",
    "old_excel",
    "csv",
    "html",
    "open_document",
    "pdf",
    "archive",  # packed, but no zip
    "not_excel",
]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Inside an OLE file the names of its streams are UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Some programs write them in capitals; BOOK is found in WORKBOOK too.
_OLD_WORKBOOKS = tuple(name.encode("utf-16-le") + b"\0\0" for name in ("Workbook", "Book", "BOOK"))
_OLD_STREAMS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_LOCK_FILE_BYTES = 165  # always, in every Excel that writes one
_LOCK_FILE_NAMES = ("~$", ".~lock.")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|meta|table|body|style)\b|mime-version:", re.IGNORECASE)
_EXCEL_2003_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_FLAT_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"  # .fods, an .ods that is not packed
_SEPARATORS = (";", ",", "\t")
_CSV_NAMES = (".csv", ".tsv", ".txt")
_SAMPLE = 4096


def kind_of_file(data: bytes, file_name: str) -> FileKind:
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        return "empty"
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if file_name.startswith(_LOCK_FILE_NAMES) or (len(data) == _LOCK_FILE_BYTES and b"\0" in data):
        return "lock_file"
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith(_OLD_STREAMS):
        return "old_excel"
    if data.startswith(_ARCHIVES):
        return "archive"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _text(data, file_name)


def _ole(data: bytes) -> FileKind:
    if _ENCRYPTED in data:
        return "password"
    return "old_excel" if any(name in data for name in _OLD_WORKBOOKS) else "not_excel"


def _text(data: bytes, file_name: str) -> FileKind:
    text = _decoded(data[:_SAMPLE])
    if text is None:
        return "not_excel"
    start = text.lstrip("\ufeff \r\n\t")
    if _EXCEL_2003_XML in start:
        return "old_excel"
    if _FLAT_OPEN_DOCUMENT in start:
        return "open_document"
    if _HTML.match(start):
        return "html"
    if file_name.casefold().endswith(_CSV_NAMES):
        return "csv"
    if start.startswith(("<", "{", "[")):
        return "not_excel"
    return "csv" if any(mark in start.partition("\n")[0] for mark in _SEPARATORS) else "not_excel"


def _decoded(sample: bytes) -> str | None:
    """As text in one of the encodings spreadsheets are exported in; None if it holds binary data."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return sample.decode("utf-16", "replace")
    if re.search(rb"[\x00-\x08\x0e-\x1a]", sample):
        return None
    return sample.decode("utf-8", "replace")
