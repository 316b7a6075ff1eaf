"""What is checked in an upload, and what does each message ask for?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from definition import Definition, Language
from ui import labels
from ui.catalogue.section import Section

_CODE = re.compile(r"problem\.(\w+)\.message")
_PLACE = re.compile(r"\{sheet\}(!\{cell\})?: |\{\w+\}")
_REFUSAL = "refused_"


def sections(known: Definition, language: Language) -> list[Section]:
    """Every message in the order of the texts: first what keeps a file from being read, then the rest."""
    codes = [match[1] for key in known.texts if (match := _CODE.fullmatch(key))]
    refusals = [code for code in codes if code.startswith(_REFUSAL)]
    others = [code for code in codes if not code.startswith(_REFUSAL)]
    return [_section("denetimler", "cells", others, language), _section("ret", "files", refusals, language)]


def _section(anchor: str, name: str, codes: Sequence[str], language: Language) -> Section:
    headers = ("code", "message", "fix")
    return Section(
        anchor,
        labels.say(f"definitions.checks.{name}", language),
        tuple(labels.say(f"definitions.checks.{h}", language) for h in headers),
        tuple((code, *(_sentence(code, part, language) for part in ("message", "fix"))) for code in codes),
        labels.say(f"definitions.checks.{name}_intro", language),
        widths_pct=(22, 42, 36),
    )


def _sentence(code: str, part: str, language: Language) -> str:
    """The sentence with dots where the cell's own facts stand."""
    words = labels.say(f"problem.{code}.{part}", language)
    return _PLACE.sub(lambda place: "" if place[0].endswith(" ") else "…", words)
