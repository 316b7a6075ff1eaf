"""The frame around every page: navigation, filters, language, banner, footer. Streamlit runs this file."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import streamlit as st

import definition
from etl.access.decide import Page, Visitor, may_open
from etl.database.frozen import NotKeptError
from etl.programme import keep_up
from etl.store.frozen_store import DamagedFreezeError
from pages import (
    actions,
    city,
    compare,
    cooperation,
    definitions,
    indicators,
    manage,
    overview,
    submit,
    workshop,
)
from ui import access, components, damage_notice, data, dead_link, faults, filters, shown, start, take_along
from ui.database import NotInFreezeError
from ui.sign_in import gate
from ui.texts import t

STATIC = Path(__file__).parent / "static"
ICON = STATIC / "icon.png"
PAGES: dict[Page, ModuleType] = {
    "overview": overview,
    "city": city,
    "indicators": indicators,
    "actions": actions,
    "compare": compare,
    "cooperation": cooperation,
    "workshop": workshop,
    "submit": submit,
    "definitions": definitions,
    "manage": manage,
}
OF_THE_PRESENT: frozenset[Page] = frozenset({"submit", "manage"})
DEFAULT = "overview"  # has no path of its own: a shared bare address opens it


def main() -> None:
    """Order matters: navigation first, so that a shared link is known; filters before the page that asks."""
    definition.follow(None)
    keep_up(data.home().path)
    somebody = access.visitor()
    known = {name: _page(name, module, may_open(somebody, name)) for name, module in PAGES.items()}
    chosen = st.navigation(list(known.values()), position="top" if somebody else "hidden")
    st.set_page_config(page_title=f"{chosen.title} · {t('shell.title')}", page_icon=str(ICON), layout="wide")
    if somebody is None or somebody.role is None:
        _outside(somebody)
        return
    components.remember_pages({name: page for name, page in known.items() if may_open(somebody, name)})
    home = start.prepare()
    if home.is_sample:
        components.sample_banner()
    name = next(n for n, page in known.items() if page == chosen)
    used = getattr(PAGES[name], "FILTERS", ())
    filters.carry()
    if not _follow_freeze(name):
        return
    filters.prefer(somebody.cities)
    components.frozen_banner()
    damage_notice.draw(somebody)
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        filters.draw(used)
        along = st.container(width="content", key="along")
        gate.draw_badge(somebody)
        _language_switch()
    # A menu that does not offer a page keeps nobody out of it.
    if not may_open(somebody, name):
        gate.draw_forbidden()
        return
    if used:
        dead_link.draw((*used, *getattr(PAGES[name], "PARTS_ASK", ())))
    try:
        chosen.run()
    except NotInFreezeError as error:
        faults.not_part(error)
    with along:  # after the page, which must not wait for what is made of it
        take_along.draw(name)
    components.footer()


def _follow_freeze(name: Page) -> bool:
    """The figures that were frozen are read with the definition of then; what is sent and managed, never.
    False where these figures cannot be shown: nothing else is shown in their place."""
    try:
        definition.follow(None if name in OF_THE_PRESENT else shown.definition_of_then())
    except (DamagedFreezeError, NotKeptError) as error:
        components.unreadable_freeze(error)
        return False
    return True


def _outside(somebody: Visitor | None) -> None:
    """Every page is known, so that a link is not lost before the sign-in; none is run."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        _language_switch()
    if somebody is None:
        gate.draw_signed_out()
    else:
        gate.draw_no_member()


def _page(name: Page, module: ModuleType, is_offered: bool) -> st.Page:
    return st.Page(
        module.render,
        title=t(f"shell.page.{name}"),
        url_path=None if name == DEFAULT else name,
        default=name == DEFAULT,
        visibility="visible" if is_offered else "hidden",
    )


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
