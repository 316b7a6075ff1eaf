"""Eight people send at once, in the app and on the command line: nothing is lost, nobody sees a mixture."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from definition import Definition
from etl.database import snapshots
from tests.soak import SENDING, as_the_app, killed, one_round, prepared, uploads


@pytest.fixture
def home(tmp_path: Path, definition: Definition) -> Path:
    prepared(tmp_path / "home", definition)
    return tmp_path / "home"


def test_eight_uploads_at_once_all_count_and_every_reader_sees_a_whole(
    home: Path, tmp_path: Path, definition: Definition
) -> None:
    one_round(home, tmp_path, definition, progress=10, whole=False)
    states = _states(home)
    for city in set(SENDING):
        assert sorted(states[city]) == ["counted"] + ["replaced"] * (SENDING.count(city) - 1)


def test_command_lines_that_are_killed_leave_a_dashboard_that_goes_on(
    home: Path, tmp_path: Path, definition: Definition
) -> None:
    for number, after_s in enumerate((0.5, 1.3)):
        killed(home, tmp_path, definition, progress=50 + 10 * number, after_s=after_s)
    as_the_app(home, definition, uploads(definition, ["manisa"], 20)[0])
    assert _states(home)["manisa"] == ["counted"]


def _states(home: Path) -> dict[str, list[str]]:
    """The states of each city's submissions."""
    snapshot = snapshots.current(home)
    assert snapshot
    with duckdb.connect(snapshot, read_only=True) as connection:
        rows = connection.execute("SELECT city, state FROM submission_state").fetchall()
    return {city: [state for of, state in rows if of == city] for city, _ in rows}
