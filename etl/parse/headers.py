"""Where is the header row of a table, and which column is which?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from definition import Column, Sheet
from etl.cells import Cell, RawSheet, letters
from etl.fold import clean, fold
from etl.lookups import HeaderName, headers_of
from etl.parse.sheets import names
from etl.problems import Problem, Severity

_SEARCHED_ROWS = 80
_FEWEST_HEADERS = 2  # one known word alone may stand in any cell
_HEADER_HEIGHT = 4  # a merge over more rows is no header
_NEAR = 0.6
_LONGEST = 200  # what is longer resembles no header, and comparing pages takes minutes


@dataclass(frozen=True, slots=True)
class Header:
    """`columns`: column key → number, without the `ignored` ones, which are not read at all; `last_row`: the
    last row that belongs to the header."""

    row: int
    last_row: int
    columns: Mapping[str, int]
    cells: Mapping[int, Cell]  # every header cell by column number
    problems: tuple[Problem, ...] = ()
    ignored: frozenset[int] = frozenset()


class UnusableHeader(Exception):
    """The sheet cannot be read as a table; `problem` says why, as an error."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def find_header(raw: RawSheet, sheet: Sheet) -> Header:
    """The row with most known headers; raises UnusableHeader."""
    known = headers_of(sheet)
    best_row = best_count = 0
    rows = _header_rows(raw)
    for row in sorted(rows):
        words = (fold(c.value) for c in rows[row].values() if isinstance(c.value, str))
        found = {known[word].column for word in words if word in known}
        if len(found) > best_count:
            best_row, best_count = row, len(found)
        if best_count == len(sheet.columns):
            break
    cells = rows[best_row] if best_count >= min(_FEWEST_HEADERS, len(sheet.columns)) else {}
    columns = assign(sheet, cells)
    numbers = {key: cell.column for key, cell in columns.items()}
    ignored = frozenset(number for number, cell in cells.items() if _is_ignored(sheet, cell))
    remarks = tuple(_remarks(sheet, columns, {n: c for n, c in cells.items() if n not in ignored}))
    return Header(best_row, _last_row(raw, best_row), numbers, cells, remarks, ignored)


def header_text(cell: Cell) -> str:
    return clean(str(cell.value)).text


def _is_ignored(sheet: Sheet, cell: Cell) -> bool:
    name = headers_of(sheet).get(fold(header_text(cell)))
    return name is not None and sheet.column(name.column).ignored


def _header_rows(raw: RawSheet) -> dict[int, dict[int, Cell]]:
    """The cells of each row by column. A header merged over two rows stands in both."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in raw.cells.items():
        if row <= _SEARCHED_ROWS:
            rows.setdefault(row, {})[column] = cell
    for first_row, first_column, last_row, _last_column in raw.merges:
        top = raw.cells.get((first_row, first_column))
        if top is not None and last_row - first_row < _HEADER_HEIGHT and last_row <= _SEARCHED_ROWS:
            for row in range(first_row + 1, last_row + 1):
                rows.setdefault(row, {}).setdefault(first_column, top)
    return rows


def _last_row(raw: RawSheet, row: int) -> int:
    reached = (m[2] for m in raw.merges if m[0] <= row <= m[2] and m[2] - m[0] < _HEADER_HEIGHT)
    return max([row, *reached])


def assign(sheet: Sheet, cells: Mapping[int, Cell]) -> dict[str, Cell]:
    """Column key → its header (or field) cell. A header as the template writes it wins over an alias;
    two equal ones leave no way to tell which is meant."""
    known = headers_of(sheet)
    chosen: dict[str, tuple[HeaderName, Cell]] = {}
    for _, cell in sorted(cells.items()):
        name = known.get(fold(header_text(cell)))
        if name is None or sheet.column(name.column).ignored:
            continue
        earlier = chosen.get(name.column)
        if earlier is None or (name.main and not earlier[0].main):
            chosen[name.column] = (name, cell)
        elif earlier[0].main == name.main:
            facts = (("found", header_text(cell)), ("first", earlier[1].address), ("second", cell.address))
            raise UnusableHeader(
                Problem("duplicate_header", "error", sheet.key, cell.address, name.column, facts)
            )
    if sheet.key_column.key not in chosen:
        found = (("found", names(header_text(c) for c in cells.values())),)
        raise UnusableHeader(
            Problem("missing_key_column", "error", sheet.key, "", sheet.key_column.key, found)
        )
    return {key: cell for key, (_name, cell) in chosen.items()}


def _remarks(sheet: Sheet, columns: Mapping[str, Cell], cells: Mapping[int, Cell]) -> Iterator[Problem]:
    used = {cell.address for cell in columns.values()}
    extra = [c for _, c in sorted(cells.items()) if c.address not in used and fold(str(c.value))]
    for column in sheet.columns:
        if column.key not in columns and column.need != "printed":
            near = nearest(column, extra)
            yield missing_column(sheet, column, near)
            extra = [cell for cell in extra if cell is not near]
    if extra:
        listed = names(f"{header_text(c)} ({letters(c.column)})" for c in extra)
        yield Problem("extra_columns", "note", sheet.key, facts=(("found", listed),))


def nearest(column: Column, extra: list[Cell]) -> Cell | None:
    """The unknown header that most resembles the missing one: named, never taken for it."""
    short = (cell for cell in extra if len(str(cell.value)) <= _LONGEST)
    by_word = {fold(header_text(cell)): cell for cell in short}
    for text in (column.header.tr, column.header.en):
        close = get_close_matches(fold(text), by_word, n=1, cutoff=_NEAR)
        if close:
            return by_word[close[0]]
    return None


def missing_column(sheet: Sheet, column: Column, near: Cell | None) -> Problem:
    severity: Severity = "error" if column.essential else "warning"
    if near is None:
        return Problem("missing_column", severity, sheet.key, "", column.key)
    facts = (("found", header_text(near)),)
    return Problem("renamed_column", severity, sheet.key, near.address, column.key, facts)
