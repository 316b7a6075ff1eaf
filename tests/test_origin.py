"""Invented figures never become real: where a file comes from is asked before it may count."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from definition import Definition
from etl.__main__ import main
from etl.database.publish import publish
from etl.figures.supply import supply
from etl.figures.template import figures_template, make_figures_template
from etl.prefilled import prefilled_template
from etl.provenance.invented import FEWEST, Likeness, likeness
from etl.sample import make, workbooks
from etl.sample.context import handed_in
from etl.slices.units import units_in
from etl.slices.workbook import slice_template
from etl.store import home as data_homes
from etl.store.archive import Archive
from etl.store.home import INSTALLATION
from etl.store.installation import Installation, installation_of, known_installation
from etl.store.receipts import Submitted
from etl.submission import CheckedRow
from etl.submit import Outcome, submit
from etl.template.workbook import Purpose, make_template
from tests import opened
from tests.builders import filled_workbook
from tests.figures import AT, GOOD
from tests.figures import workbook as figures_workbook
from tests.good_rows import good_rows
from tests.origins import report_of
from tests.slices import stamped, with_book
from ui.markdown import plain

MADE_AT = datetime(2025, 1, 6, 9, 30)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CITY, WORKSHOP = "antalya", "3"


@pytest.fixture(scope="module")
def shipped_sample(tmp_path_factory: pytest.TempPathFactory, definition: Definition) -> Path:
    home = tmp_path_factory.mktemp("project") / "data" / "sample"
    make(home, definition)
    return home


@pytest.fixture
def sample(shipped_sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample of a program of our own, which lies beside its real data."""
    monkeypatch.setattr(data_homes, "PROJECT", tmp_path)
    monkeypatch.delenv("PANO_DATA", raising=False)
    return Path(shutil.copytree(shipped_sample, tmp_path / "data" / "sample"))


@pytest.fixture
def real(sample: Path, definition: Definition) -> Path:
    """The data folder after `live`."""
    assert main(["live"]) == 0
    assert data_homes.data_home() == data_homes.Home(sample.parent, False)
    return sample.parent


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition) -> Iterator[Path]:
    """Real data where no sample was ever made."""
    monkeypatch.setattr(data_homes, "PROJECT", tmp_path / "nothing")
    yield from opened.used(tmp_path / "real", monkeypatch)


def sent(home: Path, definition: Definition, data: bytes) -> Outcome:
    return submit(home, definition, data, "a.xlsx", "deneme", AT)


def by_mark(outcome: Outcome) -> bool:
    """Refused as a file of the sample, and because it says so itself."""
    return [(p.code, p.fact("way")) for p in outcome.receipt.problems] == [("sample_file", "origin_mark")]


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.receipt.problems]


def unmarked(data: bytes) -> bytes:
    """As a template of an earlier release."""

    def change(book: Workbook) -> None:
        book["_Sablon"].delete_rows(7, 2)

    cut = with_book(data, change)
    assert "installation" not in stamp_of(cut)
    return cut


def stamp_of(data: bytes) -> dict[str, Any]:
    return dict(load_workbook(io.BytesIO(data))["_Sablon"].iter_rows(values_only=True))


def unstamped(data: bytes) -> bytes:
    """The sheets were copied into a workbook of somebody's own."""
    return with_book(data, lambda book: book.remove(book["_Sablon"]))


