"""The sender's file with exactly its wrong cells coloured and noted, and a list of them in front."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from definition import Definition
from etl.layout import MARKS_SHEET
from etl.marking.colours import add_looks, colour, uncolour
from etl.marking.front import Line, add_front, remove_front, unselect
from etl.marking.looks import add_styles
from etl.marking.notes import annotate, unannotate
from etl.marking.parts import Parts
from etl.messages import words
from etl.parse.sheets import find_sheets
from etl.parse.stamp import read_stamp
from etl.problems import Problem, Severity
from etl.slices.asked import asked_of
from etl.xlsx.package import Package, folded
from etl.xlsx.reader import read
from etl.xlsx.refusals import malformed
from etl.xlsx.relations import main_part

_MARKED: tuple[Severity, ...] = ("error", "warning")  # notes keep nobody from anything
MOST_NOTES = 1000  # each is drawn; the colours and the list say the rest
MOST_LINES = 5000


@dataclass(slots=True)
class _Marks:
    """What one worksheet gets."""

    name: str
    cells: dict[Severity, list[str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def add(self, severity: Severity, cell: str, note: str) -> None:
        if cell in self.notes:
            self.notes[cell] += f"\n\n{note}"  # errors come first, so the cell has the graver colour
            return
        self.notes[cell] = note
        self.cells.setdefault(severity, []).append(cell)


def mark(data: bytes, problems: Sequence[Problem], definition: Definition) -> bytes:
    """`data` with its errors and warnings marked in Turkish; marks of an earlier time are gone.

    Every value, formula, format, list, picture and note of the sender stays; parts that need no change stay
    byte by byte. Raises Unreadable for a file that cannot be read."""
    raw = read(data)
    sheets = find_sheets(raw, asked_of(read_stamp(raw), definition)).sheets
    names = {key: sheet.name for key, sheet in sheets.items()}
    parts = Parts(data)
    main = main_part(Package(data))
    author = definition.text("marking.author", "tr")
    told = [p for p in problems if p.severity in _MARKED]
    marks = _marks(told, names, definition)
    remove_front(parts, main, MARKS_SHEET)
    styles = parts.tree(_styles(parts, main))
    looks = add_looks(styles)
    for name, part in _worksheets(parts, main):
        wanted = marks.get(name)
        _clean(parts, part, author)
        if wanted:
            colour(parts.tree(part), wanted.cells, looks)
            annotate(parts, part, dict(list(wanted.notes.items())[:MOST_NOTES]), author)
    headers = [
        definition.text(f"problem_list.{column}", "tr")
        for column in ("severity", "on_sheet", "cell", "message", "fix")
    ]
    lines = [_line(problem, names, definition) for problem in told[:MOST_LINES]]
    add_front(parts, main, MARKS_SHEET, headers, lines, add_styles(styles))
    return parts.saved()


def _styles(parts: Parts, main: str) -> str:
    found = parts.related(main, "styles")
    if not found:
        raise malformed("no_styles")
    return found[0]


def _worksheets(parts: Parts, main: str) -> Iterator[tuple[str, str]]:
    """Name and part of each worksheet; a chart on a sheet of its own is none."""
    worksheets = {folded(part) for part in parts.related(main, "worksheet")}
    for sheet in parts.tree(main).iter("{*}sheet"):
        identity = next((value for key, value in sheet.items() if key.endswith("}id")), "")
        part = parts.related_by_id(main, identity) if identity else ""
        if folded(part) in worksheets:
            yield sheet.get("name", ""), part


def _marks(problems: Sequence[Problem], names: dict[str, str], definition: Definition) -> dict[str, _Marks]:
    marks: dict[str, _Marks] = {}
    for problem in problems:
        name = names.get(problem.sheet)
        if name and problem.cell:
            severity = definition.text(f"problem_list.of_{problem.severity}", "tr")
            said = words(problem, definition, "tr")
            note = f"{severity}: {said.message} {said.fix}".strip()
            marks.setdefault(name, _Marks(name)).add(problem.severity, problem.cell, note)
    return marks


def _line(problem: Problem, names: dict[str, str], definition: Definition) -> Line:
    said = words(problem, definition, "tr")
    name = names.get(problem.sheet, "")
    severity = definition.text(f"problem_list.of_{problem.severity}", "tr")
    return Line(severity, name or problem.sheet, problem.cell if name else "", said.message, said.fix)


def _clean(parts: Parts, part: str, author: str) -> None:
    sheet = parts.tree(part)
    uncolour(sheet)
    unselect(sheet)
    unannotate(parts, part, author)
