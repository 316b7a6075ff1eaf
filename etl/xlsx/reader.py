"""Read the bytes of an .xlsx workbook into cells that remember their address. Nothing is judged here.

Our own reader over expat: it keeps what openpyxl needs two passes for (values and formulas, percent
formats, hidden rows), reads prefixed and Strict files too, and is several times faster. openpyxl is its
oracle in the tests, but no fallback: there would be nothing to hand over. Of 1,866 public workbooks
(tests/against_openpyxl.py) this reader refuses 49. openpyxl opens 19 of those: 16 are beyond our limits,
one was made to attack, and in two it finds no cell. Of the others it reads 20 that openpyxl cannot load.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from xml.sax.saxutils import unescape

from etl.cells import RawSheet, RawWorkbook
from etl.fold import fold
from etl.problems import unreadable
from etl.xlsx.cell_values import Surroundings
from etl.xlsx.limits import LIMITS, Limits
from etl.xlsx.markup import Attributes, OnStart, flag, walk
from etl.xlsx.number_formats import Style, cell_styles
from etl.xlsx.package import Package, folded
from etl.xlsx.refusals import malformed
from etl.xlsx.relations import Relation, main_part, relations_of, target_of
from etl.xlsx.shared_strings import shared_strings
from etl.xlsx.sheet_cells import Budget
from etl.xlsx.sheet_reader import read_sheet

_CONTENT_TYPES = "[Content_Types].xml"
_AUTHOR = re.compile(rb"<(?:\w+:)?author>([^<]*)<")
_LONGEST_NAME = 255  # Excel allows 31, other programs more


def read(data: bytes | Package, limits: Limits = LIMITS, leave_out: Collection[str] = ()) -> RawWorkbook:
    """Every worksheet with every cell that holds something; Unreadable where that cannot be had.

    The sheets to `leave_out`, by their folded names, are listed without their cells: nobody asks for them."""
    package = data if isinstance(data, Package) else Package(data, limits)
    main = main_part(package, limits)
    if main not in package:
        raise malformed("no_workbook")
    index = _Index(limits)
    walk(package.read(main), main, index.on_start(), {}, limits)
    relations = relations_of(package, main, limits)
    return RawWorkbook(
        tuple(_sheets(package, index, relations, limits, leave_out)),
        index.epoch_1904,
        external_links=target_of(relations, "externalLink") != "",
        comment_authors=frozenset(_comment_authors(package, limits)),
    )


def _comment_authors(package: Package, limits: Limits) -> Iterator[str]:
    """Who wrote notes: that there are some, and whether they are other people's than the template's."""
    if _CONTENT_TYPES not in package:
        return
    parts: dict[str, None] = {}  # each once, however often it is listed

    def override(attributes: Attributes) -> None:
        if attributes["ContentType"].endswith("comments+xml"):
            parts[folded(attributes["PartName"])] = None

    walk(package.read(_CONTENT_TYPES), _CONTENT_TYPES, {"Override": override}, {}, limits)
    for part in parts:
        if part in package:
            # Only the list of authors is wanted, so the notes themselves are not parsed.
            yield from (unescape(a.decode("utf-8", "replace")) for a in _AUTHOR.findall(package.read(part)))


class _Index:
    """What workbook.xml lists, collected while walking."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[tuple[str, bool, str]] = []  # name, hidden, id of the relation
        self.epoch_1904 = False
        self._names = 0
        self._limits = limits

    def on_start(self) -> dict[str, OnStart]:
        return {"sheet": self.sheet, "workbookPr": self.properties, "definedName": self.name}

    def sheet(self, attributes: Attributes) -> None:
        if not _relation_id(attributes):
            return  # listed, but nowhere in the file: what became of a module of Excel 5
        hidden = attributes.get("state", "visible") != "visible"
        if len(attributes["name"]) > _LONGEST_NAME:  # folding and showing it would cost more than reading
            raise malformed("sheet_name")
        self.sheets.append((attributes["name"], hidden, _relation_id(attributes)))
        if len(self.sheets) > self._limits.sheets:
            raise unreadable("refused_too_many_sheets", limit=self._limits.sheets)

    def properties(self, attributes: Attributes) -> None:
        # An extension has an element of the same local name, which knows nothing of the epoch.
        self.epoch_1904 = self.epoch_1904 or flag(attributes, "date1904")

    def name(self, _attributes: Attributes) -> None:
        self._names += 1
        if self._names > self._limits.names:
            raise unreadable("refused_too_many_names", limit=self._limits.names)


def _sheets(
    package: Package,
    index: _Index,
    relations: Sequence[Relation],
    limits: Limits,
    leave_out: Collection[str],
) -> Iterator[RawSheet]:
    around = Surroundings(
        _strings(package, target_of(relations, "sharedStrings"), limits),
        _styles(package, target_of(relations, "styles"), limits),
        index.epoch_1904,
    )
    budget = Budget(limits.valued_cells, limits.cell_elements, limits.characters)
    by_id = {relation.id: relation for relation in relations}
    parts_read: set[str] = set()
    for name, hidden, relation_id in index.sheets:
        relation = by_id.get(relation_id)
        if relation is None or (relation.kind == "worksheet" and relation.target not in package):
            raise malformed("sheet_part")
        if relation.kind == "worksheet" and fold(name) in leave_out:
            yield RawSheet(name, hidden, {})
        elif relation.kind == "worksheet":  # a chart on a sheet of its own has no cells
            # What the zip holds is bounded, so each part may be read once: fifty sheets in one part are not.
            if folded(relation.target) in parts_read:
                raise malformed("sheet_part_twice")
            parts_read.add(folded(relation.target))
            xml = package.read(relation.target)
            yield read_sheet(xml, relation.target, name, hidden, around, limits, budget)


def _strings(package: Package, part: str, limits: Limits) -> Sequence[str]:
    return shared_strings(package.read(part), part, limits) if part in package else ()


def _styles(package: Package, part: str, limits: Limits) -> Sequence[Style]:
    return cell_styles(package.read(part), part, limits) if part in package else ()


def _relation_id(sheet: Attributes) -> str:
    """The attribute r:id, whatever its prefix is called."""
    return next((value for key, value in sheet.items() if key.endswith(":id")), "")
