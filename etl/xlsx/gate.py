"""The first line of defence: what is no workbook, or none to be opened, is refused before it is parsed.

Here stands what the zip tells. What only the XML tells (cells, merges, styles, a DTD in disguise) the
reader refuses while it reads, so that no part is parsed twice.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from etl.problems import unreadable
from etl.xlsx.limits import LIMITS, MEBIBYTE, Limits
from etl.xlsx.markup import Attributes, walk
from etl.xlsx.package import Package, folded
from etl.xlsx.refusals import unsafe
from etl.xlsx.relations import main_part, relations_of
from etl.xlsx.signature import kind_of_file

_ENCRYPTED_FLAGS = 0x1 | 0x40
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTENT_TYPES = "[content_types].xml"
_MACRO_PARTS = re.compile(r"vbaproject\.bin$|(?:^|/)macrosheets/")
_MACRO_TYPES = re.compile(rb"macroEnabled|ms-office\.vbaProject", re.IGNORECASE)
_MACRO_RELATIONS = re.compile("macrosheet|vbaProject", re.IGNORECASE)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_DECLARATIONS = tuple("<!DOCTYPE".encode(code) for code in _ENCODINGS)
_MARKUP = (".xml", ".rels", ".vml")
_DOCUMENTS = ("word/", "ppt/")
_SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def refuse(data: bytes, file_name: str, limits: Limits = LIMITS) -> Package:
    """Unreadable, with a code of its own for each kind of file, unless this may be given to the reader.

    What may is returned as the package that the reader takes: every part of it is inflated by then."""
    refuse_size(len(data), limits)
    kind = kind_of_file(data, file_name)
    if kind != "zip":
        raise unreadable(f"refused_{kind}")
    package = Package(data, limits)
    _refuse_other_packages(package)
    _refuse_structure(package.entries, limits)
    _refuse_declared_sizes(package.entries, limits)
    _refuse_other_workbooks(package, limits)
    _refuse_contents(package)
    _refuse_hidden_macros(package, limits)
    return package


def refuse_size(size: int, limits: Limits = LIMITS) -> None:
    """Unreadable if nobody should even begin to read a file of `size` bytes."""
    if size > limits.upload_bytes:
        found = -(-size // MEBIBYTE)
        raise unreadable("refused_too_big", found=found, limit=limits.upload_bytes // MEBIBYTE)


def _refuse_structure(entries: tuple[ZipInfo, ...], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise unsafe("entries")
    if len({folded(entry.orig_filename) for entry in entries}) != len(entries):
        raise unsafe("duplicate_name")
    for entry in entries:
        _refuse_name(entry.orig_filename)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise unsafe("symlink")
        if entry.flag_bits & _ENCRYPTED_FLAGS:
            raise unsafe("encrypted_entry")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise unsafe("method")
    _refuse_overlap(entries)


def _refuse_name(name: str) -> None:
    forward = name.replace("\\", "/")
    if forward.startswith("/") or _DRIVE.match(forward):
        raise unsafe("absolute_name")
    if ".." in forward.split("/"):
        raise unsafe("parent_name")
    if "\0" in forward:
        raise unsafe("nul_name")


def _refuse_overlap(entries: Iterable[ZipInfo]) -> None:
    """Entries that share their packed bytes are how a small file claims to be a huge one."""
    in_place = sorted(entries, key=lambda e: e.header_offset)
    if in_place and in_place[0].header_offset != 0:
        raise unsafe("prefix")  # something stands before the first entry: another file, perhaps
    end = 0
    for entry in in_place:
        if entry.header_offset < end:
            raise unsafe("overlap")
        end = entry.header_offset + entry.compress_size


def _refuse_declared_sizes(entries: Iterable[ZipInfo], limits: Limits) -> None:
    """What is really read is held to these sizes by Package."""
    total = 0
    for entry in entries:
        total += entry.file_size
        if entry.file_size > limits.part_bytes or total > limits.unpacked_bytes:
            raise unreadable("refused_unpacked_size", reason="unpacked")
        packed_at_most = max(entry.compress_size, 1) * limits.ratio
        if entry.file_size > limits.ratio_from_bytes and entry.file_size > packed_at_most:
            raise unreadable("refused_unpacked_size", reason="ratio")


def _refuse_other_packages(package: Package) -> None:
    """Asked before the structure is judged: an archive or an .ods deserves its own sentence."""
    if _CONTENT_TYPES in package:
        return
    names = [folded(entry.orig_filename) for entry in package.entries]
    if any(name.endswith(_SPREADSHEETS) for name in names):
        raise unreadable("refused_archive")
    if any(name.endswith(".iwa") for name in names):
        raise unreadable("refused_apple_numbers")
    kind = package.read("mimetype") if "mimetype" in package else b""
    if b"opendocument.spreadsheet" in kind:
        raise unreadable("refused_open_document")
    raise unreadable("refused_document" if b"opendocument" in kind else "refused_not_excel")


def _refuse_other_workbooks(package: Package, limits: Limits) -> None:
    names = [folded(entry.orig_filename) for entry in package.entries]
    if any(name.endswith("workbook.bin") for name in names):
        raise unreadable("refused_binary_excel")
    if not any(name.startswith("xl/") or name.endswith("workbook.xml") for name in names):
        document = any(name.startswith(_DOCUMENTS) for name in names)
        raise unreadable("refused_document" if document else "refused_not_excel")
    if any(_MACRO_PARTS.search(name) for name in names) or _declares_macros(package, names, limits):
        raise unreadable("refused_macros")


def _declares_macros(package: Package, names: list[str], limits: Limits) -> bool:
    """Some programs declare a type for macros in every workbook: it counts where a part is of that type."""
    endings = {name.rpartition(".")[2] for name in names}
    types: list[str] = []

    def every(attributes: Attributes) -> None:
        if attributes.get("Extension", "xml").casefold() in endings:
            types.append(attributes.get("ContentType", ""))

    # A part of its own names none, and is there: so it counts like the .xml that every workbook has.
    walk(package.read(_CONTENT_TYPES), _CONTENT_TYPES, {"Default": every, "Override": every}, {}, limits)
    return _MACRO_TYPES.search("\n".join(types).encode()) is not None


def _refuse_contents(package: Package) -> None:
    """Every part is read to its end once: only so is its checksum known, and what it hides."""
    for entry in package.entries:
        content = package.content(entry)
        if entry.orig_filename.lower().endswith(_MARKUP) and any(d in content for d in _DECLARATIONS):
            raise unsafe("dtd")


def _refuse_hidden_macros(package: Package, limits: Limits) -> None:
    """Parts that are called something else and have no type, but are referred to as macros."""
    relations = relations_of(package, main_part(package, limits), limits)
    if any(_MACRO_RELATIONS.search(relation.kind) for relation in relations):
        raise unreadable("refused_macros")
