"""Two people of one city work at once, and rows get lost on the way: none of it disappears unseen."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from definition import Definition
from etl.consequences import Move
from etl.database.publish import publish
from etl.prefilled import prefilled_template
from etl.reconcile import told
from etl.reconcile.choice import KEEP_THEIRS, Choice
from etl.reconcile.compare import Rows, compare
from etl.reconcile.confirm import Confirmed, NotDecidedError, confirm
from etl.reconcile.losses import Gone, gone_rows, sudden
from etl.reconcile.merged import as_checked, merged_rows
from etl.reconcile.write import UnmergeableError
from etl.store.archive import Archive
from etl.store.receipts import Submitted, from_json, to_json
from etl.store.rescue import without_receipt
from etl.submit import decide, state_of
from tests import slices
from tests.builders import CITY, WORKSHOP, changed_workbook, filled_workbook
from tests.good_rows import good_rows
from tests.slices import AT, send, stamped, with_book

HOUR = timedelta(hours=1)
ACCEPTED = Choice(losses_accepted=True)
CODES = ("E-1.1", "E-2.1", "E-3.1", "E-4.1", "E-4.2", "E-5.1", "E-6.1", "E-7.1")
Place = tuple[str, str]  # action code, column
CELLS = tuple((code, column) for code in CODES[:6] for column in ("progress_pct", "weight", "budget_try"))
Change = Callable[[Workbook], object]


@pytest.fixture
def home(tmp_path: Path, definition: Definition) -> Path:
    """A city whose report counts for the open workshop."""
    count(tmp_path, definition, filled_workbook(), AT)
    return tmp_path


def count(
    home: Path, definition: Definition, data: bytes, at: datetime, choice: Choice = KEEP_THEIRS
) -> Confirmed:
    receipt = send(home, definition, data, at)
    assert receipt.acceptance == "acceptable", receipt.problems
    confirmed = confirm(home, definition, receipt.id, "deneme", choice, at=at + timedelta(minutes=1))
    publish(home, definition, {confirmed.receipt.id: confirmed.sheets})
    return confirmed


def template(home: Path, definition: Definition, change: Change) -> bytes:
    return with_book(prefilled_template(home, definition, CITY, WORKSHOP).data, change)


def typed(sheet: str, **cells: object) -> Change:
    def change(book: Workbook) -> None:
        for address, value in cells.items():
            book[sheet][address].value = value

    return change


def both(*changes: Change) -> Change:
    def change(book: Workbook) -> None:
        for one in changes:
            one(book)

    return change


def edited(rows: Rows, cells: Mapping[Place, int], gone: set[str]) -> Rows:
    """The same with other values in some cells of the actions, and without some of them."""

    def row(code: str, row: Mapping[str, object]) -> dict[str, object]:
        return {**row, **{column: value for (of, column), value in cells.items() if of == code}}

    actions = [row(str(r["action_code"]), r) for r in rows["actions"] if r["action_code"] not in gone]
    return {**rows, "actions": actions}  # type: ignore[dict-item]


def by_code(rows: Rows) -> dict[object, object]:
    return {row["action_code"]: row for row in rows["actions"]}


def value_in_force(home: Path, definition: Definition, sheet: str, address: str) -> object:
    data = Archive(home).original(newest(home, definition).sha256)
    return load_workbook(io.BytesIO(data))[sheet][address].value


def newest(home: Path, definition: Definition) -> Submitted:
    snapshot = publish(home, definition)
    receipts = [r for r in Archive(home).receipts() if isinstance(r, Submitted)]
    return next(r for r in receipts if state_of(snapshot, r.id) == "counted")


def test_the_older_of_two_templates_does_not_set_the_colleagues_corrections_back(
    home: Path, definition: Definition
) -> None:
    first = template(home, definition, typed("Eylemler", I5=50, L3=3))
    second = template(home, definition, typed("Eylemler", I4=48))
    colleague = count(home, definition, first, AT + HOUR)
    confirmed = count(home, definition, second, AT + 2 * HOUR)
    assert [(f.kind, f.place, f.base, f.in_force, f.sent) for f in confirmed.result.findings] == [
        ("theirs", "Eylemler!L3", 2, 3, 2),
        ("theirs", "Eylemler!I5", 40, 50, 40),
    ]
    found = [value_in_force(home, definition, "Eylemler", a) for a in ("I5", "L3", "I4")]
    assert found == [50, 3, 48]
    merged = confirmed.receipt
    assert merged.merged_from == colleague.receipt.id
    sent = Archive(home).submitted(merged.merged_with)
    assert Archive(home).original(sent.sha256) == second, "what was sent stays as it was"


# Whose change is whose


def findings(confirmed: Confirmed) -> list[tuple[str, str]]:
    return [(f.kind, f.place) for f in confirmed.result.findings]


def test_where_the_template_was_filled_from_what_is_in_force_there_is_nothing_to_say(
    home: Path, definition: Definition
) -> None:
    data = template(home, definition, typed("Eylemler", I5=50))
    confirmed = count(home, definition, data, AT + HOUR)
    assert confirmed.result.findings == ()
    assert Archive(home).original(confirmed.receipt.sha256) == data, "the very file counts"


def test_a_change_that_both_made_alike_is_none_to_speak_of(home: Path, definition: Definition) -> None:
    first = template(home, definition, typed("Eylemler", I5=50))
    second = template(home, definition, typed("Eylemler", I5=50, I4=48))
    count(home, definition, first, AT + HOUR)
    assert findings(count(home, definition, second, AT + 2 * HOUR)) == []


def test_a_conflict_does_not_count_before_somebody_decides_it(home: Path, definition: Definition) -> None:
    first = template(home, definition, typed("Eylemler", I5=50))
    second = template(home, definition, typed("Eylemler", I5=45))
    colleague = count(home, definition, first, AT + HOUR).receipt.id
    with pytest.raises(NotDecidedError) as question:
        count(home, definition, second, AT + 2 * HOUR)
    (found,) = question.value.result.undecided
    assert (found.place, found.base, found.in_force, found.sent) == ("Eylemler!I5", 40, 50, 45)
    assert newest(home, definition).id == colleague


@pytest.mark.parametrize(
    ("choice", "value"),
    [
        (Choice(keep=frozenset({"Eylemler!I5"})), 50),
        (Choice(overwrite=frozenset({"Eylemler!I5"})), 45),
        (Choice(overwrite_all=True), 45),
    ],
)
def test_a_decided_conflict_counts_as_decided(
    home: Path, definition: Definition, choice: Choice, value: int
) -> None:
    first = template(home, definition, typed("Eylemler", I5=50))
    second = template(home, definition, typed("Eylemler", I5=45))
    count(home, definition, first, AT + HOUR)
    count(home, definition, second, AT + 2 * HOUR, choice)
    assert value_in_force(home, definition, "Eylemler", "I5") == value


def test_one_cell_may_be_overwritten_and_the_others_kept(home: Path, definition: Definition) -> None:
    first = template(home, definition, typed("Eylemler", I5=50, L3=3))
    second = template(home, definition, typed("Eylemler", I4=48))
    count(home, definition, first, AT + HOUR)
    count(home, definition, second, AT + 2 * HOUR, Choice(overwrite=frozenset({"Eylemler!L3"})))
    found = [value_in_force(home, definition, "Eylemler", a) for a in ("I5", "L3")]
    assert found == [50, 2]


def test_a_place_that_is_none_of_those_found_stops_it(home: Path, definition: Definition) -> None:
    first, second = (
        template(home, definition, change) for change in (typed("Eylemler", I5=50), lambda _: None)
    )
    count(home, definition, first, AT + HOUR)
    with pytest.raises(NotDecidedError):
        count(home, definition, second, AT + 2 * HOUR, Choice(overwrite=frozenset({"Eylemler!I6"})))


def test_rows_that_came_or_went_are_kept_as_they_are_in_force(home: Path, definition: Definition) -> None:
    def colleague(book: Workbook) -> None:
        book["Ağlar"].delete_rows(4)  # MedCities
        for column, value in enumerate(("Yeni Ağ", "Üye"), start=1):
            book["Ağlar"].cell(30, column).value = value

    second = template(home, definition, typed("Ağlar", E2=9))
    count(home, definition, template(home, definition, colleague), AT + HOUR)
    confirmed = count(home, definition, second, AT + 2 * HOUR)
    assert findings(confirmed) == [("theirs", "Ağlar!Yeni Ağ"), ("theirs", "Ağlar!A4")]
    names = [row.values["network"] for row in confirmed.sheets["networks"]]
    assert names == ["uclg_mewa", "eurocities", "Akdeniz Limanları Birliği", "Yeni Ağ"]
    assert confirmed.sheets["networks"][0].values["participations_12m"] == 9


@pytest.mark.parametrize("sender_deletes", [True, False])
def test_a_row_that_one_changed_and_the_other_deleted_is_a_conflict(
    home: Path, definition: Definition, sender_deletes: bool
) -> None:
    def delete(book: Workbook) -> None:
        book["Ağlar"].delete_rows(4)

    changes = [typed("Ağlar", E4=7), delete]
    first, second = (template(home, definition, c) for c in (changes if sender_deletes else changes[::-1]))
    count(home, definition, first, AT + HOUR)
    with pytest.raises(NotDecidedError) as question:
        count(home, definition, second, AT + 2 * HOUR)
    place = "Ağlar!MedCities" if sender_deletes else "Ağlar!A4"
    assert [f.place for f in question.value.result.undecided] == [place]
    kept = count(home, definition, second, AT + 3 * HOUR, Choice(keep=frozenset({place})))
    found = [row.values["network"] for row in kept.sheets["networks"]]
    assert ("medcities" in found) is sender_deletes


def test_the_approval_is_the_senders_own(home: Path, definition: Definition) -> None:
    """What the cover says of the file itself no colleague can have said."""
    first = template(home, definition, typed("Kapak", B8=datetime(2025, 1, 19), B10="Yeni özet"))
    second = template(home, definition, typed("Eylemler", I4=48))
    count(home, definition, first, AT + HOUR)
    confirmed = count(home, definition, second, AT + 2 * HOUR)
    assert findings(confirmed) == [("theirs", "Kapak!B10")]


# What the file was filled from


@pytest.mark.parametrize("named", ["", "20240101-000000-abcdef", "../../etc/passwd"])
def test_without_the_version_it_was_filled_from_it_says_that_it_cannot_tell(
    home: Path, definition: Definition, named: str
) -> None:
    data = stamped(filled_workbook(actions_I5=45), prefilled_from=named)
    confirmed = count(home, definition, data, AT + HOUR)
    assert confirmed.result.met is not None
    assert confirmed.result.met.cannot_tell
    assert confirmed.result.findings == ()
    assert newest(home, definition).id == confirmed.receipt.id


def test_a_version_of_another_city_is_no_base(home: Path, definition: Definition) -> None:
    theirs = count(home, definition, filled_workbook(cover_B1="İzmir"), AT).receipt.id
    data = stamped(template(home, definition, typed("Eylemler", I5=45)), prefilled_from=theirs)
    confirmed = count(home, definition, data, AT + HOUR)
    assert confirmed.result.met
    assert confirmed.result.met.cannot_tell


def test_a_template_of_the_workshop_before_knows_only_what_it_was_filled_with(
    tmp_path: Path, definition: Definition
) -> None:
    """A value that has to be reported anew was empty in it: who leaves it empty has not deleted it."""
    earlier = slices.at_earlier_workshop(tmp_path, definition)
    first = template(earlier, definition, both(slices.completed, typed("Göstergeler", G25=2)))
    left_out = typed("Göstergeler", G25=None, H25="Toplanmıyor")
    second = template(earlier, definition, both(slices.completed, left_out))
    colleague = slices.send(earlier, definition, first, AT + HOUR)
    slices.count(earlier, definition, colleague)
    sent = slices.send(earlier, definition, second, AT + 2 * HOUR)
    confirmed = confirm(earlier, definition, sent.id, "ayşe", ACCEPTED)
    assert findings(confirmed) == [("theirs", "Göstergeler!G25")]


def test_an_older_version_that_counts_again_takes_nothing_back(home: Path, definition: Definition) -> None:
    """Its template was filled from a version that was withdrawn since: what counts is older than that."""
    wrong = count(home, definition, template(home, definition, typed("Eylemler", I5=50)), AT + HOUR)
    second = template(home, definition, typed("Eylemler", I4=48))
    decide(home, definition, wrong.receipt.id, "withdrawn", "deneme", at=AT + 2 * HOUR)
    assert findings(count(home, definition, second, AT + 3 * HOUR)) == []


def test_whoever_goes_on_from_his_own_file_corrects_himself(home: Path, definition: Definition) -> None:
    many = {f"I{row}": 30 for row in (3, 4, 5, 8)} | {f"L{row}": 4 for row in range(2, 10)}
    mine = template(home, definition, typed("Eylemler", **many))
    count(home, definition, mine, AT + HOUR)
    corrected = with_book(mine, typed("Eylemler", I4=35))
    assert findings(count(home, definition, corrected, AT + 2 * HOUR)) == []
    assert value_in_force(home, definition, "Eylemler", "I4") == 35


def test_a_file_that_waits_is_weighed_when_it_is_confirmed(home: Path, definition: Definition) -> None:
    first, second = (
        template(home, definition, typed("Eylemler", **cells)) for cells in ({"I5": 50}, {"I4": 48})
    )
    waiting = send(home, definition, second, AT + HOUR)
    count(home, definition, first, AT + 2 * HOUR)
    confirmed = confirm(home, definition, waiting.id, "deneme")
    assert findings(confirmed) == [("theirs", "Eylemler!I5")]


def test_a_draft_is_merged_as_a_draft(home: Path, definition: Definition) -> None:
    first = template(home, definition, typed("Eylemler", I5=50))
    draft = template(home, definition, both(typed("Eylemler", I4=48), typed("Kapak", B7="Taslak", B8=None)))
    count(home, definition, first, AT + HOUR)
    confirmed = count(home, definition, draft, AT + 2 * HOUR)
    assert findings(confirmed) == [("theirs", "Eylemler!I5")]
    assert confirmed.receipt.draft


# What comes of it


def test_the_file_that_was_sent_stays_as_it_is_and_waits_no_longer(
    home: Path, definition: Definition
) -> None:
    second = template(home, definition, typed("Eylemler", I4=48))
    count(home, definition, template(home, definition, typed("Eylemler", I5=50)), AT + HOUR)
    merged = count(home, definition, second, AT + 2 * HOUR).receipt
    assert state_of(publish(home, definition), merged.merged_with) == "withdrawn"
    assert Archive(home).original(Archive(home).submitted(merged.merged_with).sha256) == second
    assert Archive(home).receipts()[-1].reason.endswith("sayıldı.")  # type: ignore[union-attr]
    assert merged.id in Archive(home).receipts()[-1].reason  # type: ignore[union-attr]


def test_changes_that_do_not_agree_with_each_other_are_not_counted_together(
    home: Path, definition: Definition
) -> None:
    first = template(home, definition, typed("Eylemler", G4=datetime(2024, 6, 1)))
    second = template(home, definition, typed("Eylemler", F4=datetime(2024, 8, 1)))
    colleague = count(home, definition, first, AT + HOUR).receipt.id
    with pytest.raises(UnmergeableError) as refusal:
        count(home, definition, second, AT + 2 * HOUR)
    assert refusal.value.problems
    assert newest(home, definition).id == colleague
    assert without_receipt(home) == []


def test_a_receipt_of_before_still_reads(home: Path, definition: Definition) -> None:
    receipt = newest(home, definition)
    fields = json.loads(to_json(receipt))
    del fields["merged_with"]
    found = from_json(json.dumps(fields).encode())
    assert replace(found, number=receipt.number) == receipt


@given(
    theirs=st.dictionaries(st.sampled_from(CELLS), st.integers(1, 99), max_size=6),
    ours=st.dictionaries(st.sampled_from(CELLS), st.integers(1, 99), max_size=6),
    gone=st.sets(st.sampled_from(CODES[6:]), max_size=2),
)
@settings(max_examples=60)
def test_with_theirs_kept_a_merge_is_the_senders_changes_made_to_what_is_in_force(
    definition: Definition, theirs: dict[Place, int], ours: dict[Place, int], gone: set[str]
) -> None:
    apart = {place: value for place, value in ours.items() if place not in theirs and place[0] not in gone}
    base = good_rows(definition)
    in_force, sent = edited(base, theirs, gone), edited(base, apart, set())
    found = compare(definition, base, in_force, as_checked(definition, sent))
    assert {f.kind for f in found} <= {"theirs"}
    merged = merged_rows(definition, in_force, sent, KEEP_THEIRS.kept(found))
    assert by_code(merged) == by_code(edited(in_force, apart, set()))


# Rows that are gone


def test_thirty_of_fifty_nine_projects_and_six_of_nineteen_networks_want_a_yes(
    tmp_path: Path, definition: Definition
) -> None:
    rows = dict(good_rows(definition))
    rows["projects"] = [{**rows["projects"][0], "project_name": f"Proje {n}"} for n in range(59)]
    rows["networks"] = [{**rows["networks"][3], "network": f"Ağ {n}"} for n in range(19)]
    count(tmp_path, definition, changed_workbook(lambda _: None, rows=rows), AT)
    rows |= {"projects": rows["projects"][30:], "networks": rows["networks"][6:]}
    with pytest.raises(NotDecidedError) as question:
        count(tmp_path, definition, changed_workbook(lambda _: None, rows=rows), AT + HOUR)
    losses = question.value.result.losses
    assert [(g.sheet, g.had, len(g.names), g.asks) for g in losses.gone] == [
        ("networks", 19, 6, False),
        ("projects", 59, 30, True),
    ]
    grants = [(m.scope, m.figure, m.before, m.after) for m in losses.moves if m.figure == "grants_keur"]
    assert grants == [("group", "grants_keur", 59 * 180, 29 * 180)]
    said = told.sentences(question.value.result, definition, "tr")
    named = ", ".join(f"Proje {n}" for n in range(6))
    assert f"  Projeler: 59 satırın 30'u bu dosyada yok: {named} ve 24 tane daha" in said
    count(tmp_path, definition, changed_workbook(lambda _: None, rows=rows), AT + 2 * HOUR, ACCEPTED)


@pytest.mark.parametrize(
    ("had", "gone", "asks"),
    [
        (2, 1, False),
        (3, 2, False),
        (4, 3, True),
        (9, 3, False),
        (8, 3, True),
        (59, 19, False),
        (59, 20, True),
    ],
)
def test_more_than_a_third_wants_a_yes_but_one_or_two_rows_are_only_named(
    had: int, gone: int, asks: bool
) -> None:
    assert Gone("projects", had, tuple("x" * gone)).asks is asks


def test_the_rows_of_the_workshop_before_are_missed_in_the_first_report_for_the_next(
    tmp_path: Path, definition: Definition
) -> None:
    earlier = slices.at_earlier_workshop(tmp_path, definition)

    def three_actions_less(book: Workbook) -> None:
        slices.completed(book)
        book["Eylemler"].delete_rows(2, 3)

    data = template(earlier, definition, three_actions_less)
    with pytest.raises(NotDecidedError) as question:
        count(earlier, definition, data, AT + HOUR)
    (gone,) = question.value.result.losses.gone
    assert (gone.sheet, gone.had, gone.names) == ("actions", 8, ("E-1.1", "E-2.1", "E-3.1"))
    assert question.value.result.losses.moves == (), "from workshop to workshop figures may move"


def test_a_printed_row_that_says_nothing_is_no_row(home: Path, definition: Definition) -> None:
    rows = good_rows(definition)
    assert gone_rows(definition, rows, rows) == ()
    printed = {"indicators": [{"indicator_code": "KAP-01"}]}
    assert gone_rows(definition, printed, {}) == ()


def test_a_draft_may_lack_what_it_likes(home: Path, definition: Definition) -> None:
    def draft(book: Workbook) -> None:
        book["Kapak"]["B7"], book["Kapak"]["B8"] = "Taslak", None
        book["Projeler"].delete_rows(3, 3)

    confirmed = count(home, definition, template(home, definition, draft), AT + HOUR)
    assert [len(g.names) for g in confirmed.result.losses.gone] == [3]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (3694, 1254, True),
        (100, 151, True),
        (100, 150, False),
        (4, 9, False),
        (12, None, True),
        (0, 500, False),
    ],
)
def test_a_figure_that_moves_by_more_than_half_wants_a_yes(
    before: float, after: float | None, found: bool
) -> None:
    move = Move("group", "", "grants_keur", before, after)
    assert sudden([move]) == ((move,) if found else ())
