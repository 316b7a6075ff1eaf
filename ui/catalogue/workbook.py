"""What goes into which column of the workbook?"""

from __future__ import annotations

from definition import Column, Definition, Language, Sheet
from ui import labels
from ui.catalogue.section import Section
from ui.plain_table import Cell, with_remark

_SPELLED_OUT = 12  # a longer list is counted


def sections(known: Definition, language: Language) -> list[Section]:
    """One table a sheet, in the order of the workbook."""
    return [_sheet(sheet, known, language) for sheet in (*known.workbook.sheets, *known.figures.sheets)]


def _sheet(sheet: Sheet, known: Definition, language: Language) -> Section:
    headers = ("column", "need", "type", "help", "example")
    needed = labels.say(f"definitions.workbook.{'required' if sheet.required else 'may_be_empty'}", language)
    return Section(
        f"sayfa-{sheet.key}",
        _both(sheet.name.tr, sheet.name[language]),
        tuple(labels.say(f"definitions.workbook.{h}", language) for h in headers),
        tuple(_column(column, known, language) for column in sheet.columns),
        f"{sheet.help[language]} {needed}",
        widths_pct=(20, 12, 16, 28, 24),
    )


def _column(column: Column, known: Definition, language: Language) -> tuple[Cell, ...]:
    translated = column.header[language] if language != "tr" else ""
    return (
        with_remark(column.header.tr, translated),
        labels.say(f"definitions.need.{column.need}", language),
        labels.say(f"definitions.type.{column.type}", language),
        column.help[language],
        _values(column, known, language) or column.example,
    )


def _values(column: Column, known: Definition, language: Language) -> str:
    """The words that may be typed: Turkish in either language, as in the workbook."""
    choices = known.lists[column.list_key].choices if column.list_key else ()
    if not choices or len(choices) > _SPELLED_OUT:
        return ""
    return " / ".join(choice.label.tr for choice in choices)


def _both(turkish: str, name: str) -> str:
    return turkish if turkish == name else f"{turkish} · {name}"
