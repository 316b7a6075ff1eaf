"""Who could help whom? A city with an open challenge beside those that have solved one of the same kind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from ui import components, labels
from ui.cooperation import views
from ui.cooperation.asked import Asked
from ui.cooperation.cards import as_table, cards
from ui.cooperation.marks import SEVERITY, marked
from ui.markdown import Markdown, bold, plain
from ui.origin import Origins, origins
from ui.rows import rows
from ui.texts import t

_TRACED = {
    "challenge": "challenge",
    "severity": "severity",
    "helper_challenge": "helper_challenge",
    "solution": "helper_solution",
}
_ORDER = {code: place for place, code in enumerate(SEVERITY)}  # the most serious first


def draw(asked: Asked, categories: Sequence[str], severities: Sequence[str]) -> None:
    st.subheader(t("cooperation.help.title"), anchor="help")
    st.caption(t("cooperation.help.text"))
    found = chosen(views.challenge_help(asked.workshop), categories, severities)
    if found.empty:
        components.empty_state(t("cooperation.help.none"), t("cooperation.help.none_text"))
        return
    of_each = [
        list(group) for _, group in groupby(rows(found), lambda row: (row.submission_id, row.row_number))
    ]
    cards(of_each, lambda pairs: _card(pairs, asked), key="helpers", min_width=380)
    as_table(lambda: _table(found, asked), key="help_details")


def _table(found: pd.DataFrame, asked: Asked) -> None:
    table, sources = made(found, asked)
    name = f"kim-kime-yardim-{asked.workshop}"
    components.show_table(table, key="help_table", file_name=name, origins=sources)


def chosen(found: pd.DataFrame, categories: Sequence[str], severities: Sequence[str]) -> pd.DataFrame:
    """What the filters leave, the most serious first."""
    if categories:
        found = found[found["category"].isin(categories)]
    if severities:
        found = found[found["severity"].isin(severities)]
    return found.sort_values(
        ["severity", "city", "row_number"],
        key=lambda values: values.map(_ORDER).fillna(len(_ORDER)) if values.name == "severity" else values,
        kind="stable",
    )


def _card(pairs: list[Any], asked: Asked) -> None:
    """One open challenge, and below it everybody who has solved one of its kind."""
    of = pairs[0]
    with st.container(border=True, height="stretch"):
        badge = Markdown("")
        if of.severity in SEVERITY:
            words = labels.choice("severities", of.severity, asked.language)
            badge = components.marked(SEVERITY[of.severity], words)
        st.markdown(f"{bold(labels.city(of.city))}: {plain(of.challenge or '')} {badge}")
        st.caption(plain(labels.choice("challenge_categories", of.category, asked.language)))
        st.markdown("\n".join(f"- {_helper(pair)}" for pair in pairs))


def _helper(pair: Any) -> Markdown:
    city = bold(labels.city(pair.helper_city))
    solution = plain(pair.helper_solution or t("cooperation.help.no_solution"))
    if pair.same_challenge:
        return t("cooperation.help.same", city=city, solution=solution)
    return t("cooperation.help.other", city=city, solution=solution, challenge=pair.helper_challenge or "")


def made(found: pd.DataFrame, asked: Asked) -> tuple[pd.DataFrame, Origins]:
    lines = [
        (
            labels.city(row.city),
            row.challenge,
            marked("severities", row.severity, asked.language),
            labels.choice("challenge_categories", row.category, asked.language),
            labels.city(row.helper_city),
            row.helper_challenge,
            row.helper_solution,
        )
        for row in rows(found)
    ]
    names = ("city", "challenge", "severity", "category", "helper", "helper_challenge", "solution")
    traced = {asked.say(f"column.{name}"): column for name, column in _TRACED.items()}
    return pd.DataFrame(lines, columns=asked.heads(names)), origins("challenge_help", found, traced)
