"""Which context figures are in force, of which year and from which source?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from definition import Language
from ui import components, data, format, labels
from ui.labels import say
from ui.origin import Origins, origins
from ui.texts import language, t


def draw() -> None:
    """By city and indicator, the newest year first; each leads to its cell."""
    st.subheader(t("figures.in_force"), anchor="figures")
    table, sources = _table(data.snapshot_key(), language())
    if table.empty:
        components.empty_state(t("figures.nothing"), t("figures.nothing_text"))
        return
    components.show_table(
        table,
        key="context_figures",
        file_name="baglam-gostergeleri",
        columns={t("figures.column.source"): st.column_config.TextColumn(width="large")},
        origins=sources,
    )


@st.cache_resource(max_entries=20, show_spinner=False)
def _table(snapshot: str, in_language: Language) -> tuple[pd.DataFrame, Origins]:
    found = data.figure_in_force()
    found = found[found["value"].notna()]
    found = found.assign(name=found["city"].map(labels.city))
    found = found.assign(order=found["name"].map(format.sort_key)).sort_values(
        ["order", "indicator", "year"], ascending=[True, True, False]
    )

    def head(name: str) -> str:
        return say(f"figures.column.{name}", in_language)

    shown = {
        head("city"): found["name"],
        head("code"): found["indicator"],
        head("indicator"): [labels.indicator(code, in_language) for code in found["indicator"]],
        head("year"): found["year"].astype(str),
        head("value"): found["value"].astype(float),
        head("unit"): [labels.unit(code, in_language) for code in found["indicator"]],
        head("source"): found["source"],
        head("file"): found["file_name"],
        head("who"): [labels.person(name, in_language) for name in found["who"]],
    }
    sources = origins("figure_in_force", found, {head(n): n for n in ("value", "year", "source")})
    return pd.DataFrame(shown).reset_index(drop=True), sources
