"""Which actions does the reader want to see? One value every part of the page is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

import definition
from definition import Language
from ui import choices, data, filters, labels
from ui.labels import say
from ui.texts import language, t
from ui.theme import STATUS

CONCERNS = ("overdue", "no_owner", "stale")


@dataclass(frozen=True, slots=True)
class Asked:
    """Codes, the reader's language and the snapshot. Empty choices leave nothing out."""

    workshop: str
    city: str | None
    statuses: tuple[str, ...]
    themes: tuple[str, ...]
    concern: str | None
    search: str
    language: Language
    snapshot: str

    @property
    def everything(self) -> Asked:
        """The same city and workshop with nothing filtered out."""
        return replace(self, statuses=(), themes=(), concern=None, search="")

    @property
    def file_name(self) -> str:
        return f"eylemler-{self.workshop}" + (f"-{self.city}" if self.city else "")

    def say(self, key: str, **places: object) -> str:
        return say(f"actions.{key}", self.language, **places)


def asked() -> Asked:
    """Draws the filters that only this page has; the URL holds them."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_actions"):
        city = choices.shared("city", labels.city, t("filter.city"), t("actions.all_cities"), 200)
        statuses = choices.several("status", list(STATUS), _status, t("actions.status"), t("actions.all"))
        themes = choices.several("theme", _themes(), _theme, t("actions.theme"), t("actions.all"))
        search = choices.typed("search", t("actions.search"), t("actions.search_example"))
        concern = choices.at_most_one("only", CONCERNS, _concern, t("actions.only"))
    return Asked(filters.workshop(), city, statuses, themes, concern, search, language(), data.snapshot_key())


def theme(code: str | None, language: Language) -> str:
    """ "4 · Uluslararası Proje ve Fonlar" """
    words = labels.choice("themes", code, language)
    return words if code is None or code != code else f"{code} · {words}"


def _status(code: str) -> str:
    return f"{labels.status_mark(code).symbol} {labels.status(code, language())}"


def _themes() -> list[str]:
    return [c.code for c in definition.load().lists["themes"].choices]


def _theme(code: str) -> str:
    return theme(code, language())


def _concern(code: str) -> str:
    return t(f"actions.concern.{code}")
