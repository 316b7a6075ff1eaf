"""Where does the city get its workbook?"""

from __future__ import annotations

import streamlit as st

import definition
from definition import Workshop
from etl.store.archive import Archive
from ui import data, handed_out
from ui.format import moment
from ui.submission import contents, slices
from ui.texts import label, language, t


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
    handed_out.template(t("submit.template.do", **names), city, workshop.code, key="template")
    slices.draw(city, workshop)
