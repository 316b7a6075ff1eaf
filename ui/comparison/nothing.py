"""Is there anything to compare? Said once for all tabs, instead of one empty table after the other."""

from __future__ import annotations

from collections.abc import Sequence

from ui import components, data, labels
from ui.comparison.asked import Asked
from ui.texts import t


def is_nothing(asked: Asked, workshops: Sequence[str]) -> bool:
    """Says for which of these workshops no report counts yet; False where each has one."""
    for code in workshops:
        if data.submission_latest(workshop=code).empty:
            workshop = labels.workshop_short(code, asked.language)
            components.empty_state(t("compare.nothing", workshop=workshop), t("compare.nothing_text"))
            return True
    return False
