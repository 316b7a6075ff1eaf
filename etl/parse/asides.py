"""Is a row of a table no data: a repeated header, a total, a footnote, a signature?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from definition import Definition, Sheet
from etl.cells import Cell
from etl.fold import clean, fold
from etl.interpret.written import normal_code
from etl.lookups import choices_of, headers_of
from etl.parse.headers import Header

_TOTAL = re.compile(
    r"(?:(?:genel|ara|alt|eylem|proje|satir) )?(?:toplam|toplami)"
    r"(?: (?:[0-9]+|eylem|proje|gosterge|ag|sehir|satir|kayit|butce|hibe|sayisi?|adet|tl|avro))*"
    r"|(?:grand |sub ?)?totals?|sum|genel ortalama|ortalama|average|mean"
)
_COUNTED = re.compile(r"[0-9][0-9 ]*(?: \w+)?")  # '12 eylem', '1 750 000 tl'
_MARKS = ("*", "†", "‡", "※", "¹", "²", "(*)")
_REMARKS = frozenset(
    {"not", "notlar", "dipnot", "aciklama", "aciklamalar", "kaynak", "uyari", "note", "notes", "source"}
)
_SIGNED_BY = re.compile(
    r"(?:hazirlayan|duzenleyen|dolduran|onaylayan|kontrol eden|tasdik eden)\b.*"
    r"|(?:prepared|approved|checked) by\b.*"
)
_SIGNATURE_WORDS = frozenset({"imza", "imzasi", "ad soyad", "adi soyadi", "kase imza", "signature", "name"})
_FEW = 3  # cells a remark or a line of signatures takes
_PROSE_WORDS = 4
_FEWEST_REPEATED = 2


def has_its_key(sheet: Sheet, cells: Mapping[str, Cell], definition: Definition) -> bool:
    """Does the row carry a code that only a data row carries? Then nothing else makes it an aside."""
    column = sheet.key_column
    cell = cells.get(column.key)
    if cell is None or not isinstance(cell.value, str):
        return False
    if column.type == "code":
        return normal_code(clean(cell.value).text, column.pattern) is not None
    closed = definition.lists.get(column.list_key)
    return closed is not None and not closed.open and fold(cell.value) in choices_of(closed)


def is_repeated_header(sheet: Sheet, cells: Mapping[str, Cell]) -> bool:
    known = headers_of(sheet)
    words = ((key, known.get(fold(c.value))) for key, c in cells.items() if isinstance(c.value, str))
    same = sum(name is not None and name.column == key for key, name in words)
    return same >= _FEWEST_REPEATED and 2 * same >= len(cells)


def is_total(cells: Sequence[Cell]) -> bool:
    """A word for a total, and beside it nothing but figures."""
    words = [fold(c.value) for c in cells if isinstance(c.value, str) and c.kind == "text"]
    totals = [word for word in words if _TOTAL.fullmatch(word)]
    return bool(totals) and all(word in totals or not word or _COUNTED.fullmatch(word) for word in words)


def is_signature(cells: Sequence[Cell], after_one: bool) -> bool:
    """A line of signatures, or the names and titles right below one."""
    texts = _few_texts(cells)
    if not texts or after_one:
        return bool(texts)
    head = fold(texts[0].partition(":")[0])
    return head in _SIGNATURE_WORDS or _SIGNED_BY.fullmatch(fold(texts[0])) is not None


def is_footnote(sheet: Sheet, header: Header, cells: Sequence[Cell], merged_columns: int) -> bool:
    """A marked remark, a line merged across the table, or prose where a code should stand."""
    texts = _few_texts(cells)
    if not texts:
        return False
    head, colon, _ = texts[0].partition(":")
    if texts[0].startswith(_MARKS) or (colon and fold(head).rstrip(" 0123456789") in _REMARKS):
        return True
    if len(texts) > 1:
        return False
    in_key = cells[0].column == header.columns[sheet.key_column.key] and sheet.key_column.type in (
        "code",
        "list",
    )
    return merged_columns >= _FEW or (in_key and len(texts[0].split()) >= _PROSE_WORDS)


def holds_a_listed_value(sheet: Sheet, cells: Mapping[str, Cell], definition: Definition) -> bool:
    """A value of one of its lists shows that a row is meant as data, however little of it is filled in."""
    for column in sheet.columns:
        cell = cells.get(column.key)
        closed = definition.lists.get(column.list_key)
        if closed and cell and isinstance(cell.value, str) and fold(cell.value) in choices_of(closed):
            return True
    return False


def _few_texts(cells: Sequence[Cell]) -> list[str]:
    """The texts of a row that holds only a few of them and nothing else."""
    if len(cells) > _FEW or any(cell.kind != "text" for cell in cells):
        return []
    return [clean(str(cell.value)).text for cell in cells]
