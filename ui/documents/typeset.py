"""A PDF out of a template and data: tagged for screen readers, the same bytes for the same data, offline."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_LONG = re.compile(r"\S{65,}")  # a SHA-256 has 64 and stays whole, to be copied
_NO_TEXT = ("Cc", "Cn", "Co", "Cs")  # control, unassigned, private and half characters
UNKNOWN = "□"  # one character without a glyph would stop the whole document


def typeset(template: str, told: Mapping[str, Any], at: datetime) -> bytes:
    """`template`: a .typ file beside this one, which finds `told` in sys.inputs. `at` is the date that the
    document carries. PDF/UA-1: whoever cannot see it hears it in the right order."""
    data = json.dumps(_printable(told), ensure_ascii=False)
    made = typst.compile(
        str(_HERE / template),
        root=str(_HERE),
        font_paths=[str(_FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"told": data},
        pdf_standards=["ua-1"],
        timestamp=at.replace(microsecond=0),  # a PDF counts seconds
    )
    assert isinstance(made, bytes), "one document is one file"
    return made


def _printable(told: Any) -> Any:
    """The same with every text as the fonts can show it."""
    if isinstance(told, str):
        return _LONG.sub(_breakable, "".join(c if _shows(c) else UNKNOWN for c in told))
    if isinstance(told, Mapping):
        return {key: _printable(value) for key, value in told.items()}
    return [_printable(value) for value in told] if isinstance(told, (list, tuple)) else told


def _shows(letter: str) -> bool:
    if letter == "\ufeff" or unicodedata.category(letter) in _NO_TEXT:  # PDF/UA refuses these
        return letter == "\n"
    return ord(letter) in _known()


def _breakable(word: re.Match[str]) -> str:
    """A word longer than a line may end its line in places."""
    return "\u200b".join(re.findall(r".{1,12}", word.group()))


@cache
def _known() -> frozenset[int]:
    """The code points that some font of ours has a glyph for."""
    fonts = sorted(path for path in _FONTS.iterdir() if path.suffix in (".ttf", ".otf"))
    return frozenset(code for path in fonts for code in TTFont(path, lazy=True).getBestCmap())
