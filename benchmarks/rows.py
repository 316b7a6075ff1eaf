"""More submissions than anybody could send: the sample's own rows under other cities and workshops.

Inserted as rows, because fourteen thousand workbooks would be checked for five minutes to end up the same."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import duckdb

import definition as definition_package
from benchmarks.many import code_of, write_municipalities
from definition import Definition
from etl.database import snapshots
from etl.database.assemble import make_of
from etl.store.archive import Archive, Reading
from etl.store.ledger import Ledger
from etl.store.numbering import number_all
from etl.store.receipts import to_json

_WORKSHOP = """
[[workshop]]
code = "{code}"
number = {number}
title = {{ tr = "{title_tr}", en = "{title_en}" }}
host = "{host}"
held_from = {held}
held_to = {held}
period_start = {year}-01-01
period_end = {year}-{end}
deadline = {deadline}
open = {is_open}
participants = {participants}
"""
_LAST_YEAR = 2024  # of the sample's own rows
# What belongs to a submission; the sheets' tables are found by their name.
_TABLES = ("submission_event", "submission_problem")


@dataclass(frozen=True, slots=True)
class Copy:
    """A submission of the sample under another id, city and workshop."""

    source: str
    id: str
    city: str
    workshop: str


def larger_definition(folder: Path, cities: int, workshops: int) -> Definition:
    """The shipped definition with two workshops a year until 2024, and `cities` in each of them: the thirty
    metropolitan ones, or as many invented ones where more are asked for."""
    shutil.copytree(Path(definition_package.__file__).parent, folder, dirs_exist_ok=True)
    codes = [m.code for m in definition_package.load().municipalities][:cities]
    if cities > len(codes):
        codes = [code_of(n) for n in range(cities)]
        write_municipalities(folder, codes)
    newest = definition_package.load().workshops[-1]  # keeps its name, so that a real workbook still fits
    names = [(f"w{n}", f"{n}. Çalıştay", f"Workshop {n}") for n in range(1, workshops)]
    names.append((newest.code, newest.title.tr, newest.title.en))
    held = [_workshop(n, workshops, codes, name) for n, name in enumerate(names, 1)]
    (folder / "workshops.toml").write_text("\n".join(held), "utf-8")
    return definition_package.load(folder)


def fill(home: Path, definition: Definition, sample: Path, most: int | None = None) -> int:
    """A snapshot with a counted submission of each city at each workshop (`most` of them), and their receipts
    without the originals, made from those of the data folder `sample`. Returns how many there are."""
    shown = snapshots.current(sample)
    build = snapshots.next_path(home, definition)
    build.parent.mkdir(parents=True)
    make_of(home, definition, Reading([], [], 0), build)
    with duckdb.connect(build) as connection:
        connection.execute(f"ATTACH '{shown}' AS sample (READ_ONLY)")
        connection.begin()
        made = _copied(connection, definition, most)
        connection.commit()
    _write_receipts(home, sample, made)
    number_all(home)
    ledger = Ledger(home)
    with duckdb.connect(build) as connection:  # as if it had been made of these very receipts
        until = [ledger.count(), ledger.head(ledger.count())]
        connection.execute("UPDATE made_until SET number = ?, head = ?", until)
    snapshots.show(home, build)
    return len(made)


def _write_receipts(home: Path, sample: Path, made: Sequence[Copy]) -> None:
    """Without a wait for the disk at each: they are none of those that anybody was promised."""
    folder = home / "archive" / "receipts"
    folder.mkdir(parents=True)
    sent = {source: Archive(sample).submitted(source) for source in {copy.source for copy in made}}
    for copy in made:
        receipt = replace(sent[copy.source], id=copy.id, city=copy.city, workshop=copy.workshop)
        (folder / f"{copy.id}.json").write_bytes(to_json(receipt))


def _workshop(number: int, workshops: int, cities: list[str], name: tuple[str, str, str]) -> str:
    code, title_tr, title_en = name
    year = _LAST_YEAR - (workshops - number) // 2
    is_second = (workshops - number) % 2 == 0
    return _WORKSHOP.format(
        code=code,
        number=number,
        title_tr=title_tr,
        title_en=title_en,
        host=cities[0],
        year=year,
        held=f"{year + 1}-02-20" if is_second else f"{year}-06-02",
        end="12-31" if is_second else "04-30",
        deadline=f"{year + 1}-02-07" if is_second else f"{year}-05-24",
        is_open=str(number == workshops).lower(),
        participants=str(cities).replace("'", '"'),
    )


def _copied(connection: duckdb.DuckDBPyConnection, definition: Definition, most: int | None) -> list[Copy]:
    """Each (city, workshop) gets the rows of one counted submission of the sample, in turn."""
    sources = connection.execute(
        "SELECT submission_id FROM sample.submission_latest WHERE NOT draft ORDER BY workshop, city"
    ).fetchall()
    wanted = [(w.code, city) for w in definition.workshops for city in w.participants][:most]
    made = [
        Copy(sources[n % len(sources)][0], f"20250101-000000-{n:06x}", city, workshop)
        for n, (workshop, city) in enumerate(wanted)
    ]
    connection.execute(
        "CREATE TEMP TABLE copy (source VARCHAR, made VARCHAR, city VARCHAR, workshop VARCHAR)"
    )
    connection.executemany(
        "INSERT INTO copy VALUES (?, ?, ?, ?)",
        [astuple(copy) for copy in made],
    )
    connection.execute(
        "INSERT INTO submission "
        "SELECT c.made, c.city, c.workshop, s.* EXCLUDE (submission_id, city, workshop) "
        "FROM copy AS c JOIN sample.submission AS s ON s.submission_id = c.source"
    )
    sheets = [f"sheet_{sheet.key}" for sheet in definition.workbook.sheets]
    for table in (*_TABLES, *sheets):
        _copy(connection, table)
    connection.execute("DROP TABLE copy")
    return made


def _copy(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """By name: each row once for every copy of its submission, under the copy's id."""
    own_id = ", c.made || '-' || event_id AS event_id" if table == "submission_event" else ""
    connection.execute(
        f"INSERT INTO {table} BY NAME SELECT t.* REPLACE (c.made AS submission_id{own_id}) "
        f"FROM copy AS c JOIN sample.{table} AS t ON t.submission_id = c.source"
    )
