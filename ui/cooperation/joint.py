"""Which projects do cities carry out together?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui import components, labels
from ui.cooperation.asked import Asked, by_name
from ui.cooperation.projects import split
from ui.format import no_data, number
from ui.origin import Origins, of_rows
from ui.rows import rows
from ui.texts import language, t


def draw(asked: Asked, table: pd.DataFrame, sources: Origins) -> None:
    """What `made` made."""
    st.subheader(t("cooperation.joint.title", n=number(len(table), language(), 0)), anchor="joint")
    st.caption(t("cooperation.joint.text"))
    name = f"ortak-projeler-{asked.workshop}"
    components.show_table(table, key="joint_table", file_name=name, origins=sources)


def made(found: pd.DataFrame, asked: Asked) -> tuple[pd.DataFrame, Origins]:
    """`found`: rows of project_once. One row a joint code, those of most cities first. A code that one city
    alone names is listed too, and says so: its partner may be outside the group or has not written it."""
    coded = found[found["joint_code"].notna()]
    groups = [(code, own) for code, own in coded.groupby("joint_code")]
    groups.sort(key=lambda group: (-group[1]["city"].nunique(), str(group[0])))
    names = ("joint_code", "project", "cities", "city_count", "programme", "project_state", "countries")
    table = pd.DataFrame([_line(str(code), own, asked) for code, own in groups], columns=asked.heads(names))
    columns = {
        "joint_code": "joint_project_code",
        "project": "project_name",
        "city_count": "joint_project_code",
        "programme": "programme",
        "project_state": "project_status",
        "countries": "partner_countries",
    }
    return table, {
        asked.say(f"column.{name}"): [of_rows("project", column, own) for _, own in groups]
        for name, column in columns.items()
    }


def _line(code: str, own: pd.DataFrame, asked: Asked) -> tuple[Any, ...]:
    cities = by_name(list(own["city"]))
    told = rows(own)
    return (
        code,
        _each(row.project_name for row in told),
        ", ".join(map(labels.city, cities)) + ("" if len(cities) > 1 else f" ({asked.say('joint.alone')})"),
        len(cities),
        _each(labels.choice("programmes", row.programme, asked.language) for row in told),
        _each(labels.choice("project_statuses", row.project_status, asked.language) for row in told),
        _countries([row.partner_countries for row in told], asked),
    )


def _each(words: Any) -> str:
    """Where cities wrote it differently, every way."""
    return " / ".join(dict.fromkeys(str(word) for word in words if word))


def _countries(stored: list[str | None], asked: Asked) -> str:
    codes = dict.fromkeys(code for text in stored for code in split(text))
    return ", ".join(labels.country(code, asked.language) for code in codes) or no_data(asked.language)
