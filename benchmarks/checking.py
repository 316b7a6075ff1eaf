"""One check beside what other readers need for the same files, and what its own process costs."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd
import python_calamine

from benchmarks.measure import Line, at_most, median_ms, ratio
from definition import Definition
from etl.check import check
from etl.sandbox.reading import Sandbox
from etl.template.workbook import make_template
from etl.xlsx.reader import read

TODAY = date(2025, 2, 1)
ROWS, COLUMNS = 4000, 25  # of the big workbook: 100,000 cells, half of them texts


def lines(definition: Definition, normal: bytes) -> list[Line]:
    """`normal`: a submission as cities send it."""
    checked = median_ms(lambda: check(normal, "a.xlsx", definition, TODAY))
    return [
        *_readers("a normal submission", normal, times=15),
        *_readers("100,000 cells", _big(), times=3),
        at_most("check of a normal submission in process: gate, read, parse, validate", checked, 15),
        *_isolated(definition, normal, checked),
        at_most("one template written", median_ms(_template(definition)), 60),
    ]


def _readers(what: str, data: bytes, times: int) -> list[Line]:
    bare = median_ms(lambda: _calamine(data), times, 1)
    others = {
        "our reader": lambda: read(data),
        "pandas.read_excel, all sheets": lambda: _pandas(data),
        "openpyxl, values": lambda: _openpyxl(data, (True,)),
        "openpyxl, values and formulas": lambda: _openpyxl(data, (True, False)),
    }
    return [
        ratio(f"read {what}: bare python-calamine", bare, bare),
        *(
            ratio(f"read {what}: {name}", median_ms(reader, max(times // 3, 1), 1), bare)
            for name, reader in others.items()
        ),
    ]


def _isolated(definition: Definition, data: bytes, here: float) -> list[Line]:
    alone = Sandbox(definition)
    with Sandbox(definition, keeps=True) as kept:
        in_kept = median_ms(lambda: kept.check(data, "a.xlsx", TODAY))
    in_own = median_ms(lambda: alone.check(data, "a.xlsx", TODAY), 7, 1)
    return [
        Line("isolation: the same check in a child process kept for many", _more(in_kept, here)),
        Line("isolation: the same check in a child process of its own", _more(in_own, here)),
    ]


def _more(ms: float, than: float) -> str:
    return f"{ms:.1f} ms · {ms - than:+.1f} ms"


def _template(definition: Definition) -> Callable[[], object]:
    city, workshop = definition.workshops[-1].participants[0], definition.workshops[-1].code
    moment = pd.Timestamp("2025-01-06").to_pydatetime()
    return lambda: make_template(definition, city, workshop, moment)


def _calamine(data: bytes) -> None:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


def _pandas(data: bytes) -> None:
    pd.read_excel(io.BytesIO(data), sheet_name=None, header=None)


def _openpyxl(data: bytes, passes: tuple[bool, ...]) -> None:
    for values in passes:
        openpyxl.load_workbook(BytesIO(data), data_only=values)


def _big() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(ROWS):
        sheet.append([f"metin {row} {column}" if column % 2 else row * column for column in range(COLUMNS)])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
