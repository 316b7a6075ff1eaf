"""How the sheet in front looks: two cell styles, added behind those that the sender's cells refer to."""

from __future__ import annotations

from lxml import etree

from etl.marking.parts import Element

_BOLD = '<font xmlns="{ns}"><b/><sz val="11"/><name val="Calibri"/></font>'
_XF = (
    '<xf xmlns="{ns}" numFmtId="0" fontId="{font}" fillId="0" borderId="0" xfId="0" applyFont="1" '
    'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
)


def add_styles(styles: Element) -> tuple[str, str]:
    """The numbers of the style of the header and of the lines, found again where they were added before."""
    ns = etree.QName(styles).namespace
    bold = _placed(styles.find(f"{{{ns}}}fonts"), _BOLD.format(ns=ns))
    formats = styles.find(f"{{{ns}}}cellXfs")
    head, line = (_placed(formats, _XF.format(ns=ns, font=font)) for font in (bold, 0))
    return str(head), str(line)


def _placed(listed: Element, spelled: str) -> int:
    """The place of an element in its list, put at the end if it is not there."""
    made = etree.fromstring(spelled)
    for place, known in enumerate(listed):
        if _facts(known) == _facts(made):
            return place
    listed.append(made)
    listed.set("count", str(len(listed)))
    return len(listed) - 1


def _facts(element: Element) -> list[tuple[str, dict[str, str]]]:
    return [(str(found.tag), dict(found.attrib)) for found in element.iter()]
