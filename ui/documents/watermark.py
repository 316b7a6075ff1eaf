"""How does a document of the sample stay known as one, also when somebody edits it?"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from ui.documents.pack import Pack
from ui.documents.slides import HEIGHT, LANGUAGES, WIDTH
from ui.labels import say

_AMBER, _PALE, _DARK = "E69F00", "FDF3DC", "5C4100"
_STRIP = Inches(0.26)  # above the titles
_TURNED = -20 * 60_000  # sixty-thousandths of a degree


def on_master(made: Any, pack: Pack) -> None:
    """On the master of the slides: no box of a slide is it, and every new slide has it."""
    tree = made.slide_master.shapes._spTree
    word = say("pack.watermark", pack.language)
    across = (int(WIDTH * 0.1), int(HEIGHT * 0.36), int(WIDTH * 0.8), Inches(2))
    pale = f'<a:solidFill><a:srgbClr val="{_AMBER}"><a:alpha val="16000"/></a:srgbClr></a:solidFill>'
    tree.append(_shape(901, word, across, 9600, pale, "<a:noFill/>", pack, turned=_TURNED))
    dark = f'<a:solidFill><a:srgbClr val="{_DARK}"/></a:solidFill>'
    fill = f'<a:solidFill><a:srgbClr val="{_PALE}"/></a:solidFill>'
    tree.append(_shape(902, pack.banner, (0, 0, WIDTH, _STRIP), 1100, dark, fill, pack))


def _shape(
    number: int,
    words: str,
    place: tuple[int, int, int, int],
    size: int,
    colour: str,
    fill: str,
    pack: Pack,
    turned: int = 0,
) -> Any:
    """By hand: python-pptx adds shapes to slides only. `size`: hundredths of a point."""
    left, top, width, height = place
    return parse_xml(
        f"""<p:sp {nsdecls("a", "p")}>
  <p:nvSpPr>
    <p:cNvPr id="{number}" name="watermark {number}"/>
    <p:cNvSpPr><a:spLocks noGrp="1" noSelect="1" noMove="1" noTextEdit="1"/></p:cNvSpPr>
    <p:nvPr userDrawn="1"/>
  </p:nvSpPr>
  <p:spPr>
    <a:xfrm rot="{turned}"><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
    <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}
  </p:spPr>
  <p:txBody>
    <a:bodyPr wrap="none" anchor="ctr"/><a:lstStyle/>
    <a:p><a:pPr algn="ctr"/><a:r>
      <a:rPr lang="{LANGUAGES[pack.language]}" sz="{size}" b="1">{colour}</a:rPr><a:t>{escape(words)}</a:t>
    </a:r></a:p>
  </p:txBody>
</p:sp>"""
    )


def on_sheet(sheet: Worksheet, pack: Pack, columns: int) -> None:
    """In the first row, which stays in sight and is printed on every page, and on the tab. Whoever deletes
    that still prints the banner in the header."""
    for number in range(1, max(columns, 1) + 1):
        cell = sheet.cell(1, number)
        cell.fill = PatternFill("solid", fgColor=_PALE)
    first = sheet.cell(1, 1, pack.banner)
    first.font = Font(name="Calibri", size=11, bold=True, color=_DARK)
    first.alignment = Alignment(wrap_text=False, vertical="center")
    sheet.sheet_properties.tabColor = _AMBER
