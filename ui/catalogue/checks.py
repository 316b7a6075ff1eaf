"""What is checked in an upload, and what does each message ask for?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from definition import Definition, Language
from ui import labels
from ui.catalogue.section import Section
from ui.warned import in_general

_CODE = re.compile(r"problem\.(\w+)\.message")
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
        tuple(
            (code, in_general(code, "message", language), in_general(code, "fix", language)) for code in codes
        ),
        labels.say(f"definitions.checks.{name}_intro", language),
        widths_pct=(22, 42, 36),
    )
