"""The frame around every page: navigation, filters, language, banner, footer. Streamlit runs this file."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import streamlit as st

from pages import actions, city, compare, cooperation, definitions, indicators, overview, submit, workshop
from ui import components, filters, start, take_along
from ui.texts import t

STATIC = Path(__file__).parent / "static"
ICON = STATIC / "icon.png"
PAGES: dict[str, ModuleType] = {
    "overview": overview,
    "city": city,
    "indicators": indicators,
    "actions": actions,
    "compare": compare,
    "cooperation": cooperation,
    "workshop": workshop,
    "submit": submit,
    "definitions": definitions,
}
DEFAULT = "overview"  # has no path of its own: a shared bare address opens it


def main() -> None:
    """Order matters: navigation first, so that a shared link is known; filters before the page that asks."""
    known = {name: _page(name, module) for name, module in PAGES.items()}
    chosen = st.navigation(list(known.values()), position="top")
    st.set_page_config(page_title=f"{chosen.title} · {t('shell.title')}", page_icon=str(ICON), layout="wide")
    components.remember_pages(known)
    home = start.prepare()
    if home.is_sample:
        components.sample_banner()
    name = next(n for n, page in known.items() if page == chosen)
    filters.carry()
    components.frozen_banner()
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        filters.draw(getattr(PAGES[name], "FILTERS", ()))
        along = st.container(width="content", key="along")
        _language_switch()
    chosen.run()
    with along:  # after the page, which must not wait for what is made of it
        take_along.draw(name)
    components.footer()


def _page(name: str, module: ModuleType) -> st.Page:
    path = None if name == DEFAULT else name
    return st.Page(module.render, title=t(f"shell.page.{name}"), url_path=path, default=name == DEFAULT)


def _language_switch() -> None:
    """Turkish is the default and needs no parameter. The head script reloads the page in the new language."""
    with filters.kept("lang", "tr"):
        st.segmented_control(
            t("shell.language"),
            ("tr", "en"),
            default="tr",
            required=True,
            key="lang",
            bind="query-params",
            label_visibility="collapsed",
        )


if __name__ == "__main__":
    main()
