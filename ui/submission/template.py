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
    source = contents.last_version_of(city, workshop.code)
    if source:
        receipt = Archive(data.home().path).submitted(source)
        key = "prefilled_draft" if receipt.draft else "prefilled"
        st.markdown(t(f"submit.template.{key}", at=moment(receipt.at, language()), id=source))
    else:
        st.markdown(t("submit.template.empty"))
    names = {"city": definition.load().municipality(city).name, "workshop": label(workshop.title)}
    handed_out.template(t("submit.template.do", **names), city, workshop.code, key="template")
    slices.draw(city, workshop)