def test_a_template_of_the_sample_is_refused_in_real_data_with_one_sentence(
    sample: Path, real: Path, definition: Definition, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "sablon.xlsx"
    file.write_bytes(prefilled_template(sample, definition, CITY, WORKSHOP).data)
    capsys.readouterr()
    assert main(["submit", str(file), "--confirm"]) == 1
    said = capsys.readouterr().out
    assert said.count("HATA") == 1
    assert "örnek veriden geliyor" in said
    command = "python -m etl template --city antalya --workshop 3 --out uluslararasilasma-antalya-3.xlsx"
    assert command in said
    (receipt,) = (r for r in Archive(real).receipts() if isinstance(r, Submitted))
    assert (receipt.acceptance, receipt.city, [p.code for p in receipt.problems]) == (
        "needs_fixing",
        None,
        ["sample_file"],
    )


def test_json_gives_the_one_problem_with_the_command_of_the_right_template(
    sample: Path, real: Path, definition: Definition, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "sablon.xlsx"
    file.write_bytes(prefilled_template(sample, definition, CITY, WORKSHOP).data)
    other = tmp_path / "other real data"
    capsys.readouterr()
    for folder in ([], ["--data", str(other)]):
        assert main(["check", str(file), "--json", *folder]) == 1
        told = json.loads(capsys.readouterr().out)
        (problem,) = told["problems"]
        assert (problem["code"], problem["severity"], problem["sheet"]) == ("sample_file", "error", "Kapak")
        assert problem["command"].startswith("python -m etl template --city antalya --workshop 3 ")
        assert (str(other) in problem["command"]) == bool(folder)
        assert problem["found"] == installation_of(sample).id
    capsys.readouterr()
    assert main(["check", str(file), "--json", "--data", str(sample)]) < 2
    assert "sample_file" not in capsys.readouterr().out


@pytest.mark.parametrize("named", ["--data", "PANO_DATA"])
def test_it_is_refused_wherever_the_real_data_lie(
    named: str,
    sample: Path,
    definition: Definition,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "sablon.xlsx"
    file.write_bytes(prefilled_template(sample, definition, CITY, WORKSHOP).data)
    options = ["--data", str(tmp_path / "real")] if named == "--data" else []
    monkeypatch.setenv("PANO_DATA", str(tmp_path / "real") if named == "PANO_DATA" else "")
    capsys.readouterr()
    assert main(["submit", str(file), *options]) == 1
    assert "örnek veriden geliyor" in capsys.readouterr().out


def test_checking_a_file_gives_a_data_folder_no_id(
    sample: Path, definition: Definition, tmp_path: Path
) -> None:
    file = tmp_path / "sablon.xlsx"
    file.write_bytes(prefilled_template(sample, definition, CITY, WORKSHOP).data)
    assert main(["check", str(file), "--data", str(tmp_path / "real")]) == 1
    assert not (tmp_path / "real" / INSTALLATION).exists()


def test_a_slice_of_the_sample_is_refused_and_nothing_is_merged(
    sample: Path, real: Path, definition: Definition
) -> None:
    rows = next(b.rows for b in workbooks(definition) if (b.city, b.workshop) == (CITY, WORKSHOP))
    unit = next(iter(units_in(rows["actions"])))
    outcome = sent(real, definition, slice_template(sample, definition, CITY, WORKSHOP, unit))
    assert by_mark(outcome)
    assert (outcome.receipt.unit, outcome.receipt.is_merged) == ("", False)


def test_a_report_that_was_merged_in_the_sample_is_refused(
    sample: Path, real: Path, definition: Definition
) -> None:
    rows = next(b.rows for b in workbooks(definition) if (b.city, b.workshop) == (CITY, WORKSHOP))
    unit = next(iter(units_in(rows["actions"])))
    merged = sent(sample, definition, slice_template(sample, definition, CITY, WORKSHOP, unit)).receipt
    assert merged.is_merged
    whole = Archive(sample).original(merged.sha256)
    assert by_mark(sent(real, definition, whole))


def test_a_report_that_the_sample_itself_sent_is_refused(
    sample: Path, real: Path, definition: Definition
) -> None:
    receipts = [r for r in Archive(sample).receipts() if isinstance(r, Submitted)]
    originals = [Archive(sample).original(r.sha256) for r in receipts[:3]]
    assert all(by_mark(sent(real, definition, data)) for data in originals)


def test_a_template_of_the_sample_is_refused_although_everything_in_it_is_real(
    alone: Path, definition: Definition
) -> None:
    """Only the mark can tell; and where the sample lies, nobody knows."""
    elsewhere = Installation("7f3a-9c21-04be", is_sample=True)
    assert by_mark(sent(alone, definition, report_of(definition, elsewhere)))


def test_context_figures_of_the_sample_are_refused(
    sample: Path, real: Path, definition: Definition, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "baglam.xlsx"
    assert main(["figures", "--template", str(file), "--data", str(sample)]) == 0
    capsys.readouterr()
    assert main(["figures", str(file), "--confirm", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (problem,) = told["problems"]
    assert (told["state"], problem["code"], told["changes"]) == ("needs_fixing", "sample_figures", [])
    assert problem["found"] == installation_of(sample).id
    assert problem["command"] == "python -m etl figures --template baglam-gostergeleri.xlsx"
    assert main(["figures", str(file), "--data", str(sample)]) == 0


def test_real_files_are_refused_in_the_sample(sample: Path, real: Path, definition: Definition) -> None:
    template = report_of(definition, installation_of(real))
    assert codes(sent(real, definition, template)) == []
    assert codes(sent(sample, definition, template)) == ["real_file"]
    figures = figures_template(real, definition)
    assert _figure_codes(sample, definition, figures) == ["real_figures"]
    # Of a folder whose files say nothing, as before.
    assert codes(sent(sample, definition, filled_workbook())) == []


def _figure_codes(home: Path, definition: Definition, data: bytes) -> list[str]:
    receipt = supply(home, definition, data, "baglam.xlsx", "deneme", AT).receipt
    return [p.code for p in receipt.problems]


def test_a_file_of_another_installation_is_a_warning_that_names_it(
    alone: Path, tmp_path: Path, definition: Definition, capsys: pytest.CaptureFixture[str]
) -> None:
    other = installation_of(tmp_path / "other")
    data = report_of(definition, other)
    outcome = sent(alone, definition, data)
    assert (outcome.receipt.acceptance, codes(outcome)) == ("acceptable", ["other_installation"])
    (tmp_path / "a.xlsx").write_bytes(data)
    assert main(["check", str(tmp_path / "a.xlsx")]) == 0
    said = capsys.readouterr().out
    assert f"{other.id} numaralı kurulum, 21.01.2025" in said
    figures = make_figures_template(definition, handed_in(definition, "1")[1], AT, other)
    changed = with_book(figures, _other_values)
    assert _figure_codes(alone, definition, changed)[:1] == ["other_installation"]


def _other_values(book: Workbook) -> None:
    for cell in book.worksheets[0]["D"][1:]:
        cell.value = cell.value + 1000 if cell.value else None


def test_a_file_of_this_installation_is_its_own_also_after_a_restore(
    alone: Path, tmp_path: Path, definition: Definition
) -> None:
    data = prefilled_template(alone, definition, CITY, WORKSHOP).data
    assert stamp_of(data)["installation"] == known_installation(alone).id != ""
    sent(alone, definition, filled_workbook())
    back, backup = tmp_path / "back", tmp_path / "yedek.tar"
    assert main(["backup", "--out", str(backup), "--data", str(alone)]) == 0
    assert main(["restore", str(backup), "--data", str(back)]) == 0
    assert known_installation(back) == known_installation(alone)
    assert codes(sent(back, definition, report_of(definition, known_installation(alone)))) == []


def test_an_id_is_given_once_and_each_folder_has_its_own(sample: Path, real: Path) -> None:
    assert installation_of(real) == installation_of(real) == known_installation(real)
    assert installation_of(real).id != installation_of(sample).id
    assert (installation_of(real).is_sample, installation_of(sample).is_sample) == (False, True)


def test_the_same_template_of_the_same_installation_is_the_same_bytes(
    definition: Definition, tmp_path: Path
) -> None:
    purpose = Purpose(made_by=installation_of(tmp_path))
    first, second = (make_template(definition, CITY, WORKSHOP, MADE_AT, purpose=purpose) for _ in range(2))
    assert first == second


# Files of earlier releases, which say nothing of who made them.


def invented_file(definition: Definition, city: str = CITY, workshop: str = WORKSHOP) -> bytes:
    book = next(b for b in workbooks(definition) if (b.city, b.workshop, b.confirm) == (city, workshop, True))
    return make_template(definition, city, workshop, MADE_AT, book.rows)


def blank_file_kept_in(sample: Path, definition: Definition, who: str) -> bytes:
    """Nothing is typed in it but what is needed: only its bytes can tell."""
    data = filled_workbook()
    submit(sample, definition, data, "a.xlsx", who, AT)
    return data


def test_an_older_file_with_the_bytes_of_an_original_of_the_sample_is_refused(
    sample: Path, real: Path, definition: Definition
) -> None:
    data = blank_file_kept_in(sample, definition, "örnek")
    outcome = sent(real, definition, data)
    assert codes(outcome) == ["sample_file"]
    assert outcome.receipt.problems[0].fact("way") == "origin_bytes"


def test_a_real_report_that_was_tried_in_the_sample_first_is_taken(
    sample: Path, real: Path, definition: Definition
) -> None:
    data = blank_file_kept_in(sample, definition, "ayşe@example.org")
    assert codes(sent(real, definition, data)) == []


def test_an_older_template_that_was_filled_from_a_report_of_the_sample_is_refused(
    sample: Path, real: Path, definition: Definition
) -> None:
    source = next(r.id for r in Archive(sample).receipts() if isinstance(r, Submitted))
    data = stamped(filled_workbook(), prefilled_from=source)
    outcome = sent(real, definition, data)
    assert codes(outcome) == ["sample_file"]
    assert outcome.receipt.problems[0].fact("way") == "origin_prefilled"
    assert codes(sent(real, definition, stamped(data, prefilled_from="20240101-000000-abcdef"))) == []


@pytest.mark.parametrize("bare", [unmarked, unstamped], ids=["without the mark", "without the stamp"])
def test_an_older_file_with_invented_figures_is_refused_where_there_is_no_sample(
    bare: Any, alone: Path, definition: Definition
) -> None:
    outcome = sent(alone, definition, bare(invented_file(definition)))
    assert codes(outcome) == ["sample_file"]
    assert outcome.receipt.problems[0].fact("way") == "origin_values"


def test_it_is_refused_although_somebody_began_to_correct_it(alone: Path, definition: Definition) -> None:
    def correct(book: Workbook) -> None:
        for cell in book["Göstergeler"]["G"][1:]:
            cell.value = (cell.value or 0) + 3

    data = with_book(unmarked(invented_file(definition)), correct)
    assert codes(sent(alone, definition, data)) == ["sample_file"]


def test_it_is_refused_beside_workshops_that_organizers_keep(alone: Path, definition: Definition) -> None:
    third = definition.workshop("3")
    days = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    known = replace(definition, workshops=(*definition.workshops, replace(third, code="4", number=4, **days)))
    assert codes(sent(alone, known, unmarked(invented_file(definition)))) == ["sample_file"]


def test_older_context_figures_that_were_invented_are_refused(alone: Path, definition: Definition) -> None:
    at, given = handed_in(definition, "1")
    data = unmarked(make_figures_template(definition, given, at))
    assert _figure_codes(alone, definition, data) == ["sample_figures"]
    assert _figure_codes(alone, definition, figures_workbook(definition, *GOOD)) == []


def test_a_real_report_that_shares_some_values_with_the_sample_is_taken(
    alone: Path, definition: Definition
) -> None:
    """The plan is real, a third of the figures are by chance those of the sample."""
    book = next(b for b in workbooks(definition) if (b.city, b.workshop) == (CITY, WORKSHOP))
    rows = {**good_rows(definition), "sister_cities": book.rows["sister_cities"][:12]}
    found = _likeness(definition, CITY, rows)
    assert found.typed >= FEWEST
    assert 0.25 < found.equal / found.typed < 0.45
    outcome = sent(alone, definition, unmarked(make_template(definition, CITY, WORKSHOP, MADE_AT, rows)))
    assert "sample_file" not in codes(outcome)
    assert outcome.receipt.city == CITY


def test_a_template_of_earlier_times_with_nothing_in_it_but_zeros_is_nobodys() -> None:
    assert not Likeness(FEWEST - 1, FEWEST - 1).is_of_sample()
    assert Likeness(FEWEST // 2, FEWEST).is_of_sample()
    assert not Likeness(FEWEST // 2 - 1, FEWEST).is_of_sample()


def test_reports_that_know_nothing_of_each_other_share_few_figures(definition: Definition) -> None:
    """Of two cities that the sample itself drew, and of the report made by hand."""
    books = list(workbooks(definition))
    cities = {book.city for book in books}
    foreign = [_likeness(definition, c, book.rows) for book in books for c in cities - {book.city}]
    by_hand = _likeness(definition, CITY, good_rows(definition))
    assert max(f.equal / f.typed for f in foreign) < 0.2
    assert by_hand.equal / by_hand.typed < 0.1
    own = [_likeness(definition, book.city, book.rows) for book in books]
    assert all(found.is_of_sample() and found.equal == found.typed for found in own)


def _likeness(definition: Definition, city: str, rows: Any) -> Likeness:
    sheets = {key: [CheckedRow(n, row, {}) for n, row in enumerate(found)] for key, found in rows.items()}
    return likeness(definition, city, sheets)


# The pages.


def _open_submit() -> Any:
    return opened.opened("submit", city="izmir")


def _sent_on_page(data: bytes) -> Any:
    at = _open_submit()
    at.file_uploader(key="file_first").set_value(("a.xlsx", data, XLSX))
    at.button(key="send_first").click().run()
    assert not at.exception, at.exception
    return at


def test_the_upload_page_says_it_in_one_sentence_and_offers_the_right_template(
    shipped_sample: Path, alone: Path, definition: Definition
) -> None:
    publish(alone, definition)
    at = _sent_on_page(prefilled_template(shipped_sample, definition, CITY, WORKSHOP).data)
    bodies = [element.proto.body for element in at.get("html")]
    (panel,) = (body for body in bodies if "örnek veriden geliyor" in body)
    assert "gerçek verilere alınmadı" in panel
    assert not any("Ne yapmalı</th>" in body for body in bodies)
    offered = {button.key: button.label for button in at.get("download_button")}
    assert "Antalya" in offered["right_template"]
    assert plain("3. Çalıştay") in offered["right_template"]
    assert "download_marked" not in offered


def test_the_page_of_context_figures_says_it_and_offers_the_right_workbook(
    shipped_sample: Path, alone: Path, definition: Definition
) -> None:
    publish(alone, definition)
    at = opened.opened("workshop", tab="figures")
    at.file_uploader(key="figures_file").set_value(
        ("b.xlsx", figures_template(shipped_sample, definition), XLSX)
    )
    at.button(key="figures_send").click().run()
    assert not at.exception, at.exception
    assert "örnek veriden geliyor" in opened.said(at)
    assert "right_template" in [button.key for button in at.get("download_button")]
