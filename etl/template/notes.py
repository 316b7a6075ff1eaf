"""The notes of the template: Turkish help and example first, then the English words."""

from __future__ import annotations

from openpyxl.comments import Comment

from definition import LANGUAGES, Column, Definition, Indicator, Sheet

_WIDTH_PX, _LINE_PX, _LETTERS_A_LINE = 320, 18, 46


def column_note(sheet: Sheet, column: Column, definition: Definition) -> Comment:
    """The note of a header; the first one of a sheet also says what the sheet is for."""
    turkish, english = [column.help.tr], [f"{column.header.en}: {column.help.en}"]
    if column.example:
        turkish.append(definition.text("template.example", "tr").format(example=column.example))
    if column is sheet.columns[0]:
        turkish.insert(0, sheet.help.tr)
        english.insert(0, sheet.help.en)
        if sheet.key == "indicators":
            turkish.insert(1, definition.text("template.core", "tr"))
            english.insert(1, definition.text("template.core", "en"))
    return note([*turkish, "", *english], definition)


def indicator_note(indicator: Indicator, definition: Definition) -> Comment:
    """What an indicator counts, and where its value comes from when it is left empty."""
    turkish, english = [indicator.definition.tr], [indicator.name.en, indicator.definition.en]
    if indicator.entry == "derived":
        turkish.append(definition.text("template.derived", "tr").format(sheet=indicator.derived_from))
        english.append(definition.text("template.derived", "en").format(sheet=indicator.derived_from))
    return note([*turkish, "", *english], definition)


def previous_note(column: Column, workshop: str | None, definition: Definition) -> Comment:
    """From which workshop the values to compare with are: its period may be another part of the year."""
    lines = []
    for language in LANGUAGES:
        said = definition.text("template.no_previous", language)
        if workshop:
            about = definition.workshop(workshop)
            start, end = (f"{day:%d.%m.%Y}" for day in (about.period_start, about.period_end))
            text = definition.text("template.previous", language)
            said = text.format(workshop=about.title[language], start=start, end=end)
        lines.append(said)
    turkish, english = lines
    return note([column.help.tr, turkish, "", f"{column.header.en}: {column.help.en}", english], definition)


def note(lines: list[str], definition: Definition) -> Comment:
    """A note that is large enough to be read at once."""
    rows = sum(1 + len(line) // _LETTERS_A_LINE for line in lines)
    author = definition.text("template.product", "tr")  # the product, never a person
    return Comment("\n".join(lines), author, height=_LINE_PX * (rows + 1), width=_WIDTH_PX)
