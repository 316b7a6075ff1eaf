"""The yellow boxes in which legacy notes are drawn: VML, which Excel asks for beside the words."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from etl.marking.parts import Element

VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_X = "urn:schemas-microsoft-com:office:excel"
_KIND = "_x0000_t202"  # a text box
EMPTY_DRAWING = (
    f'<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
_SHAPE_TYPE = (
    f'<v:shapetype xmlns:v="{_V}" xmlns:o="{_O}" id="{_KIND}" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    f'<v:shape xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}" id="{{id}}" type="#{_KIND}" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:90pt;z-index:1;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_COLUMNS_WIDE, _ROWS_HIGH = 4, 6


def add_shape(drawing: Element, row: int, column: int) -> None:
    """The hidden box of a note at a cell; rows and columns count from 1 here and from 0 in VML."""
    if drawing.find(f"{{{_V}}}shapetype[@id='{_KIND}']") is None:
        drawing.append(etree.fromstring(_SHAPE_TYPE))
    drawing.append(
        etree.fromstring(
            _SHAPE.format(
                id=f"pano_{row}_{column}",
                left=column,
                right=column + _COLUMNS_WIDE,
                top=row - 1,
                bottom=row - 1 + _ROWS_HIGH,
                row=row - 1,
                column=column - 1,
            )
        )
    )


def remove_shapes(drawing: Element, cells: Collection[tuple[int, int]]) -> None:
    wanted = {(str(row - 1), str(column - 1)) for row, column in cells}
    for shape in list(drawing.iter(f"{{{_V}}}shape")):
        place = tuple(shape.findtext(f"{{{_X}}}ClientData/{{{_X}}}{name}") for name in ("Row", "Column"))
        if place in wanted:
            shape.getparent().remove(shape)
