"""The file belongs elsewhere, to the sample or to real data: which one is right here?"""

from __future__ import annotations

import streamlit as st

import definition
from etl.problems import Problem
from etl.provenance.verdict import REFUSED
from etl.store.receipts import Submitted
from ui import handed_out, labels
from ui.access import may
from ui.format import plain
from ui.plain_table import panel
from ui.submission import downloads
from ui.submission.report import lines
from ui.texts import language, t


def refusal(receipt: Submitted) -> Problem | None:
    """Why it was refused for where it comes from; None where it was not."""
    return next((p for p in receipt.problems if p.code in REFUSED), None)


def draw(receipt: Submitted, why: Problem) -> None:
    """One sentence, and the right template of that city and workshop to take along."""
    (said,) = lines([why], definition.load(), language())
    st.html(
        panel(
            "bad", t(f"submit.elsewhere.{why.code}"), said.message, f"{t('submit.elsewhere.do')} {said.fix}"
        )
    )
    st.caption(f"{plain(receipt.file_name)} · {plain(receipt.id)}")
    city, workshop = why.fact("city"), why.fact("workshop")
    if city and workshop and may("read_submission", str(city)):
        names = {"city": labels.city(str(city)), "workshop": labels.workshop(str(workshop), language())}
        handed_out.template(
            t("submit.elsewhere.template", **names),
            str(city),
            str(workshop),
            key="right_template",
            kind="primary",
        )
    downloads.draw_original(receipt)
