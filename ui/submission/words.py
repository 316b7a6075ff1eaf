"""What are a submission's state, city and workshop called?"""

from __future__ import annotations

import definition
from etl.store.receipts import Submitted
from ui import labels
from ui.texts import label, language, t


def state_words(state: str, draft: bool = False) -> str:
    """The sign that means this state everywhere, and its word."""
    words = f"{labels.submission_mark(state).symbol} {labels.submission_state(state, language())}"
    return f"{words} ({t('submit.history.draft')})" if draft else words


def city_name(code: str | None) -> str:
    return definition.load().municipality(code).name if code else t("submit.unknown_city")


def workshop_title(code: str | None) -> str:
    return label(definition.load().workshop(code).title) if code else t("submit.unknown_workshop")


def place(receipt: Submitted) -> str:
    """For which city and workshop it was sent."""
    return f"{city_name(receipt.city)} · {workshop_title(receipt.workshop)}"
