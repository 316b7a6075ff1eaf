"""Is an offer or a request still open?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from etl.problems import Problem
from etl.validate.rules.case import Case, problem
from etl.validate.rules.rule import rule


@rule(row="cooperation.expires_on")
def offers_are_still_open(case: Case) -> Iterator[Problem]:
    """A past date is accepted, but it hides the row from the other cities."""
    for row in case.sheets["cooperation"]:
        expires_on = row.values.get("expires_on")
        if isinstance(expires_on, date) and expires_on < case.today:
            yield problem("expired", "warning", "cooperation", row, "expires_on", today=case.today)
