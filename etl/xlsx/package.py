"""The parts of a zip, inflated without believing what the zip says of itself."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from etl.xlsx.limits import LIMITS, Limits
from etl.xlsx.refusals import damaged, unsafe

_LOCAL_HEADER = struct.Struct("<4s22xHH")


class Package:
    """A zip in memory. Part names are compared folded and with forward slashes, as Excel does.

    Not ZipFile.read: at 0.1 ms a part it would cost more than reading the cells, and it inflates
    as much as the entry claims.
    """

    def __init__(self, data: bytes, limits: Limits = LIMITS) -> None:
        self._data = data
        self._limits = limits
        try:
            with ZipFile(BytesIO(data)) as file:
                self.entries = tuple(file.infolist())
        except (BadZipFile, NotImplementedError, ValueError, LookupError, OSError, struct.error) as error:
            raise damaged("zip_directory") from error
        self._contents: dict[int, bytes] = {}  # what was inflated and found right needs it no second time
        self._by_name = {folded(entry.orig_filename): entry for entry in self.entries}

    def __contains__(self, name: str) -> bool:
        return folded(name) in self._by_name

    def read(self, name: str) -> bytes:
        """The content of one part; KeyError where there is none."""
        return self.content(self._by_name[folded(name)])

    def content(self, entry: ZipInfo) -> bytes:
        """The content of one entry, checked against the length and the checksum it declares."""
        known = self._contents.get(entry.header_offset)
        if known is None:
            known = self._contents[entry.header_offset] = self._inflated(entry)
        return known

    def _inflated(self, entry: ZipInfo) -> bytes:
        if entry.file_size > self._limits.part_bytes:
            raise unsafe("part_size")
        packed = self._packed(entry)
        if entry.compress_type == ZIP_STORED:
            content = packed
        elif entry.compress_type == ZIP_DEFLATED:
            content = _unpacked(packed, entry.file_size + 1)
        else:
            raise unsafe("method")
        if len(content) > entry.file_size:
            raise unsafe("lying_size")
        if len(content) < entry.file_size or zlib.crc32(content) != entry.CRC:
            raise damaged("checksum")
        return content

    def _packed(self, entry: ZipInfo) -> bytes:
        start = entry.header_offset
        header = self._data[start : start + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size:
            raise damaged("local_header")
        magic, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        if magic != b"PK\x03\x04":
            raise damaged("local_header")
        begin = start + _LOCAL_HEADER.size
        if self._data[begin : begin + name_length] != _encoded_name(entry):
            raise unsafe("two_names")
        begin += name_length + extra_length
        packed = self._data[begin : begin + entry.compress_size]
        if len(packed) != entry.compress_size:
            raise damaged("cut")
        return packed


def folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _encoded_name(entry: ZipInfo) -> bytes:
    """The name as it stood in the directory: flag 0x800 says UTF-8, else the old DOS code page."""
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
    except zlib.error as error:
        raise damaged("deflate") from error
