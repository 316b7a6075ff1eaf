"""One check of a normal submission beside what other readers need for the same file."""

from __future__ import annotations

import io
from datetime import date

import pandas as pd
import python_calamine

from benchmarks.measure import Line, at_most, median_ms, ratio
from definition import Definition
from etl.check import check
from etl.template.workbook import make_template
from etl.xlsx.reader import read


def lines(definition: Definition, data: bytes) -> list[Line]:
    """`data`: a normal submission."""

    def calamine() -> None:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()

    def pandas() -> None:
        pd.read_excel(io.BytesIO(data), sheet_name=None, header=None)

    bare = median_ms(calamine)
    checked = median_ms(lambda: check(data, "a.xlsx", definition, date(2025, 2, 1)))
    city, workshop = definition.workshops[-1].participants[0], definition.workshops[-1].code
    moment = pd.Timestamp("2025-01-06").to_pydatetime()
    written = median_ms(lambda: make_template(definition, city, workshop, moment))
    return [
        ratio("read: bare python-calamine", bare, bare),
        ratio("read: our reader", median_ms(lambda: read(data)), bare),
        ratio("read: pandas.read_excel, all sheets", median_ms(pandas, 5, 1), bare),
        ratio("check: gate, read, parse, validate", checked, bare),
        at_most("check of one submission in process", checked, 70),
        at_most("one template written", written, 60),
    ]
