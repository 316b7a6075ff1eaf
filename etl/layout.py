"""Where things stand in the template: shared by the writer and the reader, so that they cannot disagree."""

from __future__ import annotations

from definition import Column

# A table sheet.
HEADER_ROW = 1
FIRST_ROW = 2  # the first row of values

# A form sheet: one field a row, from the first row on. Whatever stands right of the values is there for
# the person who fills it in (the reporting period, how to fill in) and is no field.
FORM_FIRST_ROW = 1
FORM_FIELD_COLUMN = 1
FORM_VALUE_COLUMN = 2
FORM_INFO_COLUMN = 4

LISTS_SHEET = "_Listeler"  # hidden: row 1 the key of a list, its labels below
MARKS_SHEET = "Düzeltilecekler"  # in front of a file that came back marked; never read
STAMP_SHEET = "_Sablon"  # hidden: column A a key of STAMP_KEYS, column B its value
STAMP_KEYS = (
    "template_version",
    "city",
    "workshop",
    "made_at",
    "prefilled_from",
    "unit",
    "installation",
    "sample",
)  # the fields of Stamp

ESSENTIAL_MARK = " *"
SEPARATOR = "; "  # between several texts or countries in one cell


def header(column: Column) -> str:
    """The header as it is written: the Turkish words, starred where the column is essential."""
    return column.header.tr + (ESSENTIAL_MARK if column.essential else "")


def list_name(list_key: str) -> str:
    """The defined name that stands for a list's labels in drop-downs."""
    return f"liste_{list_key}"
