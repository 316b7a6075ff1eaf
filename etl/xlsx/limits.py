"""How much a file may hold. One table: the gate and the reader refuse by it, the tests lower it."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Far above every honest submission (under 1 MB, under 30,000 cells), far below what would hurt."""

    upload_bytes: int = 10 * MEBIBYTE
    entries: int = 600
    unpacked_bytes: int = 100 * MEBIBYTE
    part_bytes: int = 50 * MEBIBYTE
    ratio: int = 150  # unpacked to packed, for parts above `ratio_from_bytes`
    ratio_from_bytes: int = 10 * MEBIBYTE
    xml_depth: int = 64
    sheets: int = 50
    last_row: int = 20_000  # of a cell with a value
    last_column: int = 256
    valued_cells: int = 300_000  # in the workbook: the memory is shared by all its sheets
    cell_elements: int = 1_500_000  # in the workbook, styled blanks counted
    row_elements: int = 200_000  # in a sheet
    characters: int = 10_000_000  # of all texts, each as often as it is shown: 300,000 cells of 33
    text_length: int = 32_767  # what Excel lets a cell hold
    merges: int = 5_000  # in a sheet
    merged_cells: int = 200_000  # in a sheet
    linked_cells: int = 200_000  # in a sheet: the area under hyperlinks
    styles: int = 20_000
    names: int = 5_000
    relations: int = 5_000  # of one part
    strings: int = 300_000


LIMITS = Limits()
