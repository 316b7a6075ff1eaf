"""What became of the submission, and what is to be done next?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

import definition
from etl.messages import words
from etl.reconcile.choice import KEEP_THEIRS
from ui import filters
from ui.access import may
from ui.format import number, plain
from ui.labels import say
from ui.markdown import bold
from ui.plain_table import panel
from ui.submission import (
    acts,
    changed,
    downloads,
    effects,
    elsewhere,
    lost,
    meanwhile,
    merged,
    others,
    outlook,
    overlooked,
    preview,
    receipt,
    report,
    review,
    slices,
)
from ui.submission.current import UNPUBLISHED, Current, choose_city, chosen_city, forget
from ui.submission.guard import guarded
from ui.submission.upload import draw_box
from ui.submission.words import city_name, place
from ui.texts import language, t


def draw(now: Current) -> None:
    """By state: each has its own next step."""
    if st.button(t("submit.start_again"), key="start_again", type="tertiary", icon=":material/arrow_back:"):
        forget()
        st.rerun()
    if acts.was_repeated(now.receipt.id):
        st.info(t("submit.repeated", id=now.receipt.id))
    if acts.was_overtaken(now.receipt.id):
        st.warning(t("submit.overtaken"))
    slices.draw_came_of(now)
    merged.draw(now.receipt)
    _DRAW[now.state](now)


def _unreadable(now: Current) -> None:
    said = words(now.receipt.problems[0], definition.load(), language())
    st.html(
        panel("bad", t("submit.unreadable.title"), said.message, f"{t('submit.unreadable.do')} {said.fix}")
    )
    st.caption(f"{plain(now.receipt.file_name)} · {plain(now.receipt.id)}")
    downloads.draw(now.receipt)
    _draw_box_again(now)


def _needs_fixing(now: Current) -> None:
    if why := elsewhere.refusal(now.receipt):
        elsewhere.draw(now.receipt, why)
        _draw_box_again(now)
        return
    errors = now.receipt.count("error")
    key = "submit.needs_fixing.one" if errors == 1 else "submit.needs_fixing.many"
    st.subheader(t(key, count=number(errors, language(), 0)))
    st.caption(f"{plain(now.receipt.file_name)} · {plain(place(now.receipt))} · {plain(now.receipt.id)}")
    st.markdown(t("submit.needs_fixing.help"))
    lost.draw(outlook.result(now.receipt, KEEP_THEIRS).losses)
    downloads.draw(now.receipt)  # above the table: of many errors it would be out of sight
    report.draw_errors(now.receipt.problems)
    report.draw_remarks(now.receipt.problems)
    _draw_box_again(now)


def _draw_box_again(now: Current) -> None:
    st.subheader(t("submit.upload.again"))
    draw_box("again", now.receipt.city or filters.city())


def _awaiting(now: Current) -> None:
    st.subheader(t("submit.awaiting.title"))
    st.caption(f"{plain(now.receipt.file_name)} · {plain(now.receipt.id)}")
    st.markdown(bold(place(now.receipt)))
    sure = _is_own_city(now) and _is_own_template(now)
    as_shown = others.is_as_shown(now.receipt)
    others.draw(now)
    overlooked.draw(now)
    if now.receipt.draft:
        st.info(t("submit.awaiting.draft"))
    choice = meanwhile.draw(now.receipt)
    found = outlook.result(now.receipt, choice)
    preview.draw(now, found)
    lost.draw(found.losses)
    with guarded():
        effects.draw(now, found)
    report.draw_remarks(now.receipt.problems)
    downloads.draw(now.receipt)
    st.caption(t("submit.awaiting.help"))
    if not may("confirm", now.receipt.city):
        st.caption(t("submit.awaiting.not_yours"))
        return
    if found.undecided:
        st.caption(t("submit.meanwhile.decide_first"))
    sure = lost.draw_question(now.receipt, found) and sure and not found.undecided
    with st.container(horizontal=True):
        same = preview.changes_nothing(now, found)
        label = "submit.awaiting.confirm_same" if same else "submit.awaiting.confirm"
        if st.button(t(label), type="primary", key="confirm", disabled=not sure):
            if as_shown:
                acts.confirm(now.receipt.id, replace(choice, losses_accepted=found.losses.asks))
            else:
                st.error(t("submit.others.meanwhile"))
        if st.button(t("submit.awaiting.cancel"), key="cancel"):
            forget()
            acts.take("withdrawn", now.receipt.id)


def _is_own_city(now: Current) -> bool:
    """A file of another city than the one chosen on the page is confirmed only on purpose."""
    chosen = chosen_city()
    if chosen is None or chosen == now.receipt.city:
        return True
    names = {"file": city_name(now.receipt.city), "page": city_name(chosen)}
    st.error(t("submit.other_city.warning", **names))
    st.button(
        t("submit.other_city.sure", **names), key="other_city", on_click=choose_city, args=(now.receipt.city,)
    )
    return False


def _is_own_template(now: Current) -> bool:
    """A file that began as another city's template is confirmed only on purpose: it may be their report."""
    found = next((p for p in now.receipt.problems if p.code == "stamp_city_differs"), None)
    if found is None:
        return True
    names = {"file": city_name(str(found.fact("city"))), "page": city_name(now.receipt.city)}
    st.error(t("submit.other_template.warning", **names))
    return st.checkbox(t("submit.other_template.sure", **names), key=f"other_template_{now.receipt.id}")


def _counted(now: Current) -> None:
    receipt.draw_counted(now)
    review.draw(now)
    report.draw_remarks(now.receipt.problems)
    downloads.draw(now.receipt)
    changed.draw(now)
    receipt.draw_undo(now, "withdrawn")


def _replaced(now: Current) -> None:
    receipt.draw_past(now)
    downloads.draw(now.receipt)
    changed.draw(now)
    receipt.draw_undo(now, "withdrawn")


def _withdrawn(now: Current) -> None:
    receipt.draw_past(now)
    downloads.draw(now.receipt)
    changed.draw(now)
    receipt.draw_undo(now, "restored")


def _unpublished(now: Current) -> None:
    said = say("submit.unpublished.text", language(), id=now.receipt.id)
    st.html(panel("wait", t("submit.unpublished.title"), said))
    report.draw_errors(now.receipt.problems)


_DRAW: dict[str, Callable[[Current], None]] = {
    "unreadable": _unreadable,
    "needs_fixing": _needs_fixing,
    "awaiting_confirmation": _awaiting,
    "counted": _counted,
    "replaced": _replaced,
    "withdrawn": _withdrawn,
    "damaged": _replaced,
    UNPUBLISHED: _unpublished,
}
