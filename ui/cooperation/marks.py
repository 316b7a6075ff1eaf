"""How do memberships, severities, solutions and decisions look? A sign and a word each."""

from __future__ import annotations

from definition import Language
from ui import labels
from ui.labels import say
from ui.theme import AMBER, BLUE, GREY, SILVER, SKY, VERMILION, Mark

SEVERITY = {
    "high": Mark(VERMILION, "▲", "red"),
    "medium": Mark(AMBER, "◆", "orange"),
    "low": Mark(SILVER, "○", "gray"),
}
SOLUTION = {
    "open": Mark(VERMILION, "○", "red"),
    "in_solution": Mark(AMBER, "◐", "orange"),
    "solved": Mark(BLUE, "●", "blue"),
}
MEMBERSHIP = {
    "member": Mark(BLUE, "●", "blue"),
    "observer": Mark(SKY, "◐", "blue"),
    "applied": Mark(AMBER, "◇", "orange"),
    "ended": Mark(GREY, "✕", "gray"),
}
ADAPTABILITY = {
    "easy": Mark(BLUE, "●", "blue"),
    "medium": Mark(AMBER, "◐", "orange"),
    "hard": Mark(VERMILION, "○", "red"),
}
MATCH = {
    "proposed": Mark(SILVER, "○", "gray"),
    "waiting": Mark(SILVER, "…", "gray"),
    "expired": Mark(GREY, "–", "gray"),
    "accepted": Mark(BLUE, "◐", "blue"),
    "declined": Mark(GREY, "✕", "gray"),
    "took_place": Mark(BLUE, "●", "blue"),
    "still_open": Mark(AMBER, "◆", "orange"),
    "came_to_nothing": Mark(GREY, "✕", "gray"),
}
_LISTS = {
    "severities": SEVERITY,
    "solution_statuses": SOLUTION,
    "membership_statuses": MEMBERSHIP,
    "adaptabilities": ADAPTABILITY,
}


def marked(list_key: str, code: str | None, language: Language) -> str:
    """Sign and word of a value of a closed list; missing is said."""
    words = labels.choice(list_key, code, language)
    look = _LISTS[list_key].get(str(code))
    return f"{look.symbol} {words}" if look else words


def match(state: str, language: Language) -> str:
    return f"{MATCH[state].symbol} {say(f'cooperation.state.{state}', language)}"


def membership(code: str | None, language: Language) -> str:
    """As short as a narrow column needs it."""
    if code not in MEMBERSHIP:
        return labels.choice("membership_statuses", code, language)
    return f"{MEMBERSHIP[code].symbol} {say(f'cooperation.membership.{code}', language)}"
