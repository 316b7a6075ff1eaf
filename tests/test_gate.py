"""Each kind of file that is no workbook, and each limit, refused under a code of its own."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from openpyxl import Workbook

from definition import Definition
from etl.gate import refuse
from etl.limits import LIMITS, Limits
from etl.problems import Problem, Unreadable
from etl.reader import read
from tests.builders import filled_workbook
from tests.packages import package, parts, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
SHEET = "xl/worksheets/sheet1.xml"
Bytes = Callable[[], bytes]


def refusal(data: bytes, file_name: str = "bildirim.xlsx", limits: Limits = LIMITS) -> Problem | None:
    """What the gate, or else the reader behind it, says of a file; None if it may pass."""
    try:
        refuse(data, file_name, limits)
        read(data, limits)
    except Unreadable as error:
        return error.problem
    return None


def code_of(data: bytes, file_name: str = "bildirim.xlsx", limits: Limits = LIMITS) -> str:
    problem = refusal(data, file_name, limits)
    return problem.code if problem else "accepted"


def with_parts(**more: str | bytes) -> bytes:
    """A good workbook and parts more; __ in a name stands for the slash."""
    return zipped(GOOD | {name.replace("__", "/"): content for name, content in more.items()})


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """A part under another name of the same length, in both places where a zip holds it."""
    assert len(old) == len(new)
    return data.replace(old, new)


def archive(**files: bytes) -> bytes:
    return zipped({name.replace("__", "."): content for name, content in files.items()})


def typed(content_type: str) -> bytes:
    return zipped(GOOD | {"[Content_Types].xml": f'<Types><Override ContentType="{content_type}"/></Types>'})


def named(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0\0"


KINDS: list[tuple[str, bytes, str]] = [
    ("refused_empty", b"", "bildirim.xlsx"),
    ("refused_empty", bytes(4096), "bildirim.xlsx"),
    ("refused_lock_file", b"\x05Merve".ljust(54) + b" \0" * 55 + b" ", "~$bildirim.xlsx"),
    ("refused_lock_file", (b"\x05Merve".ljust(54) + b"\x05\0M\0e\0r\0v\0e\0").ljust(165, b"\0"), "b.xlsx"),
    ("refused_lock_file", b",merve,bilgisayar,22.11.2026", ".~lock.bildirim.xlsx#"),
    ("refused_password", named("EncryptedPackage"), "bildirim.xlsx"),
    ("refused_password", named("Workbook") + named("EncryptedPackage"), "bildirim.xlsx"),
    ("refused_old_excel", named("Workbook"), "bildirim.xls"),
    ("refused_old_excel", named("Workbook"), "adı değişmiş.xlsx"),
    ("refused_old_excel", named("Book"), "bildirim.xls"),
    ("refused_old_excel", b"\x09\x08\x08\x00\x00\x05\x10\x00" + bytes(64), "bildirim.xls"),
    (
        "refused_old_excel",
        b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
        "bildirim.xml",
    ),
    ("refused_not_excel", named("WordDocument"), "rapor.doc"),
    ("refused_binary_excel", with_parts(xl__workbook__bin=b"\x83\x01").replace(b"/bin", b".bin"), "b.xlsb"),
    (
        "refused_open_document",
        archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content__xml=b"<x/>"),
        "bildirim.ods",
    ),
    (
        "refused_not_excel",
        archive(mimetype=b"application/vnd.oasis.opendocument.text", content__xml=b"<x/>"),
        "rapor.odt",
    ),
    ("refused_apple_numbers", archive(Document__iwa=b"x"), "bildirim.numbers"),
    ("refused_archive", archive(bildirim__xlsx=package()), "bildirim.zip"),
    ("refused_archive", b"Rar!\x1a\x07\x01\x00" + bytes(40), "bildirim.rar"),
    ("refused_archive", b"7z\xbc\xaf\x27\x1c" + bytes(40), "bildirim.7z"),
    ("refused_not_excel", archive(foto__txt=b"x"), "foto.zip"),
    (
        "refused_not_excel",
        archive(word__xml=b"<x/>").replace(b"word.xml", b"word/xml"),
        "rapor.docx",
    ),
    (
        "refused_not_excel",
        zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}),
        "rapor.docx",
    ),
    ("refused_csv", "Kod;Değer\nKAP-01;3".encode(), "bildirim.csv"),
    ("refused_csv", "Kod;Değer\nKAP-01;3".encode("cp1254"), "bildirim.xlsx"),
    ("refused_csv", "Kod\tDeğer\n".encode("utf-16"), "bildirim.txt"),
    ("refused_csv", b"tek sutun\n1\n2\n", "bildirim.csv"),
    ("refused_html", b"\xef\xbb\xbf\n<html><body><table><tr><td>1", "bildirim.xls"),
    ("refused_html", b"<!DOCTYPE html><html>", "bildirim.xlsx"),
    ("refused_html", b"<table><tr><td>1</td></tr></table>", "bildirim.xls"),
    ("refused_html", b"MIME-Version: 1.0\nContent-Type: multipart/related", "bildirim.mht"),
    ("refused_pdf", b"%PDF-1.7\n%\xe2\xe3", "bildirim.xlsx"),
    ("refused_not_excel", b"\x89PNG\r\n\x1a\n" + bytes(40), "tablo.png"),
    ("refused_not_excel", b'{"a": 1, "b": 2}', "bildirim.xlsx"),
    ("refused_not_excel", b"merhaba", "not.xlsx"),
    ("refused_macros", with_parts(xl__vbaProject=b"x").replace(b"xl/vbaProject", b"vbaProject.bin"[-13:]), ""),
    ("refused_macros", with_parts(xl__macrosheets__sheet1="<x/>"), "bildirim.xlsx"),
    ("refused_macros", typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "bildirim.xlsm"),
]
