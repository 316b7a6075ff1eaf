"""What all figures share: margins, separators, the words for a screen reader, its own words."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from definition import Language
from ui.charts.markup import as_typed

ROW = 30  # pixels a bar or a row of cells takes
SEPARATORS: dict[Language, str] = {"tr": ",.", "en": ".,"}
_MONTHS = [
    "Ocak",
    "Şubat",
    "Mart",
    "Nisan",
    "Mayıs",
    "Haziran",
    "Temmuz",
    "Ağustos",
    "Eylül",
    "Ekim",
    "Kasım",
    "Aralık",
]
_DAYS = ["Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi"]
_TURKISH = {
    "moduleType": "locale",
    "name": "tr",
    "dictionary": {},
    "format": {
        "days": _DAYS,
        "shortDays": [day[:3] for day in _DAYS],
        "months": _MONTHS,
        "shortMonths": [month[:3] for month in _MONTHS],
        "date": "%d.%m.%Y",
        "decimal": ",",
        "thousands": ".",
    },
}


def config(language: Language) -> dict[str, Any]:
    """For st.plotly_chart(config=…). No tool bar: its words are English and its uses are few."""
    shared: dict[str, Any] = {"displayModeBar": False, "showTips": False, "scrollZoom": False}
    shared["typesetMath"] = False  # two dollar signs are no formula
    return shared | ({"locale": "tr", "locales": {"tr": _TURKISH}} if language == "tr" else {})


def finish(figure: go.Figure, language: Language, height: int, alt: str, **layout: Any) -> go.Figure:
    """The common layout, around texts that are shown as typed. Nothing is draggable, so that a finger scrolls
    the page and not the chart."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 16, "t": 8, "b": 8},
        separators=SEPARATORS[language],
        dragmode=False,
        hoverlabel={"align": "left"},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "title": None,
            "traceorder": "normal",
        },
        meta={"alt": alt},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    figure.update_xaxes(fixedrange=True, automargin=True, title=None)
    figure.update_yaxes(fixedrange=True, automargin=True, title=None)
    return as_typed(figure.update_layout(**layout))


def alt_text(figure: go.Figure) -> str:
    """What the figure says, in one sentence."""
    return str(figure.layout.meta["alt"])
