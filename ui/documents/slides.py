"""What is a slide made of: a title, text boxes and tables, each in the language it is written in?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Emu, Inches, Pt

from etl.harmless import in_xml
from ui.documents.pack import Pack

WIDTH, HEIGHT, EDGE = Inches(13.333), Inches(7.5), Inches(0.6)
ROOM = WIDTH - 2 * EDGE
TOP, BOTTOM = Inches(1.25), HEIGHT - Inches(0.95)  # between title and footnotes
_MARGIN, _SIDES = Inches(0.035), Inches(0.2)  # of a cell: above and below; left and right together
_TITLE_ONLY = 5  # the layout
_WIDEST, _LONG_WORD = Inches(4.5), Inches(2.2)  # a column; a word that is not broken
_LETTER = 0.66  # how wide one is beside its height, on the safe side
_LONGEST = 80  # letters of a cell
_LONG_TITLE = 90
LANGUAGES = {"tr": "tr-TR", "en": "en-GB"}


def slide(made: Any, title: str, pack: Pack) -> Any:
    """Title above, which data and what it lacks below, on every slide."""
    new = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
    head = new.shapes.title
    head.left, head.top, head.width, head.height = EDGE, Inches(0.3), ROOM, Inches(0.85)
    write(head.text_frame, title, 24 if len(title) <= _LONG_TITLE else 19, pack, bold=True)
    foot = "  ·  ".join(filter(None, (pack.banner, *pack.footnotes)))
    text(new, foot, HEIGHT - Inches(0.72), 10 if len(foot) < 330 else 8, pack)
    return new


def text(on: Any, words: str, top: int, points: int, pack: Pack) -> None:
    box = on.shapes.add_textbox(EDGE, top, ROOM, Inches(0.4))
    box.text_frame.word_wrap = True
    write(box.text_frame, words, points, pack)


def write(frame: Any, words: str, points: int, pack: Pack, *, bold: bool = False) -> None:
    frame.text = in_xml(words)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(points), bold
            run._r.get_or_add_rPr().set("lang", LANGUAGES[pack.language])


def grid(
    on: Any,
    heads: Sequence[str],
    lines: Sequence[Sequence[str]],
    pack: Pack,
    *,
    top: int = TOP,
    points: int = 11,
) -> int:
    """A table whose columns are as wide as their words want; what is too long for a cell ends in …

    Returns how many lines there was room for: rows grow with their words, and the slide does not."""
    shortened = [[_shortened(words) for words in line] for line in lines]
    widths = _widths([heads, *shortened], points)
    heights = [_height(line, widths, points) for line in [heads, *shortened]]
    fit = sum(total <= BOTTOM - top for total in accumulate(heights)) - 1
    frame = on.shapes.add_table(fit + 1, len(heads), EDGE, top, ROOM, sum(heights[: fit + 1]))
    for column, width in zip(frame.table.columns, widths, strict=True):
        column.width = Emu(width)
    for row, line in enumerate([heads, *shortened[:fit]]):
        frame.table.rows[row].height = Emu(heights[row])
        for column, words in enumerate(line):
            cell = frame.table.cell(row, column)
            write(cell.text_frame, words, points, pack, bold=row == 0)
            cell.margin_top = cell.margin_bottom = _MARGIN
    return fit


def _widths(lines: Sequence[Sequence[str]], points: int) -> list[int]:
    """No word is broken while there is room for all; what is left goes to the columns with long sentences."""
    # Heads are bold: every word of them is about a letter wider.
    heads = [" ".join(f"{word}_" for word in head.split()) for head in lines[0]]
    columns = list(zip(heads, *lines[1:], strict=True))
    words = [[word for text in texts for word in text.split(" ")] for texts in columns]
    least = [min(max(_wide(word, points) for word in own), _LONG_WORD) for own in words]
    most = [min(max(_wide(text, points) for text in texts), _WIDEST) for texts in columns]
    longing = [max(wanted - needed, 1) for wanted, needed in zip(most, least, strict=True)]
    spare = ROOM - sum(least)
    if spare < 0:
        return [ROOM * needed // sum(least) for needed in least]
    return [n + spare * more // sum(longing) for n, more in zip(least, longing, strict=True)]


def _wide(words: str, points: int) -> int:
    return int(len(words) * Pt(points) * _LETTER + _SIDES)


def _height(line: Sequence[str], widths: Sequence[int], points: int) -> int:
    """How high a row becomes once its longest cell is broken into lines."""
    pairs = zip(line, widths, strict=True)
    most = max(-(-(_wide(words, points) - _SIDES) // max(width - _SIDES, 1)) for words, width in pairs)
    return int(max(1, most) * Pt(points) * 1.2 + 2 * _MARGIN)


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
