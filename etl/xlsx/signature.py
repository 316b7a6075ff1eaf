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
    "shortcut",
    "cloud",  # what a cloud leaves in the place of a file
    "document",
    "image",
    "not_excel",
]

# Kinds that no report is ever in.
NO_TABLE: frozenset[FileKind] = frozenset({"pdf", "image", "document", "shortcut", "cloud", "archive"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Inside an OLE file the names of its streams are UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Some programs write them in capitals; BOOK is found in WORKBOOK too.
_OLD_WORKBOOKS = tuple(name.encode("utf-16-le") + b"\0\0" for name in ("Workbook", "Book", "BOOK"))
_OLD_STREAMS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
# What an image has at its fifth byte: those of telephones, and the old ones of Windows.
_FURTHER = re.compile(rb"....(?:ftyp(?:heic|heix|mif1|avif)|....WEBP)|BM....\0\0\0\0", re.DOTALL)
_LINK = b"L\0\0\0\x01\x14\x02\0"  # .lnk
_SHORTCUTS = ("[InternetShortcut]", "[{000214A0", "[Desktop Entry]")
_SHORTCUT_NAMES = (".lnk", ".url", ".webloc", ".desktop", ".website")
_CLOUD_NAMES = (".gsheet", ".gdoc", ".gslides", ".icloud", ".nextcloud", ".owncloud", ".cloudf")
_DOCUMENT_STREAMS = tuple(
    name.encode("utf-16-le") + b"\0\0" for name in ("WordDocument", "PowerPoint Document")
)
_RICH_TEXT, _FLAT_DOCUMENT = "{\\rtf", "application/vnd.oasis.opendocument."
_LOCK_FILE_BYTES = 165  # always, in every Excel that writes one
_LOCK_FILE_NAMES = ("~$", ".~lock.")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|meta|table|body|style)\b|mime-version:", re.IGNORECASE)
_EXCEL_2003_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_FLAT_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"  # .fods, an .ods that is not packed
_SEPARATORS = (";", ",", "\t")
_CSV_NAMES = (".csv", ".tsv", ".txt")
_SAMPLE = 4096


def kind_of_file(data: bytes, file_name: str) -> FileKind:
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    name = file_name.casefold()
    if name.endswith(_CLOUD_NAMES):
        return "cloud"
    if data.startswith(_LINK) or (data and name.endswith(_SHORTCUT_NAMES)):
        return "shortcut"
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        return "empty"
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
    if data.startswith(_IMAGES) or _FURTHER.match(data):
        return "image"
    return _text(data, file_name)


def _ole(data: bytes) -> FileKind:
    if _ENCRYPTED in data:
        return "password"
    if any(name in data for name in _OLD_WORKBOOKS):
        return "old_excel"
    return "document" if any(name in data for name in _DOCUMENT_STREAMS) else "not_excel"


def _text(data: bytes, file_name: str) -> FileKind:
    text = _decoded(data[:_SAMPLE])
    if text is None:
        return "not_excel"
    start = text.lstrip("\ufeff \r\n\t")
    if _EXCEL_2003_XML in start:
        return "old_excel"
    if _FLAT_OPEN_DOCUMENT in start:
        return "open_document"
    if start.startswith(_RICH_TEXT) or _FLAT_DOCUMENT in start:
        return "document"
    if start.startswith(_SHORTCUTS):
        return "shortcut"
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
