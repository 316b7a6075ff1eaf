"""Whatever is decided in whatever order, the views agree with the rule said in a few lines of Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.view_rows import ViewRows, fresh_rows

Decision = Literal["confirmed", "withdrawn", "restored"]
# Five submissions of one report, the last two of them drafts; who is decided about, and what.
DRAFTS = (False, False, False, True, True)
DECISIONS = st.lists(
    st.tuples(st.integers(0, len(DRAFTS) - 1), st.sampled_from(["confirmed", "withdrawn", "restored"])),
    max_size=12,
)


@settings(max_examples=40)
@given(decisions=DECISIONS)
def test_states_follow_from_the_decisions(decisions: Sequence[tuple[int, Decision]]) -> None:
    with fresh_rows() as rows:
        decide(rows, decisions)
        found = [s for (s,) in rows("SELECT state FROM submission_state ORDER BY submission_id")]
        counted = rows("SELECT submission_id FROM counted_report")
        approved = rows("SELECT submission_id FROM submission_latest WHERE NOT draft")
    assert found == states(decisions)
    assert counted == approved


def decide(rows: ViewRows, decisions: Sequence[tuple[int, Decision]]) -> None:
    ids = [rows.submission(draft=draft) for draft in DRAFTS]
    for number, kind in decisions:
        rows.decide(ids[number], kind)


def states(decisions: Sequence[tuple[int, Decision]]) -> list[str]:
    confirmed = list(dict.fromkeys(number for number, kind in decisions if kind == "confirmed"))
    last = dict(decisions)
    standing = [number for number in confirmed if last[number] != "withdrawn"]
    approved = [number for number in standing if not DRAFTS[number]]
    in_force = {*approved[-1:], *(n for n in standing[-1:] if DRAFTS[n])}

    def state(number: int) -> str:
        if last.get(number) == "withdrawn":
            return "withdrawn"
        if number not in confirmed:
            return "awaiting_confirmation"
        return "counted" if number in in_force else "replaced"

    return [state(number) for number in range(len(DRAFTS))]
