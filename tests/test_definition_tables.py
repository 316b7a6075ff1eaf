"""The copy of the definition that a snapshot carries says what the definition says."""

from __future__ import annotations

from definition import Definition
from etl.database.definition_tables import definition_tables
from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows


def test_every_table_has_the_columns_of_its_create_statement_in_their_order(
    rows: ViewRows, definition: Definition
) -> None:
    for table, batch in definition_tables(definition).items():
        assert batch.column_names == [name for name, *_ in rows(f"DESCRIBE {table}")]


def test_workshops_stand_in_the_order_of_their_periods(rows: ViewRows, definition: Definition) -> None:
    found = rows("SELECT workshop FROM workshop ORDER BY position")
    assert found == [(w.code,) for w in definition.workshops]


def test_participants_are_those_of_the_workshops(rows: ViewRows, definition: Definition) -> None:
    expected = {(w.code, city) for w in definition.workshops for city in w.participants}
    assert set(rows("SELECT workshop, city FROM participation")) == expected


def test_an_indicator_asked_from_the_start_has_no_first_workshop(rows: ViewRows) -> None:
    assert rows("SELECT since, entry FROM indicator WHERE indicator = 'AGT-01'") == [(None, "derived")]


def test_the_lowest_light_has_no_bound(rows: ViewRows) -> None:
    found = rows("SELECT light, at_least FROM light_rule ORDER BY position")
    assert found == [("on_track", 80.0), ("at_risk", 60.0), ("behind", None)]


def test_every_value_of_every_list_has_its_words(rows: ViewRows, definition: Definition) -> None:
    ((found,),) = rows("SELECT count(*) FROM list_value WHERE label_tr <> '' AND label_en <> ''")
    assert found == sum(len(closed.choices) for closed in definition.lists.values())
