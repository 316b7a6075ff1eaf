"""What did others change since the template was filled, and which side holds?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import definition
from etl.reconcile.choice import KEEP_THEIRS, Choice
from etl.reconcile.compare import Finding
from etl.reconcile.told import value_of, what_of
from etl.reconcile.weigh import Met
from etl.store.receipts import Submitted
from etl.submission import Value
from ui.format import moment, number
from ui.labels import person
from ui.plain_table import Cell, table, unbroken, with_remark
from ui.submission import outlook
from ui.texts import language, t, words

SHOWN_LINES = 200
_ASKED = 20  # conflicts that are asked one by one; more than that are decided together
_COLUMNS = ("place", "what", "base", "in_force", "sent")


def draw(receipt: Submitted) -> Choice:
    """The cells, and what the sender decides about them. Without a word theirs are kept; a conflict waits."""
    met = outlook.met(receipt)
    if met is None:
        return KEEP_THEIRS
    if met.cannot_tell:
        st.info(t("reconcile.cannot_tell", id=met.last.id))
    if not met.findings:
        return KEEP_THEIRS
    st.subheader(t("submit.meanwhile.title"))
    facts = {"id": met.last.id, "at": moment(met.last.at, language())}
    st.markdown(t("submit.meanwhile.text", who=person(met.last.who, language()), **facts))
    conflicts = [f for f in met.findings if f.kind == "conflict"]
    theirs = [f for f in met.findings if f.kind == "theirs"]
    keep, overwrite = _draw_conflicts(receipt, conflicts) if conflicts else (set(), set())
    if theirs:
        overwrite |= _draw_theirs(receipt, met, theirs)
    return Choice(overwrite=frozenset(overwrite), keep=frozenset(keep))


def _draw_conflicts(receipt: Submitted, found: Sequence[Finding]) -> tuple[set[str], set[str]]:
    """The places that stay as they are in force, and those where the file holds."""
    st.warning(t("submit.meanwhile.conflicts", count=_count(found)))
    if len(found) > _ASKED:  # otherwise each is asked with its values
        _table(found, words("submit.meanwhile.conflicts_caption"))
    keep: set[str] = set()
    overwrite: set[str] = set()
    ways = ["keep", "overwrite"] if len(found) > _ASKED else ["each", "keep", "overwrite"]
    way: str | None = "each"
    if len(found) > 1:
        way = st.radio(
            t("submit.meanwhile.all"),
            ways,
            index=None if len(found) > _ASKED else 0,
            format_func=lambda one: t(f"submit.meanwhile.all_{one}"),
            key=f"conflicts_{receipt.id}",
            horizontal=True,
        )
    for finding in found:
        side = _ask(receipt, finding) if way == "each" else way
        if side:
            (keep if side == "keep" else overwrite).add(finding.place)
    return keep, overwrite


def _ask(receipt: Submitted, finding: Finding) -> str | None:
    values = {"keep": finding.in_force, "overwrite": finding.sent}
    said = {"place": finding.place, "what": what_of(finding, definition.today())}
    return st.radio(
        t(
            "submit.meanwhile.which",
            **said,
            base=_value(finding, finding.base),
        ),
        list(values),
        index=None,
        format_func=lambda side: t(f"submit.meanwhile.{side}", value=_value(finding, values[side])),
        key=f"conflict_{receipt.id}_{finding.place}",
        horizontal=True,
    )


def _draw_theirs(receipt: Submitted, met: Met, found: Sequence[Finding]) -> set[str]:
    """The places where the file holds all the same."""
    st.info(t("submit.meanwhile.theirs", count=_count(found), id=met.last.id))
    _table(found, words("submit.meanwhile.theirs_caption"))
    places = {f.place: f for f in found}
    if st.checkbox(t("submit.meanwhile.overwrite_all"), key=f"overwrite_all_{receipt.id}"):
        return set(places)
    if len(found) == 1:
        return set()
    return set(
        st.multiselect(
            t("submit.meanwhile.overwrite_some"),
            list(places),
            format_func=lambda place: f"{place} · {what_of(places[place], definition.today())}",
            key=f"overwrite_{receipt.id}",
            placeholder=t("filter.choose"),
        )
    )


def _table(found: Sequence[Finding], caption: str) -> None:
    headers = [words(f"submit.meanwhile.column.{name}") for name in _COLUMNS]
    st.html(table(headers, [_row(f) for f in found[:SHOWN_LINES]], caption))
    if len(found) > SHOWN_LINES:
        st.caption(t("submit.report.more", count=number(len(found) - SHOWN_LINES, language(), 0)))


def _row(finding: Finding) -> list[Cell]:
    row, _, column = what_of(finding, definition.today()).partition(" · ")
    values = [_value(finding, value) for value in (finding.base, finding.in_force, finding.sent)]
    return [unbroken(finding.place), with_remark(row, column), *values]


def _value(finding: Finding, value: Value) -> str:
    return value_of(finding, value, definition.today(), language())


def _count(found: Sequence[Finding]) -> str:
    return number(len(found), language(), 0)
