"""What did the workshop agree on, who does it, and until when?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import streamlit as st

import definition
from etl.database.publish import publish
from etl.records import set_down
from etl.store.receipts import new_id
from ui import components, data, format, labels
from ui.access import may, require, who
from ui.markdown import bold, joined
from ui.rows import rows
from ui.submission.guard import guarded
from ui.texts import language, t
from ui.today import today

STATES = ("open", "done", "dropped")
LONGEST = 300


def draw(workshop: str) -> None:
    """Those of this workshop first, then what earlier ones left open."""
    found = rows(data.workshop_task())
    own = [row for row in found if row.workshop == workshop]
    codes = [known.code for known in definition.load().workshops]
    before = codes[: codes.index(workshop)]
    earlier = [row for row in found if row.workshop in before and row.state == "open"]
    st.caption(t("workshop.task.help"))
    if not own:
        components.empty_state(t("workshop.task.none"))
    for row in own:
        _task(row)
    if earlier:
        st.subheader(t("workshop.task.earlier"), anchor="earlier")
        for row in earlier:
            _task(row)
    if not data.as_of() and may("task"):
        _form(workshop)


def _task(row: Any) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"task_{row.task}"):
        due = date.fromisoformat(row.due) if row.due else None
        late = due is not None and row.state == "open" and due < today()
        about = [row.owner or t("workshop.task.nobody")]
        about.append(t("workshop.task.until", date=format.day(due, language())) if due else "")
        about.append(f"▲ {t('workshop.task.late')}" if late else "")
        about.append(labels.workshop_short(row.workshop, language()))
        said = joined(" · ", filter(None, about))
        st.markdown(joined("  \n", (bold(row.decision), said)), width="stretch")
        state = st.segmented_control(
            t("workshop.task.state"),
            STATES,
            default=row.state,
            required=True,
            format_func=lambda code: t(f"workshop.task.{code}"),
            key=f"task_state_{row.task}_{row.record_id}",
            label_visibility="collapsed",
            disabled=bool(data.as_of()) or not may("task"),
        )
        if state != row.state:
            facts = {"workshop": row.workshop, "decision": row.decision, "owner": row.owner, "due": row.due}
            _set_down(row.task, {**facts, "state": str(state)})


def _form(workshop: str) -> None:
    with st.form("task", border=True, clear_on_submit=True):
        st.markdown(f"**{t('workshop.task.new')}**")
        decision = st.text_input(t("workshop.task.decision"), key="task_decision", max_chars=LONGEST)
        with st.container(horizontal=True):
            owner = st.text_input(t("workshop.task.owner"), key="task_owner", max_chars=120)
            due = st.date_input(t("workshop.task.due"), None, key="task_due", format="DD.MM.YYYY")
        pressed = st.form_submit_button(t("workshop.task.do"), key="task_do")
    if pressed and not decision.strip():
        st.error(t("workshop.task.no_words"))
    elif pressed:
        until = due.isoformat() if isinstance(due, date) else ""
        facts = {"workshop": workshop, "decision": decision.strip(), "owner": owner.strip(), "due": until}
        _set_down(new_id(datetime.now(UTC)), {**facts, "state": "open"})


def _set_down(task: str, facts: dict[str, str | None]) -> None:
    with guarded():
        require("task")
        home = data.home().path
        set_down(home, "task", task, {name: value for name, value in facts.items() if value}, who())
        publish(home, definition.today())
        st.rerun()
