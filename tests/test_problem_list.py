"""The list of problems as a workbook: every problem once, in words, and nothing in it acts as a formula."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from definition import Definition, Language
from etl.check import check
from etl.harmless import is_dangerous
from etl.problem_list import problem_list
from etl.problems import Problem
from tests.builders import filled_workbook

TODAY = date(2025, 2, 3)


def listed(problems: tuple[Problem, ...], definition: Definition, language: Language = "tr") -> Worksheet:
    data = problem_list(problems, definition, language, "antalya & ortakları.xlsx")
    return load_workbook(io.BytesIO(data)).worksheets[0]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_each_problem_is_one_row_in_the_order_of_the_report(
    definition: Definition, language: Language
) -> None:
    typed = {"actions_I2": 140, "actions_G3": "31.02.2025", "cover_B3": None, "networks_C3": "1899"}
    found = check(filled_workbook(**typed), "a.xlsx", definition, TODAY).problems
    sheet = listed(found, definition, language)
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[2] or "" for row in rows] == [problem.cell for problem in found]
    assert all(row[0] and row[7] for row in rows)
    assert (rows[0][1], rows[0][0]) == ("Kapak", "Hata" if language == "tr" else "Error")


def test_what_the_sender_typed_stays_a_text(definition: Definition) -> None:
    found = check(filled_workbook(actions_G3="+1+cmd"), "a.xlsx", definition, TODAY).problems
    sheet = listed(found, definition)
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [text for text in texts if is_dangerous(text)] == []
    assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)


def test_it_prints_its_headers_and_the_name_of_the_file_on_every_page(definition: Definition) -> None:
    sheet = listed((), definition)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader.center.text == "antalya && ortakları.xlsx"
    assert sheet.freeze_panes == "A2"
