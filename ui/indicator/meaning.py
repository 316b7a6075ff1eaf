"""What does the indicator measure, and how is it added up?"""

from __future__ import annotations

import streamlit as st

import definition
from ui import components
from ui.indicator.asked import Asked
from ui.labels import say
from ui.plain_table import pairs
from ui.texts import t


def draw(asked: Asked) -> None:
    st.html(pairs(_rows(asked), asked.say("tab.meaning")))
    components.open_button(
        t("indicators.open_definitions"), "definitions", key="open_definitions", q=asked.indicator
    )


def _rows(asked: Asked) -> list[tuple[str, str]]:
    about, language = asked.about, asked.language
    known = definition.load()

    def term(kind: str, value: str) -> str:
        word, meaning = (say(f"definitions.{kind}.{value}.{part}", language) for part in ("word", "meaning"))
        return f"{word} – {meaning}"

    rows = [
        (asked.say("meaning.measures"), about.definition[language]),
        (asked.say("meaning.unit"), about.unit[language]),
        (asked.say("meaning.theme"), f"{about.theme} · {known.lists['themes'].label(about.theme)[language]}"),
        *(
            (say(f"definitions.indicators.{kind}", language), term(kind, getattr(about, kind)))
            for kind in ("direction", "kind", "over_time", "across_cities")
        ),
        (
            asked.say("meaning.source"),
            say(f"definitions.entry.{about.entry}.word", language, sheet=about.derived_from),
        ),
    ]
    if about.since:
        rows.append((asked.say("meaning.since"), known.workshop(about.since).title[language]))
    return rows
