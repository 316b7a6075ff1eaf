"""Where does the city get its workbook?"""

from __future__ import annotations

from functools import partial

import streamlit as st

import definition
from definition import Workshop
from etl.prefilled import prefilled_template
from etl.store.archive import Archive
from ui import data
from ui.format import moment
from ui.submission import contents, slices
from ui.texts import label, language, t

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(city: str, workshop: Workshop) -> None:
    """The download, and whether it comes filled. It is made when somebody asks for it."""
    st.subheader(t("submit.template.title"))
    source = contents.last_accepted_of(city, workshop.code)
    if source:
        received = moment(Archive(data.home().path).submitted(source).at, language())
        st.markdown(t("submit.template.prefilled", at=received, id=source))
    else:
        st.markdown(t("submit.template.empty"))
    names = {"city": definition.load().municipality(city).name, "workshop": label(workshop.title)}
    st.download_button(
        t("submit.template.do", **names),
        data=partial(_made, city, workshop.code),
        file_name=f"uluslararasilasma-{city}-{workshop.code}.xlsx",
        mime=_XLSX,
        on_click="ignore",
        icon=":material/download:",
        key="template",
    )
    slices.draw(city, workshop)


def _made(city: str, workshop: str) -> bytes:
    # Runs outside the page. A fault here is logged by Streamlit, which says so beside the button.
    return prefilled_template(data.home().path, definition.load(), city, workshop).data
