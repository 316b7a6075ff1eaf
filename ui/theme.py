"""What colours and symbols mean, the same everywhere. Red and green are not told apart by everyone, so bad is
vermilion, good is blue, and a symbol and a word always stand beside the colour.

The look of pages is in .streamlit/config.toml; the colours here read well on light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BLUE, VERMILION, GREY = "#0072B2", "#D55E00", "#767676"
SKY, AMBER, SILVER = "#56B4E9", "#E69F00", "#A9B4BF"
# Position from low to high, both readable on light and dark ground; missing is hatched, not a colour of it.
SEQUENTIAL = ("#DCE9F3", "#B5D2E8", "#84B5D9", "#4F95C6", "#1F77B0", "#07568A")

BadgeColour = Literal["blue", "orange", "red", "gray"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one status looks: colour in charts, symbol before the word, colour of the badge."""

    colour: str
    symbol: str
    badge: BadgeColour


STATUS: dict[str, Mark] = {
    "completed": Mark(BLUE, "●", "blue"),
    "in_progress": Mark(SKY, "◐", "blue"),
    "not_started": Mark(SILVER, "○", "gray"),
    "postponed": Mark(AMBER, "◇", "orange"),
    "overdue": Mark(VERMILION, "▲", "red"),
    "cancelled": Mark(GREY, "✕", "gray"),
}
LIGHT: dict[str, Mark] = {
    "on_track": Mark(BLUE, "●", "blue"),
    "at_risk": Mark(AMBER, "◆", "orange"),
    "behind": Mark(VERMILION, "▲", "red"),
}
NO_LIGHT = Mark(SILVER, "○", "gray")
SUBMISSION: dict[str, Mark] = {
    "counted": Mark(BLUE, "●", "blue"),
    "awaiting_confirmation": Mark(AMBER, "◆", "orange"),
    "needs_fixing": Mark(VERMILION, "▲", "red"),
    "unreadable": Mark(VERMILION, "✕", "red"),
    "replaced": Mark(SILVER, "○", "gray"),
    "withdrawn": Mark(GREY, "✕", "gray"),
    "missing": Mark(SILVER, "○", "gray"),
    "damaged": Mark(VERMILION, "✕", "red"),
}
