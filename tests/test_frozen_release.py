"""A freeze that an earlier release made opens on every page of this one, with the figures of then.

`tests/data/frozen-<release>.duckdb.xz` is the file that `freeze` of that release kept of the small group
(tests/small_group.py), compressed. Whoever changes a view meets it here; whoever releases adds theirs."""

from __future__ import annotations

import hashlib
import lzma
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from definition import Definition
from etl.database.frozen_file import columns_in, definition_in, lineage_in, views_in
from etl.database.publish import publish
from etl.store.archive import Archive
from etl.store.receipts import Frozen, new_id
from etl.trace.figure import trace_in
from tests import opened, other_edition
from tests.other_edition import OtherViews
from tests.small_group import open_page, words
from ui import data
from ui.database import NotInFreezeError, rows
from ui.overview import headline
from ui.shown import reading

RELEASES = sorted((Path(__file__).parent / "data").glob("frozen-*.duckdb.xz"))
AT = datetime(2025, 2, 20, 9, tzinfo=UTC)
CODE = "ilk-surum"
_TABS = {
    "city": ("actions", "indicators", "lists", "history"),
    "indicators": ("chart", "table", "meaning", "origins"),
    "actions": ("table", "timeline", "division", "dropped"),
    "compare": ("cities", "workshops", "changes"),
    "cooperation": ("matches", "practices", "challenges", "networks", "partners"),
    "workshop": ("readiness", "tasks", "figures", "pack", "frozen"),
    "definitions": ("indicators", "statuses", "achievement", "workshops", "checks", "workbook"),
}
PAGES = [
    ("overview", ""),
    ("submit", ""),
    ("manage", ""),
    *((page, tab) for page, tabs in _TABS.items() for tab in tabs),
]
group = opened.group
other_views, views_as_shipped = other_edition.other_views, other_edition.views_as_shipped


@pytest.fixture(scope="module", params=RELEASES, ids=lambda path: path.name)
def with_freeze(
    group: Path,
    definition: Definition,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Path:
    """The group of today, and beside it the freeze of an earlier release."""
    home = tmp_path_factory.mktemp("release") / "home"
    shutil.copytree(group, home)
    content = lzma.decompress(request.param.read_bytes())
    sha256 = hashlib.sha256(content).hexdigest()
    file = home / "archive" / "frozen" / f"{sha256}.duckdb"
    file.parent.mkdir()
    file.write_bytes(content)
    kept = Frozen(new_id(AT), AT, "deneme", "İlk sürüm", CODE, "3", (), sha256, len(content))
    Archive(home).record(kept)
    publish(home, definition)
    return home


@pytest.fixture
def home(with_freeze: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield from opened.used(with_freeze, monkeypatch)


@pytest.fixture
def own_home(with_freeze: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shutil.copytree(with_freeze, tmp_path / "home")
    yield from opened.used(tmp_path / "home", monkeypatch)


def frozen_in(home: Path) -> Path:
    (file,) = (home / "archive" / "frozen").glob("*.duckdb")
    return file


def test_there_is_a_freeze_of_a_release() -> None:
    assert RELEASES


@pytest.mark.parametrize(("page", "tab"), PAGES)
def test_every_page_opens_under_it(home: Path, page: str, tab: str) -> None:
    asked = {"tab": tab} if tab else {}
    at = open_page(page, asof=CODE, city="antalya", workshop="3", vs="2", indicator="KAP-01", **asked)
    assert "Dondurulmuş görünüm: İlk sürüm" in words(at)
    assert not at.error
    assert "ölçülmüyordu; bu dondurmanın" not in "".join(info.value for info in at.info)


def test_its_figures_are_those_that_stand_in_it(home: Path) -> None:
    with duckdb.connect(frozen_in(home), read_only=True) as connection:
        asked = "SELECT overdue, actions FROM workshop_summary WHERE workshop = '3'"
        kept = connection.execute(asked).fetchone()
    with reading(frozen_in(home)):
        shown = next(data.workshop_summary("3").itertuples())
        assert (shown.overdue, shown.actions) == kept
        assert headline.tiles(str(frozen_in(home)), "3", "2", "tr")


def test_its_figures_lead_to_their_cells(home: Path) -> None:
    with duckdb.connect(frozen_in(home), read_only=True) as connection:
        lineages = lineage_in(connection)
        assert set(lineages) == set(views_in(frozen_in(home)))
        keys = {"city": "antalya", "workshop": "3"}
        known = definition_in(frozen_in(home))
        traced = trace_in(connection, known, "plan_progress", keys, "plan_progress_pct")
    assert traced.figure is not None
    assert {cell.city for cell in traced.cells} == {"antalya"}


def test_what_a_later_program_measures_is_not_part_of_it_and_never_zero(
    own_home: Path, definition: Definition, other_views: OtherViews, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_views.change(
        "plan_progress", lambda sql: sql.replace("p.overdue_pct,", "p.overdue_pct, 0 AS later_pct,")
    )
    other_views.add("much_later", "SELECT workshop, 0 AS figure FROM workshop")
    publish(own_home, definition)
    assert set(data.plan_progress("3")["later_pct"]) == {0}
    with reading(frozen_in(own_home)):
        found = data.plan_progress("3")
        assert len(found) > 1
        assert found["later_pct"].isna().all()
        assert data.plan_progress("3", "antalya")["overdue"].notna().all()
        with pytest.raises(NotInFreezeError, match="much_later"):
            rows("much_later", "workshop")
        with pytest.raises(NotInFreezeError, match="plan_progress"):
            rows("plan_progress", "city", later_pct="0")
    at = open_page("city", city="antalya", asof=CODE)
    assert "plan_progress.later_pct, much_later".replace("_", "\\_") in words(at).replace("\\.", ".")
    assert "sıfır değildirler" in words(at)
    assert "sıfır değildirler" not in words(open_page("city", city="antalya"))

    monkeypatch.setattr("pages.overview.headline.draw", lambda *_: rows("much_later", "workshop"))
    at = open_page("overview", asof=CODE)
    assert [info.value for info in at.info if "bu dondurmanın parçası değil" in info.value]
    assert "Veri durumu" in words(at), "the rest of the page stands"


def test_a_column_that_the_program_no_longer_has_stays_in_it(
    own_home: Path, definition: Definition, other_views: OtherViews
) -> None:
    other_views.change("plan_progress", lambda sql: sql.replace("    p.weight_sum,\n", ""))
    publish(own_home, definition)
    with duckdb.connect(frozen_in(own_home), read_only=True) as connection:
        assert "weight_sum" in columns_in(connection)["plan_progress"]
    with reading(frozen_in(own_home)):
        assert "weight_sum" in data.plan_progress("3")
