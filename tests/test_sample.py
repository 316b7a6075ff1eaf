"""The sample is the same whenever it is made, and carries what real data carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from definition import Definition
from etl.sample import SampleWorkbook, make, workbooks
from etl.store.archive import Archive
from etl.store.home import data_home
from etl.store.receipts import Decided, Submitted, Supplied
from etl.submission import CheckedRow, Value
from etl.template.workbook import make_template
from etl.validate.achievement import Numbers, light
from etl.validate.derived import derived_values

Books = list[SampleWorkbook]


@pytest.fixture(scope="module")
def books(definition: Definition) -> Books:
    return list(workbooks(definition))


@dataclass(frozen=True)
class Made:
    """The sample as it lies in the archive."""

    home: Path
    submitted: tuple[Submitted, ...]
    decided: tuple[Decided, ...]
    of_figures: tuple[Supplied | Decided, ...]  # the organizers' files, and what was decided about them
    progress: tuple[tuple[int, int], ...]
    left_by_an_interruption: int  # receipts


@pytest.fixture(scope="module")
def made(definition: Definition, tmp_path_factory: pytest.TempPathFactory) -> Made:
    home = tmp_path_factory.mktemp("made")
    with pytest.raises(KeyboardInterrupt):
        make(home, definition, _stop_at_the_third)
    left = len(Archive(home).receipts())
    told: list[tuple[int, int]] = []
    make(home, definition, lambda done, total: told.append((done, total)))
    receipts = Archive(home).receipts()
    submitted = tuple(r for r in receipts if isinstance(r, Submitted))
    supplied = tuple(r for r in receipts if isinstance(r, Supplied))
    ids = {r.id for r in submitted}
    decided = [r for r in receipts if isinstance(r, Decided)]
    of_cities = tuple(r for r in decided if r.submission_id in ids)
    of_figures = (*supplied, *(r for r in decided if r.submission_id not in ids))
    return Made(home, submitted, of_cities, of_figures, tuple(told), left)


def _stop_at_the_third(done: int, _total: int) -> None:
    if done == 3:
        raise KeyboardInterrupt


def rows(books: Books, sheet: str) -> Iterator[tuple[SampleWorkbook, dict[str, Value]]]:
    return ((book, row) for book in books for row in book.rows[sheet])


def last_confirmed(books: Books) -> Books:
    """The version of each city and workshop that counts."""
    chosen = {
        (b.city, b.workshop): b
        for b in books
        if b.confirm and not b.withdrawn and b.rows["cover"][0]["approval"] == "approved"
    }
    return list(chosen.values())


def test_the_same_seed_gives_the_same_contents(definition: Definition, books: Books) -> None:
    assert list(workbooks(definition)) == books


def test_another_seed_gives_other_contents(definition: Definition, books: Books) -> None:
    assert list(workbooks(definition, seed=1)) != books


def test_the_same_contents_give_the_same_bytes(definition: Definition, books: Books) -> None:
    book = books[0]
    made_at = datetime(2024, 5, 1, tzinfo=UTC)
    first, second = (
        make_template(definition, book.city, book.workshop, made_at, book.rows) for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("seed", range(5))
def test_every_value_has_its_column(definition: Definition, seed: int) -> None:
    unknown = {
        (sheet, key)
        for book in workbooks(definition, seed)
        for sheet, table in book.rows.items()
        for row in table
        for key in row.keys() - {c.key for c in definition.workbook.sheet(sheet).columns}
    }
    assert unknown == set()


@pytest.mark.parametrize("seed", range(5))
def test_every_code_is_in_its_list(definition: Definition, seed: int) -> None:
    unknown = set()
    for book in workbooks(definition, seed):
        for sheet in definition.workbook.sheets:
            for column in (c for c in sheet.columns if c.list_key and not definition.lists[c.list_key].open):
                known = {c.code for c in definition.lists[column.list_key].choices} | {None}
                values = {row.get(column.key) for row in book.rows[sheet.key]}
                unknown |= {(sheet.key, column.key, v) for v in values if v not in known}
    assert unknown == set()


def test_one_city_is_missing_at_the_first_and_one_at_the_third_workshop(
    definition: Definition, books: Books
) -> None:
    sent = {(b.city, b.workshop) for b in books}
    missing = [(c, w.code) for w in definition.workshops for c in w.participants if (c, w.code) not in sent]
    assert missing == [("denizli", "1"), ("balikesir", "3")]


def test_there_is_a_draft(books: Books) -> None:
    drafts = [(b.city, b.workshop) for b in books if b.rows["cover"][0]["approval"] == "draft"]
    assert drafts == [("manisa", "3")]


def test_one_submission_awaits_confirmation_and_one_was_withdrawn(books: Books) -> None:
    assert ("mugla", "3") in [(b.city, b.workshop) for b in books if not b.confirm]
    assert [(b.city, b.workshop) for b in books if b.withdrawn] == [("bursa", "2")]


def test_some_come_late(definition: Definition, books: Books) -> None:
    late = [
        (b.city, b.workshop) for b in books if b.received_at.date() > definition.workshop(b.workshop).deadline
    ]
    assert late == [("istanbul", "1"), ("bursa", "3")]


def test_optional_sheets_are_left_empty_here_and_there(books: Books) -> None:
    assert any(not b.rows["projects"] for b in books)
    assert any(not b.rows["good_practices"] for b in books)


def test_values_are_missing_for_all_three_reasons(definition: Definition, books: Books) -> None:
    told = {row["missing_reason"] for _, row in rows(last_confirmed(books), "indicators")}
    assert told >= {c.code for c in definition.lists["missing_reasons"].choices}


def test_an_earlier_figure_is_corrected(books: Books) -> None:
    first, second = (b for b in books if (b.city, b.workshop) == ("izmir", "2"))
    changed = [
        (old["indicator_code"], old["actual"], new["actual"])
        for old, new in zip(first.rows["indicators"], second.rows["indicators"], strict=True)
        if old["actual"] != new["actual"]
    ]
    assert [code for code, _, _ in changed] == ["KUL-01"]


def test_actions_are_overdue_postponed_and_cancelled_with_reasons(
    definition: Definition, books: Books
) -> None:
    found = Counter[str]()
    for book, row in rows(last_confirmed(books), "actions"):
        end, status = row["end_date"], str(row["status"])
        assert isinstance(end, date)
        past = end < definition.workshop(book.workshop).period_end
        if row["deviation_reason"] and status not in ("completed", "cancelled") and past:
            found[f"overdue {status}"] += 1
        if row["deviation_reason"] and status in ("cancelled", "postponed"):
            found[status] += 1
    assert found.keys() >= {"overdue in_progress", "overdue postponed", "postponed", "cancelled"}


def test_two_cities_share_a_joint_project(books: Books) -> None:
    cities: dict[object, set[str]] = {}
    for book, row in rows(last_confirmed(books), "projects"):
        if row["joint_project_code"]:
            cities.setdefault((book.workshop, row["joint_project_code"]), set()).add(book.city)
    assert {"antalya", "mersin"} in cities.values()


def test_offers_meet_the_needs_of_other_cities(books: Books) -> None:
    counted = [(b, r) for b, r in rows(last_confirmed(books), "cooperation") if b.workshop == "3"]
    offers = {(b.city, r["topic"]) for b, r in counted if r["direction"] == "offer"}
    needs = {(b.city, r["topic"]) for b, r in counted if r["direction"] == "need"}
    matches = {topic for city, topic in needs if any(t == topic and c != city for c, t in offers)}
    assert len(matches) >= 4


def test_baselines_stay_as_they_were_first_told(books: Books) -> None:
    told: dict[tuple[str, Value], set[Value]] = {}
    for book, row in rows(books, "indicators"):
        told.setdefault((book.city, row["indicator_code"]), set()).add(row["baseline"])
    assert {key: values for key, values in told.items() if len(values) > 1} == {}


def test_a_year_has_one_target(definition: Definition, books: Books) -> None:
    told: dict[object, set[Value]] = {}
    for book, row in rows(last_confirmed(books), "indicators"):
        year = definition.workshop(book.workshop).period_end.year
        told.setdefault((book.city, row["indicator_code"], year), set()).add(row["target"])
    assert {key: values for key, values in told.items() if len(values) > 1} == {}


@pytest.mark.parametrize("seed", range(5))
def test_year_to_date_never_falls_within_a_year(definition: Definition, seed: int) -> None:
    last: dict[tuple[str, str, int], float] = {}
    fallen = []
    for book in last_confirmed(list(workbooks(definition, seed))):
        period_end = definition.workshop(book.workshop).period_end
        for code, actual in actuals(definition, book).items():
            key = (book.city, code, period_end.year)
            if definition.indicator(code).kind == "flow" and actual is not None:
                fallen += [key] if actual < last.get(key, 0) else []
                last[key] = actual
    assert fallen == []


def actuals(definition: Definition, book: SampleWorkbook) -> dict[str, float | None]:
    """C of each indicator as it counts."""
    sheets = {
        key: tuple(CheckedRow(n, row, {}) for n, row in enumerate(table)) for key, table in book.rows.items()
    }
    derived = derived_values(definition, sheets, definition.workshop(book.workshop).period_end)
    return {
        str(row["indicator_code"]): derived.get(str(row["indicator_code"]))
        if row["actual"] is None
        else float(row["actual"])  # type: ignore[arg-type]
        for row in book.rows["indicators"]
    }


def test_lights_of_the_last_workshop_are_mixed(definition: Definition, books: Books) -> None:
    lights = Counter[str]()
    for book in (b for b in last_confirmed(books) if b.workshop == "3"):
        reached = actuals(definition, book)
        for row in book.rows["indicators"]:
            indicator = definition.indicator(str(row["indicator_code"]))
            numbers = Numbers(row["baseline"], row["target"], reached[indicator.code])  # type: ignore[arg-type]
            found = light(indicator, numbers, definition.workshop("3").period_end, definition.lights)
            lights[found.code if found else ""] += 1
    shown = lights["on_track"] + lights["at_risk"] + lights["behind"]
    shares = {code: lights[code] / shown for code in ("on_track", "at_risk", "behind")}
    assert shares == pytest.approx({"on_track": 0.55, "at_risk": 0.2, "behind": 0.25}, abs=0.05)


def test_a_plan_one_year_old_is_as_far_as_plans_are(books: Books) -> None:
    statuses = Counter(str(r["status"]) for b, r in rows(books, "actions") if b.workshop == "3")
    share = {status: count / statuses.total() for status, count in statuses.items()}
    assert 0.20 <= share["completed"] <= 0.35
    assert 0.40 <= share["in_progress"] <= 0.55
    assert 0.10 <= share["not_started"] <= 0.25
    assert 0.03 <= share["postponed"] <= 0.08
    assert 0 < share["cancelled"] <= 0.05


def test_every_file_is_acceptable_but_the_one_that_shall_not_be(made: Made) -> None:
    refused = [(r.city, r.workshop, r.acceptance) for r in made.submitted if r.acceptance != "acceptable"]
    assert refused == [("eskisehir", "3", "needs_fixing")]


def test_the_wrong_file_shows_what_an_error_looks_like(made: Made) -> None:
    wrong = next(r for r in made.submitted if r.acceptance == "needs_fixing")
    errors = {p.code for p in wrong.problems if p.severity == "error"}
    assert errors == {"percent_out_of_range", "end_before_start", "required", "duplicate"}


def test_warnings_are_few(made: Made) -> None:
    warned = [(r.city, r.workshop, r.count("warning")) for r in made.submitted if r.count("warning") > 6]
    assert warned == []


def test_history_is_known_to_the_checks(made: Made) -> None:
    codes = {p.code for r in made.submitted for p in r.problems}
    assert codes >= {"action_missing", "end_date_moved", "progress_rose_by_dropping"}


def test_later_files_say_what_they_were_prefilled_from(made: Made) -> None:
    ids = {r.id: r for r in made.submitted}
    sources = {(r.city, r.workshop): ids[r.prefilled_from] for r in made.submitted if r.prefilled_from}
    assert sources["antalya", "3"].workshop == "2"
    assert all(source.city == city for (city, _), source in sources.items())


def test_progress_is_told_file_by_file(made: Made) -> None:
    assert made.progress == tuple((n, len(made.submitted)) for n in range(1, len(made.submitted) + 1))


def test_making_it_again_changes_nothing(definition: Definition, made: Made) -> None:
    make(made.home, definition)
    assert len(Archive(made.home).receipts()) == len(made.submitted) + len(made.decided) + len(
        made.of_figures
    )


def test_the_folder_is_known_as_the_samples_under_whichever_name_it_is_opened(made: Made) -> None:
    assert data_home(made.home).is_sample


def test_an_interrupted_making_leaves_nothing_behind(made: Made) -> None:
    assert made.left_by_an_interruption == 0


def test_no_person_is_named(definition: Definition, books: Books) -> None:
    """Titles only: the cover asks for no name, and e-mail addresses are those of units."""
    covers = [row for _, row in rows(books, "cover")]
    assert {row["filled_by_title"] for row in covers} == {"Daire Başkanı", "Şube Müdürü", "Birim Sorumlusu"}
    assert all(str(row["unit_email"]).endswith("@ornek.bel.tr") for row in covers)
