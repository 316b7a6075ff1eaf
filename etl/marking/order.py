"""Where does an element belong in a worksheet? Excel refuses a sheet whose elements are out of order."""

from __future__ import annotations

from lxml import etree

from etl.marking.parts import Element

_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate"),
    *("customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations"),
    *("hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
    *("customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing"),
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
_PLACE = {name: place for place, name in enumerate(_ORDER)}


def insert(sheet: Element, element: Element) -> None:
    """Put `element` into `sheet` before everything that comes after it, and before its own kind."""
    place = _PLACE[etree.QName(element).localname]
    for index, child in enumerate(sheet):
        if isinstance(child.tag, str):
            # What stands in mc:AlternateContent is a control or a drawing: at the end.
            at = _PLACE.get(etree.QName(child).localname, _PLACE["controls"])
            if at >= place:
                sheet.insert(index, element)
                return
    sheet.append(element)
