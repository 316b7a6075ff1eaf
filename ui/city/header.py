"""How does the city's report stand: is it in, does it count, how late and which version is it?"""

from __future__ import annotations

from typing import Any

import streamlit as st

import definition
from ui import components, data, format, labels
from ui.city.report import Report, last_counted
from ui.markdown import Markdown, joined, plain
from ui.rows import first
from ui.texts import label, language, t


def draw(report: Report) -> None:
    """Name, state and dates of the report in one line; a notice where something is waiting."""
    st.title(labels.city(report.city))
    workshop = definition.load().workshop(report.workshop)
    period = (
        f"{format.day(workshop.period_start, language())} – {format.day(workshop.period_end, language())}"
    )
    with st.container(key="city_state", gap="xsmall"):
        if report.submission_id:
            st.markdown(joined(" ", _facts(report)))
        said = [t("city.header.period", workshop=label(workshop.title), period=period)]
        if report.nothing_before and report.counted:
            before = labels.workshop_short(report.nothing_before, language())
            said.append(t("city.header.nothing_before", workshop=before))
        st.caption(joined(" · ", said))
    _notice(report)


def _facts(report: Report) -> list[Markdown]:
    row = first(data.submission(report.submission_id))
    said = [components.submission_badge("counted")]
    if report.standing == "draft":
        said = [components.marked(labels.submission_mark("awaiting_confirmation"), t("city.header.draft"))]
    if row.days_late:
        said.append(components.marked(labels.submission_mark("awaiting_confirmation"), _late(row)))
    received = format.moment(row.received_at, language())
    confirmed = format.moment(row.confirmed_at, language())
    facts: list[str] = [
        t("city.header.received", moment=received),
        t("city.header.confirmed", moment=confirmed),
        *([] if row.days_late else [_late(row)]),
        t("city.header.version", n=_version(report)),
        plain(row.file_name),
    ]
    return [*said, joined(" · ", facts)]


def _late(row: Any) -> str:
    return format.late(row.days_late, language())


def _version(report: Report) -> int:
    """The how-manieth confirmed file of this city and workshop it is."""
    sent = data.submission_state(report.city, report.workshop).dropna(subset=["confirmed_at"])
    order = list(sent.sort_values("confirmed_number")["submission_id"])
    return order.index(report.submission_id) + 1


def _notice(report: Report) -> None:
    """What stands between the city and its figures, with the page where it is done."""
    kind = _kind(report)
    if not kind:
        return
    deadline = format.day(definition.load().workshop(report.workshop).deadline, language())
    with st.container(border=True, key="city_notice"):
        st.markdown(
            f"**{t(f'city.notice.{kind}.title')}**  \n{t(f'city.notice.{kind}.text', deadline=deadline)}"
        )
        with st.container(horizontal=True):
            if kind != "not_invited":
                components.open_button(t("city.notice.go"), "submit", key="city_submit", city=report.city)
            earlier = None if report.submission_id else last_counted(report.city, report.workshop)
            if earlier:
                words = t("city.notice.earlier", workshop=labels.workshop_short(earlier, language()))
                components.open_button(words, "city", key="city_earlier", workshop=earlier)


def _kind(report: Report) -> str:
    if report.standing in ("draft", "not_invited"):
        return report.standing
    if report.newest_state in ("unreadable", "needs_fixing", "awaiting_confirmation"):
        return f"newer_{report.newest_state}" if report.counted else report.newest_state
    if report.counted:
        return "newer_draft" if report.has_draft else ""
    return report.newest_state if report.newest_state in ("withdrawn", "damaged") else "missing"
