"""A snapshot in memory with the shipped definition and no submissions, and short ways to put rows into it.

Every test has it to itself: what it inserts is rolled back afterwards."""

from __future__ import annotations

import atexit
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import duckdb
import pytest

import definition as definition_package
from etl.cells import letters
from etl.database.definition_tables import definition_tables
from etl.database.tables import create_statements
from etl.database.views import create_views

# A level, higher is better, of which cities add up; a flow; both typed.
LEVEL, FLOW = "KAP-01", "KRD-05"
_FIRST_ROW = 3
_NOON = datetime(2025, 1, 15, 12)


@contextmanager
def fresh_rows() -> Iterator[ViewRows]:
    snapshot = _empty_snapshot()
    snapshot.begin()
    try:
        yield ViewRows(snapshot)
    finally:
        snapshot.rollback()


@pytest.fixture
def rows() -> Iterator[ViewRows]:
    with fresh_rows() as made:
        yield made


@cache
def _empty_snapshot() -> duckdb.DuckDBPyConnection:
    definition = definition_package.load()
    connection = duckdb.connect()
    connection.execute(create_statements(definition))
    for table, batch in definition_tables(definition).items():
        connection.register("batch", batch)
        connection.execute(f"INSERT INTO {table} SELECT * FROM batch")
        connection.unregister("batch")
    create_views(connection)
    # Left to the end of the interpreter, DuckDB's binding complains of leaks.
    atexit.register(_empty_snapshot.cache_clear)
    return connection


class ViewRows:
    """Calling it runs a query; its methods insert one thing each, with everything unsaid made up."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self._moments = 0
        self._written = 0

    def __call__(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, parameters).fetchall()

    def insert(self, table: str, **values: Any) -> None:
        places = ", ".join("?" for _ in values)
        self(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", *values.values())

    def _number(self) -> int:
        """The place in the ledger: the order in which things are inserted."""
        self._written += 1
        return self._written

    def _now(self) -> datetime:
        """Each moment is later than the one before."""
        self._moments += 1
        return _NOON + timedelta(minutes=self._moments)

    def workshop(self, code: str, start: str, end: str, cities: Sequence[str] = ("antalya", "izmir")) -> None:
        day, begin = date.fromisoformat(end), date.fromisoformat(start)
        dates = dict(held_from=day, held_to=day, period_start=begin, period_end=day, deadline=day)
        self.insert(
            "workshop",
            **dict(workshop=code, title_tr=code, title_en=code, host="antalya", is_open=True, position=0),
            **dates,
        )
        for city in cities:
            self.insert("participation", workshop=code, city=city)

    def indicator(self, code: str, **nature: Any) -> str:
        shape = dict(direction="higher", kind="level", over_time="latest", across_cities="sum")
        words = dict(name_tr=code, name_en=code, unit_tr="adet", unit_en="count", is_percent=False)
        rest = dict(theme="1", core=False, entry="typed", position=100)
        self.insert("indicator", **{"indicator": code, **shape, **words, **rest, **nature})
        return code

    def submission(self, city: str = "antalya", workshop: str = "3", **facts: Any) -> str:
        """One that nobody has confirmed yet."""
        moment = self._now()
        submission_id = facts.get("submission_id", f"s{self._moments:03}")
        made_up = dict(
            received_at=moment, who="yerel", file_name="a.xlsx", sha256=submission_id, size_bytes=1
        )
        verdict = dict(acceptance="acceptable", draft=False, errors=0, warnings=0, notes=0)
        keys = dict(submission_id=submission_id, city=city, workshop=workshop)
        self.insert("submission", **{**keys, **made_up, **verdict, "number": self._number(), **facts})
        return submission_id

    def decide(self, submission_id: str, kind: str, reason: str | None = None) -> None:
        moment = self._now()
        self.insert(
            "submission_event",
            **dict(event_id=f"e{self._moments:03}", submission_id=submission_id, kind=kind),
            **dict(happened_at=moment, who="yerel", reason=reason, number=self._number()),
        )

    def record(self, topic: str, about: str, minute: int = 0, **facts: str) -> str:
        """What an organizer set down, so many minutes after noon."""
        record_id = f"{topic}-{about}-{minute}"
        at = _NOON + timedelta(minutes=minute)
        named = dict(record_id=record_id, topic=topic, about=about)
        self.insert("record", **named, recorded_at=at, who="deneme", number=self._number())
        for name, value in facts.items():
            self.insert("record_fact", record_id=record_id, name=name, value=value)
        return record_id

    def report(self, city: str = "antalya", workshop: str = "3", **facts: Any) -> str:
        """A confirmed submission; approved unless `draft=True`."""
        submission_id = self.submission(city, workshop, **facts)
        self.decide(submission_id, "confirmed")
        return submission_id

    def figures(self, *given: tuple[str, str, int, float | None], confirm: bool = True) -> str:
        """A file of the organizers: city, indicator, year, value."""
        moment = self._now()
        submission_id = f"f{self._moments:03}"
        made_up = dict(
            received_at=moment, who="yerel", file_name="b.xlsx", sha256=submission_id, size_bytes=1
        )
        verdict = dict(acceptance="acceptable", errors=0, warnings=0, notes=0)
        named = dict(submission_id=submission_id, number=self._number())
        self.insert("figure_upload", **named, **made_up, **verdict)
        if confirm:
            self.decide(submission_id, "confirmed")
        for city, code, year, value in given:
            key = dict(city=city, indicator_code=code, year=year)
            self.row(submission_id, "figures", **key, value=value, source=None if value is None else "kaynak")
        return submission_id

    def row(self, submission_id: str, sheet: str, **values: Any) -> int:
        """The next row of a sheet. The values stand in A3, B3 and so on, in the order they are given."""
        table = f"sheet_{sheet}"
        ((used,),) = self(f"SELECT count(*) FROM {table} WHERE submission_id = ?", submission_id)
        number = _FIRST_ROW + used
        cells = {f"{key}_cell": f"{letters(n)}{number}" for n, key in enumerate(values, 1)}
        self.insert(table, submission_id=submission_id, row_number=number, **values, **cells)
        return number

    def action(self, submission_id: str, code: str = "E-1.1", **values: Any) -> None:
        plan = dict(start_date=date(2024, 1, 1), end_date=date(2026, 12, 31))
        state = dict(action_name=code, theme="1", status="in_progress", progress_pct=50)
        self.row(submission_id, "actions", **{"action_code": code, **plan, **state, **values})

    def value(self, submission_id: str, indicator: str = LEVEL, **values: Any) -> None:
        self.row(submission_id, "indicators", indicator_code=indicator, **values)

    def values(self, city: str, workshop: str, **actuals: float | None) -> str:
        """A report with the typed actual of each indicator; write KAP_01 for KAP-01."""
        submission_id = self.report(city, workshop)
        for code, actual in actuals.items():
            self.value(submission_id, code.replace("_", "-"), actual=actual)
        return submission_id
