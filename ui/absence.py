"""Why does nothing of a city count at a workshop?"""

from __future__ import annotations

from definition import Language
from ui.labels import say


def absent(has_draft: bool, state: str, language: Language) -> str:
    """It sent a draft, something that waits for somebody, or nothing. `state`: of participation_state."""
    return say(f"indicators.absent.{'draft' if has_draft else state}", language)
