"""The wrong cells of a sheet in colour: a conditional format, so that no cell's own style changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from etl.marking.order import insert
from etl.marking.parts import Element
from etl.problems import Severity

# Always true, and nobody else would write it: so ours are known again.
_ALWAYS = '"PANO"="PANO"'
_LOOKS: Mapping[Severity, tuple[str, str]] = {
    "error": ("FFFFC7CE", "FF9C0006"),
    "warning": ("FFFFEB9C", "FF7F6000"),
}


def colour(sheet: Element, cells: Mapping[Severity, Sequence[str]], looks: Mapping[Severity, int]) -> None:
    """`looks`: the number of each severity's format among the workbook's differential formats."""
    ns = etree.QName(sheet).namespace
    for severity in ("warning", "error"):  # the one put in last stands first
        if cells.get(severity):
            area = etree.Element(f"{{{ns}}}conditionalFormatting", sqref=" ".join(cells[severity]))
            rule = etree.SubElement(
                area, f"{{{ns}}}cfRule", type="expression", dxfId=str(looks[severity]), priority="1"
            )
            etree.SubElement(rule, f"{{{ns}}}formula").text = _ALWAYS
            insert(sheet, area)


def uncolour(sheet: Element) -> None:
    ns = etree.QName(sheet).namespace
    for formula in sheet.iterfind(f"{{{ns}}}conditionalFormatting/{{{ns}}}cfRule/{{{ns}}}formula"):
        if (formula.text or "").replace(" ", "") == _ALWAYS:
            rule = formula.getparent()
            area = rule.getparent()
            area.remove(rule)
            if len(area) == 0:
                area.getparent().remove(area)


def add_looks(styles: Element) -> dict[Severity, int]:
    """The differential formats of the severities, found again where the file was marked before."""
    ns = etree.QName(styles).namespace
    formats = styles.find(f"{{{ns}}}dxfs")
    if formats is None:
        formats = etree.Element(f"{{{ns}}}dxfs")
        _after_cell_styles(styles, ns).addnext(formats)
    numbers: dict[Severity, int] = {}
    for severity, (fill, ink) in _LOOKS.items():
        known = [place for place, look in enumerate(formats) if _colours(look) == [ink, fill]]
        if not known:
            formats.append(_look(ns, fill, ink))
        numbers[severity] = known[0] if known else len(formats) - 1
    formats.set("count", str(len(formats)))
    return numbers


def _colours(look: Element) -> list[str | None]:
    return [element.get("rgb") for element in look.iter() if len(element) == 0]


def _look(ns: str | None, fill: str, ink: str) -> Element:
    look = etree.Element(f"{{{ns}}}dxf", nsmap={None: ns})
    font = etree.SubElement(look, f"{{{ns}}}font")
    etree.SubElement(font, f"{{{ns}}}color", rgb=ink)
    pattern = etree.SubElement(etree.SubElement(look, f"{{{ns}}}fill"), f"{{{ns}}}patternFill")
    etree.SubElement(pattern, f"{{{ns}}}bgColor", rgb=fill)
    return look


def _after_cell_styles(styles: Element, ns: str | None) -> Element:
    """The last of the elements that stand before dxfs."""
    before = ("cellStyles", "cellXfs", "cellStyleXfs", "borders", "fills", "fonts", "numFmts")
    found = (styles.find(f"{{{ns}}}{name}") for name in before)
    return next(element for element in found if element is not None)
