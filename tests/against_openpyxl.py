"""Does the reader find in other people's workbooks what openpyxl finds there?

    python -m tests.against_openpyxl FOLDER

Reads every .xlsx and .xlsm below the folder with both and compares cell by cell: kind, value, and whether
it came from a formula; then the order of the sheets, what is hidden and merged. Prints a line for each
file that differs, and a summary by the reason of the difference."""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from etl.cells import RawSheet, RawWorkbook, letters
from etl.problems import Unreadable
from etl.xlsx.reader import read
from tests.explained import Difference, reason_of
from tests.oracle import Read, Shape, read_by_openpyxl, shapes_by_openpyxl
from tests.stoppable import Stoppable

SECONDS, MEMORY = 60, 2 << 30  # for openpyxl some files never end, or not before the memory does
SHOWN = 3


class Compared(NamedTuple):
    """`verdict`: equal | differs | ours refused | theirs failed | theirs never answered; `cells` of both.

    `reasons` explain what differs in an equal file, or why ours was refused."""

    verdict: str
    detail: str
    cells: int
    reasons: tuple[str, ...] = ()


def compare(data: bytes) -> Compared:
    try:
        ours = read(data)
    except Unreadable as refusal:
        why = f"{refusal.problem.code} {refusal.problem.fact('reason') or ''}".strip()
        return Compared("ours refused", why, 0, (why,))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            theirs, their_shapes = read_by_openpyxl(data), shapes_by_openpyxl(data)
        except MemoryError:
            raise
        except Exception as error:
            return Compared("theirs failed", repr(error)[:100], sum(len(s.cells) for s in ours.sheets))
    found = _judged(ours, theirs, their_shapes.keys())
    shapes = {name: shape for name, shape in _shapes(ours).items() if name in their_shapes}
    if list(shapes.items()) != list(their_shapes.items()):
        return found._replace(verdict="differs", detail=f"{found.detail} {shapes} | {their_shapes}"[:300])
    return found


def _judged(ours: RawWorkbook, theirs: Read, their_sheets: Collection[str]) -> Compared:
    mine = cells_of(ours)
    covered = {(s.name, f"{letters(c)}{r}") for s in ours.sheets for r, c in _covered(s)}
    places = {**mine, **theirs}
    unexplained: list[str] = []
    reasons: set[str] = set()
    for place in places:
        cell = Difference(mine.get(place), theirs.get(place), place in covered, place[0] in their_sheets)
        if cell.ours != cell.theirs:
            reason = reason_of(cell)
            reasons.add(reason)
            unexplained += [] if reason else [f"{'!'.join(place)}: {cell.ours} | {cell.theirs}"]
    verdict = "differs" if unexplained else "equal"
    return Compared(verdict, "; ".join(unexplained[:SHOWN]), len(places), tuple(sorted(reasons - {""})))


def cells_of(workbook: RawWorkbook) -> Read:
    """What our reader found, in the terms of the oracle."""
    return {
        (sheet.name, cell.address): (cell.kind, cell.value, cell.formula)
        for sheet in workbook.sheets
        for cell in sheet.cells.values()
    }


def _covered(sheet: RawSheet) -> Iterator[tuple[int, int]]:
    for first_row, first_column, last_row, last_column in sheet.merges:
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                if (row, column) != (first_row, first_column):
                    yield row, column


def _shapes(workbook: RawWorkbook) -> dict[str, Shape]:
    return {s.name: (s.hidden, frozenset(s.merges), s.hidden_rows, s.hidden_columns) for s in workbook.sheets}


def compare_folder(folder: Path) -> Iterator[tuple[Path, Compared]]:
    """File by file, in the order of their paths."""
    files = sorted(p for p in folder.rglob("*") if p.suffix.casefold() in (".xlsx", ".xlsm") and p.is_file())
    comparing = Stoppable(compare, SECONDS, MEMORY)
    for file in files:
        yield file, comparing.ask(file.read_bytes()) or Compared("theirs never answered", "", 0)
    comparing.stop()


def main(folder: Path) -> int:
    verdicts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    cells = 0
    for file, compared in compare_folder(folder):
        verdicts[compared.verdict] += 1
        reasons.update(compared.reasons)
        cells += compared.cells
        if compared.verdict != "equal":
            print(f"{compared.verdict}: {file.relative_to(folder)}: {compared.detail}")
    print(f"{sum(verdicts.values())} files, {cells:,} cells: {dict(verdicts)}")
    for reason, files in reasons.most_common():
        print(f"  {files} files: {reason}")
    return 1 if verdicts["differs"] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
