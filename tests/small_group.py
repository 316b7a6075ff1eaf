"""A small group of cities in every state a page must show well at workshop 3; two of them at workshop 2.

Antalya: counted, 2nd version, one action overdue without a reason. Ankara: counted, 4 days late.
Mersin: a draft. Muğla: awaits confirmation. Bursa: needs fixing. İzmir: only workshop 2.
The other five: nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from definition import Definition
from etl.database.publish import publish
from etl.store.archive import Archive
from etl.submit import confirm_new, submit
from tests.builders import changed_workbook
from tests.good_rows import good_rows

SHELL = str(Path(__file__).parent.parent / "ui" / "shell.py")
IN_TIME = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)
LATE = datetime(2025, 2, 11, 9, 30, tzinfo=UTC)
OVERDUE = {"actions_G3": date(2024, 10, 31)}  # E-2.1, in progress, no reason typed


def build(home: Path, definition: Definition) -> Path:
    """Send every file, publish once."""
    opened = replace(definition, workshops=tuple(replace(w, open=True) for w in definition.workshops))
    send = partial(_send, home, opened)
    send("antalya", "2", actions_I3=30, sister_cities_D2="Pasif")
    send("izmir", "2")
    send("antalya", "3")
    send("antalya", "3", at=IN_TIME + timedelta(hours=1), **OVERDUE)
    send("ankara", "3", at=LATE, actions_I3=80)
    send("mersin", "3", draft=True)
    send("mugla", "3", confirm=False)
    send("bursa", "3", confirm=False, actions_I2=140)
    publish(home, definition)
    return home


def send_one(home: Path, definition: Definition, city: str, workshop: str, **how: Any) -> None:
    """One more file of a city, confirmed and published."""
    _send(home, definition, city, workshop, **how)
    publish(home, definition)


def _send(
    home: Path,
    definition: Definition,
    city: str,
    workshop: str,
    at: datetime = IN_TIME,
    confirm: bool = True,
    draft: bool = False,
    **cells: Any,
) -> None:
    rows = dict(good_rows(definition))
    if draft:
        rows["cover"] = [dict(rows["cover"][0]) | {"approval": "draft", "approved_on": None}]
    workbook = changed_workbook(lambda _: None, rows=rows, city=city, workshop=workshop, **cells)
    receipt = submit(home, definition, workbook, f"{city}-{workshop}.xlsx", "deneme", at).receipt
    if confirm:
        assert receipt.acceptance == "acceptable", receipt.problems
        confirm_new(Archive(home), receipt, "deneme", at)


def open_page(
    name: str,
    *,
    state: Mapping[str, object] | None = None,
    user: Mapping[str, Any] | None = None,
    **asked: str,
) -> AppTest:
    """The page in its frame, as a shared link opens it. `state`: what was pressed already, by widget key;
    `user`: what the provider said about whoever is signed in."""
    at = AppTest.from_file(SHELL, default_timeout=60)
    at._page_hash = calc_hash("" if name == "overview" else name)
    for key, value in asked.items():
        at.query_params[key] = value
    for key, pressed in (state or {}).items():
        at.session_state[key] = pressed
    if user is not None:
        at.user = dict(user)
    at.run()
    assert not at.exception, at.exception
    return at


def words(at: AppTest) -> str:
    """Everything on the page that is read as text."""
    said = [e.value for kind in ("title", "subheader", "markdown", "caption") for e in at.get(kind)]
    return "\n".join([*said, *(element.proto.body for element in at.get("html"))])
